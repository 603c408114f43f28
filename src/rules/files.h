/* SPDX-License-Identifier: BSD-2-Clause */
/* The files of a delivery of scans: those of a directory tree, or of a zip archive (by libzip). */
#ifndef HT_RULES_FILES_H
#define HT_RULES_FILES_H

#include <stdbool.h>
#include <stddef.h>

struct ht_diag;
struct ht_files;

/* Lists the PDFs of PATH.  NULL after reporting (exit status 2: not there, no archive, built without libzip). */
struct ht_files *ht_files_open(const char *path, struct ht_diag *d);
void ht_files_free(struct ht_files *f);             /* NULL is fine */

size_t ht_files_count(const struct ht_files *f);
const char *ht_files_path(const struct ht_files *f, size_t i);      /* as delivered, below PATH */
const char *ht_files_name(const struct ht_files *f, size_t i);      /* its last part */

/* The content, NULL if it cannot be read (or is larger than 256 MiB); release with ht_files_done. */
const char *ht_files_read(struct ht_files *f, size_t i, size_t *len);
void ht_files_done(struct ht_files *f, const char *s, size_t len);

bool ht_files_secret(const struct ht_files *f, size_t i);   /* encrypted by the archive */

#endif

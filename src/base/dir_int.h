/* SPDX-License-Identifier: BSD-2-Clause */
/* What base/dir.c and base/tree.c share, and base/outfile.c. */
#ifndef HT_BASE_DIR_INT_H
#define HT_BASE_DIR_INT_H

#include <stdbool.h>
#include <stddef.h>

#include "base/dir.h"

/* All names in PATH but . and .., sorted; NULL-terminated.  NULL with errno if it cannot be read. */
char **ht_dir_names(const char *path, size_t *count);
void ht_dir_names_free(char **names);           /* NULL is fine */

/* Splits PATH at its last slash: the directory ("." if none), which is the caller's, and the name behind it. */
char *ht_dir_parent(const char *path, const char **name);
/* After a rename the directory must reach the disk too, else a power cut may undo it. */
void ht_dir_sync_parent(const char *path);

/* Takes the lock of a directory; a descriptor, or -1 if somebody has it. */
int ht_dir_try_lock(const char *path);

/* True for NAME.tmp123-4: the process, and the number of the try. */
bool ht_dir_is_temp_of(const char *entry, const char *name, long *pid);

void ht_dir_report(struct ht_diag *d, const char *path, int err);       /* PATH cannot be written */

#endif

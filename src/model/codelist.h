/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * Code lists: UTF-8 TSV files in data/, mapped into memory, never compiled in, so that a registrar can read
 * and correct them between releases.
 *
 * Line 1 names the columns; '#' lines are comments.  Lists are found in --lists=DIR, else $HOTICH_DATADIR,
 * else the installed directory.  data/SOURCES has origin and licence of every file.
 */
#ifndef HT_MODEL_CODELIST_H
#define HT_MODEL_CODELIST_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/diag.h"

struct ht_tsv;                          /* a mapped file, split into rows and cells */

/* The directory that lists are read from; DIR is --lists or NULL.  Static storage or DIR itself. */
const char *ht_lists_dir(const char *dir);

/* The bytes of NAME ("report.html") of DIR, to be released with ht_unmap.  NULL after reporting with exit status 2. */
const char *ht_list_map(const char *dir, const char *name, size_t *len, struct ht_diag *d);

/* Opens NAME ("communes.tsv") of DIR (as ht_lists_dir gave it).  NULL after reporting with exit status 2,
 * naming the file and what is lost without it. */
struct ht_tsv *ht_tsv_open(const char *dir, const char *name, struct ht_diag *d);
void ht_tsv_free(struct ht_tsv *t);     /* NULL is fine */

size_t ht_tsv_rows(const struct ht_tsv *t);
int ht_tsv_column(const struct ht_tsv *t, const char *name);    /* -1: no such column */

/* The cell; *LEN its length.  Borrowed from the mapping, not NUL-terminated. */
const char *ht_tsv_cell(const struct ht_tsv *t, size_t row, int column, size_t *len);

/* A whole row, without its line end. */
const char *ht_tsv_row(const struct ht_tsv *t, size_t row, size_t *len);

#endif

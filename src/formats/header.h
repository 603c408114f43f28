/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * Header rows: which register is this, and which column is which field.
 *
 * A column is known by the Ministry's stem (first line of the cell, blanks and case ignored, as the templates
 * carry hints behind a line feed), by the caption of the ledger page, by an alias of data/headers.tsv, or by the
 * user's map, which goes before all others.
 */
#ifndef HT_FORMATS_HEADER_H
#define HT_FORMATS_HEADER_H

#include <stdbool.h>
#include <stddef.h>

#include "formats/format.h"
#include "formats/map.h"
#include "model/schema.h"

enum { HT_COL_EXTRA = -1, HT_COL_IGNORE = -2, HT_COL_ID = -3 };

struct ht_header {
    const struct ht_register *reg;      /* NULL: no header yet */
    int *col;                           /* per column: field id or HT_COL_… */
    char **name;                        /* per column: as the source has it, first line, trimmed */
    size_t n;
    int column_of[HT_MAX_FIELDS];       /* per field: its column, -1: none */
    int id_column;                      /* -1: none */
    bool mapped;                        /* at least one column was named by the user's map */
};

struct ht_header_book;                  /* all known column names */

/* LISTS: where data/headers.tsv is.  NULL after reporting. */
struct ht_header_book *ht_header_book_new(const char *lists, struct ht_diag *d);
void ht_header_book_free(struct ht_header_book *b);     /* NULL is fine */
/* The field that a caption, as ht_fold leaves it, means in REG; HT_COL_EXTRA or HT_COL_IGNORE if none. */
int ht_header_known(const struct ht_header_book *b, const char *folded, size_t len, const struct ht_register *reg);

struct ht_header_opts {
    const struct ht_header_book *book;
    const struct ht_map_file *map;
    const struct ht_register *reg;      /* --register, NULL: any */
    const char *id;                     /* --id, NULL: none */
    const char *file;                   /* a name such as kh2006.csv breaks ties */
};

/* Tries ROW as a header.  True if it is one: H is filled.  H must be zeroed or filled before. */
bool ht_header_match(struct ht_header *h, const struct ht_row *row, const struct ht_header_opts *o);

/* Reports what is wrong with H: doubled, missing, unknown columns, another order. */
void ht_header_report(const struct ht_header *h, const struct ht_where *w, struct ht_diag *d);

/* True if ROW repeats the names of H. */
bool ht_header_repeats(const struct ht_header *h, const struct ht_row *row);
void ht_header_fini(struct ht_header *h);

#endif

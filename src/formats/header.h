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

#include "formats/given.h"
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
    bool settled;                       /* REG is what earlier rows of the table are: ROW may know none of its names */
};

/* The field that the column with caption CELL is for in REG, by its first line or, if captions wrap, all of it;
 * HT_COL_… if it is for none. */
int ht_header_column(const struct ht_header_opts *o, const struct ht_cell *cell, const struct ht_register *reg);

/* The same of a cell of ROW whose name has groups before it ("chung.so") and means nothing as a whole: by what is
 * left of it without groups that wrap the record or only order its fields. */
int ht_header_grouped(const struct ht_header_opts *o, const struct ht_row *row, size_t i,
                      const struct ht_register *reg);

/* Tries ROW as a header.  True if it is one: H is filled.  H must be zeroed or filled before. */
bool ht_header_match(struct ht_header *h, const struct ht_row *row, const struct ht_header_opts *o);

/* The captions of a row, kept for the next one.  Zeroed: none. */
struct ht_header_row {
    char **name;
    size_t n;
};
void ht_header_row_take(struct ht_header_row *h, const struct ht_row *row);
/* True if ROW has the same captions. */
bool ht_header_row_is(const struct ht_header_row *h, const struct ht_row *row);
void ht_header_row_fini(struct ht_header_row *h);

/* Tries ROW as the second row of a header whose first one, ABOVE, has captions over several columns: "Họ tên" below
 * "Cha" is "Họ tên Cha".  Captions that nothing stands below count alone. */
bool ht_header_match_pair(struct ht_header *h, const struct ht_header_row *above, const struct ht_row *row,
                          const struct ht_header_opts *o);

/* Reports what is wrong with H: doubled, unknown columns, missing ones that GIVEN has nothing for, another order. */
void ht_header_report(const struct ht_header *h, const struct ht_given *given, const struct ht_where *w,
                      struct ht_diag *d);

/* True if ROW repeats the names of H. */
bool ht_header_repeats(const struct ht_header *h, const struct ht_row *row);
void ht_header_fini(struct ht_header *h);

#endif

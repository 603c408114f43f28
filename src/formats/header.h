/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * Header rows: which register is this, and which column is which field.
 *
 * A column is known by the Ministry's stem (blanks and case ignored), by the caption of the ledger page, by an alias of
 * data/headers.tsv, by asking for the same as these in other words (formats/caption.h), or by the user's map, which
 * goes before all others.  Of two columns for one field the one whose caption is known counts; where both are only
 * worded alike, neither; nor is a given name that has the surname in
 * a column of its own.  "Địa chỉ" behind the columns of another person may be about that one, and is not taken.
 */
#ifndef HT_FORMATS_HEADER_H
#define HT_FORMATS_HEADER_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "formats/given.h"
#include "formats/format.h"
#include "formats/map.h"
#include "model/schema.h"

enum { HT_COL_EXTRA = -1, HT_COL_IGNORE = -2, HT_COL_ID = -3 };

/* What a column means, and how that is known. */
struct ht_header_guess {
    int col;                            /* field id or HT_COL_… */
    bool worded;                        /* known by what its caption asks for, in other words */
    uint64_t wording;                   /* then, or if COL is HT_COL_EXTRA: what it asks for */
    bool part;                          /* only for a part of it, a surname; COL is HT_COL_EXTRA */
    bool bare;                          /* these do not say whom it is about */
    bool alone;                         /* they say nothing else, as captions over several columns do */
    int may[2];                         /* what the wording may be: one field, or two and COL is HT_COL_EXTRA; or -1 */
    int rival;                          /* the other column that is worded like this one; -1: none */
};

struct ht_header {
    const struct ht_register *reg;      /* NULL: no header yet */
    int *col;                           /* per column: field id or HT_COL_… */
    struct ht_header_guess *guess;      /* per column: what COL was made of */
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

/* The same of a caption as it is written. */
int ht_header_caption(const struct ht_header_book *b, const char *s, size_t len, const struct ht_register *reg);
/* What a caption asks for in other words than those known (formats/caption.h).  False if nothing; else G is filled. */
bool ht_header_wording(struct ht_header_book *b, const char *s, size_t len, const struct ht_register *reg,
                       struct ht_header_guess *g);

struct ht_header_opts {
    struct ht_header_book *book;
    const struct ht_map_file *map;
    const struct ht_register *reg;      /* --register, NULL: any */
    const char *id;                     /* --id, NULL: none */
    const char *file;                   /* a name such as kh2006.csv breaks ties */
    bool settled;                       /* REG is what earlier rows of the table are: ROW may know none of its names */
};

/* The name of a column as it is shown and mapped: the first line of its caption, trimmed, as the templates put hints
 * behind a line feed. */
const char *ht_header_name(const struct ht_cell *cell, size_t *len);

/* The field that a column with a known caption is for in REG, all lines of it or the first; HT_COL_… if none. */
int ht_header_column(const struct ht_header_opts *o, const struct ht_cell *cell, const struct ht_register *reg);

/* The same of a cell of ROW whose name has groups before it ("chung.so") and means nothing as a whole: by what is
 * left of it without groups that wrap the record or only order its fields. */
int ht_header_grouped(const struct ht_header_opts *o, const struct ht_row *row, size_t i,
                      const struct ht_register *reg);

/* What column I of ROW is for, by its caption, the wording of that, or the groups before its name. */
struct ht_header_guess ht_header_guess(const struct ht_header_opts *o, const struct ht_row *row, size_t i,
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

/* Reports that column I is for no field, or which it may be for. */
void ht_header_report_unknown(const struct ht_header *h, size_t i, const struct ht_where *w, struct ht_diag *d);

/* True if ROW repeats the names of H. */
bool ht_header_repeats(const struct ht_header *h, const struct ht_row *row);
void ht_header_fini(struct ht_header *h);

#endif

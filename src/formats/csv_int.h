/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * The reader of delimited text, for its two files: in_csv.c cuts the input into lines and puts back what a row without
 * an end had swallowed, csv_row.c makes rows of lines.
 */
#ifndef HT_FORMATS_CSV_INT_H
#define HT_FORMATS_CSV_INT_H

#include <csv.h>

#include "base/buf.h"
#include "base/limits.h"
#include "formats/csv_slice.h"
#include "formats/format.h"
#include "formats/utf16.h"
#include "model/finding.h"

enum { HT_CSV_CELLS = HT_MAX_COLUMNS * 2 };     /* that are kept: a row of more than HT_MAX_COLUMNS is refused */

struct ht_csv {
    const struct ht_format_job *job;
    struct ht_rows *to;
    struct csv_parser csv;
    struct ht_text_in in;
    struct ht_buf line;                 /* a line that began in an earlier block */
    struct ht_buf cells;                /* text of the cells of the open row, NUL after each */
    struct ht_buf open;                 /* source bytes of the open row, if it spans lines */
    struct ht_csv_cell slice[HT_CSV_CELLS];        /* where each cell is in cells */
    size_t ncells;
    struct ht_cell *cell;
    size_t cell_cap;
    struct ht_arena arena;
    unsigned long lineno;               /* of the line being fed, from 1 */
    unsigned long row_line;             /* first line of the open row */
    unsigned open_lines;
    const char *bytes;                  /* the line being fed */
    size_t nbytes;
    enum ht_door door;
    const struct ht_charset *prior;
    char delim, eol;                    /* eol is CR if lines end in a lone CR */
    bool row_done;                      /* a row ended in the line being fed */
    bool skipping;                      /* the rest of a line without end */
    struct ht_buf pending;              /* lines that a given-up row had swallowed … */
    size_t taken;                       /* … and how much of them was read again */
    enum ht_rc rc;
};

/* A parser for the rows to come; csv_free is the caller's. */
void ht_csv_new_parser(struct ht_csv *x);
void ht_csv_start_row(struct ht_csv *x);

/* A simple line S with its end is a row by itself; false if it is none and was not taken. */
bool ht_csv_take_simple(struct ht_csv *x, const char *s, size_t len);
/* Any line: x->row_done tells whether a row ended in it. */
void ht_csv_take_line(struct ht_csv *x, const char *s, size_t len);

void ht_csv_reject(struct ht_csv *x, const struct ht_row *row, enum ht_code code, const char *a, const char *b);

#endif

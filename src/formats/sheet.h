/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * What sheets of all spreadsheet formats have in common: rows that are built cell by cell, cells that span rows, hidden
 * rows, numbers and dates, and the choice of the sheets that are imported.
 */
#ifndef HT_FORMATS_SHEET_H
#define HT_FORMATS_SHEET_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "formats/format.h"
#include "formats/pieces.h"
#include "formats/rowbuf.h"

struct ht_merge;

struct ht_sheet {
    const struct ht_format_job *job;
    struct ht_rows *to;
    struct ht_buf file;                 /* "book.xlsx#Sheet" */
    struct ht_rowbuf row;
    unsigned long line;                 /* of the row being built, 0: none */
    struct ht_merge *merge;
    size_t nmerge, merge_cap, first_merge;
    unsigned long hidden;               /* rows */
    bool from_1904, row_hidden;
    bool probing;                       /* only a look: nothing is reported */
    enum ht_rc rc;                      /* what the receiver or a cell said; not HT_OK: stop */
};

void ht_sheet_begin(struct ht_sheet *s, const struct ht_format_job *job, struct ht_rows *to, const char *name);
/* Cells from row R1, column C1 to row R2, column C2 are one; all of them before the first row.  Rows from 1, columns
 * from 0. */
void ht_sheet_merge(struct ht_sheet *s, unsigned long r1, size_t c1, unsigned long r2, size_t c2);
/* Pushes the row before and begins row LINE. */
void ht_sheet_row(struct ht_sheet *s, unsigned long line, bool hidden);
/* Pushes the row being built and keeps its cells as row LINE. */
void ht_sheet_repeat(struct ht_sheet *s, unsigned long line);
/* Pushes the last row, reports what is known of the sheet as a whole, frees.  Returns the sheet's rc. */
enum ht_rc ht_sheet_end(struct ht_sheet *s);

void ht_sheet_text(struct ht_sheet *s, size_t col, const struct ht_pieces *p, const struct ht_charset *prior);
/* A date or time, which the file has in STORED. */
struct ht_moment_text;
void ht_sheet_moment(struct ht_sheet *s, size_t col, const struct ht_moment_text *t, const char *stored, size_t len);
/* The cell is the error NAME ("#N/A"), no value. */
void ht_sheet_error(struct ht_sheet *s, size_t col, const char *name, size_t len);
/* X as the file has it in STORED (LEN bytes); PARTS: what its number format shows (formats/moment.h). */
void ht_sheet_number(struct ht_sheet *s, size_t col, double x, const char *stored, size_t len, unsigned parts);
/* A finding about the cell in column COL of the row being built. */
void ht_sheet_find(struct ht_sheet *s, int code, size_t col);

/* "BC" → 54; SIZE_MAX if S does not begin with a column's letters.  *USED: their number. */
size_t ht_column_of(const char *s, size_t len, size_t *used);
void ht_column_name(size_t col, char out[16]);

/* One sheet of a book, for the choice. */
struct ht_sheet_row {
    char *name;
    char *part;                         /* where it is in the container */
    unsigned long at;                   /* where it is in the stream */
    bool hidden, wanted, has_header;
};

/* Reads one sheet of BOOK into TO; PROBING: nothing is to be reported. */
typedef enum ht_rc ht_sheet_reader(void *book, const struct ht_sheet_row *sheet, struct ht_rows *to, bool probing);

/* Reads the sheets of a book: --table's, else all visible ones that have a header among their first rows, else all
 * visible ones.  Says which sheets are left out.  HT_OK, or HT_FAIL after reporting. */
enum ht_rc ht_sheets_read(struct ht_sheet_row *sheet, size_t n, const struct ht_format_job *job, struct ht_rows *to,
                          ht_sheet_reader *reader, void *book);

#endif

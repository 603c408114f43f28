/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * The importer's inside, for its four files: import.c opens sources and lets formats read them, import_table.c decides
 * what becomes of each row of a table, import_header.c finds the header, import_record.c makes a record of a row.
 */
#ifndef HT_FORMATS_IMPORT_INT_H
#define HT_FORMATS_IMPORT_INT_H

#include "formats/decided.h"
#include "formats/foot.h"
#include "formats/header.h"
#include "formats/ids.h"
#include "formats/import.h"
#include "formats/ocrchild.h"
#include "formats/rejects.h"
#include "formats/review.h"
#include "formats/scanindex.h"
#include "model/finding.h"

#define HT_MAX_TITLES 20                /* rows above the header */

struct ht_importer {
    struct ht_source source;
    struct ht_rows rows;
    struct ht_import_opts o;
    struct ht_header_book *book;
    struct ht_ids *ids;
    struct ht_scan_index *scans;        /* that came with the files */
    struct ht_rejects *rejects;
    struct ht_decided_readings *decided;        /* --decisions, or NULL */
    struct ht_reading_review *review;           /* --review, or NULL */
    struct ht_ocr_ahead *ahead;
    struct ht_given_stage filler;       /* --set */
    struct ht_stage *first;
    struct ht_record rec;
    /* of the current file */
    struct ht_in *in;
    const char *file;
    struct ht_buf table;                /* the rows' file: a book has one per sheet */
    struct ht_header header;
    unsigned long header_line;          /* where it is, 0 if it is no row */
    bool header_open;                   /* it was not reported: the next row may belong to it */
    struct ht_header_row above;         /* the row before, while a header is looked for; then its first row … */
    struct ht_header_row below;         /* … and its second one, if it has two */
    enum ht_foot foot;                  /* what the row before was */
    unsigned long repeated;             /* where the header stood once more, 0: nowhere */
    bool no_header;                     /* looked far enough: there is none … */
    enum ht_code why;                   /* … and this is why: HT104, or HT105 once that was reported */
    struct ht_buf reason;               /* its text; empty until it was reported */
    bool refused;                       /* a format set something aside; that is reason enough if no row came */
    struct ht_buf told;                 /* unknown names that rows brought (HT108), NUL after each */
    struct ht_buf unknown;              /* names of the first row that had no known one */
    bool any_below;                     /* something came below the header */
    bool unnamed_seen;                  /* HT118 was said */
    struct ht_buf titles;               /* rows above the header: length, then bytes, in case there is none */
    unsigned long title_line[HT_MAX_TITLES];
    size_t title_len[HT_MAX_TITLES], ntitles;
    uint64_t records;
    size_t paired, unpaired;            /* entries with and without a scan among those that came with the files */
    struct ht_buf src;                  /* "file:" */
    const char *src_file;
};

/* What is known for recognising a header of REG (NULL: any register). */
static inline struct ht_header_opts
ht_import_header_opts(const struct ht_importer *x, const struct ht_register *reg)
{
    return (struct ht_header_opts){ .book = x->book, .map = x->o.map, .reg = reg, .id = x->o.id, .file = x->file };
}

/* What a format pushes (struct ht_rows): a row, a row that it could not read. */
enum ht_rc ht_import_row(struct ht_rows *rows, struct ht_row *row);
enum ht_rc ht_import_reject(struct ht_rows *rows, const struct ht_row *row, int code, const char *const *args);

/* A table begins: the first row of a file or of a sheet, whose name is FILE. */
void ht_import_begin_table(struct ht_importer *x, const char *file);

/* A table ends: says what is only known then, that it has no header, or nothing below it. */
void ht_import_end_table(struct ht_importer *x);

/* Tries ROW, alone and together with the row above it, as the header.  What there is to say about it is said when it
 * is settled: the next row may belong to it. */
bool ht_import_find_header(struct ht_importer *x, const struct ht_row *row);

/* The row behind a header: true if it is a part of it, its second row or the numbers of the columns. */
bool ht_import_more_header(struct ht_importer *x, const struct ht_row *row);
void ht_import_settle_header(struct ht_importer *x);

/* True if ROW is the header once more, as tables of many pages have it: one of its rows, or the numbers below. */
bool ht_import_repeats_header(struct ht_importer *x, const struct ht_row *row);

/* The header of a row whose cells all have names (HT_ROW_NAMED), if they changed. */
void ht_import_header_of_names(struct ht_importer *x, const struct ht_row *row);

/* A look at a row before it is read: is it a header?  Cells in a legacy font are decoded by it.  ARG: the importer. */
bool ht_import_looks_like_header(void *arg, const struct ht_row *row);

/* Dates and times of ROW as the fields of H take them. */
void ht_import_fit_moments(const struct ht_header *h, struct ht_row *row);

/* A row that fits the header becomes a record and goes on. */
enum ht_rc ht_import_record(struct ht_importer *x, struct ht_row *row);

#endif

/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * Source formats: files in, rows of cells out.
 *
 * A format knows nothing of registers.  It pushes rows; formats/import.c finds the header, maps columns to
 * fields, decodes, and makes records.  One file and one row of formats.def per format.
 *
 * A format must survive any bytes: bounded memory, no crash, no hang; what is wrong is reported with the place
 * and what to do, and a row that cannot be read goes to reject().
 */
#ifndef HT_FORMATS_FORMAT_H
#define HT_FORMATS_FORMAT_H

#include <stdbool.h>
#include <stddef.h>

#include "base/arena.h"
#include "base/diag.h"
#include "base/io.h"
#include "text/charset.h"

/* One cell.  S is bytes of an unknown set (HT_DOOR_BYTES) or text of a Unicode format (HT_DOOR_TEXT, well-formed
 * UTF-8, which may hold widened bytes).  Everything is borrowed until row() returns. */
struct ht_cell {
    const char *s;
    size_t len;
    enum ht_door door;
    const struct ht_charset *prior;     /* what font or code page say; NULL: nothing.  They sometimes lie. */
    const char *raw;                    /* what the file stored, if s was made from it (serial dates) */
    size_t raw_len;
    const char *by;                     /* "serial": how s was made from raw */
    const char *shown;                  /* what a date or time looks like in its table, which made s of it; or NULL */
    int found;                          /* a finding's code: what the format has to say of the cell; 0: nothing */
    int conf;                           /* OCR confidence 1 to 100; 0: does not apply */
    bool number;                        /* stored as a number: zeros before it, if there were any, are lost */
    const char *name;                   /* column name, for formats that name every cell; NULL: by position */
    /* Set by the decoder (formats/decode.h); s is then NFC text that XML can hold, raw its raw attribute or
     * NULL, by the names of what was done. */
    const char *enc;                    /* the set it was decoded from, NULL: it was text already */
    unsigned bad;                       /* bytes that the set does not have */
    bool controls;                      /* control characters were left out */
    bool signs;                         /* signs stand where letters of a word should be */
    const char *doubt;                  /* the set that is nearly as likely, NULL: enc is certain */
    int damage;                         /* enum ht_damage: what was lost before the text came here */
    const char *meant;                  /* the damaged words as they probably were, or NULL */
    /* Set by formats of recognised pages. */
    const char *state;                  /* "unreadable", or NULL */
    const char *suggest;                /* a hint for a person, or NULL */
    int review;                         /* a finding's code: a person has to look at the page; 0: no */
    const struct ht_picture *picture;   /* of the cell, or NULL */
};

/* Where the picture of a cell is: a file that shows nothing else, or the picture of a whole page, which its other cells
 * share, and the cell's part of it in pixels (w 0: nobody knows which). */
struct ht_picture {
    const char *path;
    bool page;
    int x, y, w, h;
};

enum ht_row_flags {
    HT_ROW_HEADER = 1,                  /* this row is the header, the format is sure of it */
    HT_ROW_NAMED = 2,                   /* every cell has a name */
    HT_ROW_DELETED = 4,                 /* marked as deleted in the source */
    HT_ROW_TEXT = 8                     /* the cells are NFC text that XML can hold: nothing is to be decoded */
};

struct ht_row {
    struct ht_cell *cell;
    size_t n;
    const char *file;                   /* "ks2008.csv", "book.xlsx#Sheet" */
    unsigned long line;                 /* first physical line, sheet row or record number, from 1 */
    unsigned flags;
    const char *scan;                   /* file name of the page's picture, or NULL */
    const struct ht_register *reg;      /* the register, if the format knows it; or NULL */
    const char *bytes;                  /* the row as it stands in the source, for the rejects; or NULL */
    size_t nbytes;
    struct ht_arena *arena;             /* for what is made of the row; reset by the format at its next row */
};

/* Where rows go.  First member of the importer's own struct. */
struct ht_rows {
    enum ht_rc (*row)(struct ht_rows *to, struct ht_row *row);
    /* A piece of the source that is no row: it goes to the rejects with CODE, which the callee reports.
     * ARGS are the code's arguments, NULL-terminated. */
    enum ht_rc (*reject)(struct ht_rows *to, const struct ht_row *row, int code, const char *const *args);
};

/* What a format needs to know. */
struct ht_format_job {
    struct ht_in *in;
    const char *name;                   /* as shown in src: the operand, or "-" */
    const char *memo;                   /* the table's memo file, NULL: it may lie beside the table */
    const char *path;                   /* a seekable file with the same content, NULL for a pipe */
    struct ht_diag *diag;
    const struct ht_charset *charset;   /* --encoding, NULL: to be detected */
    const char *table;                  /* --table, or NULL */
    bool deleted;                       /* --deleted: import rows marked as deleted */
    const struct ht_map_file *map;      /* --map, or NULL (formats/map.h) */
    /* True if ROW, decoded or not, is a header as far as one can tell; for files of several tables.  May be NULL. */
    bool (*is_header)(void *arg, const struct ht_row *row);
    void *is_header_arg;
    bool explain;                       /* say what was detected, with ht_diag_say */
    unsigned long jobs;
    struct ht_scan_index *scans;        /* takes the names of scans that come with the file; may be NULL */
    /* For pages: */
    const struct ht_register *reg;      /* --register, or NULL */
    struct ht_header_book *book;        /* captions that are known; may be NULL */
    const char *lists;                  /* directory of the lists, which has the usual templates; may be NULL */
    struct ht_ocr_ahead *ahead;         /* formats/ocrchild.h; may be NULL */
    const char *pictures;               /* directory to put pictures of fields into; NULL: none are wanted */
};

struct ht_format {
    const char *name;                   /* "csv": --from */
    const char *title;                  /* N_("comma-separated text") */
    /* Bits of certainty that the first N bytes (up to 64 KiB) are this format; 0: certainly not. */
    int (*bid)(const unsigned char *s, size_t n);
    /* Pushes all rows.  HT_OK at the end of the input, HT_FAIL after reporting. */
    enum ht_rc (*read)(const struct ht_format_job *job, struct ht_rows *to);
};

#define FORMAT(id) extern const struct ht_format ht_format_##id;
#include "formats/formats.def"
#undef FORMAT

const struct ht_format *ht_format_by_name(const char *name);    /* in any case; or NULL */
const struct ht_format *ht_format_at(size_t i);                 /* NULL behind the last one */
/* The format with the highest bid, NULL if none wants it. */
const struct ht_format *ht_format_detect(const unsigned char *s, size_t n);

/* A kind of file that is no ledger, whose beginning S is; NULL if it is none of those that are known. */
struct ht_foreign {
    const char *what, *advice;          /* for gettext */
};
const struct ht_foreign *ht_format_foreign(const unsigned char *s, size_t n);
/* A kind of file that is no text (but perhaps a ledger), whose beginning S is; NULL if it may be text of 8-bit sets. */
const struct ht_foreign *ht_format_no_text(const unsigned char *s, size_t n);
/* True if S has more control characters than any encoding has letters among them. */
bool ht_format_is_noise(const unsigned char *s, size_t n);

/* A part of a container that tells it from a workbook; NULL behind the last. */
struct ht_office {
    const char *part;
    struct ht_foreign what;
};
const struct ht_office *ht_office_at(size_t i);

/* The name of a new, empty temporary file (0600), to be unlinked and freed.  NULL after reporting. */
char *ht_format_temp(const struct ht_format_job *job);

/* A seekable path for JOB's input: its own, or a temporary copy (0600, removed by ht_format_unspool).
 * NULL after reporting. */
char *ht_format_spool(const struct ht_format_job *job);
void ht_format_unspool(const struct ht_format_job *job, char *path);

#endif

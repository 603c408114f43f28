/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * The records of an Excel 5.0 to 2003 stream (BIFF5, BIFF8) and what its globals say, by [MS-XLS].  The stream comes
 * from a reader, so that this file knows nothing of the container.
 */
#ifndef HT_FORMATS_BIFF_H
#define HT_FORMATS_BIFF_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "formats/format.h"
#include "formats/pieces.h"
#include "formats/sheet.h"

enum ht_biff_record {
    BIFF_FORMULA = 0x06, BIFF_EOF = 0x0a, BIFF_DATEMODE = 0x22, BIFF_FILEPASS = 0x2f, BIFF_FONT = 0x31,
    BIFF_CONTINUE = 0x3c, BIFF_BOUNDSHEET = 0x85, BIFF_MULRK = 0xbd, BIFF_RSTRING = 0xd6, BIFF_XF = 0xe0,
    BIFF_MERGED = 0xe5, BIFF_SST = 0xfc, BIFF_LABELSST = 0xfd, BIFF_NUMBER = 0x203, BIFF_LABEL = 0x204,
    BIFF_BOOLERR = 0x205, BIFF_STRING = 0x207, BIFF_ROW = 0x208, BIFF_RK = 0x27e, BIFF_FORMAT = 0x41e,
    BIFF_BOF = 0x809
};

#define HT_BIFF_MAX 8228u               /* bytes of a record's data */

struct ht_xls_style {
    const struct ht_charset *prior;
    unsigned parts;
};

struct ht_biff {
    const struct ht_format_job *job;
    /* N bytes at AT, or fewer at the end of the stream: how many. */
    size_t (*read)(void *from, uint64_t at, void *p, size_t n);
    void *from;
    uint64_t next;                      /* place of the next record */
    unsigned type, len;
    unsigned char data[HT_BIFF_MAX];
    unsigned at;                        /* within data, for texts that go on in CONTINUE records */
    bool biff8, from_1904;
    const struct ht_charset **font;
    size_t nfont, font_cap;
    struct { unsigned id, parts; } *format;
    size_t nformat, format_cap;
    struct ht_xls_style *style;
    size_t nstyle, style_cap;
    struct ht_sheet_row *sheet;
    size_t nsheet, sheet_cap;
    struct ht_strings *strings;
    uint16_t *wide;                     /* scratch for one text's characters */
    struct ht_pieces text;
};

void ht_biff_init(struct ht_biff *b, const struct ht_format_job *job);
void ht_biff_fini(struct ht_biff *b);

/* The next record into type, len, data.  HT_OK; HT_EOF; HT_FAIL after reporting that the stream is cut off. */
enum ht_rc ht_biff_next(struct ht_biff *b);
/* Everything before the first sheet.  HT_OK or HT_FAIL after reporting. */
enum ht_rc ht_biff_globals(struct ht_biff *b);
/* A BIFF8 text of N characters at b->at: flags, characters, runs; into b->text.  False if it does not fit. */
bool ht_biff_text(struct ht_biff *b, unsigned n);

#endif

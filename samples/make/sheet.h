/* SPDX-License-Identifier: BSD-2-Clause */
/* Ledgers as files: rows of cells in the form that some program of some year left behind. */
#ifndef SAMPLES_SHEET_H
#define SAMPLES_SHEET_H

#include <stddef.h>

#include "base/buf.h"
#include "base/io.h"
#include "text/charset.h"

/* What an entry can hold.  A, B and C are its people: child, mother and father; husband and wife; the
 * deceased. */
enum cell {
    SO, QUYEN, TRANG, NGAY_DK, LOAI_DK, NOI_DK, NGUOI_KY, CHUC_VU, THUC_HIEN, GHI_CHU,
    A_TEN, A_GIOI, A_SINH, A_NOI_SINH, A_QUE, A_DAN_TOC, A_QUOC_TICH, A_CU_TRU, A_LOAI_GIAY, A_GIAY,
    B_TEN, B_SINH, B_DAN_TOC, B_QUOC_TICH, B_CU_TRU, B_LOAI_GIAY, B_GIAY,
    C_TEN, C_SINH, C_DAN_TOC, C_QUOC_TICH, C_CU_TRU,
    CHET_NGAY, CHET_GIO, CHET_NOI, CHET_VI,
    YC_TEN, YC_QUAN_HE,
    NCELL
};

struct entry {
    struct ht_buf cell[NCELL];
};

void entry_init(struct entry *e);
void entry_fini(struct entry *e);
void entry_clear(struct entry *e);
void entry_set(struct entry *e, enum cell c, const char *fmt, ...) __attribute__((format(printf, 3, 4)));

struct column {
    const char *header;
    enum cell cell;
};

enum sheet_form { SHEET_BYTES, SHEET_UTF8_BOM, SHEET_UTF16LE_BOM };

struct sheet {
    struct ht_out *out;
    enum sheet_form form;
    const struct ht_charset *charset;   /* SHEET_BYTES; NULL: UTF-8 */
    const char *eol;
    char separator;
    const struct column *columns;
    size_t ncolumns;
    struct ht_buf line, coded;
};

void sheet_begin(struct sheet *s);      /* byte order mark and header row */
void sheet_header(struct sheet *s);
void sheet_row(struct sheet *s, const struct entry *e);
void sheet_text(struct sheet *s, const char *text);     /* a line as it is, for rows no program would write */
void sheet_fini(struct sheet *s);

#endif

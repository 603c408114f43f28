/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * The parts of an Office Open XML workbook (ECMA-376) that its sheets refer to: list of sheets, styles as far as
 * they say something about character sets and dates, shared texts.
 */
#ifndef HT_FORMATS_XLSX_BOOK_H
#define HT_FORMATS_XLSX_BOOK_H

#include <stdbool.h>
#include <stddef.h>

#include "formats/format.h"
#include "formats/pieces.h"
#include "formats/sheet.h"
#include "formats/zip.h"

struct ht_xlsx_style {
    const struct ht_charset *prior;     /* of its font */
    unsigned parts;                     /* of its number format */
};

struct ht_xlsx {
    const struct ht_format_job *job;
    struct ht_zip *zip;
    struct ht_sheet_row *sheet;
    size_t nsheet, sheet_cap;
    struct ht_xlsx_style *style;        /* by the cells' s */
    size_t nstyle, style_cap;
    struct ht_strings *strings;
    bool from_1904, external;           /* external: formulas take values from other files */
};

/* Opens the workbook at PATH and reads all but the sheets.  HT_FAIL after reporting. */
enum ht_rc ht_xlsx_open(struct ht_xlsx *x, const char *path, const struct ht_format_job *job);
void ht_xlsx_close(struct ht_xlsx *x);

/* Adds text of a <t>, in which _xHHHH_ stands for characters that XML has not (18.4.12, ST_Xstring). */
void ht_xlsx_add_text(struct ht_pieces *p, const char *s, size_t len);

#endif

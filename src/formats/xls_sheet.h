/* SPDX-License-Identifier: BSD-2-Clause */
/* One sheet of a workbook of Excel 5.0 to 2003. */
#ifndef HT_FORMATS_XLS_SHEET_H
#define HT_FORMATS_XLS_SHEET_H

#include "formats/biff.h"
#include "formats/sheet.h"

/* Pushes the rows of SHEET; ARG is the book, a struct ht_biff whose globals were read (a ht_sheet_reader). */
enum ht_rc ht_xls_read_sheet(void *arg, const struct ht_sheet_row *sheet, struct ht_rows *to, bool probing);

#endif

/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * One cell of comma-separated text (RFC 4180): quoted where a reader would need it.
 *
 * A spreadsheet takes a cell that begins with = + - @ TAB CR or LF for a formula.  Such a cell gets an apostrophe
 * in front, the spreadsheets' own mark for "this is text"; hotich's readers take it off again.  So that no content is
 * lost by that, a cell that begins with an apostrophe and one of these (or another apostrophe) gets one more.
 */
#ifndef HT_BASE_CSVOUT_H
#define HT_BASE_CSVOUT_H

#include "base/io.h"

void ht_csv_cell(struct ht_out *out, const char *s, size_t len);

#endif

/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * Rows of sums: what clerks write below a table ("Tổng cộng: 15 trường hợp"), or at the foot of each page ("Cộng
 * trang").
 */
#ifndef HT_FORMATS_TOTAL_H
#define HT_FORMATS_TOTAL_H

#include "formats/format.h"

/* The cell that says that ROW, whose cells are decoded, is a sum; NULL if the row may be an entry: it has a word that
 * no sum has, a name, a date, a number of a ledger. */
const struct ht_cell *ht_row_total(const struct ht_row *row);

#endif

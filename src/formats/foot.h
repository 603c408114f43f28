/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * What stands below a table and is no entry of it: sums ("Tổng cộng: 15 trường hợp", at the foot of each page "Cộng
 * trang"), who drew it up, and who signed it.
 */
#ifndef HT_FORMATS_FOOT_H
#define HT_FORMATS_FOOT_H

#include "formats/format.h"

enum ht_foot { HT_FOOT_NONE, HT_FOOT_SUM, HT_FOOT_SIGNED };

/* What ROW, whose cells are decoded, is; HT_FOOT_NONE if it may be an entry: it has a word that neither sums nor
 * signatures have, a date, a number of a ledger.  BEFORE is what the row before it was: behind a signature the name of
 * who signed may stand alone.  *CELL gets the cell that says so. */
enum ht_foot ht_row_foot(const struct ht_row *row, enum ht_foot before, const struct ht_cell **cell);

#endif

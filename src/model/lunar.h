/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * The Vietnamese lunar calendar, 1900 to 2100, from a table.
 *
 * Until Tết 1968 it follows the almanac of the court and of China (UTC+8), then UTC+7 (QĐ 121-CP of 1967).  The
 * South kept UTC+8 until 1975: four months begin a day later there.
 */
#ifndef HT_MODEL_LUNAR_H
#define HT_MODEL_LUNAR_H

#include <stdbool.h>
#include <stdint.h>

#include "base/diag.h"

struct ht_lunar;

/* NULL after reporting. */
struct ht_lunar *ht_lunar_open(const char *dir, struct ht_diag *d);
void ht_lunar_free(struct ht_lunar *l);         /* NULL is fine */

/* The solar day numbers of a lunar day, in the North and in the South.  False if there is no such day. */
bool ht_lunar_day(const struct ht_lunar *l, int year, int month, bool leap, int day, int32_t *north, int32_t *south);

#endif

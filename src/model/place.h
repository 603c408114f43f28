/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * Places: which administrative unit a text named on a day.
 *
 * Units change their codes' meaning, so every question has a date.  The General Statistics Office's lists are
 * dated from 2004-08-31 on; what was there then is taken back to 1976 by name and parents, except where the list
 * of historic names knows better.  For earlier days the answer goes no further than the province.
 */
#ifndef HT_MODEL_PLACE_H
#define HT_MODEL_PLACE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/diag.h"

struct ht_places;

#define HT_PLACE_OTHERS 64

struct ht_place {
    uint8_t level;                      /* digits of code: 2 province, 3 district, 5 commune; 0: not certain */
    char code[6];                       /* the unit of that day, at the finest level that is certain */
    char now[6];                        /* today's unit, "" where several or none are certain */
    bool coarse;                        /* a smaller unit was named too, but is not certain */
    bool national;                      /* an authority of the whole country: nothing to look up */
    char others[HT_PLACE_OTHERS];       /* codes of the candidates where several fit, blanks between; or "" */
};

/* NULL after reporting. */
struct ht_places *ht_places_open(const char *dir, struct ht_diag *d);
void ht_places_free(struct ht_places *p);       /* NULL is fine */

/* What clean text S named on some day between FIRST and LAST (day numbers).  Borrowed until the next call. */
const struct ht_place *ht_places_find(struct ht_places *p, const char *s, size_t len, int32_t first, int32_t last);

#endif

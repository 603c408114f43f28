/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * Names of administrative units by code and day, from the lists of provinces, districts and communes: what is
 * published about a place comes from these lists and never from the text of an entry.
 */
#ifndef HT_EXPORT_UNITS_H
#define HT_EXPORT_UNITS_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/diag.h"

struct ht_units;

struct ht_unit {
    char code[6];                       /* 2 digits: province, 3: district, 5: commune */
    char province[3];                   /* code; "" if the lists do not say */
    char *name;                         /* "phường Bến Nghé" */
    char *above;                        /* "quận 1, thành phố Hồ Chí Minh"; "" for a province */
};

/* NULL after reporting. */
struct ht_units *ht_units_open(const char *lists, struct ht_diag *d);
void ht_units_free(struct ht_units *u);         /* NULL is fine */

/* The number of the unit with that code on that day (day numbers; INT32_MIN: the first that had the code),
 * 0 if there was none.  The same unit always has the same number. */
size_t ht_units_find(struct ht_units *u, const char *code, size_t len, int32_t day);
const struct ht_unit *ht_units_at(const struct ht_units *u, size_t number);     /* of a number that find gave */
/* The code of the province that unit NUMBER is in.  False if the lists do not say. */
bool ht_units_province(const struct ht_units *u, size_t number, char code[3]);
size_t ht_units_count(const struct ht_units *u);                                /* highest number so far */

#endif

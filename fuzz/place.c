/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * Fuzz target: two days (two bytes each, days since 1950) and any text as a place.  The answer for a day does not
 * depend on what was asked before: the second look-up hears of the days in the other order.
 */
#include <stdlib.h>
#include <string.h>

#include "base/diag.h"
#include "base/utf8.h"
#include "fuzz.h"
#include "model/codelist.h"
#include "model/date.h"
#include "model/place.h"

static void
same(const struct ht_place *a, const struct ht_place *b)
{
    if (a->level != b->level || strcmp(a->code, b->code) || strcmp(a->now, b->now) || a->coarse != b->coarse ||
        a->national != b->national || strcmp(a->others, b->others))
        abort();
}

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    static struct ht_places *one, *two;
    static struct ht_diag *d;
    if (!one) {
        d = ht_diag_new(&(struct ht_diag_opts){ .prog = "fuzz" });
        one = ht_places_open(ht_lists_dir(NULL), d);
        two = ht_places_open(ht_lists_dir(NULL), d);
        if (!one || !two)
            abort();
    }
    if (size < 5 || size > 2048 || ht_utf8_valid((const char *)data + 4, size - 4) != size - 4)
        return 0;
    const char *s = (const char *)data + 4;
    size_t len = size - 4;
    int32_t first = ht_day_number(1950, 1, 1), a = first + data[0] * 256 + data[1], b = first + data[2] * 256 + data[3];
    struct ht_place at_a = *ht_places_find(one, s, len, a, a), at_b = *ht_places_find(one, s, len, b, b);
    same(ht_places_find(two, s, len, b, b), &at_b);
    same(ht_places_find(two, s, len, a, a), &at_a);
    same(ht_places_find(one, s, len, a, a), &at_a);
    if (a <= b)
        same(ht_places_find(one, s, len, a, b), ht_places_find(two, s, len, a, b));
    return 0;
}

/* SPDX-License-Identifier: BSD-2-Clause */
/* Lunar dates: every year's first day, leap month and lengths of months. */
#include "config.h"
#include "model/lunar.h"

#include <stdlib.h>
#include <string.h>

#include "base/mem.h"
#include "model/codelist.h"
#include "model/date.h"

#define FIRST_YEAR 1900
#define NYEARS 201

struct year {
    int32_t tet;                        /* day number of the first day; 0 months: not in the table */
    uint16_t months;                    /* bit I: the I-th month has 30 days, not 29 */
    uint16_t south_later;               /* bit M: month M begins a day later in the South */
    int8_t nmonths, leap;               /* the month that is doubled, 0: none */
};

struct ht_lunar {
    struct year year[NYEARS];
};

static int
number(const char *s, size_t len)
{
    int v = 0;
    for (size_t i = 0; i < len && s[i] >= '0' && s[i] <= '9'; i++)
        v = v * 10 + (s[i] - '0');
    return v;
}

static void
read_row(struct ht_lunar *l, const struct ht_tsv *t, size_t row)
{
    size_t len;
    struct ht_date tet;
    const char *s = ht_tsv_cell(t, row, 0, &len);
    int y = number(s, len) - FIRST_YEAR;
    s = ht_tsv_cell(t, row, 1, &len);
    if (y < 0 || y >= NYEARS || !ht_date_read(s, len, &tet) || !tet.day)
        return;
    struct year *year = &l->year[y];
    year->tet = ht_day_number(tet.year, tet.month, tet.day);
    s = ht_tsv_cell(t, row, 2, &len);
    year->leap = (int8_t)(number(s, len) % 13);
    s = ht_tsv_cell(t, row, 3, &len);
    for (size_t i = 0; i < len && i < 13; i++) {
        year->months |= (uint16_t)((s[i] == '1') << i);
        year->nmonths++;
    }
    s = ht_tsv_cell(t, row, 4, &len);
    for (size_t i = 0; i < len; i++)
        if (!i || s[i - 1] == ';')
            year->south_later |= (uint16_t)(1u << number(s + i, len - i) % 13);
}

struct ht_lunar *
ht_lunar_open(const char *dir, struct ht_diag *d)
{
    struct ht_tsv *t = ht_tsv_open(dir, "lunar_years.tsv", d);
    if (!t)
        return NULL;
    struct ht_lunar *l = ht_calloc(1, sizeof *l);
    for (size_t row = 0; row < ht_tsv_rows(t); row++)
        read_row(l, t, row);
    ht_tsv_free(t);
    return l;
}

void
ht_lunar_free(struct ht_lunar *l)
{
    free(l);
}

bool
ht_lunar_day(const struct ht_lunar *l, int year, int month, bool leap, int day, int32_t *north, int32_t *south)
{
    if (year < FIRST_YEAR || year >= FIRST_YEAR + NYEARS || month < 1 || month > 12 || day < 1)
        return false;
    const struct year *y = &l->year[year - FIRST_YEAR];
    if (leap && y->leap != month)
        return false;
    /* The leap month follows the one whose number it has. */
    int index = month - 1 + (y->leap && (month > y->leap || leap));
    if (index >= y->nmonths || day > 29 + (y->months >> index & 1))
        return false;
    int32_t start = y->tet;
    for (int i = 0; i < index; i++)
        start += 29 + (y->months >> i & 1);
    *north = start + day - 1;
    *south = *north + (!leap && (y->south_later >> month & 1));
    return true;
}

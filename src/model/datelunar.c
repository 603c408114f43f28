/* SPDX-License-Identifier: BSD-2-Clause */
/* Words of the lunar calendar: cycles of sixty years, reigns, months and days with names of their own. */
#include "config.h"
#include "model/datetext_int.h"

#include "base/mem.h"
#include "model/numwords.h"

static int
cycle_of(const char *can, const char *chi)
{
    static const char *const cans[] = { "giap", "at", "binh", "dinh", "mau", "ky", "canh", "tan", "nham", "quy" };
    static const char *const chis[] = { "ty", "suu", "dan", "mao", "thin", "ti", "ngo", "mui", "than", "dau",
                                        "tuat", "hoi" };
    int a = -1, b = -1;
    for (int i = 0; i < 10; i++)
        if (!strcmp(can, cans[i]))
            a = i;
    for (int i = 0; i < 12; i++)
        if (!strcmp(chi, chis[i]))
            b = i;
    if (!strcmp(chi, "meo"))
        b = 3;
    if (a < 0 || b < 0)
        return -1;
    /* Tý and Tỵ fold to the same letters; the parity of can and chi tells them apart (0 is even, 5 is odd). */
    if ((!strcmp(chi, "ty") || !strcmp(chi, "ti")))
        b = a % 2 ? 5 : 0;
    for (int i = 0; i < 60; i++)
        if (i % 10 == a && i % 12 == b)
            return i;
    return -1;
}

/* Sino-Vietnamese numbers of reign years: "thap cuu" is 19, "nguyen" the first. */
static int
sino(const char *const *w, size_t n)
{
    static const char *const units[] = { "nhat", "nhi", "tam", "tu", "ngu", "luc", "that", "bat", "cuu", "thap" };
    int v = 0, last = 0;
    for (size_t i = 0; i < n; i++) {
        last = 0;
        for (int u = 0; u < 10; u++)
            if (!strcmp(w[i], units[u]))
                last = u + 1;
        if (!last)
            return n == 1 && !strcmp(w[0], "nguyen") ? 1 : -1;
        v = last == 10 ? (v ? v * 10 : 10) : v + last;
    }
    return v;
}

/* Reigns: the year before the first, and how many years there were. */
static const struct { const char *a, *b; int16_t before, years; } eras[] = {
    { "tu", "duc", 1847, 36 },      { "kien", "phuc", 1883, 1 },   { "ham", "nghi", 1884, 1 },
    { "dong", "khanh", 1885, 4 },   { "thanh", "thai", 1888, 19 }, { "duy", "tan", 1906, 10 },
    { "khai", "dinh", 1915, 10 },   { "bao", "dai", 1925, 20 },
};

/* The year of a reign that stands behind its name at AT: digits, "thứ mười chín", "thập cửu niên".  *YEAR is 0 if
 * there is none; returns where it ends. */
static size_t
era_year(struct reader *r, size_t at, int *year)
{
    const char *w[8];
    size_t i = at, n = 0;
    while (is(r, i, "nam") || is(r, i, "thu") || is(r, i, "nien") || is(r, i, ","))
        i++;
    if (i < r->n && r->t[i].kind == NUMBER) {
        *year = r->t[i].value;
        return i + 1;
    }
    while (i < r->n && n < HT_COUNT(w) && r->t[i].kind == WORD && !is(r, i, "nien"))
        w[n++] = r->t[i++].s;
    int v = n ? ht_number_words(w, n) : -1;
    if (v < 0 || is(r, i, "nien"))
        v = n ? sino(w, n) : -1;
    if (v <= 0)
        return at;
    *year = v;
    return is(r, i, "nien") ? i + 1 : i;
}

bool
ht_date_split_lunar(struct reader *r, struct ht_datetext *d)
{
    bool found = false;
    for (size_t i = 0; i < r->n; i++) {
        int cycle = i + 1 < r->n && r->t[i].kind == WORD ? cycle_of(r->t[i].s, r->t[i + 1].s) : -1;
        if (cycle >= 0) {
            d->cycle = (int8_t)cycle;
            drop(r, i--, 2);
            found = true;
            continue;
        }
        if ((is(r, i, "am") && is(r, i + 1, "lich")) || is(r, i, "al") ||
            (is(r, i, "a") && is(r, i + 1, ".") && is(r, i + 2, "l"))) {
            size_t n = is(r, i, "al") ? 1 : is(r, i, "am") ? 2 : 3;
            drop(r, i--, n);
            found = true;
            continue;
        }
        if (is(r, i, "nhuan")) {
            d->leap_month = found = true;
            drop(r, i--, 1);
            continue;
        }
        for (size_t e = 0; e < HT_COUNT(eras); e++)
            if (is(r, i, eras[e].a) && is(r, i + 1, eras[e].b)) {
                int year = 0;
                size_t end = era_year(r, i + 2, &year);
                if (year > 0 && year <= eras[e].years)
                    d->year = (int16_t)(eras[e].before + year);
                drop(r, i, end - i);
                found = true;
                break;
            }
        /* Months and days that only the lunar calendar has names for. */
        found = found || is(r, i, "gieng") || is(r, i, "chap") || is(r, i, "ram");
    }
    return found;
}

void
ht_date_settle_lunar(struct reader *r, struct ht_datetext *d)
{
    static const struct { const char *w; int v; } names[] = { { "gieng", 1 }, { "chap", 12 }, { "ram", 15 } };
    struct parts p = { .value = { -1, -1, -1 } };
    for (size_t i = 0; i < r->n; i++)
        for (size_t k = 0; k < HT_COUNT(names); k++)
            if (is(r, i, names[k].w))
                r->t[i] = (struct token){ .kind = NUMBER, .s = names[k].w, .value = names[k].v, .digits = 2 };
    while (r->n && (r->t[r->n - 1].kind == MARK || is(r, r->n - 1, "nam")))
        r->n--;
    ht_date_read_marked(r, &p);
    d->kind = HT_DT_LUNAR;
    if (p.bad)
        return;
    if (p.value[MONTH] > 0 && p.value[MONTH] <= 12)
        d->month = (int8_t)p.value[MONTH];
    if (d->month && p.value[DAY] > 0 && p.value[DAY] <= 30)
        d->day = (int8_t)p.value[DAY];
    if (p.digits[YEAR] == 4)
        d->year = (int16_t)p.value[YEAR];
}

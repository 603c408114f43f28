/* SPDX-License-Identifier: BSD-2-Clause */
/* Comparing two features. */
#include "config.h"
#include "dedupe/compare.h"
#include "dedupe/compare_int.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "base/mem.h"
#include "base/prog.h"
#include "model/date.h"

/* ---- tables of levels ---- */

static const struct ht_level all_levels[] = {
#define LEVEL(kind, name, text, m, s, t, u, f) { name, text, { m, s, t, u }, f },
#include "dedupe/levels.def"
#undef LEVEL
};
static const enum ht_cmp_kind kind_of_level[] = {
#define LEVEL(kind, name, text, m, s, t, u, f) HT_CMP_##kind,
#include "dedupe/levels.def"
#undef LEVEL
};

void
ht_cmp_ready(struct ht_dschema *d)
{
    for (size_t i = 0; i < d->ncmp; i++) {
        struct ht_cmp *c = &d->cmp[i];
        size_t first = 0, n = 0;
        while (first < HT_COUNT(all_levels) && kind_of_level[first] != c->kind)
            first++;
        while (first + n < HT_COUNT(all_levels) && kind_of_level[first + n] == c->kind)
            n++;
        c->level = n ? &all_levels[first] : NULL;
        c->nlevels = (uint8_t)(n ? n : HT_NENTRY * HT_ENTRY_DATES);
    }
}

/* ---- dates ---- */

/* True if A and B, written with as many digits, differ in one at most, or two neighbours changed places. */
static bool
one_digit(int a, int b)
{
    while (a != b && a % 10 == b % 10) {
        a /= 10;
        b /= 10;
    }
    return a / 10 == b / 10 || (a / 100 == b / 100 && a % 10 == b / 10 % 10 && a / 10 % 10 == b % 10);
}

static bool
placeholder(const struct ht_fdate *d)
{
    return !d->day || (d->day == 1 && d->month == 1);
}

/* One of the dates has no day (or no month), or is 1 January. */
static unsigned
open_level(const struct ht_fdate *a, const struct ht_fdate *b, bool both)
{
    int gap = abs(a->year - b->year);
    if (gap == 0) {
        bool months = a->month && b->month && !(placeholder(a) && a->day) && !(placeholder(b) && b->day);
        if (months && a->month != b->month)
            return HT_DATE_SAME_YEAR;
        return both ? HT_DATE_YEAR_ONLY : HT_DATE_OPEN;
    }
    return gap <= 2 || gap == 10 ? HT_DATE_NEAR : HT_DATE_DIFFER;
}

/* One date may be the lunar, the other the solar one of the same day: the solar one is 17 to 54 days later. */
static bool
lunar_apart(const struct ht_fdate *a, const struct ht_fdate *b)
{
    if (!ht_date_exists(a->year, a->month, a->day) || !ht_date_exists(b->year, b->month, b->day))
        return false;
    int gap = abs(ht_day_number(a->year, a->month, a->day) - ht_day_number(b->year, b->month, b->day));
    return gap >= 17 && gap <= 54 && abs((a->month + 12 * a->year) - (b->month + 12 * b->year)) <= 2;
}

static unsigned
date_level(const struct ht_fdate *a, const struct ht_fdate *b)
{
    if (!a->year || !b->year)
        return HT_MISSING;
    bool pa = placeholder(a), pb = placeholder(b);
    bool same_day = a->day == b->day, same_month = a->month == b->month, same_year = a->year == b->year;
    if (pa || pb)
        return same_year && same_month && same_day && a->month ? HT_DATE_YEAR_ONLY : open_level(a, b, pa && pb);
    if (same_day && same_month && same_year)
        return HT_DATE_SAME;
    if (same_year && a->day == b->month && a->month == b->day)
        return HT_DATE_SWAPPED;
    if (same_day + same_month + same_year == 2) {
        bool digit = !same_year ? one_digit(a->year, b->year) :
                     !same_month ? one_digit(a->month, b->month) : one_digit(a->day, b->day);
        if (digit)
            return HT_DATE_DIGIT;
        if (same_year)
            return HT_DATE_PART;
    }
    if (lunar_apart(a, b))
        return HT_DATE_LUNAR;
    if (same_year)
        return HT_DATE_SAME_YEAR;
    int gap = abs(a->year - b->year);
    if (same_day && same_month)
        return gap <= 2 || gap == 10 ? HT_DATE_PART : HT_DATE_OTHER_YEAR;
    return gap <= 2 || gap == 10 ? HT_DATE_NEAR : HT_DATE_DIFFER;
}

static unsigned
year_level(const struct ht_fdate *a, const struct ht_fdate *b)
{
    if (!a->year || !b->year)
        return HT_MISSING;
    int gap = abs(a->year - b->year);
    return gap == 0 ? 0 : gap <= 2 ? 1 : 2;
}

/* ---- places and entries ---- */

/* 0 same commune, 1 same district, 2 same province, 3 other; HT_MISSING. */
static unsigned
place_level(const struct ht_fplace *a, const struct ht_fplace *b)
{
    unsigned one = a->code == b->code ? a->code & 3 : 0;    /* a unit that both are part of */
    if (one == HT_CODE_COMMUNE)
        return 0;
    const uint32_t *x = a->unit, *y = b->unit;
    if (!(x[0] | x[1] | x[2]) || !(y[0] | y[1] | y[2]))
        return HT_MISSING;
    bool district = one == HT_CODE_DISTRICT || (x[1] && x[1] == y[1]);
    bool province = one == HT_CODE_PROVINCE || (x[2] && x[2] == y[2]);
    if (x[0] && x[0] == y[0] && (district || !x[1] || !y[1]))
        return 0;
    if (district)
        return 1;
    if (province)
        return 2;
    return 3;
}

static bool
adjacent(const struct ht_fentry *a, const struct ht_fentry *b)
{
    uint32_t gap = a->no > b->no ? a->no - b->no : b->no - a->no;
    return gap <= 2 && a->year == b->year && (!a->book || !b->book || a->book == b->book);
}

/* A year that the date of registration bears out, in both entries, is no slip. */
static bool
number_typo(const struct ht_fentry *a, const struct ht_fentry *b, const struct ht_fdate *da, const struct ht_fdate *db)
{
    if (a->no == b->no)
        return a->year && b->year && one_digit(a->year, b->year) && (a->year != da->year || b->year != db->year);
    return a->year == b->year && a->no < 100000 && b->no < 100000 && one_digit((int)a->no, (int)b->no);
}

static unsigned
relation(const struct ht_fentry *a, const struct ht_fentry *b, const struct ht_fplace *pa, const struct ht_fplace *pb,
         const struct ht_fdate *da, const struct ht_fdate *db)
{
    bool none_a = !(pa->unit[0] | pa->unit[1] | pa->unit[2]), none_b = !(pb->unit[0] | pb->unit[1] | pb->unit[2]);
    unsigned place = none_a && none_b ? 0 : place_level(pa, pb);
    if (!a->no || !b->no)
        return HT_MISSING;
    if (a->no == b->no && a->year == b->year) {
        if (place == HT_MISSING)
            return HT_ENTRY_UNKNOWN;
        if (place == 0)
            return HT_ENTRY_SAME;
        return place == 1 && (!pa->unit[0] || !pb->unit[0]) ? HT_ENTRY_UP : HT_ENTRY_ELSEWHERE;
    }
    if ((place == 0 || place == HT_MISSING) && adjacent(a, b))
        return HT_ENTRY_ADJACENT;
    if (place == HT_MISSING)
        return number_typo(a, b, da, db) ? HT_MISSING : HT_ENTRY_NOWHERE;
    if (place == 0 && number_typo(a, b, da, db))
        return HT_ENTRY_TYPO;
    if (place == 0)
        return a->year == b->year ? HT_ENTRY_YEAR : HT_ENTRY_WARD;
    return place == 1 ? HT_ENTRY_DISTRICT : HT_ENTRY_OTHER;
}

unsigned
ht_entry_relation(const struct ht_dschema *d, const struct ht_cmp *c, const unsigned char *a, const unsigned char *b)
{
    const struct ht_fentry *ea = HT_FEAT_AT(struct ht_fentry, a, d, c->col[0]);
    const struct ht_fentry *eb = HT_FEAT_AT(struct ht_fentry, b, d, c->col[0]);
    const struct ht_fplace *pa = HT_FEAT_AT(struct ht_fplace, a, d, c->col[1]);
    const struct ht_fplace *pb = HT_FEAT_AT(struct ht_fplace, b, d, c->col[1]);
    return relation(ea, eb, pa, pb, HT_FEAT_AT(struct ht_fdate, a, d, c->col[2]),
                    HT_FEAT_AT(struct ht_fdate, b, d, c->col[2]));
}

unsigned
ht_entry_level(const struct ht_dschema *d, const struct ht_cmp *c, const unsigned char *a, const unsigned char *b)
{
    unsigned r = ht_entry_relation(d, c, a, b);
    if (r == HT_MISSING)
        return HT_MISSING;
    unsigned date = date_level(HT_FEAT_AT(struct ht_fdate, a, d, c->col[2]),
                               HT_FEAT_AT(struct ht_fdate, b, d, c->col[2]));
    if (date == HT_MISSING)
        return r * HT_ENTRY_DATES + 3;
    return r * HT_ENTRY_DATES + (date == HT_DATE_SAME || date == HT_DATE_YEAR_ONLY ? 0 : date <= HT_DATE_OPEN ? 1 : 2);
}

/* ---- numbers and texts ---- */

static unsigned
id_level(const struct ht_fid *a, const struct ht_fid *b)
{
    char x[24], y[24];
    size_t n[2];
    if (!a->number || !b->number)
        return HT_MISSING;
    if (a->number == b->number)
        return 0;
    uint64_t v[2] = { a->number, b->number };
    char *text[2] = { x, y };
    for (int k = 0; k < 2; k++) {
        n[k] = 0;
        for (uint64_t r = v[k]; r; r /= 10)
            text[k][n[k]++] = (char)('0' + r % 10);
    }
    if (n[0] / 3 != n[1] / 3 && !(n[0] + 1 == n[1] || n[1] + 1 == n[0]))
        return HT_MISSING;              /* an old and a new kind of paper: not comparable */
    return ht_edits(x, n[0], y, n[1], 1) <= 1 ? 1 : 2;
}

static bool
contains(const char *big, size_t nb, const char *small, size_t ns)
{
    if (ns < 2)
        return nb && ns && big[0] == small[0];
    for (size_t i = 0; i + ns <= nb; i++)
        if ((i == 0 || big[i - 1] == ' ') && (i + ns == nb || big[i + ns] == ' ') && !memcmp(big + i, small, ns))
            return true;
    return false;
}

static unsigned
text_level(const struct ht_pool *p, const struct ht_ftext *a, const struct ht_ftext *b)
{
    size_t na, nb;
    if (!a->text || !b->text)
        return HT_MISSING;
    if (a->text == b->text)
        return 0;
    const char *x = ht_text(&p->texts, a->text, &na), *y = ht_text(&p->texts, b->text, &nb);
    if (na > 255)
        na = 255;
    if (nb > 255)
        nb = 255;
    size_t longest = na > nb ? na : nb;
    unsigned limit = (unsigned)(longest / 4), edits = ht_edits(x, na, y, nb, limit ? limit : 1);
    if (edits <= 1 && longest >= 3)
        return 1;
    if (edits <= limit && longest >= 5)
        return 2;
    return contains(x, na, y, nb) || contains(y, nb, x, na) ? 3 : 4;
}

static unsigned
number_level(const struct ht_fnumber *a, const struct ht_fnumber *b)
{
    if (!a->known || !b->known)
        return HT_MISSING;
    double x = (double)a->value, y = (double)b->value, gap = fabs(x - y);
    if (gap <= 0)
        return 0;
    if (x >= 0 && y >= 0 && x < 1e6 && y < 1e6 && one_digit((int)x, (int)y))
        return 1;
    return gap <= 2 || gap <= 0.01 * fabs(x) ? 2 : 3;
}

static unsigned
code_level(const struct ht_ftext *a, const struct ht_ftext *b)
{
    return !a->text || !b->text ? HT_MISSING : a->text != b->text;
}

/* ---- the whole ---- */

/* Names that differ in two copies of one entry, one of which speaks of a correction. */
static bool
corrected(const struct ht_dschema *d, const unsigned char *a, const unsigned char *b)
{
    if (!((ht_feat_head(a)->flags ^ ht_feat_head(b)->flags) & HT_FEAT_CORRECTED) ||
        d->entry < 0 || d->place < 0 || d->regdate < 0)
        return false;
    unsigned l = ht_entry_level(d, &(struct ht_cmp){ .col = { d->entry, d->place, d->regdate } }, a, b);
    return l != HT_MISSING && l / HT_ENTRY_DATES <= HT_ENTRY_UP && l % HT_ENTRY_DATES <= 1;
}

enum { NAME_CORRECTED = 3, NAME_DIFFERS };      /* levels of the three parts of a name */

static unsigned
part_level(const struct ht_dschema *d, unsigned likeness, const unsigned char *a, const unsigned char *b)
{
    return likeness != 3 ? likeness : corrected(d, a, b) ? NAME_CORRECTED : NAME_DIFFERS;
}

static unsigned
names_level(const struct ht_dschema *d, const struct ht_pool *p, const struct ht_cmp *c, const unsigned char *a,
            const unsigned char *b)
{
    const struct ht_fname *x = HT_FEAT_AT(struct ht_fname, a, d, c->col[0]);
    const struct ht_fname *y = HT_FEAT_AT(struct ht_fname, b, d, c->col[0]);
    bool more = c->col[1] >= 0;
    const struct ht_fname *x1 = more ? HT_FEAT_AT(struct ht_fname, a, d, c->col[1]) : NULL;
    const struct ht_fname *y1 = more ? HT_FEAT_AT(struct ht_fname, b, d, c->col[1]) : NULL;
    switch (c->kind) {
    case HT_CMP_GIVEN:
        return part_level(d, ht_given_level(p, x, y), a, b);
    case HT_CMP_MIDDLE:
        return part_level(d, ht_middle_level(p, x, y), a, b);
    case HT_CMP_SURNAME:
        return part_level(d, ht_surname_level(p, x, y, x1, y1), a, b);
    default: {
        unsigned l = ht_person_level(p, x, y);
        if (l == 5 && x1 && y1 && x1->full && x->full == y1->full && x1->full == y->full)
            return 1;                   /* the columns were swapped */
        return l;
    }
    }
}

static unsigned
level(const struct ht_dschema *d, const struct ht_pool *p, const struct ht_cmp *c, const unsigned char *a,
      const unsigned char *b)
{
    const void *x = a + d->col[c->col[0]].at, *y = b + d->col[c->col[0]].at;
    switch (c->kind) {
    case HT_CMP_DATE:
        return date_level(x, y);
    case HT_CMP_YEAR:
        return year_level(x, y);
    case HT_CMP_ENTRY:
        return ht_entry_level(d, c, a, b);
    case HT_CMP_AGAIN:
        return ht_again_level(d, c, a, b);
    case HT_CMP_RENEWAL:
        return ht_renewal_level(d, c, a, b);
    case HT_CMP_SOON:
        return ht_soon_level(d, c, a, b);
    case HT_CMP_CODE:
    case HT_CMP_WORD:
        return code_level(x, y);
    case HT_CMP_ID:
        return id_level(x, y);
    case HT_CMP_PLACE:
        return place_level(x, y);
    case HT_CMP_TEXT:
        return text_level(p, x, y);
    case HT_CMP_NUMBER:
        return number_level(x, y);
    default:
        return names_level(d, p, c, a, b);
    }
}

void
ht_compare(const struct ht_dschema *d, const struct ht_pool *p, const struct ht_freq *freq,
           const unsigned char *a, const unsigned char *b, struct ht_pattern *out)
{
    float sum = 0;
    memset(out, 0, sizeof *out);
    for (size_t i = 0; i < d->ncmp; i++) {
        const struct ht_cmp *c = &d->cmp[i];
        unsigned l = level(d, p, c, a, b);
        out->level[i] = (uint8_t)l;
        if (l != HT_MISSING && c->level && c->level[l].by_frequency)
            sum += ht_freq_bits(freq, d, p, c, l, a, b);
    }
    out->frequency = (int16_t)(sum * 64 < -32000 ? -32000 : lrintf(sum * 64));
}

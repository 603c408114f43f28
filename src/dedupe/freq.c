/* SPDX-License-Identifier: BSD-2-Clause */
/* Frequencies of values. */
#include "config.h"
#include "dedupe/freq.h"

#include <math.h>
#include <stdlib.h>

#include "base/mem.h"
#include "dedupe/compare.h"
#include "dedupe/set.h"
#include "model/codelist.h"

#define COHORTS 8                       /* decades of birth: before 1950, 1950s … 2010s and later */
#define SHARE_ONE 1099511627776.0       /* 2^40 */

/* How many records of the file a prior weighs as much as. */
#define WEIGHT_COHORT 200.0             /* both sexes and all years, against sex and decade */
#define WEIGHT_LIST 400.0               /* the lists of names, against the file */
#define WEIGHT_PARTS 1000.0             /* the product of the parts, against counts of whole names */
#define RARE 0.0002                     /* share of a name that no list has */

enum { NAME_SURNAME = 1, NAME_MIDDLE, NAME_GIVEN };

static uint64_t
share_key(unsigned kind, unsigned sex, uint64_t value)
{
    return ht_hash_mix(value, kind * 4 + sex + 31);
}

/* ---- lists of names ---- */

static const struct { const char *file, *column; unsigned kind; } lists[] = {
    { "surnames.tsv", "surname", NAME_SURNAME },
    { "middle_names.tsv", "middle_name", NAME_MIDDLE },
    { "given_names.tsv", "given_name", NAME_GIVEN },
};

static double
decimal(const char *s, size_t len)
{
    double v = 0, scale = 0;
    for (size_t i = 0; i < len; i++) {
        if (s[i] == '.') {
            scale = 1;
        } else if (s[i] >= '0' && s[i] <= '9') {
            v = v * 10 + (s[i] - '0');
            scale *= 10;
        }
    }
    return scale > 0 ? v / scale : v;
}

struct words {
    struct ht_syls *syls;
    uint64_t canon, base;
    size_t n;
};

static void
word(void *arg, const char *s, size_t len, bool dotted)
{
    struct words *w = arg;
    const struct ht_syl *y = &w->syls->v[ht_syl_intern(w->syls, s, len, dotted)];
    w->canon = ht_hash_mix(w->n ? w->canon : 0, y->canon);
    w->base = y->base;
    w->n++;
}

static void
add_share(struct ht_names *n, unsigned kind, unsigned sex, uint64_t value, double share)
{
    *ht_map_get(&n->share, share_key(kind, sex, value), NULL) += (uint64_t)(share * SHARE_ONE);
}

/* The name S, which so many men and women of TOTAL have (everybody, men, women), in its spelling and without marks. */
static void
add_name(struct ht_names *n, struct ht_pool *p, unsigned kind, const char *s, size_t len, const double by[3],
         const double total[3])
{
    struct words w = { .syls = &p->syls };
    ht_words(s, len, word, &w);
    for (unsigned sex = 0; sex < 3 && w.n; sex++) {
        if (by[sex] <= 0)
            continue;
        add_share(n, kind, sex, w.canon, by[sex] / total[sex]);
        if (w.n == 1)
            add_share(n, kind, sex, w.base, by[sex] / total[sex]);
    }
}

/* How many of a row's people there are: everybody, men, women. */
struct bearers {
    double by[3];
};

static void
load_list(struct ht_names *n, struct ht_pool *p, const struct ht_tsv *t, const char *column, unsigned kind)
{
    int name = ht_tsv_column(t, column), count = ht_tsv_column(t, "count"), male = ht_tsv_column(t, "male_share");
    double total[3] = { 0, 0, 0 };
    size_t len, rows = ht_tsv_rows(t);
    if (name < 0 || count < 0)
        return;
    struct bearers *row = ht_calloc(rows + 1, sizeof *row);
    for (size_t i = 0; i < rows; i++) {
        const char *s = ht_tsv_cell(t, i, count, &len);
        double c = decimal(s, len), m = 0.5;
        if (male >= 0) {
            s = ht_tsv_cell(t, i, male, &len);
            m = len ? decimal(s, len) : 0.5;
        }
        row[i] = (struct bearers){ { c, c * m, c * (1 - m) } };
        for (unsigned sex = 0; sex < 3; sex++)
            total[sex] += row[i].by[sex];
    }
    for (size_t i = 0; i < rows; i++) {
        const char *s = ht_tsv_cell(t, i, name, &len);
        add_name(n, p, kind, s, len, row[i].by, total);
    }
    free(row);
}

int
ht_names_load(struct ht_names *n, struct ht_pool *p, const char *dir, struct ht_diag *d)
{
    *n = (struct ht_names){0};
    for (size_t i = 0; i < HT_COUNT(lists); i++) {
        struct ht_tsv *t = ht_tsv_open(dir, lists[i].file, d);
        if (!t)
            return -1;
        load_list(n, p, t, lists[i].column, lists[i].kind);
        ht_tsv_free(t);
    }
    return 0;
}

void
ht_names_fini(struct ht_names *n)
{
    ht_map_fini(&n->share);
}

/* The list's share of a name, by canonical spelling or by base letters. */
static double
listed(const struct ht_freq *f, unsigned kind, unsigned sex, uint64_t value)
{
    const uint64_t *v = f->names ? ht_map_find(&f->names->share, share_key(kind, sex, value)) : NULL;
    return v ? (double)*v / SHARE_ONE : RARE;
}

/* ---- what is counted ---- */

/* 1 male, 2 female, 0 unknown. */
static unsigned
sex_of(const struct ht_dschema *d, const struct ht_pool *p, const unsigned char *f)
{
    size_t n;
    if (d->sex < 0)
        return 0;
    uint32_t text = HT_FEAT_AT(struct ht_ftext, f, d, d->sex)->text;
    const char *s = text ? ht_text(&p->texts, text, &n) : NULL;
    if (!s)
        return 0;
    if (n == 1)
        return s[0] == '1' || s[0] == 'm' ? 1 : s[0] == '2' || s[0] == 'f' ? 2 : 0;
    if (s[0] == 'm' || s[0] == 'f')     /* tables of others: "male", "female" */
        return s[0] == 'm' ? 1 : 2;
    return s[0] == 't' || (s[0] == 'n' && s[1] == 'a') ? 1 : s[0] == 'g' || (s[0] == 'n' && s[1] == 'u') ? 2 : 0;
}

static unsigned
cohort_of(const struct ht_dschema *d, const unsigned char *f)
{
    int year = d->birth >= 0 ? HT_FEAT_AT(struct ht_fdate, f, d, d->birth)->year : 0;
    if (!year)
        return COHORTS;
    int c = (year - 1940) / 10;
    return (unsigned)(c < 0 ? 0 : c >= COHORTS ? COHORTS - 1 : c);
}

/* The values of one comparison: VALUE[0] exact, VALUE[1] without marks; 0: none. */
static void
values(const struct ht_dschema *d, const struct ht_pool *p, const struct ht_cmp *c, const unsigned char *f,
       uint64_t value[2])
{
    const void *at = f + d->col[c->col[0]].at;
    const struct ht_fname *n = at;
    const struct ht_syl *v = p->syls.v;
    size_t k = 0;
    value[0] = value[1] = 0;
    switch (c->kind) {
    case HT_CMP_GIVEN:
    case HT_CMP_MIDDLE:
    case HT_CMP_SURNAME:
        while (k < HT_NAME_MAX && n->s[k])
            k++;
        if (!k)
            return;
        if (c->kind == HT_CMP_MIDDLE) {
            value[0] = 41;
            for (size_t i = 1; i + 1 < k; i++)
                value[0] = ht_hash_mix(i > 1 ? value[0] : 0, v[n->s[i]].canon);
            return;
        }
        uint32_t s = c->kind == HT_CMP_GIVEN ? n->s[k - 1] : n->s[0];
        value[0] = ht_hash_mix(0, v[s].canon);
        value[1] = v[s].base;
        return;
    case HT_CMP_PERSON:
        value[0] = n->full;
        return;
    case HT_CMP_TEXT:
    case HT_CMP_WORD: {
        size_t len;
        uint32_t t = ((const struct ht_ftext *)at)->text;
        const char *text = t ? ht_text(&p->texts, t, &len) : NULL;
        value[0] = text ? ht_hash(text, len, 42) : 0;
        return;
    }
    case HT_CMP_NUMBER: {
        const struct ht_fnumber *x = at;
        value[0] = x->known ? ht_hash(&x->value, sizeof x->value, 43) : 0;
        return;
    }
    default:
        return;
    }
}

static bool
by_cohort(enum ht_cmp_kind kind)
{
    return kind == HT_CMP_GIVEN || kind == HT_CMP_MIDDLE;
}

/* GROUP 0: everybody; else sex and decade of birth. */
static uint64_t
count_key(unsigned group, uint64_t value)
{
    return ht_hash_mix(value, 100 + group);
}

void
ht_freq_init(struct ht_freq *f, const struct ht_dschema *d, const struct ht_names *names)
{
    f->names = names;
    f->ncmp = d->ncmp;
    f->count = ht_calloc(d->ncmp + 1, sizeof *f->count);
}

void
ht_freq_fini(struct ht_freq *f)
{
    for (size_t i = 0; i < f->ncmp; i++)
        ht_map_fini(&f->count[i]);
    free(f->count);
    *f = (struct ht_freq){0};
}

void
ht_freq_count(struct ht_freq *f, const struct ht_set *set, const struct ht_pool *p, size_t i)
{
    const struct ht_dschema *d = set->d;
    const struct ht_cmp *c = &d->cmp[i];
    struct ht_map *m = &f->count[i];
    for (size_t r = set->nold; r < set->n; r++) {
        const unsigned char *x = ht_set_at(set, r);
        uint64_t v[2];
        if (ht_feat_head(x)->again)
            continue;
        values(d, p, c, x, v);
        if (!v[0])
            continue;
        ++*ht_map_get(m, count_key(0, 0), NULL);
        unsigned group = by_cohort(c->kind) ? 1 + sex_of(d, p, x) * (COHORTS + 1) + cohort_of(d, x) : 0;
        if (group)
            ++*ht_map_get(m, count_key(group, 0), NULL);
        for (int k = 0; k < 2 && v[k]; k++) {
            ++*ht_map_get(m, count_key(0, v[k]), NULL);
            if (group)
                ++*ht_map_get(m, count_key(group, v[k]), NULL);
        }
    }
}

/* ---- frequencies ---- */

static double
counted(const struct ht_map *m, unsigned group, uint64_t value)
{
    const uint64_t *v = ht_map_find(m, count_key(group, value));
    return v ? (double)*v : 0;
}

/* COUNT of TOTAL mixed with a PRIOR that weighs as much as WEIGHT records. */
static double
mixed(double count, double total, double prior, double weight)
{
    return (count + weight * prior) / (total + weight);
}

static double
name_share(const struct ht_freq *f, const struct ht_map *m, unsigned kind, unsigned sex, unsigned group,
           uint64_t value, uint64_t listed_as)
{
    double all = mixed(counted(m, 0, value), counted(m, 0, 0), listed(f, kind, sex, listed_as), WEIGHT_LIST);
    if (!group)
        return all;
    return mixed(counted(m, group, value), counted(m, group, 0), all, WEIGHT_COHORT);
}

/* A whole name: the product of its parts in the lists, corrected by the counts without the pair itself. */
static double
person_share(const struct ht_freq *f, const struct ht_map *m, const struct ht_pool *p, const struct ht_cmp *c,
             const struct ht_fname *n)
{
    const struct ht_syl *v = p->syls.v;
    size_t k = 0;
    while (k < HT_NAME_MAX && n->s[k])
        k++;
    double product = listed(f, NAME_SURNAME, 0, v[n->s[0]].base);
    if (k >= 2)
        product *= listed(f, NAME_GIVEN, c->sex, v[n->s[k - 1]].base);
    if (k >= 3)
        product *= k == 3 ? listed(f, NAME_MIDDLE, c->sex, v[n->s[1]].base) : 0.01;
    double others = counted(m, 0, n->full) - 2;
    return mixed(others > 0 ? others : 0, counted(m, 0, 0), product, WEIGHT_PARTS);
}

float
ht_freq_bits(const struct ht_freq *f, const struct ht_dschema *d, const struct ht_pool *p, const struct ht_cmp *c,
             unsigned level, const unsigned char *a, const unsigned char *b)
{
    uint64_t v[2];
    if (!c->level || !c->level[level].by_frequency)
        return 0;
    const struct ht_map *m = &f->count[c - d->cmp];
    unsigned sex = by_cohort(c->kind) ? sex_of(d, p, a) : 0;
    unsigned group = by_cohort(c->kind) ? 1 + sex * (COHORTS + 1) + cohort_of(d, a) : 0;
    double share;
    values(d, p, c, a, v);
    switch (c->kind) {
    case HT_CMP_GIVEN:
        share = name_share(f, m, NAME_GIVEN, sex, group, v[level], level ? v[1] : v[0]);
        share *= level ? 0.4 : 1;
        break;
    case HT_CMP_MIDDLE:
        share = name_share(f, m, NAME_MIDDLE, sex, group, v[0], v[0]);
        break;
    case HT_CMP_SURNAME:
        share = name_share(f, m, NAME_SURNAME, 0, 0, v[level], v[level]) * (level ? 0.1 : 1);
        break;
    case HT_CMP_PERSON: {
        const struct ht_fname *x = HT_FEAT_AT(struct ht_fname, a, d, c->col[0]);
        const struct ht_fname *y = HT_FEAT_AT(struct ht_fname, b, d, c->col[0]);
        double sa = person_share(f, m, p, c, x), sb = x->full == y->full ? sa : person_share(f, m, p, c, y);
        share = (sa > sb ? sa : sb) * (level ? 0.5 : 1);
        break;
    }
    default:
        share = mixed(counted(m, 0, v[0]), counted(m, 0, 0), 0.001, 20);
    }
    return (float)log2(share > 1e-12 ? share : 1e-12);
}

/* SPDX-License-Identifier: BSD-2-Clause */
/* People, names, places. */
#include "config.h"
#include "families.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/diag.h"
#include "base/mem.h"
#include "model/codelist.h"
#include "model/date.h"

uint64_t
rng_next(struct rng *r)
{
    uint64_t z = r->state += 0x9e3779b97f4a7c15u;
    z = (z ^ z >> 30) * 0xbf58476d1ce4e5b9u;
    z = (z ^ z >> 27) * 0x94d049bb133111ebu;
    return z ^ z >> 31;
}

uint32_t
rng_below(struct rng *r, uint32_t n)
{
    return (uint32_t)((rng_next(r) >> 32) * n >> 32);
}

double
rng_real(struct rng *r)
{
    return (double)(rng_next(r) >> 11) / 9007199254740992.0;
}

/* ---- names ---- */

struct list {
    char (*name)[24];
    double *sum[2];                     /* cumulated shares: women, men */
    size_t n;
};
struct names {
    struct list surname, middle, given;
};

static void
load(struct list *l, const char *dir, const char *file, const char *column, struct ht_diag *d)
{
    struct ht_tsv *t = ht_tsv_open(dir, file, d);
    if (!t)
        exit(2);
    int name = ht_tsv_column(t, column), count = ht_tsv_column(t, "count"), male = ht_tsv_column(t, "male_share");
    l->n = ht_tsv_rows(t);
    l->name = ht_calloc(l->n, sizeof *l->name);
    double sum[2] = { 0, 0 };
    for (int sex = 0; sex < 2; sex++)
        l->sum[sex] = ht_calloc(l->n, sizeof *l->sum[sex]);
    for (size_t i = 0; i < l->n; i++) {
        size_t len, m = 0;
        const char *s = ht_tsv_cell(t, i, name, &len);
        snprintf(l->name[i], sizeof l->name[i], "%.*s", (int)(len < 23 ? len : 0), s);
        const char *c = ht_tsv_cell(t, i, count, &len);
        double n = strtod(c, NULL), share = 0.5;
        if (male >= 0) {
            c = ht_tsv_cell(t, i, male, &m);
            share = m ? strtod(c, NULL) : 0.5;
        }
        sum[0] += n * (1 - share);
        sum[1] += n * share;
        l->sum[0][i] = sum[0];
        l->sum[1][i] = sum[1];
    }
    ht_tsv_free(t);
}

struct names *
names_load(const char *dir)
{
    struct ht_diag_opts o = { .prog = "make-families" };
    struct ht_diag *d = ht_diag_new(&o);
    struct names *n = ht_calloc(1, sizeof *n);
    load(&n->surname, dir, "surnames.tsv", "surname", d);
    load(&n->middle, dir, "middle_names.tsv", "middle_name", d);
    load(&n->given, dir, "given_names.tsv", "given_name", d);
    ht_diag_free(d);
    return n;
}

void
names_free(struct names *n)
{
    struct list *l[] = { &n->surname, &n->middle, &n->given };
    for (size_t i = 0; i < HT_COUNT(l); i++) {
        free(l[i]->name);
        free(l[i]->sum[0]);
        free(l[i]->sum[1]);
    }
    free(n);
}

static const char *
pick(const struct list *l, struct rng *r, int sex)
{
    double x = rng_real(r) * l->sum[sex][l->n - 1];
    size_t lo = 0, hi = l->n - 1;
    while (lo < hi) {
        size_t mid = (lo + hi) / 2;
        if (l->sum[sex][mid] < x)
            lo = mid + 1;
        else
            hi = mid;
    }
    return l->name[lo];
}

/* Older people are more often Văn and Thị than the lists of pupils say. */
void
name_person(const struct names *n, struct rng *r, struct person *p)
{
    struct ht_date d;
    ht_day_date(p->born, &d);
    double plain = d.year < 1960 ? 0.62 : d.year < 1980 ? 0.5 : d.year < 1995 ? 0.3 : 0.12;
    if (!p->surname[0])
        snprintf(p->surname, sizeof p->surname, "%s", pick(&n->surname, r, 1));
    if (rng_chance(r, plain))
        snprintf(p->middle, sizeof p->middle, "%s", p->male ? "Văn" : "Thị");
    else if (rng_chance(r, 0.03))
        p->middle[0] = '\0';
    else
        snprintf(p->middle, sizeof p->middle, "%s", pick(&n->middle, r, p->male));
    snprintf(p->given, sizeof p->given, "%.15s", pick(&n->given, r, p->male));
}

void
full_name(const struct person *p, char out[NAME_LEN])
{
    snprintf(out, NAME_LEN, "%s%s%s %s", p->surname, p->middle[0] ? " " : "", p->middle, p->given);
}

/* ---- places ---- */

static const char *const first[] = { "Tân", "Phú", "Hòa", "An", "Bình", "Long", "Thạnh", "Mỹ", "Vĩnh", "Đông",
    "Trung", "Đại", "Hưng", "Yên", "Thanh", "Xuân", "Quảng", "Nam", "Liên", "Đức" };
static const char *const second[] = { "Lợi", "Thành", "Hưng", "Phước", "Hải", "Sơn", "Giang", "Khánh", "Lộc", "Thạnh",
    "Trung", "Đông", "Hiệp", "Thuận", "Nghĩa", "Phong", "Quý", "Trạch", "Lâm", "Minh", "Cường", "Thọ", "Tiến" };
static const char *const province[] = { "Nam Định", "Thái Bình", "Nghệ An", "Bình Định", "Tiền Giang", "An Giang",
    "Quảng Nam", "Đồng Nai", "Hà Tây", "Cần Thơ", "Khánh Hòa", "Hải Dương", "Thanh Hóa", "Bến Tre" };

bool
ward_is_urban(uint32_t ward)
{
    return ward / 10 % 4 == 0;
}

static void
unit(uint64_t n, char out[40])
{
    n = n * 2654435761u >> 3;
    snprintf(out, 40, "%s %s", first[n % HT_COUNT(first)], second[n / 64 % HT_COUNT(second)]);
}

void
place_name(uint32_t ward, int style, int level, char *out, size_t cap)
{
    char w[40], d[40];
    bool urban = ward_is_urban(ward);
    const char *p = province[ward / 120 % HT_COUNT(province)];
    unit(ward + 7, w);
    unit(ward / 10 + 100003, d);
    if (urban && ward % 3 == 0)
        snprintf(w, sizeof w, "%u", ward % 10 + 1);
    const char *wu = urban ? (style == 1 ? "P." : "phường ") : (style == 1 ? "" : "xã ");
    const char *du = urban ? (style == 1 ? "TX " : "thị xã ") : (style == 1 ? "H." : "huyện ");
    if (level == 1)
        snprintf(out, cap, "%s%s, tỉnh %s", du, d, p);
    else if (style == 2)
        snprintf(out, cap, "%s%s, %s%s", wu, w, du, d);
    else
        snprintf(out, cap, "%s%s, %s%s, %s%s", wu, w, du, d, style == 1 ? "" : "tỉnh ", p);
}

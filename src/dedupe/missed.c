/* SPDX-License-Identifier: BSD-2-Clause */
/* Counting the pairs that no key brings. */
#include "config.h"
#include "dedupe/missed.h"

#include <stdlib.h>
#include <string.h>

#include "base/hash.h"
#include "base/mem.h"
#include "dedupe/keys.h"
#include "dedupe/model.h"

#define PARTS_MAX 64                    /* different parts in all keys: bits of a pattern */
#define CLASSES 2
#define STATES 32                       /* what may be left of one column */
#define ROUNDS 40
#define PAIRS_MAX 100000u               /* candidates that are looked at */
#define DRAWS_MIN 16u                   /* pairs made up in each round and class: about as many as were found */
#define DRAWS_MAX 4096u
#define MOST_MISSED 0.9                 /* share of the pairs; more is not believed */
#define SMOOTH 0.1                      /* pairs that each state counts as before any is seen */
#define LEAST 0.001                     /* probability of a candidate that is worth a look */

/* The parts of the keys that two features share, as bits. */
struct parts {
    struct { uint8_t kind, col; } part[PARTS_MAX];
    size_t n;
    uint64_t key[HT_MAX_KEYS];          /* the parts that each key needs */
    size_t nkeys;
};

/* One column: the patterns of its parts that occur, and each class's chances of them. */
struct column {
    uint64_t parts;
    uint64_t state[STATES];
    size_t n;
    double p[CLASSES][STATES], sum[CLASSES][STATES];
};

struct fit {
    struct parts parts;
    struct column column[HT_MAX_COLS];
    size_t ncolumns;
    uint64_t *pattern;                  /* of pairs that share a key, each once … */
    double *weight;                     /* … and how many pairs have it */
    uint8_t *state;                     /* of each pattern in each column */
    size_t n, cap, weights_cap;
    double found, share[CLASSES], sum[CLASSES];
    size_t draws;
};

/* ---- patterns ---- */

static size_t
part_number(struct parts *p, uint8_t kind, uint8_t col)
{
    size_t i = 0;
    while (i < p->n && (p->part[i].kind != kind || p->part[i].col != col))
        i++;
    if (i == p->n && p->n < PARTS_MAX) {
        p->part[i].kind = kind;
        p->part[i].col = col;
        p->n++;
    }
    return i;
}

static void
collect_parts(const struct ht_dschema *d, struct parts *p)
{
    for (size_t k = 0; k < d->nkeys; k++) {
        uint64_t need = 0;
        for (size_t i = 0; i < HT_KEY_PARTS && d->key[k].part[i].kind; i++) {
            size_t bit = part_number(p, d->key[k].part[i].kind, d->key[k].part[i].col);
            if (bit == PARTS_MAX)
                return;                 /* a key that cannot be described is left out, and those after it */
            need |= (uint64_t)1 << bit;
        }
        p->key[p->nkeys++] = need;
    }
}

static uint64_t
shared_parts(const struct parts *p, const struct ht_dschema *d, const struct ht_pool *pool, const unsigned char *a,
             const unsigned char *b)
{
    uint64_t out = 0;
    for (size_t i = 0; i < p->n; i++) {
        enum ht_part_kind kind = (enum ht_part_kind)p->part[i].kind;
        uint64_t x = ht_key_part(d, pool, kind, p->part[i].col, a);
        if (x && x == ht_key_part(d, pool, kind, p->part[i].col, b))
            out |= (uint64_t)1 << i;
    }
    return out;
}

static bool
has_key(const struct parts *p, uint64_t pattern)
{
    for (size_t k = 0; k < p->nkeys; k++)
        if ((pattern & p->key[k]) == p->key[k])
            return true;
    return false;
}

static void
add_patterns(struct fit *f, const struct ht_set *set, const struct ht_pool *pool, const struct ht_edge *edge, size_t n)
{
    struct ht_map index = {0};
    size_t step = n / PAIRS_MAX + 1;
    for (size_t i = 0; i < n; i += step) {
        double w = ht_probability((double)edge[i].bits);
        bool fresh;
        if (w < LEAST)
            continue;
        uint64_t x = shared_parts(&f->parts, set->d, pool, ht_set_at(set, edge[i].a), ht_set_at(set, edge[i].b));
        if (!has_key(&f->parts, x))
            continue;                   /* exact repeats, decided pairs */
        uint64_t *at = ht_map_get(&index, x + 1, &fresh);
        if (fresh) {
            *at = f->n;
            f->pattern = ht_grow(f->pattern, &f->cap, f->n + 1, sizeof *f->pattern);
            f->weight = ht_grow(f->weight, &f->weights_cap, f->n + 1, sizeof *f->weight);
            f->pattern[f->n] = x;
            f->weight[f->n++] = 0;
        }
        f->weight[*at] += w * (double)step;
        f->found += w * (double)step;
    }
    ht_map_fini(&index);
}

/* ---- columns ---- */

static size_t
state_of(struct column *c, uint64_t pattern)
{
    size_t i = 0;
    while (i < c->n && c->state[i] != (pattern & c->parts))
        i++;
    if (i == c->n && c->n < STATES)
        c->state[c->n++] = pattern & c->parts;
    return i < STATES ? i : STATES - 1;
}

/* The states of each column; at first the second class has more that is hurt. */
static void
start(struct fit *f)
{
    uint8_t number[HT_MAX_COLS] = {0};  /* of a schema's column among these, from 1 */
    for (size_t i = 0; i < f->parts.n; i++) {
        uint8_t *c = &number[f->parts.part[i].col];
        if (!*c)
            *c = (uint8_t)++f->ncolumns;
        f->column[*c - 1].parts |= (uint64_t)1 << i;
    }
    f->state = ht_calloc(f->n * f->ncolumns + 1, 1);
    for (size_t c = 0; c < f->ncolumns; c++) {
        struct column *col = &f->column[c];
        for (size_t i = 0; i < f->n; i++) {
            size_t s = state_of(col, f->pattern[i]);
            f->state[i * f->ncolumns + c] = (uint8_t)s;
            for (int z = 0; z < CLASSES; z++)
                col->sum[z][s] += f->weight[i] * (col->state[s] == col->parts ? 1 : z ? 1.8 : 0.3);
        }
    }
    for (int z = 0; z < CLASSES; z++)
        f->sum[z] = f->found / CLASSES;
}

/* Sums become chances. */
static void
maximise(struct fit *f)
{
    double all = 0;
    for (int z = 0; z < CLASSES; z++)
        all += f->sum[z];
    for (int z = 0; z < CLASSES; z++) {
        f->share[z] = f->sum[z] / all;
        f->sum[z] = 0;
        for (size_t c = 0; c < f->ncolumns; c++) {
            struct column *col = &f->column[c];
            double total = 0;
            for (size_t s = 0; s < col->n; s++)
                total += col->sum[z][s] + SMOOTH;
            for (size_t s = 0; s < col->n; s++) {
                col->p[z][s] = (col->sum[z][s] + SMOOTH) / total;
                col->sum[z][s] = 0;
            }
        }
    }
}

/* The pairs found, each shared out to the classes. */
static void
expect_found(struct fit *f)
{
    for (size_t i = 0; i < f->n; i++) {
        const uint8_t *state = f->state + i * f->ncolumns;
        double p[CLASSES], all = 0;
        for (int z = 0; z < CLASSES; z++) {
            p[z] = f->share[z];
            for (size_t c = 0; c < f->ncolumns; c++)
                p[z] *= f->column[c].p[z][state[c]];
            all += p[z];
        }
        for (int z = 0; z < CLASSES && all > 0; z++) {
            double w = f->weight[i] * p[z] / all;
            f->sum[z] += w;
            for (size_t c = 0; c < f->ncolumns; c++)
                f->column[c].sum[z][state[c]] += w;
        }
    }
}

/* A state of COL by the chances of class Z. */
static size_t
draw(const struct column *col, int z, uint64_t *random)
{
    double u = (double)(ht_random(random) >> 11) / 9007199254740992.0;  /* 2^53 */
    size_t s = 0;
    while (s + 1 < col->n && u >= col->p[z][s])
        u -= col->p[z][s++];
    return s;
}

/* Pairs made up by the chances of class Z; the states of those without a key go to OUT.  Returns how many. */
static size_t
draw_missed(const struct fit *f, int z, uint8_t *out)
{
    uint64_t random = 20260202 + (uint64_t)z;   /* the same in each round, so that the rounds settle */
    size_t n = 0;
    for (size_t i = 0; i < f->draws; i++) {
        uint8_t *state = out + n * f->ncolumns;
        uint64_t pattern = 0;
        for (size_t c = 0; c < f->ncolumns; c++) {
            state[c] = (uint8_t)draw(&f->column[c], z, &random);
            pattern |= f->column[c].state[state[c]];
        }
        n += !has_key(&f->parts, pattern);
    }
    return n;
}

/* The pairs missed, N[z] of the draws of class z, at the rate that the pairs found are of those with a key.
 * Returns how many they stand for. */
static double
expect_missed(struct fit *f, uint8_t *const drawn[CLASSES], const size_t n[CLASSES])
{
    double none = 0, missed = 0;
    for (int z = 0; z < CLASSES; z++)
        none += f->share[z] * (double)n[z] / (double)f->draws;
    double each = f->found / (1 - (none < MOST_MISSED ? none : MOST_MISSED)) / (double)f->draws;
    for (int z = 0; z < CLASSES; z++) {
        for (size_t i = 0; i < n[z] * f->ncolumns; i++)
            f->column[i % f->ncolumns].sum[z][drawn[z][i]] += each * f->share[z];
        f->sum[z] += each * f->share[z] * (double)n[z];
        missed += each * f->share[z] * (double)n[z];
    }
    return missed;
}

static double
fit(struct fit *f)
{
    uint8_t *drawn[CLASSES];
    double missed = 0;
    for (int z = 0; z < CLASSES; z++)
        drawn[z] = ht_calloc(f->draws * f->ncolumns + 1, 1);
    for (int round = 0; round < ROUNDS; round++) {
        size_t n[CLASSES];
        maximise(f);
        for (int z = 0; z < CLASSES; z++)
            n[z] = draw_missed(f, z, drawn[z]);
        expect_found(f);
        missed = expect_missed(f, drawn, n);
    }
    for (int z = 0; z < CLASSES; z++)
        free(drawn[z]);
    return missed;
}

double
ht_missed_pairs(const struct ht_set *set, const struct ht_pool *p, const struct ht_edge *edge, size_t n)
{
    struct fit *f = ht_calloc(1, sizeof *f);
    double missed = 0;
    collect_parts(set->d, &f->parts);
    add_patterns(f, set, p, edge, n);
    if (f->n) {
        f->draws = f->found < DRAWS_MAX ? DRAWS_MIN + (size_t)f->found : DRAWS_MAX;
        start(f);
        missed = fit(f);
    }
    free(f->pattern);
    free(f->weight);
    free(f->state);
    free(f);
    return missed;
}

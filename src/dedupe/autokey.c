/* SPDX-License-Identifier: BSD-2-Clause */
/* Choosing blocking keys by measuring them. */
#include "config.h"
#include "dedupe/autokey.h"

#include <stdlib.h>
#include <string.h>

#include "base/mem.h"
#include "base/prog.h"
#include "base/sort.h"
#include "dedupe/keys.h"

#define SAMPLE 20000u                   /* records that keys are measured on */
#define PARTS_MAX 64
#define TRIED_MAX 2000
#define BUDGET 40.0                     /* pairs for each record that all keys together may give … */
#define PAIRS_MAX 4e7                   /* … and in all */
#define ONE_MAX 12.0                    /* pairs for each record that one key may give */
#define KEYS_MAX 20
#define FUZZY 0.6                       /* chance that a sound or a beginning is right in a value that is not */

/* The parts that a column of each kind can give, and whether a part forgives small slips. */
static const struct { enum ht_col_kind col; enum ht_part_kind part; bool fuzzy; } offers[] = {
    { HT_COL_NAME, HT_PART_FULL, false },   { HT_COL_NAME, HT_PART_TAIL, true },
    { HT_COL_NAME, HT_PART_SOUND, true },   { HT_COL_DATE, HT_PART_DATE, false },
    { HT_COL_DATE, HT_PART_YEAR, true },    { HT_COL_DATE, HT_PART_DAYMONTH, true },
    { HT_COL_PLACE, HT_PART_WARD, false },  { HT_COL_ID, HT_PART_VALUE, false },
    { HT_COL_CODE, HT_PART_VALUE, false },  { HT_COL_TEXT, HT_PART_VALUE, false },
    { HT_COL_TEXT, HT_PART_SOUNDEX, true }, { HT_COL_TEXT, HT_PART_PREFIX, true },
    { HT_COL_NUMBER, HT_PART_VALUE, false },
};

struct part {
    uint8_t kind, col;
    bool fuzzy;
    uint32_t *hash;                     /* of each record of the sample, 0: unknown */
};

struct tried {
    struct ht_key key;
    uint32_t cols;                      /* bits of the columns that it needs to be right */
    uint32_t soft;                      /* bits of those that may be slightly wrong */
    double pairs;                       /* for each record of the whole table */
    double filled;                      /* share of the records that have the key */
    bool taken;
};

struct chooser {
    const struct ht_dschema *d;
    size_t records, sampled;
    struct part part[PARTS_MAX];
    size_t nparts;
    struct tried *tried;
    size_t ntried;
    uint64_t *cell, *tmp;
    double free;                        /* pairs for each record up to which a key costs the same */
    double survived[HT_MAX_COLS * HT_MAX_COLS];     /* keys that outlive wrong columns i and j, 1 or more */
};

static void
make_parts(struct chooser *c, const struct ht_set *set, const struct ht_pool *p)
{
    size_t step = (set->n + SAMPLE - 1) / SAMPLE;
    step = step ? step : 1;
    c->records = set->distinct;
    c->sampled = 0;
    for (size_t col = 0; col < c->d->ncols; col++) {
        for (size_t o = 0; o < HT_COUNT(offers) && c->nparts < PARTS_MAX; o++) {
            if (offers[o].col != c->d->col[col].kind)
                continue;
            struct part *x = &c->part[c->nparts++];
            *x = (struct part){ (uint8_t)offers[o].part, (uint8_t)col, offers[o].fuzzy,
                                ht_calloc(set->n / step + 2, sizeof *x->hash) };
            struct ht_key one = { { { x->kind, x->col } } };
            size_t n = 0;
            for (size_t i = 0; i < set->n; i += step)
                if (!ht_feat_head(ht_set_at(set, i))->again)
                    x->hash[n++] = ht_key_make(c->d, p, &one, ht_set_at(set, i));
            c->sampled = n;
        }
    }
}

/* Pairs that a key of these parts would give, for each record of the table. */
static void
measure(struct chooser *c, struct tried *t, const uint8_t *part, size_t n)
{
    size_t cells = 0;
    double pairs = 0;
    for (size_t i = 0; i < c->sampled; i++) {
        uint64_t h = 18;
        bool whole = true;
        for (size_t k = 0; k < n && whole; k++) {
            whole = c->part[part[k]].hash[i] != 0;
            h = ht_hash_mix(h, c->part[part[k]].hash[i]);
        }
        if (whole)
            c->cell[cells++] = h;
    }
    ht_sort_u64(c->cell, c->tmp, cells, 24);
    for (size_t i = 0, j; i < cells; i = j) {
        for (j = i + 1; j < cells && c->cell[j] >> 24 == c->cell[i] >> 24; j++)
            ;
        pairs += (double)(j - i) * (double)(j - i - 1) / 2;
    }
    double sampled = c->sampled ? (double)c->sampled : 1, scale = (double)c->records / sampled;
    t->pairs = pairs / sampled * scale;
    t->filled = (double)cells / sampled;
}

static bool
try_key(struct chooser *c, const uint8_t *part, size_t n)
{
    if (c->ntried == TRIED_MAX)
        return true;
    struct tried *t = &c->tried[c->ntried];
    *t = (struct tried){0};
    for (size_t k = 0; k < n; k++) {
        const struct part *x = &c->part[part[k]];
        t->key.part[k].kind = x->kind;
        t->key.part[k].col = x->col;
        t->cols |= 1u << x->col;
        t->soft |= x->fuzzy ? 1u << x->col : 0;
    }
    measure(c, t, part, n);
    bool small = t->pairs <= ONE_MAX;
    c->ntried += small && t->filled > 0.01;
    return small;
}

/* Combinations are tried only where their shorter forms give too many pairs: those outlive more errors. */
static void
try_all(struct chooser *c)
{
    for (size_t i = 0; i < c->nparts; i++) {
        uint8_t part[3] = { (uint8_t)i };
        if (try_key(c, part, 1))
            continue;
        for (size_t j = i + 1; j < c->nparts; j++) {
            part[1] = (uint8_t)j;
            if (c->part[j].col == c->part[i].col || try_key(c, part, 2))
                continue;
            for (size_t k = j + 1; k < c->nparts; k++) {
                part[2] = (uint8_t)k;
                if (c->part[k].col != c->part[i].col && c->part[k].col != c->part[j].col)
                    try_key(c, part, 3);
            }
        }
    }
}

/* The chance that T finds a pair in which columns A and B are wrong. */
static double
outlives(const struct tried *t, size_t a, size_t b)
{
    double p = 1;
    for (int k = 0; k < 2; k++) {
        uint32_t bit = 1u << (k ? b : a);
        if (t->cols & bit && (k == 0 || a != b))
            p *= t->soft & bit ? FUZZY : 0;
    }
    return p;
}

static double
worth(const struct chooser *c, const struct tried *t)
{
    double sum = 0;
    for (size_t a = 0; a < c->d->ncols; a++)
        for (size_t b = a; b < c->d->ncols; b++)
            sum += outlives(t, a, b) / (c->survived[a * HT_MAX_COLS + b] * c->survived[a * HT_MAX_COLS + b]);
    return sum * t->filled * t->filled / (t->pairs > c->free ? t->pairs : c->free);
}

static void
choose(struct chooser *c, struct ht_dschema *d)
{
    double left = BUDGET, records = c->records ? (double)c->records : 1;
    if (left * records > PAIRS_MAX)
        left = PAIRS_MAX / records;
    c->free = left / KEYS_MAX;
    for (size_t i = 0; i < HT_COUNT(c->survived); i++)
        c->survived[i] = 1;
    while (d->nkeys < KEYS_MAX) {
        struct tried *best = NULL;
        double most = 0;
        for (size_t i = 0; i < c->ntried; i++) {
            double w = c->tried[i].taken || c->tried[i].pairs > left ? 0 : worth(c, &c->tried[i]);
            if (w > most) {
                most = w;
                best = &c->tried[i];
            }
        }
        if (!best)
            break;
        best->taken = true;
        left -= best->pairs;
        d->key[d->nkeys++] = best->key;
        for (size_t a = 0; a < d->ncols; a++)
            for (size_t b = a; b < d->ncols; b++)
                c->survived[a * HT_MAX_COLS + b] += outlives(best, a, b) * best->filled;
    }
}

void
ht_autokey(struct ht_dschema *d, struct ht_set *set, const struct ht_pool *p)
{
    struct chooser *c = ht_calloc(1, sizeof *c);
    c->d = d;
    c->tried = ht_calloc(TRIED_MAX + 1, sizeof *c->tried);
    c->cell = ht_calloc(set->n + 1, sizeof *c->cell);
    c->tmp = ht_calloc(set->n + 1, sizeof *c->tmp);
    make_parts(c, set, p);
    try_all(c);
    d->nkeys = 0;
    choose(c, d);
    for (size_t i = 0; i < set->n; i++) {
        unsigned char *f = set->own.p + i * d->size;
        ht_keys_make(d, p, f, (uint32_t *)(void *)(f + d->keys_at));
    }
    for (size_t i = 0; i < c->nparts; i++)
        free(c->part[i].hash);
    free(c->tried);
    free(c->cell);
    free(c->tmp);
    free(c);
}

/* SPDX-License-Identifier: BSD-2-Clause */
/* Blocking. */
#include "config.h"
#include "dedupe/block.h"

#include <stdlib.h>

#include "base/mem.h"
#include "base/sort.h"
#include "dedupe/keys.h"

#define FILTER_BITS 20
#define FAMILY_MAX 12                   /* neighbours of one family that are paired */

struct blocking {
    const struct ht_set *set;
    const struct ht_pool *pool;
    struct ht_pairs *out;
    struct ht_map big;                  /* key number and hash of windowed blocks */
    uint64_t *cell, *tmp;               /* hash << 32 | feature */
    size_t key;
};

static void
add_pair(struct ht_pairs *p, uint32_t a, uint32_t b)
{
    p->v = ht_grow(p->v, &p->cap, p->n + 1, sizeof *p->v);
    p->v[p->n++] = a < b ? (uint64_t)a << 32 | b : (uint64_t)b << 32 | a;
}

static uint64_t
big_key(size_t key, uint32_t hash)
{
    return (uint64_t)(key + 1) << 32 | hash;
}

/* True if an earlier key gave this pair already.  Windowed blocks may have missed it: those do not count. */
static bool
seen(const struct blocking *b, const uint32_t *x, const uint32_t *y)
{
    for (size_t j = 0; j < b->key; j++)
        if (x[j] && x[j] == y[j] && (!b->big.n || !ht_map_find(&b->big, big_key(j, x[j]))))
            return true;
    return false;
}

static void
emit(struct blocking *b, uint32_t i, uint32_t j)
{
    const struct ht_dschema *d = b->set->d;
    if (seen(b, ht_feat_keys(d, ht_set_at(b->set, i)), ht_feat_keys(d, ht_set_at(b->set, j))))
        return;
    b->out->by_key[b->key]++;
    add_pair(b->out, i, j);
}

struct placed {
    uint64_t order;
    uint32_t at;
};

static int
by_order(const void *x, const void *y)
{
    const struct placed *a = x, *b = y;
    if (a->order != b->order)
        return a->order < b->order ? -1 : 1;
    return a->at < b->at ? -1 : a->at > b->at;
}

static void
windowed(struct blocking *b, const uint64_t *cell, size_t n)
{
    struct placed *v = ht_calloc(n, sizeof *v);
    for (size_t i = 0; i < n; i++) {
        v[i].at = (uint32_t)cell[i];
        v[i].order = ht_window_order(b->set->d, b->pool, ht_set_at(b->set, v[i].at));
    }
    ht_qsort(v, n, sizeof *v, by_order);
    for (size_t i = 0; i < n; i++)
        for (size_t j = i + 1; j < n && j <= i + HT_BLOCK_WINDOW; j++)
            emit(b, v[i].at, v[j].at);
    free(v);
    *ht_map_get(&b->big, big_key(b->key, (uint32_t)(cell[0] >> 32)), NULL) = 1;
    b->out->big++;
}

static void
one_block(struct blocking *b, const uint64_t *cell, size_t n)
{
    if (n > HT_BLOCK_MAX) {
        windowed(b, cell, n);
        return;
    }
    for (size_t i = 0; i < n; i++)
        for (size_t j = i + 1; j < n; j++)
            emit(b, (uint32_t)cell[i], (uint32_t)cell[j]);
}

/* Fills and sorts the cells of the features that take part; returns their number. */
static size_t
sorted_cells(struct blocking *b, const struct ht_key *other)
{
    const struct ht_dschema *d = b->set->d;
    size_t n = 0;
    for (size_t i = b->set->nold; i < b->set->n; i++) {
        const unsigned char *f = ht_set_at(b->set, i);
        if (ht_feat_head(f)->again)
            continue;
        uint32_t hash = other ? ht_key_make(d, b->pool, other, f) : ht_feat_keys(d, f)[b->key];
        if (hash)
            b->cell[n++] = (uint64_t)hash << 32 | i;
    }
    ht_sort_u64(b->cell, b->tmp, n, 32);
    return n;
}

/* The cells' first place with HASH, or N. */
static size_t
first_cell(const uint64_t *cell, size_t n, uint32_t hash)
{
    size_t lo = 0, hi = n;
    while (lo < hi) {
        size_t mid = (lo + hi) / 2;
        if (cell[mid] >> 32 < hash)
            lo = mid + 1;
        else
            hi = mid;
    }
    return lo;
}

/* Pairs each old feature with the new ones of its block.  A bitmap of the new hashes answers for nearly all. */
static void
against_old(struct blocking *b, size_t n)
{
    const struct ht_set *s = b->set;
    uint8_t *bits = ht_calloc(1u << (FILTER_BITS - 3), 1);
    uint16_t *met = ht_calloc(n + 1, sizeof *met);      /* old features that each block has met */
    for (size_t i = 0; i < n; i++) {
        uint32_t h = (uint32_t)(b->cell[i] >> 32) >> (32 - FILTER_BITS);
        bits[h >> 3] |= (uint8_t)(1u << (h & 7));
    }
    for (size_t i = 0; i < s->nold && n; i++) {
        const unsigned char *f = s->old + i * s->d->size;
        uint32_t hash = ht_feat_keys(s->d, f)[b->key], h = hash >> (32 - FILTER_BITS);
        if (!hash || !(bits[h >> 3] >> (h & 7) & 1) || ht_feat_head(f)->again)
            continue;
        size_t at = first_cell(b->cell, n, hash);
        if (at == n || b->cell[at] >> 32 != hash || met[at]++ >= HT_BLOCK_MAX)
            continue;
        for (size_t j = at; j < n && j < at + HT_BLOCK_MAX && b->cell[j] >> 32 == hash; j++)
            emit(b, (uint32_t)i, (uint32_t)b->cell[j]);
    }
    free(bits);
    free(met);
}

static void
unique(struct ht_pairs *p)
{
    if (!p->n)
        return;
    uint64_t *tmp = ht_calloc(p->n, sizeof *tmp);
    ht_sort_u64(p->v, tmp, p->n, 0);
    free(tmp);
    size_t n = 0;
    for (size_t i = 0; i < p->n; i++)
        if (!i || p->v[i] != p->v[i - 1])
            p->v[n++] = p->v[i];
    p->n = n;
}

void
ht_block_candidates(const struct ht_set *set, const struct ht_pool *p, struct ht_pairs *out)
{
    struct blocking b = { .set = set, .pool = p, .out = out };
    b.cell = ht_calloc(set->n - set->nold + 1, sizeof *b.cell);
    b.tmp = ht_calloc(set->n - set->nold + 1, sizeof *b.tmp);
    for (b.key = 0; b.key < set->d->nkeys; b.key++) {
        size_t n = sorted_cells(&b, NULL);
        for (size_t i = 0, j; i < n; i = j) {
            for (j = i + 1; j < n && b.cell[j] >> 32 == b.cell[i] >> 32; j++)
                ;
            if (j - i > 1)
                one_block(&b, b.cell + i, j - i);
        }
        if (set->nold)
            against_old(&b, n);
    }
    for (size_t i = set->nold + 1; i < set->n; i++)
        if (ht_feat_head(ht_set_at(set, i))->again)
            add_pair(out, (uint32_t)i - 1, (uint32_t)i);
    free(b.cell);
    free(b.tmp);
    ht_map_fini(&b.big);
    unique(out);
}

double
ht_block_family(const struct ht_set *set, const struct ht_pool *p, const struct ht_key *key, size_t max,
                struct ht_pairs *out)
{
    struct blocking b = { .set = set, .pool = p, .out = out };
    double all = 0;
    if (!key->part[0].kind)
        return 0;
    b.cell = ht_calloc(set->n - set->nold + 1, sizeof *b.cell);
    b.tmp = ht_calloc(set->n - set->nold + 1, sizeof *b.tmp);
    size_t n = sorted_cells(&b, key);
    for (size_t i = 0; i < n; i++)
        for (size_t j = i + 1; j < n && j <= i + FAMILY_MAX && b.cell[j] >> 32 == b.cell[i] >> 32; j++, all++)
            if (out->n < max)
                add_pair(out, (uint32_t)b.cell[i], (uint32_t)b.cell[j]);
    free(b.cell);
    free(b.tmp);
    return all;
}

void
ht_pairs_fini(struct ht_pairs *p)
{
    free(p->v);
    *p = (struct ht_pairs){0};
}

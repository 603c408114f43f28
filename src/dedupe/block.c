/* SPDX-License-Identifier: BSD-2-Clause */
/* Blocking. */
#include "config.h"
#include "dedupe/block.h"

#include <stdlib.h>
#include <string.h>

#include "base/mem.h"
#include "base/sort.h"
#include "dedupe/keys.h"

#define FILTER_BITS 20
#define FAMILY_MAX 12                   /* neighbours of one family that are paired */

#define MAX_WAVE 8                      /* keys that are worked on at once */

/* One key. */
struct blocking {
    const struct ht_set *set;
    const struct ht_pool *pool;
    const struct ht_map *big;           /* key number and hash of windowed blocks, of this key and those before it */
    uint64_t *cell, *tmp;               /* hash << 32 | feature */
    size_t n;                           /* cells */
    size_t key;
    struct ht_pairs out;
};

void
ht_pairs_add(struct ht_pairs *p, uint32_t a, uint32_t b)
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
        if (x[j] && x[j] == y[j] && (!b->big->n || !ht_map_find(b->big, big_key(j, x[j]))))
            return true;
    return false;
}

static void
emit(struct blocking *b, uint32_t i, uint32_t j)
{
    const struct ht_dschema *d = b->set->d;
    if (seen(b, ht_feat_keys(d, ht_set_at(b->set, i)), ht_feat_keys(d, ht_set_at(b->set, j))))
        return;
    if (d->never && d->never(d, ht_set_at(b->set, i), ht_set_at(b->set, j)))
        return;
    ht_pairs_add(&b->out, i, j);
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
    b->out.big++;
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

/* Fills and sorts the cells of the features that take part. */
static void
sort_cells(struct blocking *b, const struct ht_key *other)
{
    const struct ht_dschema *d = b->set->d;
    b->n = 0;
    for (size_t i = b->set->nold; i < b->set->n; i++) {
        const unsigned char *f = ht_set_at(b->set, i);
        if (ht_feat_head(f)->again)
            continue;
        uint32_t hash = other ? ht_key_make(d, b->pool, other, f) : ht_feat_keys(d, f)[b->key];
        if (hash)
            b->cell[b->n++] = (uint64_t)hash << 32 | i;
    }
    ht_sort_u64(b->cell, b->tmp, b->n, 32);
}

/* The end of the block that begins at cell I. */
static size_t
block_end(const struct blocking *b, size_t i)
{
    size_t j = i + 1;
    while (j < b->n && b->cell[j] >> 32 == b->cell[i] >> 32)
        j++;
    return j;
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
against_old(struct blocking *b)
{
    const struct ht_set *s = b->set;
    size_t n = b->n;
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

static void
sort_task(void *arg, size_t i)
{
    sort_cells((struct blocking *)arg + i, NULL);
}

static void
pair_task(void *arg, size_t i)
{
    struct blocking *b = (struct blocking *)arg + i;
    for (size_t k = 0, end; k < b->n; k = end) {
        end = block_end(b, k);
        if (end - k > 1)
            one_block(b, b->cell + k, end - k);
    }
    if (b->set->nold)
        against_old(b);
}

static void
note_big(const struct blocking *b, struct ht_map *big)
{
    for (size_t k = 0, end; k < b->n; k = end) {
        end = block_end(b, k);
        if (end - k > HT_BLOCK_MAX)
            *ht_map_get(big, big_key(b->key, (uint32_t)(b->cell[k] >> 32)), NULL) = 1;
    }
}

static void
start(struct blocking *b, const struct ht_set *set, const struct ht_pool *p)
{
    *b = (struct blocking){ .set = set, .pool = p };
    b->cell = ht_calloc(set->n - set->nold + 1, sizeof *b->cell);
    b->tmp = ht_calloc(set->n - set->nold + 1, sizeof *b->tmp);
}

static void
finish(struct blocking *b)
{
    free(b->cell);
    free(b->tmp);
    ht_pairs_fini(&b->out);
}

/* Takes the pairs of key B. */
static void
collect(struct ht_pairs *out, struct blocking *b)
{
    out->by_key[b->key] = b->out.n;
    out->big += b->out.big;
    out->v = ht_grow(out->v, &out->cap, out->n + b->out.n, sizeof *out->v);
    if (b->out.n)
        memcpy(out->v + out->n, b->out.v, b->out.n * sizeof *out->v);
    out->n += b->out.n;
    ht_pairs_fini(&b->out);
}

void
ht_block_candidates(const struct ht_set *set, const struct ht_pool *p, unsigned jobs, struct ht_pairs *out)
{
    struct blocking wave[MAX_WAVE];
    struct ht_map big = {0};
    size_t width = jobs < 1 ? 1 : jobs < MAX_WAVE ? jobs : MAX_WAVE;
    for (size_t i = 0; i < width; i++)
        start(&wave[i], set, p);
    for (size_t key = 0, n; key < set->d->nkeys; key += n) {
        n = set->d->nkeys - key < width ? set->d->nkeys - key : width;
        for (size_t i = 0; i < n; i++) {
            wave[i].key = key + i;
            wave[i].big = &big;
        }
        ht_parallel(jobs, n, sort_task, wave);
        for (size_t i = 0; i < n; i++)
            note_big(&wave[i], &big);
        ht_parallel(jobs, n, pair_task, wave);
        for (size_t i = 0; i < n; i++)
            collect(out, &wave[i]);
    }
    for (size_t i = 0; i < width; i++)
        finish(&wave[i]);
    ht_map_fini(&big);
    for (size_t i = set->nold + 1; i < set->n; i++)
        if (ht_feat_head(ht_set_at(set, i))->again)
            ht_pairs_add(out, (uint32_t)i - 1, (uint32_t)i);
    unique(out);
}

double
ht_block_family(const struct ht_set *set, const struct ht_pool *p, const struct ht_key *key, size_t max,
                struct ht_pairs *out)
{
    struct blocking b;
    double all = 0;
    if (!key->part[0].kind)
        return 0;
    start(&b, set, p);
    sort_cells(&b, key);
    for (size_t i = 0; i < b.n; i++)
        for (size_t j = i + 1; j < b.n && j <= i + FAMILY_MAX && b.cell[j] >> 32 == b.cell[i] >> 32; j++, all++)
            if (out->n < max)
                ht_pairs_add(out, (uint32_t)b.cell[i], (uint32_t)b.cell[j]);
    finish(&b);
    return all;
}

void
ht_pairs_fini(struct ht_pairs *p)
{
    free(p->v);
    *p = (struct ht_pairs){0};
}

/* SPDX-License-Identifier: BSD-2-Clause */
/* Rows sorted in place: first into 256 parts by the first byte of the key, then each part by itself. */
#include "config.h"
#include "rules/keyed.h"

#include <assert.h>
#include <stdlib.h>
#include <string.h>

#include "base/mem.h"

#define PARTS 256
#define MAX_ROW 64                      /* bytes */

void *
ht_rows_add(struct ht_rows *r, size_t size)
{
    if (r->n == r->cap) {
        r->cap += r->cap / 8 + 64;
        r->v = ht_realloc(r->v, r->cap, size);
    }
    return (char *)r->v + size * r->n++;
}

void
ht_rows_free(struct ht_rows *r)
{
    free(r->v);
    *r = (struct ht_rows){0};
}

static int
by_key(const void *a, const void *b)
{
    const struct ht_keyed *x = a, *y = b;
    if (x->high != y->high)
        return x->high < y->high ? -1 : 1;
    if (x->low != y->low)
        return x->low < y->low ? -1 : 1;
    return (x->at > y->at) - (x->at < y->at);
}

static unsigned
part_of(const char *row)
{
    uint32_t high;
    memcpy(&high, row, sizeof high);
    return high >> 24;
}

/* Puts every row into its part by swapping (American flag sort); END gets where each part ends. */
static void
part(char *v, size_t n, size_t size, size_t end[PARTS])
{
    size_t next[PARTS], sum = 0;
    char spare[MAX_ROW];
    memset(end, 0, PARTS * sizeof *end);
    for (size_t i = 0; i < n; i++)
        end[part_of(v + i * size)]++;
    for (unsigned p = 0; p < PARTS; p++) {
        next[p] = sum;
        sum += end[p];
        end[p] = sum;
    }
    for (unsigned p = 0; p < PARTS; p++)
        while (next[p] < end[p]) {
            char *here = v + next[p] * size;
            unsigned home = part_of(here);
            char *there = v + next[home]++ * size;
            if (here == there)
                continue;
            memcpy(spare, there, size);
            memcpy(there, here, size);
            memcpy(here, spare, size);
        }
}

void
ht_rows_sort(struct ht_rows *r, size_t size)
{
    size_t end[PARTS], from = 0;
    assert(size <= MAX_ROW);
    part(r->v, r->n, size, end);
    for (unsigned p = 0; p < PARTS; from = end[p++])
        ht_qsort((char *)r->v + from * size, end[p] - from, size, by_key);
}

const void *
ht_rows_find(const struct ht_rows *r, size_t size, uint64_t key)
{
    size_t from = 0, to = r->n;
    while (from < to) {
        size_t mid = from + (to - from) / 2;
        const struct ht_keyed *k = (const void *)((const char *)r->v + mid * size);
        if (ht_keyed_key(k) < key)
            from = mid + 1;
        else
            to = mid;
    }
    const struct ht_keyed *k = (const void *)((const char *)r->v + from * size);
    return from < r->n && ht_keyed_key(k) == key ? k : NULL;
}

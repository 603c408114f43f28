/* SPDX-License-Identifier: BSD-2-Clause */
/* The array of features and its canonical order. */
#include "config.h"
#include "dedupe/set.h"

#include <stdlib.h>
#include <string.h>

#include "base/mem.h"
#include "base/sort.h"

static unsigned char *
own(const struct ht_set *s, size_t i)
{
    return s->own.p + i * s->d->size;
}

unsigned char *
ht_set_add(struct ht_set *s, struct ht_diag *d)
{
    if (ht_vault_room(&s->own, (s->n - s->nold + 1) * s->d->size, d) != HT_OK)
        return NULL;
    return memset(own(s, s->n++ - s->nold), 0, s->d->size);
}

void
ht_set_fini(struct ht_set *s)
{
    ht_vault_fini(&s->own);
    s->n = s->nold = 0;
}

struct place {
    uint64_t print, id;
    uint32_t rec, at;
};

static int
by_content(const void *x, const void *y)
{
    const struct place *a = x, *b = y;
    if (a->print != b->print)
        return a->print < b->print ? -1 : 1;
    if (a->id != b->id)
        return a->id < b->id ? -1 : 1;
    return a->rec < b->rec ? -1 : a->rec > b->rec;
}

/* Moves the features to their places along the cycles of the permutation: no second array. */
static void
permute(struct ht_set *s, struct place *order, size_t n)
{
    unsigned char *hand = ht_malloc(s->d->size);
    for (size_t i = 0; i < n; i++) {
        if (order[i].at == i)
            continue;
        memcpy(hand, own(s, i), s->d->size);
        size_t to = i;
        while (order[to].at != i) {
            size_t from = order[to].at;
            memcpy(own(s, to), own(s, from), s->d->size);
            order[to].at = (uint32_t)to;
            to = from;
        }
        memcpy(own(s, to), hand, s->d->size);
        order[to].at = (uint32_t)to;
    }
    free(hand);
}

/* The order of the features: by the upper half of their fingerprints, then what is equal in that by all. */
static struct place *
sorted_places(const struct ht_set *s, size_t n)
{
    uint64_t *cell = ht_calloc(n + 1, sizeof *cell), *tmp = ht_calloc(n + 1, sizeof *tmp);
    for (size_t i = 0; i < n; i++)
        cell[i] = ht_feat_head(own(s, i))->print >> 32 << 32 | i;
    ht_sort_u64(cell, tmp, n, 32);
    free(tmp);
    struct place *order = ht_calloc(n + 1, sizeof *order);
    for (size_t i = 0, end; i < n; i = end) {
        for (end = i; end < n && cell[end] >> 32 == cell[i] >> 32; end++) {
            const struct ht_feat *f = ht_feat_head(own(s, (uint32_t)cell[end]));
            order[end] = (struct place){ f->print, f->id, f->rec, (uint32_t)cell[end] };
        }
        if (end - i > 1)
            ht_qsort(order + i, end - i, sizeof *order, by_content);
    }
    free(cell);
    return order;
}

void
ht_set_sort(struct ht_set *s)
{
    size_t n = s->n - s->nold;
    struct place *order = sorted_places(s, n);
    permute(s, order, n);
    free(order);
    s->distinct = 0;
    for (size_t i = 0; i < n; i++) {
        struct ht_feat *f = (void *)own(s, i);
        f->again = i > 0 && f->print == ht_feat_head(own(s, i - 1))->print;
        s->distinct += !f->again;
    }
}

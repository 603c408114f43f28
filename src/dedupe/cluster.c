/* SPDX-License-Identifier: BSD-2-Clause */
/* Greedy average-link clustering. */
#include "config.h"
#include "dedupe/cluster.h"

#include <stdlib.h>
#include <string.h>

#include "base/mem.h"
#include "dedupe/model.h"

#define CLAMP_LOW (-12.0f)
#define CLAMP_HIGH 20.0f
#define CROSS_MAX 24                    /* members of each side that are asked */

static int
strongest_first(const void *x, const void *y)
{
    const struct ht_edge *p = x, *q = y;
    if (p->bits > q->bits || p->bits < q->bits)
        return p->bits > q->bits ? -1 : 1;
    if (p->a != q->a)
        return p->a < q->a ? -1 : 1;
    return p->b < q->b ? -1 : p->b > q->b;
}

static uint32_t
find(struct ht_clusters *c, uint32_t i)
{
    while (c->root[i] != i) {
        c->root[i] = c->root[c->root[i]];
        i = c->root[i];
    }
    return i;
}

/* Puts two rings together; the smaller number stays the representative. */
static void
join(struct ht_clusters *c, uint32_t a, uint32_t b)
{
    if (b < a) {
        uint32_t t = a;
        a = b;
        b = t;
    }
    uint32_t next = c->next[a];
    c->next[a] = c->next[b];
    c->next[b] = next;
    c->root[b] = a;
    c->size[a] += c->size[b];
}

float
ht_cluster_mean(const struct ht_clusters *c, uint32_t a, uint32_t b, ht_score_fn *score, void *arg)
{
    double sum = 0;
    size_t n = 0, i = 0;
    bool never = false;
    uint32_t x = a;
    do {
        uint32_t y = b;
        size_t j = 0;
        do {
            float s = score(arg, x < y ? x : y, x < y ? y : x);
            if (s <= HT_APART)
                return HT_APART;
            never |= s <= HT_NEVER;
            sum += (double)(s < CLAMP_LOW ? CLAMP_LOW : s > CLAMP_HIGH ? CLAMP_HIGH : s);
            n++;
            y = c->next[y];
        } while (y != b && ++j < CROSS_MAX);
        x = c->next[x];
    } while (x != a && ++i < CROSS_MAX);
    return never ? HT_NEVER : (float)(sum / (double)n);
}

void
ht_cluster(struct ht_clusters *c, const struct ht_clusters *start, size_t n, struct ht_edge *edge, size_t nedges,
           float threshold, float trust, ht_score_fn *score, void *arg)
{
    size_t old = start ? start->n : 0;
    *c = (struct ht_clusters){ .n = n };
    c->root = ht_calloc(n + 1, sizeof *c->root);
    c->next = ht_calloc(n + 1, sizeof *c->next);
    c->size = ht_calloc(n + 1, sizeof *c->size);
    if (old) {
        memcpy(c->root, start->root, old * sizeof *c->root);
        memcpy(c->next, start->next, old * sizeof *c->next);
        memcpy(c->size, start->size, old * sizeof *c->size);
    }
    for (size_t i = old; i < n; i++) {
        c->root[i] = c->next[i] = (uint32_t)i;
        c->size[i] = 1;
    }
    if (nedges)
        ht_qsort(edge, nedges, sizeof *edge, strongest_first);
    for (size_t i = 0; i < nedges && edge[i].bits >= threshold; i++) {
        uint32_t a = find(c, edge[i].a), b = find(c, edge[i].b);
        if (a == b)
            continue;
        float mean = ht_cluster_mean(c, a, b, score, arg);
        if (edge[i].bits > HT_DECIDED ? mean <= HT_APART : mean + trust * edge[i].bits < 0)
            continue;
        double pairs = (double)c->size[a] * c->size[b];
        c->linked += pairs;
        c->right += pairs * ht_probability((double)edge[i].bits);
        join(c, a, b);
    }
    for (size_t i = 0; i < n; i++)
        c->root[i] = find(c, (uint32_t)i);
}

void
ht_clusters_fini(struct ht_clusters *c)
{
    free(c->root);
    free(c->next);
    free(c->size);
    *c = (struct ht_clusters){0};
}

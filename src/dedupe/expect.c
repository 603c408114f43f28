/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * Expected pairs.  The truth is estimated twice, and the greater is taken: candidates by their probabilities with
 * those that no key brings (which counts small clusters best), and what was joined with what was left between
 * clusters (which counts big ones: a record that stays alone is parted from all members of its cluster, candidates
 * or not).
 */
#include "config.h"
#include "dedupe/match.h"

#include "dedupe/missed.h"

#define LEAST_BITS (-10.0f)             /* of an edge between two clusters that is worth a look */

/* The chance that the clusters of E's ends, which are not one here, are one in truth: of bigger ones the strongest
 * edge says too much and the mean too little. */
static double
chance(const struct ht_match *m, const struct ht_edge *e)
{
    const struct ht_clusters *c = &m->clusters;
    uint32_t x = c->root[e->a], y = c->root[e->b];
    if (c->size[x] == 1 && c->size[y] == 1)
        return ht_probability((double)e->bits);
    double mean = ht_probability((double)ht_match_mean(m, x, y));
    return (ht_probability((double)e->bits) + mean) / 2;
}

/* Pairs of one event whose ends are in different clusters. */
static double
lost_pairs(const struct ht_match *m)
{
    const struct ht_clusters *c = &m->clusters;
    struct ht_map met = {0};
    double lost = 0;
    for (size_t i = 0; i < m->nedges && m->edge[i].bits > LEAST_BITS; i++) {
        uint32_t x = c->root[m->edge[i].a], y = c->root[m->edge[i].b];
        bool fresh = false;
        if (x != y)
            ht_map_get(&met, x < y ? (uint64_t)x << 32 | y : (uint64_t)y << 32 | x, &fresh);
        if (fresh)                      /* edges are sorted: this is the strongest between the two */
            lost += chance(m, &m->edge[i]) * (double)c->size[x] * (double)c->size[y];
    }
    ht_map_fini(&met);
    return lost;
}

void
ht_match_expect(struct ht_match *m)
{
    double candidates = 0, lost = lost_pairs(m);
    for (size_t i = 0; i < m->nedges; i++)
        candidates += ht_probability((double)m->edge[i].bits);
    candidates += ht_missed_pairs(m->set, m->pool, m->edge, m->nedges);
    m->expected.linked = m->clusters.linked;
    m->expected.right = m->clusters.right;
    m->expected.truth = m->clusters.right + lost > candidates ? m->clusters.right + lost : candidates;
}

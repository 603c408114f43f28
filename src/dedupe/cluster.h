/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * Clusters: greedy average-link correlation clustering.
 *
 * Edges are taken from the strongest down.  Two clusters become one only if the mean of the scores over all pairs
 * across them, with the edge, speaks for it, so one wrong edge does not chain strangers together; pairs that a
 * person decided to be different, or that cannot be one event, never meet.
 */
#ifndef HT_DEDUPE_CLUSTER_H
#define HT_DEDUPE_CLUSTER_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

struct ht_edge {
    uint32_t a, b;                      /* a < b */
    float bits;
};

struct ht_clusters {
    uint32_t *root;                     /* representative of each item: the smallest member */
    uint32_t *next;                     /* members as rings */
    uint32_t *size;                     /* of a representative's cluster */
    size_t n;
    double linked;                      /* pairs that this run joined … */
    double right;                       /* … and how many of them are right, by the edges that joined them */
};

#define HT_DECIDED 1e6f                 /* bits above which an edge is a decision */
#define HT_NEVER (-1e9f)                /* a score that keeps two items apart … */
#define HT_APART (-2e9f)                /* … even if a decision would join them: this is one too */

/* The score of a pair, on demand; HT_NEVER or HT_APART if the two must not meet. */
typedef float ht_score_fn(void *arg, uint32_t a, uint32_t b);

/* START, if not NULL, has the clusters of the first items.
 * Clusters N items by EDGES of THRESHOLD bits or more (sorted here); edges above HT_DECIDED join whatever the scores
 * say, but for HT_APART.  TRUST is how much the edge itself counts beside the mean: 0 where two strangers may well have
 * one strong edge (brothers and sisters), 1 where they hardly do and the members of a big cluster differ much among
 * themselves. */
void ht_cluster(struct ht_clusters *c, const struct ht_clusters *start, size_t n, struct ht_edge *edge,
                size_t nedges, float threshold, float trust, ht_score_fn *score, void *arg);

/* The mean of the scores over all pairs across the clusters of A and B, both representatives; of big clusters not
 * all are asked.  HT_NEVER if two of them must not meet, HT_APART if that was decided. */
float ht_cluster_mean(const struct ht_clusters *c, uint32_t a, uint32_t b, ht_score_fn *score, void *arg);
void ht_clusters_fini(struct ht_clusters *c);

#endif

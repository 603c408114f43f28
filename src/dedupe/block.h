/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * Candidates: pairs of features that share a blocking key.
 *
 * Each pair comes once, however many keys it shares.  A block that is too big (a common name in a file without
 * dates) is not squared: its features are put in an order in which likely matches are neighbours, and each is
 * paired with those in a window.  Exact repeats of a feature are chained to each other and take no part in
 * blocks, so that a file that holds one row a million times costs no more than any other.
 */
#ifndef HT_DEDUPE_BLOCK_H
#define HT_DEDUPE_BLOCK_H

#include "dedupe/set.h"

#define HT_BLOCK_MAX 300                /* features in a block that is compared in full */
#define HT_BLOCK_WINDOW 40

struct ht_pairs {
    uint64_t *v;                        /* a << 32 | b with a < b, indices into the set; sorted */
    size_t n, cap;
    uint64_t by_key[HT_MAX_KEYS];       /* pairs that each key was the first to give */
    uint64_t big;                       /* blocks that were windowed */
};

/* On JOBS threads, a key each; OUT does not depend on their number. */
void ht_block_candidates(const struct ht_set *set, const struct ht_pool *p, unsigned jobs, struct ht_pairs *out);

/* Pairs that share KEY, at most MAX of them, chosen by content and not by order.  Returns how many there are. */
double ht_block_family(const struct ht_set *set, const struct ht_pool *p, const struct ht_key *key, size_t max,
                     struct ht_pairs *out);
void ht_pairs_add(struct ht_pairs *p, uint32_t a, uint32_t b);
void ht_pairs_fini(struct ht_pairs *p);

#endif

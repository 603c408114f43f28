/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * How many pairs of one event share no blocking key: nobody sees them, but they can be counted.
 *
 * Capture and recapture: each pair that was found tells which parts of the keys survived its slips (the whole name,
 * its sound, the year, the number …).  Parts of one column fall together, columns fall independently of each other,
 * but for one thing: some copies are hurt more than others (a registration twenty years later more than a second
 * original).  So there are two classes of pairs, each with its own chances for each column; they are fitted to the
 * pairs found, and say with what chance a pair has no key left.
 */
#ifndef HT_DEDUPE_MISSED_H
#define HT_DEDUPE_MISSED_H

#include "dedupe/cluster.h"
#include "dedupe/set.h"

/* The estimate, from candidates of SET with their bits: the weight of each is the probability that it is one event. */
double ht_missed_pairs(const struct ht_set *set, const struct ht_pool *p, const struct ht_edge *edge, size_t n);

#endif

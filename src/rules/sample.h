/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * The second round: a sample of every book is compared with the paper again.
 *
 * Of each run of 1/share entries of a book, as they come, one is drawn by a hash of seed, book and run: so
 * every book gives its share, the same seed draws the same entries, and nobody can tell beforehand which.
 */
#ifndef HT_RULES_SAMPLE_H
#define HT_RULES_SAMPLE_H

#include "rules/check.h"

struct ht_sample;

struct ht_sample *ht_sample_new(double share, unsigned long seed);      /* 0 < SHARE <= 1 */
void ht_sample_free(struct ht_sample *s);           /* NULL is fine */

/* Reports HT316 about the record if it is drawn; true then. */
bool ht_sample_look(struct ht_sample *s, struct ht_check *k);

#endif

/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * Phrases that are known as a whole: places, and what ledgers say again and again.  A phrase is the numbers of its
 * words in the model; two spellings of a syllable (hòa, hoà) have the same number.
 */
#ifndef HT_TEXT_KNOWN_H
#define HT_TEXT_KNOWN_H

#include "text/lexicon.h"

struct ht_known;

/* The phrases of MODEL.  FIRST[i] is the number under which the lexicon finds the word numbered I, both from 1. */
struct ht_known *ht_known_new(const struct ht_lexicon_model *model, const uint16_t *first);
void ht_known_free(struct ht_known *known);     /* NULL is fine */

/* -10 ln P of the phrase of N words among all of its kind; -1: it is not known. */
int ht_known_cost(const struct ht_known *known, enum ht_known_kind kind, const uint16_t *word, size_t n);

#endif

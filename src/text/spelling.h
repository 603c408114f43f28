/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * How likely a spelling is for a word that no list knows: letters after letters, and where the tone stands.
 *
 * The grammar of the syllable (viet.h) says what is possible; this says what is usual, beyond the grammar as well:
 * Drăng and Kmăl are spelled as names of the highlands are, Drựng and Kmựl are not.
 */
#ifndef HT_TEXT_SPELLING_H
#define HT_TEXT_SPELLING_H

#include <stddef.h>
#include <stdint.h>

struct ht_spelling;

struct ht_spelling *ht_spelling_new(void);
void ht_spelling_free(struct ht_spelling *sp);  /* NULL is fine */

/* Counts the word S (NFC, any case). */
void ht_spelling_learn(struct ht_spelling *sp, const char *s, size_t n);

/* -10 ln P of the word S among all that can be written. */
int ht_spelling_cost(const struct ht_spelling *sp, const char *s, size_t n);

/* The part of that which is due to the place of the tone mark: next to nothing for hòa and hoà, much for aì. */
int ht_spelling_tone_cost(const struct ht_spelling *sp, const char *s, size_t n);

#endif

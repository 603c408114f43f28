/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * Syllables of names, interned: one number per spelling, with everything that a comparison asks precomputed.
 *
 * A canonical spelling does not depend on case, on where the tone mark is written (hòa, hoà) or on final y and i
 * (Lý, Lí).  A syllable also has its base letters, its sound class (what regional speech and hearing confuse:
 * tr/ch, s/x, gi/d/r/v, l/n, final n/ng/nh and t/c/ch) and the pair of regional variants that it belongs to
 * (Hoàng, Huỳnh).
 */
#ifndef HT_DEDUPE_SYL_H
#define HT_DEDUPE_SYL_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/hash.h"

#define HT_SYL_LETTERS 12               /* base letters kept for edit distance */

struct ht_syl {
    uint64_t canon, base, sound;        /* hashes; equal texts have equal hashes in every run */
    char letters[HT_SYL_LETTERS];       /* base letters, not NUL-terminated */
    uint8_t len;
    uint8_t abbreviated;                /* one letter, or written with a full stop: "T.", "Ng." */
    uint16_t variant;                   /* regional pair, 0: none */
};

struct ht_syls {
    struct ht_syl *v;                   /* v[0] is unused: 0 means "no syllable" */
    size_t n, cap;
    struct ht_map index;                /* canon → number */
};

/* How much two syllables agree, best first. */
enum ht_like { HT_LIKE_SAME, HT_LIKE_BASE, HT_LIKE_CLOSE, HT_LIKE_NOT };

void ht_syls_init(struct ht_syls *t);
void ht_syls_fini(struct ht_syls *t);

/* The number of the syllable S (NFC, one word without blanks).  DOTTED: a full stop followed it. */
uint32_t ht_syl_intern(struct ht_syls *t, const char *s, size_t len, bool dotted);

/* Adds a syllable that was interned in another run (an index); returns its number here. */
uint32_t ht_syl_adopt(struct ht_syls *t, const struct ht_syl *y);

enum ht_like ht_syl_compare(const struct ht_syl *a, const struct ht_syl *b);

/* Cuts S into words and calls FN with each.  Words end at anything that is no letter or digit and where a
 * capital follows a small letter ("BùiVăn"). */
typedef void ht_word_fn(void *arg, const char *s, size_t len, bool dotted);
void ht_words(const char *s, size_t len, ht_word_fn *fn, void *arg);

/* Damerau-Levenshtein distance (restricted transposition), at most LIMIT + 1.  Both at most 255 long. */
unsigned ht_edits(const char *a, size_t na, const char *b, size_t nb, unsigned limit);

#endif

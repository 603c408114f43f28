/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * The Vietnamese syllable: onset, rhyme, tone.
 *
 * Grammar: 27 onsets or none × 198 rhymes × 6 tones, stop codas (c ch p t) only with sắc and nặng.  The key of a
 * syllable does not depend on where its tone mark is written (hòa, hoà).
 */
#ifndef HT_TEXT_VIET_H
#define HT_TEXT_VIET_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

enum ht_tone { HT_NGANG, HT_HUYEN, HT_HOI, HT_NGA, HT_SAC, HT_NANG };

struct ht_syllable {
    uint8_t onset;                      /* number in the onset table from 1, 0: none */
    uint8_t rhyme;                      /* number in the rhyme table from 0 */
    uint8_t tone;                       /* enum ht_tone */
};

/* Takes S (NFC, any case, one word) apart.  False if it is no syllable of the grammar. */
bool ht_syllable(const char *s, size_t n, struct ht_syllable *out);

/* One number for a syllable: equal for both tone placements, different for everything else. */
static inline uint32_t
ht_syllable_key(const struct ht_syllable *y)
{
    return ((uint32_t)y->onset << 8 | y->rhyme) * 8u + y->tone;
}

/* Removes the tone of a letter (ế → ê) and says which it was. */
uint32_t ht_untone(uint32_t c, enum ht_tone *tone);

/* The letter C (a vowel without tone, either case) with TONE; 0 if there is none. */
uint32_t ht_with_tone(uint32_t c, enum ht_tone tone);

/* Place of a letter, its tone and case aside, among the 29 of the alphabet, from 1; 0: not one of them. */
uint32_t ht_vi_letter_rank(uint32_t c);

/* True if UTF-8 text S has a letter of U+1EA0 to U+1EFF (ế, ủ): no program makes one of a byte of a legacy encoding,
 * so it can only be Unicode. */
bool ht_vi_has_toned(const char *s, size_t n);

#endif

/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * A search key that keeps every diacritic but forgets how it was typed.
 *
 * Lower case; one blank between words; the tone mark moves behind its word, so that hòa and hoà, thủy and thuỷ
 * are one key; hyphens and other marks are blanks.  ht_fold() forgets more: all diacritics.
 */
#ifndef HT_MODEL_WORDKEY_H
#define HT_MODEL_WORDKEY_H

#include <stddef.h>

/* Writes the key of N bytes at S into OUT (CAP bytes, NUL-terminated); returns its length, 0 if it does not
 * fit: such a text is in no list. */
size_t ht_word_key(char *out, size_t cap, const char *s, size_t n);

#endif

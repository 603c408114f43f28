/* SPDX-License-Identifier: BSD-2-Clause */
/* A list of recognised words that owns their text. */
#ifndef HT_OCR_WORDS_H
#define HT_OCR_WORDS_H

#include "base/arena.h"
#include "formats/template.h"

struct ht_words {
    struct ht_page_word *v;
    size_t n, cap;
    struct ht_arena text;
};

/* Adds a word; S (LEN bytes) is copied.  W gives everything else. */
void ht_words_add(struct ht_words *w, const char *s, size_t len, const struct ht_page_word *word);
void ht_words_clear(struct ht_words *w);
void ht_words_fini(struct ht_words *w);

#endif

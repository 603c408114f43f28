/* SPDX-License-Identifier: BSD-2-Clause */
/* Lists of words. */
#include "config.h"
#include "ocr/words.h"

#include <stdlib.h>

#include "base/mem.h"

void
ht_words_add(struct ht_words *w, const char *s, size_t len, const struct ht_page_word *word)
{
    w->v = ht_grow(w->v, &w->cap, w->n + 1, sizeof *w->v);
    w->v[w->n] = *word;
    w->v[w->n].s = ht_arena_strndup(&w->text, s, len);
    w->v[w->n++].len = len;
}

void
ht_words_clear(struct ht_words *w)
{
    w->n = 0;
    ht_arena_reset(&w->text);
}

void
ht_words_fini(struct ht_words *w)
{
    free(w->v);
    ht_arena_fini(&w->text);
    *w = (struct ht_words){ 0 };
}

/* SPDX-License-Identifier: BSD-2-Clause */
/* Spelling of readings. */
#include "config.h"
#include "formats/respell.h"

#include <stdlib.h>
#include <string.h>

#include "base/mem.h"
#include "base/utf8.h"
#include "text/fold.h"
#include "text/lexicon.h"
#include "text/viet.h"

enum { LONGEST = 60 };

struct ht_respell {
    struct ht_lexicon *lex;
};

/* All vowels with marks and tones, small; letters with one base letter are taken for each other. */
static const char vowels[] =
    "aàảãáạăằẳẵắặâầẩẫấậeèẻẽéẹêềểễếệiìỉĩíịoòỏõóọôồổỗốộơờởỡớợuùủũúụưừửữứựyỳỷỹýỵđd";

/* Letters without marks that look alike. */
static const struct { char c; const char *like; } alike[] = {
    { 'l', "it" }, { 'i', "lt" }, { 't', "il" }, { '1', "li" }, { '0', "o" }, { 'h', "n" }, { 'n', "hu" }, { 'u', "n" },
    { 'c', "eo" }, { 'e', "c" }, { 'o', "c" }, { 'v', "y" }, { 'y', "v" }, { 'g', "q" }, { 'q', "g" }, { 'b', "h" },
};

struct ht_respell *
ht_respell_new(void)
{
    struct ht_respell *r = ht_calloc(1, sizeof *r);
    r->lex = ht_lexicon_new(NULL);
    return r;
}

void
ht_respell_free(struct ht_respell *r)
{
    if (!r)
        return;
    ht_lexicon_free(r->lex);
    free(r);
}

static bool
has_digit(const char *s, size_t len)
{
    for (size_t i = 0; i < len; i++)
        if (s[i] >= '0' && s[i] <= '9')
            return true;
    return false;
}

/* An abbreviation: UBND, TP, HĐND. */
static bool
is_capitals(const char *s, size_t len)
{
    size_t count = 0;
    for (size_t i = 0, n; i < len; i += n, count++) {
        n = len - i;
        if (!ht_is_upper(ht_utf8_get(s + i, &n)))
            return false;
    }
    return count <= 5;
}

static bool
is_word(struct ht_respell *r, const char *s, size_t len)
{
    struct ht_syllable y;
    struct ht_word_cost cost = ht_lexicon_cost(r->lex, s, len);
    if (cost.shape & HT_SHAPE_INNER)
        return false;
    if (ht_syllable(s, len, &y) || cost.kind == HT_WORD_KNOWN || cost.kind == HT_WORD_NAME)
        return true;
    return has_digit(s, len) || is_capitals(s, len);
}

bool
ht_respell_words(struct ht_respell *r, const char *s, size_t len)
{
    const char *at = s, *end = s + len, *w;
    size_t n;
    while ((w = ht_next_word(&at, end, &n)))
        if (!is_word(r, w, n))
            return false;
    return true;
}

struct best {
    char s[LONGEST * 4];
    size_t len;
    int cost;
};

/* WORD with the OLD bytes at I replaced by C: kept in B if it is a likelier word. */
static void
try_letter(struct ht_respell *r, const char *word, size_t len, size_t i, size_t old, uint32_t c, struct best *b)
{
    char text[LONGEST * 4], put[4];
    size_t n = ht_utf8_put(put, c);
    struct ht_syllable y;
    memcpy(text, word, i);
    memcpy(text + i, put, n);
    memcpy(text + i + n, word + i + old, len - i - old);
    n += len - old;
    struct ht_word_cost cost = ht_lexicon_cost(r->lex, text, n);
    if ((cost.kind != HT_WORD_KNOWN && cost.kind != HT_WORD_NAME && !ht_syllable(text, n, &y)) || cost.cost >= b->cost)
        return;
    memcpy(b->s, text, n);
    b->len = n;
    b->cost = cost.cost;
}

static void
try_place(struct ht_respell *r, const char *word, size_t len, size_t i, size_t old, struct best *b)
{
    size_t n = old;
    uint32_t c = ht_utf8_get(word + i, &n), low = ht_lower_char(c), base = ht_base_letter(low);
    bool upper = low != c;
    for (const char *v = vowels; *v; v += n) {
        n = strlen(v);
        uint32_t other = ht_utf8_get(v, &n);
        if (other != low && ht_base_letter(other) == base)
            try_letter(r, word, len, i, old, upper ? ht_upper_char(other) : other, b);
    }
    for (size_t k = 0; k < HT_COUNT(alike); k++)
        for (const char *p = alike[k].like; low == (uint32_t)alike[k].c && *p; p++)
            try_letter(r, word, len, i, old, upper ? ht_upper_char((uint32_t)*p) : (uint32_t)*p, b);
}

/* A capital within a word is a small letter of the same form ("HuyNh"). */
static void
lower_inside(char *s, size_t len, struct ht_buf *out)
{
    size_t n = len;
    ht_utf8_get(s, &n);
    ht_buf_add(out, s, n);
    ht_lower(out, s + n, len - n);
}

static void
respell_word(struct ht_respell *r, const char *w, size_t len, struct ht_buf *out)
{
    struct ht_buf plain = HT_BUF_INIT;
    struct best b = { .cost = 1 << 20 };
    ht_buf_add(&plain, w, len);
    if (ht_lexicon_cost(r->lex, w, len).shape & HT_SHAPE_INNER) {
        ht_buf_clear(&plain);
        char *copy = ht_strndup(w, len);
        lower_inside(copy, len, &plain);
        free(copy);
    }
    if (plain.len <= LONGEST && !is_word(r, plain.s, plain.len))
        for (size_t i = 0, n; i < plain.len; i += n) {
            n = ht_utf8_len(plain.s + i, plain.len - i);
            try_place(r, plain.s, plain.len, i, n, &b);
        }
    if (b.len)
        ht_buf_add(out, b.s, b.len);
    else
        ht_buf_add(out, plain.s, plain.len);
    ht_buf_fini(&plain);
}

void
ht_respell(struct ht_respell *r, const char *s, size_t len, struct ht_buf *out)
{
    const char *at = s, *end = s + len, *w, *from = s;
    size_t n;
    ht_buf_clear(out);
    while ((w = ht_next_word(&at, end, &n))) {
        ht_buf_add(out, from, (size_t)(w - from));
        if (is_word(r, w, n))
            ht_buf_add(out, w, n);
        else
            respell_word(r, w, n, out);
        from = w + n;
    }
    ht_buf_add(out, from, (size_t)(end - from));
}

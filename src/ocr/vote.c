/* SPDX-License-Identifier: BSD-2-Clause */
/* Readings of as many words each: the better word at each place. */
#include "config.h"
#include "ocr/reading.h"

#include <string.h>

#include "base/mem.h"
#include "base/utf8.h"
#include "text/fold.h"
#include "text/viet.h"

enum { MOST_WORDS = 64 };

/* Words that are no syllables count less; so do those with a dot below where leaders print dots. */
#define NO_SYLLABLE 0.3
#define DOT_BELOW 0.5

struct word {
    const char *s;
    size_t len;
};

static size_t
split(const struct ht_buf *b, struct word word[MOST_WORDS])
{
    size_t n = 0;
    for (const char *s = b->s; *s && n < MOST_WORDS; n++) {
        size_t len = strcspn(s, " ");
        word[n] = (struct word){ s, len };
        s += len;
        s += *s == ' ';
    }
    return n;
}

/* What a word is worth by itself; marks around it aside. */
static double
worth(struct word w, bool dotted)
{
    struct ht_syllable y;
    bool digits = false, letters = false;
    while (w.len && strchr(",.;:()", w.s[w.len - 1]))
        w.len--;
    for (size_t i = 0, n; i < w.len; i += n) {
        uint32_t c = ht_utf8_get(w.s + i, &n);
        letters = letters || ht_is_letter(c);
        digits = digits || (c >= '0' && c <= '9');
    }
    if (!letters)
        return 1;
    if (digits || !ht_syllable(w.s, w.len, &y))
        return NO_SYLLABLE;
    return dotted && y.tone == HT_NANG ? DOT_BELOW : 1;
}

static bool
equal(struct word a, struct word b)
{
    return a.len == b.len && !memcmp(a.s, b.s, a.len);
}

/* The word at place K that the readings are most for; that of reading FIRST if others are no better. */
static struct word
elect(struct word word[HT_NREADING][MOST_WORDS], const double weight[HT_NREADING], size_t k, size_t first, bool dotted)
{
    double most = 0;
    struct word best = word[first][k];
    for (size_t i = 0; i < HT_NREADING; i++) {
        size_t at = i == 0 ? first : i == first ? 0 : i;        /* FIRST goes first */
        double sum = 0;
        if (weight[at] <= 0)
            continue;
        for (size_t j = 0; j < HT_NREADING; j++)
            if (weight[j] > 0 && equal(word[at][k], word[j][k]))
                sum += weight[j];
        sum *= worth(word[at][k], dotted);
        if (sum > most + 1e-9) {
            most = sum;
            best = word[at][k];
        }
    }
    return best;
}

void
ht_readings_vote(struct ht_readings *r, const double score[HT_NREADING], size_t first, bool dotted)
{
    struct word word[HT_NREADING][MOST_WORDS];
    double weight[HT_NREADING] = { 0 };
    size_t n = split(&r->of[first].text, word[first]);
    ht_buf_clear(&r->voted);
    if (!n || n == MOST_WORDS)
        return;
    for (size_t i = 0; i < HT_NREADING; i++)
        if (r->of[i].done && (i == first || split(&r->of[i].text, word[i]) == n))
            weight[i] = score[i];
    for (size_t k = 0; k < n; k++) {
        struct word w = elect(word, weight, k, first, dotted);
        if (k)
            ht_buf_addc(&r->voted, ' ');
        ht_buf_add(&r->voted, w.s, w.len);
    }
}

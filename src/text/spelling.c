/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * Counts of three letters in a row, and of tones on a vowel between its neighbours.  Rare contexts fall back to shorter
 * ones (Witten-Bell).  Logarithms are taken when a word is asked for; the lexicon remembers the answer.
 */
#include "config.h"
#include "text/spelling.h"

#include <math.h>
#include <stdbool.h>
#include <stdlib.h>

#include "base/mem.h"
#include "base/utf8.h"
#include "text/fold.h"
#include "text/viet.h"

enum {
    EDGE,                               /* before the first letter and behind the last */
    FIRST_FOREIGN = 30,                 /* f j w z behind the 29 of Vietnamese */
    OTHER = 34,
    NLETTERS,
    MAX_LETTERS = 24                    /* of a word; what comes behind counts nothing */
};

struct ht_spelling {
    uint16_t three[NLETTERS][NLETTERS][NLETTERS], two[NLETTERS][NLETTERS], one[NLETTERS];
    uint16_t after_two[NLETTERS][NLETTERS], after_one[NLETTERS], all;   /* sums of the above */
    uint8_t kinds_two[NLETTERS][NLETTERS], kinds_one[NLETTERS];         /* different letters in that place */
    uint16_t tone[NLETTERS][HT_NANG + 1], tones[NLETTERS];              /* by the last letter */
    uint16_t bare[NLETTERS][NLETTERS][NLETTERS], toned[NLETTERS][NLETTERS][NLETTERS];   /* left, vowel, right */
};

struct letters {
    uint8_t c[MAX_LETTERS + 2];         /* with an edge at both ends */
    bool toned[MAX_LETTERS + 2];
    size_t n;                           /* without the edges */
    enum ht_tone tone;                  /* the last one */
    unsigned ntones;
};

static uint8_t
letter_of(uint32_t c)
{
    static const char foreign[] = "fjwz";
    const char *at = c && c < 0x80 ? strchr(foreign, (int)c) : NULL;
    if (at)
        return (uint8_t)(FIRST_FOREIGN + (at - foreign));
    uint32_t rank = ht_vi_letter_rank(c);
    return rank ? (uint8_t)rank : OTHER;
}

static void
spell(const char *s, size_t n, struct letters *w)
{
    w->c[0] = EDGE;
    w->n = w->ntones = 0;
    w->tone = HT_NGANG;
    for (size_t len; n && w->n < MAX_LETTERS; s += len, n -= len) {
        uint32_t c = ht_lower_char(ht_utf8_get(s, &len));
        enum ht_tone tone;
        ht_untone(c, &tone);
        w->c[++w->n] = letter_of(c);
        w->toned[w->n] = tone != HT_NGANG;
        if (tone != HT_NGANG) {
            w->tone = tone;
            w->ntones++;
        }
    }
    w->c[w->n + 1] = EDGE;
}

struct ht_spelling *
ht_spelling_new(void)
{
    return ht_calloc(1, sizeof(struct ht_spelling));
}

void
ht_spelling_free(struct ht_spelling *sp)
{
    free(sp);
}

void
ht_spelling_learn(struct ht_spelling *sp, const char *s, size_t n)
{
    struct letters w;
    spell(s, n, &w);
    for (size_t i = 1; i <= w.n + 1; i++) {
        uint8_t a = i > 1 ? w.c[i - 2] : EDGE, b = w.c[i - 1], c = w.c[i];
        sp->kinds_two[a][b] += !sp->three[a][b][c]++;
        sp->kinds_one[b] += !sp->two[b][c]++;
        sp->after_two[a][b]++;
        sp->after_one[b]++;
        sp->one[c]++;
        sp->all++;
        if (w.ntones == 1 && i <= w.n)
            ++*(w.toned[i] ? &sp->toned[b][c][w.c[i + 1]] : &sp->bare[b][c][w.c[i + 1]]);
    }
    if (w.n) {
        sp->tone[w.c[w.n]][w.tone]++;
        sp->tones[w.c[w.n]]++;
    }
}

/* P of the letter C behind A and B. */
static double
chance_of(const struct ht_spelling *sp, uint8_t a, uint8_t b, uint8_t c)
{
    double one = (sp->one[c] + 0.5) / (sp->all + 0.5 * NLETTERS);
    double k = sp->kinds_one[b] + 1;
    double two = (sp->two[b][c] + k * one) / (sp->after_one[b] + k);
    k = sp->kinds_two[a][b] + 1;
    return (sp->three[a][b][c] + k * two) / (sp->after_two[a][b] + k);
}

static double
tone_place(const struct ht_spelling *sp, const struct letters *w)
{
    double sum = 0;
    if (!w->ntones)
        return 0;
    for (size_t i = 1; i <= w->n; i++) {
        double toned = sp->toned[w->c[i - 1]][w->c[i]][w->c[i + 1]], bare = sp->bare[w->c[i - 1]][w->c[i]][w->c[i + 1]];
        sum += log(((w->toned[i] ? toned : bare) + 0.1) / (toned + bare + 0.2));
    }
    return sum;
}

int
ht_spelling_tone_cost(const struct ht_spelling *sp, const char *s, size_t n)
{
    struct letters w;
    spell(s, n, &w);
    return (int)(-10 * tone_place(sp, &w) + 0.5);
}

int
ht_spelling_cost(const struct ht_spelling *sp, const char *s, size_t n)
{
    struct letters w;
    double sum = 0;
    spell(s, n, &w);
    for (size_t i = 1; i <= w.n + 1; i++)
        sum += log(chance_of(sp, i > 1 ? w.c[i - 2] : EDGE, w.c[i - 1], w.c[i]));
    if (w.n) {
        uint8_t last = w.c[w.n];
        sum += log((sp->tone[last][w.tone] + 0.2) / (sp->tones[last] + 0.2 * (HT_NANG + 1)));
    }
    sum += tone_place(sp, &w);
    return (int)(-10 * sum + 0.5);
}

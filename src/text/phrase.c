/* SPDX-License-Identifier: BSD-2-Clause */
/* Phrases: explanations weighed against each other. */
#include "config.h"
#include "text/phrase.h"

/* -10 ln of how often each occurs in ledgers; of few words, hardly any are prose. */
enum {
    PROSE = 40, TITLE_PROSE = 100, PERSON = 9, UNIT = 6, ONE_UNIT = 20,
    LISTED = 22,                        /* a unit by its whole name; hamlets and the like are in no list */
    ONE_LISTED = 40,
    SAYING = 30,
    OPENING = 25,                       /* something that a name stands behind */
    NAME_WORDS = 5,                     /* longer ones are no names */
    NEVER = 5000
};

int
ht_log_sum(int a, int b)
{
    /* 10 ln (1 + e^-d/10), rounded */
    static const uint8_t more[] = {
        7, 6, 6, 6, 5, 5, 4, 4, 4, 3, 3, 3, 3, 2, 2, 2, 2, 2, 2, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1,
    };
    int low = a < b ? a : b, d = a < b ? b - a : a - b;
    return d < (int)sizeof more ? low - more[d] : low;
}

static enum ht_word_place
person_place(int i, int n)
{
    return i == n - 1 ? HT_GIVEN : i ? HT_MIDDLE : HT_FAMILY;
}

static enum ht_word_place
unit_place(int i, int n)
{
    return i == n - 1 ? HT_LAST : i ? HT_INNER : HT_FIRST;
}

/* What the words cost more as names of one kind by their places; ASCII: those of them that are. */
static int
by_place(const struct ht_word_cost *w, int n, enum ht_word_place (*place)(int i, int n), bool ascii)
{
    int sum = 0;
    for (int i = 0; i < n; i++)
        sum += ascii && w[i].kind != HT_WORD_ASCII ? 0 : w[i].more[place(i, n)];
    return sum;
}

/* What the words cost more as a phrase of KIND, known as a whole; NEVER: it is not. */
static int
as_known(struct ht_lexicon *lex, enum ht_known_kind kind, const struct ht_word_cost *w, int n)
{
    uint16_t number[HT_PHRASE_WORDS];
    int words = 0;
    for (int i = 0; i < n; i++) {
        if (!w[i].number)
            return NEVER;
        number[i] = w[i].number;
        words += w[i].seen;
    }
    int cost = ht_lexicon_known(lex, kind, number, (size_t)n);
    return cost < 0 ? NEVER : cost - words;
}

/* The same as any name of a person or a place. */
static int
as_name(struct ht_lexicon *lex, const struct ht_word_cost *w, int n)
{
    if (n > NAME_WORDS)
        return NEVER;
    if (n == 1)
        return ht_log_sum(ONE_UNIT + w->more[HT_LAST], ONE_LISTED + as_known(lex, HT_KNOWN_PLACE, w, n));
    int person = PERSON + by_place(w, n, person_place, false), unit = UNIT + by_place(w, n, unit_place, false);
    return ht_log_sum(ht_log_sum(person, unit), LISTED + as_known(lex, HT_KNOWN_PLACE, w, n));
}

/* The best way to take it for some words and a name behind them. */
static int
as_opened(struct ht_lexicon *lex, const struct ht_word_cost *w, int n)
{
    int best = NEVER;
    for (int k = 1; k < n; k++) {
        int opening = as_known(lex, HT_KNOWN_OPENING, w, k);
        if (opening == NEVER)
            continue;
        int cost = opening + as_name(lex, w + k, n - k);
        best = cost < best ? cost : best;
    }
    return best;
}

/* What the words of the phrase cost more, taken for what explains them best. */
static int
best_explanation(const struct ht_phrase *p, int n, struct ht_lexicon *lex)
{
    const struct ht_word_cost *w = p->word;
    int prose = p->title && n > 1 ? TITLE_PROSE : PROSE, cost = ht_log_sum(prose, as_name(lex, w, n));
    cost = ht_log_sum(cost, SAYING + as_known(lex, HT_KNOWN_SAYING, w, n));
    return ht_log_sum(cost, OPENING + as_opened(lex, w, n));
}

int
ht_phrase_cost(struct ht_phrase *p, struct ht_lexicon *lex)
{
    int n = p->n;
    p->n = 0;
    return n && n <= HT_PHRASE_WORDS ? best_explanation(p, n, lex) : 0;
}

int
ht_phrase_end(struct ht_phrase *p, struct ht_lexicon *lex)
{
    int n = p->n;
    const struct ht_word_cost *w = p->word;
    p->n = 0;
    if (!n || n > HT_PHRASE_WORDS || (n == 1 && !p->single))
        return 0;
    int least = PROSE;
    if (n == 1)
        least = ht_log_sum(PROSE, ONE_UNIT);
    else if (n <= NAME_WORDS)
        least = ht_log_sum(PROSE, ht_log_sum(PERSON + by_place(w, n, person_place, true),
                                             UNIT + by_place(w, n, unit_place, true)));
    return best_explanation(p, n, lex) - least;
}

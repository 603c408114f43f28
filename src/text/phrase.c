/* SPDX-License-Identifier: BSD-2-Clause */
/* Phrases: three explanations weighed against each other. */
#include "config.h"
#include "text/phrase.h"

/* -10 ln of how often each occurs in ledgers; of few words, hardly any are prose. */
enum { PROSE = 40, PERSON = 9, UNIT = 6, ONE_UNIT = 20 };

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

/* A word by itself: prose, or a place; hardly a person. */
static int
one_word(const struct ht_word_cost *w)
{
    return ht_log_sum(PROSE, ONE_UNIT + w->more[HT_LAST]) - ht_log_sum(PROSE, ONE_UNIT);
}

int
ht_phrase_end(struct ht_phrase *p)
{
    int n = p->n, person = 0, unit = 0, person_ascii = 0, unit_ascii = 0;
    p->n = 0;
    if (!n || n > HT_PHRASE_WORDS)
        return 0;
    if (n == 1)
        return p->single ? one_word(&p->word[0]) : 0;
    for (int i = 0; i < n; i++) {
        const struct ht_word_cost *w = &p->word[i];
        int as_person = w->more[person_place(i, n)], as_unit = w->more[unit_place(i, n)];
        person += as_person;
        unit += as_unit;
        if (w->kind == HT_WORD_ASCII) {
            person_ascii += as_person;
            unit_ascii += as_unit;
        }
    }
    return ht_log_sum(PROSE, ht_log_sum(PERSON + person, UNIT + unit))
        - ht_log_sum(PROSE, ht_log_sum(PERSON + person_ascii, UNIT + unit_ascii));
}

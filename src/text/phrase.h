/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * Words in a row, taken as prose, as the name of a person and as the name of a place: what a word costs depends on
 * where it stands there, and the words around it, those of pure ASCII too, tell which of the three it is.  Places and
 * sayings that are known as a whole explain it best, and so do words that open a name: xã, con của ông.
 */
#ifndef HT_TEXT_PHRASE_H
#define HT_TEXT_PHRASE_H

#include "text/lexicon.h"

#define HT_PHRASE_WORDS HT_KNOWN_WORDS  /* longer ones are prose */

struct ht_phrase {
    struct ht_word_cost word[HT_PHRASE_WORDS];
    int n;
    bool title;                         /* all words begin with capitals: hardly prose */
    bool single;                        /* a word by itself may be a name, too; no piece of a phrase */
};

static inline void
ht_phrase_add(struct ht_phrase *p, const struct ht_word_cost *cost)
{
    if (p->n < HT_PHRASE_WORDS)
        p->word[p->n] = *cost;
    p->n++;
}

/* Ends the phrase and empties it; returns what is to be added to the sum of its words' costs, less what its words of
 * ASCII tell alone, which is the same under every reading. */
int ht_phrase_end(struct ht_phrase *p, struct ht_lexicon *lex);

/* The same with what they tell, for texts whose words of ASCII differ. */
int ht_phrase_cost(struct ht_phrase *p, struct ht_lexicon *lex);

/* -10 ln of the sum of e^-a/10 and e^-b/10. */
int ht_log_sum(int a, int b);

#endif

/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * How likely a word is in a Vietnamese ledger: the language model behind the detection of encodings.
 *
 * Costs are -10 ln P.  Syllables of the grammar have their frequency in law texts, names and place names;
 * words of minority names (Đắk, Krông, Niê) are in the same list (data/words.tsv, compiled in).
 */
#ifndef HT_TEXT_LEXICON_H
#define HT_TEXT_LEXICON_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

enum ht_word_kind {
    HT_WORD_ASCII,                      /* says nothing about the encoding: cost 0 */
    HT_WORD_KNOWN,                      /* a syllable seen in the lists */
    HT_WORD_NAME,                       /* seen in the lists, beyond the grammar: Krông */
    HT_WORD_SYLLABLE,                   /* right by the grammar, never seen */
    HT_WORD_OTHER
};

/* Where a word stands in the name of a person or a place. */
enum ht_word_place { HT_FAMILY, HT_MIDDLE, HT_GIVEN, HT_FIRST, HT_INNER, HT_LAST, HT_NPLACES };

struct ht_word_cost {
    int16_t cost;
    int16_t foreign;                    /* the same where other languages must be expected; at most COST */
    int16_t seen;                       /* of the row that knows the word, be it ASCII or not; 0: none does */
    uint16_t number;                    /* of that row, from 1 */
    int8_t more[HT_NPLACES];            /* to add in these places; words of pure ASCII have it, too */
    uint8_t kind;                       /* enum ht_word_kind */
    uint8_t shape;                      /* bits of enum ht_word_shape; 0 for ASCII words */
};

enum ht_word_shape {
    HT_SHAPE_INNER = 1,                 /* a capital after a small letter: NGUYễN, KiÊn, VĂn */
    HT_SHAPE_SPLIT = 2,                 /* the same, and the small letter has no tone: not the first */
    HT_SHAPE_UPPER = 4,                 /* two letters or more, all capitals */
    HT_SHAPE_SMALL = 8,                 /* starts with a small letter */
    HT_SHAPE_LOWER = 16,                /* has a small letter … */
    HT_SHAPE_PLAIN = 32                 /* … without tone, and without being ASCII: ê */
};

/* A row of the model: a word in small letters, its cost, and what it costs more in each place. */
struct ht_lexicon_word {
    const char *s;
    int16_t cost;
    int8_t more[HT_NPLACES];            /* by enum ht_word_place */
};

/* Phrases that are known as a whole. */
enum ht_known_kind {
    HT_KNOWN_PLACE,                     /* the name of a place: bến tre */
    HT_KNOWN_SAYING,                    /* a cell of its own: con gái */
    HT_KNOWN_OPENING,                   /* a name stands behind it: xã, con của ông */
    HT_NKNOWN
};
#define HT_KNOWN_WORDS 8                /* longer phrases are not known */

struct ht_lexicon_model {
    const struct ht_lexicon_word *words;        /* the frequent ones first */
    size_t nwords;                      /* below 65536 */
    const uint16_t *known[HT_NKNOWN];   /* numbers of words from 1, a 0 behind each phrase */
    size_t nknown[HT_NKNOWN];           /* of those numbers, zeros included */
};

struct ht_lexicon;

/* The lexicon of MODEL, which must outlive it; NULL: of the model that is compiled in.  Takes about a millisecond.
 * Not shared between threads: it remembers words it has been asked for. */
struct ht_lexicon *ht_lexicon_new(const struct ht_lexicon_model *model);
void ht_lexicon_free(struct ht_lexicon *lex);   /* NULL is fine */

/* The cost of one word (NFC, any case). */
struct ht_word_cost ht_lexicon_cost(struct ht_lexicon *lex, const char *s, size_t n);

/* -10 ln P of the N words numbered so, as a phrase of this kind; -1: it is not known. */
int ht_lexicon_known(struct ht_lexicon *lex, enum ht_known_kind kind, const uint16_t *word, size_t n);

/* The next word of well-formed text from *AT: its start, its length in *LEN, *AT behind it; NULL if there is none.
 * Only ASCII signs, blanks and general punctuation part words: in text that was decoded wrongly, letters look like
 * signs (ho¶ is hoả). */
const char *ht_next_word(const char **at, const char *end, size_t *len);

#endif

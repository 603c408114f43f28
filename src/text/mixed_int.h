/* SPDX-License-Identifier: BSD-2-Clause */
/* Inside text/mixed: the words of a cell that mixes encodings.  Nobody else includes this. */
#ifndef HT_TEXT_MIXED_INT_H
#define HT_TEXT_MIXED_INT_H

#include <limits.h>

#include "text/detect_int.h"

enum {
    MIX_WORDS = 256,                    /* words beyond ASCII in one cell; longer texts are read as a whole */
    MIX_STATES = 10,
    MIX_PATHS = 24,                     /* that are kept from one word to the next */
    MIX_IMPOSSIBLE = INT_MIN / 2
};

/* A word as one of the readings has it. */
struct mix_reading {
    int sum;                            /* how well it reads; MIX_IMPOSSIBLE: not at all */
    bool good;                          /* makes known words or syllables */
    unsigned repairs;
    size_t at, len;                     /* its text in mix.texts */
};

struct mix_word {
    size_t at, len;
    bool text;                          /* well-formed */
    bool unicode;                       /* holds letters that are no widened bytes */
    bool odd;                           /* bytes that are no UTF-8, or by accident */
    struct mix_reading as[MIX_STATES];
};

/* A way to read the words up to one of them. */
struct mix_step {
    int sum;
    uint8_t state, from;                /* of this word; the step of the word before */
};

struct mix {
    struct ht_detector *det;
    struct ht_cell_text cell;           /* its references as letters, which are in … */
    struct ht_buf expanded;
    bool text;
    bool unicode;                       /* text with letters that are no widened bytes */
    bool stands;                        /* text that is best read as it is, as a whole */
    bool broken;                        /* bytes that may be UTF-8 with damaged letters */
    int odd_words;                      /* that are no UTF-8 … */
    int cut;                            /* of them, those that may be UTF-8 with letters cut */
    int odd;                            /* … but known under this reading; AS_IS: under none */
    bool told;                          /* … and more than an accident makes */
    int state[MIX_STATES];              /* readings */
    int nstates;
    struct mix_word word[MIX_WORDS];
    size_t nwords;
    struct ht_buf texts;                /* of all words under all readings */
};

/* The best way to read all words. */
struct mix_path {
    uint8_t state[MIX_WORDS];
    int sum;                            /* with what the words say together */
    int margin;                         /* to the best one that gives another text */
};

/* mixword.c: reads the word under M's state K into M->word[].as[K]. */
void mix_read_word(struct mix *m, struct mix_word *word, int k);

/* mixpath.c */
/* What all words under state K are worth together; MIX_IMPOSSIBLE or less if one of them cannot be read so. */
int mix_straight(const struct mix *m, int k);
/* The best path through the words, which have been read. */
void mix_find_path(const struct mix *m, struct mix_path *out);
/* Appends the text of the path. */
void mix_write_path(const struct mix *m, const uint8_t *state, struct ht_buf *out);

/* mixed.c: what is to be paid for STATE at this word, beside what it reads like. */
int mix_price(const struct mix *m, const struct mix_word *word, int k);

#endif

/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * Readings of one piece of writing, and which of them to believe.
 *
 * Tesseract's confidence says little: it stays at 89 where 5 % of the letters are wrong.  Readings of differently
 * prepared pictures tell more: they rarely make the same mistake, so two that agree are nearly always right.
 */
#ifndef HT_OCR_READING_H
#define HT_OCR_READING_H

#include <stdbool.h>

#include "base/buf.h"
#include "model/schema.h"
#include "ocr/words.h"

enum ht_reading_of {
    HT_READING_LINE,                    /* line by line, cleaned */
    HT_READING_INK,                     /* line by line, black and white */
    HT_READING_PAGE,                    /* the whole page's words that stand in the zone */
    HT_READING_DIGITS,                  /* line by line, only characters that the field's kind can have */
    HT_NREADING
};
extern const char *const ht_reading_name[HT_NREADING];  /* "line", "ink", "page", "digits" */

struct ht_reading {
    bool done;
    bool odd;                           /* it is not what values of its kind look like */
    struct ht_buf text;
    int conf;                           /* of its worst word that has letters or digits; 0 if there is none */
};

struct ht_readings {
    struct ht_reading of[HT_NREADING];
    struct ht_buf voted;                /* word by word, of all of them */
};

struct ht_choice {
    const char *text;                   /* of one of the readings, or what they say word by word */
    const char *other;                  /* the next best one that says something else, "" if all agree */
    int conf;                           /* 1 to 99 */
};

void ht_readings_init(struct ht_readings *r);
void ht_readings_fini(struct ht_readings *r);

/* Appends words FROM to TO - 1, the dots of leaders and dirt left out at both ends. */
void ht_reading_add(struct ht_reading *r, const struct ht_words *words, size_t from, size_t to);

/* True if there are two readings at least and all say the same. */
bool ht_readings_agree(const struct ht_readings *r);

/* What to believe.  DOTTED: the form prints dots or a rule under the writing.  Pointers live as long as R. */
struct ht_choice ht_readings_judge(struct ht_readings *r, bool dotted);

/* Word by word (vote.c): r->voted gets the text of reading FIRST, each word of it replaced by what most of the readings
 * with as many words say; SCORE is how much each reading's voice counts. */
void ht_readings_vote(struct ht_readings *r, const double score[HT_NREADING], size_t first, bool dotted);

/* The characters of a value of KIND that has no words in it; NULL: it has words. */
const char *ht_reading_alphabet(enum ht_kind kind);

#endif

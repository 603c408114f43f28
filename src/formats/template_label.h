/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * Where a printed label may stand among the words of a page.
 *
 * Letters are compared without marks and blanks, as recognition loses both; a few of them may be wrong.  A label
 * begins and ends where a word, a number or a run of punctuation does, so that "Số" is not found in "Sống".
 */
#ifndef HT_FORMATS_TEMPLATE_LABEL_H
#define HT_FORMATS_TEMPLATE_LABEL_H

#include "formats/template.h"

struct ht_label_text;                   /* the page's words, ready to be searched */

struct ht_label_text *ht_label_text_new(const struct ht_page_word *word, size_t n);
void ht_label_text_free(struct ht_label_text *t);       /* NULL is fine */

struct ht_label_hit {
    struct ht_label_at at;
    double x, y;                        /* left edge and middle of its ink */
    double height;
    unsigned wrong;                     /* letters that differ */
};

/* Finds KEY (as in struct ht_zone): at most MAX hits, those with the fewest wrong letters; returns their number. */
size_t ht_label_find(const struct ht_label_text *t, const char *key, struct ht_label_hit *hit, size_t max);

/* Median height of the words' ink; 0 if there are none. */
double ht_label_height(const struct ht_label_text *t);

#endif

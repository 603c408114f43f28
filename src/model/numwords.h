/* SPDX-License-Identifier: BSD-2-Clause */
/* Numbers in Vietnamese words. */
#ifndef HT_MODEL_NUMWORDS_H
#define HT_MODEL_NUMWORDS_H

#include <stdbool.h>
#include <stddef.h>

/* A number in folded words ("hai muoi lam"), as N words; -1 if it is none or has two readings. */
int ht_number_words(const char *const *w, size_t n);

/* True if one of the words is "nghìn" or "ngàn". */
bool ht_says_thousand(const char *const *w, size_t n);

#endif

/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * Every name and alias of the code lists, with its diacritics (tone placement and punctuation do not matter) and
 * without.  What a text means that is not such a word as it stands, lists.c finds out.
 */
#ifndef HT_NORM_LISTWORDS_H
#define HT_NORM_LISTWORDS_H

#include "norm/lists.h"

struct ht_listwords;

enum ht_marks { HT_BARE, HT_MARKS };    /* without, with diacritics */

/* NULL after reporting. */
struct ht_listwords *ht_listwords_open(const char *dir, struct ht_diag *d);
void ht_listwords_free(struct ht_listwords *w);     /* NULL is fine */

/* The entry of LIST whose word S is; HT_BARE forgets diacritics on both sides.  Ambiguous if two have it. */
struct ht_code_value ht_listwords_find(struct ht_listwords *w, enum ht_list list, enum ht_marks marks,
                                       const char *s, size_t len);

/* The entry of LIST with this code, to the letter. */
struct ht_code_value ht_listwords_code(struct ht_listwords *w, enum ht_list list, const char *code, size_t len);

#endif

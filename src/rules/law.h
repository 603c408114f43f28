/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * What regulations change, read from tables: ages of marriage and deadlines by date, province codes of personal
 * numbers, words of the code lists.  Private to src/rules.
 */
#ifndef HT_RULES_LAW_H
#define HT_RULES_LAW_H

#include <stdbool.h>
#include <stdint.h>

#include "base/diag.h"
#include "model/schema.h"

struct ht_law;
struct ht_span;

/* NULL after reporting a table that is missing or wrong (exit status 2).  DIR as ht_lists_dir gave it. */
struct ht_law *ht_law_new(const char *dir, struct ht_diag *d);
void ht_law_free(struct ht_law *l);                 /* NULL is fine */

/* Days after the event within which an entry of REG registered on day ON was in time; 0: no table row. */
int ht_law_deadline(const struct ht_law *l, enum ht_reg reg, int32_t on);

/* True if someone born at BORN was surely under the age of marriage at AT by every law in force then.
 * *YEARS and *STARTED say which age applied and whether a year begun counted ("bước sang"). */
bool ht_law_too_young(const struct ht_law *l, bool man, const struct ht_span *born, const struct ht_span *at,
                      int *years, bool *started);

bool ht_law_province(const struct ht_law *l, int code);         /* of a 12-digit number */

#define HT_CODE_NONE (-1)               /* no content */
#define HT_CODE_STRANGE (-2)            /* not in the list */
#define HT_CODE_WORD (-3)               /* in the list, which gives it no number */
/* The code of a word (or its number, or an alias) in LIST. */
int ht_law_word(const struct ht_law *l, enum ht_list list, const char *s, size_t len);
/* Its words with their numbers, for messages: "1 Nam, 2 Nữ, …"; "" if codes.tsv has none. */
const char *ht_law_codes(const struct ht_law *l, enum ht_list list);

#endif

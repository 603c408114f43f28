/* SPDX-License-Identifier: BSD-2-Clause */
/* First digits of personal numbers (TT 07/2016/TT-BCA, annex 1). */
#ifndef HT_NORM_IDPREFIX_H
#define HT_NORM_IDPREFIX_H

#include <stdbool.h>

/* True if the first three characters of PIN are the code of a province or, from 100 up, of a country. */
bool ht_id_province(const char *pin);

/* The folded names of the issuing provinces of a nine-digit card, separated by ";"; NULL if its first digits tell
 * none. */
const char *ht_card_province(const char *number);

#endif

/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * The code lists of data/ as the normalizers look them up.
 */
#ifndef HT_NORM_LISTS_H
#define HT_NORM_LISTS_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/diag.h"
#include "model/schema.h"

struct ht_codes;

enum ht_code_match { HT_CODE_UNKNOWN, HT_CODE_FOUND, HT_CODE_AMBIGUOUS, HT_CODE_BARE_NUMBER };

/* Borrowed from the lists. */
struct ht_code_value {
    enum ht_code_match match;
    uint8_t code_len, name_len, list_len;
    const char *code, *name;            /* not NUL-terminated */
    const char *list;                   /* "ethnic@2008" */
};

/* NULL after reporting. */
struct ht_codes *ht_codes_open(const char *dir, struct ht_diag *d);
void ht_codes_free(struct ht_codes *c);     /* NULL is fine */

/* What clean text S means in LIST.  Answers are remembered: the second question costs one hash. */
const struct ht_code_value *ht_codes_find(struct ht_codes *c, enum ht_list list, const char *s, size_t len);

/* True if the entry CODE of LIST has exactly this name. */
bool ht_codes_is(struct ht_codes *c, enum ht_list list, const char *code, const char *name, size_t len);

#endif

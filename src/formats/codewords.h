/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * The words of the code lists, to tell whether a reading is one of them.  Which code a word means is for
 * hotich-normalize.
 */
#ifndef HT_FORMATS_CODEWORDS_H
#define HT_FORMATS_CODEWORDS_H

#include <stdbool.h>

#include "base/buf.h"
#include "base/diag.h"
#include "model/schema.h"

struct ht_codewords;

/* LISTS: the directory of the lists.  NULL after reporting. */
struct ht_codewords *ht_codewords_new(const char *lists, struct ht_diag *d);
void ht_codewords_free(struct ht_codewords *c);         /* NULL is fine */

/* True if S is a name or an alias in LIST, case aside. */
bool ht_codewords_known(const struct ht_codewords *c, enum ht_list list, const char *s, size_t len);

/* True if S is no word of LIST, but one with at most two letters wrong. */
bool ht_codewords_misread(const struct ht_codewords *c, enum ht_list list, const char *s, size_t len);

/* The name in LIST that differs least from S, into OUT; nothing if none is near. */
void ht_codewords_nearest(const struct ht_codewords *c, enum ht_list list, const char *s, size_t len,
                          struct ht_buf *out);

#endif

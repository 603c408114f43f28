/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * Double entry: two keyings of one ledger, compared record by record and field by field.
 *
 * Records are matched by place, volume and number; where a key occurs several times, in their order.  The second
 * keying is held in memory.
 */
#ifndef HT_RULES_AGAINST_H
#define HT_RULES_AGAINST_H

#include "rules/check.h"

struct ht_against;

struct ht_against *ht_against_new(const char *path, struct ht_diag *d);     /* NULL after reporting */
void ht_against_free(struct ht_against *a);         /* NULL is fine */
void ht_against_look(struct ht_against *a, struct ht_check *k);
void ht_against_end(struct ht_against *a, struct ht_run *run);      /* records of the second keying only */

/* True if two values differ in form only: case, blanks, punctuation, place of the tone mark, y for i, leading
 * zeros of a number, the way a date is written. */
bool ht_soft_difference(enum ht_kind kind, const char *a, size_t na, const char *b, size_t nb);

#endif

/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * Persons and entries across the registers of one run: a second marriage while the first lasts, a marriage or a
 * declaration by somebody who is dead, a number used twice, entries that others name.
 *
 * Entries may come in any order, so nothing is said before the stream has ended.  A person is known by name and
 * full date of birth, or by name and the number of an identity paper; 12 bytes each.
 */
#ifndef HT_RULES_LINKS_H
#define HT_RULES_LINKS_H

#include "rules/check.h"

struct ht_links *ht_links_new(void);
void ht_links_free(struct ht_links *l);             /* NULL is fine */
void ht_links_add(struct ht_check *k);              /* the record of K, which is in its book */
void ht_links_end(struct ht_run *run);              /* reports M04, M06, T06, C02, G01, X01, X02, B13 */

#endif

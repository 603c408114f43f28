/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * Blocking keys for tables whose columns nobody knew before: chosen by measuring.
 *
 * Every combination of up to three parts of different columns (a value, its first letters, its sound, a year …) is
 * tried on a sample.  A key is worth what it still finds when other columns are wrong: combinations of wrong columns
 * that no chosen key survives weigh most.  A key costs the pairs it gives.
 */
#ifndef HT_DEDUPE_AUTOKEY_H
#define HT_DEDUPE_AUTOKEY_H

#include "dedupe/set.h"

/* Fills the keys of D, whose layout has room for HT_MAX_KEYS, and those of all features in SET. */
void ht_autokey(struct ht_dschema *d, struct ht_set *set, const struct ht_pool *p);

#endif

/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * Blocking keys: two records that share one become candidates.
 *
 * A key is the hash of up to four parts of a feature; a part that is unknown makes the key 0, which no record
 * shares.  Thirty-two bits are enough: a collision costs one more comparison.
 */
#ifndef HT_DEDUPE_KEYS_H
#define HT_DEDUPE_KEYS_H

#include "dedupe/feat.h"

/* All keys of F into OUT (d->nkeys numbers). */
void ht_keys_make(const struct ht_dschema *d, const struct ht_pool *p, const unsigned char *f, uint32_t *out);

/* One key. */
uint32_t ht_key_make(const struct ht_dschema *d, const struct ht_pool *p, const struct ht_key *k,
                     const unsigned char *f);

/* One part of a key, of column C; 0: unknown. */
uint64_t ht_key_part(const struct ht_dschema *d, const struct ht_pool *p, enum ht_part_kind kind, unsigned c,
                     const unsigned char *f);

/* Features of one block stand near each other in this order if they are likely to match: day and month of
 * birth, office, the first key. */
uint64_t ht_window_order(const struct ht_dschema *d, const struct ht_pool *p, const unsigned char *f);

#endif

/* SPDX-License-Identifier: BSD-2-Clause */
/* The features of all records of one schema, in an array. */
#ifndef HT_DEDUPE_SET_H
#define HT_DEDUPE_SET_H

#include "base/vault.h"
#include "dedupe/feat.h"

struct ht_set {
    const struct ht_dschema *d;
    const unsigned char *old;           /* features of an index: the first NOLD of the N */
    const uint64_t *old_name;           /* names of the clusters that they represent */
    size_t nold;
    struct ht_vault own;                /* those of this run */
    size_t n;
    size_t distinct;                    /* features of this run that do not repeat the one before */
};

static inline const unsigned char *
ht_set_at(const struct ht_set *s, size_t i)
{
    return i < s->nold ? s->old + i * s->d->size : s->own.p + (i - s->nold) * s->d->size;
}

/* Room for one more feature, zeroed; the pointer dies at the next call.  NULL after reporting. */
unsigned char *ht_set_add(struct ht_set *s, struct ht_diag *d);
void ht_set_fini(struct ht_set *s);

/* Puts the features into canonical order (content, then id, then place in the input), so that nothing that
 * follows depends on the order of the input, and marks exact repeats. */
void ht_set_sort(struct ht_set *s);

#endif

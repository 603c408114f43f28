/* SPDX-License-Identifier: BSD-2-Clause */
/* The features of all records of one schema, in an array. */
#ifndef HT_DEDUPE_SET_H
#define HT_DEDUPE_SET_H

#include "dedupe/feat.h"

struct ht_set {
    const struct ht_dschema *d;
    unsigned char *f;
    size_t n, cap;
    size_t distinct;                    /* features that are not an exact repeat of the one before */
};

static inline unsigned char *
ht_set_at(const struct ht_set *s, size_t i)
{
    return s->f + i * s->d->size;
}

/* Room for one more feature, zeroed; the pointer dies at the next call. */
unsigned char *ht_set_add(struct ht_set *s);
void ht_set_fini(struct ht_set *s);

/* Puts the features into canonical order (content, then id, then place in the input), so that nothing that
 * follows depends on the order of the input, and marks exact repeats. */
void ht_set_sort(struct ht_set *s);

#endif

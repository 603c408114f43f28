/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * Millions of (person, entry) pairs in twelve bytes each: they are only added, then sorted, then searched.
 *
 * A vector grows by an eighth and is sorted in place, since nothing here may double the memory of a run.
 */
#ifndef HT_RULES_KEYED_H
#define HT_RULES_KEYED_H

#include <stddef.h>
#include <stdint.h>

/* First member of every row of a vector that is sorted; a key of two halves needs no padding. */
struct ht_keyed {
    uint32_t high, low;                 /* of the key */
    uint32_t at;                        /* the entry: ht_books_index */
};

static inline struct ht_keyed
ht_keyed(uint64_t key, uint32_t at)
{
    return (struct ht_keyed){ (uint32_t)(key >> 32), (uint32_t)key, at };
}

static inline uint64_t
ht_keyed_key(const struct ht_keyed *k)
{
    return (uint64_t)k->high << 32 | k->low;
}

struct ht_rows {
    void *v;
    size_t n, cap;
};

/* Room for one more row of SIZE bytes at the end, not initialised; the pointer dies at the next call. */
void *ht_rows_add(struct ht_rows *r, size_t size);
void ht_rows_free(struct ht_rows *r);

/* Sorts rows that begin with a struct ht_keyed by key, then entry. */
void ht_rows_sort(struct ht_rows *r, size_t size);

/* The first row with KEY, NULL if there is none; rows with the same key follow it.  R must be sorted. */
const void *ht_rows_find(const struct ht_rows *r, size_t size, uint64_t key);

#endif

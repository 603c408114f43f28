/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * Hashing of bytes to 64 bits, and a map from 64-bit keys to 64-bit values.
 *
 * The hash is fixed: the same bytes give the same number on every machine and in every release, since
 * fingerprints in decision files are made of it.  It is not for secrets; base/digest.h has SHA-256.
 */
#ifndef HT_BASE_HASH_H
#define HT_BASE_HASH_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

uint64_t ht_hash(const void *p, size_t len, uint64_t seed);

/* Mixes two hashes, or two small numbers; the order matters.  A is spread over all bits before B comes to it, so that
 * pairs of small numbers, such as a book and a page, do not meet. */
static inline uint64_t
ht_hash_mix(uint64_t a, uint64_t b)
{
    uint64_t x = a + 0x9e3779b97f4a7c15u;
    x = (x ^ x >> 30) * 0xbf58476d1ce4e5b9u;
    x = (x ^ x >> 27) * 0x94d049bb133111ebu;
    x = (x ^ x >> 31) + b;
    x = (x ^ x >> 32) * 0xd6e8feb86659fd93u;
    return x ^ x >> 32;
}

/* The next number of a fixed sequence (splitmix64): the same in every run.  *STATE is where it begins. */
static inline uint64_t
ht_random(uint64_t *state)
{
    uint64_t z = *state += 0x9e3779b97f4a7c15u;
    z = (z ^ z >> 30) * 0xbf58476d1ce4e5b9u;
    z = (z ^ z >> 27) * 0x94d049bb133111ebu;
    return z ^ z >> 31;
}

/* Open addressing, 16 bytes per slot, at most 3/4 full.  A zeroed struct is a valid, empty map. */
struct ht_map {
    uint64_t *slot;                     /* key, value, key, value … ; key 0 is an empty slot */
    size_t cap;                         /* slots, a power of two */
    size_t n;
};

/* The value of KEY, inserted as 0 if it was not there (*FRESH then true; FRESH may be NULL).
 * The pointer dies at the next call. */
uint64_t *ht_map_get(struct ht_map *m, uint64_t key, bool *fresh);

/* The value of KEY or NULL. */
const uint64_t *ht_map_find(const struct ht_map *m, uint64_t key);
void ht_map_fini(struct ht_map *m);

#endif

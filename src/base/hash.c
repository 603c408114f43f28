/* SPDX-License-Identifier: BSD-2-Clause */
/* 64-bit hashing and an open-addressing map. */
#include "config.h"
#include "base/hash.h"

#include <endian.h>
#include <stdlib.h>
#include <string.h>

#include "base/mem.h"

#define K0 0x9e3779b97f4a7c15u          /* 2^64 / golden ratio */
#define K1 0xd6e8feb86659fd93u

static inline uint64_t
fold(uint64_t x)
{
    x ^= x >> 32;
    x *= K1;
    x ^= x >> 29;
    x *= K0;
    x ^= x >> 32;
    return x;
}

/* Bytes are read as little-endian numbers so that the result does not depend on the machine. */
static inline uint64_t
load(const unsigned char *p, size_t n)
{
    uint64_t x = 0;
    for (size_t i = 0; i < n; i++)
        x |= (uint64_t)p[i] << (8 * i);
    return x;
}

static inline uint64_t
load8(const unsigned char *p)
{
    uint64_t x;
    memcpy(&x, p, sizeof x);
    return le64toh(x);
}

uint64_t
ht_hash(const void *data, size_t len, uint64_t seed)
{
    const unsigned char *p = data;
    uint64_t h = seed ^ (len * K0);
    for (; len >= 8; p += 8, len -= 8)
        h = fold(h ^ load8(p)) + K0;
    if (len)
        h = fold(h ^ load(p, len)) + K1;
    return fold(h);
}

static uint64_t *
probe(const struct ht_map *m, uint64_t key)
{
    size_t i = (size_t)fold(key) & (m->cap - 1);
    while (m->slot[2 * i] && m->slot[2 * i] != key)
        i = (i + 1) & (m->cap - 1);
    return &m->slot[2 * i];
}

static void
grow(struct ht_map *m)
{
    struct ht_map bigger = { .cap = m->cap ? m->cap * 2 : 64, .n = m->n };
    bigger.slot = ht_calloc(bigger.cap, 2 * sizeof *bigger.slot);
    for (size_t i = 0; i < m->cap; i++)
        if (m->slot[2 * i])
            memcpy(probe(&bigger, m->slot[2 * i]), &m->slot[2 * i], 2 * sizeof *m->slot);
    free(m->slot);
    *m = bigger;
}

uint64_t *
ht_map_get(struct ht_map *m, uint64_t key, bool *fresh)
{
    if (!key)
        key = K1;                       /* 0 marks an empty slot; one more collision in 2^64 */
    if (m->n >= m->cap / 4 * 3)
        grow(m);
    uint64_t *s = probe(m, key);
    if (fresh)
        *fresh = !s[0];
    if (!s[0]) {
        s[0] = key;
        m->n++;
    }
    return &s[1];
}

const uint64_t *
ht_map_find(const struct ht_map *m, uint64_t key)
{
    if (!m->cap)
        return NULL;
    const uint64_t *s = probe(m, key ? key : K1);
    return s[0] ? &s[1] : NULL;
}

void
ht_map_fini(struct ht_map *m)
{
    free(m->slot);
    *m = (struct ht_map){0};
}

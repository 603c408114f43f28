/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * A bump arena: many small pieces with one common end.
 *
 * A record's text lives in an arena that is reset when the next record comes, so the steady state asks
 * the heap for nothing.  Pointers die at the next reset.  A zeroed struct is a valid, empty arena.
 */
#ifndef HT_BASE_ARENA_H
#define HT_BASE_ARENA_H

#include <stddef.h>

struct ht_arena_block;

struct ht_arena {
    char *p, *end;                      /* free room of the current block */
    struct ht_arena_block *block;       /* current block first, full ones behind it */
    size_t used;                        /* bytes given out since the last reset */
};

void *ht_arena_slow(struct ht_arena *a, size_t size);

/* SIZE bytes, aligned to 8, not zeroed. */
static inline void *
ht_arena_alloc(struct ht_arena *a, size_t size)
{
    size_t n = (size + 7) & ~(size_t)7;
    if (n < size || n > (size_t)(a->end - a->p))
        return ht_arena_slow(a, size);
    void *p = a->p;
    a->p += n;
    a->used += n;
    return p;
}

/* A copy of LEN bytes at S with a NUL behind it. */
char *ht_arena_strndup(struct ht_arena *a, const char *s, size_t len);
char *ht_arena_strdup(struct ht_arena *a, const char *s);

/* Forgets everything given out; keeps one block for the next round. */
void ht_arena_reset(struct ht_arena *a);
void ht_arena_fini(struct ht_arena *a);

#endif

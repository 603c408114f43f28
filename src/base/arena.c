/* SPDX-License-Identifier: BSD-2-Clause */
/* A bump arena: a list of blocks, the newest in front. */
#include "config.h"
#include "base/arena.h"

#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include "base/mem.h"

#define FIRST_BLOCK 16384

struct ht_arena_block {
    struct ht_arena_block *next;
    size_t size;
    _Alignas(16) char data[];
};

void *
ht_arena_slow(struct ht_arena *a, size_t size)
{
    size_t n = (size + 7) & ~(size_t)7;
    size_t want = a->block ? a->block->size * 2 : FIRST_BLOCK;
    if (n < size || n > SIZE_MAX / 2)
        ht_oom();
    if (want < n)
        want = n;
    struct ht_arena_block *b = ht_malloc(sizeof *b + want);
    b->next = a->block;
    b->size = want;
    a->block = b;
    a->p = b->data + n;
    a->end = b->data + want;
    a->used += n;
    return b->data;
}

char *
ht_arena_strndup(struct ht_arena *a, const char *s, size_t len)
{
    char *copy = ht_arena_alloc(a, len + 1);
    if (len)
        memcpy(copy, s, len);
    copy[len] = '\0';
    return copy;
}

char *
ht_arena_strdup(struct ht_arena *a, const char *s)
{
    return ht_arena_strndup(a, s, strlen(s));
}

static void
free_blocks(struct ht_arena_block *b)
{
    while (b) {
        struct ht_arena_block *next = b->next;
        free(b);
        b = next;
    }
}

void
ht_arena_reset(struct ht_arena *a)
{
    a->used = 0;
    if (!a->block)
        return;
    /* The newest block is the largest: after one big record the next ones fit without a call to malloc. */
    free_blocks(a->block->next);
    a->block->next = NULL;
    a->p = a->block->data;
    a->end = a->block->data + a->block->size;
}

void
ht_arena_fini(struct ht_arena *a)
{
    free_blocks(a->block);
    *a = (struct ht_arena){0};
}

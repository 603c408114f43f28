/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * Heap memory.  None of these returns NULL: when memory runs out the program says so and exits with 3,
 * and the missing trailer tells the next program in the pipe.  So nobody writes a branch for it.
 *
 * Ownership: the caller's; release with free().
 */
#ifndef HT_BASE_MEM_H
#define HT_BASE_MEM_H

#include <stddef.h>

#define HT_COUNT(a) (sizeof (a) / sizeof *(a))

void *ht_malloc(size_t size);                       /* SIZE 0 gives a pointer that may be freed */
void *ht_calloc(size_t n, size_t size);             /* zeroed; overflow of N * SIZE counts as out of memory */
void *ht_realloc(void *p, size_t n, size_t size);   /* resizes to N * SIZE, overflow checked */
char *ht_strdup(const char *s);
char *ht_strndup(const char *s, size_t len);        /* copies LEN bytes and adds a NUL */

/* Doubles *CAP (in elements of SIZE bytes) until it holds NEED, moving P; returns the new address. */
void *ht_grow(void *p, size_t *cap, size_t need, size_t size);

/* qsort(3) that takes an empty array, which may be NULL. */
void ht_qsort(void *base, size_t n, size_t size, int (*compare)(const void *, const void *));

/* Says that memory ran out and exits with HT_EXIT_FAILURE. */
_Noreturn void ht_oom(void);

#endif

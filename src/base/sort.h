/* SPDX-License-Identifier: BSD-2-Clause */
/* Radix sort of 64-bit numbers, and work cut into slices for a few threads. */
#ifndef HT_BASE_SORT_H
#define HT_BASE_SORT_H

#include <stddef.h>
#include <stdint.h>

/* Sorts V by its bits FROM (inclusive) to 64, stably; TMP has room for N numbers too. */
void ht_sort_u64(uint64_t *v, uint64_t *tmp, size_t n, unsigned from);

/* Threads where nobody said how many: one per core, at most 4. */
unsigned ht_default_jobs(void);

/* Calls FN for N tasks 0 … N - 1, on at most JOBS threads; returns when all are done.  Tasks must not depend on
 * each other's order. */
typedef void ht_task_fn(void *arg, size_t task);
void ht_parallel(unsigned jobs, size_t n, ht_task_fn *fn, void *arg);

#endif

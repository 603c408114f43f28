/* SPDX-License-Identifier: BSD-2-Clause */
/* Radix sort and a parallel loop. */
#include "config.h"
#include "base/sort.h"

#include <pthread.h>
#include <stdatomic.h>
#include <string.h>
#include <unistd.h>

#define DIGIT 11                        /* bits per pass: the counters fit the first-level cache */
#define SMALL_DIGIT 8                   /* where there are fewer numbers than counters of the wider one */
#define MAX_JOBS 64
#define DEFAULT_JOBS 4

void
ht_sort_u64(uint64_t *v, uint64_t *tmp, size_t n, unsigned from)
{
    uint64_t *a = v, *b = tmp;
    size_t count[1u << DIGIT];
    unsigned digit = n < 1u << DIGIT ? SMALL_DIGIT : DIGIT;
    size_t values = (size_t)1 << digit, mask = values - 1;
    for (unsigned shift = from; shift < 64; shift += digit) {
        size_t sum = 0;
        memset(count, 0, values * sizeof *count);
        for (size_t i = 0; i < n; i++)
            count[a[i] >> shift & mask]++;
        if (n && count[a[0] >> shift & mask] == n)
            continue;                   /* all alike in these bits */
        for (size_t i = 0; i < values; i++) {
            size_t c = count[i];
            count[i] = sum;
            sum += c;
        }
        for (size_t i = 0; i < n; i++)
            b[count[a[i] >> shift & mask]++] = a[i];
        uint64_t *t = a;
        a = b;
        b = t;
    }
    if (a != v)
        memcpy(v, a, n * sizeof *v);
}

unsigned
ht_default_jobs(void)
{
    long cores = sysconf(_SC_NPROCESSORS_ONLN);
    return cores < 1 ? 1 : cores > DEFAULT_JOBS ? DEFAULT_JOBS : (unsigned)cores;
}

struct loop {
    ht_task_fn *fn;
    void *arg;
    size_t n;
    atomic_size_t next;
};

static void *
worker(void *p)
{
    struct loop *l = p;
    for (size_t i; (i = atomic_fetch_add(&l->next, 1)) < l->n;)
        l->fn(l->arg, i);
    return NULL;
}

void
ht_parallel(unsigned jobs, size_t n, ht_task_fn *fn, void *arg)
{
    struct loop l = { .fn = fn, .arg = arg, .n = n };
    pthread_t thread[MAX_JOBS];
    unsigned started = 0;
    atomic_init(&l.next, 0);
    if (jobs > MAX_JOBS)
        jobs = MAX_JOBS;
    while (started + 1 < jobs && started + 1 < n && !pthread_create(&thread[started], NULL, worker, &l))
        started++;
    worker(&l);                         /* this thread works too, alone if no other could be made */
    while (started)
        pthread_join(thread[--started], NULL);
}

/* SPDX-License-Identifier: BSD-2-Clause */
/* Hashes of pairs of small numbers, such as a book and a page, are all different. */
#include "config.h"

#include <stdlib.h>

#include "base/hash.h"
#include "base/mem.h"
#include "tap.h"

enum { BOOKS = 1000, PAGES = 300 };

static int
by_value(const void *a, const void *b)
{
    uint64_t x = *(const uint64_t *)a, y = *(const uint64_t *)b;
    return (x > y) - (x < y);
}

int
main(void)
{
    uint64_t *v = ht_calloc((size_t)BOOKS * PAGES, sizeof *v);
    size_t n = 0, same = 0;
    for (uint64_t book = 0; book < BOOKS; book++)
        for (uint64_t page = 0; page < PAGES; page++)
            v[n++] = ht_hash_mix(book, page);
    qsort(v, n, sizeof *v, by_value);
    for (size_t i = 1; i < n; i++)
        same += v[i] == v[i - 1];
    CHECK_INT(same, 0);
    CHECK(ht_hash_mix(1, 2) != ht_hash_mix(2, 1));
    free(v);
    return tap_done();
}

/* SPDX-License-Identifier: BSD-2-Clause */
/* Rows by key: sorted in place whatever the keys, found by the first of their key. */
#include "config.h"
#include "rules/keyed.h"

#include <stdbool.h>
#include <stdlib.h>

#include "base/hash.h"
#include "base/mem.h"
#include "tap.h"

struct row {
    struct ht_keyed k;
    uint32_t mark;                      /* travels with its row */
};

/* N rows with keys of the given spread, then what sorting and searching make of them. */
static void
try_rows(size_t n, uint64_t mask)
{
    struct ht_rows r = {0};
    bool sorted = true, whole = true, found = true;
    for (size_t i = 0; i < n; i++) {
        uint64_t key = ht_hash_mix(i * i, 7) & mask;
        *(struct row *)ht_rows_add(&r, sizeof(struct row)) = (struct row){
            ht_keyed(key, (uint32_t)(n - i)), (uint32_t)key ^ (uint32_t)(n - i),
        };
    }
    ht_rows_sort(&r, sizeof(struct row));
    const struct row *v = r.v;
    for (size_t i = 0; i < n; i++) {
        uint64_t key = ht_keyed_key(&v[i].k);
        whole &= v[i].mark == ((uint32_t)key ^ v[i].k.at);
        if (i)
            sorted &= ht_keyed_key(&v[i - 1].k) < key || (ht_keyed_key(&v[i - 1].k) == key && v[i - 1].k.at < v[i].k.at);
        const struct row *first = ht_rows_find(&r, sizeof *first, key);
        found &= first && ht_keyed_key(&first->k) == key && (first == v || ht_keyed_key(&first[-1].k) < key);
    }
    CHECK(sorted);
    CHECK(whole);
    CHECK(found);
    CHECK(!ht_rows_find(&r, sizeof(struct row), mask + 1));
    ht_rows_free(&r);
}

int
main(void)
{
    static const size_t sizes[] = { 0, 1, 2, 3, 255, 256, 257, 20000 };
    for (size_t i = 0; i < HT_COUNT(sizes); i++) {
        try_rows(sizes[i], 0);
        try_rows(sizes[i], 0xff);
        try_rows(sizes[i], UINT64_MAX >> 1);
    }
    CHECK_INT(ht_keyed_key(&(struct ht_keyed){ 0x80000001u, 5, 0 }), 0x8000000100000005u);
    return tap_done();
}

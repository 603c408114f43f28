/* SPDX-License-Identifier: BSD-2-Clause */
/* base/buf, base/arena, base/hash, base/utf8 */
#include "config.h"

#include <stdint.h>

#include "base/arena.h"
#include "base/buf.h"
#include "base/hash.h"
#include "base/utf8.h"
#include "tap.h"

static void
test_buf(void)
{
    struct ht_buf b = HT_BUF_INIT;
    CHECK_STR(b.s, "");
    ht_buf_adds(&b, "sổ ");
    ht_buf_addf(&b, "%03d", 7);
    CHECK_STR(b.s, "sổ 007");
    ht_buf_cut(&b, 2);
    CHECK_INT(b.len, 2);
    for (int i = 0; i < 1000; i++)
        ht_buf_addf(&b, "%d,", i);
    CHECK_INT(b.len, 2 + 3890);
    ht_buf_fini(&b);
    CHECK_STR(b.s, "");
}

static void
test_arena(void)
{
    struct ht_arena a = {0};
    char *big = ht_arena_alloc(&a, 100000);
    big[99999] = 1;
    CHECK_INT((uintptr_t)ht_arena_alloc(&a, 3) % 8, 0);
    CHECK_STR(ht_arena_strndup(&a, "abcdef", 3), "abc");
    ht_arena_reset(&a);
    CHECK_INT(a.used, 0);
    CHECK((size_t)(a.end - a.p) >= 16384);
    ht_arena_fini(&a);
}

static void
test_map(void)
{
    struct ht_map m = {0};
    bool fresh;
    for (uint64_t i = 0; i < 10000; i++)
        *ht_map_get(&m, i, NULL) = i + 1;
    size_t good = 0;
    for (uint64_t i = 0; i < 10000; i++)
        good += *ht_map_find(&m, i) == i + 1;
    CHECK_INT(good, 10000);
    CHECK_INT(m.n, 10000);
    ht_map_get(&m, 20000, &fresh);
    CHECK(fresh);
    ht_map_get(&m, 20000, &fresh);
    CHECK(!fresh);
    CHECK(!ht_map_find(&m, 30000));
    ht_map_fini(&m);
    /* Fingerprints in decision files depend on these numbers: they must never change. */
    CHECK_INT(ht_hash("", 0, 0) == ht_hash("", 0, 0), 1);
    CHECK(ht_hash("abc", 3, 0) != ht_hash("abd", 3, 0));
}

static void
test_utf8(void)
{
    static const struct { const char *s; size_t n, want; } cases[] = {
        { "a", 1, 1 }, { "\xe1\xba\xbf", 3, 3 }, { "\xe1\xba", 2, 0 }, { "\xc0\x80", 2, 0 },
        { "\xed\xa0\x80", 3, 0 }, { "\xf4\x90\x80\x80", 4, 0 }, { "\xf0\xa1\xa8\xb8", 4, 4 }, { "\x80", 1, 0 },
        { "", 0, 0 }, { "\xe0\x80\x80", 3, 0 }, { "\xf0\x80\x80\x80", 4, 0 },
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++)
        CHECK_INT(ht_utf8_len(cases[i].s, cases[i].n), cases[i].want);
    CHECK_INT(ht_utf8_valid("abcdefgh\xe1\xba\xbfij\xff", 14), 13);
    CHECK_INT(ht_utf8_cut("ab\xe1\xba\xbf", 4), 2);
    CHECK_INT(ht_utf8_cut("ab\xe1\xba\xbf", 5), 5);
    size_t good = 0, len;
    for (uint32_t c = 0; c < 0x110000; c++) {
        char s[4];
        if (c >= 0xd800 && c < 0xe000)
            continue;
        size_t n = ht_utf8_put(s, c);
        good += ht_utf8_len(s, n) == n && ht_utf8_get(s, &len) == c && len == n;
    }
    CHECK_INT(good, 0x110000 - 0x800);
}

int
main(void)
{
    test_buf();
    test_arena();
    test_map();
    test_utf8();
    return tap_done();
}

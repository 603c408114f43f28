/* SPDX-License-Identifier: BSD-2-Clause */
/* text/viet */
#include "config.h"

#include "base/utf8.h"
#include "tap.h"
#include "text/viet.h"

/* The key of a word, 0 if it is no syllable (no syllable has the key 0: that would be a bare "a"). */
static uint32_t
key(const char *s)
{
    struct ht_syllable y;
    return ht_syllable(s, strlen(s), &y) ? ht_syllable_key(&y) + 1 : 0;
}

static void
test_syllables(void)
{
    static const char *const good[] = {
        "a", "Ánh", "NGUYỄN", "nghiêng", "giếng", "gì", "gìn", "giặc", "giữa", "quý", "quốc", "quyết", "khuya", "khoèo", "yến",
        "ỹ", "Ỷ", "đường", "Hoàng", "thuyền", "của", "mùa", "khuỷu", "xoong", "gịa", "ghế", "ngoằn", "bệnh", "uống", "ươm",
    };
    static const char *const bad[] = {
        "", "b", "ng", "sac", "sàc", "hết1", "Muñoz", "áá", "hóá", "Đắkk", "krông", "fa", "wa", "nghiêngg", "H'Hen", "tr", "qu",
        "cách\u0301", "ê̆", "an ", "Größe", "ằằ",
    };
    for (size_t i = 0; i < sizeof good / sizeof *good; i++)
        tap_ok(key(good[i]) != 0, __FILE__, __LINE__, good[i]);
    for (size_t i = 0; i < sizeof bad / sizeof *bad; i++)
        tap_ok(key(bad[i]) == 0, __FILE__, __LINE__, bad[i]);
}

static void
test_keys(void)
{
    static const char *const same[][2] = {
        { "hòa", "hoà" }, { "thủy", "thuỷ" }, { "khỏe", "khoẻ" }, { "HÒA", "hoà" }, { "qúy", "quý" }, { "gíêng", "giếng" },
    };
    static const char *const differ[][2] = {
        { "hòa", "hóa" }, { "lý", "lí" }, { "cuốc", "quốc" }, { "dan", "đan" }, { "tan", "tân" }, { "an", "han" },
    };
    for (size_t i = 0; i < sizeof same / sizeof *same; i++)
        CHECK(key(same[i][0]) && key(same[i][0]) == key(same[i][1]));
    for (size_t i = 0; i < sizeof differ / sizeof *differ; i++)
        CHECK(key(differ[i][0]) != key(differ[i][1]));
}

static void
test_tones(void)
{
    enum ht_tone t;
    CHECK_INT(ht_untone(0x1ebf, &t), 0xea);
    CHECK_INT(t, HT_SAC);
    CHECK_INT(ht_untone('x', &t), 'x');
    CHECK_INT(t, HT_NGANG);
    CHECK_INT(ht_untone(0x5b57, &t), 0x5b57);
    CHECK_INT(ht_with_tone(0x1af, HT_NANG), 0x1ef0);
    CHECK_INT(ht_with_tone('b', HT_SAC), 0);
    CHECK_INT(ht_with_tone(0xe1, HT_SAC), 0);
    CHECK_INT(ht_with_tone('Y', HT_NGA), 0x1ef8);
    size_t vowels = 0, good = 0;
    for (uint32_t c = 0; c < 0x2000; c++) {
        uint32_t base = ht_untone(c, &t);
        if (base == c && !ht_with_tone(c, HT_NGANG))
            continue;
        vowels++;
        good += ht_with_tone(base, t) == c;
    }
    CHECK_INT(vowels, 144);             /* 12 vowels, 6 tones, 2 cases */
    CHECK_INT(good, vowels);
}

/* The letter that letters.def calls NAME. */
static uint32_t
letter(const char *name)
{
    static const struct { const char *name; uint32_t c; } marked[] = {
        { "aw", 0x103 }, { "aa", 0xe2 }, { "dd", 0x111 }, { "ee", 0xea }, { "oo", 0xf4 }, { "ow", 0x1a1 }, { "uw", 0x1b0 },
    };
    for (size_t i = 0; i < sizeof marked / sizeof *marked; i++)
        if (!strcmp(name, marked[i].name))
            return marked[i].c;
    return (unsigned char)*name;
}

/* Bisection needs sorted tables: every row must be found, at its own place. */
static void
test_tables(void)
{
    static const char *const onsets[][3] = {
#define ONSET(a, b, c) { #a, #b, #c },
#include "text/syllables.def"
    };
    static const char *const rhymes[][4] = {
#define RHYME(a, b, c, d) { #a, #b, #c, #d },
#include "text/syllables.def"
    };
    enum { NONSETS = sizeof onsets / sizeof *onsets, NRHYMES = sizeof rhymes / sizeof *rhymes };
    size_t good = 0;
    for (size_t i = 0; i < NONSETS; i++) {
        char s[32];
        size_t n = 0;
        struct ht_syllable y;
        for (size_t k = 0; k < 3 && *onsets[i][k] != '_'; k++)
            n += ht_utf8_put(s + n, letter(onsets[i][k]));
        n += ht_utf8_put(s + n, 0x1ea1);
        good += ht_syllable(s, n, &y) && y.onset == i + 1 && y.tone == HT_NANG && y.rhyme == 0;
    }
    CHECK_INT(good, 27);
    good = 0;
    for (size_t i = 0; i < NRHYMES; i++) {
        char s[32];
        size_t n = 0;
        struct ht_syllable y;
        n += ht_utf8_put(s, ht_with_tone(letter(rhymes[i][0]), HT_SAC));
        for (size_t k = 1; k < 4 && *rhymes[i][k] != '_'; k++)
            n += ht_utf8_put(s + n, letter(rhymes[i][k]));
        good += ht_syllable(s, n, &y) && !y.onset && y.rhyme == i && y.tone == HT_SAC;
    }
    CHECK_INT(good, 198);
    CHECK_INT(ht_vi_letter_rank('a'), 1);
    CHECK_INT(ht_vi_letter_rank(0x1ef9), 29);
    CHECK_INT(ht_vi_letter_rank('f'), 0);
}

int
main(void)
{
    test_syllables();
    test_keys();
    test_tones();
    test_tables();
    return tap_done();
}

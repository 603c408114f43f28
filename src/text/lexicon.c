/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * Costs of words.  One byte for every syllable that the grammar allows, a small hash for the words outside it,
 * and in front of both a cache of words as they are written, because a ledger holds few different ones.
 */
#include "config.h"
#include "text/lexicon.h"

#include <stdlib.h>
#include <string.h>

#include "base/hash.h"
#include "base/mem.h"
#include "base/utf8.h"
#include "text/fold.h"
#include "text/viet.h"

static const struct word {
    const char *s;
    int cost;
} words[] = {
#define WORD(s, cost) { s, cost },
#include "text/words.inc"
#undef WORD
};

#define NKEYS (28u * 256 * 8)           /* onsets with none, rhymes and tones as ht_syllable_key packs them */
#define COST_RAREST 176                 /* one occurrence in the law texts */
#define COST_ABBREVIATION 115
#define COST_UNSEEN (COST_RAREST + 30)
#define COST_OTHER (COST_RAREST + 20)
#define COST_ODD 20                     /* per letter that is not Vietnamese … */
#define COST_SIGN 40                    /* … or no letter at all */
#define COST_STRANGE 30                 /* once, if there is any of them */
#define COST_FOREIGN 10                 /* per f j w z */

#define CACHE_BITS 12
#define CACHED_BYTES 16
struct cached {
    uint64_t key[2];                    /* the word, zero-padded; never all zero */
    struct ht_word_cost cost;
};

struct ht_lexicon {
    uint8_t cost[NKEYS];                /* 0: never seen */
    struct ht_map other;                /* hash of the small word: cost */
    struct cached cache[1 << CACHE_BITS];
};

static uint64_t
hash_lower(const char *s, size_t n)
{
    struct ht_buf b = HT_BUF_INIT;
    ht_lower(&b, s, n);
    uint64_t h = ht_hash(b.s, b.len, 0);
    ht_buf_fini(&b);
    return h;
}

struct ht_lexicon *
ht_lexicon_new(void)
{
    struct ht_lexicon *lex = ht_calloc(1, sizeof *lex);
    for (size_t i = 0; i < HT_COUNT(words); i++) {
        struct ht_syllable y;
        size_t n = strlen(words[i].s);
        if (!ht_syllable(words[i].s, n, &y)) {
            *ht_map_get(&lex->other, hash_lower(words[i].s, n), NULL) = (uint64_t)words[i].cost;
            continue;
        }
        uint8_t *cost = &lex->cost[ht_syllable_key(&y)];
        if (!*cost || *cost > words[i].cost)
            *cost = (uint8_t)(words[i].cost < 255 ? words[i].cost : 255);
    }
    return lex;
}

void
ht_lexicon_free(struct ht_lexicon *lex)
{
    if (!lex)
        return;
    ht_map_fini(&lex->other);
    free(lex);
}

/* Cost of what no list and no grammar knows: the more strange characters, the less likely. */
static int
strange_cost(const char *s, size_t n)
{
    int cost = COST_OTHER;
    bool strange = false;
    while (n) {
        size_t len;
        uint32_t c = ht_utf8_get(s, &len);
        if (c < 0x80) {
            c |= 0x20;
            cost += c == 'f' || c == 'j' || c == 'w' || c == 'z' ? COST_FOREIGN : 0;
        } else if (!ht_vi_letter_rank(c)) {
            cost += ht_is_letter(c) ? COST_ODD : COST_SIGN;
            strange = true;
        }
        s += len;
        n -= len;
    }
    cost += strange ? COST_STRANGE : 0;
    return cost < 2000 ? cost : 2000;
}

static uint8_t
shape_of(const char *s, size_t n)
{
    bool small = false, plain = false;  /* letters seen: small ones, those without tone among them */
    bool vowel = false;                 /* a capital vowel behind the first letter: VĂn */
    unsigned shape = 0;
    size_t count = 0;
    for (size_t len; n; s += len, n -= len, count++) {
        uint32_t c = ht_utf8_get(s, &len);
        enum ht_tone tone;
        if (ht_is_upper(c)) {
            vowel |= count && ht_with_tone(ht_untone(c, &tone), HT_NGANG);
            shape |= (small ? HT_SHAPE_INNER : 0u) | (plain ? HT_SHAPE_SPLIT : 0u);
            continue;
        }
        ht_untone(c, &tone);
        small = true;
        plain |= tone == HT_NGANG;
        shape |= count ? 0u : HT_SHAPE_SMALL;
    }
    shape |= vowel && plain ? HT_SHAPE_INNER | HT_SHAPE_SPLIT : 0u;
    return (uint8_t)(shape | (count >= 2 && !small ? HT_SHAPE_UPPER : 0u));
}

/* True for đ by itself and for abbreviations with it: QĐ, TSCĐ.  Clerks write them everywhere. */
static bool
is_abbreviation(const char *s, size_t n)
{
    size_t count = 0, upper = 0;
    for (size_t len; n; s += len, n -= len, count++) {
        uint32_t c = ht_utf8_get(s, &len);
        enum ht_tone tone;
        if (!ht_vi_letter_rank(c) || ht_with_tone(ht_untone(c, &tone), HT_NGANG))
            return false;
        upper += ht_is_upper(c);
    }
    return count <= 5 && (upper == count || !upper);
}

static struct ht_word_cost
work_out(const struct ht_lexicon *lex, const char *s, size_t n)
{
    struct ht_word_cost c = { 0, HT_WORD_ASCII, 0 };
    if (ht_is_ascii(s, n))
        return c;
    c.shape = shape_of(s, n);
    struct ht_syllable y;
    if (ht_syllable(s, n, &y)) {
        int cost = lex->cost[ht_syllable_key(&y)];
        c.kind = cost ? HT_WORD_KNOWN : HT_WORD_SYLLABLE;
        c.cost = (int16_t)(cost ? cost : COST_UNSEEN);
        return c;
    }
    if (is_abbreviation(s, n)) {
        c.kind = HT_WORD_KNOWN;
        c.cost = COST_ABBREVIATION;
        return c;
    }
    const uint64_t *cost = n <= 64 ? ht_map_find(&lex->other, hash_lower(s, n)) : NULL;
    c.kind = cost ? HT_WORD_NAME : HT_WORD_OTHER;
    c.cost = (int16_t)(cost ? (int)*cost : strange_cost(s, n));
    return c;
}

struct ht_word_cost
ht_lexicon_cost(struct ht_lexicon *lex, const char *s, size_t n)
{
    if (n > CACHED_BYTES || !n)
        return work_out(lex, s, n);
    uint64_t key[2] = { 0, 0 };
    memcpy(key, s, n);
    uint64_t h = (key[0] ^ key[1] * 0x9e3779b97f4a7c15u) * 0xff51afd7ed558ccdu;
    struct cached *slot = &lex->cache[h >> (64 - CACHE_BITS)];
    if (slot->key[0] != key[0] || slot->key[1] != key[1]) {
        slot->cost = work_out(lex, s, n);
        slot->key[0] = key[0];
        slot->key[1] = key[1];
    }
    return slot->cost;
}

/* Length of the separator at S, 0 if the character belongs to a word. */
static size_t
separator(const char *s, const char *end)
{
    unsigned char c = (unsigned char)*s;
    if (c < 0x80)
        return (c | 0x20u) - 'a' < 26u ? 0 : 1;
    if (c == 0xc2)
        return end - s >= 2 && (unsigned char)s[1] == 0xa0 ? 2 : 0;
    if (c != 0xe2 && c != 0xe3)
        return 0;
    size_t len;
    uint32_t u = ht_utf8_get(s, &len);
    bool blank = (u >= 0x2000 && u <= 0x200a) || u == 0x2028 || u == 0x2029 || u == 0x202f || u == 0x3000;
    bool sign = (u >= 0x2010 && u <= 0x201f) || u == 0x2022 || u == 0x2026;
    return blank || sign ? len : 0;
}

/* Length of the sign for đồng at S behind a number: 100₫; in ₫ường it stands for đ. */
static size_t
price(const char *s, const char *end)
{
    return end - s >= 3 && !memcmp(s, "\xe2\x82\xab", 3) && (end - s == 3 || (unsigned char)s[3] < 'A') ? 3 : 0;
}

const char *
ht_next_word(const char **at, const char *end, size_t *len)
{
    const char *s = *at;
    size_t skip;
    while (s < end && ((skip = separator(s, end)) || (skip = price(s, end))))
        s += skip;
    if (s >= end) {
        *at = end;
        return NULL;
    }
    const char *word = s;
    while (s < end && !separator(s, end)) {
        if ((unsigned char)*s < 0x80) {
            s++;
            continue;
        }
        size_t step;
        ht_utf8_get(s, &step);
        s += step;
    }
    *len = (size_t)(s - word);
    *at = s;
    return word;
}

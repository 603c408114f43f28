/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * Words that a column of known encoding has already held.
 *
 * A ledger says the same few hundred syllables again and again.  Once a cell was read with full attention, those of
 * its words that can be trusted anywhere are remembered as bytes; a later cell made only of such words would be read
 * the same with full attention, and needs none.  A fixed table: a new word takes the place of an older one.
 */
#include "config.h"
#include "tools/convert_memo.h"

#include <endian.h>
#include <stdlib.h>
#include <string.h>

#include "base/mem.h"

enum { SLOT_BITS = 13 };

struct convert_memo {
    uint64_t slot[1 << SLOT_BITS];      /* hash of a word, 0: none; bit 0: its capitals depend on the cell */
};

struct convert_memo *
convert_memo_new(void)
{
    return ht_calloc(1, sizeof(struct convert_memo));
}

void
convert_memo_free(struct convert_memo *m)
{
    free(m);
}

/* Signs that say nothing about a cell.  A control character or another sign may be a letter in VISCII, ISC and others,
 * or stand for one that was lost; so may a digit inside a word. */
enum { PLAIN = 1, DIGIT };
static const uint8_t signs[256] = {
    [' '] = PLAIN, ['"'] = PLAIN, ['\''] = PLAIN, ['(' ... ')'] = PLAIN, [',' ... '/'] = PLAIN, [':' ... ';'] = PLAIN,
    ['0' ... '9'] = DIGIT,
};

/* Letters, of ASCII or beyond. */
struct word {
    size_t n;                           /* bytes, 0: a sign stands there */
    bool high, small;                   /* has bytes beyond ASCII, small letters of ASCII */
    uint64_t hash;                      /* bits 1 and up tell words apart */
};

/* Words are read eight bytes at a time, the first one lowest; of each byte the top bit says something about it. */
enum { STEP = 8 };
#define EACH(byte) (0x0101010101010101u * (byte))
#define TOPS EACH(0x80)

/* The bytes of S from I on, zeros behind the last one. */
static inline uint64_t
load(const char *s, size_t i, size_t len)
{
    size_t left = len - i;
    uint64_t w = 0;

    if (left >= STEP)
        memcpy(&w, s + i, STEP);
    else if (len >= STEP)
        memcpy(&w, s + len - STEP, STEP);
    else
        memcpy(&w, s + i, left);
    w = le64toh(w);
    return left < STEP && len >= STEP ? w >> 8 * (STEP - left) : w;
}

/* Which bytes of W are letters. */
static inline uint64_t
letters(uint64_t w)
{
    uint64_t small = (w | EACH(0x20)) & EACH(0x7f);     /* A as a; so from a on, and not beyond z */

    return (w | ((small + EACH(0x80 - 'a')) & ~(small + EACH(0x7f - 'z')))) & TOPS;
}

static const uint64_t spread = 0x9e3779b97f4a7c15u;     /* odd: no two numbers times it are the same */

/* What parts the words of one encoding from those of the others. */
static inline uint64_t
seed_of(const struct ht_charset *set)
{
    return (ht_charset_number(set) + 1) * 0xbf58476d1ce4e5b9u;
}

/* The word at S + I of a cell of LEN bytes. */
static inline struct word
read_word(uint64_t seed, const char *s, size_t i, size_t len)
{
    struct word word = { .hash = seed };
    uint64_t high = 0, small = 0;
    size_t k = STEP;

    for (; k == STEP && i + word.n < len; word.n += k) {
        uint64_t w = load(s, i + word.n, len), sign = ~letters(w) & TOPS;
        if (sign) {
            k = (size_t)__builtin_ctzll(sign) / 8;
            w &= ((uint64_t)1 << 8 * k) - 1;
        }
        if (!k)
            break;
        high |= w;
        small |= w << 2 & ~w;           /* letters differ in bit 5 */
        word.hash = (word.hash ^ word.hash >> 29 ^ w) * spread;
    }
    word.high = high & TOPS;
    word.small = small & TOPS;
    word.hash |= 2;
    return word;
}

static inline size_t
slot_of(const struct word *word)
{
    return (size_t)(word->hash >> (64 - SLOT_BITS));
}

static inline bool
has(const struct convert_memo *m, const struct word *word)
{
    return !((word->hash ^ m->slot[slot_of(word)]) >> 1);
}

enum convert_memo_says
convert_memo_ask(const struct convert_memo *m, const struct ht_charset *set, const char *s, size_t len)
{
    bool high = false, small = false, letter = false;
    uint64_t open = 0, seed = seed_of(set);

    for (size_t i = 0; i < len; i++) {
        struct word word = read_word(seed, s, i, len);
        if (word.n) {
            if (!has(m, &word))
                return MEMO_UNKNOWN;
            open |= m->slot[slot_of(&word)] & 1;
            high |= word.high;
            small |= word.small;
            i += word.n;
            letter = true;
        }
        if (i == len)
            break;
        uint8_t sign = signs[(unsigned char)s[i]];
        if (!sign || (sign == DIGIT && letter))
            return MEMO_UNKNOWN;
        letter = false;
    }
    if (!high)
        return MEMO_UNKNOWN;
    return open || !small ? MEMO_CASE : MEMO_KNOWN;
}

void
convert_memo_add(struct convert_memo *m, struct ht_detector *det, const struct ht_charset *set, const char *s,
                 size_t len)
{
    struct ht_buf text = HT_BUF_INIT;
    uint64_t seed = seed_of(set);

    for (size_t i = 0; i < len; i++) {
        struct word w = read_word(seed, s, i, len);
        if (w.n && !has(m, &w)) {
            ht_buf_clear(&text);
            ht_charset_decode(set, HT_DOOR_BYTES, s + i, w.n, &text, NULL);
            if (ht_word_is_whole(det, text.s, text.len))
                m->slot[slot_of(&w)] = (w.hash & ~(uint64_t)1) | ht_word_lacks_capitals(text.s, text.len);
        }
        i += w.n;
    }
    ht_buf_fini(&text);
}

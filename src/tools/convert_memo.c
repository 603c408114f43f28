/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * Words that a column of known encoding has already held.
 *
 * A ledger says the same few hundred syllables again and again.  Once a cell was read with full attention, its
 * words are remembered as bytes; a later cell made only of such words needs no second look.  A fixed table: a new
 * word takes the place of an older one.
 */
#include "config.h"
#include "tools/convert_memo.h"

#include <stdlib.h>
#include <string.h>

#include "base/mem.h"
#include "base/utf8.h"
#include "text/fold.h"
#include "text/viet.h"

enum { SLOT_BITS = 13, LONGEST = 24 };

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

/* What a byte is: a letter of a word, small or capital ASCII or beyond; a control character or
 * a sign, which in VISCII, ISC and others may be a letter; 0: another sign. */
enum kind { UPPER = 1, LOWER = 2, HIGH = 4, ODD = 8, LETTER = UPPER | LOWER | HIGH };

static const uint8_t kinds[256] = {
    [0 ... 0x1f] = ODD, ['@'] = ODD, ['[' ... '^'] = ODD, ['`'] = ODD, ['{' ... '~'] = ODD,
    ['A' ... 'Z'] = UPPER, ['a' ... 'z'] = LOWER, [0x80 ... 0xff] = HIGH,
};

/* The hash of a word of up to LONGEST bytes.  Bits 1 and up tell words apart; the upper ones choose the slot. */
static uint64_t
hash_word(const struct ht_charset *set, const char *s, size_t n, const char *end)
{
    const uint64_t odd = 0x9e3779b97f4a7c15u;
    uint64_t part[LONGEST / 8] = { 0 }, h = (uint64_t)(uintptr_t)set;   /* within one run only */

    if (__BYTE_ORDER__ == __ORDER_LITTLE_ENDIAN__ && n <= 8 && end - s >= 8) {
        memcpy(part, s, 8);
        part[0] &= ~(uint64_t)0 >> (64 - 8 * n);
    } else {
        memcpy(part, s, n);
    }
    h = (h ^ part[0]) * odd;
    for (size_t i = 1; i * 8 < n; i++)
        h = (h ^ h >> 29 ^ part[i]) * odd;
    h ^= h >> 32;
    return h * 0xbf58476d1ce4e5b9u | 2u;
}

enum convert_memo_says
convert_memo_ask(const struct convert_memo *m, const struct ht_charset *set, const char *s, size_t len)
{
    enum convert_memo_says says = MEMO_UNKNOWN;
    const unsigned char *p = (const unsigned char *)s, *const end = p + len;
    unsigned all = 0, open = 0;

    while (p < end) {
        const unsigned char *word = p;
        unsigned kind, here = 0;
        while (p < end && (kind = kinds[*p]) & LETTER) {
            here |= kind;
            p++;
        }
        all |= here;
        if (here & HIGH) {
            size_t n = (size_t)(p - word);
            if (n > LONGEST)
                return MEMO_UNKNOWN;
            uint64_t want = hash_word(set, (const char *)word, n, (const char *)end);
            uint64_t got = m->slot[want >> (64 - SLOT_BITS)];
            if ((want ^ got) >> 1)
                return MEMO_UNKNOWN;
            open |= got & 1;
            says = MEMO_KNOWN;
        }
        if (p < end && kinds[*p++] & ODD)
            return MEMO_UNKNOWN;
    }
    return says == MEMO_KNOWN && (open || !(all & LOWER)) ? MEMO_CASE : says;
}

/* Do the capitals of this decoded word depend on what stands beside it? */
static bool
open_case(const char *s, size_t len)
{
    unsigned upper = 0, lower = 0, open = 0;
    bool first = false;

    for (size_t i = 0, l; i < len; i += l) {
        enum ht_tone tone;
        uint32_t c = ht_utf8_get(s + i, &l);
        ht_untone(c, &tone);
        bool big = ht_is_upper(c);
        upper += big;
        lower += !big && tone == HT_NGANG;
        open += !big && tone != HT_NGANG;
        first |= i == 0 && !big && tone != HT_NGANG;
    }
    return first || (open && upper > 1 && !lower);
}

void
convert_memo_add(struct convert_memo *m, const struct ht_charset *set, const char *s, size_t len)
{
    struct ht_buf word = HT_BUF_INIT;

    for (size_t i = 0, n; i < len; i += n ? n : 1) {
        unsigned here = 0;
        for (n = 0; i + n < len && kinds[(unsigned char)s[i + n]] & LETTER; n++)
            here |= kinds[(unsigned char)s[i + n]];
        if (!(here & HIGH) || n > LONGEST)
            continue;
        ht_buf_clear(&word);
        ht_charset_decode(set, HT_DOOR_BYTES, s + i, n, &word, NULL);
        struct ht_syllable y;
        if (!ht_syllable(word.s, word.len, &y))
            continue;                   /* ƒnh may not be what was meant */
        uint64_t h = hash_word(set, s + i, n, s + len);
        m->slot[h >> (64 - SLOT_BITS)] = (h & ~(uint64_t)1) | open_case(word.s, word.len);
    }
    ht_buf_fini(&word);
}

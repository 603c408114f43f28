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

static bool
is_letter_byte(unsigned char c)
{
    return c >= 0x80 || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
}

static inline uint64_t
mix(uint64_t h, unsigned char c)
{
    return (h ^ c) * 0x9e3779b97f4a7c15u;
}

/* Bits 1 and up of a hash tell words apart; the upper ones choose the slot. */
static uint64_t
finish(uint64_t h)
{
    h ^= h >> 29;
    return (h * 0xbf58476d1ce4e5b9u) | 2u;
}

static uint64_t
seed(const struct ht_charset *set)
{
    return (uint64_t)(uintptr_t)set;    /* within one run only */
}

enum convert_memo_says
convert_memo_ask(const struct convert_memo *m, const struct ht_charset *set, const char *s, size_t len)
{
    enum convert_memo_says says = MEMO_UNKNOWN;
    bool lower = false;
    uint64_t h = seed(set);
    unsigned high = 0;

    for (size_t i = 0; i <= len; i++) {
        unsigned char c = i < len ? (unsigned char)s[i] : ' ';
        if (is_letter_byte(c)) {
            h = mix(h, c);
            high |= c;
            lower |= c >= 'a' && c <= 'z';
            continue;
        }
        if (c < 0x20)
            return MEMO_UNKNOWN;        /* VISCII and others have letters there */
        if (high & 0x80) {
            uint64_t want = finish(h), got = m->slot[want >> (64 - SLOT_BITS)];
            if ((want ^ got) >> 1)
                return MEMO_UNKNOWN;
            if (says != MEMO_CASE)
                says = got & 1 ? MEMO_CASE : MEMO_KNOWN;
        }
        h = seed(set);
        high = 0;
    }
    return says == MEMO_KNOWN && !lower ? MEMO_CASE : says;
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
        uint64_t h = seed(set);
        unsigned high = 0;
        for (n = 0; i + n < len && is_letter_byte((unsigned char)s[i + n]); n++) {
            h = mix(h, (unsigned char)s[i + n]);
            high |= (unsigned char)s[i + n];
        }
        if (!(high & 0x80) || n > LONGEST)
            continue;
        ht_buf_clear(&word);
        ht_charset_decode(set, HT_DOOR_BYTES, s + i, n, &word, NULL);
        h = finish(h);
        m->slot[h >> (64 - SLOT_BITS)] = (h & ~(uint64_t)1) | open_case(word.s, word.len);
    }
    ht_buf_fini(&word);
}

/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * Case, search keys and order.  Runs of ASCII go eight bytes at a time, Latin letters through one table,
 * the rest of Unicode through utf8proc, which nobody's ledger meets often.
 */
#include "config.h"
#include "text/fold.h"

#include <utf8proc.h>

#include "base/utf8.h"
#include "text/slot.h"
#include "text/viet.h"

struct latin {
    uint16_t lower, upper;              /* 0: not a letter */
    char base;                          /* small ASCII letter under the diacritics, 0: none */
};

static const struct latin latin[HT_NSLOTS] = {
#define LATIN(c, lower, upper, base) [HT_SLOT(c)] = { lower, upper, base },
#include "text/latin.def"
#undef LATIN
};

#define ONES (~(uint64_t)0 / 255)
#define HIGH (ONES * 0x80)

/* ---- one character ---- */

uint32_t
ht_lower_char(uint32_t c)
{
    if (c < 0x80)
        return c - 'A' < 26 ? c | 0x20 : c;
    if (HT_HAS_SLOT(c))
        return latin[HT_SLOT(c)].lower ? latin[HT_SLOT(c)].lower : c;
    return (uint32_t)utf8proc_tolower((utf8proc_int32_t)c);
}

uint32_t
ht_upper_char(uint32_t c)
{
    if (c < 0x80)
        return c - 'a' < 26 ? c & ~0x20u : c;
    if (HT_HAS_SLOT(c))
        return latin[HT_SLOT(c)].upper ? latin[HT_SLOT(c)].upper : c;
    return (uint32_t)utf8proc_toupper((utf8proc_int32_t)c);
}

static bool
is_digit(uint32_t c)
{
    if (c < 0x80)
        return c - '0' < 10;
    return !HT_HAS_SLOT(c) && utf8proc_category((utf8proc_int32_t)c) == UTF8PROC_CATEGORY_ND;
}

bool
ht_is_letter(uint32_t c)
{
    if (c < 0x80)
        return (c | 0x20) - 'a' < 26;
    if (c == 0xaa)
        return true;                    /* ª, the one letter of Latin-1 without case and below µ */
    if (HT_HAS_SLOT(c))
        return latin[HT_SLOT(c)].lower;
    switch (utf8proc_category((utf8proc_int32_t)c)) {
    case UTF8PROC_CATEGORY_LU: case UTF8PROC_CATEGORY_LL: case UTF8PROC_CATEGORY_LT:
    case UTF8PROC_CATEGORY_LM: case UTF8PROC_CATEGORY_LO:
    case UTF8PROC_CATEGORY_MN: case UTF8PROC_CATEGORY_MC: case UTF8PROC_CATEGORY_ME:
        return true;
    default:
        return false;
    }
}

bool
ht_is_upper(uint32_t c)
{
    return ht_lower_char(c) != c;
}

bool
ht_is_space(uint32_t c)
{
    if (c < 0x80)
        return c == ' ' || c - '\t' < 5;
    switch (c) {
    case 0x85: case 0xa0: case 0x1680: case 0x2028: case 0x2029: case 0x202f: case 0x205f: case 0x3000:
        return true;
    default:
        return c - 0x2000 <= 10;
    }
}

uint32_t
ht_base_letter(uint32_t c)
{
    if (c < 0x80 || !HT_HAS_SLOT(c) || !latin[HT_SLOT(c)].base)
        return c;
    uint32_t base = (unsigned char)latin[HT_SLOT(c)].base;
    return latin[HT_SLOT(c)].lower == c ? base : base & ~0x20u;
}

/* ---- case of text ---- */

/* Turns the case bit of every ASCII letter of eight bytes that lies in FIRST … FIRST + 25; no byte of V has its
 * high bit set. */
static uint64_t
flip_ascii(uint64_t v, unsigned char first)
{
    uint64_t from = v + ONES * (uint64_t)(0x80 - first);
    uint64_t past = v + ONES * (uint64_t)(0x80 - first - 26);
    return v ^ ((from & ~past & HIGH) >> 2);
}

/* A letter may grow from two bytes to three, never more. */
static char *
make_room(struct ht_buf *out, size_t n)
{
    ht_buf_room(out, n + n / 2 + 8);
    return out->s + out->len;
}

static void
map_case(struct ht_buf *out, const char *s, size_t n, uint32_t (*map)(uint32_t), unsigned char first)
{
    char *to = make_room(out, n);
    const char *end = s + n;
    while (s < end) {
        uint64_t v;
        while (end - s >= 8 && (memcpy(&v, s, 8), !(v & HIGH))) {
            v = flip_ascii(v, first);
            memcpy(to, &v, 8);
            s += 8;
            to += 8;
        }
        if (s == end)
            break;
        size_t len;
        uint32_t c = ht_utf8_get(s, &len);
        to += ht_utf8_put(to, map(c));
        s += len;
    }
    out->len = (size_t)(to - out->s);
    out->s[out->len] = '\0';
}

void
ht_lower(struct ht_buf *out, const char *s, size_t n)
{
    map_case(out, s, n, ht_lower_char, 'A');
}

void
ht_upper(struct ht_buf *out, const char *s, size_t n)
{
    map_case(out, s, n, ht_upper_char, 'a');
}

/* ---- search key ---- */

/* What an ASCII byte becomes in a search key; 0: a gap. */
static const char ascii_key[128] = {
    ['0'] = '0', '1', '2', '3', '4', '5', '6', '7', '8', '9',
    ['A'] = 'a', 'b', 'c', 'd', 'e', 'f', 'g', 'h', 'i', 'j', 'k', 'l', 'm',
    'n', 'o', 'p', 'q', 'r', 's', 't', 'u', 'v', 'w', 'x', 'y', 'z',
    ['a'] = 'a', 'b', 'c', 'd', 'e', 'f', 'g', 'h', 'i', 'j', 'k', 'l', 'm',
    'n', 'o', 'p', 'q', 'r', 's', 't', 'u', 'v', 'w', 'x', 'y', 'z',
};

/* What C, beyond ASCII, becomes: a character, 0 for a gap, MARK for nothing at all. */
#define MARK UINT32_MAX
static uint32_t
key_char(uint32_t c)
{
    if (HT_HAS_SLOT(c)) {
        const struct latin *l = &latin[HT_SLOT(c)];
        return l->base ? (uint32_t)(unsigned char)l->base : l->lower ? l->lower : c == 0xaa ? c : 0;
    }
    if (c - 0x300 < 0x70)
        return MARK;                    /* a mark that has no letter of its own: ê̆, ơ̆ of the Ê Đê */
    return ht_is_letter(c) || is_digit(c) ? ht_lower_char(c) : 0;
}

/* Writes the key of S, whole characters only, at most CAP bytes; returns its length. */
static size_t
fold_into(char *out, size_t cap, const char *s, size_t n)
{
    char *to = out, *const full = out + cap;
    const char *const end = s + n;
    bool gap = false;                   /* a blank is due, once something follows it */
    while (s < end) {
        unsigned char byte = (unsigned char)*s;
        size_t len = 1;
        uint32_t c = byte < 0x80 ? (uint32_t)(unsigned char)ascii_key[byte] : key_char(ht_utf8_get(s, &len));
        s += len;
        if (!c) {
            gap = to > out;
            continue;
        }
        if (c == MARK)
            continue;
        char put[4];
        size_t size = 1;
        if (c >= 0x80)
            size = ht_utf8_put(put, c);
        if ((size_t)(full - to) < size + gap)
            break;
        if (gap)
            *to++ = ' ';
        gap = false;
        if (size == 1)
            *to = (char)c;
        else
            memcpy(to, put, size);
        to += size;
    }
    return (size_t)(to - out);
}

void
ht_fold(struct ht_buf *out, const char *s, size_t n)
{
    char *to = make_room(out, n);
    out->len += fold_into(to, n + n / 2 + 8, s, n);
    out->s[out->len] = '\0';
}

size_t
ht_fold_to(char *out, size_t cap, const char *s, size_t n)
{
    if (!cap)
        return 0;
    size_t len = fold_into(out, cap - 1, s, n);
    out[len] = '\0';
    return len;
}

/* ---- order ---- */

enum { RANK_SPACE = 1, RANK_SIGN, RANK_DIGIT = 0x200000, RANK_LETTER = 0x400000, RANK_OTHER = 0x600000 };

/* The primary weight of C: blanks, signs, digits, letters of the alphabet, everything else; 0: none (marks).
 * f j w z stand where the Latin alphabet has them. */
static uint32_t
rank(uint32_t c)
{
    if (ht_is_space(c))
        return RANK_SPACE;
    if (is_digit(c))
        return RANK_DIGIT + c;
    uint32_t letter = ht_vi_letter_rank(c);
    uint32_t base = (uint32_t)ht_lower_char(ht_base_letter(c));
    if (base - 'a' < 26)
        return RANK_LETTER + (base << 8) + (letter ? letter : 0xff);
    if (c - 0x300 < 0x70)
        return 0;
    return ht_is_letter(c) ? RANK_OTHER + ht_lower_char(c) : RANK_SIGN + c;
}

/* Next character of the text that has a primary weight; marks passed over are added to *MARKS. */
static uint32_t
next_ranked(const char **s, const char *end, uint32_t *weight, uint32_t *marks)
{
    *marks = 0;
    while (*s < end) {
        size_t len;
        uint32_t c = ht_utf8_get(*s, &len);
        *s += len;
        *weight = rank(c);
        if (*weight)
            return c;
        *marks = *marks * 31 + c;
    }
    *weight = 0;
    return 0;
}

static int
order(uint32_t a, uint32_t b)
{
    return (a > b) - (a < b);
}

int
ht_vi_compare(const char *a, size_t na, const char *b, size_t nb)
{
    const char *const enda = a + na, *const endb = b + nb;
    int tones = 0, cases = 0;           /* first difference of lower levels */
    for (;;) {
        uint32_t wa, wb, marka, markb;
        uint32_t ca = next_ranked(&a, enda, &wa, &marka);
        uint32_t cb = next_ranked(&b, endb, &wb, &markb);
        if (wa != wb)
            return order(wa, wb);
        enum ht_tone ta, tb;
        ca = ht_untone(ca, &ta);
        cb = ht_untone(cb, &tb);
        if (!tones)
            tones = ta != tb ? order(ta, tb) : order(marka, markb);
        if (!cases && ca != cb)
            cases = ht_is_upper(ca) != ht_is_upper(cb) ? ht_is_upper(ca) - ht_is_upper(cb) : order(ca, cb);
        if (!wa)
            return tones ? tones : cases;
    }
}

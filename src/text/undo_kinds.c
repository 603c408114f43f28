/* SPDX-License-Identifier: BSD-2-Clause */
/* What programs that know nothing of TCVN3 do to it, the other way round. */
#include "config.h"
#include "text/undo_kinds.h"

#include <string.h>

#include "text/detect_int.h"

enum {
    MAX_FLIPS = 4,                      /* letters of a word whose case is tried both ways */
    SOFT_HYPHEN = 0xad, TCVN3_E_HAT = 0xaa, TCVN3_A_NANG = 0xb9, TCVN3_O_HUYEN = 0xdf
};

#define TCVN3_D '\xae'                  /* đ … */
#define UTF8_END_OF_D '\x91'            /* … and its last byte in UTF-8 */

/* ---- what a word may have been ---- */

static enum undone
replace(const char *s, size_t n, size_t at, size_t len, const char *by, struct ht_buf *out)
{
    ht_buf_add(out, s, at);
    ht_buf_adds(out, by);
    ht_buf_add(out, s + at + len, n - at - len);
    return MADE;
}

static bool
is_vowel(unsigned char c)
{
    return memchr("aeiouy", c | 0x20, 6) != NULL;
}

/* True if ư may stand before S[I] in a syllable: behind no vowel, and the only one before consonants.  A quick answer
 * that spares most of the words from being looked up. */
static bool
takes_horn(const char *s, size_t n, size_t i, bool bytes)
{
    if (i && is_vowel((unsigned char)s[i - 1]))
        return false;
    if (i && (unsigned char)s[i - 1] >= 0x80 && s[i - 1] != (bytes ? TCVN3_D : UTF8_END_OF_D))
        return false;
    if (i == n || (unsigned char)s[i] >= 0x80)
        return bytes || i == n || ((unsigned char)s[i] & 0xc0) != 0x80;
    if (is_vowel((unsigned char)s[i]))
        return strchr("eoyEOY", s[i]) == NULL;
    while (i < n && is_ascii_letter((unsigned char)s[i]) && !is_vowel((unsigned char)s[i]))
        i++;
    return i == n;
}

/* The I-th word that S is without its soft hyphen, which is ư. */
static enum undone
with_soft_hyphen(const char *s, size_t n, bool bytes, size_t i, struct ht_buf *out)
{
    static const char byte[] = { (char)SOFT_HYPHEN, '\0' };
    if (i > n)
        return NO_MORE;
    if (!takes_horn(s, n, i, bytes))
        return NOT_THIS;
    return replace(s, n, i, 0, bytes ? byte : "ư", out);
}

/* The I-th word that NFKC made S of: ª, which is ê, became a, and ¹, which is ạ, became 1. */
static enum undone
without_nfkc(const char *s, size_t n, bool bytes, size_t i, struct ht_buf *out)
{
    static const char e[] = { (char)TCVN3_E_HAT, '\0' }, a[] = { (char)TCVN3_A_NANG, '\0' };
    if (i >= n)
        return NO_MORE;
    if (s[i] == 'a')
        return replace(s, n, i, 1, bytes ? e : "ê", out);
    return s[i] == '1' ? replace(s, n, i, 1, bytes ? a : "ạ", out) : NOT_THIS;
}

/* The I-th word that a case function made S of: half of the letters of TCVN3 moved to others, ß became SS. */
static enum undone
in_other_case(const char *s, size_t n, bool bytes, size_t i, struct ht_buf *out)
{
    static const char o[] = { (char)TCVN3_O_HUYEN, '\0' };
    size_t at[MAX_FLIPS], count = 0;
    const char *ss = n > 1 ? memmem(s, n, "SS", 2) : NULL;
    if (!bytes)
        return NO_MORE;
    if (!i)
        return ss ? replace(s, n, (size_t)(ss - s), 2, o, out) : NOT_THIS;
    for (size_t k = 0; k < n && count < MAX_FLIPS; k++)
        if ((unsigned char)s[k] >= 0xc0)
            at[count++] = k;
    if (i >> count)
        return NO_MORE;
    size_t start = out->len;
    ht_buf_add(out, s, n);
    for (size_t k = 0; k < count; k++)
        out->s[start + at[k]] = (char)((unsigned char)out->s[start + at[k]] ^ (i >> k & 1 ? 0x20 : 0));
    return MADE;
}

/* ---- what can have befallen a cell ---- */

/* Nobody deletes some soft hyphens and leaves others; in most sets they are no letters. */
static bool
lacks_soft_hyphens(const struct suspect *c)
{
    return !c->other && (c->bytes ? !memchr(c->s, SOFT_HYPHEN, c->n) : !memmem(c->s, c->n, "ư", 2));
}

/* NFKC leaves none of the characters that it replaces. */
static bool
is_nfkc(const struct suspect *c)
{
    static const bool replaced[256] = {
        [0xa8] = true, [0xaa] = true, [0xaf] = true, [0xb2 ... 0xb5] = true, [0xb8 ... 0xba] = true,
        [0xbc ... 0xbe] = true,
    };
    for (size_t i = 0; c->bytes && i < c->n; i++)
        if (replaced[(unsigned char)c->s[i]])
            return false;
    return c->text && (c->bytes || !memmem(c->s, c->n, "ạ", 3));
}

/*
 * LOWER(), PROPER() and UPPER() leave a trace: after the first two no letter but a word's first, and those behind what
 * is no letter of Latin-1, is a capital; after UPPER() none is a small one.  A cell that has both, as TCVN3 does by
 * nature, was not touched.
 */
static bool
is_cased(const struct suspect *c)
{
    bool small = false, inner_capital = false, inside = false;
    for (size_t i = 0; i < c->n; i++) {
        unsigned char u = (unsigned char)c->s[i];
        bool capital = (u >= 'A' && u <= 'Z') || (u >= 0xc0 && u <= 0xde && u != 0xd7);
        bool small_one = (u >= 'a' && u <= 'z') || (u >= 0xe0 && u <= 0xfe && u != 0xf7);
        small |= small_one;
        inner_capital |= capital && inside;
        inside = capital || small_one;
    }
    return c->bytes && !(small && inner_capital);
}

const struct undo_kind undo_kinds[UNDO_KINDS] = {
    { HT_DAMAGE_SOFT_HYPHEN, false, lacks_soft_hyphens, with_soft_hyphen },
    { HT_DAMAGE_NFKC, true, is_nfkc, without_nfkc },
    { HT_DAMAGE_CASE, false, is_cased, in_other_case },
};

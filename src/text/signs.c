/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * Signs that stand where a letter of the word must have been: V–N, T” CHUNG, thị tr n with a blank of odd kind.  Every
 * old set has letters where Windows has its dashes, quotation marks and bullets, so a reading that leaves them in the
 * middle of a word is the wrong one, or the text was damaged before.  Judged by the rest of the word: an onset without
 * a vowel, an end without a beginning.
 */
#include "config.h"

#include <string.h>

#include "base/mem.h"
#include "base/utf8.h"
#include "text/detect_int.h"
#include "text/fold.h"

enum sign {
    NO_SIGN,
    BLANK,                              /* NBSP: people do write it between words */
    DASH,
    QUOTE, OPENING,
    APOSTROPHE,                         /* K’Brêu */
    PLAIN,                              /* of ASCII, where ISC, BKHCM1 and, among the controls, VISCII have letters */
    BRACKET,                            /* the same, but it stands before words, too */
    BACKSLASH,                          /* the same, but programmers begin words with it */
    STRANGE                             /* what no word has beside it */
};

static enum sign
sign_of(uint32_t c)
{
    switch (c) {
    case '@': case '#': case '^': case '`': case '|': case '~': case 0x7f:
        return PLAIN;
    case '{': case '}': case '[': case ']':
        return BRACKET;
    case '\\':
        return BACKSLASH;
    case 0xa0:
        return BLANK;
    case 0x2013: case 0x2014:
        return DASH;
    case 0x201d:
        return QUOTE;
    case 0x201c:
        return OPENING;
    case 0x2018: case 0x2019:
        return APOSTROPHE;
    case 0x192: case 0x2c6: case 0x2dc: case 0x201a: case 0x201e: case 0x2020: case 0x2021: case 0x2022: case 0x2026:
    case 0x2030: case 0x2039: case 0x203a: case 0x20ac: case 0x2122:
        return STRANGE;
    case 0x2017:
        return STRANGE;                 /* what the code pages of DOS have in place of letters, as the frames below */
    default:
        if (c >= 0x2500 && c < 0x25a0)
            return STRANGE;
        return c > 0 && c < ' ' ? PLAIN : NO_SIGN;      /* a control character */
    }
}

struct piece {
    char s[8];                          /* its letters in small ones, if it is short enough to be looked up */
    size_t letters;
};

/* Adds a letter, unless the piece is longer than any onset. */
static void
add_letter(struct piece *p, uint32_t c)
{
    size_t n = strlen(p->s);
    if (p->letters++ < 3 && n + 4 < sizeof p->s)
        p->s[n + ht_utf8_put(p->s + n, ht_lower_char(c))] = '\0';
}

static bool
is_among(const struct piece *p, const char *const *list, size_t n)
{
    for (size_t i = 0; i < n && p->letters && p->letters <= 3; i++)
        if (!strcmp(p->s, list[i]))
            return true;
    return false;
}

static bool
is_onset(const struct piece *p)
{
    static const char *const list[] = {
        "b", "c", "ch", "d", "đ", "g", "gh", "h", "k", "kh", "l", "m", "n", "ng", "ngh", "nh", "p", "ph", "q", "qu",
        "r", "s", "t", "th", "tr", "v", "x",
    };
    return is_among(p, list, HT_COUNT(list));
}

static bool
is_coda(const struct piece *p)
{
    static const char *const list[] = { "c", "ch", "m", "n", "ng", "nh", "p", "t" };
    return is_among(p, list, HT_COUNT(list));
}

/* True if SIGN between two pieces, each of them perhaps empty, stands for a letter.  QUOTED: a quotation is open. */
static bool
stands_for_letter(enum sign sign, const struct piece *before, const struct piece *after, bool quoted)
{
    bool inside = before->letters && after->letters;
    switch (sign) {
    case PLAIN:
        return is_onset(before) || is_coda(after);
    case BLANK: case BRACKET:
        return is_onset(before) || (before->letters && is_coda(after));
    case BACKSLASH:
        return is_onset(before);
    case DASH:
        return is_onset(before) || is_coda(after) || (!before->letters && after->letters == 1);
    case QUOTE:
        return !quoted && (is_onset(before) || (inside && is_coda(after)));
    case OPENING:
        return is_onset(before) || (inside && is_coda(after));
    case APOSTROPHE:
        return after->letters ? inside && is_coda(after) : !quoted && is_onset(before);
    case STRANGE:
        return inside || is_onset(before) || is_coda(after);
    default:
        return false;
    }
}

/* The letters at S, up to END; the next character that is none in *NEXT. */
static const char *
take_letters(const char *s, const char *end, struct piece *p, uint32_t *next)
{
    size_t len;
    *p = (struct piece){ .letters = 0 };
    *next = 0;
    for (; s < end; s += len) {
        uint32_t c = ht_utf8_get(s, &len);
        if (!ht_is_letter(c) || sign_of(c)) {
            *next = c;
            return s + len;
        }
        add_letter(p, c);
    }
    return s;
}

/* True for `x` and |x|: the sign that begins it comes again. */
static bool
is_quoted(const char *s, const char *end)
{
    enum sign sign = end - s > 2 ? sign_of((unsigned char)*s) : NO_SIGN;
    return sign == PLAIN && (unsigned char)*s >= ' ' && memchr(s + 1, *s, (size_t)(end - s - 1));
}

/* The same for what stands between two blanks; numbers of documents (12/QĐ–UBND) have their own grammar. */
static bool
token_lacks_letters(const char *s, const char *end, bool decoded, bool *quoted)
{
    for (const char *p = s; p < end; p++)
        if ((*p >= '0' && *p <= '9') || *p == '/' || *p == '.')
            return false;
    if (decoded && is_quoted(s, end))
        return false;
    struct piece before, after;
    uint32_t c, next;
    s = take_letters(s, end, &before, &c);
    for (; c; c = next, before = after) {
        s = take_letters(s, end, &after, &next);
        enum sign sign = sign_of(c);
        *quoted |= c == '"' || ((sign == OPENING || c == 0x2018) && !before.letters);
        if ((decoded || sign < PLAIN || sign > BACKSLASH) && stands_for_letter(sign, &before, &after, *quoted))
            return true;
    }
    return false;
}

/* First bytes of all signs. */
static const bool may_start_sign[256] = {
    [1 ... 8] = true, [14 ... 31] = true, ['#'] = true, ['@'] = true, ['[' ... '^'] = true, ['`'] = true,
    ['{' ... 0x7f] = true,
    [0xc2] = true, [0xc6] = true, [0xcb] = true, [0xe2] = true,
};

bool
lacks_letters(const char *s, size_t n, bool decoded)
{
    const char *const end = s + n;
    bool quoted = false;
    while (s < end) {
        const char *token = s;
        bool sign = false;
        for (; s < end && *s != ' ' && *s != '\t' && *s != '\n' && *s != '\r'; s++)
            sign |= may_start_sign[(unsigned char)*s];
        if (sign && token_lacks_letters(token, s, decoded, &quoted))
            return true;
        quoted |= memchr(token, '"', (size_t)(s - token)) != NULL;
        s++;
    }
    return false;
}

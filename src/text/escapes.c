/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * Signs of ASCII that stand for letters: the marks of VIQR and of VNI for e-mail, the letters that some fonts drew in
 * place of brackets, numeric and named references, C escapes.
 *
 * A table says what a sign is worth between its neighbours.  Full stops and question marks end sentences, so they only
 * count inside words, and apostrophes belong to names of the highlands (H'Hen): behind a vowel they hardly do.
 */
#include "config.h"

#include "text/detect_int.h"

enum {
    REFERENCE = 250,                    /* &#7877; or \\u1ec5 */
    NAMED = 200,                        /* &agrave; */
    BRACKET = 150,                      /* } beside a letter */
    STRONG = 110,                       /* ^ in a word */
    MEDIUM = 60,                        /* ? in a word */
    MARK = 80,                          /* ' or . in a word */
    FINAL = 30,                         /* . behind it, and the sentence goes on … */
    FINAL_IN_NAME = 50,                 /* … or the cell is the name of a person: Phan Thi. Du */
    DOUBLED = 60,                       /* DD or dd before a word's first vowel */
    SLIGHT = 1                          /* worth a look */
};

enum where {
    LETTER = 1,                         /* beside any letter */
    VOWEL = 2,                          /* behind a vowel or a mark */
    INSIDE = 4                          /* … and before a letter or a mark */
};

static const struct sign {
    uint8_t where, price;
} signs[128] = {
    ['^'] = { LETTER, STRONG }, ['`'] = { LETTER, STRONG }, ['~'] = { LETTER, STRONG }, ['{'] = { LETTER, BRACKET },
    ['|'] = { LETTER, BRACKET }, ['}'] = { LETTER, BRACKET }, ['+'] = { VOWEL, MEDIUM }, ['('] = { INSIDE, STRONG },
    ['?'] = { INSIDE, MEDIUM }, ['\''] = { INSIDE, MARK }, ['.'] = { INSIDE, MARK }, ['*'] = { INSIDE, MEDIUM },
    ['@'] = { INSIDE, SLIGHT }, ['#'] = { INSIDE, SLIGHT },
};

static bool
is_vowel(unsigned char c)
{
    return c && c < 0x80 && strchr("aeiouyAEIOUY", c);
}

static bool
is_digit(unsigned char c)
{
    return c >= '0' && c <= '9';
}

static bool
is_hex(unsigned char c)
{
    return is_digit(c) || (c | 0x20u) - 'a' < 6u;
}

/* What the reference at S is worth, 0 if there is none. */
static int
reference(const unsigned char *s, size_t n)
{
    size_t i = 1;
    if (n < 4)
        return 0;
    if (*s == '\\') {
        bool hex = s[1] == 'u' || s[1] == 'x' || s[1] == 'U';
        return hex && is_hex(s[2]) && is_hex(s[3]) ? REFERENCE : 0;
    }
    if (s[1] == '#') {
        bool hex = s[2] == 'x' || s[2] == 'X';
        for (i = hex ? 3 : 2; i < n && (hex ? is_hex(s[i]) : is_digit(s[i])); i++)
            ;
        return i > 2 && i < n && s[i] == ';' ? REFERENCE : 0;
    }
    while (i < n && is_ascii_letter(s[i]))
        i++;
    bool markup = !memcmp(s, "&amp", 4) || (i == 5 && !memcmp(s, "&quot", 5));
    return i > 3 && i < n && s[i] == ';' && !markup ? NAMED : 0;
}

/* Length of the reference at S, of which reference() knows; a C escape has up to four digits behind its letter. */
static size_t
reference_length(const char *s, size_t n)
{
    size_t len = 2;
    if (*s == '&')
        return (size_t)((const char *)memchr(s, ';', n) - s) + 1;
    while (len < n && len < 6 && is_hex((unsigned char)s[len]))
        len++;
    return len;
}

/* The next reference from S; NULL if there is none. */
static const char *
find_reference(const char *s, const char *end)
{
    for (; s < end; s++)
        if ((*s == '&' || *s == '\\') && reference((const unsigned char *)s, (size_t)(end - s)))
            return s;
    return NULL;
}

bool
has_references(const char *s, size_t n)
{
    const char *const end = s + n;
    const char *amp = memchr(s, '&', n), *slash = memchr(s, '\\', n);
    return (amp && find_reference(amp, end)) || (slash && find_reference(slash, end));
}

void
expand_references(const struct ht_charset *named, const struct ht_charset *escaped, const char *s, size_t n,
                  struct ht_buf *out)
{
    const char *const end = s + n;
    for (const char *at; (at = find_reference(s, end)) != NULL; ) {
        size_t len = reference_length(at, (size_t)(end - at));
        ht_buf_add(out, s, (size_t)(at - s));
        ht_charset_decode(*at == '&' ? named : escaped, HT_DOOR_BYTES, at, len, out, NULL);
        s = at + len;
    }
    ht_buf_add(out, s, (size_t)(end - s));
}

/* True if the sign WHERE stands between BEFORE and AFTER as its row asks. */
static bool
fits(unsigned where, unsigned char before, unsigned char after)
{
    bool mark = before && before < 0x80 && signs[before].where;
    bool vowel = mark || is_vowel(before) || before >= 0x80;
    switch (where) {
    case LETTER:
        return is_ascii_letter(before) || is_ascii_letter(after);
    case VOWEL:
        return vowel;
    case INSIDE:
        return vowel && (is_ascii_letter(after) || (after < 0x80 && signs[after].where));
    default:
        return false;
    }
}

bool
may_hold_marks(const char *s, size_t n)
{
    for (size_t i = 1; i < n; i++) {
        unsigned char c = (unsigned char)s[i], before = (unsigned char)s[i - 1];
        if (is_vowel(before) && c && c < 0x80 && strchr("'`?~.^(+*-{}|", c))
            return true;
        if ((before | 0x20u) == 'd' && ((c | 0x20u) == 'd' || c == '_' || c == '-'))
            return true;
    }
    return false;
}

/* True if S is a few words with capitals, and nothing else but marks: the name of a person. */
static bool
is_name(const unsigned char *s, size_t n)
{
    enum { LONGEST_NAME = 5 };
    size_t words = 0;
    for (size_t i = 0; i < n; i++) {
        bool first = i == 0 || s[i - 1] == ' ';
        if (first && (s[i] < 'A' || s[i] > 'Z'))
            return false;
        if (!first && !is_ascii_letter(s[i]) && s[i] != ' ' && !(s[i] < 0x80 && signs[s[i]].where))
            return false;
        words += first;
    }
    return words >= 2 && words <= LONGEST_NAME;
}

/* What the full stop or apostrophe at S + I is worth, if it is behind the vowel that ends a word: Thi. La^m, Ly' Minh.
 * Behind a full stop the sentence must go on, and apostrophes must not end what another one began. */
static int
final_mark(const unsigned char *s, size_t i, size_t n)
{
    if ((s[i] != '.' && s[i] != '\'') || i < 2 || !is_vowel(s[i - 1]) || !is_ascii_letter(s[i - 2]))
        return 0;
    bool goes_on = i + 2 < n && s[i + 1] == ' ' && is_ascii_letter(s[i + 2]);
    if (s[i] == '.')
        return !goes_on ? 0 : is_name(s, n) ? FINAL_IN_NAME : FINAL;
    for (size_t k = 0; k < i; k++)
        if (s[k] == '\'' && (k == 0 || !is_ascii_letter(s[k - 1])))
            return 0;
    return goes_on || i + 1 == n ? MARK : 0;
}

/* What DD or D_ at S + I is worth, which begins a word: DDi.nh, D_i}nh. */
static int
first_mark(const unsigned char *s, size_t i, size_t n)
{
    if ((s[i] | 0x20u) != 'd' || i + 2 >= n || (i > 0 && (is_ascii_letter(s[i - 1]) || is_digit(s[i - 1])))
        || !(is_vowel(s[i + 2]) || s[i + 2] >= 0x80))
        return 0;
    return s[i + 1] == '_' ? STRONG : s[i + 1] == s[i] || (s[i + 1] | 0x20u) == s[i] ? DOUBLED : 0;
}

/* What the byte at S + I is worth as a mark. */
static int
mark_price(const unsigned char *s, size_t i, size_t n)
{
    unsigned char before = i ? s[i - 1] : 0, after = i + 1 < n ? s[i + 1] : 0;
    if (s[i] < 0x80 && signs[s[i]].where && fits(signs[s[i]].where, before, after))
        return signs[s[i]].price;
    return is_ascii_letter(s[i]) ? first_mark(s, i, n) : final_mark(s, i, n);
}

/* True if the byte at S + I is a sign that prose has before words as well, and it stands behind no letter, nor behind a
 * mark of one. */
static bool
opens(const unsigned char *s, size_t i)
{
    if (!strchr("'`{|~^", s[i]))
        return false;
    if (i > 1 && strchr("^(+*", s[i - 1]))
        i--;
    return i == 0 || !(is_ascii_letter(s[i - 1]) || s[i - 1] >= 0x80);
}

bool
holds_marks(const char *text, size_t n)
{
    const unsigned char *s = (const unsigned char *)text;
    bool any = false;
    for (size_t i = 0; i < n; i++) {
        if (s[i] && s[i] < 0x80 && opens(s, i))
            return false;
        any |= s[i] != '?' && mark_price(s, i, n) > SLIGHT;
    }
    return any;
}

int
escape_price(const char *s, size_t n, bool hint)
{
    const unsigned char *p = (const unsigned char *)s;
    int sum = 0;
    for (size_t i = 0; i < n && sum < 10000; i++) {
        unsigned char before = i ? p[i - 1] : 0, after = i + 1 < n ? p[i + 1] : 0;
        int price = mark_price(p, i, n);
        if (p[i] == '&' || p[i] == '\\')
            sum += reference(p + i, n - i);
        else if (price)
            sum += price;
        else if ((p[i] == '{' || p[i] == '}') && !memchr(s, p[i] ^ '{' ^ '}', n))
            sum += BRACKET;             /* Ý by itself */
        else if (p[i] == '?' && is_ascii_letter(before) && is_ascii_letter(after))
            sum += SLIGHT;              /* a lost letter */
    }
    return hint || sum > SLIGHT * 9 ? sum : 0;
}

/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * Text that was damaged before it reached us.  It decodes without complaint, so it must be told from what is missing:
 * words that become common ones when the loss is undone.  Nothing is restored here; a person looks at the paper.
 */
#include "config.h"

#include "base/utf8.h"
#include "text/detect_int.h"
#include "text/fold.h"
#include "text/viet.h"

enum {
    RARE = 150,                         /* of one that is next to never met */
    COMMON = 135,                       /* cost of a word that is met often */
    CLEARLY = 45,                       /* one reading of a word is clearly more likely than the other */
    MAX_WORD = 64,                      /* bytes of a word that is looked at */
    MAX_ONSET = 3,
    MAX_FLIPS = 4                       /* letters of a word whose case is tried both ways */
};

static bool
is_letter_at(const char *s, const char *end)
{
    size_t len;
    return s < end && ht_is_letter(ht_utf8_get(s, &len));
}

/* True if the letters from S to END are no end of a word: consonants that no syllable stands without a vowel behind. */
static bool
wants_vowel(const char *s, const char *end)
{
    for (size_t len; s < end; s += len) {
        enum ht_tone tone;
        uint32_t c = ht_untone(ht_lower_char(ht_utf8_get(s, &len)), &tone);
        if (!ht_vi_letter_rank(c) || ht_with_tone(c, HT_NGANG))
            return false;
    }
    return true;
}

/* True if the question marks from S to END, behind a word that begins at WORD (S: there is none), stand for letters:
 * before a letter nobody asks, nor behind V or Th, of which "Vũ" or "Thọ" is left. */
static bool
stands_for_letters(const char *text, const char *word, const char *s, const char *next, const char *end)
{
    bool blank = s == text || s[-1] == ' ', letter = word < s;
    if (is_letter_at(next, end))
        return letter || blank || (unsigned char)s[-1] >= 0x80;
    return letter && s - word <= MAX_ONSET && (word > text || next < end) && wants_vowel(word, s);
}

bool
has_replacements(const char *s, size_t n)
{
    const char *const end = s + n, *word = s;
    if (!memchr(s, '?', n) && !memchr(s, 0xef, n))     /* U+FFFD begins so */
        return false;
    for (const char *at = s; at < end; ) {
        size_t len;
        uint32_t c = ht_utf8_get(at, &len);
        const char *next = at + len;
        if (c == 0xfffd)
            return true;
        if (c == '?') {
            while (next < end && *next == '?')
                next++;
            if (stands_for_letters(s, word, at, next, end))
                return true;
        }
        if (!ht_is_letter(c))
            word = next;
        at = next;
    }
    return false;
}

/* NFKC turned ¨ ¸ ´ ¯ into a blank and a combining mark, ¹ ² ³ into digits inside words, ¼ into 1⁄4. */
static bool
was_nfkc(const char *s, size_t n, bool legacy)
{
    const char *const end = s + n;
    uint32_t before = 0, before2 = 0;
    for (size_t len; s < end; s += len) {
        uint32_t c = ht_utf8_get(s, &len);
        if (before == ' ' && (c == 0x301 || c == 0x304 || c == 0x308 || c == 0x327))
            return true;
        if (c == 0x2044 && before - '1' < 3)
            return true;
        if (before - '1' < 3 && ht_is_letter(before2) && ht_is_letter(c) && !ht_is_upper(c)
            && (legacy || before2 >= 0x80 || !ht_is_upper(before2)))
            return true;
        before2 = before;
        before = c;
    }
    return false;
}

/* True if the word, with ư put in at some place, is common, and is not as it stands. */
static bool
lacks_u_horn(struct ht_lexicon *lex, const char *s, size_t n)
{
    char with[MAX_WORD + 2];
    struct ht_word_cost as_is = ht_lexicon_cost(lex, s, n);
    bool vowel = false, horn = false;
    if (n > MAX_WORD || as_is.shape & HT_SHAPE_INNER)
        return false;
    for (size_t i = 0, len; i < n; i += len) {
        uint32_t c = ht_lower_char(ht_utf8_get(s + i, &len));
        enum ht_tone tone;
        uint32_t base = ht_untone(c, &tone);
        vowel |= ht_with_tone(base, HT_NGANG) != 0;
        if (base == 0x1a1 && (i < 2 || memcmp(s + i - 2, "\xc6\xb0", 2))) {
            memcpy(with, s, i);
            memcpy(with + i, "\xc6\xb0", 2);
            memcpy(with + i + 2, s + i, n - i);
            horn = true;
        }
    }
    if (horn) {
        struct ht_word_cost c = ht_lexicon_cost(lex, with, n + 2);
        return c.kind == HT_WORD_KNOWN && c.cost < COMMON
            && (as_is.kind == HT_WORD_OTHER || as_is.cost - c.cost > CLEARLY);
    }
    if (vowel || n < 2 || !ht_is_ascii(s, n) || ht_is_upper((unsigned char)s[1]))
        return false;
    for (size_t i = 1; i < n; i++) {    /* hng is hưng: no vowel at all */
        memcpy(with, s, i);
        memcpy(with + i, "\xc6\xb0", 2);
        memcpy(with + i + 2, s + i, n - i);
        struct ht_word_cost c = ht_lexicon_cost(lex, with, n + 2);
        if (c.kind == HT_WORD_KNOWN && c.cost < COMMON)
            return true;
    }
    return false;
}

/* A word that is nothing but an onset, t or nh: tư and như without their vowel. */
static bool
is_bare_onset(struct ht_lexicon *lex, const char *s, size_t n)
{
    char with[MAX_ONSET + 2];
    if (n > MAX_ONSET || !ht_is_ascii(s, n) || ht_is_upper((unsigned char)s[n - 1]))
        return false;
    for (size_t i = 0; i < n; i++)
        if (ht_with_tone((unsigned char)s[i], HT_NGANG))
            return false;
    memcpy(with, s, n);
    memcpy(with + n, "\xc6\xb0", 2);
    struct ht_word_cost c = ht_lexicon_cost(lex, with, n + 2);
    return c.kind == HT_WORD_KNOWN && c.cost < COMMON;
}

bool
lost_horn(struct ht_lexicon *lex, const char *s, size_t n)
{
    return lacks_u_horn(lex, s, n) || is_bare_onset(lex, s, n);
}

static bool
has_bytes(const char *s, size_t n, const char *what)
{
    return memmem(s, n, what, strlen(what));
}

static bool
lost_soft_hyphens(struct ht_detector *det, const char *s, size_t n, bool legacy)
{
    const char *at = s, *word;
    size_t len;
    if (has_bytes(s, n, "ư"))
        return false;                   /* whatever deletes them leaves none: it is an odd name in a long line */
    while ((word = ht_next_word(&at, s + n, &len))) {
        if (lacks_u_horn(det->lex, word, len))
            return true;
        bool free = (word == s || word[-1] == ' ') && (at == s + n || *at == ' ');
        if (legacy && free && is_bare_onset(det->lex, word, len))
            return true;
    }
    return false;
}

/* The bytes that a word of widened text stands for, at most MAX_WORD; 0 if it holds other characters. */
static size_t
narrow(const char *s, size_t n, char *out)
{
    size_t count = 0;
    for (size_t len; n; s += len, n -= len) {
        uint32_t c = ht_utf8_get(s, &len);
        if (c > 0xff || count == MAX_WORD)
            return 0;
        out[count++] = (char)c;
    }
    return count;
}

/* True if turning the case of some letters of this word, which nobody knows, gives one that SET knows. */
static bool
known_in_other_case(struct ht_detector *det, const struct ht_charset *set, char *s, size_t n)
{
    size_t at[MAX_FLIPS], count = 0;
    for (size_t i = 0; i < n && count < MAX_FLIPS; i++)
        if ((unsigned char)s[i] >= 0xc0)
            at[count++] = i;
    for (unsigned bits = 0; bits < 1u << count; bits++) {
        for (size_t i = 0; i < count; i++)
            s[at[i]] = (char)((unsigned char)s[at[i]] ^ (bits >> i & 1 ? 0x20 : 0));
        ht_buf_clear(&det->scratch);
        ht_charset_decode(set, HT_DOOR_BYTES, s, n, &det->scratch, NULL);
        struct ht_word_cost c = ht_lexicon_cost(det->lex, det->scratch.s, det->scratch.len);
        if (c.kind == HT_WORD_KNOWN && c.cost < COMMON)
            return bits != 0;
        for (size_t i = 0; i < count; i++)
            s[at[i]] = (char)((unsigned char)s[at[i]] ^ (bits >> i & 1 ? 0x20 : 0));
    }
    return false;
}

/*
 * LOWER(), PROPER() and UPPER() leave a trace: after the first two no letter but a word's first is a capital of
 * Latin-1, after UPPER() none is a small one.  A cell that has both, as TCVN3 does by nature, was not touched.
 */
static bool
could_be_cased(const char *s, size_t n, bool text)
{
    bool small = false, inner_capital = false, inside = false;
    for (size_t i = 0, len = 1; i < n; i += len) {
        uint32_t c = text ? ht_utf8_get(s + i, &len) : (unsigned char)s[i];
        bool letter = ht_is_letter(c) || c >= 0x80;
        bool capital = (c >= 'A' && c <= 'Z') || (c >= 0xc0 && c <= 0xde && c != 0xd7);
        small |= (c >= 'a' && c <= 'z') || (c >= 0xe0 && c <= 0xfe && c != 0xf7);
        inner_capital |= capital && inside;
        inside = letter;
    }
    return !(small && inner_capital);
}

/* True if the word is a common one as it stands: Trà was Trà. */
static bool
reads_well(struct ht_lexicon *lex, const char *s, size_t n)
{
    struct ht_word_cost c = ht_lexicon_cost(lex, s, n);
    return c.kind == HT_WORD_KNOWN && c.cost < COMMON;
}

/* LOWER() or UPPER() over TCVN3: half of its letters moved to others. */
static bool
case_was_changed(struct ht_detector *det, const struct ht_cell_text *cell)
{
    size_t strange = 0, explained = 0, i = 0;
    bool text = cell->door != HT_DOOR_BYTES || ht_utf8_valid(cell->s, cell->len) == cell->len;
    if (!det->set[SET_TCVN3] || !could_be_cased(cell->s, cell->len, text))
        return false;
    while (i < cell->len) {
        size_t at = i;
        while (i < cell->len && ((unsigned char)cell->s[i] >= 0x80 || ht_is_letter((unsigned char)cell->s[i])))
            i++;
        size_t n = i - at;
        char word[MAX_WORD];
        if (!n) {
            i++;
            continue;
        }
        if (ht_is_ascii(cell->s + at, n) || n > MAX_WORD)
            continue;
        if (!text)
            memcpy(word, cell->s + at, n);
        else if (reads_well(det->lex, cell->s + at, n) || !(n = narrow(cell->s + at, n, word)))
            continue;
        ht_buf_clear(&det->scratch);
        ht_charset_decode(det->set[SET_TCVN3], HT_DOOR_BYTES, word, n, &det->scratch, NULL);
        struct ht_word_cost c = ht_lexicon_cost(det->lex, det->scratch.s, det->scratch.len);
        if (c.kind == HT_WORD_KNOWN && c.cost < RARE)
            continue;
        strange++;
        explained += known_in_other_case(det, det->set[SET_TCVN3], word, n);
    }
    return explained && explained * 2 >= strange;
}

/* Greek letters where TCVN3 has µ: NFKC makes μ of it, UPPER() then Μ. */

enum ht_damage
find_damage(struct ht_detector *det, const struct ht_detected *d, const struct ht_cell_text *cell)
{
    if (has_replacements(d->s, d->len))
        return HT_DAMAGE_REPLACED;
    if (was_nfkc(d->s, d->len, d->set != NULL) || (d->set && has_bytes(cell->s, cell->len, "\xce\xbc")))
        return HT_DAMAGE_NFKC;
    struct score score = score_text(det->lex, d->s, d->len, SCORE_FOREIGN | SCORE_NO_CAPITALS);
    bool strange = score.known < score.words || score.worst >= RARE;
    if (strange && (has_bytes(cell->s, cell->len, "\xce\x9c") || case_was_changed(det, cell)))
        return HT_DAMAGE_CASE;
    if (lost_soft_hyphens(det, d->s, d->len, d->set != NULL))
        return HT_DAMAGE_SOFT_HYPHEN;
    return HT_DAMAGE_NONE;
}

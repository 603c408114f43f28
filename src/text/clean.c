/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * The first look at every cell of a source: does it need another?  Most do not, so this is made of tables and short
 * loops, and whatever is not plainly Vietnamese in UTF-8 is left to the long way.
 */
#include "config.h"

#include <string.h>

#include "base/utf8.h"
#include "text/detect_int.h"
#include "text/viet.h"

/* ASCII that is no part of any escape, alone or together. */
static const bool plain[256] = {
    [' '] = true, [','] = true, ['-'] = true, ['/'] = true, [':'] = true, [';'] = true, ['_'] = true,
    ['0' ... '9'] = true, ['A' ... 'Z'] = true, ['a' ... 'z'] = true,
};

/*
 * A machine over bytes that accepts words of Vietnamese letters with signs between them.  An entry is the state that
 * the byte leads to and what it said: the end of a word, the kind of the letter that it ends.  One table instead of
 * branches: where in a word the letters beyond ASCII stand cannot be predicted.
 */
enum state {
    BAD,                                /* for good */
    BEGIN,                              /* of a letter or a sign */
    HORN,                               /* the same; the letter before was ư */
    C3, C4, C5, C6,                     /* within a letter, by its bytes so far … */
    C6_HORN,                            /* … and behind ư */
    E1, E1_HORN, E1_BA, E1_BB, E1_BB_HORN,
    STATES,

    STATE = 15,                         /* the bits of a state */
    SIGN = 1 << 4, LATIN1 = 1 << 5, BEYOND = 1 << 6, HORN_O = 1 << 7
};

/* Where no letter is open. */
#define BETWEEN(c6, e1) { \
    ['\t' ... '\n'] = BEGIN | SIGN, ['\r'] = BEGIN | SIGN,   /* the controls that XML 1.0 holds */ \
    [' ' ... '@'] = BEGIN | SIGN, ['A' ... 'Z'] = BEGIN, ['[' ... '`'] = BEGIN | SIGN, ['a' ... 'z'] = BEGIN, \
    ['{' ... 0x7f] = BEGIN | SIGN, [0xc3] = C3, [0xc4] = C4, [0xc5] = C5, [0xc6] = c6, [0xe1] = e1 }

/* Ơ and its tones, behind ư as they should be or alone. */
#define BEHIND_C6(o) { [0xa0 ... 0xa1] = BEGIN | (o), [0xaf ... 0xb0] = HORN | BEYOND }
#define BEHIND_E1_BB(o) { \
    [0x80 ... 0x99] = BEGIN | BEYOND, [0x9a ... 0xa3] = BEGIN | (o), [0xa4 ... 0xb9] = BEGIN | BEYOND }

static const uint8_t step[STATES][256] = {
    [BEGIN] = BETWEEN(C6, E1),
    [HORN] = BETWEEN(C6_HORN, E1_HORN),
    [C3] = {
        [0x80 ... 0x83] = BEGIN | LATIN1, [0x88 ... 0x8a] = BEGIN | LATIN1, [0x8c ... 0x8d] = BEGIN | LATIN1,
        [0x92 ... 0x95] = BEGIN | LATIN1, [0x99 ... 0x9a] = BEGIN | LATIN1, [0x9d] = BEGIN | LATIN1,  /* À to Ý */
        [0xa0 ... 0xa3] = BEGIN | LATIN1, [0xa8 ... 0xaa] = BEGIN | LATIN1, [0xac ... 0xad] = BEGIN | LATIN1,
        [0xb2 ... 0xb5] = BEGIN | LATIN1, [0xb9 ... 0xba] = BEGIN | LATIN1, [0xbd] = BEGIN | LATIN1,  /* à to ý */
    },
    [C4] = { [0x82 ... 0x83] = BEGIN | BEYOND, [0x90 ... 0x91] = BEGIN | BEYOND, [0xa8 ... 0xa9] = BEGIN | BEYOND },
    [C5] = { [0xa8 ... 0xa9] = BEGIN | BEYOND },                                    /* C4: Ă Đ Ĩ; C5: Ũ */
    [C6] = BEHIND_C6(HORN_O),
    [C6_HORN] = BEHIND_C6(BEYOND),
    [E1] = { [0xba] = E1_BA, [0xbb] = E1_BB },
    [E1_HORN] = { [0xba] = E1_BA, [0xbb] = E1_BB_HORN },
    [E1_BA] = { [0xa0 ... 0xbf] = BEGIN | BEYOND },                                 /* Ạ to ế, then Ề to ỹ */
    [E1_BB] = BEHIND_E1_BB(HORN_O),
    [E1_BB_HORN] = BEHIND_E1_BB(BEYOND),
};

/* Length of the beginning of S that is ASCII and no part of an escape. */
static size_t
skip_plain(const char *s, size_t n)
{
    size_t i = 0;
    while (i < n && plain[(unsigned char)s[i]])
        i++;
    return i;
}

#define LIKELY 90                       /* cost of a word that needs no second look: Vò is rarer */

/* True if the word is known, its capitals are where they should be, and it is likely if it stands alone. */
static bool
is_likely(struct ht_detector *det, enum clean_how how, const char *s, size_t n)
{
    struct ht_word_cost c = ht_lexicon_cost(det->lex, s, n);
    return c.kind <= HT_WORD_NAME && (how != CLEAN_ALONE || c.cost < LIKELY) && !(c.shape & HT_SHAPE_INNER);
}

/* True unless the word may be widened bytes or have lost an ư; then it must be known and, alone, likely. */
static inline bool
is_word(struct ht_detector *det, enum clean_how how, unsigned said, const char *s, size_t n)
{
    unsigned kinds = said & (LATIN1 | BEYOND | HORN_O);
    if (kinds == LATIN1 && how == CLEAN_STRICT)
        return false;
    return (kinds != LATIN1 && !(kinds & HORN_O)) || is_likely(det, how, s, n);
}

/* True if S is Vietnamese in UTF-8: its words have Vietnamese letters only, and nothing else could be meant: letters
 * beyond Latin-1 are no widened bytes.  Words without such (never clean if HOW is CLEAN_STRICT, likely ones only if it
 * is CLEAN_ALONE), or which have ơ without ư before it (đợc), must be known. */
static bool
clean_words(struct ht_detector *det, enum clean_how how, const char *s, size_t n)
{
    const unsigned char *p = (const unsigned char *)s;
    unsigned state = BEGIN, said = 0, seen = 0;
    size_t word = 0;
    for (size_t i = 0; i < n; i++) {
        unsigned entry = step[state][p[i]];
        state = entry & STATE;
        said |= entry;
        if (entry & SIGN) {
            if (!is_word(det, how, said, s + word, i - word))
                return false;
            word = i + 1;
            seen |= said;
            said = 0;
        }
    }
    if ((state != BEGIN && state != HORN) || !is_word(det, how, said, s + word, n - word))
        return false;
    bool letters = (seen | said) & (BEYOND | HORN_O);
    return !letters || memchr(s, 0xe1, n) || !has_odd_letters(s, n);    /* with ế or ủ it can only be Unicode */
}

/* Where a cell like this is remembered, or would be; NULL if it is too long for that. */
static struct clean_cell *
clean_slot(struct ht_detector *det, const char *s, size_t n)
{
    if (n < 8 || n > sizeof det->clean->s)
        return NULL;
    uint64_t h = n, word;
    for (size_t i = 0; i + 8 <= n; i += 8) {
        memcpy(&word, s + i, 8);
        h = (h ^ word) * 0x9e3779b97f4a7c15u;
        h ^= h >> 32;
    }
    memcpy(&word, s + n - 8, 8);
    h = (h ^ word) * 0x9e3779b97f4a7c15u;
    return &det->clean[h >> (64 - CLEAN_BITS)];
}

static bool
clean_is(const struct clean_cell *slot, enum clean_how how, const char *s, size_t n)
{
    return slot->len == n && slot->how == how && !memcmp(slot->s, s, n);
}

static void
clean_keep(struct clean_cell *slot, enum clean_how how, const char *s, size_t n)
{
    slot->len = (uint8_t)n;
    slot->how = (uint8_t)how;
    memcpy(slot->s, s, n);
}

bool
has_letter_beyond_latin1(const char *s, size_t n)
{
    unsigned state = BEGIN;
    for (size_t i = 0; i < n; i++) {
        unsigned entry = step[state ? state : BEGIN][(unsigned char)s[i]];
        if (entry & (BEYOND | HORN_O))
            return true;
        state = entry & STATE;
    }
    return false;
}

/* False if S may be what COL is in, although it looks clean: marks that end sentences, letters of Vietnamese that
 * Windows-1258 makes of bytes. */
static bool
clean_for(const struct ht_column *col, const char *s, size_t len)
{
    if (col->marks && may_hold_marks(s, len))
        return false;
    return col->door != HT_DOOR_CP1258 || ht_is_ascii(s, len);
}

enum ht_clean
ht_detect_clean(struct ht_detector *det, const struct ht_column *col, const char *s, size_t len)
{
    if (col && col->wary && !clean_for(col, s, len))
        return HT_UNCLEAN;
    size_t skip = skip_plain(s, len);
    if (skip == len)
        return plain_is_damaged(det->lex, s, len) ? HT_UNCLEAN : HT_CLEAN_ASCII;
    if (!ht_is_ascii(s + skip, len - skip)) {
        enum clean_how how = !col ? CLEAN_ALONE : col->lead == AS_IS ? CLEAN_COLUMN : CLEAN_STRICT;
        struct clean_cell *slot = clean_slot(det, s, len);
        enum ht_clean as = ht_vi_has_toned(s, len) ? HT_CLEAN_SURE : HT_CLEAN_TEXT;
        if (slot && clean_is(slot, how, s, len))
            return as;
        bool clean = !has_references(s, len) && clean_words(det, how, s, len) && !has_replacements(s, len);
        if (clean && slot)
            clean_keep(slot, how, s, len);
        return clean ? as : HT_UNCLEAN;
    }
    bool ascii = !ht_has_controls(s + skip, len - skip) && !escape_price(s, len, true) && !has_replacements(s, len)
        && !lacks_letters(s, len, true);        /* MAI T@ CHUNG in ISC */
    return ascii ? HT_CLEAN_ASCII : HT_UNCLEAN;
}

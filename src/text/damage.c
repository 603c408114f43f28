/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * Text that was damaged before it reached us.  It decodes without complaint, so it must be told from what is missing:
 * words that become common ones when the loss is undone.  Nothing is restored here; a person looks at the paper.
 */
#include "config.h"

#include "base/prog.h"
#include "base/utf8.h"
#include "text/detect_int.h"
#include "text/fold.h"
#include "text/viet.h"

enum {
    MAX_ONSET = 3,                      /* letters of the longest onset but ngh */
    FIRST_GREEK = 0x370, CAPITAL_MU = 0x39c, SMALL_MU = 0x3bc
};

const char *
ht_damage_name(enum ht_damage damage)
{
    static const char *const names[HT_NDAMAGES] = {
        [HT_DAMAGE_NONE] = "",
        [HT_DAMAGE_SOFT_HYPHEN] = N_("the letter ư of TCVN3 was deleted as a soft hyphen"),
        [HT_DAMAGE_NFKC] = N_("letters were replaced by compatible characters (NFKC)"),
        [HT_DAMAGE_CASE] = N_("capitals and small letters were exchanged before it was decoded"),
        [HT_DAMAGE_REPLACED] = N_("letters were replaced by question marks"),
        [HT_DAMAGE_BROKEN] = N_("letters were cut or bytes of them lost"),
    };
    return names[damage];
}

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

/* True if what is left of a letter, UTF-8 read as Windows-1252, stands before S: á» of ọ, Ã of Í. */
static bool
follows_torn_letter(const char *text, const char *word, const char *s)
{
    if (s - text >= 4 && !memcmp(s - 4, "á»", 4))
        return true;
    return s - word >= 2 && !memcmp(s - 2, "Ã", 2) && (s - word == 2 || (s[-3] >= 'a' && s[-3] <= 'z'));
}

/* True if the letters from WORD to S want a vowel: an onset by itself, of which Qu is one, too. */
static bool
is_onset(const char *word, const char *s)
{
    return s > word && s - word <= MAX_ONSET && (wants_vowel(word, s) || (s - word == 2 && !memcmp(word, "Qu", 2)));
}

/* True if the question marks from S to NEXT, behind a word that begins at WORD (S: there is none), stand for letters:
 * before a letter nobody asks, nor behind V or Th, of which "Vũ" or "Thọ" is left; and two by themselves are a word. */
static bool
stands_for_letters(const char *text, const char *word, const char *s, const char *next, const char *end)
{
    bool blank = s == text || s[-1] == ' ', letter = word < s;
    if (is_letter_at(next, end))
        return letter || blank || (unsigned char)s[-1] >= 0x80;
    if (s == text && next - s > 1 && next < end && *next == ' ' && is_letter_at(next + 1, end))
        return true;
    return ((word > text || next < end) && is_onset(word, s)) || follows_torn_letter(text, word, s);
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

/* The Greek letter μ or Μ within a word where TCVN3 has µ: NFKC makes the one of it, UPPER() the other.  0: there is
 * none. */
static uint32_t
find_mu(const char *s, size_t n)
{
    uint32_t before = ' ';
    if (!memchr(s, 0xce, n) || ht_utf8_valid(s, n) != n)
        return 0;
    for (size_t len; n; s += len, n -= len) {
        uint32_t c = ht_utf8_get(s, &len);
        if ((c == SMALL_MU || c == CAPITAL_MU) && (before == 0xa7 || (ht_is_letter(before) && before < FIRST_GREEK)))
            return c;
        before = c;
    }
    return 0;
}

/* TCVN3 has the capitals Ă Â Ê Ô Ơ Ư Đ and no others, and small letters in place of others are raised when the rest of
 * the word is in capitals.  What is left then, VăN or MạNh, was typed by no one. */
static bool
has_inner_capital(struct ht_lexicon *lex, const char *s, size_t n)
{
    const char *at = s, *word;
    for (size_t len; (word = ht_next_word(&at, s + n, &len)); )
        if (ht_lexicon_cost(lex, word, len).shape & HT_SHAPE_INNER)
            return true;
    return false;
}

/* Greek letters where TCVN3 has µ: NFKC makes μ of it, UPPER() then Μ. */

enum ht_damage
find_damage(struct ht_detector *det, struct ht_detected *d, const struct ht_cell_text *cell)
{
    if (has_replacements(d->s, d->len))
        return HT_DAMAGE_REPLACED;
    bool text = cell->door != HT_DOOR_BYTES || ht_utf8_valid(cell->s, cell->len) == cell->len;
    if (text && torn_utf8(det, cell->s, cell->len, d->set && d->set != det->utf8)) {
        d->meant = det->mended.known ? det->mended.words.s : NULL;
        return HT_DAMAGE_BROKEN;
    }
    uint32_t mu = find_mu(cell->s, cell->len);
    bool nfkc = mu == SMALL_MU || was_nfkc(d->s, d->len, d->set != NULL);
    if (d->flags & HT_DETECT_UNDECODED)
        return nfkc ? HT_DAMAGE_NFKC : HT_DAMAGE_NONE;  /* it is no such text at all */
    enum ht_damage damage = find_undone(det, d, cell);
    if (damage && (!nfkc || damage == HT_DAMAGE_NFKC)) {
        d->meant = det->mended.known ? det->mended.words.s : NULL;
        return damage;
    }
    bool tcvn3 = d->set && d->set == det->set[SET_TCVN3];
    if (mu == CAPITAL_MU || (tcvn3 && has_inner_capital(det->lex, d->s, d->len)))
        damage = HT_DAMAGE_CASE;
    return nfkc ? HT_DAMAGE_NFKC : damage;
}

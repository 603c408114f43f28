/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * UTF-8 with damaged letters.
 *
 * Programs that count bytes cut letters where a field or a block of a copy ends, and bytes get lost.  What is
 * left makes the whole cell malformed, and every other set has some letter for every byte; yet it is UTF-8.  So such
 * text is weighed like any other reading: by the likeliest letters that may have stood in its gaps, each of which has
 * its price.  They are for weighing, and for what a person is told: the text itself keeps what is left.
 */
#include "config.h"

#include <limits.h>
#include <string.h>

#include "base/mem.h"
#include "base/utf8.h"
#include "text/detect_int.h"
#include "text/fold.h"
#include "text/viet.h"

enum {
    MAX_GAP = 4,                        /* bytes of the longest letter */
    MAX_WORD = 48,                      /* bytes of a word whose gap is filled */
    MAX_FILLED = 16,                    /* words of a cell that are; in the others the gap is left out */
    FREE_GAPS = 3,                      /* for more than these, there must be whole letters … */
    LETTERS_PER_GAP = 2,                /* … so many for each of them */
    COST_GARBLED = 40,                  /* nothing of the letter is left */
    COST_REST = 60,                     /* the rest of the word is gone as well */
    COST_GAPS = 150,                    /* a word with more than one gap */
    SIGN_OF_UTF8 = 60,                  /* a letter of another script, which no accident makes */
    CLEARLY = 25                        /* one letter is clearly likelier than all others */
};

/* The letters that UTF-8 needs more than one byte for, small ones before capitals. */
static const uint16_t letters[] = {
#define VOWEL(letter, ngang, huyen, hoi, nga, sac, nang) ngang, huyen, hoi, nga, sac, nang,
#define CONSONANT(letter, small, capital) small, capital,
#include "text/letters.def"
};

/* How many bytes at S, where no well-formed letter stands, are what is left of one. */
static size_t
gap_length(const char *s, size_t n)
{
    size_t len = 1;
    while (len < MAX_GAP && len < n && (unsigned char)s[len] >= 0x80 && !ht_utf8_len(s + len, n - len))
        len++;
    return len;
}

/* True if a gap tells of UTF-8 by itself: two bytes of a Vietnamese letter of three, or half a pair of UTF-16. */
static bool
gap_tells(const char *s, size_t len)
{
    unsigned char c = (unsigned char)s[0], d = len > 1 ? (unsigned char)s[1] : 0;
    return (c == 0xe1 && d >= 0xb8 && d <= 0xbb) || (c == 0xed && len >= 3 && d >= 0xa0 && d < 0xc0);
}

bool
broken_utf8(const char *s, size_t n, bool expected)
{
    size_t whole = 0, gaps = 0, telling = 0;
    for (size_t i = 0, len; i < n; i += len) {
        unsigned char c = (unsigned char)s[i];
        len = ht_utf8_len(s + i, n - i);
        if (len) {                      /* no other set makes such a pair of letters */
            whole += len > 2 || (c >= 0xc3 && c <= 0xc6) || c == 0xcc;
            continue;
        }
        len = gap_length(s + i, n - i);
        telling += gap_tells(s + i, len);
        gaps++;
    }
    if (expected && gaps == 1)
        return true;
    return gaps && whole + telling && gaps <= FREE_GAPS + whole / LETTERS_PER_GAP;
}

/* ---- one word ---- */

struct gap {
    const char *s;                      /* the word */
    size_t n, at, len;                  /* its length, and where the gap is */
    bool title;                         /* words of this cell begin with capitals */
};

/* True if the bytes of the gap are what is left of the letter U: its beginning, its end, or all but one. */
static bool
is_left_of(const struct gap *g, const char *u, size_t len)
{
    const char *left = g->s + g->at;
    if (g->len < len)
        return !memcmp(u, left, g->len) || !memcmp(u + len - g->len, left, g->len);
    size_t same = 0;
    for (size_t i = 0; i < len && g->len == len; i++)
        same += u[i] == left[i];
    return same + 1 == len;
}

/* The word with U in its gap. */
static size_t
fill(const struct gap *g, const char *u, size_t len, char *out)
{
    memcpy(out, g->s, g->at);
    memcpy(out + g->at, u, len);
    memcpy(out + g->at + len, g->s + g->at + g->len, g->n - g->at - g->len);
    return g->n - g->len + len;
}

struct filling {
    uint32_t letter;                    /* 0: none makes a word */
    int cost, next;                     /* … of the word with it, and with the best other letter */
};

/* The letter that makes the likeliest word, among those that LEFT bytes of it may be what the gap holds, or all. */
static struct filling
find_letter(struct ht_lexicon *lex, const struct gap *g, bool left)
{
    struct filling best = { 0, INT_MAX, INT_MAX };
    char word[MAX_WORD + 4], u[4];
    for (size_t i = 0; i < HT_COUNT(letters); i++) {
        size_t len = ht_utf8_put(u, letters[i]);
        if (len < 2 || (left && !is_left_of(g, u, len)))
            continue;
        struct ht_word_cost c = ht_lexicon_cost(lex, word, fill(g, u, len, word));
        if (c.kind > HT_WORD_NAME || c.shape & HT_SHAPE_INNER)
            continue;
        if (best.letter && ht_lower_char(letters[i]) == ht_lower_char(best.letter)) {
            if (c.cost < best.cost || (g->title && !g->at))
                best.letter = letters[i];
            best.cost = c.cost < best.cost ? c.cost : best.cost;
        } else if (c.cost < best.cost) {
            best = (struct filling){ letters[i], c.cost, best.cost };
        } else if (c.cost < best.next) {
            best.next = c.cost;
        }
    }
    return best;
}

/* Appends what a word with gaps may have been. */
static void
mend_word(struct ht_lexicon *lex, struct gap *g, struct mended *m)
{
    char word[MAX_WORD + 4], u[4];
    size_t whole = m->text.len, gaps = 0;
    for (size_t i = 0, len; i < g->n; i += len) {
        len = ht_utf8_len(g->s + i, g->n - i);
        if (len) {
            m->cost -= len > 2 && !ht_vi_letter_rank(ht_utf8_get(g->s + i, &len)) ? SIGN_OF_UTF8 : 0;
            ht_buf_add(&m->text, g->s + i, len);
            continue;
        }
        len = gap_length(g->s + i, g->n - i);
        if (!gaps++) {
            g->at = i;
            g->len = len;
        }
    }
    m->gaps += gaps;
    if (gaps > 1 || g->n > MAX_WORD || m->gaps > MAX_FILLED) {
        m->cost += COST_GAPS;
        m->known = m->fits = false;
        return;
    }
    struct filling f = find_letter(lex, g, true);
    m->fits &= f.letter != 0;
    if (!f.letter) {
        f = find_letter(lex, g, false);
        m->cost += COST_GARBLED;
    }
    size_t n = m->text.len - whole;
    int rest = COST_REST + (n ? ht_lexicon_cost(lex, m->text.s + whole, n).cost : 0);
    m->known &= f.letter && f.next - f.cost >= CLEARLY && f.cost < rest;
    if (!f.letter || rest <= f.cost) {
        m->cost += COST_REST;
        return;
    }
    ht_buf_cut(&m->text, whole);
    ht_buf_add(&m->text, word, fill(g, u, ht_utf8_put(u, f.letter), word));
    if (m->words.len)
        ht_buf_adds(&m->words, ", ");
    ht_buf_add(&m->words, m->text.s + whole, m->text.len - whole);
}

/* ---- the cell ---- */

static bool
has_capital(const char *s, size_t n)
{
    for (size_t i = 0; i < n; i++)
        if (s[i] >= 'A' && s[i] <= 'Z')
            return true;
    return false;
}

void
mend_utf8(struct ht_lexicon *lex, const char *s, size_t n, struct mended *m)
{
    bool title = has_capital(s, n);
    ht_buf_clear(&m->text);
    ht_buf_clear(&m->words);
    m->gaps = 0;
    m->cost = 0;
    m->known = m->fits = true;
    for (size_t i = 0; i < n; ) {
        size_t at = i;
        while (i < n && ((unsigned char)s[i] >= 0x80 || is_ascii_letter((unsigned char)s[i])))
            i++;
        struct gap g = { .s = s + at, .n = i - at, .title = title };
        if (ht_utf8_valid(g.s, g.n) == g.n)
            ht_buf_add(&m->text, g.s, g.n);
        else
            mend_word(lex, &g, m);
        if (i < n)
            ht_buf_addc(&m->text, s[i++]);
    }
}

/* ---- UTF-8 that was read as Windows-1252 ---- */

/* True if S has what UTF-8 of Vietnamese begins letters with, as Windows-1252 shows it: Ã, Ä, Å, Æ, áº, á». */
static bool
may_be_widened(const char *s, size_t n)
{
    for (const char *at = s, *end = s + n; (at = memchr(at, 0xc3, (size_t)(end - at))) && end - at > 1; at += 2) {
        unsigned char c = (unsigned char)at[1];
        bool three = c == 0xa1 && end - at > 3 && (!memcmp(at + 2, "º", 2) || !memcmp(at + 2, "»", 2));
        if (three || (c >= 0x83 && c <= 0x86))
            return true;
    }
    return false;
}

/* True if the first letter beyond ASCII is all that is left of a word's first one: the C4 of Đi, the C3 of Ánh, but Ãi
 * may be meant. */
static bool
lacks_first_letter(const char *s, size_t n)
{
    size_t i = 0;
    while (i < n && (unsigned char)s[i] < 0x80)
        i++;
    if (i + 1 >= n || !is_ascii_letter((unsigned char)s[i + 1]) || (i && is_ascii_letter((unsigned char)s[i - 1])))
        return false;
    return s[i] == '\xc4' || (s[i] == '\xc3' && !strchr("aeiouyAEIOUY", s[i + 1]));
}

bool
torn_utf8(struct ht_detector *det, const char *s, size_t n, bool legacy)
{
    struct ht_buf bytes = HT_BUF_INIT;
    bool torn = false;
    if (may_be_widened(s, n) && !ht_charset_encode(det->set[SET_CP1252], s, n, &bytes)
        && ht_utf8_valid(bytes.s, bytes.len) != bytes.len) {
        mend_utf8(det->lex, bytes.s, bytes.len, &det->mended);
        const struct mended *m = &det->mended;
        torn = broken_utf8(bytes.s, bytes.len, false) ? m->fits || !legacy
            : m->gaps == 1 && m->fits && lacks_first_letter(bytes.s, bytes.len);
    }
    ht_buf_fini(&bytes);
    return torn;
}

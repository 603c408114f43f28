/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * Damage that is told by undoing it.
 *
 * A program that deletes soft hyphens, replaces compatibility characters or changes the case of text that is not
 * decoded yet makes other letters, or none, of some letters of TCVN3: Lu for Lưu, La for Lê, Về for Vũ.  Each may be a
 * word; but together they are no name.  So what such a program can have changed is changed back, word by word, as long
 * as the cell becomes likelier, and it was damaged if it becomes much likelier.
 */
#include "config.h"

#include <limits.h>

#include "base/mem.h"
#include "base/utf8.h"
#include "text/detect_int.h"
#include "text/fold.h"
#include "text/viet.h"

enum {
    COMMON = 135,                       /* cost of a word that is met often: others are not supposed */
    GAIN = 33,                          /* that tells of damage in text of TCVN3 … */
    GAIN_OTHER = 50,                    /* … of another set … */
    GAIN_AS_IS = 75,                    /* … and in text that stands as it is */
    CLEARLY = 25,                       /* one word is clearly likelier than all others */
    MAX_WORD = 32,                      /* bytes of a word that is looked at */
    MAX_WORDS = 24,                     /* in a cell; those behind are taken as they are */
    MAX_ONSET = 3,
    MAX_FLIPS = 4,                      /* letters of a word whose case is tried both ways */
    SOFT_HYPHEN = 0xad, TCVN3_E_HAT = 0xaa, TCVN3_A_NANG = 0xb9, TCVN3_O_HUYEN = 0xdf
};

#define TCVN3_D '\xae'                  /* đ … */
#define UTF8_END_OF_D '\x91'            /* … and its last byte in UTF-8 */

/* ---- what a word may have been ---- */

enum made { END, NOT_THIS, MADE };

static enum made
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
static enum made
with_soft_hyphen(const char *s, size_t n, bool bytes, size_t i, struct ht_buf *out)
{
    static const char byte[] = { (char)SOFT_HYPHEN, '\0' };
    if (i > n)
        return END;
    if (!takes_horn(s, n, i, bytes))
        return NOT_THIS;
    return replace(s, n, i, 0, bytes ? byte : "ư", out);
}

/* The I-th word that NFKC made S of: ª, which is ê, became a, and ¹, which is ạ, became 1. */
static enum made
without_nfkc(const char *s, size_t n, bool bytes, size_t i, struct ht_buf *out)
{
    static const char e[] = { (char)TCVN3_E_HAT, '\0' }, a[] = { (char)TCVN3_A_NANG, '\0' };
    if (i >= n)
        return END;
    if (s[i] == 'a')
        return replace(s, n, i, 1, bytes ? e : "ê", out);
    return s[i] == '1' ? replace(s, n, i, 1, bytes ? a : "ạ", out) : NOT_THIS;
}

/* The I-th word that a case function made S of: half of the letters of TCVN3 moved to others, ß became SS. */
static enum made
in_other_case(const char *s, size_t n, bool bytes, size_t i, struct ht_buf *out)
{
    static const char o[] = { (char)TCVN3_O_HUYEN, '\0' };
    size_t at[MAX_FLIPS], count = 0;
    const char *ss = n > 1 ? memmem(s, n, "SS", 2) : NULL;
    if (!bytes)
        return END;
    if (!i)
        return ss ? replace(s, n, (size_t)(ss - s), 2, o, out) : NOT_THIS;
    for (size_t k = 0; k < n && count < MAX_FLIPS; k++)
        if ((unsigned char)s[k] >= 0xc0)
            at[count++] = k;
    if (i >> count)
        return END;
    size_t start = out->len;
    ht_buf_add(out, s, n);
    for (size_t k = 0; k < count; k++)
        out->s[start + at[k]] = (char)((unsigned char)out->s[start + at[k]] ^ (i >> k & 1 ? 0x20 : 0));
    return MADE;
}

/* ---- what can have befallen a cell ---- */

struct cell {
    const char *s;                      /* the source: bytes of TCVN3 or, if they are none, the text of the verdict */
    size_t n;
    bool bytes;
    bool text;                          /* the cell came as text */
};

/* Nobody deletes some soft hyphens and leaves others. */
static bool
lacks_soft_hyphens(const struct cell *c)
{
    return c->bytes ? !memchr(c->s, SOFT_HYPHEN, c->n) : !memmem(c->s, c->n, "ư", 2);
}

/* NFKC leaves none of the characters that it replaces. */
static bool
is_nfkc(const struct cell *c)
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
is_cased(const struct cell *c)
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

static const struct kind {
    enum ht_damage damage;
    bool digits;                        /* 1 is a letter */
    bool (*possible)(const struct cell *c);
    enum made (*undo)(const char *s, size_t n, bool bytes, size_t i, struct ht_buf *out);
} kinds[] = {
    { HT_DAMAGE_SOFT_HYPHEN, false, lacks_soft_hyphens, with_soft_hyphen },
    { HT_DAMAGE_NFKC, true, is_nfkc, without_nfkc },
    { HT_DAMAGE_CASE, false, is_cased, in_other_case },
};

/* ---- undoing it ---- */

struct trial {
    struct ht_detector *det;
    const struct kind *kind;
    bool bytes;
    struct ht_buf src;                  /* the cell so far … */
    int cost;                           /* … and how unlikely it is */
    struct ht_buf word, tried, text;    /* room */
    size_t undone, known, words;        /* words that were changed, and of all words those that are known */
    bool clear;                         /* no other word can have been meant by any of them */
};

/* S as text, in t->text. */
static void
decode(struct trial *t, const char *s, size_t n)
{
    ht_buf_clear(&t->text);
    if (t->bytes)
        ht_charset_decode(t->det->set[SET_TCVN3], HT_DOOR_BYTES, s, n, &t->text, NULL);
    else
        ht_buf_add(&t->text, s, n);
}

static bool
is_common(struct ht_lexicon *lex, const char *s, size_t n)
{
    struct ht_syllable y;
    if (!ht_syllable(s, n, &y))
        return false;
    struct ht_word_cost c = ht_lexicon_cost(lex, s, n);
    return c.number && c.seen < COMMON;
}

/* Undoes the damage of the word at AT, of N bytes, if there is any; returns how long it is now. */
static size_t
undo_word(struct trial *t, size_t at, size_t n)
{
    struct ht_buf best = HT_BUF_INIT;
    int least = t->cost, next = INT_MAX;
    enum made made;
    for (size_t i = 0; (ht_buf_clear(&t->word), made = t->kind->undo(t->src.s + at, n, t->bytes, i, &t->word)); i++) {
        if (made == NOT_THIS)
            continue;
        decode(t, t->word.s, t->word.len);
        if (!is_common(t->det->lex, t->text.s, t->text.len))
            continue;
        ht_buf_clear(&t->tried);
        ht_buf_add(&t->tried, t->src.s, at);
        ht_buf_add(&t->tried, t->word.s, t->word.len);
        ht_buf_add(&t->tried, t->src.s + at + n, t->src.len - at - n);
        decode(t, t->tried.s, t->tried.len);
        int cost = text_cost(t->det->lex, t->text.s, t->text.len);
        if (cost < least) {
            next = least;
            least = cost;
            ht_buf_clear(&best);
            ht_buf_add(&best, t->word.s, t->word.len);
        } else if (cost < next) {
            next = cost;
        }
    }
    if (best.len) {
        ht_buf_clear(&t->tried);
        ht_buf_add(&t->tried, t->src.s + at + n, t->src.len - at - n);
        ht_buf_cut(&t->src, at);
        ht_buf_add(&t->src, best.s, best.len);
        ht_buf_add(&t->src, t->tried.s, t->tried.len);
        t->clear &= next - least >= CLEARLY;
        t->cost = least;
        t->undone++;
        n = best.len;
    }
    ht_buf_fini(&best);
    return n;
}

static bool
is_word_byte(const struct kind *kind, unsigned char c)
{
    return c >= 0x80 || is_ascii_letter(c) || (kind->digits && c == '1');
}

/* Adds a word that was undone to what a person is told; a cell that was all in capitals was meant so. */
static void
add_meant(struct trial *t, const char *s, size_t n, bool upper, struct ht_buf *words)
{
    decode(t, s, n);
    if (words->len)
        ht_buf_adds(words, ", ");
    if (upper)
        ht_upper(words, t->text.s, t->text.len);
    else
        ht_buf_add(words, t->text.s, t->text.len);
}

static bool
is_upper(const char *s, size_t n)
{
    bool upper = false;
    for (size_t i = 0; i < n; i++) {
        if (s[i] >= 'a' && s[i] <= 'z')
            return false;
        upper |= s[i] >= 'A' && s[i] <= 'Z';
    }
    return upper;
}

static void
undo_cell(struct trial *t, const struct cell *c, struct ht_buf *words)
{
    bool upper = t->kind->damage == HT_DAMAGE_CASE && is_upper(c->s, c->n);
    ht_buf_clear(&t->src);
    ht_buf_add(&t->src, c->s, c->n);
    for (size_t i = 0; i < t->src.len && t->words < MAX_WORDS; i++) {
        size_t at = i;
        while (i < t->src.len && is_word_byte(t->kind, (unsigned char)t->src.s[i]))
            i++;
        if (i == at || i - at > MAX_WORD)
            continue;
        size_t before = t->undone;
        i = at + undo_word(t, at, i - at);
        if (t->undone > before)
            add_meant(t, t->src.s + at, i - at, upper, words);
        decode(t, t->src.s + at, i - at);
        t->words++;
        t->known += ht_lexicon_cost(t->det->lex, t->text.s, t->text.len).number != 0;
    }
}

/* ---- words by themselves ---- */

bool
may_be_damaged(struct ht_lexicon *lex, const char *s, size_t n)
{
    struct ht_buf word = HT_BUF_INIT;
    struct ht_word_cost as_is = ht_lexicon_cost(lex, s, n);
    bool found = false;
    for (size_t k = 0; k < HT_COUNT(kinds) && n <= MAX_WORD && !found; k++) {
        enum made made;
        for (size_t i = 0; (ht_buf_clear(&word), made = kinds[k].undo(s, n, false, i, &word)) && !found; i++)
            found = made == MADE && is_common(lex, word.s, word.len)
                && (!as_is.number || ht_lexicon_cost(lex, word.s, word.len).seen + GAIN < as_is.seen);
    }
    ht_buf_fini(&word);
    return found;
}

/* True if the word at S, which ends at END, is an onset by itself, and with ư behind it a common word: t, th, nh. */
static bool
is_bare_onset(struct ht_lexicon *lex, const char *s, const char *end)
{
    char with[MAX_ONSET + 2];
    size_t n = (size_t)(end - s);
    if (!n || n > MAX_ONSET)
        return false;
    for (size_t i = 0; i < n; i++)
        if (s[i] < 'a' || s[i] > 'z' || ht_with_tone((unsigned char)s[i], HT_NGANG))
            return false;
    memcpy(with, s, n);
    memcpy(with + n, "\xc6\xb0", 2);
    return is_common(lex, with, n + 2);
}

bool
plain_is_damaged(struct ht_lexicon *lex, const char *s, size_t n)
{
    const char *const end = s + n, *word = s;
    for (const char *at = s; (at = memchr(at, '1', (size_t)(end - at))) != NULL; at++)
        if (at > s && at + 1 < end && is_ascii_letter((unsigned char)at[-1]) && is_ascii_letter((unsigned char)at[1]))
            return true;
    for (const char *at; (at = memchr(word, ' ', (size_t)(end - word))) != NULL; word = at + 1)
        if (word > s && at + 1 < end && is_ascii_letter((unsigned char)word[-2])
            && is_ascii_letter((unsigned char)at[1]) && is_bare_onset(lex, word, at))
            return true;
    return false;
}

/* ---- the verdict ---- */

/* The bytes that widened text stands for, into OUT; false if it holds other characters. */
static bool
narrow(const char *s, size_t n, struct ht_buf *out)
{
    for (size_t len; n; s += len, n -= len) {
        uint32_t c = ht_utf8_get(s, &len);
        if (c == 0x3bc || c == 0x39c)
            c = 0xb5;                   /* NFKC and UPPER() make these of µ */
        if (c > 0xff)
            return false;
        ht_buf_addc(out, (char)c);
    }
    return true;
}

enum ht_damage
find_undone(struct ht_detector *det, const struct ht_detected *d, const struct ht_cell_text *cell)
{
    if (ht_is_ascii(d->s, d->len) && !plain_is_damaged(det->lex, d->s, d->len))
        return HT_DAMAGE_NONE;
    enum ht_damage found = HT_DAMAGE_NONE;
    struct ht_buf bytes = HT_BUF_INIT, words = HT_BUF_INIT;
    bool tcvn3 = d->set && d->set == det->set[SET_TCVN3];
    int gain = (tcvn3 ? GAIN : d->set ? GAIN_OTHER : GAIN_AS_IS) - 1, before = text_cost(det->lex, d->s, d->len);
    bool text = cell->door != HT_DOOR_BYTES || ht_utf8_valid(cell->s, cell->len) == cell->len;
    struct cell c = { d->s, d->len, false, text };
    if (!ht_is_ascii(cell->s, cell->len) && (!c.text || narrow(cell->s, cell->len, &bytes))) {
        if (!c.text)
            ht_buf_add(&bytes, cell->s, cell->len);
        c = (struct cell){ bytes.s, bytes.len, true, c.text };
    }
    struct trial t = { .det = det, .bytes = c.bytes, .src = HT_BUF_INIT, .word = HT_BUF_INIT, .tried = HT_BUF_INIT,
        .text = HT_BUF_INIT };
    for (size_t k = 0; k < HT_COUNT(kinds); k++) {
        if (!kinds[k].possible(&c))
            continue;
        t.kind = &kinds[k];
        t.cost = before;
        t.undone = t.known = t.words = 0;
        t.clear = true;
        ht_buf_clear(&words);
        undo_cell(&t, &c, &words);
        if (!t.undone || before - t.cost <= gain || t.known * 2 < t.words)
            continue;
        gain = before - t.cost;
        found = kinds[k].damage;
        det->mended.known = t.clear;
        ht_buf_clear(&det->mended.words);
        ht_buf_add(&det->mended.words, words.s, words.len);
    }
    ht_buf_fini(&t.src);
    ht_buf_fini(&t.word);
    ht_buf_fini(&t.tried);
    ht_buf_fini(&t.text);
    ht_buf_fini(&bytes);
    ht_buf_fini(&words);
    return found;
}

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

#include "base/utf8.h"
#include "text/detect_int.h"
#include "text/fold.h"
#include "text/undo_kinds.h"
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
};

/* ---- undoing it ---- */

struct trial {
    struct ht_detector *det;
    const struct undo_kind *kind;
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
    enum undone made;
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
is_word_byte(const struct undo_kind *kind, unsigned char c)
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
undo_cell(struct trial *t, const struct suspect *c, struct ht_buf *words)
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
    for (size_t k = 0; k < UNDO_KINDS && n <= MAX_WORD && !found; k++) {
        enum undone made;
        for (size_t i = 0; (ht_buf_clear(&word), made = undo_kinds[k].undo(s, n, false, i, &word)) && !found; i++)
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
    bool other = d->set && !tcvn3 && d->set != det->set[SET_TCVN3H] && d->set != det->set[SET_VN1];
    struct suspect c = { d->s, d->len, false, text, other };
    if (!ht_is_ascii(cell->s, cell->len) && (!c.text || narrow(cell->s, cell->len, &bytes))) {
        if (!c.text)
            ht_buf_add(&bytes, cell->s, cell->len);
        c = (struct suspect){ bytes.s, bytes.len, true, c.text, other };
    }
    struct trial t = { .det = det, .bytes = c.bytes, .src = HT_BUF_INIT, .word = HT_BUF_INIT, .tried = HT_BUF_INIT,
        .text = HT_BUF_INIT };
    for (size_t k = 0; k < UNDO_KINDS; k++) {
        if (!undo_kinds[k].possible(&c))
            continue;
        t.kind = &undo_kinds[k];
        t.cost = before;
        t.undone = t.known = t.words = 0;
        t.clear = true;
        ht_buf_clear(&words);
        undo_cell(&t, &c, &words);
        if (!t.undone || before - t.cost <= gain || t.known * 2 < t.words)
            continue;
        gain = before - t.cost;
        found = undo_kinds[k].damage;
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

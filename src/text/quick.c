/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * The short way for columns whose encoding is settled: ledgers hold few different words, so each is decoded and judged
 * once and then only looked up.  A cell goes this way if all its words are common ones and nothing about their case or
 * their surroundings asks for a second look; everything else takes the long way.
 */
#include "config.h"

#include "base/utf8.h"
#include "text/detect_int.h"
#include "text/fold.h"

#define COMMON 140                      /* cost up to which a word is beyond doubt … */
#define STRANGE 30                      /* … unless it costs this more than what stands there */

static size_t
slot_of(const uint64_t key[2], uint32_t tag)
{
    uint64_t h = (key[0] ^ key[1] * 0x9e3779b97f4a7c15u ^ tag) * 0xff51afd7ed558ccdu;
    return (size_t)(h >> (64 - QUICK_BITS));
}

/* True if the word, which is READ from widened bytes, may mean what it says: Lê where others are Unicode, or where it
 * would be Lờ otherwise. */
static bool
may_stand(struct ht_detector *det, const struct ht_column *col, const char *s, size_t n,
          const struct ht_word_cost *read)
{
    struct ht_word_cost as_is = ht_lexicon_cost(det->lex, s, n);
    return as_is.kind <= HT_WORD_NAME && (col->sure || as_is.cost + STRANGE < read->cost);
}

bool
ht_word_is_whole(struct ht_detector *det, const char *s, size_t n)
{
    if (!ht_is_ascii(s, n)) {
        struct ht_word_cost cost = ht_lexicon_cost(det->lex, s, n);
        if (cost.kind != HT_WORD_KNOWN || cost.cost > COMMON)
            return false;
    }
    return !may_be_damaged(det->lex, s, n);
}

/* Judges a word under the column's reading; the other near readings must give the same text. */
static void
fill(struct ht_detector *det, const struct ht_column *col, const char *s, size_t n, bool text, struct quick_word *w)
{
    struct score score;
    w->good = false;
    w->len = 0;
    w->small = has_ascii_small(s, n);
    if (ht_is_ascii(s, n)) {
        w->good = ht_word_is_whole(det, s, n);
        w->len = (uint8_t)n;
        memcpy(w->text, s, n);
        return;
    }
    bool mark = memchr(s, 0xcc, n) != NULL;     /* the first byte of combining marks in UTF-8 */
    if (text && reading_door(col->lead) != HT_DOOR_CP1258 && (mark || has_letter_beyond_latin1(s, n)))
        return;                         /* no byte was widened to it: the cell is not all in that encoding */
    ht_buf_clear(&det->scratch);
    if (!read_as(det, col->lead, s, n, text, &det->scratch, &score))
        return;
    size_t len = det->scratch.len;
    struct ht_word_cost cost = ht_lexicon_cost(det->lex, det->scratch.s, len);
    if (text && may_stand(det, col, s, n, &cost))
        return;
    if (score.bad || score.words != 1 || len > sizeof w->text || !ht_word_is_whole(det, det->scratch.s, len))
        return;
    if (reading_lacks_capitals(col->lead) && ht_word_lacks_capitals(det->scratch.s, len))
        return;
    w->len = (uint8_t)len;
    memcpy(w->text, det->scratch.s, len);
    for (int i = 0; i < col->nnear; i++) {
        ht_buf_clear(&det->scratch);
        if (col->near[i] != col->lead && read_as(det, col->near[i], s, n, text, &det->scratch, &score)
            && (det->scratch.len != w->len || memcmp(det->scratch.s, w->text, w->len)))
            return;
    }
    w->good = true;
}

/* The judged word at S, of at most 16 bytes. */
static const struct quick_word *
look_up(struct ht_detector *det, const struct ht_column *col, const char *s, size_t n, bool text)
{
    uint64_t key[2] = { 0, 0 };
    memcpy(key, s, n);
    struct quick_word *w = &det->quick[slot_of(key, col->tag)];
    if (w->key[0] != key[0] || w->key[1] != key[1] || w->tag != col->tag) {
        fill(det, col, s, n, text, w);
        w->key[0] = key[0];
        w->key[1] = key[1];
        w->tag = col->tag;
    }
    return w;
}

static bool
is_word_byte(unsigned char c)
{
    return c >= 0x80 || ((c | 0x20u) >= 'a' && (c | 0x20u) <= 'z');
}

bool
read_quickly(struct ht_detector *det, const struct ht_column *col, const struct ht_cell_text *cell, bool text)
{
    const char *s = cell->s, *const end = s + cell->len;
    ht_buf_clear(&det->result);
    ht_buf_room(&det->result, cell->len * 3 + sizeof det->quick->text);
    char *to = det->result.s;
    bool small = false;
    while (s < end) {
        const char *word = s;
        while (s < end && is_word_byte((unsigned char)*s))
            s++;
        size_t n = (size_t)(s - word);
        if (n > 16)
            return false;
        if (n) {
            const struct quick_word *w = look_up(det, col, word, n, text);
            if (!w->good)
                return false;
            memcpy(to, w->text, sizeof w->text);
            to += w->len;
            small |= w->small;
        }
        for (; s < end && !is_word_byte((unsigned char)*s); s++) {
            unsigned char c = (unsigned char)*s;
            bool inside = n && s == word + n && s + 1 < end && is_word_byte((unsigned char)s[1]);
            bool odd = n && s == word + n && c >= '@' && c != '_';
            if (c < 0x20 || odd || c == '?' || c == 0x7f || (inside && c >= '0' && c <= '9'))
                return false;           /* lost letters, controls, l1i, T@: the long way */
            *to++ = (char)c;
        }
    }
    det->result.len = (size_t)(to - det->result.s);
    *to = '\0';
    return small || !reading_lacks_capitals(col->lead);
}

/* SPDX-License-Identifier: BSD-2-Clause */
/* One word of a cell that mixes encodings, as each of them reads it. */
#include "config.h"

#include "base/utf8.h"
#include "text/mixed_int.h"

enum {
    COST_BORROWED = 10,                 /* a VNI capital inside another set */
    COST_USELESS = 60,                  /* a repair that makes no word */
    COST_MARKS = 80,                    /* a word with two vowels that only VNI explains */
    GOOD_AS_IS = 20                     /* a known word as it stands is hardly a widened one */
};

/* Bytes of the first COUNT characters of a word (bytes, or characters of text); 0 if it is shorter. */
static size_t
prefix(const char *s, size_t n, size_t count, bool text)
{
    size_t at = 0;
    while (count-- && at < n)
        at += text ? ht_utf8_len(s + at, n - at) : 1;
    return at <= n ? at : 0;
}

/* A word that starts with a VNI capital and goes on in TCVN3: OÙc is Óc. */
static bool
read_borrowed(struct mix *m, int reading, const char *s, size_t n, bool text, struct ht_buf *out,
              struct score *score)
{
    if (!reading_lacks_capitals(reading))
        return false;
    size_t start = out->len;
    for (size_t count = 2; count <= 3; count++) {
        size_t cut = prefix(s, n, count, text);
        struct score part;
        if (!cut || cut == n
            || !read_as(m->det, READING(SET_VNI, reading_door(reading)), s, cut, text, out, &part))
            return false;
        if (!part.bad && ends_in_toned_capital(out->s + start, out->len - start)
            && read_as(m->det, reading, s + cut, n - cut, text, out, &part) && !part.bad) {
            unsigned how = SCORE_DECODED | SCORE_FOREIGN | SCORE_NO_CAPITALS | SCORE_PIECE;
            *score = score_text(m->det->lex, out->s + start, out->len - start, text ? how | SCORE_REPAIR : how);
            score->sum -= COST_BORROWED;
            if (!score->other)
                return true;
        }
        ht_buf_cut(out, start);
    }
    return false;
}

/* True if S is the signs of Windows-1252 that stand at OUT: dashes and quotation marks that all sets for Windows share,
 * and no letters of another set. */
static bool
was_sign(struct mix *m, const char *s, size_t n, const char *out, size_t len)
{
    if (m->text)
        return n == len && !memcmp(s, out, n);
    struct ht_buf signs = HT_BUF_INIT;
    ht_charset_decode(m->det->set[SET_CP1252], HT_DOOR_BYTES, s, n, &signs, NULL);
    bool same = signs.len == len && !memcmp(signs.s, out, len);
    ht_buf_fini(&signs);
    return same;
}

/* How well a word reads whose text is in M->texts from START, and whether it is GOOD then. */
static int
judge_word(struct mix *m, int reading, const char *s, size_t n, const struct score *plain, size_t start, bool *good)
{
    *good = false;
    if (!plain->words && reading != AS_IS) {
        *good = was_sign(m, s, n, m->texts.s + start, m->texts.len - start);
        return *good ? 0 : MIX_IMPOSSIBLE;  /* else letters became signs */
    }
    if (reading != AS_IS && plain->length > 1)
        return MIX_IMPOSSIBLE;          /* a letter became a blank or a dash: Škoda, Ề koda */
    *good = !plain->other && !plain->bad;
    if (m->unicode && reading == AS_IS && plain->known < plain->words && has_vni_marks(s, n)) {
        *good = false;
        return plain->sum - COST_MARKS;
    }
    if (*good)
        return plain->sum + (reading == AS_IS && plain->known == plain->words ? GOOD_AS_IS : 0);
    return plain->sum - (reading != AS_IS ? COST_USELESS : 0);
}

void
mix_read_word(struct mix *m, struct mix_word *word, int k)
{
    struct mix_reading *as = &word->as[k];
    const char *s = m->cell.s + word->at;
    size_t n = word->len, start = m->texts.len;
    int reading = m->state[k];
    bool widened = reading_door(reading) != HT_DOOR_BYTES, text = m->text || widened;
    struct score plain, borrowed;
    *as = (struct mix_reading){ .sum = MIX_IMPOSSIBLE, .at = start };
    if (!word->text && (widened || (reading == AS_IS && !m->broken)))
        return;
    if (!read_as(m->det, reading, s, n, text, &m->texts, &plain))
        return;
    as->sum = judge_word(m, reading, s, n, &plain, start, &as->good);
    as->len = m->texts.len - start;
    if (as->good || as->sum == MIX_IMPOSSIBLE)
        return;
    size_t end = m->texts.len;
    if (!read_borrowed(m, reading, s, n, text, &m->texts, &borrowed) || borrowed.sum <= as->sum) {
        ht_buf_cut(&m->texts, end);
        return;
    }
    *as = (struct mix_reading){ borrowed.sum, true, HT_REPAIR_VNI_LETTER, end, m->texts.len - end };
}

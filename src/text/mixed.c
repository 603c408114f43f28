/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * Cells that mix encodings: `Ủy ban nh©n d©n`, or ÖÙng dông, where the capital that TCVN3 lacks was borrowed
 * from VNI.
 *
 * Each word is read under a handful of readings, and the cheapest path through the words is taken; a change of
 * reading from one word to the next has its price, so that a cell does not fall apart without need.
 */
#include "config.h"

#include <limits.h>
#include <string.h>

#include "base/utf8.h"
#include "text/detect_int.h"
#include "text/fold.h"
#include "text/viet.h"

enum {
    MAX_WORDS = 256,                    /* words beyond ASCII in one cell; longer texts are read as a whole */
    MAX_STATES = 6,
    COST_SWITCH = 80,
    COST_BORROWED = 30,                 /* a VNI capital inside another set */
    COST_UNICODE = 300,                 /* decoding what has Unicode letters already */
    LONG_WORD = 4,                      /* bytes that are a known word hardly by chance */
    COST_RARE = 60,                     /* a set that is hardly ever met beside UTF-8 */
    COST_ODD = 20,                      /* … but makes words of all that is no UTF-8 */
    COST_TOLD = 10,                     /* … and so many that this is no accident */
    COST_USELESS = 60,                  /* a repair that makes no word */
    COST_MARKS = 80,                    /* a word with two vowels that only VNI explains */
    RARE = 90,                          /* cost of a word that is seldom met */
    LEAST_GAIN = 40,
    CLEAR_OF_DAMAGE = 150,              /* gain over UTF-8 with damaged letters that would fit, too */
    GOOD_AS_IS = 60                     /* a known word as it stands is hardly a widened one */
};

struct word {
    size_t at, len;
    int sum[MAX_STATES];                /* best path to here that ends in this state */
    bool good[MAX_STATES];              /* makes known words or syllables */
    bool unicode;                       /* holds letters that are no widened bytes */
    bool odd;                           /* bytes that are no UTF-8, or by accident */
    uint8_t from[MAX_STATES];           /* state of the word before on that path */
};

struct mix {
    struct ht_detector *det;
    const struct ht_cell_text *cell;
    bool text;
    bool unicode;                       /* text with letters that are no widened bytes */
    bool broken;                        /* bytes that may be UTF-8 with damaged letters */
    int odd_words;                      /* that are no UTF-8 … */
    int cut;                            /* of them, those that may be UTF-8 with letters cut */
    int odd;                            /* … but known under this reading; AS_IS: under none */
    bool told;                          /* … and more than an accident makes */
    int state[MAX_STATES];              /* readings */
    int nstates;
    int straight[MAX_STATES];           /* all words under one reading */
    struct word word[MAX_WORDS];
    size_t nwords;
};

/* TCVN3 in capitals is TCVN3 in another font: they are nothing to mix. */
static bool
is_same_set(const struct mix *m, int a, int b)
{
    const struct ht_charset *small = m->det->set[SET_TCVN3], *capital = m->det->set[SET_TCVN3H];
    const struct ht_charset *x = reading_set(m->det, a), *y = reading_set(m->det, b);
    return (x == small && y == capital) || (x == capital && y == small);
}

static void
add_state(struct mix *m, int reading)
{
    for (int i = 0; i < m->nstates; i++)
        if (m->state[i] == reading || is_same_set(m, m->state[i], reading))
            return;
    if (reading_spends_ascii(reading))
        return;                         /* words are parted by ASCII signs here */
    if (m->nstates < MAX_STATES && (reading == AS_IS || reading_set(m->det, reading)))
        m->state[m->nstates++] = reading;
}

static int
state_of(const struct mix *m, int reading)
{
    for (int i = 0; i < m->nstates; i++)
        if (m->state[i] == reading)
            return i;
    return -1;
}

/* The readings that words may have: as they stand (state 0), the cell's best, the two that ledgers really mix. */
static void
choose_states(struct mix *m, int best)
{
    const struct ht_detector *det = m->det;
    enum ht_door door = m->text ? HT_DOOR_TEXT : HT_DOOR_BYTES;
    add_state(m, AS_IS);
    add_state(m, det->cand[best].reading);
    if (m->odd != AS_IS)
        add_state(m, m->odd);
    add_state(m, READING(SET_TCVN3, door));
    add_state(m, READING(SET_VNI, door));
    int second = -1;
    for (int i = 0; i < det->ncand; i++)
        if (i != best && (second < 0 || det->cand[i].total > det->cand[second].total))
            second = i;
    if (second >= 0)
        add_state(m, det->cand[second].reading);
    if (m->text)
        add_state(m, READING(SET_UTF8, HT_DOOR_TEXT));
}

static bool
find_words(struct mix *m)
{
    const char *s = m->cell->s;
    for (size_t i = 0; i < m->cell->len; ) {
        bool ascii = true;
        size_t at = i;
        while (i < m->cell->len && ((unsigned char)s[i] >= 0x80 || ht_is_letter((unsigned char)s[i])))
            ascii &= (unsigned char)s[i++] < 0x80;
        if (i == at) {
            i++;
        } else if (!ascii) {
            if (m->nwords == MAX_WORDS)
                return false;
            m->word[m->nwords].at = at;
            m->word[m->nwords].unicode = m->text && has_wide_letter(s + at, i - at);
            m->word[m->nwords].odd = m->cell->door == HT_DOOR_BYTES && is_odd(s + at, i - at);
            m->odd_words += m->word[m->nwords].odd;
            m->cut += m->word[m->nwords].odd && is_cut(s + at, i - at);
            m->word[m->nwords++].len = i - at;
        }
    }
    return m->nwords > 0;
}

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
read_borrowed(struct mix *m, int reading, const char *s, size_t n, struct ht_buf *out, struct score *score)
{
    if (!reading_lacks_capitals(reading))
        return false;
    size_t start = out->len;
    for (size_t count = 2; count <= 3; count++) {
        size_t cut = prefix(s, n, count, m->text);
        struct score part;
        if (!cut || cut == n
            || !read_as(m->det, READING(SET_VNI, reading_door(reading)), s, cut, m->text, out, &part))
            return false;
        if (!part.bad && ends_in_toned_capital(out->s + start, out->len - start)
            && read_as(m->det, reading, s + cut, n - cut, m->text, out, &part) && !part.bad) {
            unsigned how = SCORE_DECODED | SCORE_FOREIGN | SCORE_NO_CAPITALS | SCORE_PIECE;
            *score = score_text(m->det->lex, out->s + start, out->len - start, m->text ? how | SCORE_REPAIR : how);
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

/* Reads one word, appends it to OUT and returns its score, or INT_MIN / 2 if it cannot be read so. */
static int
read_word(struct mix *m, int reading, const char *s, size_t n, struct ht_buf *out, unsigned *repairs, bool *good)
{
    *good = false;
    struct score plain, borrowed;
    size_t start = out->len;
    if (reading == AS_IS && !m->text && !m->broken && ht_utf8_valid(s, n) != n)
        return INT_MIN / 2;
    if (!read_as(m->det, reading, s, n, m->text, out, &plain))
        return INT_MIN / 2;
    if (!plain.words && reading != AS_IS) {
        *good = was_sign(m, s, n, out->s + start, out->len - start);
        return *good ? 0 : INT_MIN / 2; /* else letters became signs */
    }
    if (reading != AS_IS && plain.length > 1)
        return INT_MIN / 2;             /* a letter became a blank or a dash: Škoda, Ề koda */
    *good = !plain.other && !plain.bad;
    if (m->unicode && reading == AS_IS && (!*good || plain.worst >= RARE) && has_vni_marks(s, n)) {
        *good = false;
        return plain.sum - COST_MARKS;
    }
    if (*good)
        return plain.sum + (reading == AS_IS && plain.known == plain.words ? GOOD_AS_IS : 0);
    if (reading != AS_IS)
        plain.sum -= COST_USELESS;
    size_t end = out->len;
    if (!read_borrowed(m, reading, s, n, out, &borrowed) || borrowed.sum <= plain.sum) {
        ht_buf_cut(out, end);
        return plain.sum;
    }
    memmove(out->s + start, out->s + end, out->len - end);
    ht_buf_cut(out, start + out->len - end);
    *repairs |= HT_REPAIR_VNI_LETTER;
    *good = true;
    return borrowed.sum;
}

/* True for sets whose letters beside UTF-8 are as likely to be damaged ones: ledgers mix it with the two big sets. */
static bool
is_rare(int reading)
{
    return reading != AS_IS && reading != READING(SET_TCVN3, HT_DOOR_BYTES)
        && reading != READING(SET_VNI, HT_DOOR_BYTES);
}

/* True if words under READING are beyond the doubt that damage casts on others. */
static bool
is_told(const struct mix *m, int reading)
{
    return m->told && m->odd == reading;
}

/* How well READING reads the words that are no UTF-8, or INT_MIN if one of them is no known word then. */
static int
read_odd(struct mix *m, int reading, struct ht_buf *tmp)
{
    int sum = reading_prior(reading);
    for (size_t w = 0; w < m->nwords; w++) {
        struct score score;
        if (!m->word[w].odd)
            continue;
        ht_buf_clear(tmp);
        if (!read_as(m->det, reading, m->cell->s + m->word[w].at, m->word[w].len, false, tmp, &score)
            || score.length != 1 || score.known != 1 || score.bad || score.inner || score.signs)
            return INT_MIN;
        sum += score.sum;
    }
    return sum;
}

/* Finds the set that makes known words of all that is no UTF-8, be it one that is seldom met. */
static void
find_odd(struct mix *m)
{
    int best = INT_MIN;
    struct ht_buf tmp = HT_BUF_INIT;
    for (int set = 0; set < NSETS; set++) {
        int reading = READING(set, HT_DOOR_BYTES);
        if (!reading_of_bytes(reading) || reading_spends_ascii(reading))
            continue;
        int sum = read_odd(m, reading, &tmp);
        sum -= sum != INT_MIN && is_rare(reading) ? COST_TOLD : 0;
        if (sum > best) {
            best = sum;
            m->odd = reading;
        }
    }
    ht_buf_fini(&tmp);
    m->told = m->odd != AS_IS && m->odd_words > 1;
    for (size_t w = 0; w < m->nwords && m->odd != AS_IS; w++)
        m->told |= m->word[w].odd && m->word[w].len >= LONG_WORD;
}

static void
find_path(struct mix *m)
{
    struct ht_buf tmp = HT_BUF_INIT;
    for (size_t w = 0; w < m->nwords; w++) {
        struct word *word = &m->word[w];
        for (int k = 0; k < m->nstates; k++) {
            unsigned ignored = 0;
            ht_buf_clear(&tmp);
            int sum = read_word(m, m->state[k], m->cell->s + word->at, word->len, &tmp, &ignored,
                                &word->good[k]);
            m->straight[k] = sum + m->straight[k] < INT_MIN / 2 ? INT_MIN / 2 : sum + m->straight[k];
            if (word->unicode && m->state[k] != AS_IS)
                sum -= COST_UNICODE;
            if (m->broken && is_rare(m->state[k]))
                sum -= is_told(m, m->state[k]) ? COST_TOLD : m->state[k] == m->odd ? COST_ODD : COST_RARE;
            int from = k, before = w ? word[-1].sum[k] : 0;
            for (int j = 0; w && j < m->nstates; j++)
                if (word[-1].sum[j] - COST_SWITCH > before) {
                    before = word[-1].sum[j] - COST_SWITCH;
                    from = j;
                }
            word->from[k] = (uint8_t)from;
            word->sum[k] = sum + before < INT_MIN / 2 ? INT_MIN / 2 : sum + before;
        }
    }
    ht_buf_fini(&tmp);
}

/* Appends the text of the path, whose states are in STATE. */
static void
write_path(struct mix *m, const uint8_t *state, struct ht_buf *out, struct mixed *mixed)
{
    size_t done = 0;
    struct score score;
    bool good;
    for (size_t w = 0; w < m->nwords; w++) {
        const struct word *word = &m->word[w];
        read_as(m->det, AS_IS, m->cell->s + done, word->at - done, true, out, &score);
        read_word(m, m->state[state[w]], m->cell->s + word->at, word->len, out, &mixed->repairs, &good);
        if (m->state[state[w]] != AS_IS && !m->text)
            mixed->odd |= !good || (m->broken && is_rare(m->state[state[w]]) && !is_told(m, m->state[state[w]]));
        mixed->broken |= m->broken && m->state[state[w]] == AS_IS && !good;
        done = word->at + word->len;
    }
    read_as(m->det, AS_IS, m->cell->s + done, m->cell->len - done, true, out, &score);
}

/* The states of the best path, into STATE; how many words are in each, into USED.  False if it repairs no word of a
 * text: other words in place of good ones are no repair. */
static bool
trace_path(const struct mix *m, uint8_t *state, int *used)
{
    int last = 0, fixed = 0, broken = 0;
    const struct word *end = &m->word[m->nwords - 1];
    for (int k = 1; k < m->nstates; k++)
        if (end->sum[k] > end->sum[last])
            last = k;
    for (size_t w = m->nwords; w-- > 0; ) {
        state[w] = (uint8_t)last;
        used[last]++;
        fixed += last && m->word[w].good[last] && !m->word[w].good[0];
        broken += last && m->word[w].good[0];
        last = m->word[w].from[last];
    }
    return !m->text || (fixed && fixed >= broken);
}

/* True if damaged letters would explain the cell as well as words in another set do. */
static bool
fits_damage(struct ht_detector *det, const struct ht_cell_text *cell)
{
    mend_utf8(det->lex, cell->s, cell->len, &det->mended);
    return det->mended.fits;
}

static bool
find_mixed(struct ht_detector *det, const struct ht_cell_text *cell, int best, struct ht_buf *out,
           struct mixed *mixed)
{
    struct mix m = { .det = det, .cell = cell, .straight = { 0 } };
    uint8_t state[MAX_WORDS];
    int used[MAX_STATES] = { 0 };
    m.text = cell->door != HT_DOOR_BYTES || ht_utf8_valid(cell->s, cell->len) == cell->len;
    m.unicode = m.text && has_letter_beyond_latin1(cell->s, cell->len);
    m.broken = !m.text && broken_utf8(cell->s, cell->len, false);
    if (!find_words(&m))
        return false;
    if (m.odd_words > 1 || m.odd_words > m.cut)
        find_odd(&m);
    choose_states(&m, best);
    find_path(&m);
    if (!trace_path(&m, state, used))
        return false;
    *mixed = (struct mixed){ .reading = AS_IS };
    size_t start = out->len;
    write_path(&m, state, out, mixed);
    int whole = state_of(&m, det->cand[best].reading);
    bool one = whole >= 0 && used[whole] == (int)m.nwords;
    int before = whole < 0 ? det->cand[best].score.sum : m.straight[whole];
    mixed->gain = m.word[m.nwords - 1].sum[state[m.nwords - 1]] - before;
    bool sound = !mixed->repairs && !det->cand[best].score.bad;
    if (mixed->gain <= (sound ? LEAST_GAIN : 0) || (one && !mixed->repairs)) {
        ht_buf_cut(out, start);
        return false;
    }
    int most = -1;
    for (int k = 0; k < m.nstates; k++)
        if (m.state[k] != AS_IS && used[k] && (most < 0 || used[k] > used[most]))
            most = k;
    if (most >= 0)
        mixed->reading = m.state[most];
    mixed->odd |= most >= 0 && m.broken && mixed->gain < CLEAR_OF_DAMAGE && fits_damage(det, cell);
    mixed->repairs |= one ? 0 : HT_REPAIR_MIXED;
    return true;
}

bool
read_mixed(struct ht_detector *det, const struct ht_cell_text *cell, int best, struct ht_buf *out,
           struct mixed *mixed)
{
    det->mixing = true;                 /* a word that nobody knows is no better as it stands */
    bool found = find_mixed(det, cell, best, out, mixed);
    det->mixing = false;
    return found;
}

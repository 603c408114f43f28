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
#include <stdlib.h>

#include "base/mem.h"
#include "base/utf8.h"
#include "text/fold.h"
#include "text/mixed_int.h"
#include "text/viet.h"

enum {
    COST_UNICODE = 300,                 /* decoding what has Unicode letters already */
    LONG_WORD = 4,                      /* bytes that are a known word hardly by chance */
    COST_RARE = 60,                     /* a set that is hardly ever met beside UTF-8 */
    COST_ODD = 20,                      /* … but makes words of all that is no UTF-8 */
    COST_TOLD = 10,                     /* … and so many that this is no accident */
    LEAST_GAIN = 20,
    LEAST_GAIN_BROKEN = 40,             /* … where damage explains as much … */
    LEAST_GAIN_SOUND = 60,              /* … where one set knows all words */
    CLEAR_GAIN = 60,                    /* for which good words of a text give way to others */
    DOUBT = 30,                         /* a way to read the words that is ahead by less is doubtful */
    LEFT_REFERENCES = 300,              /* the reading of the whole left references as they are: nobody means that */
    CLEAR_OF_DAMAGE = 150,              /* gain over UTF-8 with damaged letters that would fit, too */
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
    if (m->nstates < MIX_STATES && (reading == AS_IS || reading_set(m->det, reading)))
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
    add_state(m, AS_IS);
    add_state(m, det->cand[best].reading);
    if (m->odd != AS_IS)
        add_state(m, m->odd);
    if (!m->text) {
        add_state(m, READING(SET_TCVN3, HT_DOOR_BYTES));
        add_state(m, READING(SET_VNI, HT_DOOR_BYTES));
        add_state(m, READING(SET_VISCII, HT_DOOR_BYTES));
    }
    add_state(m, READING(SET_TCVN3, HT_DOOR_TEXT));
    add_state(m, READING(SET_VNI, HT_DOOR_TEXT));
    const struct score *score = &det->cand[best].score;
    bool flawless = !score->bad && (score->known == score->words || (m->text && !score->other));
    int second = -1;
    for (int i = 0; i < det->ncand && !flawless; i++)
        if (i != best && (second < 0 || det->cand[i].total > det->cand[second].total))
            second = i;
    if (second >= 0 && !m->broken)
        add_state(m, det->cand[second].reading);
    if (m->text)
        add_state(m, READING(SET_UTF8, HT_DOOR_TEXT));
}

static bool
find_words(struct mix *m)
{
    const char *s = m->cell.s;
    for (size_t i = 0; i < m->cell.len; ) {
        bool ascii = true;
        size_t at = i;
        while (i < m->cell.len && ((unsigned char)s[i] >= 0x80 || ht_is_letter((unsigned char)s[i])))
            ascii &= (unsigned char)s[i++] < 0x80;
        if (i == at) {
            i++;
        } else if (!ascii) {
            if (m->nwords == MIX_WORDS)
                return false;
            struct mix_word *word = &m->word[m->nwords++];
            word->at = at;
            word->len = i - at;
            word->text = m->text || ht_utf8_valid(s + at, i - at) == i - at;
            word->unicode = word->text && has_wide_letter(s + at, i - at);
            word->odd = m->cell.door == HT_DOOR_BYTES && is_odd(s + at, i - at);
            m->odd_words += word->odd;
            m->cut += word->odd && is_cut(s + at, i - at);
        }
    }
    return m->nwords > 0;
}

/* True for sets whose letters beside UTF-8 are as likely to be damaged ones: ledgers mix it with the two big sets. */
static bool
is_rare(int reading)
{
    static const int big[] = {
        AS_IS, READING(SET_TCVN3, HT_DOOR_BYTES), READING(SET_VNI, HT_DOOR_BYTES), READING(SET_TCVN3, HT_DOOR_TEXT),
        READING(SET_VNI, HT_DOOR_TEXT),
    };
    for (size_t i = 0; i < HT_COUNT(big); i++)
        if (reading == big[i])
            return false;
    return true;
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
        if (!read_as(m->det, reading, m->cell.s + m->word[w].at, m->word[w].len, false, tmp, &score)
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

int
mix_price(const struct mix *m, const struct mix_word *word, int k)
{
    int reading = m->state[k], price = word->unicode && reading != AS_IS ? COST_UNICODE : 0;
    if (m->stands && is_rare(reading))
        price += COST_RARE;
    if (m->broken && is_rare(reading))
        price += is_told(m, reading) ? COST_TOLD : reading == m->odd ? COST_ODD : COST_RARE;
    return price;
}

static bool
is_syllable(const struct mix *m, const struct mix_reading *as)
{
    struct ht_syllable y;
    return m->text && as->len && ht_syllable(m->texts.s + as->at, as->len, &y);
}

/* True if the path makes words of what is none, rather than other words of what is good. */
static bool
repairs_words(const struct mix *m, const struct mix_path *path)
{
    int fixed = 0, broken = 0;
    for (size_t w = 0; w < m->nwords; w++) {
        int k = path->state[w];
        const struct mix_word *word = &m->word[w];
        fixed += k && word->as[k].good && !word->as[0].good && !is_syllable(m, &word->as[0]);
        broken += k && m->word[w].as[0].good;
    }
    return fixed && fixed >= broken;
}

/* What is to be said of the path: the reading of most words that do not stand as they are, what was repaired, what is
 * doubtful.  True if all words are in one. */
static bool
describe_path(const struct mix *m, const struct mix_path *path, struct mixed *mixed)
{
    size_t used[MIX_STATES] = { 0 };
    int most = -1;
    for (size_t w = 0; w < m->nwords; w++) {
        int k = path->state[w], reading = m->state[k];
        bool good = m->word[w].as[k].good;
        used[k]++;
        mixed->repairs |= m->word[w].as[k].repairs;
        mixed->replaces |= k && is_syllable(m, &m->word[w].as[0]);
        if (reading != AS_IS && !m->text)
            mixed->odd |= !good || (m->broken && is_rare(reading) && !is_told(m, reading));
        mixed->broken |= m->broken && reading == AS_IS && !good;
    }
    for (int k = 0; k < m->nstates; k++)
        if (m->state[k] != AS_IS && used[k] && (most < 0 || used[k] > used[most]))
            most = k;
    mixed->reading = most >= 0 ? m->state[most] : AS_IS;
    mixed->odd |= path->margin < DOUBT;
    return used[path->state[0]] == m->nwords;
}

/* True if damaged letters would explain the cell as well as words in another set do. */
static bool
fits_damage(struct ht_detector *det, const struct ht_cell_text *cell)
{
    mend_utf8(det->lex, cell->s, cell->len, &det->mended);
    return det->mended.fits;
}

/* What the best reading of the whole is worth, in the same measure as a path. */
static int
worth_before(const struct mix *m, int best)
{
    const struct candidate *c = &m->det->cand[best];
    int whole = state_of(m, c->reading), sum = whole < 0 ? MIX_IMPOSSIBLE : mix_straight(m, whole);
    if (sum == MIX_IMPOSSIBLE)
        return c->score.sum;
    return sum - phrases_cost(m->det->lex, m->det->text.s + c->at, c->len);
}

/* True if the word at S holds one that is known as it stands. */
static bool
stands_known(const struct mix *m, const char *s, size_t n)
{
    const char *at = s, *word;
    size_t len;
    while ((word = ht_next_word(&at, s + n, &len)) != NULL)
        if (ht_lexicon_cost(m->det->lex, word, len).kind <= HT_WORD_NAME)
            return true;
    return false;
}

/* In widened text nothing stands by chance: what is no word as it is (5.000®, X©ydùng) goes with the rest. */
static void
keep_together(struct mix *m, int whole)
{
    for (size_t w = 0; m->text && whole > 0 && w < m->nwords; w++) {
        struct mix_word *word = &m->word[w];
        const char *s = m->cell.s + word->at;
        if (!word->unicode && word->as[whole].sum != MIX_IMPOSSIBLE && !ht_is_ascii(s, word->len)
            && !stands_known(m, s, word->len))
            word->as[0].sum = MIX_IMPOSSIBLE;
    }
}

static bool
find_mixed(struct mix *m, int best, struct ht_buf *out, struct mixed *mixed)
{
    const struct candidate *c = &m->det->cand[best];
    struct mix_path path;
    for (size_t w = 0; w < m->nwords; w++)
        for (int k = 0; k < m->nstates; k++)
            mix_read_word(m, &m->word[w], k);
    if (c->reading != AS_IS && reading_set(m->det, c->reading) != m->det->utf8)
        keep_together(m, state_of(m, c->reading));
    mix_find_path(m, &path);
    *mixed = (struct mixed){ .reading = AS_IS };
    bool one = describe_path(m, &path, mixed) && m->state[path.state[0]] == c->reading;
    mixed->gain = path.sum - worth_before(m, best);
    if (m->expanded.len && !reading_is_reference(c->reading))
        mixed->gain += LEFT_REFERENCES;
    bool sound = !mixed->repairs && !c->score.bad;
    bool whole = c->score.known == c->score.words;
    int least = !sound ? 0 : whole ? LEAST_GAIN_SOUND : m->broken ? LEAST_GAIN_BROKEN : LEAST_GAIN;
    if (mixed->gain <= least || (one && !mixed->repairs))
        return false;
    mixed->rival = m->text && !repairs_words(m, &path) && mixed->gain < CLEAR_GAIN;
    if (mixed->rival)
        return false;
    if (m->stands && m->nwords == 1 && !m->expanded.len && !mixed->repairs)
        return false;                   /* one word is no mix */
    mix_write_path(m, path.state, out);
    if (m->broken && mixed->reading != AS_IS && mixed->gain < CLEAR_OF_DAMAGE)
        mixed->odd |= fits_damage(m->det, &m->cell);
    mixed->repairs |= one ? 0 : HT_REPAIR_MIXED;
    return true;
}

bool
read_mixed(struct ht_detector *det, const struct ht_cell_text *cell, int best, struct ht_buf *out,
           struct mixed *mixed)
{
    struct mix *m = ht_calloc(1, sizeof *m);
    m->det = det;
    m->cell = *cell;
    ht_buf_init(&m->texts);
    ht_buf_init(&m->expanded);
    bool references = has_references(cell->s, cell->len);
    if (references) {
        expand_references(det->set[SET_HTML], det->set[SET_CESC], cell->s, cell->len, &m->expanded);
        m->cell.s = m->expanded.s;
        m->cell.len = m->expanded.len;
        cell = &m->cell;
    }
    m->text = cell->door != HT_DOOR_BYTES || ht_utf8_valid(cell->s, cell->len) == cell->len;
    m->unicode = m->text && has_letter_beyond_latin1(cell->s, cell->len);
    m->broken = !m->text && broken_utf8(cell->s, cell->len, false);
    det->mixing = true;                 /* a word that nobody knows is no better as it stands */
    bool found = find_words(m);
    if (found) {
        if (m->odd_words > 1 || m->odd_words > m->cut)
            find_odd(m);
        m->stands = m->text && !m->odd_words && det->cand[best].reading == AS_IS;
        choose_states(m, best);
        found = find_mixed(m, best, out, mixed);
        if (found && references && mixed->reading == AS_IS)
            mixed->reading = READING(SET_NCR, HT_DOOR_BYTES);
    }
    det->mixing = false;
    ht_buf_fini(&m->texts);
    ht_buf_fini(&m->expanded);
    free(m);
    return found;
}

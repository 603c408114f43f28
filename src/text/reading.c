/* SPDX-License-Identifier: BSD-2-Clause */
/* Readings of a cell: every set and door worth a look, decoded and scored. */
#include "config.h"

#include <limits.h>

#include "base/mem.h"
#include "base/utf8.h"
#include "text/detect_int.h"
#include "text/fold.h"
#include "text/phrase.h"

enum doors { TEXT, ALL, MAC, WIDE, BYTES, ESCAPE };

static const struct set {
    const char *name;
    int prior;
    enum doors doors;
} sets[NSETS] = {
#define SET(id, name, prior, doors) { name, prior, doors },
#include "text/detect_sets.def"
};

/* Prior of a door: text that was widened once, by the code page of Western Windows, is what really happens. */
static const int door_prior[HT_DOORS] = {
    [HT_DOOR_TEXT2] = -20, [HT_DOOR_CP1258] = -30, [HT_DOOR_CP437] = -40, [HT_DOOR_CP850] = -40,
    [HT_DOOR_MACROMAN] = -40,
};

enum {
    COST_BAD = 140,                     /* a byte that the set does not have */
    COST_CONTROL = 160,
    COST_LACKING = 120,                 /* words that a sign has broken: V–N, T@, tr n */
    COST_UNICODE = 150,                 /* decoding what reads well and has letters of Unicode */
    COST_SIGN = 150,                    /* a letter that a repair turns into a sign */
    PRIOR_AS_IS = 30,
    PRIOR_SOURCE = 100,                 /* font or code page */
    COST_ACCIDENT = 110,                /* bytes that happen to be well-formed UTF-8 */
    LIKELY = 160                        /* cost of a word that marks in ASCII may make */
};

static int
reading_index(int reading)
{
    return (reading - 1) % NSETS;
}

const struct ht_charset *
reading_set(const struct ht_detector *det, int reading)
{
    return reading == AS_IS ? NULL : det->set[reading_index(reading)];
}

enum ht_door
reading_door(int reading)
{
    return reading == AS_IS ? HT_DOOR_BYTES : (enum ht_door)((reading - 1) / NSETS);
}

bool
reading_lacks_capitals(int reading)
{
    if (reading == AS_IS)
        return false;
    int set = reading_index(reading);
    return set == SET_TCVN3 || set == SET_VWF;
}

bool
reading_spends_ascii(int reading)
{
    if (reading == AS_IS)
        return false;
    int set = reading_index(reading);
    return set == SET_BK1 || set == SET_ISC || set == SET_VNIDOS || sets[set].doors == ESCAPE;
}

bool
reading_marks_ascii(int reading)
{
    if (reading == AS_IS)
        return false;
    int set = reading_index(reading);
    return set == SET_VIQR || set == SET_VIQR2 || set == SET_EMAIL;
}

int
reading_prior(int reading)
{
    if (reading == AS_IS)
        return PRIOR_AS_IS;
    return sets[reading_index(reading)].prior + door_prior[reading_door(reading)];
}

static bool
set_comes_through(int set, enum ht_door door)
{
    switch (sets[set].doors) {
    case TEXT:   return door == HT_DOOR_BYTES || door == HT_DOOR_TEXT || door == HT_DOOR_CP1258;
    case ALL:    return door != HT_DOOR_TEXT2;
    case MAC:    return door == HT_DOOR_BYTES || door == HT_DOOR_MACROMAN;
    case WIDE:   return door != HT_DOOR_BYTES;
    case BYTES:  return door == HT_DOOR_BYTES;
    case ESCAPE: return door == HT_DOOR_BYTES;
    }
    return false;
}

bool
reading_of_bytes(int reading)
{
    int set = reading_index(reading);
    return reading != AS_IS && reading_door(reading) == HT_DOOR_BYTES && set_comes_through(set, HT_DOOR_BYTES)
        && sets[set].doors != ESCAPE && sets[set].prior >= -100;
}

/* True if READING is that of letters written as references, whose text is Unicode. */
static bool
is_reference(int reading)
{
    return sets[reading_index(reading)].doors == ESCAPE && !reading_marks_ascii(reading);
}

static unsigned
how_to_score(const struct ht_detector *det, int reading, bool text)
{
    unsigned how = det->mixing ? SCORE_FOREIGN | SCORE_PIECE : 0;
    if (reading == AS_IS || is_reference(reading))
        return how | SCORE_FOREIGN;
    how |= SCORE_DECODED | (text ? SCORE_REPAIR : 0u);
    return reading_lacks_capitals(reading) ? how | SCORE_NO_CAPITALS : how;
}

bool
read_as(struct ht_detector *det, int reading, const char *s, size_t n, bool text, struct ht_buf *out,
        struct score *score)
{
    const struct ht_charset *set = reading == AS_IS ? det->utf8 : reading_set(det, reading);
    enum ht_door door = reading_door(reading);
    struct ht_decoded res;
    if (!set || (door != HT_DOOR_BYTES && !text))
        return false;
    size_t at = out->len;
    ht_charset_decode(set, door, s, n, out, &res);
    const char *read = out->s + at;
    size_t len = out->len - at;
    unsigned repairs = 0;
    ht_buf_clear(&det->repaired);
    bool soft = memmem(read, len, "\xc2\xad", 2);       /* a letter until the encoding is decided */
    if (reading == AS_IS && !soft && repair_text(read, len, &det->repaired, &repairs)) {
        read = det->repaired.s;         /* what it will say after its repair is what counts */
        len = det->repaired.len;
    }
    int gaps = 0;
    if (reading == AS_IS && res.bad) {
        mend_utf8(det->lex, s, n, &det->mended);
        read = det->mended.text.s;
        len = det->mended.text.len;
        res.bad = det->mended.gaps;     /* letters, however many bytes are left of them */
        gaps = det->mended.cost;
    }
    *score = score_text(det->lex, read, len, how_to_score(det, reading, text));
    score->sum -= gaps;
    score->bad = res.bad;
    score->controls = res.controls;
    score->sum -= (int)(res.bad < 100 ? res.bad : 100) * COST_BAD;
    score->sum -= (int)(res.controls < 100 ? res.controls : 100) * COST_CONTROL;
    if (reading != AS_IS && lacks_letters(read, len, true))
        score->sum -= COST_LACKING;
    return true;
}

/* What the source says of READING for this cell. */
static int
source_says(const struct ht_detector *det, int reading, const struct ht_cell_text *cell)
{
    if (reading == AS_IS || !cell->prior || cell->prior != reading_set(det, reading))
        return 0;
    return PRIOR_SOURCE + (sets[reading_index(reading)].prior < -100 ? 200 : 0);
}

/* True if some letter of the cell cannot have come through DOOR. */
static bool
is_unicode_for(const struct ht_detector *det, enum ht_door door)
{
    if (door == HT_DOOR_CP1258 || door == HT_DOOR_TEXT2)
        return det->unicode && !det->cp1258;
    return door != HT_DOOR_BYTES && det->unicode;
}

/* Adds READING to the candidates, unless its text is the same as the one as it stands, or letters became signs
 * and nothing is left to judge by. */
static void
try(struct ht_detector *det, int reading, const struct ht_column *col, const struct ht_cell_text *cell, bool text)
{
    struct candidate *c = &det->cand[det->ncand];
    if (det->ncand == MAX_CANDIDATES)
        return;
    c->reading = reading;
    c->at = det->text.len;
    if (!read_as(det, reading, cell->s, cell->len, text, &det->text, &c->score))
        return;
    c->len = det->text.len - c->at;
    const struct candidate *as_is = det->ncand && det->cand[0].reading == AS_IS ? det->cand : NULL;
    bool same = as_is && as_is->len == c->len && !memcmp(det->text.s + c->at, det->text.s + as_is->at, c->len);
    if (same || (as_is && as_is->score.words && !c->score.words)) {
        ht_buf_cut(&det->text, c->at);
        return;
    }
    c->like = c->score.sum + source_says(det, reading, cell);
    if (det->signs)                     /* a sign in a word should have been a letter */
        c->like -= escape_price(det->text.s + c->at, c->len, false);
    if (as_is && c->score.signs > as_is->score.signs)
        c->like -= COST_SIGN * (c->score.signs - as_is->score.signs);
    if (as_is && !as_is->score.other && is_unicode_for(det, reading_door(reading)))
        c->like -= COST_UNICODE;
    c->own = c->like + reading_prior(reading);
    c->total = c->like + context_says(det, col, reading);
    det->ncand++;
}

static bool
is_flawless(const struct score *score)
{
    return !score->other && !score->bad && !score->controls;
}

static bool
have_good(const struct ht_detector *det)
{
    for (int i = 0; i < det->ncand; i++)
        if (det->cand[i].reading != AS_IS && is_flawless(&det->cand[i].score))
            return true;
    return false;
}

static void
try_door(struct ht_detector *det, enum ht_door door, const struct ht_column *col, const struct ht_cell_text *cell,
         bool text)
{
    for (int set = 0; set < NSETS; set++) {
        if (!set_comes_through(set, door) || sets[set].doors == ESCAPE)
            continue;
        if (sets[set].prior < -100 && cell->prior != det->set[set])
            continue;
        try(det, READING(set, door), col, cell, text);
    }
}

static void
fall_back(struct candidate *c, int by)
{
    c->like -= by;
    c->own -= by;
    c->total -= by;
}

/* Bytes that are UTF-8, or ASCII with control characters, by accident: only what reads without a flaw counts, and it
 * has its PRICE. */
static void
try_accidents(struct ht_detector *det, const struct ht_column *col, const struct ht_cell_text *cell, int price)
{
    int before = det->ncand, kept = before;
    try_door(det, HT_DOOR_BYTES, col, cell, price > 0);
    for (int i = before; i < det->ncand; i++)
        if (is_flawless(&det->cand[i].score)) {
            det->cand[kept] = det->cand[i];
            fall_back(&det->cand[kept++], price);
        }
    det->ncand = kept;
}

/* ASCII with control characters, among which VISCII, VPS and TCVN 5712-1 have capitals. */
static void
try_controls(struct ht_detector *det, const struct ht_column *col, const struct ht_cell_text *cell)
{
    if (lacks_letters(cell->s, cell->len, true))
        fall_back(det->cand, COST_LACKING);
    try_accidents(det, col, cell, 0);
}

/* Signs of ASCII as letters: only what makes common words, since people do write signs. */
static void
try_escapes(struct ht_detector *det, const struct ht_column *col, const struct ht_cell_text *cell, bool text,
            bool ascii)
{
    bool references = has_references(cell->s, cell->len);      /* nobody wrote &#227; with letters for its signs */
    for (int set = 0; set < NSETS; set++) {
        int reading = READING(set, HT_DOOR_BYTES), before = det->ncand;
        if (sets[set].doors != ESCAPE && !(ascii && reading_spends_ascii(reading) && !references))
            continue;
        try(det, reading, col, cell, text);
        if (det->ncand == before)
            continue;
        const struct score *score = &det->cand[before].score;
        bool chance = reading_marks_ascii(reading) && !(col && col->marks);
        if (score->bad || (chance && (score->other || score->worst > LIKELY)))
            det->ncand = before;
    }
}

/* Only the readings that a settled column still considers.  False if none of them makes sense of the cell. */
static bool
try_near(struct ht_detector *det, const struct ht_column *col, const struct ht_cell_text *cell, bool text)
{
    for (int i = 0; i < col->nnear; i++)
        if (col->near[i] != AS_IS)
            try(det, col->near[i], col, cell, text);
    return have_good(det);
}

/* Readings that agree on the text vouch for it together; the best of them gets it all. */
static void
pool(struct ht_detector *det)
{
    struct candidate *c = det->cand;
    for (int i = 0; i < det->ncand; i++) {
        int best = i, sum = -c[i].total;
        bool first = true;
        for (int k = 0; k < det->ncand && first && c[i].reading != AS_IS; k++) {
            if (k == i || c[k].reading == AS_IS || c[k].len != c[i].len
                || memcmp(det->text.s + c[k].at, det->text.s + c[i].at, c[i].len) != 0)
                continue;
            first = k > i;
            sum = ht_log_sum(sum, -c[k].total);
            best = c[k].total > c[best].total ? k : best;
        }
        if (first)
            c[best].total = -sum;
    }
}

/* True if S has letters of Vietnamese that Windows-1258 makes of a byte, and none that it does not. */
static bool
may_be_cp1258(const char *s, size_t n)
{
    static const uint16_t letters[] = {
        0x102, 0x103, 0x110, 0x111, 0x1a0, 0x1a1, 0x1af, 0x1b0, 0x300, 0x301, 0x303, 0x309, 0x323, 0x20ab,
    };
    bool any = false;
    for (size_t len; n; s += len, n -= len) {
        uint32_t c = ht_utf8_get(s, &len);
        if (c >= 0x1ea0 && c < 0x1f00)
            return false;
        for (size_t i = 0; c >= 0x102 && i < HT_COUNT(letters); i++)
            any |= c == letters[i];
    }
    return any;
}

static void
collect_all(struct ht_detector *det, const struct ht_column *col, const struct ht_cell_text *cell)
{
    bool ascii = ht_is_ascii(cell->s, cell->len);
    bool text = ascii || cell->door == HT_DOOR_TEXT || ht_utf8_valid(cell->s, cell->len) == cell->len;
    ht_buf_clear(&det->text);
    det->ncand = 0;
    det->unicode = text && !ascii && has_letter_beyond_latin1(cell->s, cell->len);
    det->cp1258 = det->unicode && may_be_cp1258(cell->s, cell->len);
    det->signs = (col && col->marks) || escape_price(cell->s, cell->len, false) > 0;
    if (text)
        try(det, AS_IS, col, cell, text);
    bool settled = col && col->lead != AS_IS && ht_column_settled(col);
    if (settled && !cell->prior && !det->row.on && try_near(det, col, cell, text))
        return;
    if (ascii) {
        if (ht_has_controls(cell->s, cell->len))
            try_controls(det, col, cell);
        if (det->signs)
            try_escapes(det, col, cell, text, true);
        return;
    }
    if (!text) {
        try_door(det, HT_DOOR_BYTES, col, cell, text);
        if (!det->ncand || broken_utf8(cell->s, cell->len, column_stands(col)))
            try(det, AS_IS, col, cell, text);
        return;
    }
    if (cell->door == HT_DOOR_BYTES && det->ncand && det->cand[0].score.other)
        try_accidents(det, col, cell, COST_ACCIDENT);
    if (text && has_references(cell->s, cell->len)) {
        try_escapes(det, col, cell, text, false);
    }
    try_door(det, HT_DOOR_TEXT, col, cell, text);
    if (det->odd == HT_DOOR_BYTES && det->cp1258)
        det->odd = HT_DOOR_CP1258;
    if (det->odd != HT_DOOR_BYTES)
        try_door(det, det->odd, col, cell, text);
    if (have_good(det) || !det->ncand || !det->cand[0].score.other)
        return;
    for (enum ht_door door = HT_DOOR_TEXT2; door < HT_DOORS; door++)
        if (door != det->odd)
            try_door(det, door, col, cell, text);
}

/* Words of plain ASCII cost nothing, those with marks what words cost.  In a column that has marks this is no reason to
 * leave them as they are. */
static void
level_marks(struct ht_detector *det)
{
    const struct candidate *as_is = det->cand;
    for (int i = 1; i < det->ncand && as_is->reading == AS_IS; i++) {
        struct candidate *c = &det->cand[i];
        int more = as_is->like - c->like;
        if (!reading_marks_ascii(c->reading) || c->score.other || more <= 0)
            continue;
        c->like += more;
        c->own += more;
        c->total += more;
    }
}

void
collect(struct ht_detector *det, const struct ht_column *col, const struct ht_cell_text *cell)
{
    collect_all(det, col, cell);
    if (col && col->marks)
        level_marks(det);
    pool(det);
}

bool
repair_is_sound(struct ht_detector *det, const struct ht_cell_text *cell, int reading)
{
    const char *s = cell->s;
    int fixed = 0, broken = 0, useless = 0;
    struct ht_buf plain = HT_BUF_INIT, repaired = HT_BUF_INIT;
    for (size_t i = 0; i < cell->len; ) {
        size_t at = i;
        while (i < cell->len && ((unsigned char)s[i] >= 0x80 || ht_is_letter((unsigned char)s[i])))
            i++;
        size_t n = i - at;
        if (!n) {
            i++;
            continue;
        }
        if (ht_is_ascii(s + at, n))
            continue;
        struct score after;
        ht_buf_clear(&plain);
        ht_buf_clear(&repaired);
        read_as(det, AS_IS, s + at, n, true, &plain, &after);
        if (!read_as(det, reading, s + at, n, true, &repaired, &after)
            || (plain.len == repaired.len && !memcmp(plain.s, repaired.s, plain.len)))
            continue;
        struct ht_word_cost was = ht_lexicon_cost(det->lex, plain.s, plain.len);
        bool strange = was.kind == HT_WORD_OTHER || was.shape & HT_SHAPE_INNER;
        bool makes_word = after.words && !after.other && !after.bad;
        fixed += strange && makes_word && after.known == after.words;
        broken += !strange && was.kind <= HT_WORD_NAME;
        useless += strange && !makes_word;
    }
    ht_buf_fini(&plain);
    ht_buf_fini(&repaired);
    return fixed > useless && fixed >= broken;
}

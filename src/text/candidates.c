/* SPDX-License-Identifier: BSD-2-Clause */
/* Candidates: the readings of a cell that are worth a look, each with what speaks for and against it. */
#include "config.h"

#include "base/mem.h"
#include "base/utf8.h"
#include "text/detect_int.h"
#include "text/phrase.h"

enum {
    COST_UNICODE = 150,                 /* decoding what reads well and has letters of Unicode */
    COST_BESIDE = 50,                   /* widened bytes beside letters that CP1258 would have widened */
    COST_SIGN = 150,                    /* a letter that a repair turns into a sign */
    PRIOR_SOURCE = 100,                 /* font or code page */
    PRIOR_TOLD = 200,                   /* more for a set that nothing else tells of */
    MORE_IN_CAPITALS = 30,              /* rare sets are less so there: TCVN3 and Vietware-F have no toned capitals */
    COST_ACCIDENT = 110,                /* bytes that happen to be well-formed UTF-8 */
    LIKELY = 160,                       /* cost of a word that marks in ASCII may make … */
    SURE = 90                           /* … even if they are question marks: Ba?o */
};

/* What the source says of READING for this cell. */
static int
source_says(const struct ht_detector *det, int reading, const struct ht_cell_text *cell)
{
    if (reading == AS_IS || !cell->prior || cell->prior != reading_set(det, reading))
        return 0;
    return PRIOR_SOURCE + (set_is_told(reading_set_index(reading)) ? PRIOR_TOLD : 0);
}

/* True if some letter of the cell cannot have come through DOOR. */
static bool
is_unicode_for(const struct ht_detector *det, enum ht_door door)
{
    if (door == HT_DOOR_CP1258 || door == HT_DOOR_TEXT2)
        return det->unicode && det->page != CODE_PAGE_1258;
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
    if (det->page == CODE_PAGE_1258 && reading != AS_IS && reading_door(reading) == HT_DOOR_TEXT)
        c->like -= COST_BESIDE;
    int share = c->score.capitals && reading != AS_IS && set_is_rare(reading_set_index(reading)) ? MORE_IN_CAPITALS : 0;
    c->own = c->like + reading_prior(reading) + share;
    c->total = c->like + context_says(det, col, reading) + share;
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
        if (!set_comes_through(set, door) || set_is_escape(set))
            continue;
        if (set_is_told(set) && cell->prior != det->set[set])
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

/* ASCII with control characters, among which VISCII, VPS, VNU and TCVN 5712-1 have capitals. */
static void
try_controls(struct ht_detector *det, const struct ht_column *col, const struct ht_cell_text *cell)
{
    if (lacks_letters(cell->s, cell->len, true))
        fall_back(det->cand, COST_LACKING);
    try_accidents(det, col, cell, 0);
}

static void
rise(struct candidate *c, int by)
{
    fall_back(c, -by);
}

/* True if nothing around the cell says that signs are signs there. */
static bool
may_have_marks(const struct ht_column *col, int reading)
{
    return !col || (col->ascii <= col->cells + col->again
                    && column_says(col, reading) >= reading_prior(reading) - reading_prior(AS_IS));
}

/*
 * HTML's reading leaves the references that markup needs (&#38; &#60; &#62;) and knows those by name.  Where that makes
 * another text than undoing each number does, it was HTML: of the candidates from FIRST on, the other one goes.
 */
static void
prefer_html(struct ht_detector *det, int first)
{
    struct candidate *ncr = NULL, *html = NULL;
    for (struct candidate *c = det->cand + first; c < det->cand + det->ncand; c++) {
        ncr = c->reading == READING(SET_NCR, HT_DOOR_BYTES) ? c : ncr;
        html = c->reading == READING(SET_HTML, HT_DOOR_BYTES) ? c : html;
    }
    if (ncr && html && !same_text(det, ncr, html))
        *ncr = det->cand[--det->ncand];
}

/* Signs of ASCII as letters: only what makes common words, since people do write signs.  Words of ASCII cost nothing
 * under any other reading, so that here the usual price is not asked of them either. */
static void
try_escapes(struct ht_detector *det, const struct ht_column *col, const struct ht_cell_text *cell, bool text,
            bool ascii)
{
    bool references = has_references(cell->s, cell->len);      /* nobody wrote &#227; with letters for its signs */
    bool marks = holds_marks(cell->s, cell->len), marked = false;
    bool broken = ascii && !references && lacks_letters(cell->s, cell->len, true);
    int first = det->ncand;
    for (int set = 0; set < NSETS; set++) {
        int reading = READING(set, HT_DOOR_BYTES), before = det->ncand;
        bool mark = reading_marks_ascii(reading);
        if (!set_is_escape(set) && !(ascii && reading_spends_ascii(reading) && !references))
            continue;
        try(det, reading, col, cell, text);
        if (det->ncand == before)
            continue;
        const struct score *score = &det->cand[before].score;
        bool chance = !reading_is_reference(reading) && !(col && col->marks);
        if (score->bad || (chance && (score->other || score->worst > LIKELY)))
            det->ncand = before;
        else if (chance && mark && (marks || score->worst < SURE) && may_have_marks(col, reading))
            rise(&det->cand[before], score->usual);
        marked |= mark && det->ncand > before;
    }
    for (int i = first; i < det->ncand && broken && !marked && may_have_marks(col, det->cand[i].reading); i++)
        rise(&det->cand[i], det->cand[i].score.usual + COST_LACKING);
    prefer_html(det, first);
}

/* Only the readings that a settled column still considers.  False if none of them makes sense of the cell. */
static bool
try_near(struct ht_detector *det, const struct ht_column *col, const struct ht_cell_text *cell, bool text)
{
    int first = det->ncand;
    for (int i = 0; i < col->nnear; i++)
        if (col->near[i] != AS_IS)
            try(det, col->near[i], col, cell, text);
    prefer_html(det, first);
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

/* What the letters of S tell of the code page that widened it: Windows-1258 is Windows-1252 but for some letters of
 * Vietnamese, which stand in place of Western ones. */
static enum code_page
find_code_page(const char *s, size_t n)
{
    static const uint16_t cp1258[] = {
        0x102, 0x103, 0x110, 0x111, 0x1a0, 0x1a1, 0x1af, 0x1b0, 0x300, 0x301, 0x303, 0x309, 0x323, 0x20ab,
    };
    static const uint16_t cp1252[] = {
        0xc3, 0xcc, 0xd0, 0xd2, 0xd5, 0xdd, 0xde, 0xe3, 0xec, 0xf0, 0xf2, 0xf5, 0xfd, 0xfe,
        0x160, 0x161, 0x17d, 0x17e,
    };
    bool of_1258 = false, of_1252 = false;
    for (size_t len; n; s += len, n -= len) {
        uint32_t c = ht_utf8_get(s, &len);
        if (c >= 0x1ea0 && c < 0x1f00)
            return NO_CODE_PAGE;
        for (size_t i = 0; c >= 0x102 && i < HT_COUNT(cp1258); i++)
            of_1258 |= c == cp1258[i];
        for (size_t i = 0; c >= 0xc3 && c <= 0x17e && i < HT_COUNT(cp1252); i++)
            of_1252 |= c == cp1252[i];
    }
    return of_1258 ? CODE_PAGE_1258 : of_1252 ? CODE_PAGE_1252 : CODE_PAGE_ANY;
}

static void
collect_all(struct ht_detector *det, const struct ht_column *col, const struct ht_cell_text *cell)
{
    bool ascii = ht_is_ascii(cell->s, cell->len);
    bool text = ascii || cell->door == HT_DOOR_TEXT || ht_utf8_valid(cell->s, cell->len) == cell->len;
    ht_buf_clear(&det->text);
    det->ncand = 0;
    det->unicode = text && !ascii && has_letter_beyond_latin1(cell->s, cell->len);
    det->page = text && !ascii ? find_code_page(cell->s, cell->len) : NO_CODE_PAGE;
    bool broken = ascii && lacks_letters(cell->s, cell->len, true);
    det->signs = broken || (col && col->marks) || escape_price(cell->s, cell->len, false) > 0;
    if (text)
        try(det, AS_IS, col, cell, text);
    bool settled = col && col->lead != AS_IS && ht_column_settled(col);
    bool new_door = det->page == CODE_PAGE_1258 && col && reading_door(col->lead) == HT_DOOR_TEXT;
    if (settled && !new_door && !cell->prior && !det->row.on && try_near(det, col, cell, text))
        return;
    if (ascii) {
        if (ht_has_controls(cell->s, cell->len) || memchr(cell->s, 0x7f, cell->len))
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
    if (torn_utf8(det, cell->s, cell->len, true)) {
        try(det, READING(SET_UTF8, HT_DOOR_TEXT), col, cell, text);
        return;
    }
    if (cell->door == HT_DOOR_BYTES && det->ncand && det->cand[0].score.other)
        try_accidents(det, col, cell, COST_ACCIDENT);
    if (text && has_references(cell->s, cell->len)) {
        try_escapes(det, col, cell, text, false);
    }
    try_door(det, HT_DOOR_TEXT, col, cell, text);
    if (det->odd == HT_DOOR_BYTES && det->page == CODE_PAGE_1258)
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
        rise(c, more);
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

/* SPDX-License-Identifier: BSD-2-Clause */
/* What the cells of a column say together: sums of how far each reading was behind the best. */
#include "config.h"
#include "text/detect.h"

#include <limits.h>
#include <stdlib.h>
#include <string.h>

#include "base/hash.h"
#include "base/mem.h"
#include "text/detect_int.h"
#include "text/viet.h"

enum {
    MOST = 150,                         /* what the column may weigh against a cell's own evidence */
    CLEAN = 40,                         /* nearly all cells of the column stand as they are */
    NEAR = 100,                         /* readings so close behind the best are still considered */
    SETTLED_CELLS = 4,
    DOUBLING = 7,                       /* what is twice as rare */
    FORGET = 256,                       /* cells after which old evidence counts half */
    OTHER = 80,                         /* a column is in another encoding than the rest of its table */
    MARKS = 40,                         /* per doubling of clean cells: marks of ASCII are signs there … */
    MARKS_MOST = 200                    /* … at most */
};

struct ht_column *
ht_column_new(void)
{
    struct ht_column *col = ht_calloc(1, sizeof *col);
    for (int i = 0; i < NREADINGS; i++) {
        col->prior[i] = reading_prior(i);
        col->score[i] = col->prior[i] - reading_prior(AS_IS);
    }
    return col;
}

void
ht_column_free(struct ht_column *col)
{
    free(col);
}

bool
same_text(const struct ht_detector *det, const struct candidate *a, const struct candidate *b)
{
    return a->len == b->len && !memcmp(det->text.s + a->at, det->text.s + b->at, a->len);
}

bool
ht_column_settled(const struct ht_column *col)
{
    return col->settled;
}

/* True if READING is what the lead is, through the other code page of Windows: where that matters the letters tell. */
static bool
is_shadow(const struct ht_column *col, int reading)
{
    return reading_door(reading) == HT_DOOR_CP1258 && reading_door(col->lead) == HT_DOOR_TEXT
        && !col->differs[reading];
}

/* The readings that one more cell could still bring to the front. */
static void
find_near(struct ht_column *col)
{
    col->nnear = 0;
    col->tag = 0;
    col->settled = col->cells + col->again >= SETTLED_CELLS;
    for (int i = 0; i < NREADINGS; i++) {
        if (col->score[i] < col->score[col->lead] - NEAR || is_shadow(col, i))
            continue;
        if (col->nnear == MAX_NEAR)
            col->settled = false;
        else
            col->near[col->nnear++] = i;
        col->tag = (col->tag + (uint32_t)i + 1) * 0x9e3779b1u;
    }
    col->tag = (col->tag + (uint32_t)col->lead * 2 + (col->sure > 0)) * 0x9e3779b1u;
}

static void
find_lead(struct ht_column *col)
{
    col->lead = 0;
    for (int i = 0; i < NREADINGS; i++) {
        col->score[i] = col->like[i] + col->prior[i];
        if (col->score[i] > col->score[col->lead])
            col->lead = i;
    }
    int top = col->score[col->lead];
    col->runner = -1;
    for (int i = 0; i < NREADINGS; i++) {
        col->score[i] -= top;
        if (i != col->lead && col->differs[i] && (col->runner < 0 || col->score[i] > col->score[col->runner]))
            col->runner = i;
    }
    col->margin = col->runner < 0 ? 0 : -col->score[col->runner];
    col->marks = reading_marks_ascii(col->lead);
    if (reading_door(col->lead) > HT_DOOR_TEXT)
        col->door = reading_door(col->lead);
    col->wary = col->marks || col->door == HT_DOOR_CP1258;
}

bool
column_stands(const struct ht_column *col)
{
    return col && col->clean > 4 * (col->cells + col->again);
}

bool
column_leans(const struct ht_column *col)
{
    return col && col->lead != AS_IS && (col->cells + col->again >= 3 || col->lent);
}

/* How unlikely it is that a cell is one of FEW where there are MANY others. */
static int
rarity(size_t few, size_t many)
{
    int cost = 0;
    for (size_t ratio = many / few; ratio; ratio /= 2)
        cost += DOUBLING;
    return cost;
}

int
column_says(const struct ht_column *col, int reading)
{
    if (!col)
        return reading_prior(reading);
    int behind = col->prior[reading] - col->prior[col->lead]
        + (col->like[reading] - col->like[col->lead]) / 2;
    int most = -MOST + (reading_prior(reading) < 0 ? reading_prior(reading) : 0);
    behind = behind < most ? most : behind;
    if (reading == AS_IS && col->sure && behind < -rarity(col->sure, col->cells + col->again))
        behind = -rarity(col->sure, col->cells + col->again);
    return behind - (reading != AS_IS && column_stands(col) ? CLEAN : 0);
}

static void
forget(struct ht_column *col)
{
    for (int i = 0; i < NREADINGS; i++)
        col->like[i] /= 2;
    col->cells /= 2;
    col->again /= 2;
    col->clean /= 2;
    col->sure /= 2;
    col->ascii /= 2;
    col->first_upper /= 2;
    col->first_lower /= 2;
    col->all_upper /= 2;
    col->title /= 2;
}

/* Readings that say the same as the best are no rivals of it. */
static void
note_differences(const struct ht_detector *det, struct ht_column *col, const struct candidate *best)
{
    for (int i = 0; i < det->ncand; i++)
        if (!same_text(det, &det->cand[i], best))
            col->differs[det->cand[i].reading] = true;
}

const struct candidate *
best_alone(const struct ht_detector *det)
{
    const struct candidate *best = NULL;
    for (int i = 0; i < det->ncand; i++)
        if (!best || det->cand[i].own > best->own)
            best = &det->cand[i];
    return best && best->score.words ? best : NULL;
}

void
add_behind(const struct ht_detector *det, int sum[NREADINGS])
{
    int best = INT_MIN, as_is = INT_MIN, ahead[NREADINGS] = { 0 };
    const struct candidate *read = best_alone(det);
    int most = read && (read->score.other || read->score.bad) ? EVIDENCE_ODD : EVIDENCE_MOST;
    for (int i = 0; i < det->ncand; i++) {
        best = det->cand[i].like > best ? det->cand[i].like : best;
        if (det->cand[i].reading == AS_IS)
            as_is = det->cand[i].like;
    }
    for (int i = 0; i < NREADINGS; i++)
        sum[i] -= most;
    for (int i = 0; i < det->ncand; i++) {
        int like = det->cand[i].like;
        if (reading_marks_ascii(det->cand[i].reading) && like < as_is)
            like = as_is;               /* words of plain ASCII cost nothing, marked ones do */
        int behind = best - like;
        ahead[det->cand[i].reading] = most - (behind < most ? behind : most);
        sum[det->cand[i].reading] += ahead[det->cand[i].reading];
    }
    if (det->page == CODE_PAGE_ANY && det->odd != HT_DOOR_CP1258)
        for (int set = 0; set < NSETS; set++)           /* was not tried, would have been the same */
            sum[READING(set, HT_DOOR_CP1258)] += ahead[READING(set, HT_DOOR_TEXT)];
    int top = INT_MIN;
    for (int i = 0; i < NREADINGS; i++)
        top = sum[i] > top ? sum[i] : top;
    for (int i = 0; i < NREADINGS; i++)
        sum[i] -= top;
}

void
add_evidence(struct ht_detector *det, struct ht_column *col)
{
    const struct candidate *best = best_alone(det);
    if (!best)
        return;
    add_behind(det, col->like);
    note_differences(det, col, best);
    find_lead(col);
    learn_case(col, det->text.s + best->at, best->len);
    if (++col->cells >= FORGET)
        forget(col);
    find_near(col);
    col->fresh = true;
}

struct ht_cell_text
without_utf8(const struct ht_detector *det, const struct ht_cell_text *cell)
{
    struct ht_cell_text c = *cell;
    if (c.prior == det->utf8)
        c.prior = NULL;
    return c;
}

/* True if a cell like this one was learnt before: the same word again says nothing new. */
static bool
seen_before(struct ht_column *col, const struct ht_cell_text *cell)
{
    uint64_t h = ht_hash(cell->s, cell->len, cell->door);
    uint16_t *slot = &col->seen[h >> (64 - SEEN_BITS)], mark = (uint16_t)(h | 1);
    bool seen = *slot == mark;
    *slot = mark;
    return seen;
}

/* True if by itself the cell would best be read otherwise, but names of foreigners in it explain as much. */
static bool
is_foreign(struct ht_detector *det, const struct ht_cell_text *cell)
{
    const struct candidate *best = det->cand[0].reading == AS_IS ? best_alone(det) : NULL;
    det->foreign = NOT_FOREIGN;
    return best && best != det->cand && keeps_foreign(det, NULL, cell, det->text.s + best->at, best->len)
        && det->foreign == FOREIGN;
}

void
ht_column_learn(struct ht_detector *det, struct ht_column *col, const struct ht_cell_text *source)
{
    const struct ht_cell_text c = without_utf8(det, source), *cell = &c;
    if (seen_before(col, cell)) {
        col->again++;
        find_near(col);
        return;
    }
    det->odd = col->door;
    collect(det, NULL, cell);
    const struct candidate *as_is = &det->cand[0];
    /* Words of Unicode that no bytes are widened to say nothing of bytes, however often a column repeats them. */
    if (as_is->reading == AS_IS && as_is->score.words && !as_is->score.other && !as_is->score.bad
        && has_letter_beyond_latin1(cell->s, cell->len)) {
        col->clean++;
        col->sure += ht_vi_has_toned(cell->s, cell->len);
    } else if (!is_foreign(det, cell)) {
        add_evidence(det, col);
    }
}

/* What one column says in its table about READING. */
static int
share(const struct ht_column *col, int reading)
{
    return !col->cells ? 0 : col->like[reading] < -EVIDENCE_MOST ? -EVIDENCE_MOST : col->like[reading];
}

/* How much is against marks of ASCII where CLEAN cells need none and CELLS do. */
static int
against_marks(size_t clean, size_t cells)
{
    int cost = 0;
    for (size_t ratio = clean / (cells + 1); ratio > 1 && cost < MARKS_MOST; ratio /= 2)
        cost += MARKS;
    return cost;
}

/* What SUM, the other columns' sums, makes known of a column: it is in what they are in, or by some chance not. */
static void
lend(struct ht_column *col, const int sum[NREADINGS], int marks)
{
    int known[NREADINGS], lead = AS_IS;
    for (int i = 0; i < NREADINGS; i++) {
        known[i] = reading_prior(i) + sum[i] - share(col, i) - (reading_marks_ascii(i) ? marks : 0);
        lead = known[i] > known[lead] ? i : lead;
    }
    int top = known[lead];
    for (int i = 0; i < NREADINGS; i++) {
        int other = reading_prior(i) - OTHER - (reading_marks_ascii(i) ? marks : 0);
        col->prior[i] = known[i] - top > other ? known[i] - top : other;
    }
    if (reading_marks_ascii(lead) && col->prior[AS_IS] > -MOST)
        col->prior[AS_IS] = -MOST;      /* what has marks there means them */
    if (reading_door(lead) > HT_DOOR_TEXT)
        col->door = reading_door(lead);
    find_lead(col);
    find_near(col);
    col->lent = (col->lead == AS_IS) == (lead == AS_IS);
}

void
ht_columns_lend(struct ht_column *const *col, size_t n)
{
    int sum[NREADINGS] = { 0 };
    size_t cells = 0, clean = 0;
    bool fresh = false;
    for (size_t k = 0; k < n && !fresh; k++)
        fresh = col[k] && col[k]->fresh;
    for (size_t k = 0; k < n && fresh; k++) {
        if (!col[k])
            continue;
        col[k]->fresh = false;
        cells += col[k]->cells + col[k]->again;
        clean += col[k]->clean + col[k]->ascii;
        for (int i = 0; col[k]->cells && i < NREADINGS; i++)
            sum[i] += share(col[k], i);
    }
    int marks = against_marks(clean, cells);
    for (size_t k = 0; k < n && fresh; k++) {
        if (!col[k])
            continue;
        lend(col[k], sum, marks);
        if (cells <= col[k]->cells + col[k]->again)
            col[k]->lent = false;
    }
}

void
ht_column_clean(struct ht_column *col, size_t n[HT_CLEANS])
{
    col->clean += n[HT_CLEAN_TEXT] + n[HT_CLEAN_SURE];
    col->sure += n[HT_CLEAN_SURE];
    col->ascii += n[HT_CLEAN_ASCII];
    memset(n, 0, HT_CLEANS * sizeof *n);
}

int
ht_column_behind(const struct ht_detector *det, const struct ht_column *col, const struct ht_charset *set)
{
    int reading = -1;
    for (int i = 0; i < NREADINGS && reading < 0; i++)
        if (reading_door(i) == HT_DOOR_BYTES && (i == AS_IS || reading_set(det, i)) && reading_set(det, i) == set)
            reading = i;
    return reading < 0 || !col->cells || !col->differs[reading] ? 0 : -col->score[reading];
}

void
ht_column_verdict(const struct ht_detector *det, const struct ht_column *col, struct ht_column_verdict *out)
{
    memset(out, 0, sizeof *out);
    int lead = col->cells ? col->lead : AS_IS;  /* what the others lent is no verdict */
    out->set = reading_set(det, lead);
    out->door = reading_door(lead);
    if (col->runner >= 0) {
        out->runner = reading_set(det, col->runner);
        out->runner_door = reading_door(col->runner);
    }
    out->margin = col->runner < 0 ? HT_MARGIN_MAX : col->margin;
    out->cells = col->cells + col->again;
    out->clean = col->clean + col->ascii;
}

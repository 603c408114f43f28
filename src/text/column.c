/* SPDX-License-Identifier: BSD-2-Clause */
/* What the cells of a column say together: sums of how far each reading was behind the best. */
#include "config.h"
#include "text/detect.h"

#include <limits.h>
#include <stdlib.h>
#include <string.h>

#include "base/mem.h"
#include "text/detect_int.h"

#define CLIP 150                        /* one cell's say about a reading */
#define NEAR 100                        /* readings so close behind the best are still considered */
#define SETTLED_CELLS 4
#define LENT 90                         /* the table's say in a column … */
#define LENT_CELLS 8                    /* … that has no more cells than these */
#define FORGET 256                      /* cells after which old evidence counts half */

struct ht_column *
ht_column_new(void)
{
    return ht_calloc(1, sizeof(struct ht_column));
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

/* The readings that one more cell could still bring to the front. */
static void
find_near(struct ht_column *col)
{
    col->nnear = 0;
    col->tag = 0;
    col->settled = col->cells >= SETTLED_CELLS;
    for (int i = 0; i < NREADINGS; i++) {
        if (col->score[i] < col->score[col->lead] - NEAR)
            continue;
        if (col->nnear == MAX_NEAR)
            col->settled = false;
        else
            col->near[col->nnear++] = i;
        col->tag = col->tag * 1024 + (uint32_t)i + 1;
    }
    col->tag = col->tag * 1024 + (uint32_t)col->lead;
}

static void
find_lead(struct ht_column *col)
{
    col->lead = 0;
    for (int i = 1; i < NREADINGS; i++)
        if (col->score[i] > col->score[col->lead])
            col->lead = i;
    col->runner = -1;
    for (int i = 0; i < NREADINGS; i++)
        if (i != col->lead && col->differs[i] && (col->runner < 0 || col->score[i] > col->score[col->runner]))
            col->runner = i;
    col->margin = col->runner < 0 ? 0 : col->score[col->lead] - col->score[col->runner];
}

static void
forget(struct ht_column *col)
{
    for (int i = 0; i < NREADINGS; i++)
        col->score[i] /= 2;
    col->cells /= 2;
    col->clean /= 2;
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

void
add_evidence(struct ht_detector *det, struct ht_column *col)
{
    const struct candidate *best = NULL;
    for (int i = 0; i < det->ncand; i++)
        if (!best || det->cand[i].own > best->own)
            best = &det->cand[i];
    if (!best || !best->score.words)
        return;
    for (int i = 0; i < NREADINGS; i++)
        col->score[i] -= CLIP;
    for (int i = 0; i < det->ncand; i++) {
        int behind = best->own - det->cand[i].own;
        col->score[det->cand[i].reading] += CLIP - (behind < CLIP ? behind : CLIP);
    }
    int top = INT_MIN;
    for (int i = 0; i < NREADINGS; i++)
        top = col->score[i] > top ? col->score[i] : top;
    for (int i = 0; i < NREADINGS; i++)
        col->score[i] -= top;
    note_differences(det, col, best);
    find_lead(col);
    learn_case(col, det->text.s + best->at, best->len);
    if (++col->cells >= FORGET)
        forget(col);
    find_near(col);
}

struct ht_cell_text
without_utf8(const struct ht_detector *det, const struct ht_cell_text *cell)
{
    struct ht_cell_text c = *cell;
    if (c.prior == det->utf8)
        c.prior = NULL;
    return c;
}

void
ht_column_learn(struct ht_detector *det, struct ht_column *col, const struct ht_cell_text *source)
{
    const struct ht_cell_text c = without_utf8(det, source), *cell = &c;
    collect(det, NULL, cell);
    add_evidence(det, col);
}

void
ht_columns_lend(struct ht_column *const *col, size_t n)
{
    int sum[NREADINGS] = { 0 }, top = INT_MIN;
    for (size_t k = 0; k < n; k++)
        for (int i = 0; col[k] && i < NREADINGS; i++)
            sum[i] += col[k]->score[i] < -CLIP ? -CLIP : col[k]->score[i];
    for (int i = 0; i < NREADINGS; i++)
        top = sum[i] > top ? sum[i] : top;
    for (size_t k = 0; k < n; k++) {
        if (!col[k] || col[k]->lent || !col[k]->cells || col[k]->cells > LENT_CELLS)
            continue;
        for (int i = 0; i < NREADINGS; i++)
            col[k]->score[i] += sum[i] - top < -LENT ? -LENT : sum[i] - top;
        col[k]->lent = true;
        find_lead(col[k]);
        find_near(col[k]);
    }
}

void
ht_column_clean(struct ht_column *col, size_t n)
{
    col->clean += n;
}

void
ht_column_verdict(const struct ht_detector *det, const struct ht_column *col, struct ht_column_verdict *out)
{
    memset(out, 0, sizeof *out);
    out->set = reading_set(det, col->lead);
    out->door = reading_door(col->lead);
    if (col->runner >= 0) {
        out->runner = reading_set(det, col->runner);
        out->runner_door = reading_door(col->runner);
    }
    out->margin = col->runner < 0 ? HT_MARGIN_MAX : col->margin;
    out->cells = col->cells;
    out->clean = col->clean;
}

/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * What the cells of a row say together, and how much it counts beside what the column says.
 *
 * A ledger may change its encoding from row to row (two clerks, two computers) or from column to column (two databases
 * joined).  Which of the two it is, the row itself tells: its clear cells agree with each other, or with their columns.
 */
#include "config.h"
#include "text/detect.h"

#include <string.h>

#include "text/detect_int.h"

enum {
    CLEAR = 60,                         /* a cell speaks clearly that prefers a text by this */
    ROW_MOST = 120                      /* what the row may weigh against a cell's own evidence */
};

void
ht_row_begin(struct ht_detector *det)
{
    det->row = (struct row_votes){ .on = true };
}

void
ht_row_end(struct ht_detector *det)
{
    det->row.on = false;
}

static void
find_lead(struct row_votes *row)
{
    row->lead = AS_IS;
    for (int i = 1; i < NREADINGS; i++)
        if (row->like[i] + reading_prior(i) > row->like[row->lead] + reading_prior(row->lead))
            row->lead = i;
}

/* How far BEST is ahead of the next other text. */
static int
margin_of(const struct ht_detector *det, const struct candidate *best)
{
    int margin = HT_MARGIN_MAX;
    for (int i = 0; i < det->ncand; i++)
        if (best->own - det->cand[i].own < margin && !same_text(det, &det->cand[i], best))
            margin = best->own - det->cand[i].own;
    return margin;
}

void
ht_row_learn(struct ht_detector *det, const struct ht_column *col, const struct ht_cell_text *source)
{
    const struct ht_cell_text c = without_utf8(det, source), *cell = &c;
    struct row_votes *row = &det->row;
    det->odd = col ? col->door : HT_DOOR_BYTES;
    row->on = false;                    /* the cell by itself */
    collect(det, NULL, cell);
    row->on = true;
    const struct candidate *best = best_alone(det);
    if (!best)
        return;
    add_behind(det, row->like);
    if (margin_of(det, best) >= CLEAR) {
        bool follows = !col || (!col->cells && !col->lent);
        row->voices++;
        for (int i = 0; i < det->ncand; i++)
            if (same_text(det, &det->cand[i], best)) {
                row->says[det->cand[i].reading]++;
                follows |= col && det->cand[i].reading == col->lead;
            }
        row->follow += follows;
    }
    find_lead(row);
}

void
ht_row_clean(struct ht_detector *det, const struct ht_column *col)
{
    struct row_votes *row = &det->row;
    row->voices++;
    row->says[AS_IS]++;
    row->follow += !col || col->lead == AS_IS;
    for (int i = 1; i < NREADINGS; i++)
        row->like[i] -= EVIDENCE_MOST;
    find_lead(row);
}

int
context_says(const struct ht_detector *det, const struct ht_column *col, int reading)
{
    const struct row_votes *row = &det->row;
    int column = column_says(col, reading);
    if (!row->on || !row->voices)
        return column;
    int prior = reading_prior(reading) - reading_prior(AS_IS), shares = row->voices + 1;
    int says = reading_prior(reading) - reading_prior(row->lead)
        + (row->like[reading] - row->like[row->lead]) / 2;
    says = says < -ROW_MOST ? -ROW_MOST : says;
    return prior + (column - prior) * (row->follow + 1) / shares + says * row->says[row->lead] / shares;
}

/* SPDX-License-Identifier: BSD-2-Clause */
/* What programs put round the text of a cell when they write delimited text. */
#ifndef HT_FORMATS_CSV_MARKS_H
#define HT_FORMATS_CSV_MARKS_H

#include "base/arena.h"
#include "formats/format.h"

/*
 * Takes it off; raw then has it, in A, and by says what it was: "text", an apostrophe before what a spreadsheet would
 * run as a formula, or before another apostrophe, which hotich-export --to=csv writes; "formula", ="0123", with which
 * other programs keep a spreadsheet from eating the zero.
 */
void ht_csv_unmark(struct ht_cell *c, struct ht_arena *a);
/* True of the few cells that ht_csv_unmark is for. */
static inline bool
ht_csv_is_marked(const struct ht_cell *c)
{
    return c->len > 1 && (*c->s == '\'' || *c->s == '=');
}
/* Line ends of CR LF inside the cell become LF: "lines". */
void ht_csv_unify_lines(struct ht_cell *c, struct ht_arena *a);

#endif

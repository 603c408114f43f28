/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * The rows of a worksheet as XML (ECMA-376 part 1, §18.3.1): one cell after the other, every one a text of its
 * own.
 *
 * What stands around the rows comes from a pattern: a sheet that libxlsxwriter made, with the header in row 1 and
 * one cell in row 2.  The rows take the place of row 2 and the style of its cell.
 */
#ifndef HT_EXPORT_CELLS_H
#define HT_EXPORT_CELLS_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/io.h"

struct ht_cells;

/* Writes what comes before the rows to OUT, which is borrowed.  NULL: PATTERN is none. */
struct ht_cells *ht_cells_new(const char *pattern, struct ht_out *out);

/* Sets cell COLUMN (from 0, left to right) of the row; blank cells need not be set. */
void ht_cells_add(struct ht_cells *c, size_t column, const char *text, size_t len);
void ht_cells_row(struct ht_cells *c);          /* ends the row */
uint64_t ht_cells_rows(const struct ht_cells *c);

void ht_cells_end(struct ht_cells *c);          /* writes what comes behind the rows */
void ht_cells_free(struct ht_cells *c);         /* NULL is fine */

#endif

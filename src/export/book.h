/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * A workbook for the Ministry: one sheet, the header row, one row per entry, every cell text.
 *
 * Rows go to disk as they come, packed, so that memory does not grow.  The same rows give the same bytes.
 */
#ifndef HT_EXPORT_BOOK_H
#define HT_EXPORT_BOOK_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/diag.h"
#include "base/dir.h"
#include "base/rc.h"
#include "export/profile.h"

#define HT_BOOK_ROWS 1048575            /* below the header; the format has no more */
#define HT_BOOK_CHARS 32767             /* longest cell */

struct ht_book;

bool ht_book_available(struct ht_diag *d);      /* false after reporting a usage error */

/* Begins the workbook NAME in DIR with the header of L; PACKER, for drained outputs, outlives it.  NULL after
 * reporting. */
struct ht_book *ht_book_new(struct ht_dir *dir, const char *name, const struct ht_layout *l,
                            struct ht_packer *packer, struct ht_diag *d);

/* Sets cell COLUMN of the row, from left to right; blank cells need not be set. */
void ht_book_cell(struct ht_book *b, size_t column, const char *s, size_t len);
/* Ends the row.  HT_FAIL after reporting: a write failed; only ht_book_abandon may follow. */
enum ht_rc ht_book_row(struct ht_book *b);

/* No row is expected soon: gets everything ready, in the background, to rest; rests until the next row. */
void ht_book_start(struct ht_book *b);
void ht_book_rest(struct ht_book *b);

uint64_t ht_book_rows(const struct ht_book *b);

enum ht_rc ht_book_close(struct ht_book *b);    /* HT_FAIL after reporting */
void ht_book_abandon(struct ht_book *b);        /* NULL is fine; its files go with the directory */

#endif

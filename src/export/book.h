/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * A workbook for the Ministry: one sheet, the header row, one row per entry, every cell text.
 *
 * Rows go to disk as they come (libxlsxwriter's constant-memory mode).  The same rows give the same bytes.
 */
#ifndef HT_EXPORT_BOOK_H
#define HT_EXPORT_BOOK_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/diag.h"
#include "base/rc.h"
#include "export/profile.h"

#define HT_BOOK_ROWS 1048575            /* below the header; the format has no more */
#define HT_BOOK_CHARS 32767             /* longest cell */

struct ht_book;

bool ht_book_available(struct ht_diag *d);      /* false after reporting a usage error */

/* Begins a workbook at PATH with the header of L; its scratch files go to DIR.  NULL after reporting. */
struct ht_book *ht_book_new(const char *path, const char *dir, const struct ht_layout *l, struct ht_diag *d);

/* Sets cell COLUMN of the row; blank cells need not be set.  S is NUL-terminated. */
void ht_book_cell(struct ht_book *b, size_t column, const char *s);
/* Ends the row.  HT_FAIL after reporting: a write failed. */
enum ht_rc ht_book_row(struct ht_book *b);
uint64_t ht_book_rows(const struct ht_book *b);

enum ht_rc ht_book_close(struct ht_book *b);    /* HT_FAIL after reporting */
void ht_book_abandon(struct ht_book *b);        /* NULL is fine; the file is the caller's to remove */

#endif

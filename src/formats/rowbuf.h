/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * A row under construction, for formats whose cells come one by one: the texts are copied into one buffer that
 * is used again for the next row.  Bounds on columns, cell length and row length are held here, so that no
 * format forgets them.  A zeroed struct after ht_rowbuf_init() is an empty row.
 */
#ifndef HT_FORMATS_ROWBUF_H
#define HT_FORMATS_ROWBUF_H

#include <stdbool.h>
#include <stddef.h>

#include "base/buf.h"
#include "base/rc.h"
#include "formats/format.h"

struct ht_rowbuf_at;

struct ht_rowbuf {
    struct ht_cell *cell;               /* text pointers are set by push; the rest is the caller's */
    struct ht_rowbuf_at *at;            /* where the texts are */
    size_t n, cap;
    struct ht_buf text;
    int bad;                            /* a finding's code: the row breaks a bound; 0: it does not */
    bool any;                           /* a cell has text */
    bool keep;                          /* push leaves the cells as they are */
    size_t width;                       /* rows are filled up to this many cells */
    struct ht_arena arena;
};

void ht_rowbuf_init(struct ht_rowbuf *b);
void ht_rowbuf_fini(struct ht_rowbuf *b);
void ht_rowbuf_clear(struct ht_rowbuf *b);              /* keeps the width */

/* Puts LEN bytes at S (Unicode text) into column COL, from 0; what stood there is replaced, columns before it
 * are blank until set.  Returns the cell, whose door, prior, conf and by may be changed until the next call, or
 * NULL if a bound is broken: push will set the row aside. */
struct ht_cell *ht_rowbuf_set(struct ht_rowbuf *b, size_t col, const char *s, size_t len);
/* What the file stored for the cell of COL, which was set before. */
void ht_rowbuf_raw(struct ht_rowbuf *b, size_t col, const char *s, size_t len);
/* What it shows of a date or time. */
void ht_rowbuf_shown(struct ht_rowbuf *b, size_t col, const char *s, size_t len);
/* The name of COL's cell (HT_ROW_NAMED). */
void ht_rowbuf_name(struct ht_rowbuf *b, size_t col, const char *s, size_t len);

/* The text of COL's cell as it was set, its raw and what it shows (NULL: none); borrowed until the next change. */
const char *ht_rowbuf_get(const struct ht_rowbuf *b, size_t col);
const char *ht_rowbuf_get_raw(const struct ht_rowbuf *b, size_t col, size_t *len);
const char *ht_rowbuf_get_shown(const struct ht_rowbuf *b, size_t col);

/* Pushes the cells with file, line, flags and scan of ROW, or sets the row aside; a row without any text is not
 * pushed.  Every row has as many cells as the widest one before it: blank cells at the end are not stored.
 * The row is cleared.  Returns what the receiver does. */
enum ht_rc ht_rowbuf_push(struct ht_rowbuf *b, struct ht_rows *to, const struct ht_row *row);

#endif

/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * Text of one cell in pieces of different fonts (rich text), and a table of such texts that many cells share.
 */
#ifndef HT_FORMATS_PIECES_H
#define HT_FORMATS_PIECES_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/buf.h"
#include "base/rc.h"
#include "formats/rowbuf.h"
#include "text/charset.h"

struct ht_piece {
    size_t len;                         /* bytes of text */
    const struct ht_charset *prior;     /* of the piece's own font */
    bool own;                           /* it has one; otherwise the cell's font counts */
};

struct ht_pieces {
    struct ht_buf text;
    struct ht_piece *piece;
    size_t n, cap;
};

void ht_pieces_init(struct ht_pieces *p);
void ht_pieces_fini(struct ht_pieces *p);
void ht_pieces_clear(struct ht_pieces *p);
/* Begins a piece; text that is added to p->text from here on belongs to it. */
void ht_pieces_begin(struct ht_pieces *p, const struct ht_charset *prior, bool own);
/* Adds text to the last piece, beginning one without a font if there is none. */
void ht_pieces_add(struct ht_pieces *p, const char *s, size_t len);

/* Sets cell COL.  If its pieces are of different character sets, those in fonts of legacy sets are decoded here, as
 * no later step could, and raw keeps what was there; otherwise the one set is the cell's prior. */
struct ht_cell *ht_pieces_set(const struct ht_pieces *p, const struct ht_charset *cell_prior, struct ht_rowbuf *b,
                              size_t col);

/* ---- shared texts, numbered from 0; in memory up to 24 MB, then in a temporary file ---- */

struct ht_strings;

struct ht_strings *ht_strings_new(struct ht_diag *d);
/* HT_OK, or HT_FAIL after reporting. */
enum ht_rc ht_strings_add(struct ht_strings *t, const struct ht_pieces *p);
uint64_t ht_strings_count(const struct ht_strings *t);
/* Text I into P.  HT_OK; HT_EOF if there are fewer; HT_FAIL after reporting. */
enum ht_rc ht_strings_get(struct ht_strings *t, uint64_t i, struct ht_pieces *p);
void ht_strings_free(struct ht_strings *t);             /* NULL is fine */

#endif

/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * Cells of a source become NFC text that XML can hold: the step between a format and the importer.
 *
 * The decoder is a ht_rows itself: a format pushes rows into it, it pushes the same rows, decoded and in the same
 * order, into the next ht_rows.  A decoded cell has text in s, its raw form if that differs, and the name of the
 * set it came from.
 *
 * Without --encoding every column is judged by itself (text/detect.h).  Rows pass at once while nothing is in doubt;
 * from the first cell that needs its column's help, rows are kept back until there are enough to judge by, at most
 * some hundred of them and a few megabytes.
 */
#ifndef HT_FORMATS_DECODE_H
#define HT_FORMATS_DECODE_H

#include "formats/format.h"

struct ht_decoder;

struct ht_decoder_opts {
    const struct ht_charset *cs;        /* --encoding, NULL to find out */
    bool explain;                       /* say what each column was found to be, with ht_diag_say */
    struct ht_diag *diag;
    struct ht_rows *to;                 /* borrowed */
};

struct ht_decoder *ht_decoder_new(const struct ht_decoder_opts *opts);

/* The ht_rows to give to a format. */
struct ht_rows *ht_decoder_rows(struct ht_decoder *dec);

/* The input ended: pass on what was kept back. */
enum ht_rc ht_decoder_end(struct ht_decoder *dec);
void ht_decoder_free(struct ht_decoder *dec);           /* NULL is fine */

#endif

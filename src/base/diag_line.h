/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * What a message looks like as a line: one function for each form of diag.h.
 *
 * Names of files and values come from strangers and end on terminals.  In a line for people nothing of them
 * can move the cursor, hide or reorder text, or look like a line of its own: control characters (C0, DEL,
 * C1), line separators, marks of writing direction and bytes that are no UTF-8 stand as \n, \xNN or \uNNNN.
 */
#ifndef HT_BASE_DIAG_LINE_H
#define HT_BASE_DIAG_LINE_H

#include "base/buf.h"
#include "base/diag.h"

struct ht_message {
    const struct ht_where *w;           /* may be NULL */
    const char *sev, *code, *text;      /* CODE may be NULL */
    const char *value;                  /* LEN bytes, NULL if there is none */
    size_t len;
};

extern const char ht_diag_tsv_head[];

/* Each adds one line with its line end to B. */
void ht_message_gnu(struct ht_buf *b, const struct ht_diag_opts *o, const struct ht_message *m);
void ht_message_tsv(struct ht_buf *b, const struct ht_diag_opts *o, const struct ht_message *m);
void ht_message_json(struct ht_buf *b, const struct ht_diag_opts *o, const struct ht_message *m);

/* S so that a terminal shows it and does nothing else, see above. */
void ht_buf_add_visible(struct ht_buf *b, const char *s, size_t len);

#endif

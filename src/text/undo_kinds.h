/* SPDX-License-Identifier: BSD-2-Clause */
/* The kinds of damage that undo.c undoes: which cells can have suffered it, and what their words may have been. */
#ifndef HT_TEXT_UNDO_KINDS_H
#define HT_TEXT_UNDO_KINDS_H

#include <stdbool.h>
#include <stddef.h>

#include "base/buf.h"
#include "text/detect.h"

/* A cell as it came. */
struct suspect {
    const char *s;                      /* the source: bytes of TCVN3 or, if they are none, the text of the verdict */
    size_t n;
    bool bytes;
    bool text;                          /* the cell came as text */
    bool other;                         /* it is in a set that has no letter where TCVN3 has ư */
};

/* NO_MORE: there is no I-th word; NOT_THIS: it is none, but there may be further ones; MADE: it was appended. */
enum undone { NO_MORE, NOT_THIS, MADE };

enum { UNDO_KINDS = 3 };
extern const struct undo_kind {
    enum ht_damage damage;
    bool digits;                        /* 1 is a letter */
    bool (*possible)(const struct suspect *c);
    /* Appends the I-th word that S may have been to OUT. */
    enum undone (*undo)(const char *s, size_t n, bool bytes, size_t i, struct ht_buf *out);
} undo_kinds[UNDO_KINDS];

#endif

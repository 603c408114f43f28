/* SPDX-License-Identifier: BSD-2-Clause */
/* Lines of text files and of helpers' output, one at a time. */
#ifndef HT_FORMATS_LINES_H
#define HT_FORMATS_LINES_H

#include <stdbool.h>

#include "base/buf.h"
#include "base/io.h"

enum { HT_LONGEST_LINE = 1 << 18 };     /* what is longer is cut off there */

struct ht_lines {
    struct ht_in *in;
    struct ht_buf line;                 /* without its end */
    unsigned long number;               /* of the line, from 1 */
};

void ht_lines_init(struct ht_lines *l, struct ht_in *in);
void ht_lines_fini(struct ht_lines *l);

/* The next line, in l->line: HT_OK; HT_EOF; HT_FAIL after reporting. */
enum ht_rc ht_lines_next(struct ht_lines *l);

/* A tab-separated cell. */
struct ht_text_cell {
    const char *s;
    size_t len;
};

/* Splits the line at tabs into MAX cells; the last one has all that is left.  Returns their number; the others are
 * empty. */
size_t ht_lines_split(const struct ht_lines *l, struct ht_text_cell *cell, size_t max);

#endif

/* SPDX-License-Identifier: BSD-2-Clause */
/* What libcsv makes of one line, held against ht_csv_slice; for the fuzz target and the unit test. */
#ifndef HT_FUZZ_CSV_SLICE_H
#define HT_FUZZ_CSV_SLICE_H

#include <csv.h>
#include <stdbool.h>
#include <stdlib.h>
#include <string.h>

#include "formats/csv_slice.h"

struct csv_slice_check {
    const char *line;                   /* as sliced */
    const struct ht_csv_cell *cell;
    size_t n, seen, rows;
    bool same;
};

static inline int
csv_slice_no_blank(unsigned char c)
{
    (void)c;
    return 0;
}

static inline void
csv_slice_on_cell(void *s, size_t len, void *arg)
{
    struct csv_slice_check *x = arg;
    size_t i = x->seen++;
    if (i >= x->n || x->cell[i].len != len || (len && memcmp(x->line + x->cell[i].at, s, len)) ||
        x->line[x->cell[i].at + len])
        x->same = false;
}

static inline void
csv_slice_on_row(int c, void *arg)
{
    struct csv_slice_check *x = arg;
    (void)c;
    x->rows++;
}

/* True if S is not simple, or libcsv makes one row of the same cells of it and waits for nothing. */
static inline bool
csv_slice_agrees(const char *s, size_t len, char delim, char eol, size_t *ncells)
{
    enum { MAX = 64 };
    struct ht_csv_cell cell[MAX];
    char *line = malloc(len + 1);       /* of just this size, for the sanitizers */
    struct csv_parser p;
    memcpy(line, s, len);
    struct csv_slice_check x = { .line = line, .cell = cell, .same = true };
    *ncells = x.n = ht_csv_slice(line, len, delim, eol, cell, MAX);
    if (x.n && !csv_init(&p, CSV_APPEND_NULL)) {
        csv_set_delim(&p, (unsigned char)delim);
        csv_set_space_func(&p, csv_slice_no_blank);
        csv_parse(&p, s, len, csv_slice_on_cell, csv_slice_on_row, &x);
        x.same = x.same && x.seen == x.n && x.rows == 1;
        csv_fini(&p, csv_slice_on_cell, csv_slice_on_row, &x);
        x.same = x.same && x.rows == 1; /* no row was left open */
        csv_free(&p);
    }
    free(line);
    return x.same;
}

#endif

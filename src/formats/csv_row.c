/* SPDX-License-Identifier: BSD-2-Clause */
/* Rows of delimited text: simple lines are cut, libcsv does the quoting of the others. */
#include "config.h"
#include "formats/csv_int.h"

#include <stdio.h>
#include <string.h>

#include "base/mem.h"
#include "formats/csv_marks.h"

#define MAX_CELL (256u * 1024)

/* libcsv trims blanks round unquoted cells; what the paper says is ours to trim, later and with a trace. */
static int
is_blank(unsigned char c)
{
    (void)c;
    return 0;
}

static void
on_cell(void *s, size_t len, void *arg)
{
    struct ht_csv *x = arg;
    if (x->ncells == HT_CSV_CELLS)
        return;
    x->slice[x->ncells++] = (struct ht_csv_cell){ x->cells.len, len };
    ht_buf_add(&x->cells, s, len);
    ht_buf_addc(&x->cells, '\0');
}

static void
fill_row(struct ht_csv *x, struct ht_row *row)
{
    const struct ht_cell blank = { .door = x->door, .prior = x->prior };
    x->cell = ht_grow(x->cell, &x->cell_cap, x->ncells + 1, sizeof *x->cell);
    for (size_t i = 0; i < x->ncells; i++) {
        struct ht_cell *c = &x->cell[i];
        memcpy(c, &blank, sizeof *c);   /* a literal for each cell becomes "rep stos", six times as slow */
        c->s = x->cells.s + x->slice[i].at;
        c->len = x->slice[i].len;
        if (ht_csv_is_marked(c))
            ht_csv_unmark(c, &x->arena);
        if (x->open.len)                /* the row spans lines */
            ht_csv_unify_lines(c, &x->arena);
    }
    *row = (struct ht_row){
        .cell = x->cell, .n = x->ncells, .file = x->job->name, .line = x->row_line, .arena = &x->arena,
        .bytes = x->open.len ? x->open.s : x->bytes, .nbytes = x->open.len ? x->open.len : x->nbytes,
    };
}

static size_t
longest_cell(const struct ht_row *row)
{
    size_t most = 0;
    for (size_t i = 0; i < row->n; i++)
        if (row->cell[i].len > most)
            most = row->cell[i].len;
    return most;
}

void
ht_csv_reject(struct ht_csv *x, const struct ht_row *row, enum ht_code code, const char *a, const char *b)
{
    const char *args[] = { a, b, NULL };
    x->rc = x->to->reject(x->to, row, (int)code, args);
}

void
ht_csv_start_row(struct ht_csv *x)
{
    x->ncells = 0;
    ht_buf_clear(&x->cells);
    ht_buf_clear(&x->open);
    x->open_lines = 0;
}

static void
on_row(int ending, void *arg)
{
    struct ht_csv *x = arg;
    struct ht_row row;
    (void)ending;
    x->row_done = true;
    if (x->rc)
        return;
    fill_row(x, &row);
    if (row.nbytes && memchr(row.bytes, '\0', row.nbytes)) {
        ht_csv_reject(x, &row, HT_D_117, NULL, NULL);
    } else if (row.nbytes > MAX_CELL && longest_cell(&row) > MAX_CELL) {
        char max[24];
        snprintf(max, sizeof max, "%u", MAX_CELL);
        ht_csv_reject(x, &row, HT_D_103, max, NULL);
    } else {
        x->rc = x->to->row(x->to, &row);
    }
    ht_arena_reset(&x->arena);
    ht_csv_start_row(x);
}

void
ht_csv_new_parser(struct ht_csv *x)
{
    if (csv_init(&x->csv, CSV_APPEND_NULL))
        ht_oom();
    csv_set_delim(&x->csv, (unsigned char)x->delim);
    csv_set_space_func(&x->csv, is_blank);
}

void
ht_csv_take_line(struct ht_csv *x, const char *s, size_t len)
{
    if (csv_parse(&x->csv, s, len, on_cell, on_row, x) != len)
        ht_oom();                       /* not strict: memory is all that can fail */
}

bool
ht_csv_take_simple(struct ht_csv *x, const char *s, size_t len)
{
    ht_buf_clear(&x->cells);
    ht_buf_add(&x->cells, s, len);
    x->ncells = ht_csv_slice(x->cells.s, len, x->delim, x->eol, x->slice, HT_CSV_CELLS);
    if (x->ncells)
        on_row(x->eol, x);
    else
        ht_buf_clear(&x->cells);
    return x->row_done;
}

/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * Comma-separated text and its relatives: comma, semicolon, tab or bar, quoted or not, any line ends, UTF-8,
 * UTF-16 or a one-byte legacy set.
 *
 * Lines without riddles are cut by csv_slice.  libcsv does the quoting of the others.  It knows no positions and no
 * bounds, so it is fed one physical line at a time and the bytes of the open record are kept: a quotation mark that is
 * never closed costs one row, not the file.
 * Legacy bytes go through it as they are (it is told that no byte is a blank, so it trims nothing); no
 * Vietnamese set uses the separators' bytes for letters but those that pose as ASCII, and these do not use
 * comma, semicolon, tab or quotation mark.
 */
#include "config.h"

#include <csv.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/buf.h"
#include "base/limits.h"
#include "base/mem.h"
#include "base/prog.h"
#include "base/utf8.h"
#include "formats/csv_slice.h"
#include "formats/csv_sniff.h"
#include "formats/format.h"
#include "formats/utf16.h"
#include "model/finding.h"

#define SNIFF (64u * 1024)
#define MAX_CELL (256u * 1024)
#define MAX_OPEN 200                    /* physical lines that one record may span */
#define MAX_CELLS (HT_MAX_COLUMNS * 2)  /* cells that are kept: a row of more than HT_MAX_COLUMNS is refused */

struct reader {
    const struct ht_format_job *job;
    struct ht_rows *to;
    struct csv_parser csv;
    struct ht_text_in in;
    struct ht_buf line;                 /* a line that began in an earlier block */
    struct ht_buf cells;                /* text of the cells of the open row, NUL after each */
    struct ht_buf open;                 /* source bytes of the open row, if it spans lines */
    struct ht_csv_cell slice[MAX_CELLS];        /* where each cell is in cells */
    size_t ncells;
    struct ht_cell *cell;
    size_t cell_cap;
    struct ht_arena arena;
    unsigned long lineno;               /* of the line being fed, from 1 */
    unsigned long row_line;             /* first line of the open row */
    unsigned open_lines;
    const char *bytes;                  /* the line being fed */
    size_t nbytes;
    enum ht_door door;
    const struct ht_charset *prior;
    char delim, eol;                    /* eol is CR if lines end in a lone CR */
    bool row_done;                      /* a row ended in the line being fed */
    bool skipping;                      /* the rest of a line without end */
    struct ht_buf pending;              /* lines that a given-up row had swallowed … */
    size_t taken;                       /* … and how much of them was read again */
    enum ht_rc rc;
};

/* ---- rows ---- */

/*
 * An apostrophe before what a spreadsheet would run as a formula, or before another apostrophe, is the spreadsheets'
 * mark for "this is text", which hotich-export --to=csv writes: it is taken off, and raw has it.
 */
static void
take_off_text_mark(struct reader *x, struct ht_cell *c)
{
    static const char marks[] = "=+-@\t\r\n'";
    if (c->len < 2 || *c->s != '\'' || !memchr(marks, c->s[1], sizeof marks - 1))
        return;
    struct ht_buf raw = HT_BUF_INIT;
    if (ht_utf8_valid(c->s, c->len) == c->len)
        ht_raw_of_text(&raw, c->s, c->len);
    else
        ht_raw_of_bytes(&raw, c->s, c->len);
    c->raw = ht_arena_strndup(&x->arena, raw.s, raw.len);
    c->raw_len = raw.len;
    c->by = "text";
    c->s++;
    c->len--;
    ht_buf_fini(&raw);
}

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
    struct reader *x = arg;
    if (x->ncells == MAX_CELLS)
        return;
    x->slice[x->ncells++] = (struct ht_csv_cell){ x->cells.len, len };
    ht_buf_add(&x->cells, s, len);
    ht_buf_addc(&x->cells, '\0');
}

static void
fill_row(struct reader *x, struct ht_row *row)
{
    const struct ht_cell blank = { .door = x->door, .prior = x->prior };
    x->cell = ht_grow(x->cell, &x->cell_cap, x->ncells + 1, sizeof *x->cell);
    for (size_t i = 0; i < x->ncells; i++) {
        struct ht_cell *c = &x->cell[i];
        memcpy(c, &blank, sizeof *c);   /* a literal for each cell becomes "rep stos", six times as slow */
        c->s = x->cells.s + x->slice[i].at;
        c->len = x->slice[i].len;
        take_off_text_mark(x, c);
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

static void
reject(struct reader *x, const struct ht_row *row, enum ht_code code, const char *a, const char *b)
{
    const char *args[] = { a, b, NULL };
    x->rc = x->to->reject(x->to, row, (int)code, args);
}

static void
start_row(struct reader *x)
{
    x->ncells = 0;
    ht_buf_clear(&x->cells);
    ht_buf_clear(&x->open);
    x->open_lines = 0;
}

static void
on_row(int ending, void *arg)
{
    struct reader *x = arg;
    struct ht_row row;
    (void)ending;
    x->row_done = true;
    if (x->rc)
        return;
    fill_row(x, &row);
    if (row.nbytes && memchr(row.bytes, '\0', row.nbytes)) {
        reject(x, &row, HT_D_117, NULL, NULL);
    } else if (row.nbytes > MAX_CELL && longest_cell(&row) > MAX_CELL) {
        char max[24];
        snprintf(max, sizeof max, "%u", MAX_CELL);
        reject(x, &row, HT_D_103, max, NULL);
    } else {
        x->rc = x->to->row(x->to, &row);
    }
    ht_arena_reset(&x->arena);
    start_row(x);
}

static void
new_parser(struct reader *x)
{
    if (csv_init(&x->csv, CSV_APPEND_NULL))
        ht_oom();
    csv_set_delim(&x->csv, (unsigned char)x->delim);
    csv_set_space_func(&x->csv, is_blank);
}

static void
parse_bytes(struct reader *x, const char *s, size_t len)
{
    if (csv_parse(&x->csv, s, len, on_cell, on_row, x) != len)
        ht_oom();                       /* not strict: memory is all that can fail */
}

/*
 * The open row cannot end well.  Its first line goes to the rejects, and what the quotation mark had swallowed
 * is put back in front of the input, to be read as lines of their own.
 */
static void
give_up_row(struct reader *x)
{
    char line[24], count[24];
    const char *nl = memchr(x->open.s, x->eol, x->open.len);
    size_t first = nl ? (size_t)(nl - x->open.s) + 1 : x->open.len;
    struct ht_row row = { .file = x->job->name, .line = x->row_line, .bytes = x->open.s, .nbytes = first };
    snprintf(line, sizeof line, "%lu", x->row_line);
    snprintf(count, sizeof count, "%u", x->open_lines);
    reject(x, &row, HT_D_102, line, count);

    struct ht_buf again = HT_BUF_INIT;
    ht_buf_add(&again, x->open.s + first, x->open.len - first);
    ht_buf_add(&again, x->pending.s + x->taken, x->pending.len - x->taken);
    ht_buf_fini(&x->pending);
    x->pending = again;
    x->taken = 0;
    x->lineno = x->row_line;
    csv_free(&x->csv);
    new_parser(x);
    start_row(x);
}

/* A simple line is a row by itself; false if it is none. */
static bool
slice_line(struct reader *x, const char *s, size_t len)
{
    ht_buf_clear(&x->cells);
    ht_buf_add(&x->cells, s, len);
    x->ncells = ht_csv_slice(x->cells.s, len, x->delim, x->eol, x->slice, MAX_CELLS);
    if (x->ncells)
        on_row(x->eol, x);
    else
        ht_buf_clear(&x->cells);
    return x->row_done;
}

static bool
is_empty_line(const char *s, size_t len)
{
    while (len && (s[len - 1] == '\n' || s[len - 1] == '\r'))
        len--;
    return !len;
}

/* One physical line with its end. */
static void
feed_line(struct reader *x, const char *s, size_t len)
{
    x->lineno++;
    if (!x->open_lines) {
        x->row_line = x->lineno;
        if (is_empty_line(s, len))
            return;
    } else {
        ht_buf_add(&x->open, s, len);
    }
    x->bytes = s;
    x->nbytes = len;
    x->row_done = false;
    if (!x->open_lines && slice_line(x, s, len))
        return;
    parse_bytes(x, s, len);
    if (x->row_done || x->rc)
        return;
    if (!x->open_lines)
        ht_buf_add(&x->open, s, len);
    if (++x->open_lines >= MAX_OPEN || x->open.len > HT_MAX_RECORD)
        give_up_row(x);
}

/* The rest of a line that is longer than any record is skipped; the row is refused. */
static void
refuse_long_line(struct reader *x)
{
    char max[24];
    struct ht_row row = { .file = x->job->name, .line = x->lineno + 1, .bytes = x->line.s, .nbytes = 4096 };
    snprintf(max, sizeof max, "%u", HT_MAX_RECORD);
    reject(x, &row, HT_D_103, max, NULL);
    ht_buf_clear(&x->line);
    x->skipping = true;
}

/* Feeds the whole lines of S and keeps the beginning of the last one. */
static void
feed_block(struct reader *x, const char *s, size_t len)
{
    while (len && !x->rc) {
        const char *nl = memchr(s, x->eol, len);
        size_t n = nl ? (size_t)(nl - s) + 1 : len;
        if (x->skipping) {
            x->skipping = !nl;
            x->lineno += nl != NULL;
        } else if (nl && !x->line.len) {
            feed_line(x, s, n);
        } else {
            ht_buf_add(&x->line, s, n);
            if (nl) {
                struct ht_buf line = x->line;
                ht_buf_init(&x->line);
                feed_line(x, line.s, line.len);
                ht_buf_fini(&line);
            } else if (x->line.len > HT_MAX_RECORD) {
                refuse_long_line(x);
            }
        }
        s += n;
        len -= n;
        if (x->pending.len > x->taken && len) {
            /* A row was given up: what it held comes before the rest of this block. */
            ht_buf_add(&x->pending, s, len);
            return;
        }
    }
}

/* Reads on from what was put back, until that is used up. */
static void
feed_pending(struct reader *x)
{
    while (x->taken < x->pending.len && !x->rc) {
        const char *s = x->pending.s + x->taken;
        const char *nl = memchr(s, x->eol, x->pending.len - x->taken);
        size_t n = nl ? (size_t)(nl - s) + 1 : x->pending.len - x->taken;
        x->taken += n;
        if (!nl) {
            ht_buf_add(&x->line, s, n);
            continue;
        }
        char *line = ht_strndup(s, n);  /* giving up again replaces the buffer */
        feed_line(x, line, n);
        free(line);
    }
    ht_buf_clear(&x->pending);
    x->taken = 0;
}

/* The end of the input: a last line without its end, a quotation mark that is still open. */
static void
feed_end(struct reader *x)
{
    while ((x->line.len || x->open_lines) && !x->rc) {
        if (x->line.len) {
            struct ht_buf line = x->line;
            ht_buf_init(&x->line);
            ht_buf_addc(&line, x->eol);
            feed_line(x, line.s, line.len);
            ht_buf_fini(&line);
        }
        if (x->open_lines && !x->rc)
            give_up_row(x);
        feed_pending(x);
    }
}

static enum ht_rc
sniff(struct reader *x)
{
    size_t n;
    const char *s;
    enum ht_rc rc = ht_text_block(&x->in, &s, &n);
    if (rc == HT_FAIL)
        return rc;
    if (rc == HT_EOF)
        return HT_EOF;
    size_t look = n < SNIFF ? n : SNIFF;
    x->eol = memchr(s, '\r', look) && !memchr(s, '\n', look) ? '\r' : '\n';
    x->delim = ht_csv_delimiter(s, look);
    size_t skip = ht_csv_sep_line(s, n, &x->delim);
    x->lineno = skip != 0;
    /* A mark promises UTF-8, the bytes may break the promise; only what we made ourselves is text for sure. */
    x->door = x->in.wide == HT_UTF16LE || x->in.wide == HT_UTF16BE ? HT_DOOR_TEXT : HT_DOOR_BYTES;
    x->prior = x->in.wide == HT_UTF8_BOM ? ht_charset_find("UTF-8") : NULL;
    new_parser(x);
    if (x->job->explain)
        ht_diag_say(x->job->diag, _("%s: separator \"%s\", %s"), x->job->name,
                    x->delim == '\t' ? "\\t" : (char[]){ x->delim, '\0' },
                    x->in.wide == HT_NARROW     ? _("no byte order mark")
                    : x->in.wide == HT_UTF8_BOM ? "UTF-8"
                                                : "UTF-16");
    feed_block(x, s + skip, n - skip);
    return HT_OK;
}

static enum ht_rc
read_csv(const struct ht_format_job *job, struct ht_rows *to)
{
    struct reader x = { .job = job, .to = to };
    const char *s;
    size_t n;
    ht_text_in_init(&x.in, job->in, job->charset);
    ht_buf_init(&x.line);
    ht_buf_init(&x.cells);
    ht_buf_init(&x.open);
    ht_buf_init(&x.pending);
    enum ht_rc rc = sniff(&x);
    bool begun = rc == HT_OK;
    while (rc == HT_OK && !x.rc) {
        feed_pending(&x);
        rc = ht_text_block(&x.in, &s, &n);
        if (rc == HT_OK)
            feed_block(&x, s, n);
    }
    if (begun && rc == HT_EOF)
        feed_end(&x);
    if (begun)
        csv_free(&x.csv);
    ht_text_in_fini(&x.in);
    ht_buf_fini(&x.line);
    ht_buf_fini(&x.cells);
    ht_buf_fini(&x.open);
    ht_buf_fini(&x.pending);
    ht_arena_fini(&x.arena);
    free(x.cell);
    return x.rc == HT_FAIL || rc == HT_FAIL ? HT_FAIL : HT_OK;
}

const struct ht_format ht_format_csv = {
    .name = "csv",
    .title = N_("comma-separated text"),
    .bid = ht_csv_bid,
    .read = read_csv,
};

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
#include "formats/csv_int.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/mem.h"
#include "base/prog.h"
#include "formats/csv_sniff.h"

#define SNIFF (64u * 1024)
#define MAX_OPEN 200                    /* physical lines that one record may span */

/*
 * The open row cannot end well.  Its first line goes to the rejects, and what the quotation mark had swallowed
 * is put back in front of the input, to be read as lines of their own.
 */
static void
give_up_row(struct ht_csv *x)
{
    char line[24], count[24];
    const char *nl = memchr(x->open.s, x->eol, x->open.len);
    size_t first = nl ? (size_t)(nl - x->open.s) + 1 : x->open.len;
    struct ht_row row = { .file = x->job->name, .line = x->row_line, .bytes = x->open.s, .nbytes = first };
    snprintf(line, sizeof line, "%lu", x->row_line);
    snprintf(count, sizeof count, "%u", x->open_lines);
    ht_csv_reject(x, &row, HT_D_102, line, count);

    struct ht_buf again = HT_BUF_INIT;
    ht_buf_add(&again, x->open.s + first, x->open.len - first);
    ht_buf_add(&again, x->pending.s + x->taken, x->pending.len - x->taken);
    ht_buf_fini(&x->pending);
    x->pending = again;
    x->taken = 0;
    x->lineno = x->row_line;
    csv_free(&x->csv);
    ht_csv_new_parser(x);
    ht_csv_start_row(x);
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
feed_line(struct ht_csv *x, const char *s, size_t len)
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
    if (!x->open_lines && ht_csv_take_simple(x, s, len))
        return;
    ht_csv_take_line(x, s, len);
    if (x->row_done || x->rc)
        return;
    if (!x->open_lines)
        ht_buf_add(&x->open, s, len);
    if (++x->open_lines >= MAX_OPEN || x->open.len > HT_MAX_RECORD)
        give_up_row(x);
}

/* The rest of a line that is longer than any record is skipped; the row is refused. */
static void
refuse_long_line(struct ht_csv *x)
{
    char max[24];
    struct ht_row row = { .file = x->job->name, .line = x->lineno + 1, .bytes = x->line.s, .nbytes = 4096 };
    snprintf(max, sizeof max, "%u", HT_MAX_RECORD);
    ht_csv_reject(x, &row, HT_D_103, max, NULL);
    ht_buf_clear(&x->line);
    x->skipping = true;
}

/* Feeds the whole lines of S and keeps the beginning of the last one. */
static void
feed_block(struct ht_csv *x, const char *s, size_t len)
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
feed_pending(struct ht_csv *x)
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
feed_end(struct ht_csv *x)
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
sniff(struct ht_csv *x)
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
    ht_csv_new_parser(x);
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
    struct ht_csv x = { .job = job, .to = to };
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

/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * A receiver of rows that writes them down, for the tests of formats/.  One line per row:
 *
 *     FILE:LINE FLAGS|cell|cell …
 *
 * FLAGS: h header, n named, d deleted.  A cell is its text, then <raw> and =by if it was made from something else,
 * !HTnnn if there is a finding about it, {SET} if there is a prior, %conf, and name: before it if the row is named.
 */
#ifndef TESTS_ROWS_H
#define TESTS_ROWS_H

#include <stdio.h>
#include <stdlib.h>

#include "base/buf.h"
#include "base/diag.h"
#include "formats/format.h"
#include "model/finding.h"

struct rows {
    struct ht_rows to;
    struct ht_buf text;
    unsigned long n, rejects;
};

static inline void
rows_text(struct ht_buf *b, const char *s, size_t len)
{
    for (size_t i = 0; i < len; i++)
        if ((unsigned char)s[i] < ' ' || s[i] == '|' || s[i] == '\\')
            ht_buf_addf(b, "\\x%02X", (unsigned char)s[i]);
        else
            ht_buf_addc(b, s[i]);
}

static inline void
rows_cell(struct ht_buf *b, const struct ht_cell *c)
{
    ht_buf_addc(b, '|');
    if (c->name)
        ht_buf_addf(b, "%s:", c->name);
    rows_text(b, c->s, c->len);
    if (c->raw) {
        ht_buf_addc(b, '<');
        rows_text(b, c->raw, c->raw_len);
        ht_buf_addc(b, '>');
    }
    if (c->by)
        ht_buf_addf(b, "=%s", c->by);
    if (c->found)
        ht_buf_addf(b, "!%s", ht_codes[c->found].code);
#ifdef ROWS_PRIOR
    if (c->prior)
        ht_buf_addf(b, "{%s}", ht_charset_name(c->prior));
#endif
    if (c->conf)
        ht_buf_addf(b, "%%%d", c->conf);
}

static inline enum ht_rc
rows_row(struct ht_rows *to, struct ht_row *row)
{
    struct rows *r = (struct rows *)to;
    ht_buf_addf(&r->text, "%s:%lu ", row->file, row->line);
    if (row->flags & HT_ROW_HEADER)
        ht_buf_addc(&r->text, 'h');
    if (row->flags & HT_ROW_NAMED)
        ht_buf_addc(&r->text, 'n');
    if (row->flags & HT_ROW_DELETED)
        ht_buf_addc(&r->text, 'd');
    for (size_t i = 0; i < row->n; i++)
        rows_cell(&r->text, &row->cell[i]);
    if (row->scan)
        ht_buf_addf(&r->text, "|scan=%s", row->scan);
    ht_buf_addc(&r->text, '\n');
    r->n++;
    return HT_OK;
}

static inline enum ht_rc
rows_reject(struct ht_rows *to, const struct ht_row *row, int code, const char *const *args)
{
    struct rows *r = (struct rows *)to;
    (void)args;
    ht_buf_addf(&r->text, "%s:%lu REJECT %s\n", row->file, row->line, ht_codes[code].code);
    r->rejects++;
    return HT_OK;
}

/* Reads LEN bytes at S as FORMAT; PATH may be NULL.  Returns what the format returned; TO->text has the rows, and
 * behind them "! HTnnn" for every finding and failure. */
static inline void
rows_finding(void *arg, const struct ht_where *w, enum ht_sev sev, const char *code, const char *value, size_t len,
             const char *text)
{
    struct rows *r = arg;
    (void)w, (void)sev, (void)value, (void)len, (void)text;
    ht_buf_addf(&r->text, "! %s\n", code ? code : "-");
}

static inline enum ht_rc
rows_read(struct rows *to, const struct ht_format *format, const char *path, const void *s, size_t len,
          struct ht_format_job *job)
{
    static const struct ht_diag_opts opts = { .prog = "test", .quiet = true, .form = HT_DIAG_GNU };
    struct ht_diag *d = ht_diag_new(&opts);
    struct ht_format_job none = {0};
    if (!job)
        job = &none;
    *to = (struct rows){ .to = { rows_row, rows_reject } };
    ht_buf_init(&to->text);
    ht_diag_set_hook(d, rows_finding, to);
    job->diag = d;
    if (!job->name)
        job->name = "t";
    job->path = path;
    job->in = path ? ht_in_open(path, d) : ht_in_mem(job->name, s, len, d);
    enum ht_rc rc = job->in ? format->read(job, &to->to) : HT_FAIL;
    ht_in_close(job->in);
    ht_diag_free(d);
    return rc;
}

/* Reads TIMES damaged copies of S as FORMAT: bytes changed, pieces cut out, doubled and cut off, always the same
 * ones.  Nothing is checked but that it ends; sanitizers see the rest. */
static inline void
rows_mutate(const struct ht_format *format, const void *s, size_t len, unsigned times)
{
    unsigned long long x = 88172645463325252u;
    FILE *quiet = freopen("/dev/null", "w", stderr);
    (void)quiet;
    for (unsigned t = 0; t < times && len; t++) {
        unsigned char *copy = malloc(len * 2);
        size_t n = len;
        struct rows r;
        if (!copy)
            return;
        memcpy(copy, s, len);
        for (unsigned i = 0; i <= t % 4; i++) {
            x ^= x << 13, x ^= x >> 7, x ^= x << 17;
            size_t at = (size_t)(x >> 8) % n, piece = (size_t)(x >> 40) % 64;
            switch (x % 8) {
            case 0:
                n = at + 1;
                break;
            case 1:
                piece = piece < n - at ? piece : n - at - 1;
                memmove(copy + at, copy + at + piece, n - at - piece);
                n -= piece;
                break;
            case 2:
                copy[at] = 0xff;
                break;
            case 3:
                copy[at] = 0;
                break;
            default:
                copy[at] = (unsigned char)(x >> 16);
            }
        }
        rows_read(&r, format, NULL, copy, n, NULL);
        ht_buf_fini(&r.text);
        free(copy);
    }
}

#endif

/* SPDX-License-Identifier: BSD-2-Clause */
/* Tables in, tables out. */
#include "config.h"
#include "tools/table.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

#include "base/csvout.h"
#include "base/mem.h"
#include "base/prog.h"
#include "formats/decode.h"
#include "formats/format.h"
#include "model/finding.h"
#include "tools/manifest.h"

#define SNIFF (64u * 1024)
#define MAX_TITLES 20                   /* rows above the header */

struct table_source {
    struct ht_source source;
    struct ht_rows rows;
    struct ht_tool *tool;
    struct ht_table *table;
    struct ht_in *in;
    struct ht_value *cell;
    size_t cap;
    struct ht_buf sheet;                /* the rows' file: a book has one per sheet */
    struct ht_buf header;               /* of the first sheet, as it is written: cells with a NUL after each */
    size_t width, titles;
    const char *missing;                /* what the row that was most like a header lacks … */
    size_t nearest;                     /* … and how many of the described columns it has */
    bool has_header;
    uint64_t records;
};

static struct table_source *
of_rows(struct ht_rows *rows)
{
    return (struct table_source *)(void *)((char *)rows - offsetof(struct table_source, rows));
}

/* A row that is left out: counted and reported. */
static void
refuse(struct table_source *x, const struct ht_row *row, enum ht_code code, const char *a, const char *b)
{
    struct ht_where w = { .file = row->file, .line = row->line };
    ht_find_at(x->tool->diag, &w, code, NULL, 0, a, b, NULL);
    x->tool->counts.read++;
    x->tool->counts.rejected++;
}

static enum ht_rc
on_reject(struct ht_rows *rows, const struct ht_row *row, int code, const char *const *args)
{
    const char *a = args ? args[0] : NULL;
    refuse(of_rows(rows), row, (enum ht_code)code, a, a ? args[1] : NULL);
    return HT_OK;
}

/* ---- the header ---- */

/* All sheets and files must have the columns of the first one, in that order: the output is one table. */
static bool
same_header(const struct table_source *x, size_t n)
{
    const char *s = x->header.s;
    for (size_t i = 0; i < n; i++, s += strlen(s) + 1)
        if (i >= x->width || strlen(s) != x->cell[i].len || memcmp(s, x->cell[i].s, x->cell[i].len) != 0)
            return false;
    return n == x->width;
}

static enum ht_rc
no_header(const struct table_source *x, const char *file)
{
    ht_diag_usage(x->tool->diag, _("%s: no row is a header with the described columns; \"%s\" is not there"), file,
                  x->missing ? x->missing : "");
    return HT_FAIL;
}

static enum ht_rc
try_header(struct table_source *x, const struct ht_row *row, size_t n)
{
    size_t found;
    const char *missing;
    if (!ht_table_header(x->table, x->cell, n, &missing, &found)) {
        if (!x->titles || found > x->nearest) {
            x->missing = missing;
            x->nearest = found;
        }
        return ++x->titles <= MAX_TITLES ? HT_OK : no_header(x, row->file);
    }
    if (x->width && !same_header(x, n)) {
        ht_diag_usage(x->tool->diag, _("%s has other columns than the table before it; match them one by one"),
                      row->file);
        return HT_FAIL;
    }
    if (x->titles)
        ht_diag_say(x->tool->diag, _("%s: rows above the header that are left out: %zu"), row->file, x->titles);
    for (size_t i = 0; i < n && !x->width; i++) {
        ht_buf_add(&x->header, x->cell[i].s, x->cell[i].len);
        ht_buf_addc(&x->header, '\0');
    }
    x->width = n;
    x->has_header = true;
    return HT_OK;
}

/* ---- rows ---- */

/* The row's cells as they are to be kept; blank ones at the end do not count.  Returns their number. */
static size_t
take_cells(struct table_source *x, const struct ht_row *row)
{
    size_t n = row->n;
    x->cell = ht_grow(x->cell, &x->cap, n + 1, sizeof *x->cell);
    for (size_t i = 0; i < n; i++)
        x->cell[i] = (struct ht_value){ row->cell[i].s, row->cell[i].len };
    while (n && !x->cell[n - 1].len)
        n--;
    return n;
}

/* Formats that name their cells need no header row: the names of the first row are the header. */
static enum ht_rc
named_header(struct table_source *x, const struct ht_row *row)
{
    x->cell = ht_grow(x->cell, &x->cap, row->n + 1, sizeof *x->cell);
    for (size_t i = 0; i < row->n; i++)
        x->cell[i] = (struct ht_value){ row->cell[i].name, strlen(row->cell[i].name) };
    enum ht_rc rc = try_header(x, row, row->n);
    return rc == HT_OK && !x->has_header ? no_header(x, row->file) : rc;
}

static enum ht_rc
on_row(struct ht_rows *rows, struct ht_row *row)
{
    struct table_source *x = of_rows(rows);
    if (strcmp(row->file, x->sheet.s)) {
        ht_buf_clear(&x->sheet);
        ht_buf_adds(&x->sheet, row->file);
        x->has_header = false;
        x->titles = 0;
    }
    if (row->flags & HT_ROW_DELETED)
        return HT_OK;
    if (!x->has_header && row->flags & HT_ROW_NAMED && named_header(x, row) != HT_OK)
        return HT_FAIL;
    size_t n = take_cells(x, row);
    if (!n)
        return HT_OK;
    if (!x->has_header)
        return try_header(x, row, n);
    if (n > x->width) {
        char got[24], want[24];
        snprintf(got, sizeof got, "%zu", n);
        snprintf(want, sizeof want, "%zu", x->width);
        refuse(x, row, HT_D_101, got, want);
        return HT_OK;
    }
    x->tool->counts.read++;
    x->records++;
    ht_progress_at(x->tool->progress, ht_in_raw_bytes(x->in), x->tool->counts.read);
    return ht_table_row(x->table, row->file, row->line, x->cell, n);
}

static enum ht_rc
read_file(struct table_source *x, const char *path)
{
    struct stat st;
    size_t n;
    x->in = ht_in_open(path, x->tool->diag);
    if (!x->in)
        return HT_FAIL;
    ht_manifest_opened(x->tool->manifest, x->in);
    ht_progress_total(x->tool->progress, ht_in_size(x->in));
    x->records = 0;
    ht_buf_clear(&x->sheet);
    x->has_header = false;
    x->titles = 0;
    const unsigned char *s = ht_in_peek(x->in, SNIFF, &n);
    const struct ht_format *f = s ? ht_format_detect(s, n < SNIFF ? n : SNIFF) : NULL;
    struct ht_where w = { .file = ht_in_name(x->in) };
    enum ht_rc rc = HT_FAIL;
    if (s && !f) {
        ht_find_fail(x->tool->diag, &w, HT_D_120, NULL);
    } else if (s) {
        struct ht_decoder *dec = ht_decoder_new(&(struct ht_decoder_opts){ .diag = x->tool->diag, .to = &x->rows });
        struct ht_format_job job = {
            .in = x->in, .name = w.file, .diag = x->tool->diag, .jobs = 1,
            .path = path && !stat(path, &st) && S_ISREG(st.st_mode) ? path : NULL,
        };
        rc = f->read(&job, ht_decoder_rows(dec));
        if (rc == HT_OK)
            rc = ht_decoder_end(dec);
        ht_decoder_free(dec);
        if (rc == HT_OK && !x->has_header)
            rc = no_header(x, w.file);
    }
    if (rc == HT_OK)
        ht_manifest_done(x->tool->manifest, x->in, x->records);
    ht_in_close(x->in);
    x->in = NULL;
    return rc;
}

/* ---- the output ---- */

static enum ht_rc
put_row(void *arg, const struct ht_value *cell, size_t n, const char *cluster)
{
    struct table_source *x = arg;
    struct ht_out *out = x->tool->out;
    for (size_t i = 0; i < x->width; i++) {
        if (i < n)
            ht_csv_cell(out, cell[i].s, cell[i].len);
        ht_out_addc(out, ',');
    }
    ht_out_adds(out, cluster);
    ht_out_addc(out, '\n');
    x->tool->counts.written++;
    return ht_out_failed(out) ? HT_FAIL : HT_OK;
}

static enum ht_rc
write_all(struct table_source *x)
{
    struct ht_tool *t = x->tool;
    t->out = ht_out_open(t->common.output, t->manifest ? HT_OUT_DIGEST : 0, t->diag);
    if (!t->out)
        return HT_FAIL;
    const char *s = x->header.s;
    for (size_t i = 0; i < x->width; i++, s += strlen(s) + 1) {
        ht_csv_cell(t->out, s, strlen(s));
        ht_out_addc(t->out, ',');
    }
    ht_out_adds(t->out, "cluster\n");
    return ht_table_give(x->table, put_row, x);
}

static enum ht_rc
run(struct ht_source *s, struct ht_stage *first)
{
    struct table_source *x = (struct table_source *)s;
    struct ht_tool *t = x->tool;
    enum ht_rc rc = HT_OK;
    (void)first;
    if (!t->nfiles)
        rc = read_file(x, NULL);
    for (size_t i = 0; i < t->nfiles && rc == HT_OK; i++)
        rc = read_file(x, t->files[i]);
    if (rc == HT_OK)
        rc = ht_table_match(x->table);
    return rc == HT_OK ? write_all(x) : rc;
}

static void
release(struct ht_source *s)
{
    struct table_source *x = (struct table_source *)s;
    free(x->cell);
    ht_buf_fini(&x->sheet);
    ht_buf_fini(&x->header);
    free(x);
}

static const struct ht_source_class cls = { .name = "table", .run = run, .free = release };

struct ht_source *
ht_table_source(struct ht_tool *t, struct ht_table *table)
{
    struct table_source *x = ht_calloc(1, sizeof *x);
    x->source.cls = &cls;
    x->rows = (struct ht_rows){ on_row, on_reject };
    x->tool = t;
    x->table = table;
    ht_buf_init(&x->sheet);
    ht_buf_init(&x->header);
    return &x->source;
}

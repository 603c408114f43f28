/* SPDX-License-Identifier: BSD-2-Clause */
/* Tables: what becomes of each row. */
#include "config.h"
#include "formats/import_int.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/limits.h"
#include "base/mem.h"
#include "base/prog.h"
#include "model/finding.h"

static struct ht_importer *
of_rows(struct ht_rows *rows)
{
    return (struct ht_importer *)(void *)((char *)rows - offsetof(struct ht_importer, rows));
}

/* ---- rejects ---- */

static void
set_aside(struct ht_importer *x, const char *file, unsigned long line, const char *code, const char *reason,
          const char *bytes, size_t n)
{
    ++*x->o.read;
    ++*x->o.rejected;
    ht_rejects_add(x->rejects, file, line, code, reason, bytes, n);
}

/* A row that a format built cell by cell, as tab-separated text for the rejects. */
static const char *
row_bytes(const struct ht_row *row, struct ht_buf *made, size_t *n)
{
    *n = row->nbytes;
    if (row->bytes)
        return row->bytes;
    for (size_t i = 0; i < row->n && made->len < HT_MAX_VALUE; i++) {
        if (i)
            ht_buf_addc(made, '\t');
        ht_buf_add(made, row->cell[i].s, row->cell[i].len);
    }
    *n = made->len;
    return made->s;
}

static void
set_row_aside(struct ht_importer *x, const struct ht_row *row, const char *code, const char *reason)
{
    struct ht_buf made = HT_BUF_INIT;
    size_t n;
    const char *bytes = row_bytes(row, &made, &n);
    set_aside(x, row->file, row->line, code, reason, bytes, n);
    ht_buf_fini(&made);
}

static void
reject_args(struct ht_importer *x, const struct ht_row *row, enum ht_code code, const char *a, const char *b)
{
    struct ht_where w = { .file = row->file, .line = row->line };
    struct ht_buf text = HT_BUF_INIT;
    ht_code_text(&text, code, a, b, NULL);
    ht_diag_emit(x->o.diag, &w, ht_codes[code].sev, ht_codes[code].code, NULL, 0, text.s);
    set_row_aside(x, row, ht_codes[code].code, text.s);
    ht_buf_fini(&text);
}

enum ht_rc
ht_import_reject(struct ht_rows *rows, const struct ht_row *row, int code, const char *const *args)
{
    struct ht_importer *x = of_rows(rows);
    const char *a = args ? args[0] : NULL;
    x->refused = x->any_below = true;
    reject_args(x, row, (enum ht_code)code, a, a ? args[1] : NULL);
    return HT_OK;
}

/* ---- the header ---- */

/* Says why the table cannot be read, unless that was said. */
static void
refuse_table(struct ht_importer *x, const struct ht_where *w, enum ht_code why, const char *a, const char *b)
{
    if (x->reason.len)
        return;
    x->why = why;
    ht_code_text(&x->reason, why, a, b, NULL);
    ht_diag_emit(x->o.diag, w, HT_ERROR, ht_codes[why].code, NULL, 0, x->reason.s);
}

/* Keeps the names of the first row that has names but none that is known. */
static void
keep_unknown_names(struct ht_importer *x, const struct ht_row *row)
{
    enum { MOST = 10 };
    if (x->unknown.len)
        return;
    for (size_t i = 0; i < row->n && i < MOST; i++)
        ht_buf_addf(&x->unknown, "%s%s", i ? ", " : "", row->cell[i].name);
    if (row->n > MOST)
        ht_buf_adds(&x->unknown, ", …");
}

static void
say_why(struct ht_importer *x, const struct ht_where *w)
{
    if (!x->ntitles)
        refuse_table(x, w, HT_D_113, NULL, NULL);
    else if (x->unknown.len)
        refuse_table(x, w, HT_D_176, x->unknown.s, NULL);
    else
        refuse_table(x, w, HT_D_104, NULL, NULL);
}

/* There is no header: everything so far is set aside, and so is what comes. */
static void
give_up(struct ht_importer *x)
{
    const char *file = x->table.len ? x->table.s : x->file;
    struct ht_where w = { .file = file, .line = x->ntitles ? x->title_line[0] : 0 };
    size_t at = 0;
    if (x->no_header)
        return;
    x->no_header = true;
    if (x->refused && !x->ntitles)
        return;
    say_why(x, &w);
    for (size_t i = 0; i < x->ntitles; i++) {
        set_aside(x, file, x->title_line[i], ht_codes[x->why].code, x->reason.s, x->titles.s + at, x->title_len[i]);
        at += x->title_len[i];
    }
}

/* A row that may be the header.  True if it is; otherwise it is kept as a title. */
static bool
try_header(struct ht_importer *x, const struct ht_row *row)
{
    struct ht_header_opts o = ht_import_header_opts(x, NULL);
    struct ht_where w = { .file = row->file, .line = row->line };
    if (row->flags & HT_ROW_NAMED)
        keep_unknown_names(x, row);
    else if (ht_import_find_header(x, row))
        return true;
    if (x->o.reg && ht_header_match(&x->header, row, &o)) {
        refuse_table(x, &w, HT_D_105, x->header.reg->code, x->o.reg->code);
        ht_header_fini(&x->header);
    }
    if (x->ntitles == HT_MAX_TITLES)
        return false;
    struct ht_buf made = HT_BUF_INIT;
    size_t n;
    const char *bytes = row_bytes(row, &made, &n);
    if (n > HT_MAX_VALUE)
        n = HT_MAX_VALUE;
    x->title_line[x->ntitles] = row->line;
    x->title_len[x->ntitles++] = n;
    ht_buf_add(&x->titles, bytes, n);
    ht_buf_fini(&made);
    return false;
}

/* ---- rows ---- */

static bool
is_blank(const struct ht_row *row)
{
    for (size_t i = 0; i < row->n; i++) {
        if (row->cell[i].found)
            return false;
        for (size_t k = 0; k < row->cell[i].len; k++)
            if ((unsigned char)row->cell[i].s[k] > ' ')
                return false;
    }
    return true;
}

/* True if the row has as many cells as the header; empty ones at the end do not count. */
static bool
fits(const struct ht_importer *x, const struct ht_row *row)
{
    if (row->n < x->header.n)
        return false;
    for (size_t i = x->header.n; i < row->n; i++)
        if (row->cell[i].len)
            return false;
    return true;
}

void
ht_import_end_table(struct ht_importer *x)
{
    struct ht_where w = { .file = x->table.s, .line = x->header_line };
    ht_import_settle_header(x);
    if (!x->header.reg)
        give_up(x);
    else if (!x->any_below)
        ht_find_at(x->o.diag, &w, HT_D_177, NULL, 0, NULL);
}

void
ht_import_begin_table(struct ht_importer *x, const char *file)
{
    if (x->table.len)
        ht_import_end_table(x);
    ht_buf_clear(&x->table);
    ht_buf_adds(&x->table, file);
    x->src_file = NULL;
    x->no_header = x->unnamed_seen = x->refused = x->any_below = false;
    x->ntitles = 0;
    ht_buf_clear(&x->titles);
    ht_buf_clear(&x->reason);
    ht_buf_clear(&x->told);
    ht_buf_clear(&x->unknown);
    ht_header_fini(&x->header);
    ht_header_row_fini(&x->above);
    ht_header_row_fini(&x->below);
    x->repeated = 0;
    x->foot = HT_FOOT_NONE;
}

static bool
marked_deleted(struct ht_importer *x, const struct ht_row *row)
{
    struct ht_where w = { .file = row->file, .line = row->line };
    if (!(row->flags & HT_ROW_DELETED) || x->o.deleted)
        return false;
    ht_find_at(x->o.diag, &w, HT_D_148, NULL, 0, NULL);
    return true;
}

/* A row of the table that cannot become a record: it is set aside. */
static bool
is_no_entry(struct ht_importer *x, const struct ht_row *row)
{
    const struct ht_cell *cell;
    x->foot = ht_row_foot(row, x->foot, &cell);
    if (x->foot) {
        char *text = ht_strndup(cell->s, cell->len);
        reject_args(x, row, x->foot == HT_FOOT_SUM ? HT_D_136 : HT_D_137, text, NULL);
        free(text);
        return true;
    }
    if (fits(x, row))
        return false;
    char got[24], want[24];
    snprintf(got, sizeof got, "%zu", row->n);
    snprintf(want, sizeof want, "%zu", x->header.n);
    reject_args(x, row, HT_D_101, got, want);
    return true;
}

enum ht_rc
ht_import_row(struct ht_rows *rows, struct ht_row *row)
{
    struct ht_importer *x = of_rows(rows);
    if (strcmp(row->file, x->table.s))
        ht_import_begin_table(x, row->file);
    if (marked_deleted(x, row)) {
        x->any_below = true;
        return HT_OK;
    }
    if (is_blank(row) && !(row->flags & HT_ROW_NAMED))
        return HT_OK;
    if (row->flags & HT_ROW_NAMED) {
        ht_import_header_of_names(x, row);
        x->any_below = true;
        if (x->header.reg)
            return ht_import_record(x, row);
    }
    if (!x->header.reg && !x->no_header) {
        if (try_header(x, row) || (x->ntitles < HT_MAX_TITLES && !(row->flags & HT_ROW_HEADER)))
            return HT_OK;
        give_up(x);
        return HT_OK;
    }
    if (ht_import_more_header(x, row))
        return HT_OK;
    x->any_below = true;
    if (x->no_header) {
        set_row_aside(x, row, ht_codes[x->why].code, x->reason.s);
        return HT_OK;
    }
    return ht_import_repeats_header(x, row) || is_no_entry(x, row) ? HT_OK : ht_import_record(x, row);
}

/* SPDX-License-Identifier: BSD-2-Clause */
/* Sheets. */
#include "config.h"
#include "formats/sheet.h"

#include <math.h>
#include <stdio.h>
#include <stdlib.h>

#include "base/limits.h"
#include "base/mem.h"
#include "base/prog.h"
#include "formats/moment.h"
#include "model/finding.h"

#define MAX_MERGES (256u * 1024)

/* A cell that spans rows, and once its first row has come, what it holds. */
struct ht_merge {
    unsigned long r1, r2;
    size_t col;
    struct ht_cell cell;
    char *s, *raw, *shown;              /* its texts, owned */
    bool known, used;
};

void
ht_sheet_begin(struct ht_sheet *s, const struct ht_format_job *job, struct ht_rows *to, const char *name)
{
    *s = (struct ht_sheet){ .job = job, .to = to };
    ht_buf_init(&s->file);
    ht_buf_addf(&s->file, "%s#%s", job->name, name);
    ht_rowbuf_init(&s->row);
}

void
ht_sheet_merge(struct ht_sheet *s, unsigned long r1, size_t c1, unsigned long r2, size_t c2)
{
    (void)c2;
    if (r2 <= r1 || c1 >= HT_MAX_COLUMNS || s->nmerge == MAX_MERGES)
        return;
    s->merge = ht_grow(s->merge, &s->merge_cap, s->nmerge + 1, sizeof *s->merge);
    s->merge[s->nmerge++] = (struct ht_merge){ .r1 = r1, .r2 = r2, .col = c1 };
}

static int
by_first_row(const void *a, const void *b)
{
    const struct ht_merge *x = a, *y = b;
    if (x->r1 != y->r1)
        return x->r1 < y->r1 ? -1 : 1;
    return x->col < y->col ? -1 : x->col > y->col;
}

size_t
ht_column_of(const char *s, size_t len, size_t *used)
{
    size_t col = 0, i = 0;
    for (; i < len && s[i] >= 'A' && s[i] <= 'Z' && i < 4; i++)
        col = col * 26 + (size_t)(s[i] - 'A' + 1);
    *used = i;
    return i ? col - 1 : SIZE_MAX;
}

void
ht_column_name(size_t col, char out[16])
{
    char letters[16];
    size_t n = 0, k = 0;
    for (col++; col && n < 12; col = (col - 1) / 26)
        letters[n++] = (char)('A' + (col - 1) % 26);
    while (n)
        out[k++] = letters[--n];
    out[k] = '\0';
}

/* ---- cells that span rows ---- */

static void
forget(struct ht_merge *m)
{
    free(m->s);
    free(m->raw);
    free(m->shown);
    m->s = m->raw = m->shown = NULL;
    m->known = false;
}

static void
remember(struct ht_sheet *s, struct ht_merge *m)
{
    struct ht_rowbuf *b = &s->row;
    size_t raw_len;
    const char *raw = ht_rowbuf_get_raw(b, m->col, &raw_len);
    const char *shown = ht_rowbuf_get_shown(b, m->col);
    forget(m);                          /* a damaged sheet may have a row twice */
    if (m->col >= b->n || !b->cell[m->col].len)
        return;
    m->cell = b->cell[m->col];
    m->s = ht_strndup(ht_rowbuf_get(b, m->col), m->cell.len);
    m->raw = raw ? ht_strndup(raw, raw_len) : NULL;
    m->shown = shown ? ht_strdup(shown) : NULL;
    m->known = true;
}

static void
fill(struct ht_sheet *s, struct ht_merge *m)
{
    struct ht_rowbuf *b = &s->row;
    if (!m->known || !b->any || (m->col < b->n && b->cell[m->col].len))
        return;
    struct ht_cell *c = ht_rowbuf_set(b, m->col, m->s, m->cell.len);
    if (!c)
        return;
    c->door = m->cell.door;
    c->prior = m->cell.prior;
    c->by = m->cell.by;
    c->number = m->cell.number;
    if (m->raw)
        ht_rowbuf_raw(b, m->col, m->raw, m->cell.raw_len);
    if (m->shown)
        ht_rowbuf_shown(b, m->col, m->shown, strlen(m->shown));
    m->used = true;
}

/* Reports M, which was used, with the others that span the same rows: a header is one message. */
static void
report_merges(struct ht_sheet *s, struct ht_merge *m)
{
    const struct ht_merge *first = m, *end = s->merge + s->nmerge;
    struct ht_where w = { .file = s->file.s, .line = m->r1 };
    struct ht_buf columns = HT_BUF_INIT;
    char col[16], count[24], last[24];
    size_t n = 0;
    for (; m < end && m->r1 == first->r1; m++) {
        if (!m->used || m->r2 != first->r2)
            continue;
        m->used = false;
        ht_column_name(m->col, col);
        ht_buf_addf(&columns, "%s%s", n++ ? ", " : "", col);
    }
    snprintf(count, sizeof count, "%zu", n);
    snprintf(last, sizeof last, "%lu", first->r2);
    if (!s->probing)
        ht_find_at(s->job->diag, &w, HT_D_161, NULL, 0, count, columns.s, last, NULL);
    ht_buf_fini(&columns);
}

static void
apply_merges(struct ht_sheet *s)
{
    for (size_t i = s->first_merge; i < s->nmerge && s->merge[i].r1 <= s->line; i++) {
        struct ht_merge *m = &s->merge[i];
        if (m->r1 == s->line)
            remember(s, m);
        else if (s->line <= m->r2)
            fill(s, m);
    }
    for (size_t i = s->first_merge; i < s->nmerge && s->merge[i].r1 <= s->line; i++) {
        struct ht_merge *m = &s->merge[i];
        if (s->line < m->r2)
            continue;
        if (m->used)
            report_merges(s, m);
        forget(m);
        if (i == s->first_merge)
            s->first_merge++;
    }
}

/* ---- rows ---- */

static void
push(struct ht_sheet *s)
{
    if (!s->line || s->rc)
        return;
    if (s->first_merge < s->nmerge)
        apply_merges(s);
    struct ht_row row = { .file = s->file.s, .line = s->line };
    if (s->row_hidden && s->row.any)
        s->hidden++;
    s->rc = ht_rowbuf_push(&s->row, s->to, &row);
}

void
ht_sheet_row(struct ht_sheet *s, unsigned long line, bool hidden)
{
    if (!s->line && s->nmerge)
        ht_qsort(s->merge, s->nmerge, sizeof *s->merge, by_first_row);
    push(s);
    s->line = line;
    s->row_hidden = hidden;
}

void
ht_sheet_repeat(struct ht_sheet *s, unsigned long line)
{
    s->row.keep = true;
    push(s);
    s->row.keep = false;
    s->line = line;
}

enum ht_rc
ht_sheet_end(struct ht_sheet *s)
{
    push(s);
    if (s->hidden && !s->rc && !s->probing) {
        char n[24];
        struct ht_where w = { .file = s->file.s };
        snprintf(n, sizeof n, "%lu", s->hidden);
        ht_find_at(s->job->diag, &w, HT_D_157, NULL, 0, n, NULL);
    }
    for (size_t i = s->first_merge; i < s->nmerge; i++) {
        if (s->merge[i].used && !s->rc)
            report_merges(s, &s->merge[i]);
        forget(&s->merge[i]);
    }
    free(s->merge);
    ht_rowbuf_fini(&s->row);
    ht_buf_fini(&s->file);
    s->merge = NULL;
    s->nmerge = 0;
    return s->rc;
}

/* ---- cells ---- */

void
ht_sheet_find(struct ht_sheet *s, int code, size_t col)
{
    struct ht_cell *c = col < s->row.n ? &s->row.cell[col] : ht_rowbuf_set(&s->row, col, "", 0);
    if (!c)
        return;
    c->found = code;
    s->row.any = true;
}

void
ht_sheet_text(struct ht_sheet *s, size_t col, const struct ht_pieces *p, const struct ht_charset *prior)
{
    ht_pieces_set(p, prior, &s->row, col);
}

void
ht_sheet_moment(struct ht_sheet *s, size_t col, const struct ht_moment_text *t, const char *stored, size_t len)
{
    struct ht_cell *c = ht_rowbuf_set(&s->row, col, t->iso, t->len);
    if (!c)
        return;
    c->by = "serial";
    ht_rowbuf_shown(&s->row, col, t->shown, t->shown_len);
    if (t->len != len || memcmp(t->iso, stored, len))
        ht_rowbuf_raw(&s->row, col, stored, len);
    else
        c->by = NULL;
}

void
ht_sheet_error(struct ht_sheet *s, size_t col, const char *name, size_t len)
{
    struct ht_cell *c = ht_rowbuf_set(&s->row, col, "", 0);
    if (!c)
        return;
    c->state = "unreadable";
    ht_rowbuf_raw(&s->row, col, name, len);
    ht_sheet_find(s, HT_D_159, col);
}

/* Whole numbers that are written as they are shown: nearly all. */
static bool
is_plain(const char *s, size_t len)
{
    if (!len || len > 15 || (s[0] == '0' && len > 1))
        return false;
    for (size_t i = 0; i < len; i++)
        if (s[i] < '0' || s[i] > '9')
            return false;
    return true;
}

void
ht_sheet_number(struct ht_sheet *s, size_t col, double x, const char *stored, size_t len, unsigned parts)
{
    char text[HT_NUMBER_MAX];
    if (!(parts & ~(unsigned)HT_SHOWS_ZEROS) && is_plain(stored, len)) {
        struct ht_cell *plain = ht_rowbuf_set(&s->row, col, stored, len);
        if (plain)
            plain->number = true;
        return;
    }
    struct ht_moment_text moment;
    if (ht_serial_text(x, parts, s->from_1904, &moment)) {
        ht_sheet_moment(s, col, &moment, stored, len);
        return;
    }
    size_t n = ht_general(x, text);
    struct ht_cell *c = ht_rowbuf_set(&s->row, col, text, n);
    if (!c)
        return;
    c->number = true;
    if (n != len || memcmp(text, stored, n))
        ht_rowbuf_raw(&s->row, col, stored, len);
    if (fabs(x) >= 1e15)
        ht_sheet_find(s, HT_D_160, col);
}

/* ---- choice ---- */

enum { PROBED_ROWS = 30 };

struct probe {
    struct ht_rows rows;
    const struct ht_format_job *job;
    unsigned long seen;
    bool found;
};

static enum ht_rc
probe_row(struct ht_rows *rows, struct ht_row *row)
{
    struct probe *p = (struct probe *)rows;
    p->found = p->job->is_header(p->job->is_header_arg, row);
    return p->found || ++p->seen == PROBED_ROWS ? HT_EOF : HT_OK;
}

static enum ht_rc
probe_reject(struct ht_rows *rows, const struct ht_row *row, int code, const char *const *args)
{
    (void)rows, (void)row, (void)code, (void)args;
    return HT_OK;
}

static enum ht_rc
no_such_table(const struct ht_sheet_row *sheet, size_t n, const struct ht_format_job *job)
{
    struct ht_buf names = HT_BUF_INIT;
    for (size_t i = 0; i < n; i++)
        ht_buf_addf(&names, "%s%s", i ? ", " : "", sheet[i].name);
    if (!n)
        ht_diag_usage(job->diag, _("%s: there is no table in it; if there should be one, the file is damaged: "
                                   "open it in the program that wrote it and save it again"), job->name);
    else if (job->table)
        ht_diag_usage(job->diag, _("%s: there is no table \"%s\"; there are: %s"), job->name, job->table, names.s);
    else
        ht_diag_usage(job->diag, _("%s: all tables are hidden; name one with --table: %s"), job->name, names.s);
    ht_buf_fini(&names);
    return HT_FAIL;
}

/* Marks the sheets with a header; none is marked if none has one. */
static enum ht_rc
probe_all(struct ht_sheet_row *sheet, size_t n, const struct ht_format_job *job, ht_sheet_reader *reader, void *book,
          size_t *with_header)
{
    for (size_t i = 0; i < n; i++) {
        struct probe p = { .rows = { probe_row, probe_reject }, .job = job };
        if (!sheet[i].wanted)
            continue;
        enum ht_rc rc = reader(book, &sheet[i], &p.rows, true);
        if (rc != HT_OK && rc != HT_EOF)
            return rc;
        sheet[i].has_header = p.found;
        *with_header += p.found;
    }
    return HT_OK;
}

static void
report_left_out(const struct ht_sheet_row *sheet, const struct ht_format_job *job)
{
    struct ht_where w = { .file = job->name };
    ht_find_at(job->diag, &w, sheet->hidden ? HT_D_162 : HT_D_156, NULL, 0, sheet->name, NULL);
}

enum ht_rc
ht_sheets_read(struct ht_sheet_row *sheet, size_t n, const struct ht_format_job *job, struct ht_rows *to,
               ht_sheet_reader *reader, void *book)
{
    size_t wanted = 0, with_header = 0;
    enum ht_rc rc = HT_OK;
    for (size_t i = 0; i < n; i++) {
        sheet[i].wanted = job->table ? !strcmp(sheet[i].name, job->table) : !sheet[i].hidden;
        wanted += sheet[i].wanted;
    }
    if (!wanted)
        return no_such_table(sheet, n, job);
    if (wanted > 1 && job->is_header)
        rc = probe_all(sheet, n, job, reader, book, &with_header);
    for (size_t i = 0; i < n && !rc; i++) {
        if (with_header && !sheet[i].has_header)
            sheet[i].wanted = false;
        if (sheet[i].wanted)
            rc = reader(book, &sheet[i], to, false);
        else if (!job->table)
            report_left_out(&sheet[i], job);
        if (rc == HT_EOF)
            rc = HT_OK;
    }
    return rc;
}

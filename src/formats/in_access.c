/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * Access databases (.mdb, .accdb).  The helper hotich-access reads them with libmdb, as a child with limits: damaged
 * databases are known to make that library hang.
 */
#include "config.h"
#include "formats/format.h"

#include <signal.h>
#include <stdlib.h>
#include <string.h>

#include "base/child.h"
#include "base/limits.h"
#include "base/mem.h"
#include "base/prog.h"
#include "base/utf8.h"
#include "formats/bytes.h"
#include "formats/moment.h"
#include "formats/sheet.h"
#include "model/finding.h"

#define MEMORY ((size_t)1 << 30)
enum { SECONDS = 600, MAX_TABLES = 4096, NOT_INSTALLED = 127, SIGNALLED = 128 };

struct base {
    const struct ht_format_job *job;
    const char *path;
    struct ht_sheet_row *table;
    size_t n, cap;
};

/* One run of the helper. */
struct run {
    const struct ht_format_job *job;
    struct ht_in *in;
    size_t left;                        /* cells of the open row that were not read yet */
    struct ht_buf text;
    char type;
    bool ended;                         /* the mark of the end came */
};

/* Says why the helper, whose exit STATUS this is, did not read all. */
static enum ht_rc
fail(const struct ht_format_job *job, int status)
{
    struct ht_where w = { .file = job->name };
    bool late = status == SIGNALLED + SIGALRM || status == SIGNALLED + SIGXCPU || status == SIGNALLED + SIGKILL;
    if (status == NOT_INSTALLED)
        ht_find_fail(job->diag, &w, HT_D_150, ".mdb, .accdb", "libmdb", "mdbtools-dev", NULL);
    else if (status > SIGNALLED)
        ht_find_fail(job->diag, &w, HT_D_173,
                     late ? _("it took too long") :
                            _("the library behind it crashed, or needed too much memory"), NULL);
    else
        ht_find_fail(job->diag, &w, HT_D_170, NULL);
    return HT_FAIL;
}

static bool
take(struct run *r, void *p, size_t n)
{
    size_t have;
    const unsigned char *s = ht_in_peek(r->in, n, &have);
    if (!s || have < n)
        return false;
    memcpy(p, s, n);
    ht_in_consume(r->in, n);
    return true;
}

/* The next row: HT_OK, r->left is its number of cells; HT_EOF behind the last; HT_BAD if the helper broke off. */
static enum ht_rc
next_row(struct run *r)
{
    unsigned char kind, n[4];
    if (!take(r, &kind, 1))
        return HT_BAD;
    r->ended = kind == 'E';
    if (r->ended)
        return HT_EOF;
    if (kind != 'R' || !take(r, n, 4) || ht_le32(n) > HT_MAX_COLUMNS)
        return HT_BAD;
    r->left = ht_le32(n);
    return HT_OK;
}

static bool
next_cell(struct run *r)
{
    unsigned char head[5];
    if (!take(r, head, 5) || ht_le32(head + 1) > HT_MAX_VALUE)
        return false;
    size_t n = ht_le32(head + 1);
    ht_buf_clear(&r->text);
    ht_buf_room(&r->text, n);
    r->type = (char)head[0];
    if (!take(r, r->text.s, n))
        return false;
    r->text.len = n;
    r->text.s[n] = '\0';
    return true;
}

/* The helper's text is UTF-8, but the database may be damaged: what is not becomes U+FFFD. */
static void
make_valid(struct ht_buf *b)
{
    struct ht_buf out = HT_BUF_INIT;
    if (ht_utf8_valid(b->s, b->len) == b->len)
        return;
    for (size_t i = 0; i < b->len;) {
        size_t n = ht_utf8_len(b->s + i, b->len - i);
        ht_buf_add(&out, n ? b->s + i : "\xef\xbf\xbd", n ? n : 3);
        i += n ? n : 1;
    }
    ht_buf_fini(b);
    *b = out;
}

static void
set_cell(struct ht_rowbuf *row, size_t col, struct run *r)
{
    char text[HT_NUMBER_MAX];
    struct ht_moment_text moment;
    const char *s = r->text.s;
    size_t len = r->text.len;
    double x;
    if (r->type == 'd') {
        bool made = ht_iso_text(s, len, HT_SHOWS_DATE | HT_SHOWS_TIME, &moment);
        struct ht_cell *c = ht_rowbuf_set(row, col, made ? moment.iso : s, made ? moment.len : len);
        if (c && made && moment.len > sizeof "YYYY-MM-DD" - 1) {
            c->by = "serial";
            ht_rowbuf_raw(row, col, s, len);
        }
    } else if (r->type == 'n' && ht_read_double(s, len, &x)) {
        struct ht_cell *c = ht_rowbuf_set(row, col, text, ht_general(x, text));
        if (c)
            c->number = true;
    } else {
        make_valid(&r->text);
        ht_rowbuf_set(row, col, r->text.s, r->text.len);
    }
}

static enum ht_rc
push_rows(struct run *r, const char *file, struct ht_rows *to)
{
    struct ht_rowbuf row;
    struct ht_row head = { .file = file, .flags = HT_ROW_HEADER };
    enum ht_rc rc;
    ht_rowbuf_init(&row);
    while ((rc = next_row(r)) == HT_OK) {
        size_t n = r->left;
        for (size_t i = 0; i < n; i++) {
            if (!next_cell(r)) {
                rc = HT_BAD;
                break;
            }
            if (!head.line)
                r->type = 't';          /* names of columns carry their columns' types */
            set_cell(&row, i, r);
        }
        if (rc == HT_OK)
            rc = ht_rowbuf_push(&row, to, &head);
        if (rc)
            break;
        head.line++;
        head.flags = 0;
    }
    ht_rowbuf_fini(&row);
    return rc;
}

static enum ht_rc
end_run(struct run *r, struct ht_child *child, enum ht_rc rc)
{
    size_t left = 0;
    bool broken = rc == HT_BAD && ht_in_peek(r->in, 1, &left) && left;      /* nonsense: we end the helper */
    int status = ht_child_end(child);
    if (broken)
        status = 0;
    ht_buf_fini(&r->text);
    if (rc == HT_BAD || (rc == HT_EOF && r->ended && status))
        return fail(r->job, status);
    return rc == HT_EOF && r->ended ? HT_OK : rc;
}

static enum ht_rc
read_table(void *arg, const struct ht_sheet_row *table, struct ht_rows *to, bool probing)
{
    struct base *b = arg;
    struct ht_buf file = HT_BUF_INIT;
    const char *const argv[] = { "hotich-access", b->path, table->name, NULL };
    struct ht_child *child = ht_child_start(argv, b->job->name, MEMORY, SECONDS, b->job->diag);
    (void)probing;
    if (!child)
        return HT_FAIL;
    struct run r = { .job = b->job, .in = ht_child_out(child) };
    ht_buf_init(&r.text);
    ht_buf_addf(&file, "%s#%s", b->job->name, table->name);
    enum ht_rc rc = end_run(&r, child, push_rows(&r, file.s, to));
    ht_buf_fini(&file);
    return rc;
}

static enum ht_rc
list_tables(struct base *b)
{
    const char *const argv[] = { "hotich-access", b->path, NULL };
    struct ht_child *child = ht_child_start(argv, b->job->name, MEMORY, SECONDS, b->job->diag);
    enum ht_rc rc;
    if (!child)
        return HT_FAIL;
    struct run r = { .job = b->job, .in = ht_child_out(child) };
    ht_buf_init(&r.text);
    while ((rc = next_row(&r)) == HT_OK) {
        if (r.left != 1 || !next_cell(&r) || b->n == MAX_TABLES) {
            rc = HT_BAD;
            break;
        }
        b->table = ht_grow(b->table, &b->cap, b->n + 1, sizeof *b->table);
        b->table[b->n++] = (struct ht_sheet_row){ .name = ht_strndup(r.text.s, r.text.len) };
    }
    return end_run(&r, child, rc);
}

static enum ht_rc
read_access(const struct ht_format_job *job, struct ht_rows *to)
{
    char *path = ht_format_spool(job);
    if (!path)
        return HT_FAIL;
    struct base b = { .job = job, .path = path };
    enum ht_rc rc = list_tables(&b);
    if (!rc)
        rc = ht_sheets_read(b.table, b.n, job, to, read_table, &b);
    for (size_t i = 0; i < b.n; i++)
        free(b.table[i].name);
    free(b.table);
    ht_format_unspool(job, path);
    return rc;
}

static int
bid_access(const unsigned char *s, size_t n)
{
    return n >= 19 && (!memcmp(s + 4, "Standard Jet DB", 15) || !memcmp(s + 4, "Standard ACE DB", 15)) ? 90 : 0;
}

const struct ht_format ht_format_access = {
    .name = "access",
    .title = N_("Access database (.mdb, .accdb)"),
    .bid = bid_access,
    .read = read_access,
};

/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * XML of any vocabulary whose records are elements: their attributes and the elements inside them are the cells.
 *
 * Which elements are the records is found by a look at the beginning: the outermost ones that hold cells and come
 * more than once, else the outermost ones that hold cells.  Cells of groups inside a record are named GROUP.CELL.
 */
#include "config.h"
#include "formats/format.h"

#include <stdlib.h>
#include <string.h>

#include "base/limits.h"
#include "base/mem.h"
#include "base/prog.h"
#include "formats/rowbuf.h"
#include "formats/sax.h"
#include "model/finding.h"

#define SNIFF (256u * 1024)
enum { MAX_DEPTH = 32 };

/* ---- where the records are ---- */

struct look {
    int depth;                          /* open elements */
    bool leaf;                          /* the innermost open element has no element inside, so far */
    unsigned cells[MAX_DEPTH];          /* per depth: cells directly in the open element */
    unsigned holders[MAX_DEPTH];        /* per depth: elements that held cells */
};

static void
look_start(void *arg, const char *name, const struct ht_sax_attrs *a)
{
    struct look *l = arg;
    (void)name;
    if (l->depth < MAX_DEPTH)
        l->cells[l->depth] = a->n > 0 ? (unsigned)a->n : 0;
    l->depth++;
    l->leaf = true;
}

static void
look_end(void *arg, const char *name)
{
    struct look *l = arg;
    (void)name;
    int d = --l->depth;
    if (d >= MAX_DEPTH)
        return;
    if (l->leaf && d > 0 && d <= MAX_DEPTH)
        l->cells[d - 1]++;
    if ((!l->leaf && l->cells[d]) || l->cells[d] > 2)
        l->holders[d]++;
    l->leaf = false;
}

struct piece {
    const unsigned char *s;
    size_t n;
};

static ptrdiff_t
read_piece(void *from, void *p, size_t n)
{
    struct piece *piece = from;
    if (n > piece->n)
        n = piece->n;
    memcpy(p, piece->s, n);
    piece->s += n;
    piece->n -= n;
    return (ptrdiff_t)n;
}

/* Depth of the records, 0: the root itself.  The piece may end anywhere: its errors mean nothing. */
static int
find_depth(const struct ht_format_job *job)
{
    static const struct ht_sax h = { .start = look_start, .end = look_end, .quiet = true };
    struct look l = {0};
    struct piece piece = {0};
    piece.s = ht_in_peek(job->in, SNIFF, &piece.n);
    if (!piece.s)
        return -1;
    ht_sax_parse(job, job->name, read_piece, &piece, &h, &l);
    for (int d = 0; d < MAX_DEPTH; d++)
        if (l.holders[d] > 1)
            return d;
    for (int d = 0; d < MAX_DEPTH; d++)
        if (l.holders[d])
            return d;
    return 1;
}

/* ---- records ---- */

struct reader {
    const struct ht_format_job *job;
    struct ht_rows *to;
    struct ht_rowbuf row;
    struct ht_buf path, text;           /* path: names inside the record, joined by dots */
    size_t path_len[MAX_DEPTH];
    int depth, at;
    bool leaf;
    unsigned long line, first_line;     /* of the last element; of the open record */
    enum ht_rc rc;
};

static void
set_cell(struct reader *r, const char *s, size_t len)
{
    size_t col = r->row.n;
    if (ht_rowbuf_set(&r->row, col, s, len))
        ht_rowbuf_name(&r->row, col, r->path.s, r->path.len);
}

static void
set_attributes(struct reader *r, const struct ht_sax_attrs *a)
{
    size_t before = r->path.len;
    for (int i = 0; i < a->n; i++) {
        const char *name = (const char *)a->v[5 * i];
        size_t len;
        const char *s = a->v[5 * i + 1] ? NULL : ht_sax_attr(a, name, &len);
        if (!s)
            continue;                   /* xsi:type and the like say nothing about persons */
        if (before)
            ht_buf_addc(&r->path, '.');
        ht_buf_adds(&r->path, name);
        set_cell(r, s, len);
        ht_buf_cut(&r->path, before);
    }
}

static void
on_start(void *arg, const char *name, const struct ht_sax_attrs *a)
{
    struct reader *r = arg;
    int inside = r->depth++ - r->at;
    r->leaf = true;
    ht_buf_clear(&r->text);
    if (inside < 0 || inside >= MAX_DEPTH)
        return;
    if (inside == 0) {
        ht_buf_clear(&r->path);
        r->first_line = r->line;
    } else {
        r->path_len[inside] = r->path.len;
        if (r->path.len)
            ht_buf_addc(&r->path, '.');
        ht_buf_adds(&r->path, name);
    }
    set_attributes(r, a);
}

static void
on_text(void *arg, const char *s, size_t len)
{
    struct reader *r = arg;
    if (r->depth > r->at && r->text.len <= HT_MAX_VALUE)
        ht_buf_add(&r->text, s, len);
}

static void
push(struct reader *r)
{
    struct ht_row row = { .file = r->job->name, .line = r->first_line, .flags = HT_ROW_NAMED };
    r->rc = ht_rowbuf_push(&r->row, r->to, &row);
}

static void
on_end(void *arg, const char *name)
{
    struct reader *r = arg;
    int inside = --r->depth - r->at;
    (void)name;
    if (inside == 0) {
        push(r);
    } else if (inside > 0 && inside < MAX_DEPTH) {
        if (r->leaf)
            set_cell(r, r->text.s, r->text.len);
        ht_buf_cut(&r->path, r->path_len[inside]);
    }
    r->leaf = false;
    ht_buf_clear(&r->text);
}

static enum ht_rc
read_xml(const struct ht_format_job *job, struct ht_rows *to)
{
    struct reader r = { .job = job, .to = to };
    const struct ht_sax h = { .start = on_start, .end = on_end, .text = on_text, .stop = &r.rc,
                                .line = &r.line };
    r.at = find_depth(job);
    if (r.at < 0)
        return HT_FAIL;
    ht_rowbuf_init(&r.row);
    ht_buf_init(&r.path);
    ht_buf_init(&r.text);
    enum ht_rc rc = ht_sax_parse_in(job, &h, &r);
    ht_rowbuf_fini(&r.row);
    ht_buf_fini(&r.path);
    ht_buf_fini(&r.text);
    return rc;
}

/* "<?xml", or an element at once; in UTF-16 as well. */
static int
bid_xml(const unsigned char *s, size_t n)
{
    size_t i = 0;
    if (n >= 4 && ((s[0] == 0xff && s[1] == 0xfe && s[2] == '<') || (s[0] == 0xfe && s[1] == 0xff && s[3] == '<')))
        return 32;
    if (n >= 3 && !memcmp(s, "\xef\xbb\xbf", 3))
        i = 3;
    while (i < n && s[i] <= ' ')
        i++;
    if (n - i >= 5 && !memcmp(s + i, "<?xml", 5))
        return 40;
    return n - i >= 2 && s[i] == '<' && ((s[i + 1] | 0x20) >= 'a' && (s[i + 1] | 0x20) <= 'z') ? 16 : 0;
}

const struct ht_format ht_format_xml = {
    .name = "xml",
    .title = N_("XML of any vocabulary"),
    .bid = bid_xml,
    .read = read_xml,
};

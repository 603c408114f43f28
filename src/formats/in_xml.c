/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * XML of any vocabulary whose records are elements: their attributes and the elements inside them are the cells.
 *
 * Which elements are the records is found by a look at the beginning (formats/tree.h).  Cells of groups inside a record
 * are named GROUP.CELL.
 */
#include "config.h"
#include "formats/format.h"

#include <stdlib.h>
#include <string.h>

#include "base/limits.h"
#include "base/mem.h"
#include "base/prog.h"
#include "base/utf8.h"
#include "formats/rowbuf.h"
#include "formats/sax.h"
#include "formats/tree.h"
#include "model/finding.h"

#define SNIFF (256u * 1024)
enum { MAX_DEPTH = 32 };

/* ---- where the records are ---- */

struct look {
    struct ht_tree *tree;
    bool leaf;                          /* the innermost open element has no element inside, so far */
};

static bool
is_plain(const struct ht_sax_attrs *a, int i)
{
    return !a->v[5 * i + 1];            /* xsi:type and the like say nothing about persons */
}

static void
tell_attributes(struct ht_tree *tree, const struct ht_sax_attrs *a)
{
    for (int i = 0; i < a->n; i++) {
        const char *name = (const char *)a->v[5 * i];
        if (!is_plain(a, i))
            continue;
        ht_tree_open(tree, name, strlen(name), false);
        ht_tree_value(tree, name, strlen(name));
        ht_tree_close(tree);
    }
}

static void
look_start(void *arg, const char *name, const struct ht_sax_attrs *a)
{
    struct look *l = arg;
    ht_tree_open(l->tree, name, strlen(name), false);
    tell_attributes(l->tree, a);
    l->leaf = true;
}

static void
look_end(void *arg, const char *name)
{
    struct look *l = arg;
    if (l->leaf)
        ht_tree_value(l->tree, name, strlen(name));
    ht_tree_close(l->tree);
    l->leaf = false;
}

/* What the parser reads: the whole source, or only its beginning. */
struct feed {
    struct ht_in *in;                   /* NULL: S alone */
    const unsigned char *s;
    size_t n;
    bool bytes;                         /* each byte is to be a character, U+0000 to U+00FF */
};

/* Copies up to N bytes from S, as UTF-8 if they are characters; *USED: how many. */
static size_t
copy(const struct feed *f, const unsigned char *s, size_t have, unsigned char *p, size_t n, size_t *used)
{
    size_t k = 0, i = 0;
    if (!f->bytes) {
        *used = n < have ? n : have;
        memcpy(p, s, *used);
        return *used;
    }
    for (; i < have && k + 2 <= n; i++)
        k += ht_utf8_put((char *)p + k, s[i]);
    *used = i;
    return k;
}

static ptrdiff_t
read_feed(void *from, void *p, size_t n)
{
    struct feed *f = from;
    size_t have = f->n, used;
    const unsigned char *s = f->in ? ht_in_peek(f->in, 1, &have) : f->s;
    if (!s)
        return -1;
    size_t made = copy(f, s, have, p, n, &used);
    if (f->in) {
        ht_in_consume(f->in, used);
    } else {
        f->s += used;
        f->n -= used;
    }
    return (ptrdiff_t)made;
}

/* True if the N bytes at S, of the beginning, are a document that passes for UTF-8, since it says so or says nothing,
 * and is not: a program wrote it that knew nothing of encodings.  Its cells are bytes, as in other text. */
static bool
is_bytes(const unsigned char *s, size_t n)
{
    enum { DECLARATION = 200, LONGEST = 4 };
    if (n < LONGEST || memchr(s, '\0', LONGEST) || ht_utf8_valid((const char *)s, n) + LONGEST > n)
        return false;
    const unsigned char *end = memmem(s, n < DECLARATION ? n : DECLARATION, "?>", 2);
    const char *said = end ? memmem(s, (size_t)(end - s), "encoding", 8) : NULL;
    return s[0] < 0x80 && (!said || memmem(said, (size_t)((const char *)end - said), "UTF-8", 5) ||
                           memmem(said, (size_t)((const char *)end - said), "utf-8", 5));
}

/* Where they are, in TREE, and whether cells are BYTES.  The piece may end anywhere: its errors mean nothing. */
static enum ht_rc
find_records(const struct ht_format_job *job, struct ht_tree *tree, bool *bytes)
{
    static const struct ht_sax h = { .start = look_start, .end = look_end, .quiet = true };
    struct look l = { .tree = tree };
    struct feed piece = {0};
    piece.s = ht_in_peek(job->in, SNIFF, &piece.n);
    if (!piece.s)
        return HT_FAIL;
    piece.bytes = *bytes = is_bytes(piece.s, piece.n);
    ht_sax_parse(job, job->name, read_feed, &piece, &h, &l);
    ht_tree_choose(tree, job);
    return HT_OK;
}

/* ---- records ---- */

struct reader {
    const struct ht_format_job *job;
    struct ht_rows *to;
    struct ht_tree *tree;
    struct ht_rowbuf row;
    struct ht_buf path, text;           /* path: names inside the record, joined by dots */
    struct ht_buf narrow;               /* the bytes of a text */
    size_t path_len[MAX_DEPTH];
    int inside;                         /* elements open inside the record, itself included; 0: none is open */
    bool leaf, bytes;
    unsigned long line, first_line;     /* of the last element; of the open record */
    enum ht_rc rc;
};

/* Makes bytes of text whose characters stand for one each; false if there are others, which had a number (&#7841;). */
static bool
make_narrow(struct ht_buf *out, const char *s, size_t len)
{
    ht_buf_clear(out);
    for (size_t i = 0; i < len; i++) {
        unsigned char c = (unsigned char)s[i];
        if (c >= 0x80 && (c > 0xc3 || ++i == len))
            return false;
        ht_buf_addc(out, (char)(c < 0x80 ? c : (c & 3) << 6 | ((unsigned char)s[i] & 0x3f)));
    }
    return true;
}

static void
set_cell(struct reader *r, const char *s, size_t len)
{
    size_t col = r->row.n;
    bool narrow = r->bytes && make_narrow(&r->narrow, s, len);
    struct ht_cell *c = narrow ? ht_rowbuf_set(&r->row, col, r->narrow.s, r->narrow.len)
                               : ht_rowbuf_set(&r->row, col, s, len);
    if (!c)
        return;
    if (narrow)
        c->door = HT_DOOR_BYTES;
    ht_rowbuf_name(&r->row, col, r->path.s, r->path.len);
}

static void
set_attributes(struct reader *r, const struct ht_sax_attrs *a)
{
    size_t before = r->path.len;
    for (int i = 0; i < a->n; i++) {
        const char *name = (const char *)a->v[5 * i];
        size_t len;
        const char *s = is_plain(a, i) ? ht_sax_attr(a, name, &len) : NULL;
        if (!s)
            continue;
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
    r->leaf = true;
    ht_buf_clear(&r->text);
    if (ht_tree_open(r->tree, name, strlen(name), false)) {
        ht_buf_clear(&r->path);
        r->first_line = r->line;
    } else if (!r->inside) {
        tell_attributes(r->tree, a);
        return;
    } else if (r->inside < MAX_DEPTH) {
        r->path_len[r->inside] = r->path.len;
        if (r->path.len)
            ht_buf_addc(&r->path, '.');
        ht_buf_adds(&r->path, name);
    }
    if (r->inside++ < MAX_DEPTH)
        set_attributes(r, a);
}

static void
on_text(void *arg, const char *s, size_t len)
{
    struct reader *r = arg;
    if (r->text.len <= HT_MAX_VALUE)
        ht_buf_add(&r->text, s, len);
}

static void
push(struct reader *r)
{
    struct ht_row row = { .file = ht_tree_file(r->tree), .line = r->first_line, .flags = HT_ROW_NAMED };
    r->rc = ht_rowbuf_push(&r->row, r->to, &row);
}

static bool
is_blank(const struct ht_buf *b)
{
    for (size_t i = 0; i < b->len; i++)
        if ((unsigned char)b->s[i] > ' ')
            return false;
    return true;
}

static void
on_end(void *arg, const char *name)
{
    struct reader *r = arg;
    bool value = r->leaf && !is_blank(&r->text);
    if (r->inside)
        r->inside--;
    else if (value)
        ht_tree_value(r->tree, name, strlen(name));
    if (r->inside && r->inside < MAX_DEPTH) {
        if (r->leaf)
            set_cell(r, r->text.s, r->text.len);
        ht_buf_cut(&r->path, r->path_len[r->inside]);
    }
    if (ht_tree_close(r->tree))
        push(r);
    r->leaf = false;
    ht_buf_clear(&r->text);
}

static enum ht_rc
read_xml(const struct ht_format_job *job, struct ht_rows *to)
{
    struct reader r = { .job = job, .to = to, .tree = ht_tree_new() };
    const struct ht_sax h = { .start = on_start, .end = on_end, .text = on_text, .stop = &r.rc, .line = &r.line };
    ht_rowbuf_init(&r.row);
    ht_buf_init(&r.path);
    ht_buf_init(&r.text);
    ht_buf_init(&r.narrow);
    enum ht_rc rc = find_records(job, r.tree, &r.bytes);
    struct feed all = { .in = job->in, .bytes = r.bytes };
    if (rc == HT_OK)
        rc = ht_sax_parse(job, job->name, read_feed, &all, &h, &r);
    if (rc == HT_OK)
        ht_tree_report(r.tree, job);
    ht_tree_free(r.tree);
    ht_rowbuf_fini(&r.row);
    ht_buf_fini(&r.path);
    ht_buf_fini(&r.text);
    ht_buf_fini(&r.narrow);
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

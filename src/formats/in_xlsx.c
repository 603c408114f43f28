/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * Office Open XML workbooks (.xlsx, .xlsm), in constant memory: a sheet is parsed while it is unpacked.  Which cells
 * span rows stands behind the cells, so a sheet is unpacked once more before, only to look for that.
 */
#include "config.h"
#include "formats/format.h"

#include <stdio.h>
#include <stdlib.h>

#include "base/limits.h"
#include "base/mem.h"
#include "base/prog.h"
#include "formats/bytes.h"
#include "formats/fonts.h"
#include "formats/moment.h"
#include "formats/sax.h"
#include "formats/sheet.h"
#include "formats/xlsx_book.h"
#include "model/finding.h"

enum cell_type { NUMBER, SHARED, INLINE, STRING, BOOLEAN, ERROR, DATE };

struct reader {
    struct ht_xlsx *book;
    struct ht_sheet sheet;
    struct ht_buf value;                /* text of the open <v> or <t> */
    struct ht_pieces text;
    unsigned long line;                 /* of the open row */
    size_t next_col, col;               /* where a cell without a reference stands; the open cell's */
    enum cell_type type;
    unsigned long style;
    bool in_data, in_cell, in_value, in_t, phonetic, formula, has_value;
};

static bool
is(const char *name, const char *want)
{
    return !strcmp(name, want);
}

static unsigned long
digits(const unsigned char *s, const unsigned char *end)
{
    unsigned long v = 0;
    for (; s < end && *s >= '0' && *s <= '9' && v < 100000000; s++)
        v = v * 10 + (unsigned long)(*s - '0');
    return v;
}

static enum cell_type
type_of(const unsigned char *s, size_t n)
{
    static const struct { const char *name; enum cell_type type; } types[] = {
        { "s", SHARED }, { "n", NUMBER }, { "str", STRING }, { "inlineStr", INLINE }, { "b", BOOLEAN },
        { "e", ERROR }, { "d", DATE },
    };
    for (size_t i = 0; i < HT_COUNT(types); i++)
        if (strlen(types[i].name) == n && !memcmp(types[i].name, s, n))
            return types[i].type;
    return STRING;
}

/* This is run for each of millions of cells, so it reads the array itself. */
static void
begin_cell(struct reader *r, const struct ht_sax_attrs *a)
{
    r->in_cell = true;
    r->formula = r->has_value = false;
    r->type = NUMBER;
    r->style = 0;
    r->col = r->next_col;
    ht_buf_clear(&r->value);
    ht_pieces_clear(&r->text);
    for (int i = 0; i < a->n; i++) {
        const unsigned char **v = a->v + 5 * i;
        size_t used, col;
        if (v[0][0] && v[0][1])
            continue;
        if (v[0][0] == 'r') {
            col = ht_column_of((const char *)v[3], (size_t)(v[4] - v[3]), &used);
            if (col != SIZE_MAX)
                r->col = col;
        } else if (v[0][0] == 's') {
            r->style = digits(v[3], v[4]);
        } else if (v[0][0] == 't') {
            r->type = type_of(v[3], (size_t)(v[4] - v[3]));
        }
    }
    r->next_col = r->col + 1;
}

static void
begin_row(struct reader *r, const struct ht_sax_attrs *a)
{
    r->line = ht_sax_number(a, "r", r->line + 1);
    r->next_col = 0;
    ht_sheet_row(&r->sheet, r->line, ht_sax_attr_is(a, "hidden", "1") || ht_sax_attr_is(a, "hidden", "true"));
}

static void
begin_run(struct reader *r, const char *name, const struct ht_sax_attrs *a)
{
    size_t n;
    const char *font;
    if (is(name, "r"))
        ht_pieces_begin(&r->text, NULL, false);
    else if (is(name, "rPh"))
        r->phonetic = true;
    else if (is(name, "rFont") && r->text.n && (font = ht_sax_attr(a, "val", &n)))
        r->text.piece[r->text.n - 1] = (struct ht_piece){ 0, ht_font_charset(font, n), true };
}

static void
sheet_start(void *arg, const char *name, const struct ht_sax_attrs *a)
{
    struct reader *r = arg;
    if (!r->in_data) {
        r->in_data = is(name, "sheetData");
    } else if (is(name, "c")) {
        begin_cell(r, a);
    } else if (is(name, "v")) {
        r->in_value = r->has_value = true;
    } else if (is(name, "row")) {
        begin_row(r, a);
    } else if (is(name, "f")) {
        r->formula = true;
    } else if (is(name, "t")) {
        r->in_t = r->in_cell && !r->phonetic;
        r->has_value = true;
        ht_buf_clear(&r->value);
    } else {
        begin_run(r, name, a);
    }
}

static void
sheet_text(void *arg, const char *s, size_t len)
{
    struct reader *r = arg;
    if ((r->in_value || r->in_t) && r->value.len <= HT_MAX_VALUE)
        ht_buf_add(&r->value, s, len);
}

static void
set_shared(struct reader *r, const struct ht_charset *prior)
{
    unsigned long i = digits((unsigned char *)r->value.s, (unsigned char *)r->value.s + r->value.len);
    enum ht_rc rc = ht_strings_get(r->book->strings, i, &r->text);
    if (rc == HT_OK)
        ht_sheet_text(&r->sheet, r->col, &r->text, prior);
    else if (rc == HT_EOF)
        ht_sheet_find(&r->sheet, HT_D_163, r->col);
    else
        r->sheet.rc = rc;
}

static void
set_plain(struct reader *r, const char *s, size_t len, const struct ht_charset *prior)
{
    ht_pieces_clear(&r->text);
    ht_xlsx_add_text(&r->text, s, len);
    ht_sheet_text(&r->sheet, r->col, &r->text, prior);
}

/* An ISO 8601 date. */
static void
set_iso(struct reader *r, unsigned parts)
{
    struct ht_moment_text moment;
    unsigned all = HT_SHOWS_DATE | HT_SHOWS_TIME;
    if (ht_iso_text(r->value.s, r->value.len, parts & all ? parts : all, &moment))
        ht_sheet_moment(&r->sheet, r->col, &moment, r->value.s, r->value.len);
    else
        set_plain(r, r->value.s, r->value.len, NULL);
}

static void
set_number(struct reader *r, unsigned parts)
{
    double x;
    if (ht_read_double(r->value.s, r->value.len, &x))
        ht_sheet_number(&r->sheet, r->col, x, r->value.s, r->value.len, parts);
    else
        set_plain(r, r->value.s, r->value.len, NULL);
}

static void
end_cell(struct reader *r)
{
    const struct ht_xlsx_style *style = r->style < r->book->nstyle ? &r->book->style[r->style] : NULL;
    const struct ht_charset *prior = style ? style->prior : NULL;
    r->in_cell = false;
    if (!r->has_value) {
        if (r->formula)
            ht_sheet_find(&r->sheet, HT_D_158, r->col);
        return;
    }
    switch (r->type) {
    case SHARED:
        set_shared(r, prior);
        break;
    case INLINE:
        ht_sheet_text(&r->sheet, r->col, &r->text, prior);
        break;
    case STRING:
        set_plain(r, r->value.s, r->value.len, prior);
        break;
    case BOOLEAN:
        set_plain(r, r->value.s[0] == '1' ? "TRUE" : "FALSE", r->value.s[0] == '1' ? 4 : 5, NULL);
        break;
    case ERROR:
        ht_sheet_error(&r->sheet, r->col, r->value.s, r->value.len);
        break;
    case DATE:
        set_iso(r, style ? style->parts : 0);
        break;
    case NUMBER:
        if (r->value.len)
            set_number(r, style ? style->parts : 0);
    }
}

static void
sheet_end(void *arg, const char *name)
{
    struct reader *r = arg;
    if (!r->in_data)
        return;
    if (is(name, "v")) {
        r->in_value = false;
    } else if (is(name, "c")) {
        if (r->in_cell)
            end_cell(r);
    } else if (is(name, "t")) {
        if (r->in_t)
            ht_xlsx_add_text(&r->text, r->value.s, r->value.len);
        r->in_t = false;
    } else if (is(name, "rPh")) {
        r->phonetic = false;
    } else if (is(name, "sheetData")) {
        r->in_data = false;
    }
}

/* ---- merged cells, without parsing ---- */

static const unsigned char *
reference(const unsigned char *s, const unsigned char *end, size_t *col, unsigned long *row)
{
    size_t used;
    *col = ht_column_of((const char *)s, (size_t)(end - s), &used);
    s += used;
    *row = digits(s, end);
    while (s < end && *s >= '0' && *s <= '9')
        s++;
    return s;
}

static void
take_merge(struct ht_sheet *sheet, const unsigned char *s, const unsigned char *end)
{
    static const char ref[] = "ref=";
    unsigned long r1, r2;
    size_t c1, c2;
    s = memmem(s, (size_t)(end - s), ref, 4);
    if (!s || end - s < 6)
        return;
    s = reference(s + 5, end, &c1, &r1);
    if (s == end || *s != ':')
        return;
    reference(s + 1, end, &c2, &r2);
    if (c1 != SIZE_MAX && c2 != SIZE_MAX && r1)
        ht_sheet_merge(sheet, r1, c1, r2, c2);
}

/* Takes the merges of S; returns how many of its bytes are done with: an element may go on in the next piece. */
static size_t
take_merges(struct ht_sheet *sheet, const unsigned char *s, size_t n)
{
    enum { LONGEST = 120 };
    static const char mark[] = "mergeCell ";
    const unsigned char *end = s + n, *p = s;
    while ((p = memmem(p, (size_t)(end - p), mark, sizeof mark - 1))) {
        const unsigned char *close = memchr(p, '>', (size_t)(end - p));
        if (!close && end - p < LONGEST)
            return (size_t)(p - s);
        if (close)
            take_merge(sheet, p, close);
        p = close ? close : end;
    }
    return n > LONGEST ? n - (sizeof mark - 1) : 0;
}

static enum ht_rc
find_merges(struct reader *r, const char *part)
{
    enum { BLOCK = 64 * 1024 };
    struct ht_zip_member *m = ht_zip_member(r->book->zip, part);
    if (!m)
        return HT_FAIL;
    unsigned char *block = ht_malloc(2 * BLOCK);
    size_t have = 0;
    ptrdiff_t got;
    while ((got = ht_zip_read(m, block + have, BLOCK)) > 0) {
        have += (size_t)got;
        size_t done = take_merges(&r->sheet, block, have);
        have -= done;
        memmove(block, block + done, have);
    }
    free(block);
    ht_zip_member_close(m);
    return got < 0 ? HT_FAIL : HT_OK;
}

static enum ht_rc
read_sheet(void *arg, const struct ht_sheet_row *row, struct ht_rows *to, bool probing)
{
    struct ht_xlsx *book = arg;
    struct reader r = { .book = book };
    const struct ht_sax h = { .start = sheet_start, .end = sheet_end, .text = sheet_text, .stop = &r.sheet.rc };
    ht_sheet_begin(&r.sheet, book->job, to, row->name);
    ht_buf_init(&r.value);
    ht_pieces_init(&r.text);
    r.sheet.from_1904 = book->from_1904;
    r.sheet.probing = probing;
    enum ht_rc rc = probing ? HT_OK : find_merges(&r, row->part);
    if (!rc)
        rc = ht_sax_parse_member(book->job, book->zip, row->part, &h, &r);
    if (rc)
        r.sheet.rc = rc;
    rc = ht_sheet_end(&r.sheet);
    ht_buf_fini(&r.value);
    ht_pieces_fini(&r.text);
    return rc;
}

static enum ht_rc
read_xlsx(const struct ht_format_job *job, struct ht_rows *to)
{
    struct ht_xlsx book;
    struct ht_where w = { .file = job->name };
    char *path = ht_format_spool(job);
    if (!path)
        return HT_FAIL;
    enum ht_rc rc = ht_xlsx_open(&book, path, job);
    if (!rc && book.external)
        ht_find_at(job->diag, &w, HT_D_164, NULL, 0, NULL);
    if (!rc)
        rc = ht_sheets_read(book.sheet, book.nsheet, job, to, read_sheet, &book);
    ht_xlsx_close(&book);
    ht_format_unspool(job, path);
    return rc;
}

/* A zip container whose first member is one of an Office document.  Further names prove nothing: a container may hold
 * workbooks that were not packed once more, with theirs. */
static int
bid_xlsx(const unsigned char *s, size_t n)
{
    enum { HEAD = 30, NAME_LENGTH = 26 };
    static const char *const names[] = { "[Content_Types].xml", "_rels/", "docProps/", "customXml/", "xl/" };
    if (n < HEAD || memcmp(s, "PK\3\4", 4))
        return 0;
    size_t len = ht_le16(s + NAME_LENGTH);
    if (len > n - HEAD)
        len = n - HEAD;
    for (size_t i = 0; i < HT_COUNT(names); i++)
        if (len >= strlen(names[i]) && !memcmp(s + HEAD, names[i], strlen(names[i])))
            return 80;
    return 0;
}

const struct ht_format ht_format_xlsx = {
    .name = "xlsx",
    .title = N_("Excel workbook (.xlsx)"),
    .bid = bid_xlsx,
    .read = read_xlsx,
};

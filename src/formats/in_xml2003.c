/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * "XML Spreadsheet 2003" of Excel: one XML file with styles and sheets.  A book of several sheets is parsed once more
 * for each, so the file is kept while it is read.
 */
#include "config.h"
#include "formats/format.h"

#include <stdlib.h>
#include <string.h>

#include "base/limits.h"
#include "base/mem.h"
#include "base/prog.h"
#include "formats/fonts.h"
#include "formats/moment.h"
#include "formats/sax.h"
#include "formats/sheet.h"
#include "model/finding.h"

#define NS "urn:schemas-microsoft-com:office:spreadsheet"
enum { MAX_STYLES = 65536 };

struct style {
    char *id;
    const struct ht_charset *prior;
    unsigned parts;
};

struct book {
    const struct ht_format_job *job;
    const char *path;
    struct style *style;
    size_t nstyle, style_cap;
    struct ht_sheet_row *sheet;
    size_t nsheet, sheet_cap;
    bool from_1904;
};

static bool
is(const char *name, const char *want)
{
    return !strcmp(name, want);
}

static char *
copy_attr(const struct ht_sax_attrs *a, const char *name)
{
    size_t n;
    const char *s = ht_sax_attr(a, name, &n);
    return ht_strndup(s ? s : "", s ? n : 0);
}

/* The names that Excel gives to built-in formats. */
static unsigned
parts_of(const char *s, size_t n)
{
    static const struct { const char *name; unsigned parts; } names[] = {
        { "Short Date", HT_SHOWS_DATE }, { "Medium Date", HT_SHOWS_DATE }, { "Long Date", HT_SHOWS_DATE },
        { "General Date", HT_SHOWS_DATE | HT_SHOWS_TIME }, { "Short Time", 8 },
        { "Medium Time", 8 }, { "Long Time", 8 }, { "General Number", 0 }, { "Currency", 0 }, { "Fixed", 0 },
        { "Standard", 0 }, { "Percent", 0 }, { "Scientific", 0 }, { "Yes/No", 0 }, { "True/False", 0 },
        { "On/Off", 0 }, { "Euro Currency", 0 },
    };
    for (size_t i = 0; i < HT_COUNT(names); i++)
        if (strlen(names[i].name) == n && !memcmp(names[i].name, s, n))
            return names[i].parts;
    return ht_format_parts(s, n);
}

static void
take_style(struct book *b, const char *name, const struct ht_sax_attrs *a)
{
    size_t n;
    const char *s;
    struct style *last = b->nstyle ? &b->style[b->nstyle - 1] : NULL;
    if (is(name, "Style") && b->nstyle < MAX_STYLES) {
        b->style = ht_grow(b->style, &b->style_cap, b->nstyle + 1, sizeof *b->style);
        b->style[b->nstyle++] = (struct style){ .id = copy_attr(a, "ID") };
    } else if (is(name, "Font") && last && (s = ht_sax_attr(a, "FontName", &n))) {
        last->prior = ht_font_charset(s, n);
    } else if (is(name, "NumberFormat") && last && (s = ht_sax_attr(a, "Format", &n))) {
        last->parts = parts_of(s, n);
    }
}

static void
book_start(void *arg, const char *name, const struct ht_sax_attrs *a)
{
    struct book *b = arg;
    if (is(name, "Worksheet") && b->nsheet < MAX_STYLES) {
        b->sheet = ht_grow(b->sheet, &b->sheet_cap, b->nsheet + 1, sizeof *b->sheet);
        b->sheet[b->nsheet] = (struct ht_sheet_row){ .name = copy_attr(a, "Name"), .at = b->nsheet };
        b->nsheet++;
    } else if (is(name, "Date1904")) {
        b->from_1904 = true;
    } else if (!b->nsheet) {
        take_style(b, name, a);
    }
}

static void
book_text(void *arg, const char *s, size_t len)
{
    static const char *const hidden[] = { "SheetHidden", "SheetVeryHidden" };
    struct book *b = arg;
    /* <Visible>SheetHidden</Visible> stands behind the sheet's cells. */
    for (size_t i = 0; b->nsheet && i < HT_COUNT(hidden); i++)
        if (len == strlen(hidden[i]) && !memcmp(s, hidden[i], len))
            b->sheet[b->nsheet - 1].hidden = true;
}

/* ---- cells ---- */

struct reader {
    struct book *b;
    struct ht_sheet sheet;
    size_t want, seen;                  /* number of the sheet that is read; of sheets that began */
    struct ht_pieces text;
    unsigned long line;
    size_t next_col, col;
    const struct style *style, *row_style;
    enum { STRING, NUMBER, MOMENT, BOOLEAN, ERROR } type;
    bool in_sheet, in_data, has_data, formula;
};

static const struct style *
find_style(const struct book *b, const struct ht_sax_attrs *a)
{
    size_t n;
    const char *id = ht_sax_attr(a, "StyleID", &n);
    for (size_t i = 0; id && i < b->nstyle; i++)
        if (strlen(b->style[i].id) == n && !memcmp(b->style[i].id, id, n))
            return &b->style[i];
    return NULL;
}

static void
begin_row(struct reader *r, const struct ht_sax_attrs *a)
{
    r->line = ht_sax_number(a, "Index", r->line + 1);
    r->next_col = 0;
    r->row_style = find_style(r->b, a);
    ht_sheet_row(&r->sheet, r->line, ht_sax_attr_is(a, "Hidden", "1"));
}

static void
begin_cell(struct reader *r, const struct ht_sax_attrs *a)
{
    size_t n;
    unsigned long across = ht_sax_number(a, "MergeAcross", 0), down = ht_sax_number(a, "MergeDown", 0);
    r->col = ht_sax_number(a, "Index", r->next_col + 1) - 1;
    if (r->col > HT_MAX_COLUMNS)
        r->col = HT_MAX_COLUMNS;
    r->next_col = r->col + 1 + (across < HT_MAX_COLUMNS ? across : HT_MAX_COLUMNS);
    r->style = find_style(r->b, a);
    if (!r->style)
        r->style = r->row_style;
    r->formula = ht_sax_attr(a, "Formula", &n) != NULL;
    r->has_data = false;
    if (down)
        ht_sheet_merge(&r->sheet, r->line, r->col, r->line + down, r->col + across);
}

static void
begin_data(struct reader *r, const struct ht_sax_attrs *a)
{
    r->in_data = r->has_data = true;
    ht_pieces_clear(&r->text);
    r->type = ht_sax_attr_is(a, "Type", "Number") ? NUMBER : ht_sax_attr_is(a, "Type", "DateTime") ? MOMENT :
              ht_sax_attr_is(a, "Type", "Boolean") ? BOOLEAN : ht_sax_attr_is(a, "Type", "Error") ? ERROR : STRING;
}

static void
sheet_start(void *arg, const char *name, const struct ht_sax_attrs *a)
{
    struct reader *r = arg;
    size_t n;
    const char *font;
    if (is(name, "Worksheet"))
        r->in_sheet = r->seen++ == r->want;
    if (!r->in_sheet)
        return;
    if (is(name, "Row"))
        begin_row(r, a);
    else if (is(name, "Cell"))
        begin_cell(r, a);
    else if (is(name, "Data"))
        begin_data(r, a);
    else if (is(name, "Font") && r->in_data && (font = ht_sax_attr(a, "Face", &n)))
        ht_pieces_begin(&r->text, ht_font_charset(font, n), true);
}

static void
sheet_text(void *arg, const char *s, size_t len)
{
    struct reader *r = arg;
    if (r->in_data)
        ht_pieces_add(&r->text, s, len);
}

/* "2008-01-15T00:00:00.000": as much of it as the format shows. */
static void
set_moment(struct reader *r)
{
    struct ht_moment_text moment;
    const char *s = r->text.text.s;
    size_t len = r->text.text.len;
    unsigned parts = r->style ? r->style->parts : 0;
    if (ht_iso_text(s, len, parts ? parts : HT_SHOWS_DATE, &moment))
        ht_sheet_moment(&r->sheet, r->col, &moment, s, len);
    else
        ht_rowbuf_set(&r->sheet.row, r->col, s, len);
}

static void
end_cell(struct reader *r)
{
    double x;
    const char *s = r->text.text.s;
    size_t len = r->text.text.len;
    if (!r->has_data) {
        if (r->formula)
            ht_sheet_find(&r->sheet, HT_D_158, r->col);
        return;
    }
    if (r->type == NUMBER && ht_read_double(s, len, &x))
        ht_sheet_number(&r->sheet, r->col, x, s, len, r->style ? r->style->parts : 0);
    else if (r->type == MOMENT)
        set_moment(r);
    else if (r->type == BOOLEAN)
        ht_rowbuf_set(&r->sheet.row, r->col, *s == '1' ? "TRUE" : "FALSE", *s == '1' ? 4 : 5);
    else if (r->type == ERROR)
        ht_sheet_error(&r->sheet, r->col, s, len);
    else
        ht_sheet_text(&r->sheet, r->col, &r->text, r->style ? r->style->prior : NULL);
}

static void
sheet_end(void *arg, const char *name)
{
    struct reader *r = arg;
    if (!r->in_sheet)
        return;
    if (is(name, "Data")) {
        r->in_data = false;
    } else if (is(name, "Font") && r->in_data) {
        ht_pieces_begin(&r->text, NULL, false);
    } else if (is(name, "Cell")) {
        end_cell(r);
    } else if (is(name, "Worksheet")) {
        r->in_sheet = false;
        if (!r->sheet.rc && r->sheet.probing)
            r->sheet.rc = HT_EOF;       /* nothing behind this sheet matters */
    }
}

static enum ht_rc
parse(struct book *b, const struct ht_sax *h, void *arg)
{
    struct ht_format_job again = *b->job;
    again.in = ht_in_open(b->path, b->job->diag);
    if (!again.in)
        return HT_FAIL;
    enum ht_rc rc = ht_sax_parse_in(&again, h, arg);
    ht_in_close(again.in);
    return rc;
}

static enum ht_rc
read_sheet(void *arg, const struct ht_sheet_row *row, struct ht_rows *to, bool probing)
{
    struct book *b = arg;
    struct reader r = { .b = b, .want = row->at };
    const struct ht_sax h = { .start = sheet_start, .end = sheet_end, .text = sheet_text, .stop = &r.sheet.rc };
    ht_sheet_begin(&r.sheet, b->job, to, row->name);
    ht_pieces_init(&r.text);
    r.sheet.from_1904 = b->from_1904;
    r.sheet.probing = probing;
    enum ht_rc rc = parse(b, &h, &r);
    if (rc && !r.sheet.rc)
        r.sheet.rc = rc;
    rc = ht_sheet_end(&r.sheet);
    ht_pieces_fini(&r.text);
    return rc;
}

static enum ht_rc
read_xml2003(const struct ht_format_job *job, struct ht_rows *to)
{
    static const struct ht_sax h = { .start = book_start, .text = book_text };
    char *path = ht_format_spool(job);
    if (!path)
        return HT_FAIL;
    struct book b = { .job = job, .path = path };
    enum ht_rc rc = parse(&b, &h, &b);
    if (!rc)
        rc = ht_sheets_read(b.sheet, b.nsheet, job, to, read_sheet, &b);
    for (size_t i = 0; i < b.nstyle; i++)
        free(b.style[i].id);
    for (size_t i = 0; i < b.nsheet; i++)
        free(b.sheet[i].name);
    free(b.style);
    free(b.sheet);
    ht_format_unspool(job, path);
    return rc;
}

static int
bid_xml2003(const unsigned char *s, size_t n)
{
    return memmem(s, n, NS, sizeof NS - 1) || memmem(s, n, "progid=\"Excel.Sheet\"", 20) ? 60 : 0;
}

const struct ht_format ht_format_xml2003 = {
    .name = "xml2003",
    .title = N_("XML Spreadsheet 2003"),
    .bid = bid_xml2003,
    .read = read_xml2003,
};

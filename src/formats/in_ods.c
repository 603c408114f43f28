/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * OpenDocument spreadsheets (.ods), streamed.  All sheets are in one part; it is parsed once to learn styles and names
 * and once more for each sheet that is read.
 */
#include "config.h"
#include "formats/format.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/limits.h"
#include "base/mem.h"
#include "base/prog.h"
#include "formats/moment.h"
#include "formats/ods_styles.h"
#include "formats/sax.h"
#include "formats/sheet.h"
#include "formats/zip.h"
#include "model/finding.h"

#define OFFICE "office:1.0"
#define CALC "calcext:1.0"
#define TABLE "table:1.0"
enum { MAX_SHEETS = 4096, MAX_ROWS = 1048576, MAX_SPACES = 1000 };

struct book {
    const struct ht_format_job *job;
    struct ht_zip *zip;
    struct ht_ods_styles styles;
    struct ht_sheet_row *sheet;
    size_t nsheet, sheet_cap;
    unsigned depth;                     /* of tables in tables */
    bool encrypted, in_tables;
};

static bool
is(const char *name, const char *want)
{
    return !strcmp(name, want);
}

static void
manifest_start(void *arg, const char *name, const struct ht_sax_attrs *a)
{
    struct book *b = arg;
    (void)a;
    b->encrypted = b->encrypted || is(name, "encryption-data");
}

static void
book_start(void *arg, const char *name, const struct ht_sax_attrs *a)
{
    struct book *b = arg;
    size_t n;
    if (is(name, "table") && b->depth++ == 0 && b->nsheet < MAX_SHEETS) {
        const char *s = ht_sax_attr_ns(a, "name", TABLE, &n);
        const struct ht_ods_style *style = ht_ods_style(&b->styles, "table", a, "style-name");
        b->in_tables = true;
        b->sheet = ht_grow(b->sheet, &b->sheet_cap, b->nsheet + 1, sizeof *b->sheet);
        b->sheet[b->nsheet] = (struct ht_sheet_row){ .name = ht_strndup(s ? s : "", s ? n : 0), .at = b->nsheet,
                                                     .hidden = style && style->hidden };
        b->nsheet++;
    } else if (!b->in_tables) {
        ht_ods_style_start(&b->styles, name, a);
    }
}

static void
book_end(void *arg, const char *name)
{
    struct book *b = arg;
    if (is(name, "table") && b->depth)
        b->depth--;
    else if (!b->in_tables)
        ht_ods_style_end(&b->styles, name);
}

/* ---- cells ---- */

enum cell_type { NONE, STRING, NUMBER, DATE, TIME, BOOLEAN, ERROR };

struct reader {
    struct book *b;
    struct ht_sheet sheet;
    size_t want, seen;
    unsigned depth;                     /* of tables */
    unsigned skip;                      /* open elements inside an annotation, or a drawing */
    unsigned long line, repeat_rows;
    size_t col, repeat;
    size_t row_cells;                   /* cells with content in the open row */
    const struct ht_ods_style *column[HT_MAX_COLUMNS], *row_style, *style;
    size_t ncolumns;
    enum cell_type type;
    struct ht_buf value;                /* the attribute that holds it */
    struct ht_pieces text;
    unsigned long spanned;
    bool in_sheet, in_cell, in_p, formula, any_p;
};

static enum cell_type
type_of(const struct ht_sax_attrs *a, const char **attr)
{
    static const struct { const char *name; enum cell_type type; const char *attr; } types[] = {
        { "string", STRING, "string-value" }, { "float", NUMBER, "value" }, { "percentage", NUMBER, "value" },
        { "currency", NUMBER, "value" }, { "date", DATE, "date-value" }, { "time", TIME, "time-value" },
        { "boolean", BOOLEAN, "boolean-value" },
    };
    size_t n;
    const char *s = ht_sax_attr_ns(a, "value-type", CALC, &n);
    if (s && n == 5 && !memcmp(s, "error", n))
        return ERROR;                   /* it is text to OpenDocument itself */
    s = ht_sax_attr_ns(a, "value-type", OFFICE, &n);
    for (size_t i = 0; s && i < HT_COUNT(types); i++)
        if (strlen(types[i].name) == n && !memcmp(types[i].name, s, n)) {
            *attr = types[i].attr;
            return types[i].type;
        }
    return NONE;
}

static void
begin_cell(struct reader *r, const struct ht_sax_attrs *a)
{
    const char *attr = NULL, *s;
    size_t n;
    r->in_cell = true;
    r->any_p = r->in_p = false;
    ht_pieces_clear(&r->text);
    ht_buf_clear(&r->value);
    r->type = type_of(a, &attr);
    if (attr && (s = ht_sax_attr_ns(a, attr, OFFICE, &n)))
        ht_buf_add(&r->value, s, n);
    r->formula = ht_sax_attr_ns(a, "formula", TABLE, &n) != NULL;
    r->repeat = ht_sax_number(a, "number-columns-repeated", 1);
    r->spanned = ht_sax_number(a, "number-rows-spanned", 1);
    r->style = ht_ods_style(&r->b->styles, "table-cell", a, "style-name");
    if (!r->style)
        r->style = r->row_style;
    if (!r->style && r->col < r->ncolumns)
        r->style = r->column[r->col];
}

static void
begin_column(struct reader *r, const struct ht_sax_attrs *a)
{
    unsigned long n = ht_sax_number(a, "number-columns-repeated", 1);
    const struct ht_ods_style *style = ht_ods_style(&r->b->styles, "table-cell", a, "default-cell-style-name");
    while (n-- && r->ncolumns < HT_MAX_COLUMNS)
        r->column[r->ncolumns++] = style;
}

static void
begin_row(struct reader *r, const struct ht_sax_attrs *a)
{
    r->line += r->repeat_rows < MAX_ROWS ? r->repeat_rows : MAX_ROWS;
    r->repeat_rows = ht_sax_number(a, "number-rows-repeated", 1);
    r->col = 0;
    r->row_style = ht_ods_style(&r->b->styles, "table-cell", a, "default-cell-style-name");
    ht_sheet_row(&r->sheet, r->line, ht_sax_attr_is(a, "visibility", "collapse") ||
                                     ht_sax_attr_is(a, "visibility", "filter"));
}

static void
add_blanks(struct reader *r, const struct ht_sax_attrs *a)
{
    unsigned long n = ht_sax_number(a, "c", 1);
    for (unsigned long i = 0; i < n && i < MAX_SPACES; i++)
        ht_pieces_add(&r->text, " ", 1);
}

static void
begin_in_cell(struct reader *r, const char *name, const struct ht_sax_attrs *a)
{
    if (is(name, "annotation") || is(name, "shapes") || is(name, "frame")) {
        r->skip = 1;
    } else if (is(name, "p")) {
        if (r->any_p)
            ht_pieces_add(&r->text, "\n", 1);
        r->in_p = r->any_p = true;
    } else if (is(name, "span")) {
        const struct ht_ods_style *style = ht_ods_style(&r->b->styles, "text", a, "style-name");
        ht_pieces_begin(&r->text, style ? style->prior : NULL, style && style->has_font);
    } else if (is(name, "s")) {
        add_blanks(r, a);
    } else if (is(name, "tab") || is(name, "line-break")) {
        ht_pieces_add(&r->text, is(name, "tab") ? "\t" : "\n", 1);
    }
}

static void
sheet_start(void *arg, const char *name, const struct ht_sax_attrs *a)
{
    struct reader *r = arg;
    if (is(name, "table") && r->depth++ == 0)
        r->in_sheet = r->seen++ == r->want;
    if (!r->in_sheet || r->depth > 1)
        return;
    if (r->skip)
        r->skip++;
    else if (r->in_cell)
        begin_in_cell(r, name, a);
    else if (is(name, "table-cell") || is(name, "covered-table-cell"))
        begin_cell(r, a);
    else if (is(name, "table-row"))
        begin_row(r, a);
    else if (is(name, "table-column"))
        begin_column(r, a);
}

static void
sheet_text(void *arg, const char *s, size_t len)
{
    struct reader *r = arg;
    if (r->in_p && !r->skip && r->depth == 1)
        ht_pieces_add(&r->text, s, len);
}

/* "PT10H30M00S" as 10:30. */
static void
set_time(struct reader *r, size_t col)
{
    struct ht_moment_text moment;
    unsigned h, m;
    if (sscanf(r->value.s, "PT%3uH%2uM", &h, &m) != 2) {
        ht_sheet_text(&r->sheet, col, &r->text, NULL);
        return;
    }
    ht_serial_text((h * 60 + m) / 1440.0, HT_SHOWS_TIME, false, &moment);
    ht_sheet_moment(&r->sheet, col, &moment, r->value.s, r->value.len);
}

static void
set_date(struct reader *r, size_t col)
{
    struct ht_moment_text moment;
    unsigned parts = r->style ? r->style->parts : 0;
    if (ht_iso_text(r->value.s, r->value.len, parts ? parts : HT_SHOWS_DATE, &moment))
        ht_sheet_moment(&r->sheet, col, &moment, r->value.s, r->value.len);
    else
        ht_rowbuf_set(&r->sheet.row, col, r->value.s, r->value.len);
}

static void
set_cell(struct reader *r, size_t col)
{
    double x;
    const struct ht_charset *prior = r->style ? r->style->prior : NULL;
    if (r->type == NUMBER && ht_read_double(r->value.s, r->value.len, &x))
        ht_sheet_number(&r->sheet, col, x, r->value.s, r->value.len, 0);
    else if (r->type == DATE)
        set_date(r, col);
    else if (r->type == TIME)
        set_time(r, col);
    else if (r->type == ERROR)
        ht_sheet_error(&r->sheet, col, r->text.text.s, r->text.text.len);
    else if (r->type == BOOLEAN)
        ht_rowbuf_set(&r->sheet.row, col, is(r->value.s, "true") ? "TRUE" : "FALSE", is(r->value.s, "true") ? 4 : 5);
    else
        ht_sheet_text(&r->sheet, col, &r->text, prior);
}

static void
end_cell(struct reader *r)
{
    r->in_cell = r->in_p = false;
    if (r->type == STRING && !r->any_p && r->value.len)
        ht_pieces_add(&r->text, r->value.s, r->value.len);
    bool empty = r->type == NONE && !r->text.text.len;
    if (empty && r->formula)
        ht_sheet_find(&r->sheet, HT_D_158, r->col);
    if (!empty && r->spanned > 1)
        ht_sheet_merge(&r->sheet, r->line, r->col, r->line + r->spanned - 1, r->col);
    size_t n = empty ? 0 : r->repeat;
    for (size_t i = 0; i < n && r->col + i <= HT_MAX_COLUMNS; i++)
        set_cell(r, r->col + i);
    r->col += r->repeat;
}

/* Rows that stand for several: the row once more for each. */
static void
end_row(struct reader *r)
{
    if (!r->sheet.row.any)
        return;
    for (; r->repeat_rows > 1 && r->line < MAX_ROWS && !r->sheet.rc; r->repeat_rows--, r->line++)
        ht_sheet_repeat(&r->sheet, r->line + 1);
}

static void
sheet_end(void *arg, const char *name)
{
    struct reader *r = arg;
    if (is(name, "table") && r->depth && --r->depth == 0 && r->in_sheet) {
        r->in_sheet = false;
        if (!r->sheet.rc && r->sheet.probing)
            r->sheet.rc = HT_EOF;       /* nothing behind this sheet matters */
    }
    if (!r->in_sheet || r->depth > 1)
        return;
    if (r->skip)
        r->skip--;
    else if (is(name, "p"))
        r->in_p = false;
    else if (is(name, "span"))
        ht_pieces_begin(&r->text, NULL, false);
    else if (r->in_cell && (is(name, "table-cell") || is(name, "covered-table-cell")))
        end_cell(r);
    else if (is(name, "table-row"))
        end_row(r);
}

static enum ht_rc
read_sheet(void *arg, const struct ht_sheet_row *row, struct ht_rows *to, bool probing)
{
    struct book *b = arg;
    struct reader *r = ht_calloc(1, sizeof *r);
    const struct ht_sax h = { .start = sheet_start, .end = sheet_end, .text = sheet_text, .stop = &r->sheet.rc };
    r->b = b;
    r->want = row->at;
    r->line = 1;                        /* of the first row: none stands before it */
    ht_sheet_begin(&r->sheet, b->job, to, row->name);
    ht_pieces_init(&r->text);
    ht_buf_init(&r->value);
    r->sheet.probing = probing;
    enum ht_rc rc = ht_sax_parse_member(b->job, b->zip, "content.xml", &h, r);
    if (rc && !r->sheet.rc)
        r->sheet.rc = rc;
    rc = ht_sheet_end(&r->sheet);
    ht_pieces_fini(&r->text);
    ht_buf_fini(&r->value);
    free(r);
    return rc;
}

/* ---- the book ---- */

static enum ht_rc
read_parts(struct book *b)
{
    static const struct ht_sax manifest = { .start = manifest_start, .lenient = true };
    static const struct ht_sax h = { .start = book_start, .end = book_end };
    struct ht_where w = { .file = b->job->name };
    enum ht_rc rc = HT_OK;
    if (ht_zip_has(b->zip, "META-INF/manifest.xml"))
        rc = ht_sax_parse_member(b->job, b->zip, "META-INF/manifest.xml", &manifest, b);
    if (!rc && b->encrypted) {
        ht_find_fail(b->job->diag, &w, HT_D_151, NULL);
        return HT_FAIL;
    }
    if (!rc && ht_zip_has(b->zip, "styles.xml"))
        rc = ht_sax_parse_member(b->job, b->zip, "styles.xml", &h, b);
    if (!rc)
        rc = ht_sax_parse_member(b->job, b->zip, "content.xml", &h, b);
    return rc;
}

static enum ht_rc
read_ods(const struct ht_format_job *job, struct ht_rows *to)
{
    struct book b = { .job = job };
    enum ht_rc rc = HT_FAIL;
    char *path = ht_format_spool(job);
    if (!path)
        return HT_FAIL;
    b.zip = ht_zip_open(path, ".ods", job);
    if (b.zip)
        rc = read_parts(&b);
    if (!rc)
        rc = ht_sheets_read(b.sheet, b.nsheet, job, to, read_sheet, &b);
    for (size_t i = 0; i < b.nsheet; i++)
        free(b.sheet[i].name);
    free(b.sheet);
    ht_ods_styles_fini(&b.styles);
    ht_zip_close(b.zip);
    ht_format_unspool(job, path);
    return rc;
}

/* The first member is "mimetype", not packed, and says it. */
static int
bid_ods(const unsigned char *s, size_t n)
{
    static const char type[] = "mimetypeapplication/vnd.oasis.opendocument.spreadsheet";
    return n >= 4 && !memcmp(s, "PK\3\4", 4) && memmem(s, n < 256 ? n : 256, type, sizeof type - 1) ? 90 : 0;
}

const struct ht_format ht_format_ods = {
    .name = "ods",
    .title = N_("OpenDocument spreadsheet (.ods)"),
    .bid = bid_ods,
    .read = read_ods,
};

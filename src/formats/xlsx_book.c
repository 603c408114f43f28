/* SPDX-License-Identifier: BSD-2-Clause */
/* Workbook, styles and shared texts. */
#include "config.h"
#include "formats/xlsx_book.h"

#include <stdio.h>
#include <stdlib.h>

#include "base/mem.h"
#include "base/prog.h"
#include "base/utf8.h"
#include "formats/delivery.h"
#include "formats/fonts.h"
#include "formats/moment.h"
#include "formats/sax.h"
#include "formats/xlsx_rels.h"
#include "model/finding.h"

enum { MAX_STYLES = 65536, MAX_SHEETS = 4096 };

/* ---- the list of sheets ---- */

struct book_run {
    struct ht_xlsx *x;
    const struct ht_relations *r;
};

static void
book_start(void *arg, const char *name, const struct ht_sax_attrs *a)
{
    struct book_run *run = arg;
    struct ht_xlsx *x = run->x;
    size_t n;
    if (!strcmp(name, "workbookPr"))
        x->from_1904 = ht_sax_attr_is(a, "date1904", "1") || ht_sax_attr_is(a, "date1904", "true");
    const char *id = strcmp(name, "sheet") ? NULL : ht_sax_attr_ns(a, "id", "/relationships", &n);
    if (!id || x->nsheet == MAX_SHEETS)
        return;
    for (size_t i = 0; i < run->r->n; i++) {
        const struct ht_relation *rel = &run->r->v[i];
        if (rel->kind != HT_REL_SHEET || strlen(rel->id) != n || memcmp(rel->id, id, n))
            continue;                   /* chart sheets and dialogs are of other kinds */
        x->sheet = ht_grow(x->sheet, &x->sheet_cap, x->nsheet + 1, sizeof *x->sheet);
        x->sheet[x->nsheet++] = (struct ht_sheet_row){
            .name = ht_sax_attr_dup(a, "name"), .part = ht_strdup(rel->target),
            .hidden = ht_sax_attr_is(a, "state", "hidden") || ht_sax_attr_is(a, "state", "veryHidden"),
        };
        return;
    }
}

/* ---- styles ---- */

struct number_format {
    unsigned long id;
    unsigned parts;
};

struct styles_run {
    struct ht_xlsx *x;
    struct number_format *format;
    size_t nformat, format_cap;
    const struct ht_charset **font;
    size_t nfont, font_cap;
    bool in_fonts, in_xfs;
};

static unsigned
parts_of(const struct styles_run *r, unsigned long id)
{
    for (size_t i = 0; i < r->nformat; i++)
        if (r->format[i].id == id)
            return r->format[i].parts;
    return id < 164 ? ht_builtin_parts((unsigned)id) : 0;
}

static void
add_style(struct styles_run *r, const struct ht_sax_attrs *a)
{
    struct ht_xlsx *x = r->x;
    unsigned long font = ht_sax_number(a, "fontId", 0);
    if (x->nstyle == MAX_STYLES)
        return;
    x->style = ht_grow(x->style, &x->style_cap, x->nstyle + 1, sizeof *x->style);
    x->style[x->nstyle++] = (struct ht_xlsx_style){
        .prior = font < r->nfont ? r->font[font] : NULL,
        .parts = parts_of(r, ht_sax_number(a, "numFmtId", 0)),
    };
}

static void
styles_start(void *arg, const char *name, const struct ht_sax_attrs *a)
{
    struct styles_run *r = arg;
    size_t n;
    if (!strcmp(name, "numFmt") && r->nformat < MAX_STYLES) {
        const char *code = ht_sax_attr(a, "formatCode", &n);
        r->format = ht_grow(r->format, &r->format_cap, r->nformat + 1, sizeof *r->format);
        r->format[r->nformat++] = (struct number_format){ ht_sax_number(a, "numFmtId", 0),
                                                          code ? ht_format_parts(code, n) : 0 };
    } else if (!strcmp(name, "fonts")) {
        r->in_fonts = true;
    } else if (!strcmp(name, "font") && r->in_fonts && r->nfont < MAX_STYLES) {
        r->font = ht_grow(r->font, &r->font_cap, r->nfont + 1, sizeof *r->font);
        r->font[r->nfont++] = NULL;
    } else if (!strcmp(name, "name") && r->in_fonts && r->nfont) {
        const char *font = ht_sax_attr(a, "val", &n);
        r->font[r->nfont - 1] = font ? ht_font_charset(font, n) : NULL;
    } else if (!strcmp(name, "cellXfs")) {
        r->in_xfs = true;
    } else if (!strcmp(name, "xf") && r->in_xfs) {
        add_style(r, a);
    }
}

static void
styles_end(void *arg, const char *name)
{
    struct styles_run *r = arg;
    if (!strcmp(name, "fonts"))
        r->in_fonts = false;
    else if (!strcmp(name, "cellXfs"))
        r->in_xfs = false;
}

static enum ht_rc
read_styles(struct ht_xlsx *x, const char *part)
{
    static const struct ht_sax h = { .start = styles_start, .end = styles_end };
    struct styles_run r = { .x = x };
    enum ht_rc rc = ht_sax_parse_member(x->job, x->zip, part, &h, &r);
    free(r.format);
    free(r.font);
    return rc;
}

/* ---- texts ---- */

static int
hex(char c)
{
    if (c >= '0' && c <= '9')
        return c - '0';
    if (c >= 'A' && c <= 'F')
        return c - 'A' + 10;
    return c >= 'a' && c <= 'f' ? c - 'a' + 10 : -1;
}

/* The character of _xHHHH_ at S, -1 if there is none that text can hold. */
static long
escaped(const char *s, size_t len)
{
    long c = 0;
    if (len < 7 || s[0] != '_' || s[1] != 'x' || s[6] != '_')
        return -1;
    for (size_t i = 2; i < 6; i++) {
        if (hex(s[i]) < 0)
            return -1;
        c = c * 16 + hex(s[i]);
    }
    return !c || (c >= 0xd800 && c < 0xe000) ? -1 : c;
}

void
ht_xlsx_add_text(struct ht_pieces *p, const char *s, size_t len)
{
    const char *end = s + len, *mark;
    while ((mark = memchr(s, '_', (size_t)(end - s)))) {
        long c = escaped(mark, (size_t)(end - mark));
        char utf8[4];
        ht_pieces_add(p, s, (size_t)(mark - s) + (c < 0));
        s = mark + (c < 0 ? 1 : 7);
        if (c >= 0)
            ht_pieces_add(p, utf8, ht_utf8_put(utf8, (uint32_t)c));
    }
    ht_pieces_add(p, s, (size_t)(end - s));
}

struct strings_run {
    struct ht_xlsx *x;
    struct ht_pieces text;
    struct ht_buf chars;                /* of the open <t>: an escape may be cut by the parser's buffer */
    bool in_si, in_t, phonetic;
    enum ht_rc rc;
};

static void
strings_start(void *arg, const char *name, const struct ht_sax_attrs *a)
{
    struct strings_run *r = arg;
    size_t n;
    if (!strcmp(name, "si")) {
        r->in_si = true;
        ht_pieces_clear(&r->text);
    } else if (!strcmp(name, "rPh")) {
        r->phonetic = true;
    } else if (!strcmp(name, "r")) {
        ht_pieces_begin(&r->text, NULL, false);
    } else if (!strcmp(name, "rFont")) {
        const char *font = ht_sax_attr(a, "val", &n);
        if (font && r->text.n) {
            r->text.piece[r->text.n - 1].prior = ht_font_charset(font, n);
            r->text.piece[r->text.n - 1].own = true;
        }
    } else if (!strcmp(name, "t")) {
        r->in_t = r->in_si && !r->phonetic;
        ht_buf_clear(&r->chars);
    }
}

static void
strings_text(void *arg, const char *s, size_t len)
{
    struct strings_run *r = arg;
    if (r->in_t)
        ht_buf_add(&r->chars, s, len);
}

static void
strings_end(void *arg, const char *name)
{
    struct strings_run *r = arg;
    if (!strcmp(name, "t") && r->in_t) {
        r->in_t = false;
        ht_xlsx_add_text(&r->text, r->chars.s, r->chars.len);
    } else if (!strcmp(name, "rPh")) {
        r->phonetic = false;
    } else if (!strcmp(name, "si")) {
        r->in_si = false;
        r->rc = ht_strings_add(r->x->strings, &r->text);
    }
}

static enum ht_rc
read_strings(struct ht_xlsx *x, const char *part)
{
    struct strings_run r = { .x = x };
    const struct ht_sax h = { .start = strings_start, .end = strings_end, .text = strings_text, .stop = &r.rc };
    ht_pieces_init(&r.text);
    ht_buf_init(&r.chars);
    enum ht_rc rc = ht_sax_parse_member(x->job, x->zip, part, &h, &r);
    ht_pieces_fini(&r.text);
    ht_buf_fini(&r.chars);
    return rc;
}

/* ---- the whole ---- */

static enum ht_rc
lacks(struct ht_xlsx *x, const char *part)
{
    struct ht_where w = { .file = x->job->name };
    const struct ht_office *o;
    for (size_t i = 0; (o = ht_office_at(i)); i++)
        if (ht_zip_has(x->zip, o->part)) {
            ht_find_fail(x->job->diag, &w, HT_D_126, _(o->what.what), _(o->what.advice), NULL);
            return HT_FAIL;
        }
    ht_find_fail(x->job->diag, &w, ht_zip_has(x->zip, "xl/workbook.bin") ? HT_D_166 : HT_D_165, part, NULL);
    return HT_FAIL;
}

/* The folder of PART with its slash, and the name of PART's relations. */
static void
split_part(const char *part, struct ht_buf *folder, struct ht_buf *rels)
{
    const char *slash = strrchr(part, '/');
    size_t n = slash ? (size_t)(slash - part) + 1 : 0;
    ht_buf_add(folder, part, n);
    ht_buf_add(rels, part, n);
    ht_buf_addf(rels, "_rels/%s.rels", part + n);
}

static enum ht_rc
read_parts(struct ht_xlsx *x, const char *book, const struct ht_relations *r)
{
    static const struct ht_sax h = { .start = book_start };
    struct book_run run = { x, r };
    const char *part;
    enum ht_rc rc = ht_sax_parse_member(x->job, x->zip, book, &h, &run);
    x->external = r->external;
    if (!rc && !x->nsheet)
        rc = lacks(x, "worksheet");
    if (!rc && (part = ht_relation_target(r, HT_REL_STYLES)) && ht_zip_has(x->zip, part))
        rc = read_styles(x, part);
    if (!rc && (part = ht_relation_target(r, HT_REL_STRINGS)) && ht_zip_has(x->zip, part))
        rc = read_strings(x, part);
    return rc;
}

static enum ht_rc
read_book(struct ht_xlsx *x)
{
    struct ht_relations root = {0}, r = {0};
    struct ht_buf folder = HT_BUF_INIT, rels = HT_BUF_INIT;
    enum ht_rc rc = HT_OK;
    const char *book = NULL;
    if (ht_zip_has(x->zip, "_rels/.rels"))
        rc = ht_relations_read(x->job, x->zip, "_rels/.rels", "", &root);
    if (!rc)
        book = ht_relation_target(&root, HT_REL_BOOK);
    if (!book)
        book = "xl/workbook.xml";
    if (!rc && (!ht_zip_has(x->zip, book) || ht_name_ends(book, ".bin")))
        rc = lacks(x, book);
    split_part(book, &folder, &rels);
    if (!rc)
        rc = ht_relations_read(x->job, x->zip, rels.s, folder.s, &r);
    if (!rc)
        rc = read_parts(x, book, &r);
    ht_relations_fini(&root);
    ht_relations_fini(&r);
    ht_buf_fini(&folder);
    ht_buf_fini(&rels);
    return rc;
}

enum ht_rc
ht_xlsx_open(struct ht_xlsx *x, const char *path, const struct ht_format_job *job)
{
    *x = (struct ht_xlsx){ .job = job };
    x->zip = ht_zip_open(path, ".xlsx", job);
    if (!x->zip)
        return HT_FAIL;
    x->strings = ht_strings_new(job->diag);
    return read_book(x);
}

void
ht_xlsx_close(struct ht_xlsx *x)
{
    for (size_t i = 0; i < x->nsheet; i++) {
        free(x->sheet[i].name);
        free(x->sheet[i].part);
    }
    free(x->sheet);
    free(x->style);
    ht_strings_free(x->strings);
    ht_zip_close(x->zip);
    *x = (struct ht_xlsx){0};
}

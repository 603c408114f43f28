/* SPDX-License-Identifier: BSD-2-Clause */
/* Workbook, relations, styles and shared texts. */
#include "config.h"
#include "formats/xlsx_book.h"

#include <stdio.h>
#include <stdlib.h>

#include "base/mem.h"
#include "base/prog.h"
#include "base/utf8.h"
#include "formats/fonts.h"
#include "formats/number.h"
#include "formats/sax.h"
#include "model/finding.h"

enum { MAX_STYLES = 65536, MAX_SHEETS = 4096, MAX_RELATIONS = 8192 };

struct relation {
    char *id, *target;
    enum { REL_OTHER, REL_BOOK, REL_SHEET, REL_STYLES, REL_STRINGS } kind;
};

struct relations {
    struct relation *v;
    size_t n, cap;
    const char *base;                   /* folder that targets are relative to, "" or "xl/" */
    bool external;
};

static char *
copy_attr(const struct ht_sax_attrs *a, const char *name)
{
    size_t n;
    const char *s = ht_sax_attr(a, name, &n);
    return ht_strndup(s ? s : "", s ? n : 0);
}

static bool
ends_in(const char *s, const char *end)
{
    size_t n = strlen(s), m = strlen(end);
    return n >= m && !strcmp(s + n - m, end);
}

/* ---- relations (ECMA-376 part 2) ---- */

/* A target as a member's name: relative to BASE, or absolute with a slash; "../" climbs. */
static char *
resolve(const char *base, const char *target)
{
    struct ht_buf b = HT_BUF_INIT;
    if (*target == '/')
        target++;
    else
        ht_buf_adds(&b, base);
    while (!strncmp(target, "../", 3) || !strncmp(target, "./", 2)) {
        if (target[1] == '.' && b.len) {
            size_t n = b.len - 1;
            while (n && b.s[n - 1] != '/')
                n--;
            ht_buf_cut(&b, n);
        }
        target += target[1] == '.' ? 3 : 2;
    }
    ht_buf_adds(&b, target);
    return ht_buf_take(&b);
}

static void
relation_start(void *arg, const char *name, const struct ht_sax_attrs *a)
{
    static const struct { const char *type; int kind; } kinds[] = {
        { "/officeDocument", REL_BOOK }, { "/worksheet", REL_SHEET }, { "/styles", REL_STYLES },
        { "/sharedStrings", REL_STRINGS },
    };
    struct relations *r = arg;
    if (strcmp(name, "Relationship") || r->n == MAX_RELATIONS)
        return;
    char *type = copy_attr(a, "Type");
    if (ends_in(type, "/externalLink"))
        r->external = true;
    if (!ht_sax_attr_is(a, "TargetMode", "External")) {         /* what lies outside is never looked at */
        char *target = copy_attr(a, "Target");
        r->v = ht_grow(r->v, &r->cap, r->n + 1, sizeof *r->v);
        r->v[r->n] = (struct relation){ copy_attr(a, "Id"), resolve(r->base, target), REL_OTHER };
        for (size_t i = 0; i < HT_COUNT(kinds); i++)
            if (ends_in(type, kinds[i].type))
                r->v[r->n].kind = (unsigned)kinds[i].kind;
        r->n++;
        free(target);
    }
    free(type);
}

static void
free_relations(struct relations *r)
{
    for (size_t i = 0; i < r->n; i++) {
        free(r->v[i].id);
        free(r->v[i].target);
    }
    free(r->v);
    *r = (struct relations){0};
}

static enum ht_rc
read_relations(struct ht_xlsx *x, const char *part, const char *base, struct relations *r)
{
    static const struct ht_sax h = { .start = relation_start };
    *r = (struct relations){ .base = base };
    return ht_sax_parse_member(x->job, x->zip, part, &h, r);
}

static const char *
target_of(const struct relations *r, unsigned kind)
{
    for (size_t i = 0; i < r->n; i++)
        if ((unsigned)r->v[i].kind == kind)
            return r->v[i].target;
    return NULL;
}

/* ---- the list of sheets ---- */

struct book_run {
    struct ht_xlsx *x;
    const struct relations *r;
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
        const struct relation *rel = &run->r->v[i];
        if (rel->kind != REL_SHEET || strlen(rel->id) != n || memcmp(rel->id, id, n))
            continue;                   /* chart sheets and dialogs are of other kinds */
        x->sheet = ht_grow(x->sheet, &x->sheet_cap, x->nsheet + 1, sizeof *x->sheet);
        x->sheet[x->nsheet++] = (struct ht_sheet_row){
            .name = copy_attr(a, "name"), .part = ht_strdup(rel->target),
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
read_parts(struct ht_xlsx *x, const char *book, const struct relations *r)
{
    static const struct ht_sax h = { .start = book_start };
    struct book_run run = { x, r };
    const char *part;
    enum ht_rc rc = ht_sax_parse_member(x->job, x->zip, book, &h, &run);
    x->external = r->external;
    if (!rc && !x->nsheet)
        rc = lacks(x, "worksheet");
    if (!rc && (part = target_of(r, REL_STYLES)) && ht_zip_has(x->zip, part))
        rc = read_styles(x, part);
    if (!rc && (part = target_of(r, REL_STRINGS)) && ht_zip_has(x->zip, part))
        rc = read_strings(x, part);
    return rc;
}

static enum ht_rc
read_book(struct ht_xlsx *x)
{
    struct relations root = {0}, r = {0};
    struct ht_buf folder = HT_BUF_INIT, rels = HT_BUF_INIT;
    enum ht_rc rc = HT_OK;
    const char *book = NULL;
    if (ht_zip_has(x->zip, "_rels/.rels"))
        rc = read_relations(x, "_rels/.rels", "", &root);
    if (!rc)
        book = target_of(&root, REL_BOOK);
    if (!book)
        book = "xl/workbook.xml";
    if (!rc && (!ht_zip_has(x->zip, book) || ends_in(book, ".bin")))
        rc = lacks(x, book);
    split_part(book, &folder, &rels);
    if (!rc)
        rc = read_relations(x, rels.s, folder.s, &r);
    if (!rc)
        rc = read_parts(x, book, &r);
    free_relations(&root);
    free_relations(&r);
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

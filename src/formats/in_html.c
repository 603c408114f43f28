/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * Tables of web pages, which many systems hand out under the name .xls: the rows of all tables of the page, one below
 * the other, read by libxml2's parser for HTML as they stream in.
 */
#include "config.h"
#include "formats/format.h"

#include <libxml/HTMLparser.h>
#include <stdlib.h>
#include <string.h>

#include "base/lib.h"
#include "base/limits.h"
#include "base/mem.h"
#include "base/prog.h"
#include "base/utf8.h"
#include "formats/fonts.h"
#include "formats/sheet.h"
#include "model/finding.h"
#include "text/fold.h"

#define XML2(X) \
    X(htmlCreatePushParserCtxt) X(htmlCtxtUseOptions) X(htmlFreeParserCtxt) X(htmlParseChunk) X(xmlStopParser)
HT_LIB(xml2, SONAME_LIBXML2, XML2)

#define SNIFF (64u * 1024)
enum { DEEPEST = 1000, SPAN = 65536 };  /* open elements; rows of a cell */

struct reader {
    const struct ht_format_job *job;
    struct ht_sheet sheet;
    htmlParserCtxtPtr parser;
    struct ht_pieces text;              /* of the open cell */
    unsigned long line;                 /* of the open row, from 1 */
    size_t col, across;                 /* of the open cell, and how many columns it takes */
    unsigned long below[HT_MAX_COLUMNS];        /* rows that a cell above still takes */
    unsigned silent;                    /* open elements whose text is no text: script, style */
    bool in_row, in_cell, gap, too_deep;
    bool cut;                           /* the input ended inside a table */
};

static bool
is(const xmlChar *name, const char *want)
{
    return !strcmp((const char *)name, want);
}

/* The value of attribute NAME, or NULL. */
static const char *
attribute(const xmlChar **a, const char *name)
{
    for (; a && a[0]; a += 2)
        if (is(a[0], name))
            return (const char *)a[1];
    return NULL;
}

static unsigned long
span(const xmlChar **a, const char *name, unsigned long most)
{
    const char *s = attribute(a, name);
    unsigned long n = s ? strtoul(s, NULL, 10) : 1;
    return n < 1 ? 1 : n > most ? most : n;
}

/* ---- cells ---- */

static void
begin_row(struct reader *r)
{
    ht_sheet_row(&r->sheet, ++r->line, false);
    r->in_row = true;
    r->in_cell = false;
    r->col = 0;
    r->across = 0;
    for (size_t i = 0; i < HT_MAX_COLUMNS; i++)
        r->below[i] -= r->below[i] > 0;
}

static void
begin_cell(struct reader *r, const xmlChar **a)
{
    if (!r->in_row)
        begin_row(r);
    r->col += r->across;
    while (r->col < HT_MAX_COLUMNS && r->below[r->col])
        r->col++;
    r->across = span(a, "colspan", HT_MAX_COLUMNS);
    unsigned long down = span(a, "rowspan", SPAN);
    for (size_t i = r->col; down > 1 && i < r->col + r->across && i < HT_MAX_COLUMNS; i++)
        r->below[i] = down;
    if (down > 1)
        ht_sheet_merge(&r->sheet, r->line, r->col, r->line + down - 1, r->col);
    ht_pieces_clear(&r->text);
    r->in_cell = true;
    r->gap = false;
}

/* The text without the blanks at its ends; &nbsp; stands in cells that have none. */
static void
end_cell(struct reader *r)
{
    struct ht_pieces *p = &r->text;
    r->in_cell = false;
    for (;;) {
        size_t n = p->text.len, at = n;
        while (at > 0 && ((unsigned char)p->text.s[--at] & 0xc0) == 0x80)
            ;
        if (!n || !p->n || p->piece[p->n - 1].len < n - at || !ht_is_space(ht_utf8_get(p->text.s + at, &n)))
            break;
        p->piece[p->n - 1].len -= n;
        ht_buf_cut(&p->text, at);
    }
    if (p->text.len && r->col <= HT_MAX_COLUMNS)
        ht_sheet_text(&r->sheet, r->col, p, NULL);
}

static void
end_row(struct reader *r)
{
    if (r->in_cell)
        end_cell(r);
    r->in_row = false;
}

/* Blanks between words are one; before the first there are none. */
static void
add_text(struct reader *r, const char *s, size_t len)
{
    for (size_t i = 0, n; i < len && r->text.text.len <= HT_MAX_VALUE; i += n) {
        bool blank = s[i] == ' ' || s[i] == '\t' || s[i] == '\n' || s[i] == '\r' || s[i] == '\f';
        n = ht_utf8_len(s + i, len - i);
        if (!n)
            n = len - i;                /* the parser gives whole characters */
        if (!blank && r->gap)
            ht_pieces_add(&r->text, " ", 1);
        if (!blank)
            ht_pieces_add(&r->text, s + i, n);
        r->gap = blank ? r->text.text.len > 0 : false;
    }
}

static void
break_line(struct reader *r)
{
    r->gap = false;
    if (r->in_cell && r->text.text.len && r->text.text.len <= HT_MAX_VALUE)
        ht_pieces_add(&r->text, "\n", 1);
}

/* The font of <font face> or of a style; pieces of other fonts follow. */
static void
begin_font(struct reader *r, const xmlChar **a)
{
    const char *face = attribute(a, "face"), *style = attribute(a, "style");
    const char *family = style ? strstr(style, "font-family:") : NULL;
    if (family)
        face = family + strlen("font-family:");
    if (!face || !r->in_cell)
        return;
    face += strspn(face, " \"'");
    ht_pieces_begin(&r->text, ht_font_charset(face, strcspn(face, ",;\"'")), true);
}

/* ---- the parser ---- */

static bool
is_silent(const xmlChar *name)
{
    return is(name, "script") || is(name, "style");
}

static bool
breaks_line(const xmlChar *name)
{
    return is(name, "br") || is(name, "p") || is(name, "div");
}

static void
on_start(void *arg, const xmlChar *name, const xmlChar **a)
{
    struct reader *r = arg;
    if (r->sheet.rc)
        return;
    if (r->parser->nameNr > DEEPEST) {
        r->too_deep = true;
        xml2()->xmlStopParser(r->parser);
    } else if (is_silent(name)) {
        r->silent++;
    } else if (is(name, "table") || is(name, "tr")) {
        end_row(r);                     /* a table in a cell ends the row: pages are laid out like that */
        if (is(name, "tr"))
            begin_row(r);
    } else if (is(name, "td") || is(name, "th")) {
        if (r->in_cell)
            end_cell(r);
        begin_cell(r, a);
    } else if (breaks_line(name)) {
        break_line(r);
    }
    begin_font(r, a);
    if (r->sheet.rc)
        xml2()->xmlStopParser(r->parser);
}

static void
on_end(void *arg, const xmlChar *name)
{
    struct reader *r = arg;
    if (is_silent(name)) {
        r->silent -= r->silent > 0;
    } else if (r->in_cell && (is(name, "td") || is(name, "th"))) {
        end_cell(r);
    } else if (is(name, "tr") || is(name, "table")) {
        end_row(r);
    } else if (r->in_cell && (is(name, "font") || is(name, "span"))) {
        ht_pieces_begin(&r->text, NULL, false);
    }
}

static void
on_text(void *arg, const xmlChar *s, int len)
{
    struct reader *r = arg;
    if (r->in_cell && !r->silent)
        add_text(r, (const char *)s, (size_t)len);
}

static bool
is_open(const htmlParserCtxt *p, const char *name)
{
    for (int i = 0; i < p->nameNr; i++)
        if (is(p->nameTab[i], name))
            return true;
    return false;
}

/*
 * What the page says of its encoding is not believed: bytes that are no UTF-8 are widened one to one, and decoded like
 * those of any other source.
 */
static enum ht_rc
parse(struct reader *r)
{
    htmlSAXHandler sax = { .startElement = on_start, .endElement = on_end, .characters = on_text,
                           .cdataBlock = on_text };
    struct ht_in *in = r->job->in;
    size_t n;
    const unsigned char *s = ht_in_peek(in, SNIFF, &n);
    if (!s)
        return HT_FAIL;
    bool wide = n >= 2 && (s[0] ^ s[1]) == 1 && (s[0] & s[1]) == 0xfe;
    bool utf8 = ht_utf8_valid((const char *)s, n) + 3 >= n;
    xmlCharEncoding wide_enc = s[0] == 0xff ? XML_CHAR_ENCODING_UTF16LE : XML_CHAR_ENCODING_UTF16BE;
    xmlCharEncoding enc = wide ? wide_enc : utf8 ? XML_CHAR_ENCODING_UTF8 : XML_CHAR_ENCODING_8859_1;
    r->parser = xml2()->htmlCreatePushParserCtxt(&sax, r, NULL, 0, NULL, enc);
    if (!r->parser)
        return HT_FAIL;
    xml2()->htmlCtxtUseOptions(r->parser, HTML_PARSE_RECOVER | HTML_PARSE_NOERROR | HTML_PARSE_NOWARNING |
                                          HTML_PARSE_NONET | HTML_PARSE_IGNORE_ENC);
    enum ht_rc rc;
    while ((rc = ht_in_block(in, &s, &n)) == HT_OK && !r->sheet.rc && !r->too_deep)
        xml2()->htmlParseChunk(r->parser, (const char *)s, (int)n, 0);
    r->cut = rc == HT_EOF && is_open(r->parser, "table");
    if (rc == HT_EOF && !r->sheet.rc && !r->too_deep)
        xml2()->htmlParseChunk(r->parser, NULL, 0, 1);
    end_row(r);
    xml2()->htmlFreeParserCtxt(r->parser);
    return rc == HT_FAIL ? rc : HT_OK;
}

static enum ht_rc
read_html(const struct ht_format_job *job, struct ht_rows *to)
{
    struct reader r = { .job = job };
    struct ht_where w = { .file = job->name };
    ht_sheet_begin(&r.sheet, job, to, "table");
    ht_pieces_init(&r.text);
    enum ht_rc rc = parse(&r);
    if (!rc && (r.too_deep || r.cut)) {
        ht_find_fail(job->diag, &w, HT_D_141,
                     r.too_deep ? _("its elements are nested without end") : _("it ends before </table>"), NULL);
        rc = HT_FAIL;
    }
    if (rc && !r.sheet.rc)
        r.sheet.rc = rc;
    ht_pieces_fini(&r.text);
    return ht_sheet_end(&r.sheet);
}

/* True if S holds WHAT in any case; NUL bytes do not count, for UTF-16 has them. */
static bool
holds(const unsigned char *s, size_t n, const char *what)
{
    size_t len = strlen(what), have = 0;
    for (size_t i = 0; i < n && have < len; i++) {
        unsigned char c = s[i] >= 'A' && s[i] <= 'Z' ? s[i] | 0x20 : s[i];
        if (c)
            have = c == (unsigned char)what[have] ? have + 1 : c == (unsigned char)what[0];
    }
    return have == len;
}

/* Markup that begins like a web page and has a table; another one is told by formats/foreign.def. */
static int
bid_html(const unsigned char *s, size_t n)
{
    static const char *const begins[] = { "<!doctype html", "<html", "<head", "<meta", "<style", "<body", "<table",
                                          "<div", "<center", "<title" };
    size_t at = 0;
    while (at < n && (s[at] <= ' ' || s[at] >= 0x80))   /* blanks, a mark */
        at++;
    for (size_t i = 0; i < HT_COUNT(begins); i++)
        if (holds(s + at, n - at < 32 ? n - at : 32, begins[i]) && s[at] == '<')
            return holds(s + at, n - at, "<table") && holds(s + at, n - at, "<tr") ? 40 : 0;
    return 0;
}

const struct ht_format ht_format_html = {
    .name = "html",
    .title = N_("table of a web page (HTML), perhaps named .xls"),
    .bid = bid_html,
    .read = read_html,
};

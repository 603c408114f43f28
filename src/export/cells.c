/* SPDX-License-Identifier: BSD-2-Clause */
/* Rows of a worksheet. */
#include "config.h"
#include "export/cells.h"

#include <stdlib.h>
#include <string.h>

#include "base/buf.h"
#include "base/mem.h"
#include "stream/xmlout.h"

#define FIRST_ROW 2                     /* below the header */
#define MAX_STYLE 8                     /* digits */

struct ht_cells {
    struct ht_out *out;
    char *tail;                         /* what comes behind the rows */
    char style[MAX_STYLE + 1];
    uint64_t row;                       /* the one that is being written */
    bool begun;
    char number[HT_NUMBER_DIGITS];      /* of the row */
    size_t digits;
};

static void
begin_row(struct ht_cells *c, uint64_t row)
{
    c->row = row;
    c->begun = false;
    c->digits = (size_t)(ht_put_number(c->number, row, 1) - c->number);
}

/* The number of the style in <row r="2"><c r="A2" s="…"; false if there is none. */
static bool
take_style(struct ht_cells *c, const char *row, const char *end)
{
    const char *style = strstr(row, " s=\"");
    size_t n = style ? strspn(style + 4, "0123456789") : 0;
    if (!n || n > MAX_STYLE || style > end)
        return false;
    memcpy(c->style, style + 4, n);
    return true;
}

struct ht_cells *
ht_cells_new(const char *pattern, struct ht_out *out)
{
    static const char close[] = "</row>";
    struct ht_cells *c = ht_calloc(1, sizeof *c);
    const char *row = strstr(pattern, "<row r=\"2\"");
    const char *end = row ? strstr(row, close) : NULL;
    if (!end || !take_style(c, row, end)) {
        free(c);
        return NULL;
    }
    /* Where the cells end is known too late to be said before them; it need not be said. */
    const char *size = strstr(pattern, "<dimension ");
    const char *after = size && size < row ? strstr(size, "/>") : NULL;
    if (after && after < row) {
        ht_out_add(out, pattern, (size_t)(size - pattern));
        pattern = after + 2;
    }
    ht_out_add(out, pattern, (size_t)(row - pattern));
    c->out = out;
    c->tail = ht_strdup(end + strlen(close));
    begin_row(c, FIRST_ROW);
    return c;
}

/* True for _xHHHH_, by which a text of the format names a character (§22.9.2.19). */
static bool
is_name(const char *s, size_t len)
{
    static const char form[] = "_x0000_";
    if (len < strlen(form))
        return false;
    for (size_t i = 0; form[i]; i++)
        if (form[i] == '0' ? !memchr("0123456789abcdefABCDEF", s[i], 22) : s[i] != form[i])
            return false;
    return true;
}

/* The text; where it happens to look like a character's name, its underscore is named. */
static void
put_text(struct ht_out *out, const char *s, size_t len)
{
    const char *end = s + len, *plain = s;
    for (const char *at = s; (at = memchr(at, '_', (size_t)(end - at))) != NULL; at++) {
        if (!is_name(at, (size_t)(end - at)))
            continue;
        ht_xml_text(out, plain, (size_t)(at - plain));
        ht_out_adds(out, "_x005F");
        plain = at;
    }
    ht_xml_text(out, plain, (size_t)(end - plain));
}

static bool
is_blank(char c)
{
    return c == ' ' || c == '\t' || c == '\n' || c == '\r';
}

/* "A" to "XFD": digits of base 26 without a zero. */
static char *
put_column(char *p, size_t column)
{
    char letter[4];
    size_t n = 0;
    for (column++; column && n < sizeof letter; column = (column - 1) / 26)
        letter[n++] = (char)('A' + (column - 1) % 26);
    while (n)
        *p++ = letter[--n];
    return p;
}

static char *
put(char *p, const char *s, size_t len)
{
    memcpy(p, s, len);
    return p + len;
}

#define PUT(p, literal) put(p, literal, sizeof literal - 1)

void
ht_cells_add(struct ht_cells *c, size_t column, const char *text, size_t len)
{
    char *p = ht_out_room(c->out, 256);
    if (!c->begun) {
        p = PUT(p, "<row r=\"");
        p = put(p, c->number, c->digits);
        p = PUT(p, "\">");
        c->begun = true;
    }
    p = PUT(p, "<c r=\"");
    p = put_column(p, column);
    p = put(p, c->number, c->digits);
    p = PUT(p, "\" s=\"");
    p = put(p, c->style, strlen(c->style));
    p = PUT(p, "\" t=\"inlineStr\"><is><t");
    if (len && (is_blank(text[0]) || is_blank(text[len - 1])))
        p = PUT(p, " xml:space=\"preserve\"");
    *p++ = '>';
    c->out->p = p;
    put_text(c->out, text, len);
    c->out->p = PUT(ht_out_room(c->out, 32), "</t></is></c>");
}

void
ht_cells_row(struct ht_cells *c)
{
    if (c->begun)
        ht_out_adds(c->out, "</row>");
    begin_row(c, c->row + 1);
}

uint64_t
ht_cells_rows(const struct ht_cells *c)
{
    return c->row - FIRST_ROW;
}

void
ht_cells_end(struct ht_cells *c)
{
    ht_out_adds(c->out, c->tail);
}

void
ht_cells_free(struct ht_cells *c)
{
    if (!c)
        return;
    free(c->tail);
    free(c);
}

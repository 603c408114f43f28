/* SPDX-License-Identifier: BSD-2-Clause */
/* Rows of cells into bytes. */
#include "sheet.h"

#include <stdarg.h>

#include "base/utf8.h"

void
entry_init(struct entry *e)
{
    for (size_t i = 0; i < NCELL; i++)
        ht_buf_init(&e->cell[i]);
}

void
entry_fini(struct entry *e)
{
    for (size_t i = 0; i < NCELL; i++)
        ht_buf_fini(&e->cell[i]);
}

void
entry_clear(struct entry *e)
{
    for (size_t i = 0; i < NCELL; i++)
        ht_buf_clear(&e->cell[i]);
}

void
entry_set(struct entry *e, enum cell c, const char *fmt, ...)
{
    va_list ap;
    va_start(ap, fmt);
    ht_buf_clear(&e->cell[c]);
    ht_buf_vaddf(&e->cell[c], fmt, ap);
    va_end(ap);
}

static void
put_utf16(struct ht_out *out, const char *s, size_t len)
{
    for (size_t i = 0, n; i < len; i += n) {
        uint32_t c = ht_utf8_get(s + i, &n);    /* the samples stay within 16 bits */
        ht_out_addc(out, (char)(c & 0xff));
        ht_out_addc(out, (char)(c >> 8));
    }
}

static void
put(struct sheet *s, const char *text, size_t len)
{
    if (s->form == SHEET_UTF16LE_BOM) {
        put_utf16(s->out, text, len);
    } else if (s->charset) {
        ht_buf_clear(&s->coded);
        ht_charset_encode(s->charset, text, len, &s->coded);
        ht_out_add(s->out, s->coded.s, s->coded.len);
    } else {
        ht_out_add(s->out, text, len);
    }
}

static void
add_cell(struct sheet *s, const char *text, size_t len)
{
    struct ht_buf *line = &s->line;
    if (line->len)
        ht_buf_addc(line, s->separator);
    if (!memchr(text, s->separator, len) && !memchr(text, '"', len) && !memchr(text, '\n', len)) {
        ht_buf_add(line, text, len);
        return;
    }
    ht_buf_addc(line, '"');
    for (size_t i = 0; i < len; i++) {
        if (text[i] == '"')
            ht_buf_addc(line, '"');
        ht_buf_addc(line, text[i]);
    }
    ht_buf_addc(line, '"');
}

static void
end_line(struct sheet *s)
{
    ht_buf_adds(&s->line, s->eol);
    put(s, s->line.s, s->line.len);
    ht_buf_clear(&s->line);
}

void
sheet_header(struct sheet *s)
{
    for (size_t i = 0; i < s->ncolumns; i++)
        add_cell(s, s->columns[i].header, strlen(s->columns[i].header));
    end_line(s);
}

void
sheet_begin(struct sheet *s)
{
    ht_buf_init(&s->line);
    ht_buf_init(&s->coded);
    if (s->form == SHEET_UTF8_BOM)
        ht_out_add(s->out, "\xef\xbb\xbf", 3);
    else if (s->form == SHEET_UTF16LE_BOM)
        ht_out_add(s->out, "\xff\xfe", 2);
    sheet_header(s);
}

void
sheet_row(struct sheet *s, const struct entry *e)
{
    for (size_t i = 0; i < s->ncolumns; i++) {
        const struct ht_buf *cell = &e->cell[s->columns[i].cell];
        add_cell(s, cell->s, cell->len);
    }
    end_line(s);
}

void
sheet_text(struct sheet *s, const char *text)
{
    ht_buf_adds(&s->line, text);
    end_line(s);
}

void
sheet_fini(struct sheet *s)
{
    ht_buf_fini(&s->line);
    ht_buf_fini(&s->coded);
}

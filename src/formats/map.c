/* SPDX-License-Identifier: BSD-2-Clause */
/* Reading maps. */
#include "config.h"
#include "formats/map.h"

#include <stdlib.h>
#include <string.h>

#include "base/buf.h"
#include "base/io.h"
#include "base/mem.h"
#include "base/prog.h"
#include "base/utf8.h"
#include "model/schema.h"
#include "text/fold.h"

/* Headers are compared without case, marks and punctuation; a header that has nothing else is compared whole. */
static char *
header_key(const char *s, size_t len)
{
    struct ht_buf b = HT_BUF_INIT;
    ht_fold(&b, s, len);
    if (!b.len)
        ht_buf_add(&b, s, len);
    return ht_buf_take(&b);
}

static bool
known_field(const char *s, size_t len)
{
    return (len == 1 && *s == '-') || (len == 2 && !memcmp(s, "id", 2)) || ht_field_is_known(s, len);
}

static size_t
trim(const char **s, size_t len)
{
    while (len && (**s == ' ' || **s == '\r'))
        ++*s, len--;
    while (len && ((*s)[len - 1] == ' ' || (*s)[len - 1] == '\r'))
        len--;
    return len;
}

/* The length of a line without its comment and the blanks before that.  The header of a column may hold a '#' itself:
 * before the first tab, only one at the beginning counts. */
static size_t
without_comment(const char *s, size_t len)
{
    bool tab = false;
    for (size_t i = 0; i < len; i++) {
        bool after_blank = i && (s[i - 1] == ' ' || s[i - 1] == '\t');
        if (s[i] == '#' && (!i || (tab && after_blank)))
            len = i;
        tab = tab || s[i] == '\t';
    }
    while (len && strchr(" \t\r", s[len - 1]))
        len--;
    return len;
}

/* One line of a columns map.  0, or -1 after reporting. */
static int
read_line(struct ht_map_file *m, const char *s, size_t len, const struct ht_where *w, struct ht_diag *d)
{
    const char *tab = memchr(s, '\t', len);
    if (!trim(&s, len))
        return 0;
    if (!tab) {
        ht_diag_usage(d, _("%s:%lu: a line of a map needs a source header, a tab and a field"), w->file, w->line);
        return -1;
    }
    const char *field = tab + 1;
    size_t n = trim(&field, len - (size_t)(field - s));
    if (!known_field(field, n)) {
        ht_field_missing(w->file, w->line, NULL, field, n, d);
        return -1;
    }
    m->column = ht_grow(m->column, &m->cap, m->ncolumns + 1, sizeof *m->column);
    m->column[m->ncolumns++] = (struct ht_map_column){ header_key(s, (size_t)(tab - s)), ht_strndup(field, n) };
    return 0;
}

/* A whole number from 1 to 65535, 0 if S is none. */
static size_t
number(const char *s, size_t len)
{
    size_t v = 0;
    for (size_t i = 0; i < len; i++) {
        if (s[i] < '0' || s[i] > '9' || v > 65535)
            return 0;
        v = v * 10 + (size_t)(s[i] - '0');
    }
    return v > 65535 ? 0 : v;
}

static bool
is_word(const char *s, size_t len, const char *want)
{
    return strlen(want) == len && !memcmp(s, want, len);
}

enum { LAYOUT_CELLS = 4 };

/* The cells of a line, trimmed; missing ones are empty. */
static void
split(const char *s, size_t len, const char *cell[LAYOUT_CELLS], size_t n[LAYOUT_CELLS])
{
    for (size_t i = 0; i < LAYOUT_CELLS; i++) {
        const char *tab = memchr(s, '\t', len);
        size_t end = tab ? (size_t)(tab - s) : len;
        cell[i] = s;
        n[i] = trim(&cell[i], end);
        s += tab ? end + 1 : end;
        len -= tab ? end + 1 : end;
    }
}

static bool
is_layout_header(const char *s, size_t len)
{
    const char *cell[LAYOUT_CELLS];
    size_t n[LAYOUT_CELLS];
    split(s, len, cell, n);
    return is_word(cell[0], n[0], "field") && is_word(cell[1], n[1], "start") && is_word(cell[2], n[2], "width") &&
           is_word(cell[3], n[3], "unit");
}

/* One line of a layout.  0, or -1 after reporting. */
static int
read_layout_line(struct ht_map_file *m, const char *s, size_t len, const struct ht_where *w, struct ht_diag *d)
{
    const char *cell[LAYOUT_CELLS];
    size_t n[LAYOUT_CELLS];
    split(s, len, cell, n);
    if (!n[0] && !n[1])
        return 0;
    size_t start = number(cell[1], n[1]), width = number(cell[2], n[2]);
    bool chars = is_word(cell[3], n[3], "character");
    if (!known_field(cell[0], n[0]) || !start || !width || (!chars && !is_word(cell[3], n[3], "byte"))) {
        ht_diag_usage(d, _("%s:%lu: a line of a layout needs a field, a start and a width from 1, and the unit "
                           "\"byte\" or \"character\""), w->file, w->line);
        return -1;
    }
    m->layout = ht_grow(m->layout, &m->layout_cap, m->nlayout + 1, sizeof *m->layout);
    m->layout[m->nlayout++] = (struct ht_map_layout){ ht_strndup(cell[0], n[0]), start - 1, width, chars };
    return 0;
}

static int
read_map(struct ht_map_file *m, const char *path, struct ht_diag *d)
{
    size_t len;
    struct ht_where w = { .file = path };
    const char *s = ht_map_config(path, &len, d);
    int rc = s ? 0 : -1;
    bool layout = false, first = true;
    if (s && ht_utf8_valid(s, len) != len) {
        ht_diag_usage(d, _("%s: a map must be UTF-8 text"), path);
        rc = -1;
    }
    if (!rc && ht_template_is(s, len)) {
        rc = ht_template_parse(&m->pages, s, len, path, d);
        ht_strv_add(&m->page_files, path);
        ht_unmap(s, len);
        return rc;
    }
    size_t at = len >= 3 && s && !memcmp(s, "\xef\xbb\xbf", 3) ? 3 : 0;
    while (!rc && at < len) {
        const char *nl = memchr(s + at, '\n', len - at);
        size_t end = nl ? (size_t)(nl - s) : len;
        size_t n = without_comment(s + at, end - at);
        w.line++;
        if (first && is_layout_header(s + at, n))
            layout = true;
        else if (n)
            rc = layout ? read_layout_line(m, s + at, n, &w, d) : read_line(m, s + at, n, &w, d);
        first = first && !n;
        at = end + 1;
    }
    ht_unmap(s, len);
    return rc;
}

struct ht_map_file *
ht_map_read(const struct ht_strv *files, struct ht_diag *d)
{
    struct ht_map_file *m = ht_calloc(1, sizeof *m);
    for (size_t i = 0; i < files->n; i++)
        if (read_map(m, files->v[i], d)) {
            ht_map_free(m);
            return NULL;
        }
    return m;
}

void
ht_map_free(struct ht_map_file *m)
{
    if (!m)
        return;
    for (size_t i = 0; i < m->ncolumns; i++) {
        free(m->column[i].header);
        free(m->column[i].field);
    }
    for (size_t i = 0; i < m->nlayout; i++)
        free(m->layout[i].field);
    ht_templates_fini(&m->pages);
    ht_strv_fini(&m->page_files);
    free(m->column);
    free(m->layout);
    free(m);
}

const char *
ht_map_field(const struct ht_map_file *m, const char *header, size_t len)
{
    if (!m || !m->ncolumns)
        return NULL;
    char *key = header_key(header, len);
    const char *field = NULL;
    for (size_t i = 0; i < m->ncolumns && !field; i++)
        if (!strcmp(m->column[i].header, key))
            field = m->column[i].field;
    free(key);
    return field;
}

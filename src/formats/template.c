/* SPDX-License-Identifier: BSD-2-Clause */
/* Reading page templates. */
#include "config.h"
#include "formats/template.h"

#include <stdlib.h>
#include <string.h>

#include "base/buf.h"
#include "base/dir.h"
#include "base/io.h"
#include "base/mem.h"
#include "base/prog.h"
#include "base/utf8.h"
#include "text/fold.h"

enum { HEAD_CELLS = 5, MAX_FILES = 1024 };

/* Columns of a row, in order. */
static const char *const columns[] = {
    "kind", "field", "value", "label", "label_x", "label_y", "x", "y", "w", "h", "lines", "first_line_x",
};
enum { KIND, FIELD_, VALUE, LABEL, LABEL_X, LABEL_Y, X_, Y_, W_, H_, LINES, FIRST_LINE_X, CELLS };
_Static_assert(HT_COUNT(columns) == CELLS, "one name per column");

struct cell {
    const char *s;
    size_t len;
};

/* The tab-separated cells of a line, trimmed; missing ones are empty. */
static void
split(const char *s, size_t len, struct cell *cell, size_t n)
{
    for (size_t i = 0; i < n; i++) {
        const char *tab = memchr(s, '\t', len);
        size_t end = tab ? (size_t)(tab - s) : len, from = 0, to = end;
        while (from < to && s[from] == ' ')
            from++;
        while (to > from && (s[to - 1] == ' ' || s[to - 1] == '\r'))
            to--;
        cell[i] = (struct cell){ s + from, to - from };
        s += tab ? end + 1 : end;
        len -= tab ? end + 1 : end;
    }
}

static bool
is(const struct cell *c, const char *want)
{
    return c->len == strlen(want) && !memcmp(c->s, want, c->len);
}

/* A decimal number from 0 to HT_MAX_PAGE_SIDE; -1 if S is none. */
static double
number(const struct cell *c)
{
    double v = 0, unit = 1;
    bool point = false;
    if (!c->len || c->len > 12)
        return -1;
    for (size_t i = 0; i < c->len; i++) {
        char ch = c->s[i];
        if (ch == '.' && !point && i) {
            point = true;
        } else if (ch >= '0' && ch <= '9') {
            v = v * 10 + (ch - '0');
            unit *= point ? 10 : 1;
        } else {
            return -1;
        }
    }
    v /= unit;
    return v <= HT_MAX_PAGE_SIDE ? v : -1;
}

/* The first line: "# KS<TAB>book<TAB>2480<TAB>3508<TAB>300". */
static bool
read_head(const char *s, size_t len, struct cell c[HEAD_CELLS])
{
    if (!len || *s != '#')
        return false;
    split(s + 1, len - 1, c, HEAD_CELLS);
    return c[0].len && c[1].len && number(&c[2]) > 0 && number(&c[3]) > 0 && number(&c[4]) > 0;
}

static bool
is_columns(const char *s, size_t len)
{
    struct cell c[CELLS];
    split(s, len, c, CELLS);
    for (size_t i = 0; i < CELLS; i++)
        if (!is(&c[i], columns[i]))
            return false;
    return true;
}

/* The length of the line at S, without its end. */
static size_t
line_at(const char *s, size_t len)
{
    const char *nl = memchr(s, '\n', len);
    return nl ? (size_t)(nl - s) : len;
}

static size_t
skip_mark(const char *s, size_t len)
{
    return len >= 3 && !memcmp(s, "\xef\xbb\xbf", 3) ? 3 : 0;
}

bool
ht_template_is(const char *s, size_t len)
{
    struct cell c[HEAD_CELLS];
    size_t at = skip_mark(s, len);
    bool head = read_head(s + at, line_at(s + at, len - at), c);
    while (head && at < len) {
        size_t n = line_at(s + at, len - at);
        if (n && s[at] != '#' && s[at] != '\r')
            return is_columns(s + at, n);
        at += n + 1;
    }
    return false;
}

/* ---- rows ---- */

static char *
label_key(const char *label)
{
    struct ht_buf b = HT_BUF_INIT;
    size_t n = 0;
    ht_fold(&b, label, strlen(label));
    for (size_t i = 0; i < b.len; i++)
        if (b.s[i] != ' ')
            b.s[n++] = b.s[i];
    ht_buf_cut(&b, n);
    return ht_buf_take(&b);
}

struct reader {
    struct ht_template *t;
    const char *file;
    unsigned long line;
    struct ht_diag *d;
};

static int
bad(const struct reader *r, const char *what)
{
    ht_diag_usage(r->d, "%s:%lu: %s", r->file, r->line, what);
    return -1;
}

static int
read_field(const struct reader *r, const struct cell *c, struct ht_zone *z)
{
    z->field = -1;
    if (is(c, "-"))
        return 0;
    z->field = ht_field_by_name(r->t->reg, c->s, c->len);
    if (z->field >= 0)
        return 0;
    ht_field_missing(r->file, r->line, r->t->reg, c->s, c->len, r->d);
    return -1;
}

/* The numbers of a row.  A zone lies on the page; a label without a zone has none. */
static int
read_numbers(const struct reader *r, const struct cell *c, struct ht_zone *z)
{
    double v[CELLS];
    bool anchor = z->field < 0;
    for (size_t i = LABEL_X; i < CELLS; i++) {
        bool optional = i >= LINES || (i <= LABEL_Y && !c[LABEL].len) || (i >= X_ && anchor);
        v[i] = c[i].len ? number(&c[i]) : 0;
        if (v[i] < 0 || (!c[i].len && !optional))
            return bad(r, _("a zone's places and sizes are numbers from 0 to 100000"));
    }
    if (!anchor && (v[W_] <= 0 || v[H_] <= 0 || v[X_] + v[W_] > r->t->width || v[Y_] + v[H_] > r->t->height))
        return bad(r, _("a zone must lie on the page and have a width and a height"));
    if (v[LINES] > 100)
        return bad(r, _("a zone has at most 100 lines"));
    z->label_x = v[LABEL_X], z->label_y = v[LABEL_Y];
    z->x = v[X_], z->y = v[Y_], z->w = v[W_], z->h = v[H_];
    z->lines = v[LINES] >= 1 ? (unsigned)v[LINES] : 1;
    z->first_line_x = c[FIRST_LINE_X].len ? v[FIRST_LINE_X] : v[X_];
    return 0;
}

static int
read_row(const struct reader *r, const char *s, size_t len)
{
    struct cell c[CELLS];
    struct ht_zone z = { .kind = HT_ZONE_VALUE };
    split(s, len, c, CELLS);
    if (is(&c[KIND], "tick"))
        z.kind = HT_ZONE_TICK;
    else if (!is(&c[KIND], "value"))
        return bad(r, _("a zone begins with \"value\" or \"tick\""));
    if (read_field(r, &c[FIELD_], &z) || read_numbers(r, c, &z))
        return -1;
    if (z.kind == HT_ZONE_TICK && (!c[VALUE].len || z.field < 0))
        return bad(r, _("a tick needs a field and the value that it means"));
    if (z.field < 0 && !c[LABEL].len)
        return bad(r, _("a row without a field needs a label"));
    if (r->t->n == HT_MAX_ZONES)
        return bad(r, _("a page has at most 512 zones"));
    z.value = ht_strndup(c[VALUE].s, c[VALUE].len);
    z.label = ht_strndup(c[LABEL].s, c[LABEL].len);
    z.key = label_key(z.label);
    r->t->zone = ht_grow(r->t->zone, &r->t->cap, r->t->n + 1, sizeof *r->t->zone);
    r->t->zone[r->t->n++] = z;
    return 0;
}

/* ---- files ---- */

static struct ht_template *
new_template(const struct cell c[HEAD_CELLS])
{
    struct ht_template *t = ht_calloc(1, sizeof *t);
    t->reg = ht_register_by_code(c[0].s, c[0].len);
    t->name = ht_strndup(c[1].s, c[1].len);
    t->width = number(&c[2]);
    t->height = number(&c[3]);
    t->dpi = number(&c[4]);
    return t;
}

static void
free_template(struct ht_template *t)
{
    for (size_t i = 0; i < t->n; i++) {
        free(t->zone[i].value);
        free(t->zone[i].label);
        free(t->zone[i].key);
    }
    free(t->zone);
    free(t->name);
    free(t);
}

static int
read_rows(struct reader *r, const char *s, size_t len)
{
    bool header = false;
    int rc = 0;
    for (size_t at = 0, n; at < len && !rc; at += n + 1) {
        n = line_at(s + at, len - at);
        r->line++;
        if (!n || s[at] == '#' || s[at] == '\r')
            continue;
        if (header)
            rc = read_row(r, s + at, n);
        else if (!is_columns(s + at, n))
            rc = bad(r, _("the header of a page template is: kind field value label label_x label_y x y w h lines "
                          "first_line_x, with tabs between them"));
        header = true;
    }
    return rc;
}

int
ht_template_parse(struct ht_templates *set, const char *s, size_t len, const char *file, struct ht_diag *d)
{
    struct cell c[HEAD_CELLS];
    size_t at = skip_mark(s, len);
    struct reader r = { .file = file, .line = 1, .d = d };
    if (ht_utf8_valid(s, len) != len) {
        ht_diag_usage(d, _("%s: a map must be UTF-8 text"), file);
        return -1;
    }
    if (!read_head(s + at, line_at(s + at, len - at), c))
        return bad(&r, _("the first line of a page template is: # register, name, width, height and dpi, with "
                         "tabs between them"));
    r.t = new_template(c);
    int rc = 0;
    if (!r.t->reg)
        rc = bad(&r, _("there is no register of that code"));
    r.line = 0;
    if (!rc)
        rc = read_rows(&r, s + at, len - at);
    if (rc) {
        free_template(r.t);
        return -1;
    }
    set->v = ht_grow(set->v, &set->cap, set->n + 1, sizeof *set->v);
    set->v[set->n++] = r.t;
    return 0;
}

int
ht_template_read(struct ht_templates *set, const char *path, struct ht_diag *d)
{
    size_t len;
    const char *s = ht_map_config(path, &len, d);
    int rc = s ? ht_template_parse(set, s, len, path, d) : -1;
    if (s)
        ht_unmap(s, len);
    return rc;
}

struct listing {
    struct ht_templates *set;
    const char *dir;
    struct ht_diag *d;
    size_t n;
};

static enum ht_rc
take_file(void *arg, const char *name, bool is_regular, uint64_t size)
{
    struct listing *l = arg;
    struct ht_buf path = HT_BUF_INIT;
    size_t n = strlen(name);
    (void)size;
    if (!is_regular || n < 5 || strcmp(name + n - 4, ".tsv") || l->n++ == MAX_FILES)
        return HT_OK;
    ht_buf_addf(&path, "%s/%s", l->dir, name);
    int rc = ht_template_read(l->set, path.s, l->d);
    ht_buf_fini(&path);
    return rc ? HT_FAIL : HT_OK;
}

int
ht_templates_load(struct ht_templates *set, const char *dir, struct ht_diag *d)
{
    struct listing l = { set, dir, d, 0 };
    if (!ht_is_dir(dir))
        return 0;
    return ht_dir_each(dir, take_file, &l, d) ? -1 : 0;
}

void
ht_templates_fini(struct ht_templates *set)
{
    for (size_t i = 0; i < set->n; i++)
        free_template(set->v[i]);
    free(set->v);
    *set = (struct ht_templates){0};
}

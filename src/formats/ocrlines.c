/* SPDX-License-Identifier: BSD-2-Clause */
/* Reading what hotich-ocr says. */
#include "config.h"
#include "formats/ocrlines.h"

#include <string.h>
#include <unistd.h>

#include "base/prog.h"
#include "formats/lines.h"
#include "formats/page.h"

enum { CELLS = 10 };

struct run {
    const struct ht_format_job *job;
    struct ht_pages *pages;
    struct ht_page page;
    struct ht_page_fields *fields;
    struct ht_buf text;                 /* unescaped */
    const struct ht_register *reg;      /* of the page's template; NULL: none fits */
    bool open, ended;
};

static const char *
plain(struct run *r, const struct ht_text_cell *c)
{
    ht_buf_clear(&r->text);
    for (size_t i = 0; i < c->len; i++) {
        char ch = c->s[i];
        if (ch == '\\' && i + 1 < c->len) {
            ch = c->s[++i];
            ch = ch == 't' || ch == 'n' ? ' ' : ch;
        }
        ht_buf_addc(&r->text, ch);
    }
    return r->text.s;
}

static double
number(const struct ht_text_cell *c)
{
    double v;
    return ht_page_numbers(c->s, c->len, &v, 1) ? v : 0;
}

static bool
is(const struct ht_text_cell *c, const char *want)
{
    return c->len == strlen(want) && !memcmp(c->s, want, c->len);
}

/* Removes PATH if it is a picture that was made for us. */
static void
remove_picture(const struct run *r, const char *path)
{
    const char *dir = r->job->pictures;
    size_t n = strlen(dir);
    if (!strncmp(path, dir, n) && path[n] == '/' && !strchr(path + n + 1, '/'))
        unlink(path);
}

/* Pictures of the page and its fields were made for this page only. */
static void
remove_pictures(struct run *r)
{
    if (!r->job->pictures)
        return;
    for (size_t i = 0; r->reg && i < r->reg->nfields; i++)
        remove_picture(r, r->fields->f[i].picture.s);
    remove_picture(r, r->page.picture.s);
}

static enum ht_rc
end_page(struct run *r)
{
    if (!r->open)
        return HT_OK;
    r->open = false;
    ht_page_settle(&r->page);
    enum ht_rc rc = r->reg ? ht_pages_take_fields(r->pages, &r->page) : ht_pages_take(r->pages, &r->page);
    remove_pictures(r);
    return rc;
}

/* page, file, number, width, height, dpi, skew, template, quality */
static enum ht_rc
begin_page(struct run *r, const struct ht_text_cell *c)
{
    enum ht_rc rc = end_page(r);
    const char *slash = memchr(c[7].s, '/', c[7].len);
    ht_page_clear(&r->page);
    r->page.number = (unsigned long)number(&c[2]);
    r->page.width = number(&c[3]);
    r->page.height = number(&c[4]);
    r->page.dpi = number(&c[5]);
    ht_buf_adds(&r->page.image, r->job->name);
    r->reg = slash ? ht_register_by_code(c[7].s, (size_t)(slash - c[7].s)) : NULL;
    if (r->reg)
        ht_page_fields_clear(r->fields, r->reg);
    r->open = true;
    if (rc == HT_OK && r->reg && r->job->explain)
        ht_diag_say(r->job->diag, _("%s:%lu: page template %.*s, turned by %.*s degrees"), r->job->name,
                    r->page.number, (int)c[7].len, c[7].s, (int)c[6].len, c[6].s);
    return rc;
}

static struct ht_page_field *
field_at(struct run *r, const struct ht_text_cell *name)
{
    int f = r->open && r->reg ? ht_field_by_name(r->reg, name->s, name->len) : -1;
    return f < 0 ? NULL : &r->fields->f[f];
}

/* Text as it came, made NFC and XML-clean by the same way as words, tidied. */
static void
set_text(struct run *r, struct ht_buf *to, const struct ht_text_cell *c, enum ht_kind kind)
{
    plain(r, c);
    ht_buf_clear(to);
    ht_charset_decode(ht_charset_find("UTF-8"), HT_DOOR_BYTES, r->text.s, r->text.len, to, NULL);
    ht_page_tidy(to, kind);
}

/* field, name, confidence, x, y, w, h, text, other */
static void
take_field(struct run *r, const struct ht_text_cell *c)
{
    struct ht_page_field *f = field_at(r, &c[1]);
    if (!f)
        return;
    enum ht_kind kind = r->reg->field[f - r->fields->f].kind;
    f->zone = true;
    set_text(r, &f->text, &c[7], kind);
    set_text(r, &f->other, &c[8], kind);
    f->there = f->text.len > 0;
    f->twice = true;
    f->conf = (int)number(&c[2]);
    f->box = (struct ht_box){ number(&c[3]), number(&c[4]), number(&c[3]) + number(&c[5]),
                              number(&c[4]) + number(&c[6]) };
}

/* tick, name, confidence, x, y, w, h, value */
static void
take_tick(struct run *r, const struct ht_text_cell *c)
{
    struct ht_page_field *f = field_at(r, &c[1]);
    if (!f || !c[7].len)
        return;
    struct ht_buf *to = f->there ? &f->other : &f->text;
    set_text(r, to, &c[7], r->reg->field[f - r->fields->f].kind);
    if (f->there) {
        f->conflict = f->conflict || strcmp(f->text.s, f->other.s) != 0;
        return;
    }
    f->there = f->text.len > 0;
    f->conf = (int)number(&c[2]);
}

/* picture, file, its pixels per pixel of the page */
static void
take_picture(struct run *r, const struct ht_text_cell *c)
{
    if (!r->open || r->page.picture.len)
        return;
    ht_buf_adds(&r->page.picture, plain(r, &c[1]));
    r->page.scale = number(&c[2]);
}

/* word, confidence, x0, y0, x1, y1, line, text */
static void
take_word(struct run *r, const struct ht_text_cell *c)
{
    const struct ht_page_word w = {
        .x0 = (int)number(&c[2]), .y0 = (int)number(&c[3]), .x1 = (int)number(&c[4]), .y1 = (int)number(&c[5]),
        .conf = (int)number(&c[1]), .line = (unsigned)number(&c[6]),
    };
    plain(r, &c[7]);
    if (r->open)
        ht_page_add(&r->page, r->text.s, r->text.len, &w);
}

static enum ht_rc
take_line(struct run *r, const struct ht_lines *lines)
{
    struct ht_text_cell c[CELLS];
    ht_lines_split(lines, c, CELLS);
    if (is(&c[0], "page"))
        return begin_page(r, c);
    if (is(&c[0], "end")) {
        r->ended = true;
        return end_page(r);
    }
    if (is(&c[0], "field")) {
        take_field(r, c);
    } else if (is(&c[0], "tick")) {
        take_tick(r, c);
    } else if (is(&c[0], "word")) {
        take_word(r, c);
    } else if (is(&c[0], "picture")) {
        take_picture(r, c);
    } else if (is(&c[0], "crop")) {
        struct ht_page_field *f = field_at(r, &c[1]);
        if (f && !f->picture.len)
            ht_buf_adds(&f->picture, plain(r, &c[2]));
    }
    return HT_OK;
}

enum ht_rc
ht_ocr_lines_read(const struct ht_format_job *job, struct ht_in *in, struct ht_rows *to, bool *ended)
{
    struct run r = { .job = job, .pages = ht_pages_new(job, to) };
    struct ht_lines lines;
    enum ht_rc rc = HT_OK;
    r.fields = ht_pages_fields(r.pages);
    ht_page_init(&r.page);
    ht_buf_init(&r.text);
    ht_lines_init(&lines, in);
    while (rc == HT_OK && (rc = ht_lines_next(&lines)) == HT_OK)
        rc = take_line(&r, &lines);
    *ended = r.ended;
    if (rc == HT_EOF)
        rc = r.ended ? ht_pages_end(r.pages) : HT_OK;
    ht_lines_fini(&lines);
    ht_page_fini(&r.page);
    ht_buf_fini(&r.text);
    ht_pages_free(r.pages);
    return rc;
}

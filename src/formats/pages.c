/* SPDX-License-Identifier: BSD-2-Clause */
/* Recognised pages to rows. */
#include "config.h"
#include "formats/page.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "base/io.h"
#include "base/mem.h"
#include "base/prog.h"
#include "formats/page_floor.h"
#include "formats/page_free.h"
#include "formats/page_table.h"
#include "formats/reading.h"
#include "formats/rowbuf.h"
#include "model/finding.h"

struct ht_pages {
    const struct ht_format_job *job;
    struct ht_rows *to;
    struct ht_templates usual;          /* of data/templates; read at the first page */
    struct ht_reader *reader;
    struct ht_page_fields fields;
    struct ht_verdict verdict[HT_MAX_FIELDS];
    struct ht_picture picture[HT_MAX_FIELDS];
    struct ht_rowbuf row;
    struct ht_buf image;                /* file with the picture of the page, empty if there is none … */
    double scale;                       /* … and its pixels per pixel of the page */
    bool ready, seen;                   /* a page came */
};

struct ht_pages *
ht_pages_new(const struct ht_format_job *job, struct ht_rows *to)
{
    struct ht_pages *x = ht_calloc(1, sizeof *x);
    x->job = job;
    x->to = to;
    ht_page_fields_init(&x->fields);
    for (size_t i = 0; i < HT_MAX_FIELDS; i++)
        ht_buf_init(&x->verdict[i].suggest);
    ht_rowbuf_init(&x->row);
    ht_buf_init(&x->image);
    return x;
}

void
ht_pages_free(struct ht_pages *x)
{
    if (!x)
        return;
    ht_templates_fini(&x->usual);
    ht_reader_free(x->reader);
    ht_page_fields_fini(&x->fields);
    for (size_t i = 0; i < HT_MAX_FIELDS; i++)
        ht_buf_fini(&x->verdict[i].suggest);
    ht_rowbuf_fini(&x->row);
    ht_buf_fini(&x->image);
    free(x);
}

/* Templates and lists, when the first page comes. */
static enum ht_rc
get_ready(struct ht_pages *x)
{
    struct ht_buf dir = HT_BUF_INIT;
    int rc = 0;
    if (x->ready)
        return HT_OK;
    x->ready = x->seen = true;
    if (x->job->lists) {
        ht_buf_addf(&dir, "%s/templates", x->job->lists);
        rc = ht_templates_load(&x->usual, dir.s, x->job->diag);
        x->reader = rc ? NULL : ht_reader_new(x->job->lists, x->job->diag);
        rc = !x->reader;
    }
    ht_buf_fini(&dir);
    return rc ? HT_FAIL : HT_OK;
}

/* ---- one page ---- */

static struct ht_where
where(const struct ht_pages *x, const struct ht_page *p)
{
    return (struct ht_where){ .file = x->job->name, .line = p->number };
}

static enum ht_rc
set_aside(struct ht_pages *x, const struct ht_page *p)
{
    struct ht_buf text = HT_BUF_INIT;
    for (size_t i = 0; i < p->n; i++) {
        if (i)
            ht_buf_addc(&text, p->word[i].line == p->word[i - 1].line ? ' ' : '\n');
        ht_buf_add(&text, p->word[i].s, p->word[i].len);
    }
    struct ht_row row = { .file = x->job->name, .line = p->number, .bytes = text.s, .nbytes = text.len };
    bool damaged = !p->width && !p->n;
    enum ht_rc rc = x->to->reject(x->to, &row, damaged ? HT_D_186 : HT_D_185, NULL);
    ht_buf_fini(&text);
    return rc;
}

static void
explain(struct ht_pages *x, const struct ht_page *p, const struct ht_template *t, const struct ht_fit *fit)
{
    if (!x->job->explain)
        return;
    if (!t)
        ht_diag_say(x->job->diag, _("%s:%lu: no page template fits; read by captions"), x->job->name, p->number);
    else
        ht_diag_say(x->job->diag, _("%s:%lu: page template %s/%s, %zu of %zu labels found, turned by %.1f degrees"),
                    x->job->name, p->number, t->reg->code, t->name, fit->found, fit->labels, ht_fit_skew(fit));
}

/* The user's templates come first. */
static const struct ht_template *
choose(struct ht_pages *x, const struct ht_page *p, struct ht_fit *fit)
{
    const struct ht_template *t = NULL;
    if (x->job->map)
        t = ht_template_choose(&x->job->map->pages, x->job->reg, p->word, p->n, p->dpi, fit);
    return t ? t : ht_template_choose(&x->usual, x->job->reg, p->word, p->n, p->dpi, fit);
}

/* The folder's part of the page's picture: what the record refers to. */
static const char *
scan_of(const struct ht_page *p)
{
    const char *slash = strrchr(p->image.s, '/');
    return slash ? slash + 1 : p->image.len ? p->image.s : NULL;
}

/* The picture of page P if pictures are wanted: the one that was made of it, or the one that lies beside the file,
 * where programs leave it. */
static void
find_image(struct ht_pages *x, const struct ht_page *p)
{
    const char *slash = x->job->path ? strrchr(x->job->path, '/') : NULL, *name = scan_of(p);
    ht_buf_clear(&x->image);
    x->scale = 1;
    if (!x->job->pictures)
        return;
    if (p->picture.len) {
        ht_buf_add(&x->image, p->picture.s, p->picture.len);
        x->scale = p->scale;
        return;
    }
    if (!x->job->path || !name)
        return;
    ht_buf_add(&x->image, x->job->path, slash ? (size_t)(slash - x->job->path) + 1 : 0);
    ht_buf_adds(&x->image, name);
    if (!ht_is_file(x->image.s))
        ht_buf_clear(&x->image);
}

/* Where cell C of field FIELD is to be seen: by itself, or on the page, at its place if that is known. */
static void
set_picture(struct ht_pages *x, int field, struct ht_cell *c)
{
    const struct ht_page_field *f = &x->fields.f[field];
    struct ht_picture *p = &x->picture[field];
    *p = (struct ht_picture){ .path = f->picture.len ? f->picture.s : x->image.s, .page = !f->picture.len };
    if (p->page && f->box.x1 > f->box.x0) {
        p->x = (int)(f->box.x0 * x->scale);
        p->y = (int)(f->box.y0 * x->scale);
        p->w = (int)ceil((f->box.x1 - f->box.x0) * x->scale);
        p->h = (int)ceil((f->box.y1 - f->box.y0) * x->scale);
    }
    if (*p->path)
        c->picture = p;
}

static void
set_cell(struct ht_pages *x, size_t col, int field)
{
    struct ht_page_field *f = &x->fields.f[field];
    struct ht_verdict *v = &x->verdict[field];
    const struct ht_field *row = &x->fields.reg->field[field];
    v->code = 0;
    ht_buf_clear(&v->suggest);
    if (f->unreadable)
        v->code = HT_D_184;
    else if (x->reader)
        ht_reading_judge(x->reader, &x->fields, field, v);
    struct ht_cell *c = ht_rowbuf_set(&x->row, col, f->unreadable ? "" : f->text.s, f->unreadable ? 0 : f->text.len);
    ht_rowbuf_name(&x->row, col, row->name, row->name_len);
    if (!c)
        return;
    c->conf = f->unreadable || f->conf < 0 ? 0 : f->conf < 1 ? 1 : f->conf;
    c->state = f->unreadable ? "unreadable" : NULL;
    c->review = v->code;
    c->suggest = v->suggest.len ? v->suggest.s : NULL;
    x->row.any = true;
    set_picture(x, field, c);
}

/* The fields as a row.  HT_OK, or what the receiver says. */
static enum ht_rc
push(struct ht_pages *x, const struct ht_page *p, const char *file, unsigned long line)
{
    struct ht_row row = {
        .file = file, .line = line, .flags = HT_ROW_NAMED | HT_ROW_TEXT, .scan = scan_of(p),
        .reg = x->fields.reg,
    };
    size_t n = 0;
    find_image(x, p);
    for (size_t i = 0; i < x->fields.reg->nfields; i++)
        if (x->fields.f[i].there || x->fields.f[i].unreadable)
            set_cell(x, n++, (int)i);
    return ht_rowbuf_push(&x->row, x->to, &row);
}

static const struct ht_template *
first_of(const struct ht_templates *set, const struct ht_register *reg)
{
    for (size_t i = 0; i < set->n; i++)
        if (set->v[i]->reg == reg)
            return set->v[i];
    return NULL;
}

/* A page that nobody but a person can read becomes a record of REG to be keyed.  Where no template fits, T is NULL: the
 * usual page of the register says what is to be keyed. */
static enum ht_rc
take_unreadable(struct ht_pages *x, const struct ht_page *p, const struct ht_register *reg,
                const struct ht_template *t, const struct ht_fit *fit)
{
    struct ht_where w = where(x, p);
    if (!reg)
        return set_aside(x, p);
    ht_find_at(x->job->diag, &w, HT_D_187, NULL, 0, NULL);
    if (!t && x->job->map)
        t = first_of(&x->job->map->pages, reg);
    if (!t)
        t = first_of(&x->usual, reg);
    ht_page_to_key(&x->fields, reg, t, fit);
    return push(x, p, x->job->name, p->number);
}

struct table_run {
    struct ht_pages *x;
    const struct ht_page *p;
    struct ht_buf file;                 /* "list.hocr#3": rows of a page are counted from 1 */
};

static enum ht_rc
take_table_row(void *arg, size_t number)
{
    struct table_run *run = arg;
    return push(run->x, run->p, run->file.s, number);
}

static enum ht_rc
take_table(struct ht_pages *x, const struct ht_page *p, size_t *rows)
{
    struct table_run run = { .x = x, .p = p };
    ht_buf_init(&run.file);
    ht_buf_addf(&run.file, "%s#%lu", x->job->name, p->number);
    enum ht_rc rc = ht_page_by_rows(p, x->job->book, x->job->reg, &x->fields, take_table_row, &run, rows);
    if (*rows && x->job->explain)
        ht_diag_say(x->job->diag, ht_ngettext("%s:%lu: a table of %zu row",
            "%s:%lu: a table of %zu rows", *rows), x->job->name, p->number, *rows);
    ht_buf_fini(&run.file);
    return rc;
}

/* A page that no template knows: a table, or captions with values behind them. */
static enum ht_rc
take_unknown(struct ht_pages *x, const struct ht_page *p)
{
    size_t rows = 0;
    if (!ht_page_words_legible(p))
        return take_unreadable(x, p, x->job->reg, NULL, NULL);
    enum ht_rc rc = x->job->book ? take_table(x, p, &rows) : HT_OK;
    if (rc || rows)
        return rc;
    explain(x, p, NULL, NULL);
    if (x->job->book && ht_page_by_labels(p, x->job->book, x->job->reg, &x->fields))
        return push(x, p, x->job->name, p->number);
    return take_unreadable(x, p, x->job->reg, NULL, NULL);
}

enum ht_rc
ht_pages_take(struct ht_pages *x, const struct ht_page *p)
{
    struct ht_fit fit = {0};
    struct ht_where w = where(x, p);
    enum ht_rc rc = get_ready(x);
    if (rc)
        return rc;
    if (p->full)
        ht_find_at(x->job->diag, &w, HT_D_189, NULL, 0, NULL);
    const struct ht_template *t = choose(x, p, &fit);
    if (t) {
        explain(x, p, t, &fit);
        ht_page_by_template(p, t, &fit, &x->fields);
        rc = ht_page_fields_legible(&x->fields) ? push(x, p, x->job->name, p->number)
                                                : take_unreadable(x, p, t->reg, t, &fit);
    } else {
        rc = take_unknown(x, p);
    }
    ht_fit_fini(&fit);
    return rc;
}

struct ht_page_fields *
ht_pages_fields(struct ht_pages *x)
{
    return &x->fields;
}

enum ht_rc
ht_pages_take_fields(struct ht_pages *x, const struct ht_page *p)
{
    struct ht_where w = where(x, p);
    const struct ht_register *reg = x->fields.reg;
    enum ht_rc rc = get_ready(x);
    if (rc)
        return rc;
    if (!ht_page_fields_legible(&x->fields)) {
        ht_find_at(x->job->diag, &w, HT_D_187, NULL, 0, NULL);
        for (size_t i = 0; i < reg->nfields; i++)
            x->fields.f[i].unreadable = x->fields.f[i].zone;
    }
    return push(x, p, x->job->name, p->number);
}

enum ht_rc
ht_pages_end(struct ht_pages *x)
{
    struct ht_where w = { .file = x->job->name };
    if (x->seen)
        return HT_OK;
    ht_find_fail(x->job->diag, &w, HT_D_186, NULL);
    return HT_FAIL;
}

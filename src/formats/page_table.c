/* SPDX-License-Identifier: BSD-2-Clause */
/* Tables on recognised pages. */
#include "config.h"
#include "formats/page_table.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "base/mem.h"
#include "text/fold.h"

enum { MOST_COLUMNS = 100, FEW = 3, FOLD = 256 };

/* The words of one line of the page, across all its columns. */
struct band {
    size_t first, n;                    /* of the order */
    double y0, y1;
};

struct table {
    const struct ht_page *p;
    size_t *order;                      /* words from top to bottom, of a band from left to right */
    struct band *band;
    size_t nbands;
    size_t header;                      /* band of the captions */
    const struct ht_register *reg;
    int field[MOST_COLUMNS];            /* HT_COL_EXTRA or HT_COL_IGNORE: none */
    double left[MOST_COLUMNS];          /* where the columns begin */
    size_t ncolumns;
};

static double
middle(const struct ht_page_word *w)
{
    return (w->y0 + w->y1) / 2.0;
}

struct place {
    size_t word;
    double x, y;
};

static int
by_y(const void *a, const void *b)
{
    const struct place *p = a, *q = b;
    if (p->y < q->y || p->y > q->y)
        return p->y < q->y ? -1 : 1;
    return p->x < q->x ? -1 : p->x > q->x;
}

static int
by_x(const void *a, const void *b)
{
    const struct place *p = a, *q = b;
    return p->x < q->x ? -1 : p->x > q->x;
}

static void
find_bands(struct table *t)
{
    const struct ht_page *p = t->p;
    struct place *place = ht_calloc(p->n + 1, sizeof *place);
    t->order = ht_calloc(p->n + 1, sizeof *t->order);
    t->band = ht_calloc(p->n + 1, sizeof *t->band);
    for (size_t i = 0; i < p->n; i++)
        place[i] = (struct place){ i, p->word[i].x0, middle(&p->word[i]) };
    ht_qsort(place, p->n, sizeof *place, by_y);
    for (size_t i = 0, end; i < p->n; i = end) {
        const struct ht_page_word *w = &p->word[place[i].word];
        double height = w->y1 - w->y0, y = place[i].y;
        struct band *b = &t->band[t->nbands++];
        for (end = i + 1; end < p->n && place[end].y - y < 0.5 * height; end++)
            y = 0.8 * y + 0.2 * place[end].y;
        ht_qsort(place + i, end - i, sizeof *place, by_x);
        *b = (struct band){ i, end - i, w->y0, w->y1 };
        for (size_t k = i; k < end; k++) {
            t->order[k] = place[k].word;
            b->y0 = fmin(b->y0, p->word[place[k].word].y0);
            b->y1 = fmax(b->y1, p->word[place[k].word].y1);
        }
    }
    free(place);
}

static const struct ht_page_word *
word_at(const struct table *t, const struct band *b, size_t i)
{
    return &t->p->word[t->order[b->first + i]];
}

/* The words of B from FROM that stand close together: one caption.  Returns the number behind the last one. */
static size_t
caption(const struct table *t, const struct band *b, size_t from, char fold[FOLD], size_t *len)
{
    struct ht_buf text = HT_BUF_INIT;
    size_t i = from;
    do {
        const struct ht_page_word *w = word_at(t, b, i);
        ht_buf_addc(&text, ' ');
        ht_buf_add(&text, w->s, w->len < FOLD ? w->len : FOLD);
        i++;
    } while (i < b->n && text.len < FOLD &&
             word_at(t, b, i)->x0 - word_at(t, b, i - 1)->x1 < 0.9 * (word_at(t, b, i)->y1 - word_at(t, b, i)->y0));
    *len = ht_fold_to(fold, FOLD, text.s, text.len);
    ht_buf_fini(&text);
    return i;
}

/* Tries band B as the header in register REG: the number of fields it names. */
static size_t
try_header(struct table *t, const struct band *b, const struct ht_header_book *book, const struct ht_register *reg)
{
    size_t known = 0;
    double right = 0;
    bool taken[HT_MAX_FIELDS] = {0};
    t->ncolumns = 0;
    for (size_t i = 0, next; i < b->n && t->ncolumns < MOST_COLUMNS; i = next) {
        char fold[FOLD];
        size_t len;
        next = caption(t, b, i, fold, &len);
        int f = len ? ht_header_known(book, fold, len, reg) : HT_COL_EXTRA;
        if (f >= 0 && taken[f])
            f = HT_COL_EXTRA;
        if (f >= 0) {
            taken[f] = true;
            known++;
        }
        t->left[t->ncolumns] = t->ncolumns ? (right + word_at(t, b, i)->x0) / 2 : -INFINITY;
        t->field[t->ncolumns++] = f;
        right = word_at(t, b, next - 1)->x1;
    }
    t->reg = reg;
    return known >= FEW && known * 2 >= t->ncolumns ? known : 0;
}

static bool
find_header(struct table *t, const struct ht_header_book *book, const struct ht_register *reg)
{
    size_t most = 0;
    const struct ht_register *best = NULL;
    for (size_t i = 0; i < t->nbands && !best; i++) {
        for (size_t r = 0; r < HT_NREG; r++) {
            size_t n = reg && reg != &ht_registers[r] ? 0 : try_header(t, &t->band[i], book, &ht_registers[r]);
            if (n <= most)
                continue;
            most = n;
            best = &ht_registers[r];
            t->header = i;
        }
    }
    return best && try_header(t, &t->band[t->header], book, best);
}

static size_t
column_of(const struct table *t, const struct ht_page_word *w)
{
    double x = (w->x0 + w->x1) / 2.0;
    size_t c = 0;
    while (c + 1 < t->ncolumns && x >= t->left[c + 1])
        c++;
    return c;
}

static void
add_word(struct ht_page_field *f, const struct ht_page_word *w)
{
    if (f->text.len)
        ht_buf_addc(&f->text, ' ');
    ht_buf_add(&f->text, w->s, w->len);
    f->conf = !f->there || w->conf < f->conf ? w->conf : f->conf;
    f->box.x0 = !f->there ? w->x0 : fmin(f->box.x0, w->x0);
    f->box.y0 = !f->there ? w->y0 : fmin(f->box.y0, w->y0);
    f->box.x1 = !f->there ? w->x1 : fmax(f->box.x1, w->x1);
    f->box.y1 = !f->there ? w->y1 : fmax(f->box.y1, w->y1);
    f->there = true;
}

static enum ht_rc
finish_row(const struct table *t, struct ht_page_fields *f, ht_page_row *fn, void *arg, size_t *rows)
{
    bool any = false;
    for (size_t i = 0; i < t->reg->nfields; i++) {
        struct ht_page_field *x = &f->f[i];
        ht_page_tidy(&x->text, t->reg->field[i].kind);
        x->there = x->there && x->text.len;
        any = any || x->there;
    }
    enum ht_rc rc = any ? fn(arg, ++*rows) : HT_OK;
    ht_page_fields_clear(f, t->reg);
    return rc;
}

/* A line begins a row if its first column has something; where none has, every line does. */
static bool
begins_row(const struct table *t, const struct band *b, bool numbered)
{
    for (size_t i = 0; i < b->n; i++)
        if (!numbered || !column_of(t, word_at(t, b, i)))
            return true;
    return false;
}

static bool
is_numbered(const struct table *t)
{
    for (size_t i = t->header + 1; i < t->nbands; i++)
        if (begins_row(t, &t->band[i], true))
            return true;
    return false;
}

static enum ht_rc
read_rows(const struct table *t, struct ht_page_fields *f, ht_page_row *fn, void *arg, size_t *rows)
{
    bool numbered = is_numbered(t), open = false;
    enum ht_rc rc = HT_OK;
    ht_page_fields_clear(f, t->reg);
    for (size_t i = t->header + 1; i < t->nbands && !rc; i++) {
        const struct band *b = &t->band[i];
        if (open && begins_row(t, b, numbered))
            rc = finish_row(t, f, fn, arg, rows);
        for (size_t k = 0; k < b->n && !rc; k++) {
            int field = t->field[column_of(t, word_at(t, b, k))];
            if (field >= 0)
                add_word(&f->f[field], word_at(t, b, k));
        }
        open = true;
    }
    return open && !rc ? finish_row(t, f, fn, arg, rows) : rc;
}

enum ht_rc
ht_page_by_rows(const struct ht_page *p, const struct ht_header_book *book, const struct ht_register *reg,
                struct ht_page_fields *f, ht_page_row *fn, void *arg, size_t *rows)
{
    struct table t = { .p = p };
    enum ht_rc rc = HT_OK;
    *rows = 0;
    find_bands(&t);
    if (find_header(&t, book, reg))
        rc = read_rows(&t, f, fn, arg, rows);
    free(t.order);
    free(t.band);
    return rc;
}

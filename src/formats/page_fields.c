/* SPDX-License-Identifier: BSD-2-Clause */
/* Words of a page to fields, by the zones of its template. */
#include "config.h"
#include "formats/page.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "base/mem.h"
#include "base/utf8.h"

#define NONE ((size_t)-1)

/* A word, or what is left of it behind a label, in the template's pixels. */
struct piece {
    const char *s;
    size_t len;
    double x, y;                        /* its middle */
    double height;
    size_t zone;
    unsigned line;                      /* of its zone */
    const struct ht_page_word *word;
};

struct cut {
    const struct ht_page *p;
    const struct ht_template *t;
    struct ht_fit back;                 /* from the page to the template */
    struct piece *piece;
    size_t n;
};

/* The inverse of an affine map; false if it has none. */
static bool
invert(const struct ht_fit *m, struct ht_fit *inverse)
{
    double det = m->a * m->e - m->b * m->d;
    if (fabs(det) < 1e-9)
        return false;
    inverse->a = m->e / det, inverse->b = -m->b / det;
    inverse->d = -m->d / det, inverse->e = m->a / det;
    inverse->c = -(inverse->a * m->c + inverse->b * m->f);
    inverse->f = -(inverse->d * m->c + inverse->e * m->f);
    return true;
}

/* The bytes from START to END of word I that are no label go on as a piece. */
static void
add_piece(struct cut *c, size_t i, size_t start, size_t end)
{
    const struct ht_page_word *w = &c->p->word[i];
    double len = (double)(w->len ? w->len : 1), wide = w->x1 - w->x0;
    double x0 = w->x0 + wide * (double)start / len, x1 = w->x0 + wide * (double)end / len;
    struct piece *p = &c->piece[c->n];
    if (start >= end)
        return;
    *p = (struct piece){ .s = w->s + start, .len = end - start, .zone = NONE, .word = w };
    ht_fit_point(&c->back, (x0 + x1) / 2, (w->y0 + w->y1) / 2.0, &p->x, &p->y);
    p->height = (w->y1 - w->y0) * ht_fit_scale(&c->back);
    c->n++;
}

/* All words but the labels that were found. */
static void
make_pieces(struct cut *c, const struct ht_fit *fit)
{
    struct ht_label_at *label = ht_calloc(c->p->n + 1, sizeof *label);
    for (size_t z = 0; z < c->t->n; z++) {
        const struct ht_label_at *at = &fit->at[z];
        for (size_t i = at->first; at->found && i <= at->last && i < c->p->n; i++) {
            label[i].found = true;
            label[i].start = i == at->first ? at->start : 0;
            label[i].end = i == at->last ? at->end : c->p->word[i].len;
        }
    }
    for (size_t i = 0; i < c->p->n; i++) {
        size_t len = c->p->word[i].len;
        if (!label[i].found) {
            add_piece(c, i, 0, len);
            continue;
        }
        add_piece(c, i, label[i].end, len);
    }
    free(label);
}

/* How far a piece is from being written in Z, in lines; INFINITY if it is not. */
static double
distance(const struct ht_zone *z, const struct piece *p, unsigned *line)
{
    double pitch = z->h / z->lines, slack = fmin(0.3 * pitch, 30), row = (p->y - z->y) / pitch;
    if (p->x < z->x - 12 || p->x > z->x + z->w + 12 || p->y < z->y - slack || p->y > z->y + z->h + slack)
        return INFINITY;
    double k = fmin(fmax(floor(row), 0), z->lines - 1);
    if (z->kind == HT_ZONE_VALUE && k < 1 && p->x < z->first_line_x - 12)
        return INFINITY;
    *line = (unsigned)k;
    return fabs(row - k - 0.5);
}

static void
assign(struct cut *c)
{
    for (size_t i = 0; i < c->n; i++) {
        double nearest = INFINITY;
        for (size_t z = 0; z < c->t->n; z++) {
            unsigned line = 0;
            double d = c->t->zone[z].field < 0 ? INFINITY : distance(&c->t->zone[z], &c->piece[i], &line);
            if (d < nearest) {
                nearest = d;
                c->piece[i].zone = z;
                c->piece[i].line = line;
            }
        }
    }
}

static int
in_order(const void *a, const void *b)
{
    const struct piece *p = a, *q = b;
    if (p->zone != q->zone)
        return p->zone < q->zone ? -1 : 1;
    if (p->line != q->line)
        return p->line < q->line ? -1 : 1;
    if (p->x < q->x || p->x > q->x)
        return p->x < q->x ? -1 : 1;
    return p->s < q->s ? -1 : p->s > q->s;
}

static bool
has_letter_or_digit(const char *s, size_t len)
{
    for (size_t i = 0; i < len; i++)
        if ((unsigned char)s[i] >= 0x80 || (s[i] >= '0' && s[i] <= '9') ||
            ((s[i] | 32) >= 'a' && (s[i] | 32) <= 'z'))
            return true;
    return false;
}

enum { POOR = 62, SURE = 80 };          /* confidences */

/* Where the words of a line of writing that are sure stand. */
struct ink {
    double top, bottom;
    bool any;
};

/*
 * Dotted leaders are read too, with little confidence: as "0.8.6.", as single signs, as anything.  They stand lower
 * than the writing that goes over them.
 */
static bool
is_leader(const struct piece *p, double height, const struct ink *ink)
{
    static const char signs[] = "0123456789oOeEcC.,:;'\"*~-";
    bool dot = false;
    size_t chars = 0;
    if (p->height < 0.25 * height && has_letter_or_digit(p->s, p->len))
        return true;                    /* no letter is as small as a dot */
    if (p->word->conf < 0 || p->word->conf >= POOR)
        return false;
    if (p->height < 0.4 * height || (ink->any && (p->y > ink->bottom || p->y < ink->top)))
        return true;
    for (size_t i = 0, n; i < p->len; i += n, chars++) {
        n = ht_utf8_len(p->s + i, p->len - i);
        if (n > 1 || !strchr(signs, p->s[i]))
            return false;
        dot = dot || p->s[i] == '.';
    }
    return dot && chars > 1;
}

/* Drops the pieces from FROM to END, all of one line, that are leaders. */
static void
drop_leaders(struct cut *c, size_t from, size_t end, double height)
{
    struct ink ink = { INFINITY, -INFINITY, false };
    for (size_t i = from; i < end; i++) {
        const struct piece *p = &c->piece[i];
        if (p->word->conf < SURE)
            continue;
        ink.any = true;
        ink.top = fmin(ink.top, p->y - p->height / 2);
        ink.bottom = fmax(ink.bottom, p->y + p->height / 2);
    }
    for (size_t i = from; i < end; i++)
        if (is_leader(&c->piece[i], height, &ink))
            c->piece[i].len = 0;
}

static void
widen(struct ht_page_field *f, const struct ht_page_word *w)
{
    bool first = !f->there;
    f->box.x0 = first ? w->x0 : fmin(f->box.x0, w->x0);
    f->box.y0 = first ? w->y0 : fmin(f->box.y0, w->y0);
    f->box.x1 = first ? w->x1 : fmax(f->box.x1, w->x1);
    f->box.y1 = first ? w->y1 : fmax(f->box.y1, w->y1);
}

static void
add_to_value(struct ht_page_field *f, const struct piece *p)
{
    if (!p->len)
        return;
    if (f->text.len)
        ht_buf_addc(&f->text, ' ');
    ht_buf_add(&f->text, p->s, p->len);
    if (!has_letter_or_digit(p->s, p->len))
        return;                         /* leaders; they do not count */
    widen(f, p->word);
    if (!f->there || p->word->conf < f->conf)
        f->conf = p->word->conf;
    f->letters += (double)p->len;
    f->sum += (double)p->len * p->word->conf;
    f->there = true;
}

/* The piece behind the last one that is of the zone and line of FIRST. */
static size_t
end_of_line(const struct cut *c, size_t first)
{
    size_t i = first + 1;
    while (i < c->n && c->piece[i].zone == c->piece[first].zone && c->piece[i].line == c->piece[first].line)
        i++;
    return i;
}

/* Mean height of the words that are sure. */
static double
height_of(const struct ht_page *p)
{
    double sum = 0, n = 0;
    for (size_t i = 0; i < p->n; i++) {
        if (p->word[i].conf < 80)
            continue;
        sum += p->word[i].y1 - p->word[i].y0;
        n++;
    }
    return n > 0 ? sum / n : 0;
}

/* A cross or a hook; programs read the frame of an empty box as a letter, too. */
static bool
is_mark(const struct piece *p)
{
    static const char *const marks[] = {
        "x", "X", "×", "✗", "✘", "✓", "✔", "☒", "☑", "v", "V", "[x]", "[X]", "|x|", "|X|",
    };
    for (size_t i = 0; i < HT_COUNT(marks); i++)
        if (p->len == strlen(marks[i]) && !memcmp(p->s, marks[i], p->len))
            return true;
    return false;
}

static void
add_tick(struct ht_page_field *f, const struct ht_zone *z, const struct piece *p)
{
    if (!is_mark(p))
        return;
    if (f->there && strcmp(f->text.s, z->value)) {
        f->conflict = true;
        ht_buf_clear(&f->other);
        ht_buf_adds(&f->other, z->value);
        return;
    }
    widen(f, p->word);
    f->there = true;
    f->conf = p->word->conf;
    ht_buf_clear(&f->text);
    ht_buf_adds(&f->text, z->value);
}

void
ht_page_by_template(const struct ht_page *p, const struct ht_template *t, const struct ht_fit *fit,
                    struct ht_page_fields *f)
{
    struct cut c = { .p = p, .t = t };
    ht_page_fields_clear(f, t->reg);
    if (!fit->at || !invert(fit, &c.back))
        return;
    c.piece = ht_calloc(p->n + 1, sizeof *c.piece);
    make_pieces(&c, fit);
    assign(&c);
    ht_qsort(c.piece, c.n, sizeof *c.piece, in_order);
    for (size_t i = 0, end; i < c.n && c.piece[i].zone != NONE; i = end) {
        end = end_of_line(&c, i);
        if (t->zone[c.piece[i].zone].kind == HT_ZONE_VALUE)
            drop_leaders(&c, i, end, height_of(p) * ht_fit_scale(&c.back));
    }
    for (size_t i = 0; i < c.n && c.piece[i].zone != NONE; i++) {
        const struct ht_zone *z = &t->zone[c.piece[i].zone];
        if (z->kind == HT_ZONE_TICK)
            add_tick(&f->f[z->field], z, &c.piece[i]);
        else
            add_to_value(&f->f[z->field], &c.piece[i]);
    }
    for (size_t i = 0; i < t->reg->nfields; i++) {
        struct ht_page_field *x = &f->f[i];
        ht_page_tidy(&x->text, t->reg->field[i].kind);
        x->there = x->there && x->text.len;
    }
    free(c.piece);
}

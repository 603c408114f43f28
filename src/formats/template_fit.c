/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * Fitting a template to a page.
 *
 * Many labels occur several times ("Dân tộc" of the mother and of the father), some are misread, some stand in the
 * text by chance.  Two labels determine a shift, turn and scale; of all pairs that one is taken with which most others
 * agree.  It is then refined to an affine map by least squares.
 */
#include "config.h"
#include "formats/template.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "base/mem.h"
#include "formats/template_label.h"

enum { HITS = 16, MAX_CANDIDATES = 1200, MAX_SEEDS = 90, FEW = 2, AFFINE_FROM = 8 };
#define MAX_SKEW 0.21                   /* radians, 12 degrees */

/* A label of the template and a place where it may stand. */
struct candidate {
    size_t zone;
    double tx, ty, px, py;              /* anchor in the template, on the page */
    double weight;
    struct ht_label_at at;
};

struct fitting {
    const struct ht_template *t;
    struct candidate *c;
    size_t n, *best;                    /* best: per zone the candidate that agrees, n if none does */
    double all;                         /* weight of all labels */
    size_t labels;
    double scale;                       /* expected page pixels per template pixel, 0: unknown */
    double height;                      /* of the words, page pixels */
};

static int
by_number(const void *a, const void *b)
{
    double x = *(const double *)a, y = *(const double *)b;
    return x < y ? -1 : x > y;
}

static double
weight_of(size_t len)
{
    return len < 24 ? (double)len : 24;
}

/*
 * From a label's top edge to the middle of its line.  Where label and zone stand side by side the zone's first
 * line tells, whatever "top" meant to whoever made the template.
 */
static double
middle_of_line(const struct ht_template *t)
{
    double d[HT_MAX_ZONES];
    size_t n = 0;
    for (size_t i = 0; i < t->n; i++) {
        const struct ht_zone *z = &t->zone[i];
        double line = z->h / z->lines;
        if (z->field >= 0 && z->kind == HT_ZONE_VALUE && *z->key && fabs(z->label_y - z->y) < line)
            d[n++] = z->y + line / 2 - z->label_y;
    }
    ht_qsort(d, n, sizeof *d, by_number);
    return n ? d[n / 2] : t->dpi / 72 * 6;
}

static int
heaviest_first(const void *a, const void *b)
{
    const struct candidate *x = a, *y = b;
    if (x->weight < y->weight || x->weight > y->weight)
        return x->weight > y->weight ? -1 : 1;
    return x->zone < y->zone ? -1 : x->zone > y->zone;
}

static void
find_candidates(struct fitting *f, const struct ht_label_text *text)
{
    double middle = middle_of_line(f->t);
    for (size_t i = 0; i < f->t->n; i++) {
        const struct ht_zone *z = &f->t->zone[i];
        struct ht_label_hit hit[HITS];
        size_t len = strlen(z->key);
        if (!len)
            continue;
        f->labels++;
        f->all += weight_of(len);
        size_t n = ht_label_find(text, z->key, hit, HITS);
        for (size_t k = 0; k < n && f->n < MAX_CANDIDATES; k++)
            f->c[f->n++] = (struct candidate){
                .zone = i, .tx = z->label_x, .ty = z->label_y + middle, .px = hit[k].x, .py = hit[k].y,
                .weight = weight_of(len) - 1.5 * hit[k].wrong, .at = hit[k].at,
            };
    }
    ht_qsort(f->c, f->n, sizeof *f->c, heaviest_first);
}

/* ---- maps from labels ---- */

/* The similarity that takes two template points to two page points; false if they are too near or it is absurd. */
static bool
from_pair(const struct fitting *f, const struct candidate *p, const struct candidate *q, struct ht_fit *m)
{
    double tx = q->tx - p->tx, ty = q->ty - p->ty, px = q->px - p->px, py = q->py - p->py;
    double tt = tx * tx + ty * ty, near = 0.12 * f->t->width;
    if (p->zone == q->zone || tt < near * near)
        return false;
    double c = (tx * px + ty * py) / tt, s = (tx * py - ty * px) / tt, scale = sqrt(c * c + s * s);
    double low = f->scale > 0 ? 0.6 * f->scale : 0.02, high = f->scale > 0 ? 1.6 * f->scale : 20;
    if (scale < low || scale > high || c <= 0 || fabs(atan2(s, c)) > MAX_SKEW)
        return false;
    m->a = c, m->b = -s, m->d = s, m->e = c;
    m->c = p->px - c * p->tx + s * p->ty;
    m->f = p->py - s * p->tx - c * p->ty;
    return true;
}

/* For every zone the candidate nearest to where M puts its label, within TOLERANCE; the weight of all of them. */
static double
agree(const struct fitting *f, const struct ht_fit *m, double tolerance, size_t *best)
{
    double near[HT_MAX_ZONES], sum = 0;
    for (size_t i = 0; i < f->t->n; i++) {
        near[i] = tolerance * tolerance;
        best[i] = f->n;
    }
    for (size_t i = 0; i < f->n; i++) {
        const struct candidate *c = &f->c[i];
        double x, y;
        ht_fit_point(m, c->tx, c->ty, &x, &y);
        double d = (x - c->px) * (x - c->px) + (y - c->py) * (y - c->py);
        if (d > near[c->zone])
            continue;
        if (best[c->zone] < f->n)
            sum -= f->c[best[c->zone]].weight;
        near[c->zone] = d;
        best[c->zone] = i;
        sum += c->weight;
    }
    return sum;
}

/* The pair of labels with which most others agree. */
static double
best_pair(const struct fitting *f, double tolerance, struct ht_fit *m)
{
    size_t *scratch = ht_calloc(f->t->n + 1, sizeof *scratch);
    size_t seeds = f->n < MAX_SEEDS ? f->n : MAX_SEEDS;
    double most = 0;
    for (size_t i = 0; i < seeds; i++) {
        for (size_t k = i + 1; k < seeds; k++) {
            struct ht_fit trial = {0};
            double sum = from_pair(f, &f->c[i], &f->c[k], &trial) ? agree(f, &trial, tolerance, scratch) : 0;
            if (sum > most) {
                most = sum;
                *m = trial;
            }
        }
    }
    free(scratch);
    return most;
}

static double
determinant(double m[3][3])
{
    double sum = 0;
    for (int i = 0; i < 3; i++) {
        int k = (i + 1) % 3, l = (i + 2) % 3;
        sum += m[0][i] * (m[1][k] * m[2][l] - m[1][l] * m[2][k]);
    }
    return sum;
}

/* Solves A·x = B by Cramer's rule; false if it has no stable solution. */
static bool
solve(double a[3][3], const double b[3], double x[3])
{
    double det = determinant(a);
    if (fabs(det) < 1e-9)
        return false;
    for (int k = 0; k < 3; k++) {
        double m[3][3];
        memcpy(m, a, sizeof m);
        for (int i = 0; i < 3; i++)
            m[i][k] = b[i];
        x[k] = determinant(m) / det;
    }
    return true;
}

/* Least squares over the labels that agree: affine if there are enough of them, both wide and high. */
static bool
affine(const struct fitting *f, struct ht_fit *m)
{
    double a[3][3] = {{0}}, bx[3] = {0}, by[3] = {0}, u[3], v[3], w = f->t->width, h = f->t->height;
    size_t n = 0;
    for (size_t i = 0; i < f->t->n; i++) {
        if (f->best[i] == f->n)
            continue;
        const struct candidate *c = &f->c[f->best[i]];
        const double p[3] = { c->tx / w, c->ty / h, 1 };
        for (int r = 0; r < 3; r++) {
            for (int k = 0; k < 3; k++)
                a[r][k] += p[r] * p[k];
            bx[r] += p[r] * c->px;
            by[r] += p[r] * c->py;
        }
        n++;
    }
    if (n < AFFINE_FROM || a[0][0] - a[0][2] * a[0][2] / (double)n < 0.01 * (double)n ||
        a[1][1] - a[1][2] * a[1][2] / (double)n < 0.01 * (double)n || !solve(a, bx, u) || !solve(a, by, v))
        return false;
    struct ht_fit r = { .a = u[0] / w, .b = u[1] / h, .c = u[2], .d = v[0] / w, .e = v[1] / h, .f = v[2] };
    double sx = hypot(r.a, r.d), sy = hypot(r.b, r.e);
    if (sx <= 0 || sy <= 0 || fabs(sx / sy - 1) > 0.06 || fabs(r.a * r.b + r.d * r.e) > 0.05 * sx * sy)
        return false;
    m->a = r.a, m->b = r.b, m->c = r.c, m->d = r.d, m->e = r.e, m->f = r.f;
    return true;
}

/* The same for a similarity, which two labels determine. */
static bool
similarity(const struct fitting *f, struct ht_fit *m)
{
    double n = 0, tx = 0, ty = 0, px = 0, py = 0, c = 0, s = 0, tt = 0;
    for (size_t i = 0; i < f->t->n; i++) {
        if (f->best[i] == f->n)
            continue;
        const struct candidate *k = &f->c[f->best[i]];
        n++, tx += k->tx, ty += k->ty, px += k->px, py += k->py;
    }
    if (n < FEW)
        return false;
    tx /= n, ty /= n, px /= n, py /= n;
    for (size_t i = 0; i < f->t->n; i++) {
        if (f->best[i] == f->n)
            continue;
        const struct candidate *k = &f->c[f->best[i]];
        double x = k->tx - tx, y = k->ty - ty;
        c += x * (k->px - px) + y * (k->py - py);
        s += x * (k->py - py) - y * (k->px - px);
        tt += x * x + y * y;
    }
    if (tt <= 0)
        return false;
    m->a = m->e = c / tt, m->d = s / tt, m->b = -m->d;
    m->c = px - m->a * tx - m->b * ty;
    m->f = py - m->d * tx - m->e * ty;
    return true;
}

static void
measure(const struct fitting *f, double weight, struct ht_fit *m)
{
    double sum = 0;
    for (size_t i = 0; i < f->t->n; i++) {
        if (f->best[i] == f->n)
            continue;
        const struct candidate *c = &f->c[f->best[i]];
        double x, y;
        ht_fit_point(m, c->tx, c->ty, &x, &y);
        sum += (x - c->px) * (x - c->px) + (y - c->py) * (y - c->py);
        m->at[i] = c->at;
        m->found++;
    }
    m->labels = f->labels;
    m->residual = m->found ? sqrt(sum / (double)m->found) : 0;
    double off = f->height > 0 ? m->residual / f->height : 0;
    m->quality = f->all > 0 ? fmax(0, weight) / f->all / (1 + off * off) : 0;
}

static bool
fit_to(struct fitting *f, struct ht_fit *m)
{
    double tolerance = fmax(4, 1.2 * f->height), weight = best_pair(f, tolerance, m);
    if (weight <= 0)
        return false;
    for (int round = 0; round < 4; round++) {
        weight = agree(f, m, tolerance, f->best);
        if (!affine(f, m) && !similarity(f, m))
            return false;
        tolerance = round ? fmax(4, 0.7 * f->height) : tolerance;
    }
    weight = agree(f, m, tolerance, f->best);
    m->at = ht_calloc(f->t->n + 1, sizeof *m->at);
    measure(f, weight, m);
    return m->found >= FEW;
}

static bool
fit_text(const struct ht_template *t, const struct ht_label_text *text, double dpi, struct ht_fit *m)
{
    struct fitting f = {
        .t = t, .scale = dpi > 0 ? dpi / t->dpi : 0, .height = ht_label_height(text),
        .c = ht_calloc(MAX_CANDIDATES, sizeof *f.c), .best = ht_calloc(t->n + 1, sizeof *f.best),
    };
    ht_fit_fini(m);
    find_candidates(&f, text);
    bool fits = fit_to(&f, m);
    if (!fits)
        ht_fit_fini(m);
    free(f.c);
    free(f.best);
    return fits;
}

bool
ht_template_fit(const struct ht_template *t, const struct ht_page_word *word, size_t n, double dpi,
                struct ht_fit *fit)
{
    struct ht_label_text *text = ht_label_text_new(word, n);
    bool fits = fit_text(t, text, dpi, fit);
    ht_label_text_free(text);
    return fits;
}

void
ht_fit_fini(struct ht_fit *fit)
{
    free(fit->at);
    *fit = (struct ht_fit){0};
}

const struct ht_template *
ht_template_choose(const struct ht_templates *set, const struct ht_register *reg, const struct ht_page_word *word,
                   size_t n, double dpi, struct ht_fit *fit)
{
    const struct ht_template *best = NULL;
    struct ht_label_text *text = ht_label_text_new(word, n);
    ht_fit_fini(fit);
    for (size_t i = 0; i < set->n; i++) {
        const struct ht_template *t = set->v[i];
        struct ht_fit trial = {0};
        if ((reg && t->reg != reg) || !fit_text(t, text, dpi, &trial))
            continue;
        bool better = trial.quality >= HT_FIT_SURE && (!best || trial.quality > fit->quality);
        if (better) {
            ht_fit_fini(fit);
            *fit = trial;
            best = t;
        } else {
            ht_fit_fini(&trial);
        }
    }
    ht_label_text_free(text);
    return best;
}

/* SPDX-License-Identifier: BSD-2-Clause */
/* Finding rows of dots. */
#include "config.h"
#include "ocr/leader.h"

#include <math.h>
#include <stdlib.h>

#include "base/mem.h"
#include "ocr/pix.h"

/* At 300 dpi: full stops of 8 to 16 points, and the distances that typewriters and printers give them. */
enum { DOT_LEAST = 2, DOT_MOST = 12, STEP_LEAST = 6, STEP_MOST = 64, MOST_DOTS = 60000 };
enum {
    FEWEST = 4,                         /* dots in a row that make a leader; "..." is writing */
    SURE = 6,                           /* from here on the row is followed through writing */
    LINE = 2000,                        /* pixels of the longest line of writing */
    GAP = 70,                           /* steps without a dot that a row is followed for */
    BEFORE = 60,                        /* steps before the first dot seen in which writing may cover others */
    PATIENCE = 5,                       /* steps before the first dot seen without one that sticks out */
    FAR = 2,                            /* steps without a dot behind which the next one is looked at closely */
    VOWEL = 14,                         /* farthest that a dot is below its vowel */
    BAR_LEAST = 44, BAR_THICK = 9,      /* dots that ran together, longer than a dash */
    HALO = 2                            /* grey around a dot */
};

struct dot {
    float x, y;                         /* its centre */
    short w, h;
    bool used;
};

/* Dots number FROM to TO were seen; the others are where a straight line has them. */
struct row {
    double x0, y0, x1, y1;              /* dots FROM and TO */
    int from, to;
    double w, h;                        /* size of its dots */
    size_t n;                           /* dots seen */
};

struct field {
    PIX *text, *strokes;
    struct dot *dot;                    /* sorted by x */
    size_t n, cap;
};

static int
by_x(const void *a, const void *b)
{
    const struct dot *p = a, *q = b;
    return (p->x > q->x) - (p->x < q->x);
}

/* Blanks a dot and the grey around it, but no ink of others. */
static void
erase(struct field *f, double x, double y, double w, double h)
{
    int x0 = (int)floor(x - w / 2), y0 = (int)floor(y - h / 2), dx = (int)ceil(w), dy = (int)ceil(h);
    ht_pix_blank(f->strokes, x0, y0, dx, dy);
    for (int j = y0 - HALO; j < y0 + dy + HALO; j++)
        for (int i = x0 - HALO; i < x0 + dx + HALO; i++)
            if (!ht_pix_at(f->strokes, i, j))
                pixSetPixel(f->text, i, j, 255);
}

/* Collects the dots; what is longer and as thin is a leader whose dots ran together. */
static bool
collect(struct field *f)
{
    BOXA *boxes = pixConnCompBB(f->strokes, 8);
    l_int32 n = boxes ? boxaGetCount(boxes) : 0;
    for (l_int32 i = 0; i < n && f->n < MOST_DOTS; i++) {
        l_int32 x, y, w, h;
        boxaGetBoxGeometry(boxes, i, &x, &y, &w, &h);
        if (h <= BAR_THICK && w >= BAR_LEAST)
            erase(f, x + w / 2.0, y + h / 2.0, w, h);
        if (w < DOT_LEAST || h < DOT_LEAST || w > DOT_MOST || h > DOT_MOST || w > 2 * h || h > 2 * w)
            continue;
        f->dot = ht_grow(f->dot, &f->cap, f->n + 1, sizeof *f->dot);
        f->dot[f->n++] = (struct dot){ (float)(x + w / 2.0), (float)(y + h / 2.0), (short)w, (short)h, false };
    }
    boxaDestroy(&boxes);
    ht_qsort(f->dot, f->n, sizeof *f->dot, by_x);
    return f->n < MOST_DOTS;
}

/* The first dot at X or behind it. */
static size_t
first_at(const struct field *f, double x)
{
    size_t lo = 0, hi = f->n;
    while (lo < hi) {
        size_t mid = (lo + hi) / 2;
        if (f->dot[mid].x < x)
            lo = mid + 1;
        else
            hi = mid;
    }
    return lo;
}

static bool
alike(double w, double h, const struct dot *d)
{
    double slack = 1.2 + 0.12 * (w + h);
    return fabs(w - d->w) <= slack && fabs(h - d->h) <= slack;
}

/* A vowel stands right above its dot; below a leader's there is nothing of the sort unless the text is on it. */
static bool
is_below_ink(const struct field *f, const struct dot *d)
{
    int x = (int)(d->x - d->w / 2.0F), y = (int)(d->y - d->h / 2.0F);
    return ht_pix_count(f->strokes, x, y - VOWEL, d->w, VOWEL - 1) > 0;
}

/* The unused dot like the row's at (X, Y) or at most DX, DY beside it; f->n if there is none. */
static size_t
dot_near(const struct field *f, double x, double y, double dx, double dy, double w, double h)
{
    size_t best = f->n;
    double nearest = 1e9;
    for (size_t i = first_at(f, x - dx); i < f->n && f->dot[i].x <= x + dx; i++) {
        const struct dot *d = &f->dot[i];
        double far = fabs(d->x - x) + fabs(d->y - y);
        if (!d->used && fabs(d->y - y) <= dy && far < nearest && alike(w, h, d)) {
            nearest = far;
            best = i;
        }
    }
    return best;
}

/* The next dots to the right of dot I at one level, nearest first, tried as the first step of a row. */
static bool
begin(struct field *f, size_t i, struct row *r)
{
    const struct dot *a = &f->dot[i];
    for (size_t j = i + 1; j < f->n && f->dot[j].x - a->x <= STEP_MOST; j++) {
        const struct dot *b = &f->dot[j];
        double step = b->x - a->x, x = b->x, y = b->y;
        if (b->used || step < STEP_LEAST || step < a->w + 1.5 || fabs(b->y - a->y) > 2 || !alike(a->w, a->h, b))
            continue;
        size_t n = 2;
        for (; n < FEWEST; n++) {
            size_t k = dot_near(f, x + step, y, fmax(1.6, step * 0.1), 2, a->w, a->h);
            if (k == f->n)
                break;
            x = f->dot[k].x, y = f->dot[k].y;
        }
        if (n == FEWEST) {
            *r = (struct row){ a->x, a->y, x, y, 0, FEWEST - 1, a->w, a->h, 1 };
            return true;
        }
    }
    return false;
}

/* Where the row's dot number I is or would be. */
static void
place_of(const struct row *r, int i, double *x, double *y)
{
    double part = (double)(i - r->from) / (r->to - r->from);
    *x = r->x0 + part * (r->x1 - r->x0);
    *y = r->y0 + part * (r->y1 - r->y0);
}

static void
clear(struct field *f, int x, int from, int to)
{
    for (int y = from; y < to; y++) {
        pixSetPixel(f->strokes, x, y, 0);
        pixSetPixel(f->text, x, y, 255);
    }
}

/* True if there is ink in column X from row FROM to TO - 1. */
static bool
inked(const struct field *f, int x, int from, int to)
{
    for (int y = from; y < to; y++)
        if (ht_pix_at(f->strokes, x, y))
            return true;
    return false;
}

/*
 * Where writing that stands on the row ends below, in pixels from the middle of the dots: the first quarter of what is
 * seen between the dots, since printed labels on the same line often stand lower.  Without writing it is the lower
 * edge of the dots.
 */
static int
foot_of(const struct field *f, const struct row *r)
{
    int count[2 * DOT_MOST] = { 0 }, n = 0, seen = 0, half = (int)ceil(r->h / 2), foot = 0;
    for (int i = r->from - BEFORE; i < r->to; i++) {
        double x, y;
        place_of(r, i, &x, &y);
        int column = (int)lround(x + (r->x1 - r->x0) / (r->to - r->from) / 2), level = (int)lround(y), low = half + 2;
        if (inked(f, column, level + low, level + low + 2))
            continue;                   /* a descender, or another line */
        while (low > -half && !ht_pix_at(f->strokes, column, level + low))
            low--;
        if (low > -half) {
            count[low + half]++;
            n++;
        }
    }
    if (n < SURE)
        return half;
    while (4 * (seen += count[foot]) < n)
        foot++;
    return foot - half;
}

/* A dot that writing touches, in columns: below the writing's foot all of it goes, above it only what is free on both
 * sides and not under a stroke.  A dot left inside of a letter does less harm than a letter without its foot. */
static void
take_hidden(struct field *f, const struct row *r, double x, double y, int foot)
{
    int half = (int)ceil(r->w / 2) + 1, high = (int)ceil(r->h / 2), mid = (int)lround(x), level = (int)lround(y);
    int box = ht_pix_count(f->strokes, mid - half + 1, level - high, 2 * half - 1, 2 * high);
    if (box < r->w * r->h * 0.6)
        return;
    bool free = !inked(f, mid - half - 1, level - high, level + foot + 1) &&
                !inked(f, mid + half + 1, level - high, level + foot + 1);
    for (int c = mid - half; c <= mid + half; c++) {
        if (inked(f, c, level + high + 1, level + high + 3))
            continue;
        clear(f, c, level + foot + 1, level + high + 2);
        if (free && !inked(f, c, level - high - 3, level - high))
            clear(f, c, level - high - 1, level + foot + 1);
    }
}

/* True if something as narrow as a dot sticks out below the writing's foot at (X, Y). */
static bool
sticks_out(const struct field *f, const struct row *r, double x, double y, int foot)
{
    int mid = (int)lround(x), half = (int)ceil(r->w / 2) + 1, high = (int)ceil(r->h / 2);
    int from = (int)lround(y) + foot + 1, to = (int)lround(y) + high;
    return from < to && inked(f, mid, from, to) && !inked(f, mid, to + 1, to + 3) && !inked(f, mid - half, from, to) &&
           !inked(f, mid + half, from, to);
}

/* The dots that writing covers: those between the ones that were seen, and those before the first one as long as dots
 * stick out below the writing. */
static void
take_covered(struct field *f, const struct row *r)
{
    double x, y;
    int foot = foot_of(f, r), missed = 0;
    for (int i = r->from; i <= r->to; i++) {
        place_of(r, i, &x, &y);
        take_hidden(f, r, x, y, foot);
    }
    for (int i = r->from - 1; i > r->from - BEFORE && missed <= PATIENCE; i--) {
        place_of(r, i, &x, &y);
        bool sticks = sticks_out(f, r, x, y, foot);
        missed = sticks ? 0 : missed + 1;
        if (x > 0 && sticks)
            take_hidden(f, r, x, y, foot);
    }
}

/* Takes dot K of the row, which is its dot number I. */
static void
take(struct field *f, struct row *r, size_t k, int i)
{
    struct dot *d = &f->dot[k];
    d->used = true;
    r->n++;
    if (i > r->to)
        r->to = i, r->x1 = d->x, r->y1 = d->y;
    else if (i < r->from)
        r->from = i, r->x0 = d->x, r->y0 = d->y;
    erase(f, d->x, d->y, d->w, d->h);
}

/* Follows the row to one side and takes its dots. */
static void
follow(struct field *f, struct row *r, int side)
{
    int missed = 0;
    for (int i = side > 0 ? 0 : -1; missed <= (r->n >= SURE ? GAP : 2); i += side) {
        double x, y, step = (r->x1 - r->x0) / (r->to - r->from);
        place_of(r, i, &x, &y);
        if (x < 0 || x > pixGetWidth(f->strokes))
            break;
        bool far = missed >= FAR;
        size_t k = dot_near(f, x, y, far ? 1.6 : fmax(2.2, step * 0.12), far ? 2 : 2.6, r->w, r->h);
        if (k < f->n && far && is_below_ink(f, &f->dot[k]))
            k = f->n;
        if (k < f->n) {
            take(f, r, k, i);
            missed = 0;
        } else {
            missed++;
        }
    }
}

/*
 * Rows that writing covers but for a few dots: what a typewriter's dots at its one distance look like between words.
 * A is the leader whose step and size are known.  Dots at whole numbers of steps from dot I are counted against all
 * dots that are at its level.
 */
static void
take_sparse(struct field *f, const struct row *a, size_t i)
{
    double step = (a->x1 - a->x0) / (a->to - a->from), rise = (a->y1 - a->y0) / (a->x1 - a->x0);
    struct dot *first = &f->dot[i];
    struct row row = { .x0 = first->x, .y0 = first->y, .w = a->w, .h = a->h };
    size_t all = 0, hits = 0;
    for (int pass = 0; pass < 2; pass++) {
        for (size_t k = i; k < f->n && f->dot[k].x < first->x + LINE; k++) {
            struct dot *d = &f->dot[k];
            double steps = (d->x - first->x) / step, off = fabs(steps - nearbyint(steps)) * step;
            if (d->used || fabs(d->y - first->y - rise * (d->x - first->x)) > 2.2 || !alike(a->w, a->h, d))
                continue;
            all += !pass;
            hits += !pass && off <= 1.6;
            if (pass && off <= 1.6 && !is_below_ink(f, d)) {
                d->used = true;
                erase(f, d->x, d->y, d->w, d->h);
                if (k > i)
                    row.to = (int)nearbyint(steps), row.x1 = d->x, row.y1 = d->y;
            }
        }
        if (hits < FEWEST || hits * 4 < all * 3)
            return;
    }
    if (row.to > 0)
        take_covered(f, &row);
}

bool
ht_leaders_take(PIX *text, PIX *strokes)
{
    struct field f = { .text = text, .strokes = strokes };
    struct row best = { 0 };
    if (collect(&f)) {
        for (size_t i = 0; i < f.n; i++) {
            struct row r;
            if (f.dot[i].used || !begin(&f, i, &r))
                continue;
            follow(&f, &r, 1);
            follow(&f, &r, -1);
            if (r.n >= SURE)
                take_covered(&f, &r);
            if (r.n > best.n)
                best = r;
        }
        for (size_t i = 0; best.n >= SURE && i < f.n; i++)
            if (!f.dot[i].used && alike(best.w, best.h, &f.dot[i]))
                take_sparse(&f, &best, i);
    }
    free(f.dot);
    return true;
}

/* SPDX-License-Identifier: BSD-2-Clause */
/* Places of a template on a page that it was fitted to. */
#include "config.h"
#include "formats/template.h"

#include <math.h>

void
ht_fit_point(const struct ht_fit *m, double x, double y, double *px, double *py)
{
    *px = m->a * x + m->b * y + m->c;
    *py = m->d * x + m->e * y + m->f;
}

struct ht_box
ht_fit_box(const struct ht_fit *m, double x, double y, double w, double h)
{
    struct ht_box b = { INFINITY, INFINITY, -INFINITY, -INFINITY };
    for (int i = 0; i < 4; i++) {
        double px, py;
        ht_fit_point(m, x + (i & 1 ? w : 0), y + (i & 2 ? h : 0), &px, &py);
        b.x0 = fmin(b.x0, px), b.x1 = fmax(b.x1, px);
        b.y0 = fmin(b.y0, py), b.y1 = fmax(b.y1, py);
    }
    return b;
}

double
ht_fit_skew(const struct ht_fit *m)
{
    return atan2(m->d, m->a) * 180 / 3.14159265358979323846;
}

double
ht_fit_scale(const struct ht_fit *m)
{
    return sqrt(fabs(m->a * m->e - m->b * m->d));
}

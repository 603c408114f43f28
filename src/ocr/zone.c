/* SPDX-License-Identifier: BSD-2-Clause */
/* Cutting zones into lines. */
#include "config.h"
#include "ocr/zone.h"

#include <math.h>
#include <stdlib.h>

#include "base/mem.h"
#include "ocr/pix.h"

enum { MARGIN = 14,                     /* white around a line's picture */
       BESIDE = 14,                     /* how far writing may begin before its zone … */
       BEHIND = 36,                     /* … and end behind it */
       DOT = 11,                        /* largest dot of a leader */
       SPECK = 6,                       /* pixels of a component that is dirt */
       LEAST_INK = 40 };                /* pixels of a line that has writing */

/* Parts of the pitch: how far lines may be from where the template has them, and half of what letters without strokes
 * up or down cover. */
#define DRIFT 0.3
#define BODY  0.2
#define TALL  1.5                       /* nothing that is higher is a letter */

struct cut {
    const struct ht_zone_at *z;
    PIX *ink;                           /* strokes of the zone and half a line around it, labels blanked */
    int x, y, w, h;                     /* of ink, on the page */
    double pitch;
    double drift;                       /* of the lines, downwards */
};

/* Ink per row of pixels. */
static double *
profile(PIX *ink)
{
    int h = pixGetHeight(ink);
    double *sum = ht_calloc((size_t)h + 1, sizeof *sum);
    for (int y = 0; y < h; y++)
        sum[y + 1] = sum[y] + ht_pix_count(ink, 0, y, pixGetWidth(ink), 1);
    return sum;
}

static double
between(const double *sum, int h, double from, double to)
{
    int a = (int)fmax(0, fmin(h, from)), b = (int)fmax(0, fmin(h, to));
    return sum[b] - sum[a];
}

/* Typists do not hit the line of the form exactly: where most ink is, the lines are. */
static double
find_drift(const struct cut *c)
{
    double *sum = profile(c->ink), best = 0, most = 0;
    int range = (int)(DRIFT * c->pitch);
    for (int d = -range; d <= range; d++) {
        double ink = 0;
        for (unsigned i = 0; i < c->z->lines; i++) {
            double mid = c->z->box.y0 - c->y + (i + 0.5) * c->pitch + d;
            ink += between(sum, c->h, mid - BODY * c->pitch, mid + BODY * c->pitch);
        }
        ink *= 1 - 0.4 * abs(d) / c->pitch;
        if (ink > most) {
            most = ink;
            best = d;
        }
    }
    free(sum);
    return best;
}

/* The line that a component belongs to, -1 if it is none of the zone's. */
static int
line_of(const struct cut *c, int x, int y, int w, int h)
{
    double mid = c->y + y + h / 2.0 - c->drift, left = c->x + x, right = left + w;
    int i = (int)floor((mid - c->z->box.y0) / c->pitch);
    if (i < 0 || i >= (int)c->z->lines || h > TALL * c->pitch)
        return -1;
    double from = i == 0 ? c->z->first_x : c->z->box.x0;
    double middle = (left + right) / 2;
    return middle >= from - BESIDE && middle <= c->z->box.x1 + BEHIND ? i : -1;
}

/* Takes MASK, the ink of one line as large as c->ink. */
static void
make_line(const struct ht_scan *s, const struct cut *c, PIX *mask, struct ht_zone_line *line)
{
    BOX *box = NULL;
    PIX *near = NULL;
    l_int32 x, y, w, h;
    if (ht_pix_count(mask, 0, 0, c->w, c->h) >= LEAST_INK && !pixClipToForeground(mask, NULL, &box) && box) {
        boxGetGeometry(box, &x, &y, &w, &h);
        line->x = c->x + x - MARGIN;
        line->y = c->y + y - MARGIN;
        line->gray = ht_pix_crop(s->text, line->x, line->y, w + 2 * MARGIN, h + 2 * MARGIN);
        line->ink = ht_pix_crop(mask, x - MARGIN, y - MARGIN, w + 2 * MARGIN, h + 2 * MARGIN);
        near = line->ink ? pixDilateBrick(NULL, line->ink, 7, 7) : NULL;
    }
    if (near && line->gray) {
        pixInvert(near, near);
        pixSetMasked(line->gray, near, 255);
        pixSetResolution(line->gray, HT_SCAN_DPI, HT_SCAN_DPI);
        pixSetResolution(line->ink, HT_SCAN_DPI, HT_SCAN_DPI);
    } else {
        ht_pix_drop(&line->gray);
        ht_pix_drop(&line->ink);
    }
    ht_pix_drop(&near);
    boxDestroy(&box);
    pixDestroy(&mask);
}

/* As small and round as the dots of leaders are; commas are longer. */
static bool
is_dot(int w, int h)
{
    return w <= DOT && h <= DOT && h <= w + 3;
}

/* From where to where letters stand in each line. */
static void
find_ends(const struct cut *c, BOXA *boxes, int from[HT_ZONE_LINES], int to[HT_ZONE_LINES])
{
    l_int32 x, y, w, h, n = boxaGetCount(boxes);
    for (unsigned i = 0; i < HT_ZONE_LINES; i++) {
        from[i] = c->w;
        to[i] = 0;
    }
    for (l_int32 i = 0; i < n; i++) {
        boxaGetBoxGeometry(boxes, i, &x, &y, &w, &h);
        int at = line_of(c, x, y, w, h);
        if (at < 0 || w * h < SPECK || is_dot(w, h))
            continue;
        from[at] = x < from[at] ? x : from[at];
        to[at] = x + w > to[at] ? x + w : to[at];
    }
}

/* Deals the components out to the lines.  Dots before the first and behind the last letter of a line are what is left
 * of a leader. */
static void
deal(const struct cut *c, PIX *mask[HT_ZONE_LINES])
{
    PIXA *pixa = NULL;
    BOXA *boxes = pixConnComp(c->ink, &pixa, 8);
    l_int32 n = boxes && pixa ? pixaGetCount(pixa) : 0, x, y, w, h;
    int from[HT_ZONE_LINES], to[HT_ZONE_LINES];
    if (n)
        find_ends(c, boxes, from, to);
    for (l_int32 i = 0; i < n; i++) {
        l_int32 area = 0;
        PIX *one = pixaGetPix(pixa, i, L_CLONE);
        boxaGetBoxGeometry(boxes, i, &x, &y, &w, &h);
        int at = line_of(c, x, y, w, h);
        pixCountPixels(one, &area, NULL);
        if (at >= 0 && area >= SPECK && mask[at] && x + w > from[at] && x < to[at] + 2)
            pixRasterop(mask[at], x, y, w, h, PIX_SRC | PIX_DST, one, 0, 0);
        pixDestroy(&one);
    }
    boxaDestroy(&boxes);
    pixaDestroy(&pixa);
}

unsigned
ht_zone_cut(const struct ht_scan *s, const struct ht_zone_at *z, const struct ht_box *printed, size_t n,
            struct ht_zone_line line[HT_ZONE_LINES])
{
    struct cut c = { .z = z, .pitch = (z->box.y1 - z->box.y0) / z->lines };
    PIX *mask[HT_ZONE_LINES] = { NULL };
    unsigned written = 0;
    for (size_t i = 0; i < HT_ZONE_LINES; i++)
        line[i] = (struct ht_zone_line){ 0 };
    c.x = (int)floor(fmin(z->box.x0, z->first_x)) - 4 * BESIDE;
    c.y = (int)floor(z->box.y0 - c.pitch / 2);
    c.w = (int)ceil(z->box.x1) + 4 * BESIDE - c.x;
    c.h = (int)ceil(z->box.y1 + c.pitch / 2) - c.y;
    if (z->lines > HT_ZONE_LINES || c.pitch < 8 || c.w < 1 || c.h < 1 || c.w > 30000 || c.h > 30000)
        return 0;
    c.ink = ht_pix_crop(s->strokes, c.x, c.y, c.w, c.h);
    if (!c.ink)
        return 0;
    for (size_t i = 0; i < n; i++)
        ht_pix_blank(c.ink, (int)floor(printed[i].x0) - c.x - 3, (int)floor(printed[i].y0) - c.y - 3,
                     (int)ceil(printed[i].x1 - printed[i].x0) + 6, (int)ceil(printed[i].y1 - printed[i].y0) + 6);
    c.drift = find_drift(&c);
    for (unsigned i = 0; i < z->lines; i++)
        mask[i] = pixCreateTemplate(c.ink);
    deal(&c, mask);
    for (unsigned i = 0; i < z->lines; i++)
        if (mask[i]) {
            make_line(s, &c, mask[i], &line[i]);
            written += line[i].gray != NULL;
        }
    pixDestroy(&c.ink);
    return written;
}

void
ht_zone_fini(struct ht_zone_line line[HT_ZONE_LINES])
{
    for (size_t i = 0; i < HT_ZONE_LINES; i++) {
        ht_pix_drop(&line[i].gray);
        ht_pix_drop(&line[i].ink);
    }
}

/* The printed box is the largest square-like frame near the place; its inside begins behind its line. */
double
ht_zone_tick(const struct ht_scan *s, const struct ht_box *at)
{
    int w = (int)(at->x1 - at->x0), h = (int)(at->y1 - at->y0), x = (int)at->x0, y = (int)at->y0;
    int room_x = w / 2 + 6, room_y = h / 2 + 6;
    PIX *near = w > 4 && h > 4 ? ht_pix_crop(s->ink, x - room_x, y - room_y, w + 2 * room_x, h + 2 * room_y) : NULL;
    if (!near)
        return 0;
    BOXA *boxes = pixConnCompBB(near, 8);
    int bx = room_x, by = room_y, bw = w, bh = h;
    double best = 1e9;
    for (l_int32 i = 0; boxes && i < boxaGetCount(boxes); i++) {
        l_int32 cx, cy, cw, ch;
        boxaGetBoxGeometry(boxes, i, &cx, &cy, &cw, &ch);
        double off = fabs(cx + cw / 2.0 - room_x - w / 2.0) + fabs(cy + ch / 2.0 - room_y - h / 2.0);
        if (cw > 0.6 * w && cw < 1.5 * w && ch > 0.6 * h && ch < 1.5 * h && off < best) {
            best = off;
            bx = cx, by = cy, bw = cw, bh = ch;
        }
    }
    int in_x = bw / 5, in_y = bh / 5;
    int n = ht_pix_count(near, bx + in_x, by + in_y, bw - 2 * in_x, bh - 2 * in_y);
    double full = (double)n / ((double)(bw - 2 * in_x) * (bh - 2 * in_y));
    boxaDestroy(&boxes);
    pixDestroy(&near);
    return full;
}

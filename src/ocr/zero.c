/* SPDX-License-Identifier: BSD-2-Clause */
/* Opening zeros. */
#include "config.h"
#include "ocr/zero.h"

#include <stdlib.h>

#include "ocr/pix.h"

/* Digits at 300 dpi, 7 to 20 points; parts of the letter's size. */
enum { HEIGHT_LEAST = 16, HEIGHT_MOST = 70 };
#define WIDTH_LEAST 0.38
#define WIDTH_MOST 0.9
#define INSIDE_HIGH 0.5                 /* the inside of a zero is at least so high … */
#define INSIDE_WIDE 0.35                /* … and so wide */
#define OVERLAP 0.15                    /* of the two halves that a stroke leaves, in both directions: those of an 8 lie
                                         * above each other, those of "oo" beside each other */
#define FILLED 0.05                     /* part of the inside that a dot or a stroke takes at least … */
#define FILLED_MOST 0.6                 /* … and at most */

struct box {
    l_int32 x, y, w, h;
};

static bool
is_tall(const struct box *b)
{
    return b->h >= HEIGHT_LEAST && b->h <= HEIGHT_MOST && b->w >= WIDTH_LEAST * b->h && b->w <= WIDTH_MOST * b->h;
}

static int
overlap(int a, int alen, int b, int blen)
{
    int from = a > b ? a : b, to = a + alen < b + blen ? a + alen : b + blen;
    return to - from;
}

/* What the holes of a letter of W × H are: one that is large enough to hold a dot, or two halves that a slanting stroke
 * leaves. */
enum inside { NO_ZERO, ROUND, HALVES };

static enum inside
kind_of(PIX *holes, int w, int h)
{
    BOXA *boxes = pixConnCompBB(holes, 4);
    l_int32 n = boxes ? boxaGetCount(boxes) : 0, x0 = w, y0 = h, x1 = 0, y1 = 0;
    struct box b[2] = { { 0 } };
    for (l_int32 i = 0; i < n && n <= 2; i++) {
        boxaGetBoxGeometry(boxes, i, &b[i].x, &b[i].y, &b[i].w, &b[i].h);
        x0 = b[i].x < x0 ? b[i].x : x0;
        y0 = b[i].y < y0 ? b[i].y : y0;
        x1 = b[i].x + b[i].w > x1 ? b[i].x + b[i].w : x1;
        y1 = b[i].y + b[i].h > y1 ? b[i].y + b[i].h : y1;
    }
    boxaDestroy(&boxes);
    if (n < 1 || n > 2 || y1 - y0 < INSIDE_HIGH * h || x1 - x0 < INSIDE_WIDE * w)
        return NO_ZERO;
    if (n == 1)
        return ROUND;
    bool slanting = overlap(b[0].x, b[0].w, b[1].x, b[1].w) > OVERLAP * w &&
                    overlap(b[0].y, b[0].h, b[1].y, b[1].h) > OVERLAP * h;
    return slanting ? HALVES : NO_ZERO;
}

/* The letter's inside: its holes, closed over a stroke's width.  What belongs to the letter itself is no part of a
 * round one: the bar of a Đ reaches into it.  NULL if it is no zero. */
static PIX *
inside_of(PIX *letter, int w, int h)
{
    PIX *holes = pixHolesByFilling(letter, 4), *closed = NULL;
    enum inside kind = holes ? kind_of(holes, w, h) : NO_ZERO;
    if (kind != NO_ZERO) {
        int stroke = w / 3 | 1;
        closed = pixCloseSafeBrick(NULL, holes, stroke, stroke);
    }
    if (closed && kind == ROUND)
        pixSubtract(closed, closed, letter);
    ht_pix_drop(&holes);
    return closed;
}

/* Clears ink of STROKES inside of the letter in BOX. */
static void
open_letter(PIX *text, PIX *strokes, PIX *letter, const struct box *b)
{
    PIX *inside = inside_of(letter, b->w, b->h);
    PIX *ink = inside ? ht_pix_crop(strokes, b->x, b->y, b->w, b->h) : NULL;
    l_int32 filled = 0, all = 0;
    if (ink) {
        pixAnd(ink, ink, inside);
        pixCountPixels(ink, &filled, NULL);
        pixCountPixels(inside, &all, NULL);
    }
    if (filled > FILLED * all && filled < FILLED_MOST * all)
        for (int y = 0; y < b->h; y++)
            for (int x = 0; x < b->w; x++)
                if (ht_pix_at(inside, x, y)) {
                    pixSetPixel(strokes, b->x + x, b->y + y, 0);
                    pixSetPixel(text, b->x + x, b->y + y, 255);
                }
    ht_pix_drop(&ink);
    ht_pix_drop(&inside);
}

bool
ht_zeros_open(PIX *text, PIX *strokes)
{
    PIXA *letters = NULL;
    BOXA *boxes = pixConnComp(strokes, &letters, 8);
    l_int32 n = boxes && letters ? boxaGetCount(boxes) : 0;
    for (l_int32 i = 0; i < n; i++) {
        struct box b;
        boxaGetBoxGeometry(boxes, i, &b.x, &b.y, &b.w, &b.h);
        if (!is_tall(&b))
            continue;
        PIX *letter = pixaGetPix(letters, i, L_CLONE);
        open_letter(text, strokes, letter, &b);
        pixDestroy(&letter);
    }
    bool ok = boxes;
    boxaDestroy(&boxes);
    pixaDestroy(&letters);
    return ok;
}

/* SPDX-License-Identifier: BSD-2-Clause */
/* Levelling, scaling, and an even background. */
#include "config.h"
#include "ocr/clean.h"

#include <math.h>

#include "ocr/pix.h"

/* Sweep of the angle: loose sheets are fed with up to 3 degrees, books are photographed with more. */
#define SKEW_RANGE 7.0
#define SKEW_LEAST 0.05                 /* below, turning costs more sharpness than it gives */
#define SKEW_SURE 2.5                   /* Leptonica's score of the peak */
#define DEGREE (3.14159265358979 / 180)

/* What is darker than Otsu's threshold and this is ink, within bounds. */
enum { DARKER = 20, INK_LEAST = 120, INK_MOST = 185 };

enum { DPI_LEAST = 100, DPI_MOST = 1300, A4_WIDTH = 827, A4_HEIGHT = 1169 };    /* 1/100 inch */
enum { DPI_WORST = 60 };                /* a picture that would have less is no page: nobody could read it */

/*
 * Grey without red ink: stamps lie over signatures and text.  Where a pixel is redder than anything printed in black or
 * blue, its red part is what the paper sent through.
 */
static PIX *
without_red(PIX *pix)
{
    l_int32 w, h;
    pixGetDimensions(pix, &w, &h, NULL);
    PIX *out = pixCreate(w, h, 8);
    if (!out)
        return NULL;
    for (l_int32 y = 0; y < h; y++) {
        const l_uint32 *from = pixGetData(pix) + (size_t)y * (size_t)pixGetWpl(pix);
        l_uint32 *to = pixGetData(out) + (size_t)y * (size_t)pixGetWpl(out);
        for (l_int32 x = 0; x < w; x++) {
            l_int32 r, g, b;
            extractRGBValues(from[x], &r, &g, &b);
            l_int32 other = g > b ? g : b, gray = (30 * r + 59 * g + 11 * b) / 100;
            SET_DATA_BYTE(to, x, r > other + 24 ? r : gray);
        }
    }
    return out;
}

static PIX *
to_gray(PIX *pix)
{
    switch (pixGetDepth(pix)) {
    case 1:
        return pixConvert1To8(NULL, pix, 255, 0);
    case 32:
        return without_red(pix);
    default:
        return pixClone(pix);
    }
}

/* What the file says is often a default of the program that wrote it: a page is between a hand and a table wide. */
static double
resolution(PIX *pix, int dpi)
{
    double side = fmax(pixGetWidth(pix), pixGetHeight(pix));
    if (dpi >= DPI_LEAST && dpi <= DPI_MOST && side / dpi > 5 && side / dpi < 24)
        return dpi;
    bool upright = pixGetHeight(pix) >= pixGetWidth(pix);
    return fmax(DPI_WORST, 100.0 * pixGetWidth(pix) / (upright ? A4_WIDTH : A4_HEIGHT));
}

/* Letters of 300 dpi whatever the scanner did. */
static PIX *
to_scale(PIX *gray, double dpi, double *scale)
{
    *scale = HT_SCAN_DPI / dpi;
    if (*scale > 0.93 && *scale < 1.08) {
        *scale = 1;
        return pixClone(gray);
    }
    return pixScale(gray, (l_float32)*scale, (l_float32)*scale);
}

/* How much neighbouring pixels of the paper differ: about 1 for a clean page, 10 and more for a noisy one. */
static double
noise(PIX *gray)
{
    double sum = 0;
    size_t n = 0;
    for (l_int32 y = 1; y < pixGetHeight(gray) - 1; y += 7) {
        const l_uint32 *row = pixGetData(gray) + (size_t)y * (size_t)pixGetWpl(gray);
        for (l_int32 x = 1; x < pixGetWidth(gray) - 1; x += 3) {
            l_int32 v = GET_DATA_BYTE(row, x), left = GET_DATA_BYTE(row, x - 1), right = GET_DATA_BYTE(row, x + 1);
            if (v > 150 && left > 150 && right > 150) {
                sum += fabs(2.0 * v - left - right) / 2;
                n++;
            }
        }
    }
    return n ? sum / (double)n : 0;
}

/* Takes GRAY. */
static PIX *
even(PIX *gray)
{
    PIX *out = pixBackgroundNorm(gray, NULL, NULL, 12, 20, 90, 40, 250, 2, 2);
    if (!out)
        return gray;
    pixDestroy(&gray);
    if (noise(out) > 7) {
        gray = pixBlockconv(out, 1, 1);
        if (gray) {
            pixDestroy(&out);
            return gray;
        }
    }
    return out;
}

/* One threshold for the page, whose paper is even by now: tiles with thresholds of their own make one word bold and the
 * next one thin. */
PIX *
ht_scan_threshold(PIX *gray)
{
    PIX *value = NULL, *ink = NULL;
    l_uint32 t = 0;
    if (pixOtsuAdaptiveThreshold(gray, 100000, 100000, 0, 0, 0.1f, &value, NULL))
        return NULL;
    pixGetPixel(value, 0, 0, &t);
    pixDestroy(&value);
    t += DARKER;
    ink = pixThresholdToBinary(gray, t < INK_LEAST ? INK_LEAST : t > INK_MOST ? INK_MOST : (l_int32)t);
    return ink;
}

/* Takes GRAY and turns it level; sets s->skew. */
static PIX *
level(struct ht_scan *s, PIX *gray)
{
    PIX *ink = ht_scan_threshold(gray), *out;
    l_float32 angle = 0, sure = 0;
    if (ink)
        pixFindSkewSweepAndSearch(ink, &angle, &sure, 4, 2, SKEW_RANGE, 0.5f, 0.01f);
    ht_pix_drop(&ink);
    if (sure < SKEW_SURE || fabs(angle) < SKEW_LEAST)
        return gray;
    out = pixRotate(gray, (l_float32)(angle * DEGREE), L_ROTATE_AREA_MAP, L_BRING_IN_WHITE, 0, 0);
    if (!out)
        return gray;
    s->skew = -angle;
    pixDestroy(&gray);
    return out;
}

bool
ht_scan_clean(struct ht_scan *s, PIX *pix, int dpi)
{
    *s = (struct ht_scan){ .scale = 1 };
    PIX *gray = to_gray(pix), *scaled;
    if (!gray)
        return false;
    scaled = to_scale(gray, resolution(pix, dpi), &s->scale);
    pixDestroy(&gray);
    if (!scaled)
        return false;
    s->gray = level(s, even(scaled));
    pixSetResolution(s->gray, HT_SCAN_DPI, HT_SCAN_DPI);
    s->ink = ht_scan_threshold(s->gray);
    return s->ink;
}

void
ht_scan_fini(struct ht_scan *s)
{
    ht_pix_drop(&s->gray);
    ht_pix_drop(&s->ink);
    ht_pix_drop(&s->text);
    ht_pix_drop(&s->strokes);
}

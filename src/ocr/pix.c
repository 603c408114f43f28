/* SPDX-License-Identifier: BSD-2-Clause */
/* Helpers for pictures. */
#include "config.h"
#include "ocr/pix.h"

/* Cuts the box to the picture; false if nothing is left. */
static bool
clip(PIX *p, int *x, int *y, int *w, int *h)
{
    int x1 = *x + *w, y1 = *y + *h;
    *x = *x < 0 ? 0 : *x;
    *y = *y < 0 ? 0 : *y;
    *w = (x1 > pixGetWidth(p) ? pixGetWidth(p) : x1) - *x;
    *h = (y1 > pixGetHeight(p) ? pixGetHeight(p) : y1) - *y;
    return *w > 0 && *h > 0;
}

int
ht_pix_count(PIX *p, int x, int y, int w, int h)
{
    int n = 0;
    if (!clip(p, &x, &y, &w, &h))
        return 0;
    for (int j = y; j < y + h; j++) {
        const l_uint32 *row = pixGetData(p) + (size_t)j * (size_t)pixGetWpl(p);
        for (int i = x; i < x + w; i++)
            n += GET_DATA_BIT(row, i);
    }
    return n;
}

void
ht_pix_blank(PIX *p, int x, int y, int w, int h)
{
    if (clip(p, &x, &y, &w, &h))
        pixRasterop(p, x, y, w, h, pixGetDepth(p) == 1 ? PIX_CLR : PIX_SET, NULL, 0, 0);
}

PIX *
ht_pix_crop(PIX *p, int x, int y, int w, int h)
{
    PIX *out = w > 0 && h > 0 ? pixCreate(w, h, pixGetDepth(p)) : NULL;
    if (!out)
        return NULL;
    if (pixGetDepth(p) > 1)
        pixSetAll(out);
    int cx = x, cy = y, cw = w, ch = h;
    if (clip(p, &cx, &cy, &cw, &ch))
        pixRasterop(out, cx - x, cy - y, cw, ch, PIX_SRC, p, cx, cy);
    pixSetResolution(out, pixGetXRes(p), pixGetYRes(p));
    return out;
}

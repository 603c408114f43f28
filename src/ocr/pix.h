/* SPDX-License-Identifier: BSD-2-Clause */
/* Small helpers for Leptonica's pictures. */
#ifndef HT_OCR_PIX_H
#define HT_OCR_PIX_H

#include <leptonica/allheaders.h>
#include <stdbool.h>

/* Destroys *P, which may be NULL. */
static inline void
ht_pix_drop(PIX **p)
{
    if (*p)
        pixDestroy(p);
}

/* True if the pixel of a 1 bit picture is set; outside nothing is. */
static inline bool
ht_pix_at(PIX *p, int x, int y)
{
    if (x < 0 || y < 0 || x >= pixGetWidth(p) || y >= pixGetHeight(p))
        return false;
    const l_uint32 *row = pixGetData(p) + (size_t)y * (size_t)pixGetWpl(p);
    return GET_DATA_BIT(row, x);
}

/* Number of pixels that are set in the box, clipped to the picture. */
int ht_pix_count(PIX *p, int x, int y, int w, int h);

/* Makes the box blank: white in 8 bits, clear in 1 bit. */
void ht_pix_blank(PIX *p, int x, int y, int w, int h);

/* A copy of the box, blank where it reaches beyond the picture.  NULL on failure. */
PIX *ht_pix_crop(PIX *p, int x, int y, int w, int h);

#endif

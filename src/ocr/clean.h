/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * A page made fit for reading: grey, about 300 dpi, level, on white, without the stamps' red; then the same without
 * what the form printed under the writing (rules and dotted leaders).
 */
#ifndef HT_OCR_CLEAN_H
#define HT_OCR_CLEAN_H

#include <leptonica/allheaders.h>
#include <stdbool.h>

enum { HT_SCAN_DPI = 300 };

struct ht_scan {
    PIX *gray;                          /* 8 bits, paper white, level */
    PIX *ink;                           /* 1 bit, the same size: what is dark */
    PIX *text;                          /* 8 bits: gray without rules and leaders */
    PIX *strokes;                       /* 1 bit: ink without them */
    double skew;                        /* degrees that the page was turned by, clockwise positive */
    double scale;                       /* pixels of the page per pixel of the picture */
};

/* Makes gray and ink of PIX with DPI (0: unknown), which stays the caller's.  False if Leptonica failed. */
bool ht_scan_clean(struct ht_scan *s, PIX *pix, int dpi);
/* Makes text and strokes (ocr/form.c). */
bool ht_scan_strip(struct ht_scan *s);
void ht_scan_fini(struct ht_scan *s);

/* Black and white of a grey picture whose paper is white.  NULL on failure. */
PIX *ht_scan_threshold(PIX *gray);

#endif

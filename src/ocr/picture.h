/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * Pages of picture files: PNG, JPEG, TIFF of one or many pages, PDF (drawn by poppler's pdftoppm, a child process).
 * Told apart by their content.  Call these in a process that may die: the libraries behind them were written for
 * pictures that are whole.
 */
#ifndef HT_OCR_PICTURE_H
#define HT_OCR_PICTURE_H

#include <leptonica/allheaders.h>

enum { HT_PICTURE_SIDE = 30000 };                       /* longest side, pixels */
#define HT_PICTURE_AREA (150u * 1000 * 1000)            /* most pixels of a page */

enum ht_picture_why {
    HT_PICTURE_FINE,
    HT_PICTURE_NO_FILE,                 /* it cannot be opened */
    HT_PICTURE_UNKNOWN,                 /* not one of the formats */
    HT_PICTURE_HUGE,                    /* beyond the bounds above */
    HT_PICTURE_DAMAGED,                 /* it ends too early, or its inside is broken */
    HT_PICTURE_NO_POPPLER,              /* pdftoppm or pdfinfo is not installed */
    HT_PICTURE_NWHY
};
extern const char *const ht_picture_text[HT_PICTURE_NWHY];      /* N_(): what is wrong and what to do */

/* Number of pages of PATH, 0 with *WHY if they cannot be told. */
unsigned ht_picture_pages(const char *path, enum ht_picture_why *why);

/* Page N (from 0): 1, 8 or 32 bits deep, no colour map, no transparency.  *DPI gets what the file says, 0 if it says
 * nothing.  NULL with *WHY.  The caller destroys it. */
PIX *ht_picture_page(const char *path, unsigned n, int *dpi, enum ht_picture_why *why);

#endif

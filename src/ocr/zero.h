/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * Zeros with a dot or a stroke inside, as fonts of one width have them: Tesseract takes them for 8, 9, 6 or @.  What
 * is inside is taken out, so that they are ordinary zeros.
 */
#ifndef HT_OCR_ZERO_H
#define HT_OCR_ZERO_H

#include <leptonica/allheaders.h>
#include <stdbool.h>

/* Opens the zeros of TEXT (8 bits) and STROKES (1 bit), two pictures of one page at 300 dpi.  False if Leptonica
 * failed. */
bool ht_zeros_open(PIX *text, PIX *strokes);

#endif

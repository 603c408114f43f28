/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * Dotted leaders: rows of dots of one size at one distance.  Where writing goes over them the dots are found by their
 * distance, so that a dot under a vowel or on an i is not one of them.
 */
#ifndef HT_OCR_LEADER_H
#define HT_OCR_LEADER_H

#include <leptonica/allheaders.h>
#include <stdbool.h>

/* Blanks the leaders in TEXT (8 bits) and STROKES (1 bit), two pictures of one page at 300 dpi. */
bool ht_leaders_take(PIX *text, PIX *strokes);

#endif

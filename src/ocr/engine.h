/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * Tesseract with its Vietnamese model.  The only file that knows its interface; pictures come as Leptonica's.
 *
 * It runs on one thread: on the pages of ledgers OpenMP needs three times the processor time and is slower by the clock
 * as well (tesseract-ocr/tesseract#3109), and pages are worked on side by side anyway.
 */
#ifndef HT_OCR_ENGINE_H
#define HT_OCR_ENGINE_H

#include <leptonica/allheaders.h>

#include "ocr/words.h"

struct ht_engine;

/* Keeps Tesseract to one thread, in this process and those that it forks. */
void ht_engine_single(void);

/* How a picture is taken apart. */
enum ht_layout {
    HT_LAYOUT_LINE,                     /* it is one line */
    HT_LAYOUT_BLOCK,                    /* lines below each other */
    HT_LAYOUT_SPARSE                    /* text wherever it stands: survives ruled lines, where BLOCK reads nothing */
};

/* NULL if the model is not installed. */
struct ht_engine *ht_engine_new(void);
void ht_engine_free(struct ht_engine *e);               /* NULL is fine */

/* Reads PIX (8 bits grey or 1 bit) of DPI and adds the words to OUT, NFC; boxes are moved by DX, DY.  ALPHABET: the
 * only characters to consider, NULL for all.  False if Tesseract failed. */
bool ht_engine_read(struct ht_engine *e, PIX *pix, int dpi, enum ht_layout layout, const char *alphabet, int dx, int dy,
                    struct ht_words *out);

#endif

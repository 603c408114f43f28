/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * Fuzz target: any bytes as a picture of a page: its width, then runs of grey.  It is cleaned and stripped, zones are
 * cut out of it and a tick is looked for, as hotich-ocr does before Tesseract sees anything.
 */
#include "config.h"

#include <stdlib.h>

#include "fuzz.h"
#include "ocr/clean.h"
#include "ocr/pix.h"
#include "ocr/zone.h"

enum { LEAST = 16, HEIGHT = 160 };

/* Pairs of bytes: so many pixels of such a grey, line by line; what is left is white. */
static PIX *
draw(const uint8_t *data, size_t size, int width)
{
    PIX *p = pixCreate(width, HEIGHT, 8);
    int at = 0;
    pixSetAll(p);
    for (size_t i = 0; i + 1 < size; i += 2)
        for (int n = data[i] + 1; n && at < width * HEIGHT; n--, at++)
            pixSetPixel(p, at % width, at / width, data[i + 1]);
    return p;
}

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    struct ht_scan s = { 0 };
    if (size < 2)
        return 0;
    int width = LEAST + 2 * data[0], dpi = data[1] & 3 ? 100 * (data[1] & 3) : 0;
    setMsgSeverity(L_SEVERITY_NONE);
    PIX *p = draw(data + 2, size - 2, width);
    if (ht_scan_clean(&s, p, dpi) && ht_scan_strip(&s)) {
        int w = pixGetWidth(s.gray), h = pixGetHeight(s.gray);
        const struct ht_box printed = { w / 8.0, h / 4.0, w / 4.0, h / 2.0 };
        const struct ht_zone_at at = { .box = { w / 5.0, -5, w + 20.0, h * 0.9 }, .lines = 1u + (data[1] >> 4),
                                       .first_x = w / 3.0 };
        struct ht_zone_line line[HT_ZONE_LINES];
        ht_zone_cut(&s, &at, &printed, 1, line);
        ht_zone_fini(line);
        double full = ht_zone_tick(&s, &printed);
        if (full < 0 || full > 1)
            abort();
    }
    ht_scan_fini(&s);
    pixDestroy(&p);
    return 0;
}

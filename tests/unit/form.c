/* SPDX-License-Identifier: BSD-2-Clause */
/* ocr/form: rules of any grey go, the writing on them stays */
#include "config.h"

#include <leptonica/allheaders.h>

#include "ocr/clean.h"
#include "tap.h"

enum { WIDTH = 1600,                   /* more than five inches, or it is no page */
       HEIGHT = 400, RULE_Y = 260, LETTER_X = 420, LETTER_Y = 225 };

/* Grain of paper and print, the same at every run. */
static int
grain(unsigned *state, int most)
{
    *state = *state * 1103515245u + 12345u;
    return (int)(*state >> 16) % (2 * most + 1) - most;
}

static void
box(PIX *pix, int x0, int y0, int w, int h, int gray, unsigned *state)
{
    for (int y = y0; y < y0 + h; y++)
        for (int x = x0; x < x0 + w; x++)
            pixSetPixel(pix, x, y, (l_uint32)(gray + grain(state, 9)));
}

/* A page with bars like letters, and a rule of that GRAY two pixels thick, on which a descender stands. */
static PIX *
page(int gray)
{
    unsigned state = 1;
    PIX *pix = pixCreate(WIDTH, HEIGHT, 8);
    box(pix, 0, 0, WIDTH, HEIGHT, 245, &state);
    for (int x = 60; x < WIDTH - 60; x += 24)
        box(pix, x, 60, 8, 36, 40, &state);
    box(pix, 50, RULE_Y, WIDTH - 100, 2, gray, &state);
    box(pix, LETTER_X, LETTER_Y, 6, RULE_Y + 10 - LETTER_Y, 40, &state);
    pixSetResolution(pix, 300, 300);
    return pix;
}

static unsigned
at(PIX *pix, int x, int y)
{
    l_uint32 v = 0;
    pixGetPixel(pix, x, y, &v);
    return v;
}

/* Pixels of the rule that are still to be seen, away from the descender. */
static int
left_over(PIX *pix)
{
    int n = 0;
    for (int x = 60; x < WIDTH - 60; x++)
        n += (x < LETTER_X - 8 || x > LETTER_X + 14) && at(pix, x, RULE_Y) < 200;
    return n;
}

int
main(void)
{
    static const int grays[] = { 30, 90, 140, 150, 160, 180 };
    for (size_t i = 0; i < sizeof grays / sizeof *grays; i++) {
        struct ht_scan s;
        PIX *pix = page(grays[i]);
        char what[40];
        snprintf(what, sizeof what, "a rule of grey %d", grays[i]);
        tap_ok(ht_scan_clean(&s, pix, 300) && ht_scan_strip(&s), __FILE__, __LINE__, what);
        CHECK_INT(left_over(s.text), 0);
        CHECK(at(s.text, LETTER_X + 3, RULE_Y) < 100);
        CHECK(at(s.text, LETTER_X + 3, RULE_Y + 7) < 100);
        CHECK(at(s.text, 64, 80) < 100);
        ht_scan_fini(&s);
        pixDestroy(&pix);
    }
    return tap_done();
}

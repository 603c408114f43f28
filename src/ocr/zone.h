/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * The writing in a zone, line by line, cut out of the page: only what belongs to a line is left in its picture, not the
 * printed label, not the hooks of the line below, not the edge of a stamp.
 */
#ifndef HT_OCR_ZONE_H
#define HT_OCR_ZONE_H

#include "formats/template.h"
#include "ocr/clean.h"

enum { HT_ZONE_LINES = 32 };            /* most lines of a zone that are looked for */

struct ht_zone_line {
    PIX *gray;                          /* 8 bits, with a white margin; NULL: nothing is written there */
    PIX *ink;                           /* the same, black and white */
    int x, y;                           /* where its corner is on the page */
};

/* A zone on the page. */
struct ht_zone_at {
    struct ht_box box;
    unsigned lines;
    double first_x;                     /* page x of the first line's beginning */
};

/* Cuts the lines of Z out of S into LINE[0…z->lines-1].  PRINTED are N boxes of printed text that is not the zone's.
 * Returns the number of lines with writing.  Release with ht_zone_fini. */
unsigned ht_zone_cut(const struct ht_scan *s, const struct ht_zone_at *z, const struct ht_box *printed, size_t n,
                     struct ht_zone_line line[HT_ZONE_LINES]);
void ht_zone_fini(struct ht_zone_line line[HT_ZONE_LINES]);

/* How full the box that belongs to a tick is: 0 to 1 of its inside.  Looks for the printed box near AT first. */
double ht_zone_tick(const struct ht_scan *s, const struct ht_box *at);

#endif

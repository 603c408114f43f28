/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * Charts as SVG inside a page: no script, no font of their own, colours from the page's style sheet (class
 * c1, c2 …), so that the same chart is light, dark or printed.  Every mark has a title with its number.
 */
#ifndef HT_EXPORT_CHART_H
#define HT_EXPORT_CHART_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/buf.h"
#include "base/io.h"

#define HT_CHART_LABEL 32

struct ht_mark {
    uint64_t n;
    bool hidden;                        /* not published: drawn as a hatched stub without a number */
};

struct ht_chart {
    const char *about;                  /* for those who do not see it */
    unsigned width, height;             /* of the view box */
    size_t n, series;
    char (*label)[HT_CHART_LABEL];      /* N of them */
    struct ht_mark *mark;               /* N × SERIES, the series of a label together */
    const char *name[4];                /* of the series */
    unsigned color[4];                  /* class cN */
};

/* Room for N labels and SERIES marks each, zeroed. */
void ht_chart_init(struct ht_chart *c, size_t n, size_t series, unsigned width, unsigned height, const char *about);
void ht_chart_fini(struct ht_chart *c);

/* Columns side by side, or on top of each other. */
void ht_chart_columns(const struct ht_chart *c, bool stacked, struct ht_out *out);
/* Bars to the left (first series) and to the right (second) of the labels, the last label on top. */
void ht_chart_pyramid(const struct ht_chart *c, struct ht_out *out);
/* A ring of which PART of WHOLE is filled. */
void ht_chart_ring(uint64_t part, uint64_t whole, struct ht_out *out);
/* The names of the series with their colours, as HTML. */
void ht_chart_legend(const struct ht_chart *c, struct ht_out *out);

/* N with the language's mark between thousands. */
void ht_chart_number(struct ht_buf *b, uint64_t n);

#endif

/* SPDX-License-Identifier: BSD-2-Clause */
/* What the parts of the page of the open data share: export/statpage.c and its charts, export/statchart.c. */
#ifndef HT_EXPORT_STATPAGE_H
#define HT_EXPORT_STATPAGE_H

#include "export/chart.h"
#include "export/stats.h"

enum color { BIRTH = 1, MARRIAGE = 2, DEATH = 3, MALE = 4, FEMALE = 5 };

/* The three events that everybody asks for. */
#define HT_STATS_EVENTS 3
extern const struct ht_stats_event {
    enum ht_reg reg;
    enum color color;
    const char *name, *by_year;         /* msgids */
} ht_stats_events[HT_STATS_EVENTS];

struct ht_stats_page {
    const struct ht_stats *s;
    struct ht_out *out;
    unsigned first, last;               /* years; 0: none is known */
};

/* The count of REG at AT, or that it is not published. */
struct ht_mark ht_page_mark(const struct ht_stats_page *p, unsigned reg, const uint16_t at[HT_NDIM]);

/* Writes all charts. */
void ht_page_charts(const struct ht_stats_page *p);

#endif

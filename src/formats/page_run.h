/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * The reading of a file of recognised pages, whatever its form: the page that is being read, and where whole ones go.
 * A member of each reader's own state.
 */
#ifndef HT_FORMATS_PAGE_RUN_H
#define HT_FORMATS_PAGE_RUN_H

#include "formats/page.h"

struct ht_page_run {
    struct ht_pages *pages;
    struct ht_page page;                /* number 0: none is open */
    unsigned long number;               /* of the page that began last */
    enum ht_rc rc;                      /* what the receiver said of the last one */
};

void ht_page_run_begin(struct ht_page_run *r, const struct ht_format_job *job, struct ht_rows *to);
/* RC is how the reading ended.  If it went well and there was no page, that is reported; returns what is to be said. */
enum ht_rc ht_page_run_end(struct ht_page_run *r, enum ht_rc rc);

/* The next page, empty; what an earlier one had and was not taken is dropped. */
struct ht_page *ht_page_run_next(struct ht_page_run *r);
/* The page is whole: rows are made of it if one is open; sets r->rc. */
void ht_page_run_take(struct ht_page_run *r);

#endif

/* SPDX-License-Identifier: BSD-2-Clause */
/* The reading of a file of recognised pages. */
#include "config.h"
#include "formats/page_run.h"

void
ht_page_run_begin(struct ht_page_run *r, const struct ht_format_job *job, struct ht_rows *to)
{
    *r = (struct ht_page_run){ .pages = ht_pages_new(job, to) };
    ht_page_init(&r->page);
}

enum ht_rc
ht_page_run_end(struct ht_page_run *r, enum ht_rc rc)
{
    if (rc == HT_OK)
        rc = ht_pages_end(r->pages);
    ht_page_fini(&r->page);
    ht_pages_free(r->pages);
    return rc;
}

struct ht_page *
ht_page_run_next(struct ht_page_run *r)
{
    ht_page_clear(&r->page);
    r->page.number = ++r->number;
    return &r->page;
}

void
ht_page_run_take(struct ht_page_run *r)
{
    ht_page_settle(&r->page);
    if (r->page.number)
        r->rc = ht_pages_take(r->pages, &r->page);
    ht_page_clear(&r->page);
    r->page.number = 0;
}

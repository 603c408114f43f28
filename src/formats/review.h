/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * The page on which a person compares readings with their pictures (--review=FILE.html).
 *
 * One file that needs nothing else: each doubtful field's picture beside what was read, corrected from the keyboard;
 * "save" gives the decisions (formats/decided.h) for the next run.  It is written while records pass, so memory does
 * not grow with the number of pages.
 */
#ifndef HT_FORMATS_REVIEW_H
#define HT_FORMATS_REVIEW_H

#include "formats/format.h"
#include "model/record.h"

struct ht_reading_review;

/* LISTS has the page's fixed part (review.html).  NULL after reporting. */
struct ht_reading_review *ht_reading_review_open(const char *path, const char *lists, struct ht_diag *d);

/* The directory for pictures of fields; it is removed with the review. */
const char *ht_reading_review_dir(const struct ht_reading_review *v);

/* FIELD of R has to be looked at: CELL says why, and has its picture. */
void ht_reading_review_add(struct ht_reading_review *v, const struct ht_record *r, int field,
                           const struct ht_cell *cell);

/* Finishes the page (OK) or drops it, frees.  HT_FAIL after reporting.  NULL is fine. */
enum ht_rc ht_reading_review_close(struct ht_reading_review *v, bool ok);

#endif

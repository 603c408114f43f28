/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * The review page: suspected pairs side by side, differences marked, decided from the keyboard.
 *
 * One file that needs nothing else.  Progress is kept in the browser; "save" gives the decisions as the TSV that
 * --decisions takes.  The pairs that are nearest to being certain come first.
 */
#ifndef HT_DEDUPE_REVIEW_H
#define HT_DEDUPE_REVIEW_H

#include "dedupe/pairs.h"
#include "model/record.h"

struct ht_review;

struct ht_review *ht_review_new(const struct ht_marks *k);

/* Keeps R if it is part of a pair that is shown. */
void ht_review_record(struct ht_review *v, const struct ht_record *r, uint32_t rec);

/* The same for what is no record: false if it is not shown; else its fields, then the end.  PLACE tells fields apart
 * and orders them. */
bool ht_review_begin(struct ht_review *v, uint32_t rec, const char *title, const char *src, const char *scan);
void ht_review_field(struct ht_review *v, size_t place, const char *caption, const char *s, size_t len);
void ht_review_end(struct ht_review *v);

enum ht_rc ht_review_write(struct ht_review *v, const char *path, const struct ht_match *result,
                           const struct ht_ids *ids, struct ht_diag *d);
void ht_review_free(struct ht_review *v);       /* NULL is fine */

#endif

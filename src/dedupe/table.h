/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * Matching the rows of a table that --fields describes: all rows in, then all rows out in their order, each with the
 * name of its cluster.  The same comparisons, model, clusters, decisions and review page as for registers.
 */
#ifndef HT_DEDUPE_TABLE_H
#define HT_DEDUPE_TABLE_H

#include <stdbool.h>

#include "base/diag.h"
#include "base/rc.h"

struct ht_value {
    const char *s;
    size_t len;
};

struct ht_table_opts {
    struct ht_diag *diag;
    const char *fields;                 /* the description */
    const char *lists;                  /* directory of the lists */
    double threshold, review_from;      /* 0: the tool chooses */
    unsigned jobs;
    size_t memory;
    const char *pairs, *review, *model, *explain_model;     /* as in ht_dedupe_opts */
    const char *const *decisions;
    size_t ndecisions;
};

struct ht_table;

/* NULL after reporting a usage error. */
struct ht_table *ht_table_new(const struct ht_table_opts *opts);
void ht_table_free(struct ht_table *t);         /* NULL is fine */

/* True if the cells are a header that has all described columns.  MISSING gets the first one that is not there, in the
 * words of the description, or NULL; FOUND the number of those that are. */
bool ht_table_header(struct ht_table *t, const struct ht_value *cell, size_t n, const char **missing, size_t *found);

/* One row, borrowed for the call.  Without a column of ids a row is named after its place, "FILE:LINE". */
enum ht_rc ht_table_row(struct ht_table *t, const char *file, unsigned long line, const struct ht_value *cell,
                        size_t n);

/* All rows are there: matches them and writes what the options ask for, but for the review page. */
enum ht_rc ht_table_match(struct ht_table *t);

/* Gives the rows back; CLUSTER is "" for a row that is alone.  Then writes the review page, if it was asked for. */
typedef enum ht_rc ht_table_fn(void *arg, const struct ht_value *cell, size_t n, const char *cluster);
enum ht_rc ht_table_give(struct ht_table *t, ht_table_fn *fn, void *arg);

struct ht_dedupe_counts;
const struct ht_dedupe_counts *ht_table_counts(const struct ht_table *t);

#endif

/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * The stage that finds duplicates: takes all records, then gives them back in their order with cluster="…" on
 * every record of a cluster of two or more and a finding on every record of a pair.  Never drops one.
 *
 * Features stay in memory (about 300 bytes for each record), the records themselves go to a temporary file.
 */
#ifndef HT_DEDUPE_DEDUPE_H
#define HT_DEDUPE_DEDUPE_H

#include "base/diag.h"
#include "dedupe/match.h"
#include "stream/stage.h"

struct ht_dedupe_opts {
    struct ht_diag *diag;
    const char *lists;                  /* directory of the lists, as ht_lists_dir gave it */
    double threshold, review_from;      /* 0: the tool chooses */
    unsigned jobs;
    size_t memory;                      /* bytes for records and features, 0: no limit; more goes to TMPDIR */
    const char *pairs;                  /* TSV of pairs or NULL */
    const char *const *decisions;       /* TSVs of decisions */
    size_t ndecisions;
    const char *review;                 /* page for deciding or NULL */
    const char *against, *save_index;   /* index files or NULL */
    const char *model;                  /* model file to use or NULL */
    const char *explain_model;          /* file to write the model to; "": say it; NULL */
    const char *link;                   /* link persons across registers, write the links here; "": only mark; NULL */
};

/* NULL after reporting a usage error (a file or list that cannot be read). */
struct ht_stage *ht_dedupe_new(const struct ht_dedupe_opts *opts);

/* After the end: how many records are in clusters, clusters, and pairs left to review. */
struct ht_dedupe_counts {
    uint64_t records, clustered, clusters, review, candidates;
    uint64_t persons;                   /* mentioned in more than one event (--link) */
    struct ht_expected expected;        /* over all registers */
    double seconds, cpu_seconds;        /* that matching took: what comes between reading and writing */
};
const struct ht_dedupe_counts *ht_dedupe_counts(const struct ht_stage *s);

#endif

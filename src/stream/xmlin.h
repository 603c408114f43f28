/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * Canonical XML in: the only place that reads pipe data with libxml2 (SAX2, no tree), where it is not as our writer
 * wrote it.
 *
 * DOCTYPE, entities of its own and processing instructions are refused; depth, names, values and records
 * are bounded (base/limits.h).  A stream without its trailer, or with a wrong count, is a failure: whoever
 * wrote it did not finish.  Nothing at all is a failure too.
 */
#ifndef HT_STREAM_XMLIN_H
#define HT_STREAM_XMLIN_H

#include "base/io.h"
#include "base/progress.h"
#include "stream/stage.h"

/* What the reader counts while it runs. */
struct ht_xmlin_stats {
    uint64_t records;
    uint64_t files;
};

struct ht_xmlin_opts {
    const char *const *files;           /* NULL-terminated paths; an empty list: standard input */
    struct ht_diag *diag;
    struct ht_progress *progress;       /* or NULL */
    struct ht_xmlin_stats *stats;       /* or NULL */
    size_t block;                       /* bytes per read, for tests; 0: default */
    unsigned jobs;                      /* threads that parse; 0 and 1: the caller's.  Same records, same messages */
    bool no_scan;                       /* for tests: libxml2 reads all of it.  Same records, same messages */
    /* Called with every input before its first byte is read and after its last; either may be NULL. */
    void (*opened)(void *arg, struct ht_in *in);
    void (*done)(void *arg, struct ht_in *in, uint64_t records);
    void *arg;
};

struct ht_source *ht_xmlin_new(const struct ht_xmlin_opts *opts);

/* Reads one document from IN into FIRST without ending the stages.  Does not close IN. */
enum ht_rc ht_xmlin_read(struct ht_in *in, struct ht_stage *first, const struct ht_xmlin_opts *opts);

/* True if the bytes look like the beginning of canonical XML. */
int ht_xmlin_looks_like(const unsigned char *s, size_t n);

#endif

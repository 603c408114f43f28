/* SPDX-License-Identifier: BSD-2-Clause */
/* What the files of "hotich batch" share. */
#ifndef HT_TOOLS_BATCH_INT_H
#define HT_TOOLS_BATCH_INT_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/diag.h"
#include "base/opt.h"
#include "base/progress.h"
#include "tools/batch_state.h"

struct ht_batch_options {
    const char *output, *chain, *progress;
    struct ht_strv match;
    unsigned long jobs;
    bool quiet, verbose, help, version;
};

struct ht_batch {
    struct ht_batch_options o;
    struct ht_diag *diag;
    struct ht_progress *progress;
    const char *root;                   /* the tree that is walked */
    char *out_real;                     /* -o, resolved */
    const char *suffix;
    struct ht_ledger_job *job;
    size_t n, cap;
    uint64_t done_bytes, done;
    size_t running;
    int lock;                           /* of -o; children hold it too, so that nobody writes beside them */
    bool stop;                          /* the chain is wrong: start no more */
};

/* Takes every ledger through the chain.  HT_FAIL after reporting: the run cannot go on.  A ledger that fails does not
 * stop the others. */
enum ht_rc ht_batch_run(struct ht_batch *b);

#endif

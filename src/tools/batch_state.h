/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * What "hotich batch" knows about one ledger: beside every output X stands X.state, written when the ledger is done and
 * holding what it was made of and what came out.  A ledger is done if all of that is still so.
 */
#ifndef HT_TOOLS_BATCH_STATE_H
#define HT_TOOLS_BATCH_STATE_H

#include <stdbool.h>
#include <stdint.h>

#include "base/digest.h"
#include "base/io.h"

struct ht_ledger_job {
    char *path;                         /* of the source */
    char *name;                         /* the same below the tree that was given */
    char *output;                       /* path of the output */
    uint64_t bytes;                     /* of the source */
    char input[HT_DIGEST_HEX];          /* digest of the source, "" until it was taken */
    char result[HT_DIGEST_HEX];         /* of the output; "" if that is a directory */
    uint64_t result_bytes, records;     /* of the output; records as its trailer counts, 0 if it has none */
    int status;                         /* exit status, -1: not done */
    bool resumed;                       /* done by an earlier run */
    int pid;                            /* 0: not running */
};

/* Takes the digest of the source.  HT_FAIL after reporting. */
enum ht_rc ht_job_digest(struct ht_ledger_job *j, struct ht_diag *d);

/* True, with status and results filled in, if an earlier run did J with the same CHAIN and release and the output is
 * still what it made. */
bool ht_job_is_done(struct ht_ledger_job *j, const char *chain, struct ht_diag *d);

/* Looks at the output and writes the state.  HT_FAIL after reporting. */
enum ht_rc ht_job_finish(struct ht_ledger_job *j, const char *chain, struct ht_diag *d);

void ht_job_fini(struct ht_ledger_job *j);

#endif

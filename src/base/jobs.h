/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * Jobs side by side, each in a process of its own with limits: one that makes a library crash, hang or eat memory costs
 * its own result only.  What the processes write comes out in the order of the jobs.
 */
#ifndef HT_BASE_JOBS_H
#define HT_BASE_JOBS_H

#include <stddef.h>

#include "base/io.h"

struct ht_job_limits {
    unsigned long jobs;                 /* at once, from 1 */
    unsigned seconds;                   /* of processor time each */
    size_t memory;                      /* bytes each */
};

/* What a process does: writes to its standard output through OUT; returns its exit status. */
typedef int ht_job_work(void *arg, size_t i, struct ht_out *out);
/* Called in order for every job that is over.  TEXT is what it wrote.  STATUS: its exit status, 128 and the signal's
 * number if a signal ended it. */
typedef void ht_job_done(void *arg, size_t i, int status, const char *text, size_t len);

/* Runs jobs 0 to N - 1.  HT_FAIL after reporting if processes cannot be made. */
enum ht_rc ht_jobs_run(size_t n, const struct ht_job_limits *limits, ht_job_work *work, ht_job_done *done, void *arg,
                       struct ht_diag *d);

#endif

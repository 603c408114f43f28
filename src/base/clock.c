/* SPDX-License-Identifier: BSD-2-Clause */
/* Clocks. */
#include "config.h"
#include "base/clock.h"

#include <time.h>

static double
seconds(clockid_t clock)
{
    struct timespec t;
    clock_gettime(clock, &t);
    return (double)t.tv_sec + (double)t.tv_nsec / 1e9;
}

double
ht_clock(void)
{
    return seconds(CLOCK_MONOTONIC);
}

double
ht_clock_cpu(void)
{
    return seconds(CLOCK_PROCESS_CPUTIME_ID);
}

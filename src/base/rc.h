/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * The one return type of functions that can fail on data.
 *
 * The function that detects a problem reports it, once, through base/diag.h.  Everybody above only
 * passes the code on.
 */
#ifndef HT_BASE_RC_H
#define HT_BASE_RC_H

enum ht_rc {
    HT_OK = 0,
    HT_EOF = 1,                 /* nothing more to come; not an error */
    HT_BAD = -1,                /* this record only; already reported, the stream goes on */
    HT_FAIL = -2                /* stop; already reported */
};

/* Exit statuses of every program of the family; the highest that occurred wins. */
enum ht_exit {
    HT_EXIT_OK = 0,             /* done, nothing at or above --fail-on */
    HT_EXIT_FINDINGS = 1,       /* done, with findings */
    HT_EXIT_USAGE = 2,          /* bad invocation or configuration; no input was read */
    HT_EXIT_FAILURE = 3         /* stream or system failure; do not trust the output */
};

#endif

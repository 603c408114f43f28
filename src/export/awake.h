/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * Which of many outputs have buffers and descriptors: those that were used last.
 *
 * Entries of a ledger usually come together, but need not: every ledger keeps its output until the end.  When one
 * more than HT_AWAKE of them is used, the one that was idle for the longest time rests until its next entry comes, so
 * that memory grows by some hundred bytes per ledger and nothing per entry.
 */
#ifndef HT_EXPORT_AWAKE_H
#define HT_EXPORT_AWAKE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/rc.h"

#define HT_AWAKE 32

/* Part of whatever owns an output; all zero at first, but for the owner. */
struct ht_turn {
    void *owner;
    uint64_t used;                      /* clock of the last use */
    uint64_t wakings;                   /* how many there had been at that time */
    bool awake, idle;
};

struct ht_awake {
    /* Called once when OWNER has been idle for a while, and will probably rest: what it holds back may be got ready. */
    void (*idle)(void *arg, void *owner);
    /* OWNER gives its buffers back.  HT_OK, or HT_FAIL after reporting. */
    enum ht_rc (*rest)(void *arg, void *owner);
    void *arg;
    struct ht_turn *turn[HT_AWAKE];     /* NULL: free */
    uint64_t clock, wakings;
};

/* T is used now: it is awake afterwards, and another one may rest.  HT_FAIL if that failed. */
enum ht_rc ht_awake_use(struct ht_awake *a, struct ht_turn *t);

#endif

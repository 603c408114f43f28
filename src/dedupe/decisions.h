/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * What people decided about pairs, as a TSV that the review page saves and that may be edited:
 *
 *     id_a id_b decision print_a print_b
 *
 * decision is same, different or unsure; print is the fingerprint of a record's content, so that a decision holds
 * when the books are digitised again under other ids; it may be left out.  Ids are given anew as well: where both
 * contents are others, the ids name other records, and the decision is not about them.  Further columns (who, when,
 * why) are passed over.  A later line wins, in one file or in several; that "same" became "different" or the other way
 * round is reported.
 */
#ifndef HT_DEDUPE_DECISIONS_H
#define HT_DEDUPE_DECISIONS_H

#include <stdbool.h>

#include "base/diag.h"
#include "base/hash.h"
#include "dedupe/set.h"

enum { HT_DECIDED_SAME = 1, HT_DECIDED_DIFFERENT, HT_DECIDED_UNSURE };

struct ht_decided_pair {
    uint64_t id[2], print[2];           /* hashes; 0: not said */
    int verdict;                        /* HT_DECIDED_… */
    const char *file;                   /* where it stands; borrowed */
    unsigned long line;
};

struct ht_decided {
    struct ht_map by_id, by_print;      /* pair → place in PAIR + 1 */
    struct ht_decided_pair *pair;
    size_t n, cap;
    size_t nsame;                       /* pairs to be joined even if no key they share makes them candidates */
};

/* Adds the decisions of a file, whose PATH must outlive D; a header line may stand anywhere, so that files can be
 * put together.  0, or -1 after reporting. */
int ht_decisions_load(struct ht_decided *d, const char *path, struct ht_diag *diag);
/* The same for all of N files, in their order. */
int ht_decisions_load_all(struct ht_decided *d, const char *const *path, size_t n, struct ht_diag *diag);
/* Reports how many decisions name records that are in none of the N sets. */
void ht_decisions_absent(const struct ht_decided *d, const struct ht_set *set, size_t n, struct ht_diag *diag);
void ht_decisions_fini(struct ht_decided *d);

/* What was decided about two records, by ids or else by contents; 0: nothing.  D may be NULL. */
int ht_decided_about(const struct ht_decided *d, const struct ht_feat *a, const struct ht_feat *b);

/* The hash of an id as ht_feat holds it. */
uint64_t ht_id_hash(const char *id, size_t len);

#endif

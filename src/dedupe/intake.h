/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * The way in: every record is packed for the way out and made a feature of, on a thread of its own if there is one to
 * spare.  Records are taken in their order whatever happens, so that the features do not depend on it.
 */
#ifndef HT_DEDUPE_INTAKE_H
#define HT_DEDUPE_INTAKE_H

#include "base/diag.h"
#include "base/spool.h"
#include "dedupe/set.h"

struct ht_intake;
struct ht_link;

struct ht_intake_opts {                 /* all borrowed */
    struct ht_pool *pool;               /* nobody else may touch these five until ht_intake_end */
    const struct ht_dschema *schema;    /* by register, as the sets */
    struct ht_set *set;
    struct ht_link *link;               /* takes every record too; or NULL */
    struct ht_spool *spool;             /* gets the length (uint32_t) and the bytes of each packed record */
    struct ht_diag *diag;
    uint32_t first;                     /* number of the first record */
    bool thread;
};

struct ht_intake *ht_intake_new(const struct ht_intake_opts *opts);
void ht_intake_free(struct ht_intake *in);      /* NULL is fine */

/* HT_OK, or HT_FAIL after reporting, perhaps some records later. */
enum ht_rc ht_intake_add(struct ht_intake *in, const struct ht_record *r);

/* Waits until everything is done.  HT_OK, or HT_FAIL after reporting. */
enum ht_rc ht_intake_end(struct ht_intake *in);

#endif

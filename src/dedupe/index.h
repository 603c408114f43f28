/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * The index: everything that a later run needs to compare new ledgers with those that were submitted before, without
 * reading them again.  One file, written beside its name and renamed, so an interrupted run leaves the old one.
 *
 * It is mapped, not read: a run touches the keys of all old features in one sweep and the rest only where a key meets
 * a new record.  Contents, each part padded to 8 bytes: header; syllables; texts; ids; then for each register its
 * features, clusters, cluster names, frequencies and model.  Numbers have the machine's own order and size; an
 * index of another version, machine or build is refused, a damaged one too: a checksum is over everything, and
 * what refers to something is checked one by one.
 */
#ifndef HT_DEDUPE_INDEX_H
#define HT_DEDUPE_INDEX_H

#include "dedupe/match.h"
#include "dedupe/pairs.h"

/* What the index knows about one register. */
struct ht_index_part {
    const unsigned char *features;
    size_t n;                           /* 0: none */
    const uint32_t *root, *next, *size; /* clusters, as in ht_clusters */
    const uint64_t *name;               /* of each representative's cluster, 0: none */
    struct ht_freq freq;                /* borrowed maps */
    struct ht_model model;
    float threshold;
};

struct ht_index {
    const char *bytes;                  /* the mapped file */
    size_t len;
    const char *id_bytes;
    const uint64_t *id_at;
    uint64_t records;
    struct ht_index_part part[HT_NREG];
};

/* Maps PATH and fills POOL, which must be fresh.  SCHEMA: HT_NREG schemas, all made.  0, or -1 after reporting. */
int ht_index_load(struct ht_index *x, const char *path, struct ht_pool *pool, const struct ht_dschema *schema,
                  struct ht_diag *d);
void ht_index_fini(struct ht_index *x);

/* Writes what RESULT (by register; NULL where MATCHED is false) found, old records included. */
enum ht_rc ht_index_save(const char *path, const struct ht_pool *pool, const struct ht_dschema *schema,
                         const struct ht_match *result, const bool *matched, const struct ht_index *old,
                         const struct ht_ids *ids, const struct ht_marks *marks, struct ht_diag *d);

#endif

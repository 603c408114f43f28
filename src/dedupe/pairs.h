/* SPDX-License-Identifier: BSD-2-Clause */
/* What came out of matching: a mark for each record concerned, a row for each pair. */
#ifndef HT_DEDUPE_PAIRS_H
#define HT_DEDUPE_PAIRS_H

#include "base/buf.h"
#include "base/io.h"
#include "dedupe/kind.h"
#include "dedupe/match.h"

/* The ids of all records, by place in the input. */
struct ht_ids {
    const char *old_bytes;              /* those of an index come first */
    const uint64_t *old_at;
    size_t nold;
    struct ht_buf bytes;
    size_t *at;
    size_t n, cap;
};
void ht_ids_init(struct ht_ids *ids);
void ht_ids_add(struct ht_ids *ids, const char *id);    /* NULL: none */
const char *ht_ids_get(const struct ht_ids *ids, uint32_t rec);
uint64_t ht_ids_count(const struct ht_ids *ids);        /* old ones included */
uint64_t ht_ids_size(const struct ht_ids *ids);         /* bytes with their NULs */
void ht_ids_fini(struct ht_ids *ids);

struct ht_mark {
    uint64_t cluster;                   /* made a name of by ht_cluster_name; 0: this mark is no membership */
    uint32_t rec, other;                /* places in the input */
    int code;                           /* enum ht_code, HT_NCODE: none */
};

struct ht_pair {
    uint32_t rec_a, rec_b;              /* places in the input, a before b */
    uint32_t a, b;                      /* features */
    uint16_t result;                    /* which ht_match */
    bool same;                          /* verdict: same, else review */
};

struct ht_named {                       /* the name that a cluster got in this run */
    uint64_t cluster;
    uint32_t root;
    unsigned result;
};

struct ht_marks {
    struct ht_mark *v;
    size_t n, cap;
    struct ht_pair *pair;
    size_t npairs, pairs_cap;
    struct ht_named *name;
    size_t nnames, names_cap;
    struct ht_map names;                /* cluster names in use */
    uint32_t base;                      /* records before this one are an index's: they get no mark */
    uint64_t clusters, review;
};

#define HT_CLUSTER_NAME 16
void ht_cluster_name(uint64_t cluster, char out[HT_CLUSTER_NAME]);

/* Adds what M found; RESULT is its number for ht_pairs_write. */
void ht_marks_add(struct ht_marks *k, const struct ht_match *m, unsigned result);
void ht_marks_sort(struct ht_marks *k);         /* into the order of the input */
void ht_marks_fini(struct ht_marks *k);

/* S with tab, line feed and backslash as \t, \n, \\. */
void ht_pairs_cell(struct ht_out *out, const char *s);

/* Writes the pairs file: id_a id_b probability verdict kind reason, tab-separated, with a header. */
enum ht_rc ht_pairs_write(const char *path, const struct ht_marks *k, const struct ht_match *result,
                          const struct ht_ids *ids, struct ht_diag *d);

#endif

/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * Matching one set of features: canonical order, frequencies, candidates, model, scores, clusters.
 */
#ifndef HT_DEDUPE_MATCH_H
#define HT_DEDUPE_MATCH_H

#include "dedupe/block.h"
#include "dedupe/cluster.h"
#include "dedupe/decisions.h"
#include "dedupe/expect.h"
#include "dedupe/freq.h"
#include "dedupe/model.h"

/* What is known of a register from an index. */
struct ht_match_known {
    const struct ht_freq *freq;
    const struct ht_model *model;
    struct ht_clusters clusters;
    float threshold;                    /* in bits */
};

struct ht_match_opts {
    double threshold;                   /* probability; 0: chosen from the data */
    double review_from;                 /* probability; 0: default */
    unsigned jobs;
    const struct ht_names *names;
    const struct ht_decided *decided;   /* or NULL */
    const char *model_text;             /* a model file's content or NULL: learn */
    size_t model_len;
    const char *model_name;
    struct ht_diag *diag;
};

struct ht_match {
    struct ht_set *set;
    const struct ht_pool *pool;
    const struct ht_match_opts *opts;
    unsigned jobs;                      /* threads: those of OPTS, or 1 where there is too little for more */
    struct ht_freq freq;
    bool borrowed;                      /* freq is the index's */
    struct ht_model model;
    struct ht_pairs cand;
    struct ht_edge *edge;               /* candidates that are not hopeless, strongest first after clustering */
    size_t nedges, cap;
    struct ht_clusters clusters;
    float threshold, review;            /* in bits */
    struct ht_expected expected;
    double seconds, cpu_seconds;        /* that matching took */
};

/* Sorts SET and matches it; KNOWN belongs to the set's old features, NULL if it has none.
 * 0, or -1 after reporting (a model file that does not fit). */
int ht_match_run(struct ht_match *m, struct ht_set *set, const struct ht_pool *pool,
                 const struct ht_match_opts *opts, const struct ht_match_known *known);
void ht_match_fini(struct ht_match *m);

/* Makes M's model: the one of the options or one learnt from the set and its candidates (learn.c; called by
 * ht_match_run).  0, or -1 after reporting. */
int ht_match_learn(struct ht_match *m);

/* Fills M's expected, after clustering (expect.c; called by ht_match_run). */
void ht_match_expect(struct ht_match *m);
/* ht_cluster_mean by M's scores and decisions. */
float ht_match_mean(const struct ht_match *m, uint32_t x, uint32_t y);

/* The pattern and score of any pair of the set; decisions are not asked. */
float ht_match_score(const struct ht_match *m, uint32_t a, uint32_t b, struct ht_pattern *pattern);

/* Tells D, if it asks for notes, what was matched under which NAME. */
void ht_match_note(const struct ht_match *m, const char *name, struct ht_diag *d);

#endif

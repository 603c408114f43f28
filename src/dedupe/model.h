/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * The probabilistic model: Fellegi and Sunter's, with four latent classes, learnt without labels.
 *
 * P(levels) = sum over classes of lambda(class) * product of P(level | class), where lambda is the class's share of
 * all pairs of the file, candidates or not: so what a score means does not depend on the blocking keys, and the same
 * agreement counts for less in a bigger file, where more strangers agree by chance.  The table of unrelated pairs comes
 * from random pairs; those of siblings and twins from pairs that share both parents, where everything else is
 * unbiased; that of copies from the candidates (expectation maximisation; priors count as 30 pairs, so that a
 * file of ten records is judged by the priors and one of a million by itself).
 */
#ifndef HT_DEDUPE_MODEL_H
#define HT_DEDUPE_MODEL_H

#include "base/buf.h"
#include "base/diag.h"
#include "base/hash.h"
#include "dedupe/compare.h"
#include "dedupe/set.h"

struct ht_model {
    double records;
    double all;                         /* number of all pairs of the file: what the shares are shares of */
    double lambda[HT_NCLASS];
    double p[HT_NCLASS][HT_MAX_CMP][HT_MAX_LEVELS];
    float bits[HT_MAX_CMP][HT_MAX_LEVELS][HT_NCLASS];   /* log2 of p; ready after ht_model_ready */
    float start[HT_NCLASS];
};

void ht_model_prior(struct ht_model *m, const struct ht_dschema *d, size_t records);
void ht_model_ready(struct ht_model *m, const struct ht_dschema *d);

/* What the model learns from: patterns, each with how often it came, in the order in which they came first. */
struct ht_sample {
    struct ht_pattern *v;
    double *weight;
    size_t n, cap, weights_cap;
    struct ht_map index;
};
void ht_sample_add(struct ht_sample *s, const struct ht_pattern *p);
void ht_sample_fini(struct ht_sample *s);

void ht_model_learn_unrelated(struct ht_model *m, const struct ht_dschema *d, const struct ht_sample *s);
/* S: of PAIRS pairs of the file that share their parents. */
void ht_model_learn_family(struct ht_model *m, const struct ht_dschema *d, const struct ht_sample *s, double pairs);
/* S: every STEP-th candidate. */
void ht_model_learn_same(struct ht_model *m, const struct ht_dschema *d, const struct ht_sample *s, double step);

/* log2 of the odds that the pair is one event. */
float ht_model_bits(const struct ht_model *m, const struct ht_dschema *d, const struct ht_pattern *p);
/* Probability of each class. */
void ht_model_classes(const struct ht_model *m, const struct ht_dschema *d, const struct ht_pattern *p,
                      double out[HT_NCLASS]);

static inline double
ht_probability(double bits)
{
    return bits > 60 ? 1 : bits < -60 ? 0 : 1 / (1 + __builtin_exp2(-bits));
}

/* The model as text, one line per level, that ht_model_read takes again. */
void ht_model_write(const struct ht_model *m, const struct ht_dschema *d, struct ht_buf *out);
/* The same for people: shares of the classes, then for each comparison its levels, best first, with the weight of each
 * in bits, for the same event against strangers and against brothers and sisters. */
void ht_model_say(const struct ht_model *m, const struct ht_dschema *d, struct ht_buf *out);

/* --explain-model: what ht_model_write made goes to the file PATH; what ht_model_say made, if PATH is "", is said line
 * by line.  HT_FAIL after reporting. */
enum ht_rc ht_model_show(const struct ht_buf *text, const char *path, struct ht_diag *d);
/* Maps a model file, to be released with ht_unmap.  0, or -1 after reporting: there is no such file, or a line in it is
 * of no register, nor of persons or tables. */
int ht_model_load(const char *path, const char **s, size_t *len, struct ht_diag *diag);
/* Reads the lines of schema D out of a model file.  Returns how many there were, -1 after reporting. */
long ht_model_read(struct ht_model *m, const struct ht_dschema *d, const char *s, size_t len, const char *name,
                   struct ht_diag *diag);

#endif

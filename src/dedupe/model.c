/* SPDX-License-Identifier: BSD-2-Clause */
/* The four-class model: priors, learning, scoring. */
#include "config.h"
#include "dedupe/model.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "base/mem.h"
#include "base/prog.h"

#define PRIOR_WEIGHT 30.0               /* pairs that the priors count as */
#define LAMBDA_WEIGHT 20.0
#define ROUNDS 15
#define DIFFER_MOST 1.5                 /* times the prior that copies may differ outright */
#define SAME_ENTRY_SHARE 0.55           /* copies of one entry among the pairs of one event, a priori */
#define LEAST 1e-9                      /* of a probability */

/* Pairs of each class for each record, a priori. */
static const double pairs_per_record[2][HT_NCLASS] = { { 0.10, 0.03, 0, 0 }, { 0.10, 0.80, 0.01, 0 } };
/* Classes among the pairs that share the parents, or both spouses. */
static const double family_lambda[2][HT_NCLASS] = { { 0.70, 0.15, 0, 0.15 }, { 0.12, 0.60, 0.03, 0.25 } };

/* Births have siblings and twins; in other registers the second class is rare. */
static bool
of_births(const struct ht_dschema *d)
{
    return d->classes & 1u << HT_TWIN;
}

/* ---- priors ---- */

/* Entries: relation of the numbers times relation of the dates of registration. */
static const struct { double same, other, sibling, twin, unrelated; } relation_prior[HT_NENTRY] = {
#define RELATION(id, name, text, same, other, sibling, twin, unrelated) { same, other, sibling, twin, unrelated },
#include "dedupe/relations.def"
#undef RELATION
}, date_prior[4] = {
    { .84, .020, .004, .860, .001 },    /* the same day */
    { .10, .050, .020, .070, .004 },    /* a slip, or incomplete */
    { .04, .910, .956, .050, .975 },    /* another day */
    { .02, .020, .020, .020, .020 },    /* unknown */
};

static void
entry_prior(struct ht_model *m, size_t i)
{
    for (size_t l = 0; l < HT_NENTRY * 4; l++) {
        size_t r = l / 4, q = l % 4;
        m->p[HT_SAME][i][l] = SAME_ENTRY_SHARE * relation_prior[r].same * date_prior[q].same +
                              (1 - SAME_ENTRY_SHARE) * relation_prior[r].other * date_prior[q].other;
        m->p[HT_SIBLING][i][l] = relation_prior[r].sibling * date_prior[q].sibling;
        m->p[HT_TWIN][i][l] = relation_prior[r].twin * date_prior[q].twin;
        m->p[HT_UNRELATED][i][l] = relation_prior[r].unrelated * date_prior[q].unrelated;
    }
}

void
ht_model_prior(struct ht_model *m, const struct ht_dschema *d, size_t records)
{
    double many = records > 2 ? (double)records : 2, rest = 1;
    memset(m, 0, sizeof *m);
    m->records = many;
    m->all = many * (many - 1) / 2 + many;  /* the rest keeps the shares below 1 in the smallest files */
    for (size_t i = 0; i < d->ncmp; i++) {
        if (d->cmp[i].kind == HT_CMP_ENTRY) {
            entry_prior(m, i);
            continue;
        }
        const struct ht_level *l = d->cmp[i].level;
        for (size_t c = 0; c < HT_NCLASS; c++)
            for (size_t k = 0; k < d->cmp[i].nlevels; k++)
                m->p[c][i][k] = (double)l[k].prior[c];
    }
    for (size_t c = 0; c < HT_UNRELATED; c++) {
        m->lambda[c] = d->classes & 1u << c ? pairs_per_record[of_births(d)][c] * many / m->all : 0;
        rest -= m->lambda[c];
    }
    m->lambda[HT_UNRELATED] = rest;
    ht_model_ready(m, d);
}

static const double *
table(const struct ht_model *m, const struct ht_dschema *d, size_t c, size_t i)
{
    return m->p[d->cmp[i].shared & 1u << c ? HT_SAME : c][i];
}

void
ht_model_ready(struct ht_model *m, const struct ht_dschema *d)
{
    double sum = 0;
    for (size_t c = 0; c < HT_NCLASS; c++)
        sum += m->lambda[c];
    for (size_t c = 0; c < HT_NCLASS; c++) {
        m->lambda[c] /= sum;
        m->start[c] = (float)log2(m->lambda[c] > 1e-30 ? m->lambda[c] : 1e-30);
        for (size_t i = 0; i < d->ncmp; i++) {
            size_t n = d->cmp[i].nlevels;
            const struct ht_level *l = d->cmp[i].level;
            const double *p = table(m, d, c, i);
            for (size_t k = 0; k < n; k++) {
                bool frequency = c == HT_UNRELATED && l && l[k].by_frequency;
                m->bits[i][k][c] = frequency ? 0 : (float)log2(p[k] > LEAST ? p[k] : LEAST);
            }
        }
    }
}

/* ---- scoring ---- */

static void
likelihoods(const struct ht_model *m, const struct ht_dschema *d, const struct ht_pattern *p, float out[HT_NCLASS])
{
    memcpy(out, m->start, sizeof m->start);
    out[HT_UNRELATED] += (float)p->frequency / 64;
    for (size_t i = 0; i < d->ncmp; i++) {
        unsigned l = p->level[i];
        if (l == HT_MISSING)
            continue;
        for (size_t c = 0; c < HT_NCLASS; c++)
            out[c] += m->bits[i][l][c];
    }
}

float
ht_model_bits(const struct ht_model *m, const struct ht_dschema *d, const struct ht_pattern *p)
{
    float l[HT_NCLASS], most = -1e30f, sum = 0;
    likelihoods(m, d, p, l);
    for (size_t c = HT_SIBLING; c < HT_NCLASS; c++)
        if (l[c] > most)
            most = l[c];
    for (size_t c = HT_SIBLING; c < HT_NCLASS; c++)
        sum += exp2f(l[c] - most);
    return l[HT_SAME] - most - log2f(sum);
}

void
ht_model_classes(const struct ht_model *m, const struct ht_dschema *d, const struct ht_pattern *p,
                 double out[HT_NCLASS])
{
    float l[HT_NCLASS], most = -1e30f;
    double sum = 0;
    likelihoods(m, d, p, l);
    for (size_t c = 0; c < HT_NCLASS; c++)
        if (l[c] > most)
            most = l[c];
    for (size_t c = 0; c < HT_NCLASS; c++)
        sum += out[c] = exp2((double)(l[c] - most));
    for (size_t c = 0; c < HT_NCLASS; c++)
        out[c] /= sum;
}

/* ---- samples ---- */

void
ht_sample_add(struct ht_sample *s, const struct ht_pattern *p)
{
    bool fresh;
    uint64_t *at = ht_map_get(&s->index, ht_hash(p, sizeof *p, 61), &fresh);
    if (fresh) {
        s->v = ht_grow(s->v, &s->cap, s->n + 1, sizeof *s->v);
        s->weight = ht_grow(s->weight, &s->weights_cap, s->n + 1, sizeof *s->weight);
        s->v[s->n] = *p;
        s->weight[s->n] = 0;
        *at = s->n++;
    }
    s->weight[*at]++;
}

void
ht_sample_fini(struct ht_sample *s)
{
    free(s->v);
    free(s->weight);
    ht_map_fini(&s->index);
    *s = (struct ht_sample){0};
}

/* ---- learning ---- */

/* Sums of weights per class, comparison and level. */
struct sums {
    double lambda[HT_NCLASS];
    double n[HT_NCLASS][HT_MAX_CMP][HT_MAX_LEVELS];
};

static void
expect(const struct ht_model *m, const struct ht_dschema *d, const struct ht_sample *s, struct sums *out)
{
    for (size_t c = 0; c < HT_NCLASS; c++) {
        out->lambda[c] = 0;
        memset(out->n[c], 0, d->ncmp * sizeof out->n[c][0]);
    }
    for (size_t k = 0; k < s->n; k++) {
        double post[HT_NCLASS];
        ht_model_classes(m, d, &s->v[k], post);
        for (size_t c = 0; c < HT_NCLASS; c++) {
            double w = post[c] * s->weight[k];
            out->lambda[c] += w;
            for (size_t i = 0; i < d->ncmp; i++)
                if (s->v[k].level[i] != HT_MISSING)
                    out->n[c][i][s->v[k].level[i]] += w;
        }
    }
}

/*
 * What the law and common sense know better than the data: a class never takes over pairs of another kind.
 * Copies seldom differ outright; brothers and sisters have entries of their own, and a child may be given the name of
 * one that died.
 */
static double
most(const struct ht_dschema *d, const struct ht_model *prior, size_t c, size_t i, size_t l)
{
    const struct ht_cmp *cmp = &d->cmp[i];
    if (c == HT_SAME && cmp->kind != HT_CMP_ENTRY && cmp->kind != HT_CMP_AGAIN && cmp->kind != HT_CMP_SOON &&
        l + 1 == cmp->nlevels)
        return DIFFER_MOST * prior->p[c][i][l];
    if (c == HT_SAME && cmp->kind == HT_CMP_DATE && l + 2 == cmp->nlevels)
        return DIFFER_MOST * prior->p[c][i][l];
    if ((c == HT_SIBLING || c == HT_TWIN) && cmp->kind == HT_CMP_ENTRY && l / 4 < HT_ENTRY_TYPO)
        return prior->p[c][i][l];
    if (c == HT_SIBLING && cmp->kind == HT_CMP_RENEWAL && l == 8)
        return DIFFER_MOST * prior->p[c][i][l];         /* who parts marries again within some years or never */
    if (c == HT_SAME && ((cmp->kind == HT_CMP_SOON && l == 0) || (cmp->kind == HT_CMP_RENEWAL && l == 4)))
        return DIFFER_MOST * prior->p[c][i][l];
    if ((c == HT_SIBLING || c == HT_TWIN) &&
        ((cmp->kind == HT_CMP_AGAIN && l == 0) || (cmp->kind == HT_CMP_RENEWAL && l < 3)))
        return prior->p[c][i][l];       /* another event is not registered "again" */
    return 1;
}

static double
least(const struct ht_dschema *d, const struct ht_model *prior, size_t c, size_t i, size_t l)
{
    return c == HT_SIBLING && d->cmp[i].kind == HT_CMP_GIVEN && l == 0 ? prior->p[c][i][l] / 2 : 0;
}

/* The table of class C for comparison I: counts plus the prior's. */
static void
maximise(struct ht_model *m, const struct ht_model *prior, const struct ht_dschema *d, const struct sums *sum,
         size_t c, size_t i)
{
    size_t n = d->cmp[i].nlevels;
    double total = 0;
    for (size_t l = 0; l < n; l++)
        total += sum->n[c][i][l];
    for (size_t l = 0; l < n; l++)
        m->p[c][i][l] = (sum->n[c][i][l] + PRIOR_WEIGHT * prior->p[c][i][l]) / (total + PRIOR_WEIGHT);
    for (size_t l = 0; l < n; l++) {
        double high = most(d, prior, c, i, l), low = least(d, prior, c, i, l);
        if (m->p[c][i][l] > high)
            m->p[c][i][l] = high;
        if (m->p[c][i][l] < low)
            m->p[c][i][l] = low;
    }
}

/* One round on S: expectations, then new tables of the CLASSES that have their own. */
static void
one_round(struct ht_model *m, const struct ht_model *prior, const struct ht_dschema *d, const struct ht_sample *s,
          unsigned classes, struct sums *sum)
{
    expect(m, d, s, sum);
    for (size_t c = 0; c < HT_NCLASS; c++)
        for (size_t i = 0; i < d->ncmp && classes & d->classes & 1u << c; i++)
            if (!(d->cmp[i].shared & 1u << c))
                maximise(m, prior, d, sum, c, i);
}

void
ht_model_learn_unrelated(struct ht_model *m, const struct ht_dschema *d, const struct ht_sample *s)
{
    struct sums *sum = ht_calloc(1, sizeof *sum);
    struct ht_model *prior = ht_malloc(sizeof *prior);
    *prior = *m;
    for (size_t k = 0; k < s->n; k++)
        for (size_t i = 0; i < d->ncmp; i++)
            if (s->v[k].level[i] != HT_MISSING)
                sum->n[HT_UNRELATED][i][s->v[k].level[i]] += s->weight[k];
    for (size_t i = 0; i < d->ncmp; i++)
        maximise(m, prior, d, sum, HT_UNRELATED, i);
    ht_model_ready(m, d);
    free(prior);
    free(sum);
}

void
ht_model_learn_family(struct ht_model *m, const struct ht_dschema *d, const struct ht_sample *s, double pairs)
{
    struct ht_model *prior = ht_malloc(sizeof *prior);
    struct sums *sum = ht_malloc(sizeof *sum);
    const double *shares = family_lambda[of_births(d)];
    *prior = *m;
    for (size_t c = 0; c < HT_NCLASS; c++)
        m->lambda[c] = d->classes & 1u << c ? shares[c] : 0;
    ht_model_ready(m, d);
    for (int round = 0; round < ROUNDS && s->n; round++) {
        one_round(m, prior, d, s, 1u << HT_SAME | 1u << HT_SIBLING | 1u << HT_TWIN, sum);
        for (size_t c = 0; c < HT_NCLASS; c++)
            m->lambda[c] = d->classes & 1u << c ? sum->lambda[c] + LAMBDA_WEIGHT * shares[c] : 0;
        ht_model_ready(m, d);
    }
    /* Shares among the pairs of families become shares among all pairs. */
    double sibling = m->lambda[HT_SIBLING] * pairs, twin = m->lambda[HT_TWIN] * pairs;
    memcpy(m->lambda, prior->lambda, sizeof m->lambda);
    m->lambda[HT_SIBLING] = (sibling + LAMBDA_WEIGHT * prior->lambda[HT_SIBLING]) / m->all;
    m->lambda[HT_TWIN] = (twin + LAMBDA_WEIGHT * prior->lambda[HT_TWIN]) / m->all;
    ht_model_ready(m, d);
    free(sum);
    free(prior);
}

void
ht_model_learn_same(struct ht_model *m, const struct ht_dschema *d, const struct ht_sample *s, double step)
{
    struct ht_model *prior = ht_malloc(sizeof *prior);
    struct sums *sum = ht_malloc(sizeof *sum);
    *prior = *m;
    for (int round = 0; round < ROUNDS && s->n; round++) {
        one_round(m, prior, d, s, 1u << HT_SAME, sum);
        double rate = (sum->lambda[HT_SAME] * step + LAMBDA_WEIGHT * prior->lambda[HT_SAME] * m->all / m->records) /
                      (m->records + LAMBDA_WEIGHT);
        m->lambda[HT_SAME] = rate * m->records / m->all;
        m->lambda[HT_UNRELATED] = 1 - m->lambda[HT_SAME] - m->lambda[HT_SIBLING] - m->lambda[HT_TWIN];
        ht_model_ready(m, d);
    }
    free(sum);
    free(prior);
}

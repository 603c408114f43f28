/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * What the model is learnt from: random pairs, pairs that share the parents, candidates.  The pairs are chosen by
 * one thread, so that they do not depend on the number of threads, and compared by all.
 */
#include "config.h"
#include "dedupe/match.h"

#include <math.h>
#include <stdlib.h>

#include "base/mem.h"
#include "base/sort.h"

#define RANDOM_PAIRS 120000u
#define RANDOM_EACH 4u                  /* random pairs for each record, at least … */
#define RANDOM_SHARE 32u                /* … or one for this many of the squared number of records, … */
#define RANDOM_SHARE_TABLE 8u           /* … and more in tables, which the priors were not made for */
#define FAMILY_PAIRS 150000u
#define SAME_PAIRS 250000u
#define SLICE 4096u                     /* pairs per task */
#define COARSE 32                       /* frequencies are rounded to this for learning: half a bit */

/* ---- comparing pairs ---- */

struct comparing {
    const struct ht_match *m;
    const uint64_t *pair;
    size_t n, step;                     /* N pairs, every STEP-th of PAIR */
    bool family;                        /* chosen because they share the parents */
    struct ht_pattern *out;
};

/* In pairs that were chosen because they share the parents, the parents say nothing. */
static bool
in_family_key(const struct ht_dschema *d, const struct ht_cmp *c)
{
    for (size_t i = 0; i < HT_KEY_PARTS && d->family.part[i].kind; i++)
        if (c->kind == HT_CMP_PERSON && c->col[0] == d->family.part[i].col)
            return true;
    return false;
}

static void
forget_family(const struct ht_match *m, struct ht_pattern *p, const unsigned char *a, const unsigned char *b)
{
    const struct ht_dschema *d = m->set->d;
    float family = 0;
    for (size_t i = 0; i < d->ncmp; i++) {
        if (!in_family_key(d, &d->cmp[i]) || p->level[i] == HT_MISSING)
            continue;
        family += ht_freq_bits(&m->freq, d, m->pool, &d->cmp[i], p->level[i], a, b);
        p->level[i] = HT_MISSING;
    }
    p->frequency = (int16_t)(p->frequency - lrintf(family * 64));
}

static void
compare_task(void *arg, size_t slice)
{
    const struct comparing *c = arg;
    size_t end = (slice + 1) * SLICE < c->n ? (slice + 1) * SLICE : c->n;
    for (size_t k = slice * SLICE; k < end; k++) {
        uint64_t pair = c->pair[k * c->step];
        const unsigned char *a = ht_set_at(c->m->set, pair >> 32), *b = ht_set_at(c->m->set, (uint32_t)pair);
        ht_compare(c->m->set->d, c->m->pool, &c->m->freq, a, b, &c->out[k]);
        if (c->family)
            forget_family(c->m, &c->out[k], a, b);
    }
}

/* Patterns that differ in the frequency only become few. */
static void
add_coarse(struct ht_sample *s, const struct ht_pattern *p)
{
    struct ht_pattern q = *p;
    q.frequency = (int16_t)((q.frequency - COARSE / 2) / COARSE * COARSE);    /* none is above 0 */
    ht_sample_add(s, &q);
}

/* The patterns of every STEP-th of N pairs, in an array that the caller frees.  *COUNT: how many. */
static struct ht_pattern *
compare_pairs(const struct ht_match *m, const uint64_t *pair, size_t n, size_t step, bool family, size_t *count)
{
    *count = (n + step - 1) / step;
    struct comparing c = { m, pair, *count, step, family, ht_calloc(*count + 1, sizeof *c.out) };
    ht_parallel(m->jobs, (*count + SLICE - 1) / SLICE, compare_task, &c);
    return c.out;
}

/* ---- the tables ---- */

/* Random pairs: what a file of N records can teach grows with N, not with the number of its pairs.  Features
 * stand in the order of their fingerprints, so neighbours are strangers but for repeats; each is taken as often as
 * any other. */
static void
draw_pairs(const struct ht_set *set, struct ht_pairs *out)
{
    size_t n = set->n, share = set->d->reg ? RANDOM_SHARE : RANDOM_SHARE_TABLE;
    size_t want = n / share > RANDOM_EACH ? n * (n / share) : n * RANDOM_EACH;
    want = want < RANDOM_PAIRS ? want : RANDOM_PAIRS;
    for (size_t step = 1; step < n && out->n < want; step++)
        for (size_t i = 0; i + step < n && out->n < want; i++)
            if (ht_feat_head(ht_set_at(set, i))->print != ht_feat_head(ht_set_at(set, i + step))->print)
                ht_pairs_add(out, (uint32_t)i, (uint32_t)(i + step));
}

static void
learn_unrelated(struct ht_match *m)
{
    struct ht_sample s = {0};
    struct ht_pairs pairs = {0};
    draw_pairs(m->set, &pairs);
    size_t count;
    struct ht_pattern *p = compare_pairs(m, pairs.v, pairs.n, 1, false, &count);
    for (size_t k = 0; k < count; k++)
        if (ht_model_bits(&m->model, m->set->d, &p[k]) < 0) {   /* pairs that look like copies would spoil it */
            p[k].frequency = 0;
            ht_sample_add(&s, &p[k]);
        }
    ht_model_learn_unrelated(&m->model, m->set->d, &s);
    ht_sample_fini(&s);
    ht_pairs_fini(&pairs);
    free(p);
}

static void
learn_family(struct ht_match *m)
{
    struct ht_sample s = {0};
    struct ht_pairs pairs = {0};
    if (!(m->set->d->classes & 1u << HT_SIBLING))
        return;
    double all = ht_block_family(m->set, m->pool, &m->set->d->family, FAMILY_PAIRS, &pairs);
    size_t count;
    struct ht_pattern *p = compare_pairs(m, pairs.v, pairs.n, 1, true, &count);
    for (size_t k = 0; k < count; k++)
        add_coarse(&s, &p[k]);
    ht_model_learn_family(&m->model, m->set->d, &s, all);
    ht_sample_fini(&s);
    ht_pairs_fini(&pairs);
    free(p);
}

static void
learn_same(struct ht_match *m)
{
    struct ht_sample s = {0};
    size_t step = m->cand.n / SAME_PAIRS + 1, count;
    struct ht_pattern *p = compare_pairs(m, m->cand.v, m->cand.n, step, false, &count);
    for (size_t k = 0; k < count; k++)
        add_coarse(&s, &p[k]);
    ht_model_learn_same(&m->model, m->set->d, &s, (double)step);
    ht_sample_fini(&s);
    free(p);
}

int
ht_match_learn(struct ht_match *m)
{
    const struct ht_match_opts *o = m->opts;
    ht_model_prior(&m->model, m->set->d, m->set->distinct);
    if (o->model_text) {
        long rows = ht_model_read(&m->model, m->set->d, o->model_text, o->model_len, o->model_name, o->diag);
        if (rows)
            return rows < 0 ? -1 : 0;
    }
    if (m->set->n < 2)
        return 0;
    learn_unrelated(m);
    learn_family(m);
    learn_same(m);
    return 0;
}

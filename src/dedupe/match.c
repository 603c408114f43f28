/* SPDX-License-Identifier: BSD-2-Clause */
/* From features to clusters. */
#include "config.h"
#include "dedupe/match.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "base/clock.h"
#include "base/mem.h"
#include "base/prog.h"
#include "base/sort.h"
#include "dedupe/keys.h"

#define SLICE 16384u                    /* candidates per task */
#define THREADS_FROM 4096               /* records: fewer are done before threads have started */
#define HOPELESS (-8.0f)                /* bits under which a candidate is forgotten */
#define REVIEW_DEFAULT 0.10
#define DECIDED_BITS 1e9f               /* the score of what a person decided */
#define LEAST_THRESHOLD 0.75            /* registers: a false merge costs more than a miss, three to one */
#define LEAST_OF_TABLE 0.5
#define TRUST_OF_TABLE 1                /* of an edge beside the mean between its clusters; registers have families */

float
ht_match_score(const struct ht_match *m, uint32_t a, uint32_t b, struct ht_pattern *pattern)
{
    ht_compare(m->set->d, m->pool, &m->freq, ht_set_at(m->set, a), ht_set_at(m->set, b), pattern);
    return ht_model_bits(&m->model, m->set->d, pattern);
}

/* ---- scoring ---- */

static void
count_task(void *arg, size_t i)
{
    struct ht_match *m = arg;
    ht_freq_count(&m->freq, m->set, m->pool, i);
}

struct scoring {
    struct ht_match *m;
    float *bits;
};

static void
score_task(void *arg, size_t slice)
{
    const struct scoring *s = arg;
    struct ht_pattern p;
    size_t end = (slice + 1) * SLICE < s->m->cand.n ? (slice + 1) * SLICE : s->m->cand.n;
    for (size_t k = slice * SLICE; k < end; k++)
        s->bits[k] = ht_match_score(s->m, (uint32_t)(s->m->cand.v[k] >> 32), (uint32_t)s->m->cand.v[k], &p);
}

static void
add_edge(struct ht_match *m, uint64_t pair, float bits)
{
    m->edge = ht_grow(m->edge, &m->cap, m->nedges + 1, sizeof *m->edge);
    m->edge[m->nedges++] = (struct ht_edge){ (uint32_t)(pair >> 32), (uint32_t)pair, bits };
}

static void
score_all(struct ht_match *m)
{
    struct scoring s = { m, ht_calloc(m->cand.n + 1, sizeof *s.bits) };
    ht_parallel(m->jobs, (m->cand.n + SLICE - 1) / SLICE, score_task, &s);
    for (size_t k = 0; k < m->cand.n; k++)
        if (s.bits[k] > HOPELESS)
            add_edge(m, m->cand.v[k], s.bits[k]);
    free(s.bits);
}

/* ---- the threshold ---- */

static int
down(const void *x, const void *y)
{
    float a = ((const struct ht_edge *)x)->bits, b = ((const struct ht_edge *)y)->bits;
    return a > b ? -1 : a < b;
}

/* The threshold with the greatest expected F1: 2 * (sum of probabilities linked) / (linked + all that is true). */
static void
choose_threshold(struct ht_match *m)
{
    double all = 0, linked = 0, best = -1;
    size_t at = 0;
    struct ht_edge *e = ht_calloc(m->nedges + 1, sizeof *e);
    if (m->nedges)
        memcpy(e, m->edge, m->nedges * sizeof *e);
    ht_qsort(e, m->nedges, sizeof *e, down);
    for (size_t i = 0; i < m->nedges; i++)
        all += ht_probability((double)e[i].bits);
    double fixed = m->opts->threshold, least = m->set->d->reg ? LEAST_THRESHOLD : LEAST_OF_TABLE;
    for (size_t i = 0; i < m->nedges; i++) {
        double p = ht_probability((double)e[i].bits);
        if (p < (fixed > 0 ? fixed : least))
            break;
        linked += p;
        double f1 = 2 * linked / ((double)(i + 1) + all);
        if (f1 >= best || fixed > 0) {
            best = f1;
            at = i + 1;
        }
    }
    double p = fixed > 0 ? fixed : at ? ht_probability((double)e[at - 1].bits) : least;
    m->threshold = fixed > 0 ? (float)log2(p / (1 - p)) : at ? e[at - 1].bits : 0;
    double r = m->opts->review_from > 0 ? m->opts->review_from : REVIEW_DEFAULT;
    m->review = r < 1 ? (float)log2(r / (1 - r)) : 1e5f;
    free(e);
}

/* ---- clustering ---- */

static float
cluster_score(void *arg, uint32_t a, uint32_t b)
{
    const struct ht_match *m = arg;
    struct ht_pattern p;
    int decided = ht_decided_about(m->opts->decided, ht_feat_head(ht_set_at(m->set, a)),
                                   ht_feat_head(ht_set_at(m->set, b)));
    if (decided == HT_DECIDED_DIFFERENT)
        return HT_APART;
    if (decided == HT_DECIDED_SAME)
        return DECIDED_BITS;
    if (m->set->d->never && m->set->d->never(m->set->d, ht_set_at(m->set, a), ht_set_at(m->set, b)))
        return HT_NEVER;
    return ht_match_score(m, a, b, &p);
}

float
ht_match_mean(const struct ht_match *m, uint32_t x, uint32_t y)
{
    return ht_cluster_mean(&m->clusters, x, y, cluster_score, (void *)(uintptr_t)m);
}

/* The two that PLACE knows by NAME become an edge, if the last decision about them is that they are one. */
static bool
join_decided(struct ht_match *m, const struct ht_map *place, const uint64_t name[2])
{
    const uint64_t *x = name[0] ? ht_map_find(place, name[0]) : NULL, *y = name[1] ? ht_map_find(place, name[1]) : NULL;
    if (!x || !y || *x == *y)
        return false;
    uint64_t a = (*x < *y ? *x : *y) - 1, b = (*x < *y ? *y : *x) - 1;
    if (ht_decided_about(m->opts->decided, ht_feat_head(ht_set_at(m->set, a)),
                         ht_feat_head(ht_set_at(m->set, b))) != HT_DECIDED_SAME)
        return false;
    add_edge(m, a << 32 | b, DECIDED_BITS);
    return true;
}

/* Decisions override scores; pairs that a person was not sure of are neither linked nor asked again. */
static void
apply_decisions(struct ht_match *m)
{
    const struct ht_decided *d = m->opts->decided;
    struct ht_map by_id = {0}, by_print = {0};
    if (!d)
        return;
    for (size_t i = 0; i < m->nedges; i++) {
        struct ht_edge *e = &m->edge[i];
        int v = ht_decided_about(d, ht_feat_head(ht_set_at(m->set, e->a)), ht_feat_head(ht_set_at(m->set, e->b)));
        if (v)
            e->bits = v == HT_DECIDED_SAME ? DECIDED_BITS : -DECIDED_BITS;
    }
    for (size_t i = 0; i < m->set->n && d->nsame; i++) {
        *ht_map_get(&by_id, ht_feat_head(ht_set_at(m->set, i))->id, NULL) = i + 1;
        *ht_map_get(&by_print, ht_feat_head(ht_set_at(m->set, i))->print, NULL) = i + 1;
    }
    for (size_t i = 0; i < d->n && d->nsame; i++) {
        const struct ht_decided_pair *p = &d->pair[i];
        if (p->verdict == HT_DECIDED_SAME && !join_decided(m, &by_id, p->id))
            join_decided(m, &by_print, p->print);
    }
    ht_map_fini(&by_id);
    ht_map_fini(&by_print);
}

/* From frequencies to clusters; M has its set, pool and options. */
static int
find_clusters(struct ht_match *m, const struct ht_match_known *known)
{
    struct ht_set *set = m->set;
    const struct ht_match_opts *opts = m->opts;
    ht_set_sort(set);
    if (known) {
        m->freq = *known->freq;
        m->freq.names = opts->names;
        m->model = *known->model;
    } else {
        ht_freq_init(&m->freq, set->d, opts->names);
        ht_parallel(m->jobs, set->d->ncmp, count_task, m);
    }
    ht_block_candidates(set, m->pool, m->jobs, &m->cand);
    if (!known && ht_match_learn(m))
        return -1;
    score_all(m);
    choose_threshold(m);
    if (known && opts->threshold <= 0)
        m->threshold = known->threshold;
    apply_decisions(m);
    ht_cluster(&m->clusters, known ? &known->clusters : NULL, set->n, m->edge, m->nedges, m->threshold,
               set->d->reg ? 0 : TRUST_OF_TABLE, cluster_score, m);
    ht_match_expect(m);
    return 0;
}

int
ht_match_run(struct ht_match *m, struct ht_set *set, const struct ht_pool *pool, const struct ht_match_opts *opts,
             const struct ht_match_known *known)
{
    double began = ht_clock(), cpu = ht_clock_cpu();
    *m = (struct ht_match){ .set = set, .pool = pool, .opts = opts, .borrowed = known != NULL };
    m->jobs = set->n < THREADS_FROM ? 1 : opts->jobs;
    int rc = find_clusters(m, known);
    m->seconds = ht_clock() - began;
    m->cpu_seconds = ht_clock_cpu() - cpu;
    return rc;
}

void
ht_match_note(const struct ht_match *m, const char *name, struct ht_diag *d)
{
    struct ht_buf records = HT_BUF_INIT, candidates = HT_BUF_INIT;
    ht_buf_add_count(&records, "%llu record", "%llu records", m->set->n - m->set->nold);
    ht_buf_add_count(&candidates, "%llu candidate", "%llu candidates", m->cand.n);
    ht_diag_note(d, _("%s: %s, %s, threshold %.3f"), name, records.s, candidates.s,
                 ht_probability((double)m->threshold));
    ht_buf_fini(&records);
    ht_buf_fini(&candidates);
}

void
ht_match_fini(struct ht_match *m)
{
    if (!m->borrowed)
        ht_freq_fini(&m->freq);
    ht_pairs_fini(&m->cand);
    ht_clusters_fini(&m->clusters);
    free(m->edge);
    m->edge = NULL;
}

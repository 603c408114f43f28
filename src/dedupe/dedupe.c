/* SPDX-License-Identifier: BSD-2-Clause */
/* The stage: records in, records with clusters out. */
#include "config.h"
#include "dedupe/dedupe.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "base/io.h"
#include "base/mem.h"
#include "base/prog.h"
#include "base/spool.h"
#include "dedupe/index.h"
#include "dedupe/intake.h"
#include "dedupe/link.h"
#include "dedupe/pairs.h"
#include "dedupe/review.h"
#include "dedupe/schema.h"
#include "model/pack.h"

#define KEPT_IN_MEMORY (64u * 1024 * 1024)  /* packed records; more goes to a temporary file */

struct dedupe {
    struct ht_stage stage;
    struct ht_dedupe_opts opts;
    struct ht_match_opts match;
    struct ht_pool pool;
    struct ht_names names;
    struct ht_dschema schema[HT_NREG];
    struct ht_set set[HT_NREG];
    struct ht_match result[HT_NREG];
    bool matched[HT_NREG];
    struct ht_index index;
    struct ht_spool *spool;
    struct ht_intake *intake;
    struct ht_ids ids;
    struct ht_marks marks;
    struct ht_decided decided;
    struct ht_review *review;
    struct ht_link *link;
    const char *model;
    size_t model_len;
    struct ht_dedupe_counts counts;
};

/* ---- records in ---- */

/* The cluster of an earlier run is forgotten. */
static void
drop_cluster(struct ht_record *r)
{
    for (struct ht_attr **a = &r->attrs; *a; a = &(*a)->next)
        if ((*a)->id == HT_R_cluster) {
            *a = (*a)->next;
            return;
        }
}

static enum ht_rc
take(struct ht_stage *stage, struct ht_record *r)
{
    struct dedupe *s = (struct dedupe *)stage;
    if (s->index.records + s->counts.records >= UINT32_MAX - 1) {
        ht_diag_fail(s->opts.diag, NULL, NULL, _("more than %lu records in one run; cut the stream by register"),
                     (unsigned long)UINT32_MAX - 1);
        return HT_FAIL;
    }
    ht_drop_findings(r, "8");
    drop_cluster(r);
    s->counts.records++;
    ht_ids_add(&s->ids, ht_rattr(r, HT_R_id));
    return ht_intake_add(s->intake, r);
}

/* ---- matching ---- */

static enum ht_rc
match_all(struct dedupe *s)
{
    for (size_t i = 0; i < HT_NREG; i++) {
        if (s->set[i].n == s->set[i].nold)
            continue;
        struct ht_match *m = &s->result[i];
        s->matched[i] = true;
        const struct ht_index_part *part = &s->index.part[i];
        struct ht_match_known known = {
            &part->freq, &part->model,
            { (uint32_t *)(uintptr_t)part->root, (uint32_t *)(uintptr_t)part->next, (uint32_t *)(uintptr_t)part->size,
              part->n, 0, 0 },
            part->threshold
        };
        if (ht_match_run(m, &s->set[i], &s->pool, &s->match, part->n ? &known : NULL))
            return HT_FAIL;
        s->counts.candidates += m->cand.n;
        s->counts.expected.linked += m->expected.linked;
        s->counts.expected.right += m->expected.right;
        s->counts.expected.truth += m->expected.truth;
        s->counts.seconds += m->seconds;
        s->counts.cpu_seconds += m->cpu_seconds;
        ht_marks_add(&s->marks, m, (unsigned)i);
        ht_match_note(m, s->schema[i].name, s->opts.diag);
    }
    if (s->match.decided)
        ht_decisions_absent(s->match.decided, s->set, HT_NREG, s->opts.diag);
    ht_marks_sort(&s->marks);
    s->counts.clusters = s->marks.clusters;
    s->counts.review = s->marks.review;
    return HT_OK;
}

/* --link */
static enum ht_rc
link_all(struct dedupe *s)
{
    if (!s->link)
        return HT_OK;
    if (ht_link_run(s->link, s->result, s->matched, HT_NREG, (uint32_t)s->counts.records, &s->match) != HT_OK)
        return HT_FAIL;
    s->counts.persons = ht_link_persons(s->link);
    const struct ht_match *m = ht_link_result(s->link);
    ht_match_note(m, m->set->d->name, s->opts.diag);
    return *s->opts.link ? ht_link_write(s->link, s->opts.link, &s->ids) : HT_OK;
}

static enum ht_rc
explain(struct dedupe *s)
{
    struct ht_buf text = HT_BUF_INIT;
    void (*put)(const struct ht_model *m, const struct ht_dschema *d, struct ht_buf *out) =
        *s->opts.explain_model ? ht_model_write : ht_model_say;
    for (size_t i = 0; i < HT_NREG; i++)
        if (s->matched[i])
            put(&s->result[i].model, &s->schema[i], &text);
    if (s->link)
        put(&ht_link_result(s->link)->model, ht_link_result(s->link)->set->d, &text);
    enum ht_rc rc = ht_model_show(&text, s->opts.explain_model, s->opts.diag);
    ht_buf_fini(&text);
    return rc;
}

/* ---- records out ---- */

/* Gives R its cluster and its findings; *AT walks through the marks, which are sorted by record. */
static void
mark(struct dedupe *s, struct ht_record *r, uint32_t rec, size_t *at)
{
    char name[HT_CLUSTER_NAME];
    for (; *at < s->marks.n && s->marks.v[*at].rec == rec; ++*at) {
        const struct ht_mark *m = &s->marks.v[*at];
        if (m->cluster) {
            ht_cluster_name(m->cluster, name);
            ht_set_rattr(r, HT_R_cluster, name, strlen(name));
            s->counts.clustered++;
        }
        if (m->code != HT_NCODE)
            ht_find(s->opts.diag, r, -1, (enum ht_code)m->code, ht_ids_get(&s->ids, m->other), NULL);
    }
}

static enum ht_rc
give_back(struct dedupe *s)
{
    struct ht_record r;
    enum ht_rc rc = ht_spool_rewind(s->spool);
    size_t at = 0;
    ht_record_init(&r);
    uint32_t rec = s->marks.base;
    for (uint64_t k = 0; k < s->counts.records && rc == HT_OK; k++, rec++) {
        uint32_t len;
        const void *p = ht_spool_get(s->spool, sizeof len);
        if (p) {
            memcpy(&len, p, sizeof len);
            p = ht_spool_get(s->spool, len);
        }
        if (!p) {
            rc = HT_FAIL;
            break;
        }
        ht_unpack(&r, p, len);
        if (s->review)
            ht_review_record(s->review, &r, rec);
        mark(s, &r, rec, &at);
        if (s->link)
            ht_link_mark(s->link, &r, rec);
        rc = ht_pass(&s->stage, &r);
    }
    ht_record_fini(&r);
    return rc;
}

static enum ht_rc
end(struct ht_stage *stage)
{
    struct dedupe *s = (struct dedupe *)stage;
    if (ht_intake_end(s->intake) != HT_OK || match_all(s) != HT_OK || link_all(s) != HT_OK)
        return HT_FAIL;
    if (s->opts.explain_model && explain(s) != HT_OK)
        return HT_FAIL;
    if (s->opts.pairs && ht_pairs_write(s->opts.pairs, &s->marks, s->result, &s->ids, s->opts.diag) != HT_OK)
        return HT_FAIL;
    if (s->opts.save_index && ht_index_save(s->opts.save_index, &s->pool, s->schema, s->result, s->matched, &s->index,
                                            &s->ids, &s->marks, s->opts.diag) != HT_OK)
        return HT_FAIL;
    if (s->opts.review)
        s->review = ht_review_new(&s->marks);
    if (give_back(s) != HT_OK)
        return HT_FAIL;
    if (s->review && ht_review_write(s->review, s->opts.review, s->result, &s->ids, s->opts.diag) != HT_OK)
        return HT_FAIL;
    if (s->counts.clusters || s->counts.review)
        ht_diag_raise(s->opts.diag, HT_EXIT_FINDINGS);
    return HT_OK;
}

static void
release(struct ht_stage *stage)
{
    struct dedupe *s = (struct dedupe *)stage;
    ht_intake_free(s->intake);
    for (size_t i = 0; i < HT_NREG; i++) {
        if (s->matched[i])
            ht_match_fini(&s->result[i]);
        ht_set_fini(&s->set[i]);
    }
    ht_marks_fini(&s->marks);
    ht_review_free(s->review);
    ht_link_free(s->link);
    ht_decisions_fini(&s->decided);
    ht_ids_fini(&s->ids);
    ht_index_fini(&s->index);
    ht_names_fini(&s->names);
    ht_pool_fini(&s->pool);
    ht_spool_free(s->spool);
    if (s->model)
        ht_unmap(s->model, s->model_len);
    free(s);
}

static int
load_index(struct dedupe *s)
{
    const struct ht_index *x = &s->index;
    if (ht_index_load(&s->index, s->opts.against, &s->pool, s->schema, s->opts.diag))
        return -1;
    s->ids.old_bytes = x->id_bytes;
    s->ids.old_at = x->id_at;
    s->ids.nold = (size_t)x->records;
    s->marks.base = (uint32_t)x->records;
    for (size_t i = 0; i < HT_NREG; i++) {
        s->set[i].old = x->part[i].features;
        s->set[i].old_name = x->part[i].name;
        s->set[i].n = s->set[i].nold = x->part[i].n;
    }
    return 0;
}

static const struct ht_stage_class cls = { "dedupe", take, end, release };

struct ht_stage *
ht_dedupe_new(const struct ht_dedupe_opts *opts)
{
    struct dedupe *s = ht_calloc(1, sizeof *s);
    s->stage.cls = &cls;
    s->opts = *opts;
    ht_pool_init(&s->pool);
    ht_ids_init(&s->ids);
    size_t kept = opts->memory && opts->memory / 8 < KEPT_IN_MEMORY ? opts->memory / 8 : KEPT_IN_MEMORY;
    s->spool = ht_spool_new(kept, opts->diag);
    for (size_t i = 0; i < HT_NREG; i++) {
        ht_dschema_of(&s->schema[i], &ht_registers[i]);
        s->set[i].d = &s->schema[i];
        s->set[i].own.limit = opts->memory / 4;
    }
    if (opts->link)
        s->link = ht_link_new(&s->pool, opts->memory, opts->diag);
    if ((opts->against && load_index(s)) ||
        ht_names_load(&s->names, &s->pool, opts->lists, opts->diag) ||
        ht_decisions_load_all(&s->decided, opts->decisions, opts->ndecisions, opts->diag) ||
        (opts->model && ht_model_load(opts->model, &s->model, &s->model_len, opts->diag))) {
        release(&s->stage);
        return NULL;
    }
    s->match = (struct ht_match_opts){
        .threshold = opts->threshold, .review_from = opts->review_from, .jobs = opts->jobs, .names = &s->names,
        .decided = opts->ndecisions ? &s->decided : NULL,
        .model_text = s->model, .model_len = s->model_len, .model_name = opts->model, .diag = opts->diag,
    };
    s->intake = ht_intake_new(&(struct ht_intake_opts){
        .pool = &s->pool, .schema = s->schema, .set = s->set, .spool = s->spool, .link = s->link,
        .diag = opts->diag, .first = (uint32_t)s->index.records, .thread = opts->jobs > 1,
    });
    return &s->stage;
}

const struct ht_dedupe_counts *
ht_dedupe_counts(const struct ht_stage *stage)
{
    return &((const struct dedupe *)stage)->counts;
}

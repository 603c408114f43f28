/* SPDX-License-Identifier: BSD-2-Clause */
/* Matching a described table. */
#include "config.h"
#include "dedupe/table.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/io.h"
#include "base/mem.h"
#include "base/prog.h"
#include "base/spool.h"
#include "dedupe/autokey.h"
#include "dedupe/dedupe.h"
#include "dedupe/fields.h"
#include "dedupe/pairs.h"
#include "dedupe/review.h"

#define KEPT_IN_MEMORY (64u * 1024 * 1024)

struct ht_table {
    struct ht_table_opts opts;
    struct ht_match_opts match;
    struct ht_fields fields;
    struct ht_pool pool;
    struct ht_names names;
    struct ht_set set;
    struct ht_match result;
    bool matched;
    struct ht_spool *spool;
    struct ht_ids ids;
    struct ht_marks marks;
    struct ht_decided decided;
    struct ht_review *review;
    const char *model;
    size_t model_len;
    struct ht_dedupe_counts counts;
    const char **text;                  /* the row at hand, taken apart */
    size_t *len;
    size_t cap, len_cap;
    struct ht_buf headers;              /* of the first file, NUL after each: captions of the review page */
    size_t nheaders;
};

struct ht_table *
ht_table_new(const struct ht_table_opts *opts)
{
    struct ht_table *t = ht_calloc(1, sizeof *t);
    t->opts = *opts;
    ht_pool_init(&t->pool);
    ht_ids_init(&t->ids);
    ht_buf_init(&t->headers);
    size_t kept = opts->memory && opts->memory / 8 < KEPT_IN_MEMORY ? opts->memory / 8 : KEPT_IN_MEMORY;
    t->spool = ht_spool_new(kept, opts->diag);
    t->set.d = &t->fields.schema;
    t->set.own.limit = opts->memory / 4;
    if (ht_fields_load(&t->fields, opts->fields, opts->diag) ||
        ht_names_load(&t->names, &t->pool, opts->lists, opts->diag) ||
        ht_decisions_load_all(&t->decided, opts->decisions, opts->ndecisions, opts->diag) ||
        (opts->model && ht_model_load(opts->model, &t->model, &t->model_len, opts->diag))) {
        ht_table_free(t);
        return NULL;
    }
    t->match = (struct ht_match_opts){
        .threshold = opts->threshold, .review_from = opts->review_from, .jobs = opts->jobs, .names = &t->names,
        .decided = opts->ndecisions ? &t->decided : NULL,
        .model_text = t->model, .model_len = t->model_len, .model_name = opts->model, .diag = opts->diag,
    };
    return t;
}

void
ht_table_free(struct ht_table *t)
{
    if (!t)
        return;
    if (t->matched)
        ht_match_fini(&t->result);
    ht_set_fini(&t->set);
    ht_marks_fini(&t->marks);
    ht_review_free(t->review);
    ht_decisions_fini(&t->decided);
    ht_ids_fini(&t->ids);
    ht_names_fini(&t->names);
    ht_pool_fini(&t->pool);
    ht_fields_fini(&t->fields);
    ht_buf_fini(&t->headers);
    ht_spool_free(t->spool);
    if (t->model)
        ht_unmap(t->model, t->model_len);
    free(t->text);
    free(t->len);
    free(t);
}

/* ---- rows in ---- */

static void
take_apart(struct ht_table *t, const struct ht_value *cell, size_t n)
{
    t->text = ht_grow(t->text, &t->cap, n + 1, sizeof *t->text);
    t->len = ht_grow(t->len, &t->len_cap, n + 1, sizeof *t->len);
    for (size_t i = 0; i < n; i++) {
        t->text[i] = cell[i].s;
        t->len[i] = cell[i].len;
    }
}

bool
ht_table_header(struct ht_table *t, const struct ht_value *cell, size_t n, const char **missing, size_t *found)
{
    take_apart(t, cell, n);
    *missing = ht_fields_bind(&t->fields, t->text, t->len, n, found);
    if (*missing)
        return false;
    if (!t->nheaders) {
        for (size_t i = 0; i < n; i++) {
            ht_buf_add(&t->headers, cell[i].s, cell[i].len);
            ht_buf_addc(&t->headers, '\0');
        }
        t->nheaders = n;
    }
    return true;
}

/* A row in the spool: number of cells, then length and bytes of each. */
static enum ht_rc
keep_row(struct ht_table *t, const struct ht_value *cell, size_t n)
{
    uint32_t head = (uint32_t)n;
    enum ht_rc rc = ht_spool_add(t->spool, &head, sizeof head);
    for (size_t i = 0; i < n && rc == HT_OK; i++) {
        head = (uint32_t)cell[i].len;
        rc = ht_spool_add(t->spool, &head, sizeof head);
        if (rc == HT_OK && head)
            rc = ht_spool_add(t->spool, cell[i].s, head);
    }
    return rc;
}

enum ht_rc
ht_table_row(struct ht_table *t, const char *file, unsigned long line, const struct ht_value *cell, size_t n)
{
    struct ht_cell cells[HT_MAX_CELLS], id;
    struct ht_buf name = HT_BUF_INIT;
    if (t->counts.records >= UINT32_MAX - 1) {
        ht_diag_fail(t->opts.diag, NULL, NULL, _("more than %lu records in one run; cut the table"),
                     (unsigned long)UINT32_MAX - 1);
        return HT_FAIL;
    }
    take_apart(t, cell, n);
    ht_fields_cells(&t->fields, t->text, t->len, n, cells, &id);
    unsigned char *f = ht_set_add(&t->set, t->opts.diag);
    if (!f)
        return HT_FAIL;
    ht_feat_make(&t->fields.schema, &t->pool, cells, f);
    if (id.len)
        ht_buf_add(&name, id.s, id.len);
    else
        ht_buf_addf(&name, "%s:%lu", file, line);
    struct ht_feat *head = (void *)f;
    head->id = ht_id_hash(name.s, name.len);
    head->rec = (uint32_t)t->counts.records++;
    ht_ids_add(&t->ids, name.s);
    ht_buf_fini(&name);
    return keep_row(t, cell, n);
}

/* ---- matching ---- */

static enum ht_rc
explain(const struct ht_table *t)
{
    struct ht_buf text = HT_BUF_INIT;
    if (*t->opts.explain_model)
        ht_model_write(&t->result.model, &t->fields.schema, &text);
    else
        ht_model_say(&t->result.model, &t->fields.schema, &text);
    enum ht_rc rc = ht_model_show(&text, t->opts.explain_model, t->opts.diag);
    ht_buf_fini(&text);
    return rc;
}

enum ht_rc
ht_table_match(struct ht_table *t)
{
    struct ht_match *m = &t->result;
    ht_set_sort(&t->set);
    ht_autokey(&t->fields.schema, &t->set, &t->pool);
    t->matched = true;
    if (ht_match_run(m, &t->set, &t->pool, &t->match, NULL))
        return HT_FAIL;
    if (t->match.decided)
        ht_decisions_absent(t->match.decided, &t->set, 1, t->opts.diag);
    ht_marks_add(&t->marks, m, 0);
    ht_marks_sort(&t->marks);
    t->counts.candidates = m->cand.n;
    t->counts.expected = m->expected;
    t->counts.seconds = m->seconds;
    t->counts.cpu_seconds = m->cpu_seconds;
    t->counts.clusters = t->marks.clusters;
    t->counts.review = t->marks.review;
    ht_match_note(m, t->opts.fields, t->opts.diag);
    if (t->opts.explain_model && explain(t) != HT_OK)
        return HT_FAIL;
    if (t->opts.pairs && ht_pairs_write(t->opts.pairs, &t->marks, m, &t->ids, t->opts.diag) != HT_OK)
        return HT_FAIL;
    if (t->opts.review)
        t->review = ht_review_new(&t->marks);
    if (t->counts.clusters || t->counts.review)
        ht_diag_raise(t->opts.diag, HT_EXIT_FINDINGS);
    return HT_OK;
}

/* ---- rows out ---- */

/* The next row of the spool into BYTES; CELL points into it. */
static enum ht_rc
next_row(struct ht_table *t, struct ht_buf *bytes, struct ht_value **cell, size_t *cap, size_t *n)
{
    uint32_t count, len;
    const void *p = ht_spool_get(t->spool, sizeof count);
    if (!p)
        return HT_FAIL;
    memcpy(&count, p, sizeof count);
    *n = count;
    *cell = ht_grow(*cell, cap, *n + 1, sizeof **cell);
    ht_buf_clear(bytes);
    for (size_t i = 0; i < *n; i++) {
        p = ht_spool_get(t->spool, sizeof len);
        if (!p)
            return HT_FAIL;
        memcpy(&len, p, sizeof len);
        if (len && !(p = ht_spool_get(t->spool, len)))
            return HT_FAIL;
        if (len)
            ht_buf_add(bytes, p, len);
        (*cell)[i].len = len;
    }
    size_t at = 0;
    for (size_t i = 0; i < *n; i++) {
        (*cell)[i].s = bytes->s + at;
        at += (*cell)[i].len;
    }
    return HT_OK;
}

static void
show_row(struct ht_table *t, const struct ht_value *cell, size_t n, uint32_t rec)
{
    const char *caption = t->headers.s;
    if (!ht_review_begin(t->review, rec, "", ht_ids_get(&t->ids, rec), ""))
        return;
    for (size_t i = 0; i < n && i < t->nheaders; i++, caption += strlen(caption) + 1)
        if (cell[i].len)
            ht_review_field(t->review, i, caption, cell[i].s, cell[i].len);
    ht_review_end(t->review);
}

enum ht_rc
ht_table_give(struct ht_table *t, ht_table_fn *fn, void *arg)
{
    struct ht_buf bytes = HT_BUF_INIT;
    struct ht_value *cell = NULL;
    size_t cap = 0, n, at = 0;
    enum ht_rc rc = ht_spool_rewind(t->spool);
    for (uint32_t rec = 0; rec < t->counts.records && rc == HT_OK; rec++) {
        char name[HT_CLUSTER_NAME] = "";
        rc = next_row(t, &bytes, &cell, &cap, &n);
        if (rc != HT_OK)
            break;
        for (; at < t->marks.n && t->marks.v[at].rec == rec; at++) {
            if (!t->marks.v[at].cluster)
                continue;
            ht_cluster_name(t->marks.v[at].cluster, name);
            t->counts.clustered++;
        }
        if (t->review)
            show_row(t, cell, n, rec);
        rc = fn(arg, cell, n, name);
    }
    free(cell);
    ht_buf_fini(&bytes);
    if (rc == HT_OK && t->review)
        rc = ht_review_write(t->review, t->opts.review, &t->result, &t->ids, t->opts.diag);
    return rc;
}

const struct ht_dedupe_counts *
ht_table_counts(const struct ht_table *t)
{
    return &t->counts;
}

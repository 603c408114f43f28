/* SPDX-License-Identifier: BSD-2-Clause */
/* Marks and pairs. */
#include "config.h"
#include "dedupe/pairs.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/io.h"
#include "base/mem.h"

#define ALL_PAIRS 40                    /* members of a cluster up to which all its pairs are listed */

/* ---- ids ---- */

void
ht_ids_init(struct ht_ids *ids)
{
    *ids = (struct ht_ids){0};
    ht_buf_init(&ids->bytes);
}

void
ht_ids_add(struct ht_ids *ids, const char *id)
{
    ids->at = ht_grow(ids->at, &ids->cap, ids->n + 1, sizeof *ids->at);
    ids->at[ids->n++] = ids->bytes.len;
    ht_buf_add(&ids->bytes, id ? id : "", (id ? strlen(id) : 0) + 1);
}

const char *
ht_ids_get(const struct ht_ids *ids, uint32_t rec)
{
    if (rec < ids->nold)
        return ids->old_bytes + ids->old_at[rec];
    return ids->bytes.s + ids->at[rec - ids->nold];
}

uint64_t
ht_ids_count(const struct ht_ids *ids)
{
    return ids->nold + ids->n;
}

uint64_t
ht_ids_size(const struct ht_ids *ids)
{
    return (ids->nold ? ids->old_at[ids->nold] : 0) + ids->bytes.len;
}

void
ht_ids_fini(struct ht_ids *ids)
{
    ht_buf_fini(&ids->bytes);
    free(ids->at);
    ids->at = NULL;
}

/* ---- marks ---- */

void
ht_cluster_name(uint64_t cluster, char out[HT_CLUSTER_NAME])
{
    snprintf(out, HT_CLUSTER_NAME, "c%012llx", (unsigned long long)(cluster & 0xffffffffffffu));
}

/* A name for the cluster that depends on its first member only; the next free one if it is taken. */
static uint64_t
new_name(struct ht_marks *k, const struct ht_feat *first)
{
    uint64_t name = ht_hash_mix(first->print, first->id);
    for (bool fresh = false;; name++) {
        name &= 0xffffffffffffu;
        if (name)
            ht_map_get(&k->names, name, &fresh);
        if (fresh)
            return name;
    }
}

static void
add_mark(struct ht_marks *k, uint32_t rec, uint32_t other, uint64_t cluster, int code)
{
    if (rec < k->base)
        return;
    k->v = ht_grow(k->v, &k->cap, k->n + 1, sizeof *k->v);
    k->v[k->n++] = (struct ht_mark){ cluster, rec, other, code };
}

static const struct ht_feat *
head(const struct ht_match *m, uint32_t i)
{
    return ht_feat_head(ht_set_at(m->set, i));
}

static void
add_pair(struct ht_marks *k, const struct ht_match *m, unsigned result, uint32_t a, uint32_t b, bool same)
{
    if (a < m->set->nold && b < m->set->nold)
        return;
    if (head(m, a)->rec > head(m, b)->rec) {
        uint32_t t = a;
        a = b;
        b = t;
    }
    k->pair = ht_grow(k->pair, &k->pairs_cap, k->npairs + 1, sizeof *k->pair);
    k->pair[k->npairs++] = (struct ht_pair){ head(m, a)->rec, head(m, b)->rec, a, b, (uint16_t)result, same };
}

/* Each member is marked with its kind of duplicate towards the member that came first in the input. */
static void
mark_cluster(struct ht_marks *k, const struct ht_match *m, unsigned result, uint32_t root)
{
    const struct ht_clusters *c = &m->clusters;
    uint32_t first = root, second = UINT32_MAX;
    bool fresh = false;
    for (uint32_t i = c->next[root]; i != root; i = c->next[i])
        fresh |= i >= m->set->nold;
    if (!fresh && root < m->set->nold)
        return;                         /* nothing new in an old cluster */
    uint64_t name = root < m->set->nold ? m->set->old_name[root] : 0;
    if (!name)
        name = new_name(k, head(m, root));
    k->name = ht_grow(k->name, &k->names_cap, k->nnames + 1, sizeof *k->name);
    k->name[k->nnames++] = (struct ht_named){ name, root, result };
    for (uint32_t i = c->next[root]; i != root; i = c->next[i])
        if (head(m, i)->rec < head(m, first)->rec)
            first = i;
    for (uint32_t i = c->next[first]; i != first; i = c->next[i])
        if (second == UINT32_MAX || head(m, i)->rec < head(m, second)->rec)
            second = i;
    uint32_t i = root;
    do {
        uint32_t other = i == first ? second : first;
        struct ht_pattern p;
        ht_match_score(m, i < other ? i : other, i < other ? other : i, &p);
        enum ht_dup kind = ht_dup_kind(m->set->d, ht_set_at(m->set, i), ht_set_at(m->set, other), &p);
        add_mark(k, head(m, i)->rec, head(m, other)->rec, name, (int)ht_dup_code[kind]);
        for (uint32_t j = c->next[i]; j != root && (c->size[root] <= ALL_PAIRS); j = c->next[j])
            add_pair(k, m, result, i, j, true);
        if (c->size[root] > ALL_PAIRS && i != first)
            add_pair(k, m, result, first, i, true);
        i = c->next[i];
    } while (i != root);
    k->clusters++;
}

void
ht_marks_add(struct ht_marks *k, const struct ht_match *m, unsigned result)
{
    const struct ht_clusters *c = &m->clusters;
    for (size_t i = 0; i < c->n; i++)
        if (c->root[i] == i && c->size[i] > 1)
            mark_cluster(k, m, result, (uint32_t)i);
    for (size_t i = 0; i < m->nedges; i++) {
        const struct ht_edge *e = &m->edge[i];
        bool twice = i && e->a == e[-1].a && e->b == e[-1].b;   /* a candidate that was decided too */
        if (twice || e->bits < m->review || c->root[e->a] == c->root[e->b])
            continue;
        add_pair(k, m, result, e->a, e->b, false);
        int code = e->bits > HT_DECIDED ? HT_D_808 : HT_D_806;
        add_mark(k, head(m, e->a)->rec, head(m, e->b)->rec, 0, code);
        add_mark(k, head(m, e->b)->rec, head(m, e->a)->rec, 0, code);
        k->review++;
    }
}

static int
by_place(const void *x, const void *y)
{
    const struct ht_mark *a = x, *b = y;
    if (a->rec != b->rec)
        return a->rec < b->rec ? -1 : 1;
    if (!a->cluster != !b->cluster)
        return a->cluster ? -1 : 1;
    return a->other < b->other ? -1 : a->other > b->other;
}

static int
pair_by_place(const void *x, const void *y)
{
    const struct ht_pair *a = x, *b = y;
    if (a->rec_a != b->rec_a)
        return a->rec_a < b->rec_a ? -1 : 1;
    return a->rec_b < b->rec_b ? -1 : a->rec_b > b->rec_b;
}

void
ht_marks_sort(struct ht_marks *k)
{
    if (k->n)
        ht_qsort(k->v, k->n, sizeof *k->v, by_place);
    if (k->npairs)
        ht_qsort(k->pair, k->npairs, sizeof *k->pair, pair_by_place);
}

void
ht_marks_fini(struct ht_marks *k)
{
    free(k->v);
    free(k->pair);
    free(k->name);
    ht_map_fini(&k->names);
    *k = (struct ht_marks){0};
}

/* ---- the pairs file ---- */

void
ht_pairs_cell(struct ht_out *out, const char *s)
{
    for (; *s; s++) {
        if (*s == '\t' || *s == '\n' || *s == '\\') {
            ht_out_addc(out, '\\');
            ht_out_addc(out, *s == '\t' ? 't' : *s == '\n' ? 'n' : '\\');
        } else {
            ht_out_addc(out, *s);
        }
    }
}

enum ht_rc
ht_pairs_write(const char *path, const struct ht_marks *k, const struct ht_match *result, const struct ht_ids *ids,
               struct ht_diag *d)
{
    struct ht_buf reason = HT_BUF_INIT;
    struct ht_out *out = ht_out_open(path, 0, d);
    if (!out)
        return HT_FAIL;
    ht_out_adds(out, "id_a\tid_b\tprobability\tverdict\tkind\treason\n");
    for (size_t i = 0; i < k->npairs; i++) {
        const struct ht_pair *p = &k->pair[i];
        const struct ht_match *m = &result[p->result];
        const struct ht_dschema *sch = m->set->d;
        struct ht_pattern pattern;
        double prob = ht_probability((double)ht_match_score(m, p->a, p->b, &pattern));
        long millionths = (long)(prob * 1e6 + 0.5);
        ht_buf_clear(&reason);
        ht_reason(&m->model, sch, &pattern, &reason);
        ht_pairs_cell(out, ht_ids_get(ids, p->rec_a));
        ht_out_addc(out, '\t');
        ht_pairs_cell(out, ht_ids_get(ids, p->rec_b));
        enum ht_dup kind = ht_dup_kind(sch, ht_set_at(m->set, p->a), ht_set_at(m->set, p->b), &pattern);
        ht_out_addf(out, "\t%ld.%06ld\t%s\t%s\t", millionths / 1000000, millionths % 1000000,
                    p->same ? "same" : "review", ht_dup_name[kind]);
        ht_pairs_cell(out, reason.s);
        ht_out_addc(out, '\n');
    }
    ht_buf_fini(&reason);
    return ht_out_close(out, NULL);
}

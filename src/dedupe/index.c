/* SPDX-License-Identifier: BSD-2-Clause */
/* Writing and mapping the index. */
#include "config.h"
#include "dedupe/index.h"

#include <stdlib.h>
#include <string.h>

#include "base/io.h"
#include "base/mem.h"
#include "base/prog.h"

#define INDEX_VERSION 4

struct header {
    char magic[16];
    uint32_t version, schema_sizes;     /* hash of all feature layouts: another build may have other columns */
    uint64_t syllables, texts, text_bytes, records, id_bytes;
    uint64_t n[HT_NREG];
};
static const char magic[16] = "hotich-index\n";

static uint32_t
layout(const struct ht_dschema *schema)
{
    uint64_t h = sizeof(struct ht_syl) * 1000 + sizeof(struct ht_model);
    for (size_t i = 0; i < HT_NREG; i++) {
        h = ht_hash_mix(h, (uint64_t)schema[i].size << 32 | schema[i].ncmp << 16 | schema[i].nkeys);
        for (size_t k = 0; k < schema[i].ncmp; k++)
            h = ht_hash_mix(h, schema[i].cmp[k].nlevels);
    }
    return (uint32_t)h;
}

/* ---- writing ---- */

struct writer {
    struct ht_out *out;
    uint64_t at, checksum;
};

static void
put(struct writer *w, const void *p, size_t len, bool summed)
{
    static const char zero[8];
    size_t pad = (8 - len % 8) % 8;
    if (!len)
        return;
    ht_out_add(w->out, p, len);
    ht_out_add(w->out, zero, pad);
    w->at += len + pad;
    if (summed)
        w->checksum = ht_hash(p, len, w->checksum);
}

/* The frequencies with the new records counted in. */
static void
put_frequencies(struct writer *w, const struct ht_match *m)
{
    for (size_t i = 0; i < m->freq.ncmp; i++) {
        struct ht_freq f = { ht_calloc(m->freq.ncmp, sizeof *f.count), m->freq.ncmp, m->freq.names };
        struct ht_map *copy = &f.count[i];
        *copy = (struct ht_map){ .cap = m->freq.count[i].cap, .n = m->freq.count[i].n };
        if (copy->cap) {
            copy->slot = ht_calloc(copy->cap, 2 * sizeof *copy->slot);
            memcpy(copy->slot, m->freq.count[i].slot, copy->cap * 2 * sizeof *copy->slot);
        }
        if (m->set->nold)
            ht_freq_count(&f, m->set, m->pool, i);
        uint64_t head[2] = { copy->cap, copy->n };
        put(w, head, sizeof head, true);
        put(w, copy->slot, copy->cap * 2 * sizeof *copy->slot, true);
        ht_map_fini(copy);
        free(f.count);
    }
}

static void
put_part(struct writer *w, const struct ht_match *m, const struct ht_marks *marks, unsigned reg)
{
    const struct ht_set *s = m->set;
    uint64_t *name = ht_calloc(s->n + 1, sizeof *name);
    uint32_t threshold[2] = {0};
    memcpy(threshold, &m->threshold, sizeof m->threshold);
    for (size_t i = 0; i < s->nold; i++)
        name[i] = s->old_name[i];
    for (size_t i = 0; i < marks->nnames; i++)
        if (marks->name[i].result == reg)
            name[marks->name[i].root] = marks->name[i].cluster;
    for (size_t i = 0; i < s->n; i++)
        put(w, ht_set_at(s, i), s->d->size, true);
    put(w, m->clusters.root, s->n * sizeof(uint32_t), true);
    put(w, m->clusters.next, s->n * sizeof(uint32_t), true);
    put(w, m->clusters.size, s->n * sizeof(uint32_t), true);
    put(w, name, s->n * sizeof *name, true);
    put_frequencies(w, m);
    put(w, &m->model, sizeof m->model, true);
    put(w, threshold, sizeof threshold, true);
    free(name);
}

/* An old part that this run did not touch. */
static struct ht_match
untouched(const struct ht_index_part *p, struct ht_set *set, const struct ht_pool *pool, const struct ht_dschema *d)
{
    *set = (struct ht_set){ .d = d, .old = p->features, .nold = p->n, .n = p->n, .old_name = p->name };
    struct ht_match m = { .set = set, .pool = pool, .freq = p->freq, .model = p->model, .threshold = p->threshold };
    m.clusters = (struct ht_clusters){ (uint32_t *)(uintptr_t)p->root, (uint32_t *)(uintptr_t)p->next,
                                       (uint32_t *)(uintptr_t)p->size, p->n, 0, 0 };
    return m;
}

static void
put_ids(struct writer *w, const struct ht_ids *ids, uint64_t records)
{
    struct ht_buf bytes = HT_BUF_INIT;
    uint64_t *at = ht_calloc(records + 1, sizeof *at);
    for (uint64_t i = 0; i < records; i++) {
        const char *id = ht_ids_get(ids, (uint32_t)i);
        at[i] = bytes.len;
        ht_buf_add(&bytes, id, strlen(id) + 1);
    }
    at[records] = bytes.len;
    put(w, at, (records + 1) * sizeof *at, true);
    put(w, bytes.s, bytes.len, true);
    free(at);
    ht_buf_fini(&bytes);
}

static enum ht_rc
write_all(struct writer *w, struct header *h, const struct ht_pool *pool, const struct ht_dschema *schema,
          const struct ht_match *result, const bool *matched, const struct ht_index *old, const struct ht_ids *ids,
          const struct ht_marks *marks)
{
    put(w, h, sizeof *h, true);
    put(w, pool->syls.v, pool->syls.n * sizeof *pool->syls.v, true);
    put(w, pool->texts.at, (pool->texts.n + 1) * sizeof *pool->texts.at, true);
    put(w, pool->texts.bytes.s, pool->texts.bytes.len, true);
    put_ids(w, ids, h->records);
    for (size_t i = 0; i < HT_NREG; i++) {
        if (matched[i]) {
            put_part(w, &result[i], marks, (unsigned)i);
        } else if (old->part[i].n) {
            struct ht_set set;
            struct ht_match m = untouched(&old->part[i], &set, pool, &schema[i]);
            put_part(w, &m, marks, (unsigned)i);
        }
    }
    return ht_out_failed(w->out) ? HT_FAIL : HT_OK;
}

enum ht_rc
ht_index_save(const char *path, const struct ht_pool *pool, const struct ht_dschema *schema,
              const struct ht_match *result, const bool *matched, const struct ht_index *old, const struct ht_ids *ids,
              const struct ht_marks *marks, struct ht_diag *d)
{
    struct header h = { .version = INDEX_VERSION, .schema_sizes = layout(schema), .syllables = pool->syls.n,
                        .texts = pool->texts.n, .text_bytes = pool->texts.bytes.len, .records = ht_ids_count(ids),
                        .id_bytes = ht_ids_size(ids) };
    memcpy(h.magic, magic, sizeof magic);
    for (size_t i = 0; i < HT_NREG; i++)
        h.n[i] = matched[i] ? result[i].set->n : old->part[i].n;
    /* Length and checksum stand behind everything else, so that one pass is enough. */
    struct writer w = { .out = ht_out_open(path, 0, d) };
    if (!w.out)
        return HT_FAIL;
    write_all(&w, &h, pool, schema, result, matched, old, ids, marks);
    uint64_t tail[2] = { w.at + 16, w.checksum };
    put(&w, tail, sizeof tail, false);
    return ht_out_close(w.out, NULL);
}

/* ---- mapping ---- */

struct reader {
    const char *s, *end;
    uint64_t checksum;
    bool bad;
};

/* The next N things of SIZE bytes; NULL and bad if the file is shorter. */
static const void *
take(struct reader *r, uint64_t n, size_t size, bool summed)
{
    uint64_t left = (uint64_t)(r->end - r->s);
    if (r->bad || (n && size > left / n)) {
        r->bad = true;
        return NULL;
    }
    size_t len = (size_t)(n * size), padded = (len + 7) / 8 * 8;
    const char *p = r->s;
    if (padded > left) {
        r->bad = true;
        return NULL;
    }
    if (summed && len)
        r->checksum = ht_hash(p, len, r->checksum);
    r->s += padded;
    return p;
}

static void
take_frequencies(struct reader *r, struct ht_freq *f, size_t ncmp)
{
    f->ncmp = ncmp;
    f->count = ht_calloc(ncmp + 1, sizeof *f->count);
    for (size_t i = 0; i < ncmp && !r->bad; i++) {
        const uint64_t *head = take(r, 2, sizeof *head, true);
        if (!head || (head[0] & (head[0] - 1)) || (head[0] && head[1] >= head[0])) {
            r->bad = true;
            return;
        }
        const void *slots = take(r, head[0], 2 * sizeof(uint64_t), true);
        f->count[i] = (struct ht_map){ (uint64_t *)(uintptr_t)slots, (size_t)head[0], (size_t)head[1] };
    }
}

/* Every number of a feature that is an index into something. */
static bool
sound(const struct ht_dschema *d, const unsigned char *f, const struct header *h)
{
    for (size_t c = 0; c < d->ncols; c++) {
        const void *at = f + d->col[c].at;
        const struct ht_fname *name = at;
        const struct ht_ftext *text = at;
        if (d->col[c].kind == HT_COL_NAME)
            for (size_t k = 0; k < HT_NAME_MAX; k++)
                if (name->s[k] >= h->syllables)
                    return false;
        if ((d->col[c].kind == HT_COL_TEXT || d->col[c].kind == HT_COL_CODE) && text->text >= h->texts)
            return false;
    }
    return ht_feat_head(f)->rec < h->records;
}

static void
take_part(struct reader *r, struct ht_index_part *p, const struct ht_dschema *d, const struct header *h, uint64_t n)
{
    p->features = take(r, n, d->size, false);
    for (uint64_t i = 0; i < n && !r->bad; i++)
        r->checksum = ht_hash(p->features + i * d->size, d->size, r->checksum); /* one by one, as written */
    p->root = take(r, n, sizeof *p->root, true);
    p->next = take(r, n, sizeof *p->next, true);
    p->size = take(r, n, sizeof *p->size, true);
    p->name = take(r, n, sizeof *p->name, true);
    take_frequencies(r, &p->freq, d->ncmp);
    const void *model = take(r, 1, sizeof p->model, true), *threshold = take(r, 1, 8, true);
    for (uint64_t i = 0; i < n && !r->bad; i++)
        r->bad = p->root[i] >= n || p->next[i] >= n || !sound(d, p->features + i * d->size, h);
    if (r->bad)
        return;
    memcpy(&p->model, model, sizeof p->model);
    memcpy(&p->threshold, threshold, sizeof p->threshold);
    p->n = (size_t)n;
}

static void
fill_pool(struct reader *r, struct ht_pool *pool, const struct header *h)
{
    const struct ht_syl *y = take(r, h->syllables, sizeof *y, true);
    const uint32_t *at = take(r, h->texts + 1, sizeof *at, true);
    const char *bytes = take(r, h->text_bytes, 1, true);
    for (uint64_t i = 1; !r->bad && i < h->syllables; i++)
        r->bad = y[i].len > HT_SYL_LETTERS || ht_syl_adopt(&pool->syls, &y[i]) != i;
    for (uint64_t i = 1; !r->bad && i < h->texts; i++)
        r->bad = at[i + 1] < at[i] || at[i + 1] > h->text_bytes ||
                 ht_text_intern(&pool->texts, bytes + at[i], at[i + 1] - at[i]) != i;
}

int
ht_index_load(struct ht_index *x, const char *path, struct ht_pool *pool, const struct ht_dschema *schema,
              struct ht_diag *d)
{
    const uint64_t *tail;
    size_t len;
    *x = (struct ht_index){0};
    x->bytes = ht_map_config(path, &len, d);
    if (!x->bytes)
        return -1;
    x->len = len;
    struct reader r = { x->bytes, x->bytes + len, 0, false };
    const struct header *h = take(&r, 1, sizeof *h, true);
    if (!h || memcmp(h->magic, magic, sizeof magic) || h->version != INDEX_VERSION ||
        h->schema_sizes != layout(schema)) {
        ht_diag_usage(d, _("%s is no index of this version of hotich-dedupe; make it again with --save-index"), path);
        return -1;
    }
    fill_pool(&r, pool, h);
    x->records = h->records;
    x->id_at = take(&r, h->records + 1, sizeof *x->id_at, true);
    x->id_bytes = take(&r, h->id_bytes, 1, true);
    for (size_t i = 0; i < HT_NREG && !r.bad; i++)
        if (h->n[i])
            take_part(&r, &x->part[i], &schema[i], h, h->n[i]);
    uint64_t sum = r.checksum;
    tail = take(&r, 2, sizeof *tail, false);
    if (r.bad || tail[0] != len || tail[1] != sum || r.s != r.end) {
        ht_diag_usage(d, _("the index %s is damaged; make it again with --save-index"), path);
        return -1;
    }
    return 0;
}

void
ht_index_fini(struct ht_index *x)
{
    if (!x->bytes)
        return;                         /* none was loaded: a megabyte of models that nobody has touched */
    for (size_t i = 0; i < HT_NREG; i++)
        free(x->part[i].freq.count);
    ht_unmap(x->bytes, x->len);
    *x = (struct ht_index){0};
}

/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * Records in: packed, spooled, made features of.  The first batch, which is all of a small file, needs no thread: its
 * features are made of the records as they come.
 */
#include "config.h"
#include "dedupe/intake.h"

#include <pthread.h>
#include <stdlib.h>
#include <string.h>

#include "base/mem.h"
#include "dedupe/decisions.h"
#include "dedupe/link.h"
#include "model/pack.h"
#include "text/fold.h"

#define BATCH (256u * 1024)             /* bytes of packed records that are handed over at once */
#define WAITING 4                       /* batches */

struct ht_intake {
    struct ht_intake_opts o;
    struct ht_record rec;               /* the maker's */
    uint32_t next;                      /* number of the record that the maker takes next */
    struct ht_buf ring[WAITING];
    size_t first, n;                    /* N full batches from FIRST; the one behind them is being filled */
    bool threaded, stop, failed;
    pthread_t thread;
    pthread_mutex_t lock;
    pthread_cond_t changed;
};

/* ---- features ---- */

static bool
has_word(const char *text, const char *word)
{
    return strstr(text, word) != NULL;
}

/* What the kind of entry and the notes say. */
static uint8_t
flags_of(const struct ht_record *r)
{
    char text[512];
    uint8_t flags = 0;
    int kind = ht_shared_field(r->reg, HT_LOAI_DANG_KY), note = ht_shared_field(r->reg, HT_GHI_CHU);
    if (kind >= 0 && r->v[kind].s) {
        const char *code = ht_attr_str(&r->v[kind], HT_A_code);
        ht_fold_to(text, sizeof text, r->v[kind].s, r->v[kind].len);
        if (!code)
            code = text;
        bool coded = r->reg->id == HT_REG_KS || r->reg->id == HT_REG_KT || r->reg->id == HT_REG_KH;
        if (has_word(text, "lai") || (coded && !strcmp(code, "2")))
            flags |= HT_FEAT_REREGISTERED | HT_FEAT_KNOWN_KIND;
        else if (*text && !has_word(text, "khong") && strcmp(code, "0") && strcmp(code, "6"))
            flags |= HT_FEAT_KNOWN_KIND;
    }
    if (r->reg->id == HT_REG_KH && r->v[HT_KH_tinhTrangKetHon].s) {
        ht_fold_to(text, sizeof text, r->v[HT_KH_tinhTrangKetHon].s, r->v[HT_KH_tinhTrangKetHon].len);
        if (has_word(text, "ly hon"))
            flags |= HT_FEAT_DISSOLVED;
    }
    if (note >= 0 && r->v[note].s) {
        ht_fold_to(text, sizeof text, r->v[note].s, r->v[note].len);
        if (has_word(text, "dang ky lai"))
            flags |= HT_FEAT_REREGISTERED | HT_FEAT_KNOWN_KIND;
        if (r->reg->id == HT_REG_KH && has_word(text, "ly hon"))
            flags |= HT_FEAT_DISSOLVED;
        if (has_word(text, "cai chinh") || has_word(text, "thay doi") || has_word(text, "bo sung") ||
            has_word(text, "dinh chinh"))
            flags |= HT_FEAT_CORRECTED;
    }
    return flags;
}

static uint32_t
hash32(const char *s, size_t len)
{
    return s && len ? (uint32_t)(ht_hash(s, len, 51) >> 32) | 1 : 0;
}

static void
fill_head(struct ht_feat *f, const struct ht_record *r, uint32_t rec)
{
    const char *id = ht_rattr(r, HT_R_id), *src = ht_rattr(r, HT_R_src), *scan = ht_rattr(r, HT_R_scan);
    const char *colon = src ? strrchr(src, ':') : NULL;
    int page = ht_shared_field(r->reg, HT_TRANG_SO);
    f->rec = rec;
    f->id = id ? ht_id_hash(id, strlen(id)) : 0;
    f->file = hash32(src, colon ? (size_t)(colon - src) : 0);
    f->scan = hash32(scan, scan ? strlen(scan) : 0);
    f->flags = flags_of(r);
    for (size_t i = 0; page >= 0 && r->v[page].s && i < r->v[page].len && i < 4; i++)
        if (r->v[page].s[i] >= '0' && r->v[page].s[i] <= '9')
            f->page = (uint16_t)(f->page * 10 + (r->v[page].s[i] - '0'));
}

static enum ht_rc
make_feature(struct ht_intake *in, const struct ht_record *r)
{
    struct ht_cell cell[HT_MAX_CELLS];
    const struct ht_dschema *d = &in->o.schema[r->reg->id];
    unsigned char *f = ht_set_add(&in->o.set[r->reg->id], in->o.diag);
    if (!f)
        return HT_FAIL;
    ht_cells(d, r, cell);
    ht_feat_make(d, in->o.pool, cell, f);
    uint32_t rec = in->next++;
    fill_head((struct ht_feat *)(void *)f, r, rec);
    return in->o.link ? ht_link_take(in->o.link, r, rec) : HT_OK;
}

/* What a thread does with a batch. */
static enum ht_rc
make_batch(struct ht_intake *in, const struct ht_buf *batch)
{
    uint32_t len;
    enum ht_rc rc = ht_spool_add(in->o.spool, batch->s, batch->len);
    for (size_t at = 0; at < batch->len && rc == HT_OK; at += len) {
        memcpy(&len, batch->s + at, sizeof len);
        at += sizeof len;
        ht_unpack(&in->rec, batch->s + at, len);
        rc = make_feature(in, &in->rec);
    }
    return rc;
}

/* ---- without a thread ---- */

/* The batch, of whose records the features are made already. */
static enum ht_rc
keep_batch(struct ht_intake *in)
{
    enum ht_rc rc = ht_spool_add(in->o.spool, in->ring[0].s, in->ring[0].len);
    ht_buf_clear(&in->ring[0]);
    return rc;
}

/* ---- the thread ---- */

static void *
maker(void *arg)
{
    struct ht_intake *in = arg;
    pthread_mutex_lock(&in->lock);
    while (in->n || !in->stop) {
        if (!in->n) {
            pthread_cond_wait(&in->changed, &in->lock);
            continue;
        }
        struct ht_buf *batch = &in->ring[in->first];
        bool failed = in->failed;
        pthread_mutex_unlock(&in->lock);
        failed = failed || make_batch(in, batch) != HT_OK;
        ht_buf_clear(batch);
        pthread_mutex_lock(&in->lock);
        in->failed = failed;
        in->first = (in->first + 1) % WAITING;
        in->n--;
        pthread_cond_broadcast(&in->changed);
    }
    pthread_mutex_unlock(&in->lock);
    return NULL;
}

/* The batch that is filled is full: the maker's now.  One always stays free for filling. */
static enum ht_rc
hand_over(struct ht_intake *in)
{
    pthread_mutex_lock(&in->lock);
    in->n++;
    pthread_cond_broadcast(&in->changed);
    while (in->n == WAITING)
        pthread_cond_wait(&in->changed, &in->lock);
    bool failed = in->failed;
    pthread_mutex_unlock(&in->lock);
    return failed ? HT_FAIL : HT_OK;
}

static void
join(struct ht_intake *in)
{
    if (!in->threaded)
        return;
    pthread_mutex_lock(&in->lock);
    in->stop = true;
    pthread_cond_broadcast(&in->changed);
    pthread_mutex_unlock(&in->lock);
    pthread_join(in->thread, NULL);
    in->threaded = false;
}

/* ---- for the stage ---- */

struct ht_intake *
ht_intake_new(const struct ht_intake_opts *opts)
{
    struct ht_intake *in = ht_calloc(1, sizeof *in);
    in->o = *opts;
    in->next = opts->first;
    ht_record_init(&in->rec);
    for (size_t i = 0; i < WAITING; i++)
        ht_buf_init(&in->ring[i]);
    pthread_mutex_init(&in->lock, NULL);
    pthread_cond_init(&in->changed, NULL);
    for (size_t i = 0; i < HT_NREG; i++) {      /* these fill a cache, which several threads may then read */
        ht_shared_field(&ht_registers[i], HT_LOAI_DANG_KY);
        ht_shared_field(&ht_registers[i], HT_GHI_CHU);
        ht_shared_field(&ht_registers[i], HT_TRANG_SO);
    }
    return in;
}

void
ht_intake_free(struct ht_intake *in)
{
    if (!in)
        return;
    join(in);
    for (size_t i = 0; i < WAITING; i++)
        ht_buf_fini(&in->ring[i]);
    ht_record_fini(&in->rec);
    pthread_mutex_destroy(&in->lock);
    pthread_cond_destroy(&in->changed);
    free(in);
}

/* The batch that is being filled.  Only this side moves its place: when the maker takes one, FIRST and N change
 * together. */
static struct ht_buf *
filling(struct ht_intake *in)
{
    size_t i = 0;
    if (in->threaded) {
        pthread_mutex_lock(&in->lock);
        i = (in->first + in->n) % WAITING;
        pthread_mutex_unlock(&in->lock);
    }
    return &in->ring[i];
}

enum ht_rc
ht_intake_add(struct ht_intake *in, const struct ht_record *r)
{
    struct ht_buf *b = filling(in);
    ht_pack_sized(b, r);
    if (!in->threaded && make_feature(in, r) != HT_OK)
        return HT_FAIL;
    if (b->len < BATCH)
        return HT_OK;
    if (in->threaded)
        return hand_over(in);
    enum ht_rc rc = keep_batch(in);
    in->threaded = rc == HT_OK && in->o.thread && !pthread_create(&in->thread, NULL, maker, in);
    return rc;
}

enum ht_rc
ht_intake_end(struct ht_intake *in)
{
    enum ht_rc rc = !filling(in)->len ? HT_OK : in->threaded ? hand_over(in) : keep_batch(in);
    join(in);
    return rc == HT_OK && !in->failed ? HT_OK : HT_FAIL;
}

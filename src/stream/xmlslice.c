/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * One stream of canonical XML on several threads.
 *
 * The text is cut where a line begins with the start tag of a record.  Outside comments and CDATA sections, which
 * end the slicing, "<" begins markup wherever it stands, so in a well-formed document such a line is what it looks
 * like; each slice is parsed by libxml2 as a document of its own.  A slice that does not parse is given, with all
 * that follows, to the reader of whole streams, which reads it again and says what is wrong: so neither the
 * records nor the messages depend on the number of threads.
 */
#include "config.h"

#include <pthread.h>
#include <stdlib.h>
#include <string.h>

#include "base/mem.h"
#include "model/pack.h"
#include "stream/xmlin_int.h"
#include "stream/xmlout.h"

#define SLICE (512u * 1024)             /* bytes; some hundreds of records */
#define MAX_JOBS 16
#define WAITING 3                       /* slices per thread that are read ahead */

static const char root_end[] = "</hoTich>\n";

enum state { FREE, READY, TAKEN, DONE, BAD };

struct slice {
    enum state state;
    struct ht_buf text;                 /* head, records, end of the root */
    unsigned long lines;                /* of the records */
    struct ht_buf packed;               /* length and bytes of each record */
};

struct slices {
    pthread_mutex_t lock;
    pthread_cond_t changed;
    struct slice ring[MAX_JOBS * WAITING];
    size_t cap, first, n;               /* N slices from FIRST are in use, in the order of the stream */
    bool stop;
};

static struct slice *
nth(struct slices *s, size_t i)
{
    return &s->ring[(s->first + i) % s->cap];
}

/* ---- a slice becomes records ---- */

struct packer {
    struct ht_stage stage;
    struct ht_buf *out;
};

static enum ht_rc
pack_record(struct ht_stage *stage, struct ht_record *r)
{
    ht_pack_sized(((struct packer *)stage)->out, r);
    return HT_OK;
}

static const struct ht_stage_class packer_class = { .name = "pack", .record = pack_record };

static unsigned long
lines_in(const char *s, size_t len)
{
    unsigned long n = 0;
    for (size_t i = 0; i < len; i++)
        n += s[i] == '\n';
    return n;
}

static enum state
parse_slice(struct slice *sl)
{
    static const struct ht_xmlin_opts nothing;
    struct packer p = { { &packer_class, NULL }, &sl->packed };
    struct ht_xml_reader *x = ht_xml_reader_new(NULL, &p.stage, &nothing);
    size_t head = sizeof HT_XML_HEAD - 1, records = sl->text.len - head - (sizeof root_end - 1);
    x->quiet = true;
    ht_buf_clear(&sl->packed);
    sl->lines = lines_in(sl->text.s, sl->text.len) - HT_XML_HEAD_LINES - 1;
    enum state state = DONE;
    if (ht_xml_scan(x, sl->text.s + head, records) != records) {
        ht_buf_clear(&sl->packed);
        x->lines_before = 0;
        x->ahead = sl->text.s;
        x->ahead_len = sl->text.len;
        ht_xml_parse(x);
        state = x->failed || !x->closed ? BAD : DONE;
    }
    ht_xml_reader_free(x);
    return state;
}

/* Parses the first slice that nobody has taken; false if there is none.  The lock is held before and after. */
static bool
work(struct slices *s)
{
    for (size_t i = 0; i < s->n; i++) {
        struct slice *sl = nth(s, i);
        if (sl->state != READY)
            continue;
        sl->state = TAKEN;
        pthread_mutex_unlock(&s->lock);
        enum state state = parse_slice(sl);
        pthread_mutex_lock(&s->lock);
        sl->state = state;
        pthread_cond_broadcast(&s->changed);
        return true;
    }
    return false;
}

static void *
worker(void *arg)
{
    struct slices *s = arg;
    pthread_mutex_lock(&s->lock);
    while (!s->stop)
        if (!work(s))
            pthread_cond_wait(&s->changed, &s->lock);
    pthread_mutex_unlock(&s->lock);
    return NULL;
}

/* ---- the stream becomes slices ---- */

/* True if a record begins at S, which is the beginning of a line. */
static bool
at_record(const char *s, size_t len)
{
    for (size_t i = 0; i < HT_NREG; i++) {
        const char *e = ht_registers[i].element;
        size_t n = strlen(e);
        if (len > n + 1 && s[0] == '<' && !memcmp(s + 1, e, n) && s[1 + n] == ' ')
            return true;
    }
    return false;
}

/* Length of S up to its last start of a record; 0: none behind the beginning. */
static size_t
last_record(const char *s, size_t len)
{
    for (size_t i = len; i > 1; i--)
        if (s[i - 1] == '\n' && at_record(s + i, len - i))
            return i;
    return 0;
}

/* A comment or CDATA section begins in S. */
static bool
has_section(const char *s, size_t len)
{
    for (const char *p = s; (p = memchr(p, '!', len - (size_t)(p - s))) != NULL; p++)
        if (p > s && p[-1] == '<')
            return true;
    return false;
}

/* The next slice of IN into SL; false if the rest is for the reader of whole streams. */
static bool
cut_slice(struct ht_in *in, struct slice *sl)
{
    size_t avail;
    const char *s = (const char *)ht_in_peek(in, SLICE, &avail);
    size_t len = s && avail >= SLICE && at_record(s, avail) ? last_record(s, avail) : 0;
    if (!len || has_section(s, len))
        return false;
    ht_buf_clear(&sl->text);
    ht_buf_adds(&sl->text, HT_XML_HEAD);
    ht_buf_add(&sl->text, s, len);
    ht_buf_adds(&sl->text, root_end);
    sl->state = READY;
    ht_in_consume(in, len);
    return true;
}

/* ---- all of it ---- */

static enum ht_rc
hand_on(struct ht_xml_reader *x, const struct ht_buf *packed)
{
    uint32_t len;
    for (size_t at = 0; at < packed->len; at += len) {
        memcpy(&len, packed->s + at, sizeof len);
        at += sizeof len;
        ht_unpack(&x->rec, packed->s + at, len);
        x->n++;
        if (x->o->stats)
            x->o->stats->records++;
        ht_progress_at(x->o->progress, ht_in_raw_bytes(x->in), x->n);
        if (ht_put(x->first, &x->rec))
            return HT_FAIL;
    }
    return HT_OK;
}

/* Cuts, parses and hands on until the slices end, one is bad or a stage fails.  The lock is held. */
static enum ht_rc
run(struct slices *s, struct ht_xml_reader *x)
{
    for (bool more = true;;) {
        size_t before = s->n;
        while (more && s->n < s->cap) {
            pthread_mutex_unlock(&s->lock);     /* reading may take its time */
            more = cut_slice(x->in, nth(s, s->n));
            pthread_mutex_lock(&s->lock);
            s->n += more;
        }
        if (s->n != before)
            pthread_cond_broadcast(&s->changed);
        struct slice *sl = nth(s, 0);
        if (!s->n || sl->state == BAD)
            return HT_OK;
        if (sl->state == DONE) {
            pthread_mutex_unlock(&s->lock);
            enum ht_rc rc = hand_on(x, &sl->packed);
            pthread_mutex_lock(&s->lock);
            if (rc)
                return rc;
            x->lines_before += sl->lines;
            sl->state = FREE;
            s->first = (s->first + 1) % s->cap;
            s->n--;
        } else if (!work(s)) {
            pthread_cond_wait(&s->changed, &s->lock);
        }
    }
}

/* What was cut and not handed on goes to the reader of whole streams. */
static void
leave(struct slices *s, struct ht_xml_reader *x, struct ht_buf *held)
{
    ht_buf_adds(held, HT_XML_HEAD);
    for (size_t i = 0; i < s->n; i++) {
        const struct ht_buf *t = &nth(s, i)->text;
        size_t head = sizeof HT_XML_HEAD - 1, end = sizeof root_end - 1;
        ht_buf_add(held, t->s + head, t->len - head - end);
    }
    x->ahead = held->s;
    x->ahead_len = held->len;
}

enum ht_rc
ht_xml_slices(struct ht_xml_reader *x, unsigned jobs, struct ht_buf *held)
{
    pthread_t thread[MAX_JOBS];
    unsigned started = 0;
    size_t avail;
    const unsigned char *s = ht_in_peek(x->in, SLICE, &avail);
    if (!s)
        return HT_FAIL;
    if (avail < SLICE || memcmp(s, HT_XML_HEAD, sizeof HT_XML_HEAD - 1))
        return HT_OK;                   /* short, or written by somebody else: not worth it, not understood */
    ht_in_consume(x->in, sizeof HT_XML_HEAD - 1);
    jobs = jobs < MAX_JOBS ? jobs : MAX_JOBS;
    struct slices *sl = ht_calloc(1, sizeof *sl);
    sl->cap = jobs * WAITING;
    for (size_t i = 0; i < sl->cap; i++) {
        ht_buf_init(&sl->ring[i].text);
        ht_buf_init(&sl->ring[i].packed);
    }
    pthread_mutex_init(&sl->lock, NULL);
    pthread_cond_init(&sl->changed, NULL);
    ht_xml_prepare();
    while (started + 1 < jobs && !pthread_create(&thread[started], NULL, worker, sl))
        started++;
    pthread_mutex_lock(&sl->lock);
    enum ht_rc rc = run(sl, x);
    sl->stop = true;
    pthread_cond_broadcast(&sl->changed);
    pthread_mutex_unlock(&sl->lock);
    while (started)
        pthread_join(thread[--started], NULL);
    if (rc == HT_OK)
        leave(sl, x, held);
    for (size_t i = 0; i < sl->cap; i++) {
        ht_buf_fini(&sl->ring[i].text);
        ht_buf_fini(&sl->ring[i].packed);
    }
    pthread_mutex_destroy(&sl->lock);
    pthread_cond_destroy(&sl->changed);
    free(sl);
    return rc;
}

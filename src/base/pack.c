/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * gzip in blocks on several cores.  No other state than the ring: a block waits, is deflated by a worker (or
 * at once, with one job), and is written when all blocks before it are.
 */
#include "config.h"
#include "base/pack.h"

#include <assert.h>
#include <pthread.h>
#include <stdbool.h>
#include <stdlib.h>
#include <zlib.h>

#include "base/deflater.h"
#include "base/mem.h"
#include "base/sort.h"

#define BLOCK HT_DEFLATE_BLOCK
#define WINDOW HT_DEFLATE_WINDOW
#define WHOLE HT_DEFLATE_WHOLE
#define MAX_JOBS 64
#define SMALL 4096                      /* packed at once: to wake a worker takes longer */

enum state { FREE, WAITING, DONE };

struct block {
    struct ht_packed *stream;
    unsigned char *in;                  /* WINDOW + BLOCK: the bytes before, the bytes to pack; or WHOLE */
    unsigned char *out;
    size_t before, len, packed;
    uLong crc;
    bool last;                          /* of its stream */
    enum state state;
};

struct ht_packer {
    bool whole;                         /* every block is a member */
    struct block *ring;
    size_t size, first, n;              /* blocks first … first + n - 1 are under way */
    size_t out_size;
    struct ht_deflater *own;            /* with one job: the caller's */
    unsigned long jobs;
    pthread_t thread[MAX_JOBS];
    pthread_mutex_t lock;
    pthread_cond_t work, done;
    size_t taken;                       /* how many of the N a worker has taken */
    bool stop;
};

struct ht_packed {
    struct ht_packer *packer;
    ht_packed_write *write;
    void *arg;
    unsigned char *window;              /* the last bytes added; NULL while at rest */
    size_t before;
    uLong crc;
    uint64_t length;
    struct ht_deflated *sum;            /* NULL: gzip; else bare deflate, and this at the end */
    size_t under_way;                   /* blocks in the ring */
    uint64_t pending;                   /* their bytes, unpacked */
    unsigned char *part;                /* whole: a block that is not full yet; NULL: empty */
    size_t part_len;
};

static void
pack_block(struct ht_deflater *f, bool whole, struct block *b, size_t room)
{
    if (whole) {
        b->packed = ht_deflater_whole(f, b->in, b->len, b->out, room);
        return;
    }
    const unsigned char *bytes = b->in + WINDOW;
    b->packed = ht_deflater_part(f, bytes, b->before, b->len, b->last, b->out, room);
    b->crc = crc32(crc32(0, NULL, 0), bytes, (uInt)b->len);
}

static void *
worker(void *arg)
{
    struct ht_packer *p = arg;
    struct ht_deflater *f = ht_deflater_new(p->whole);
    pthread_mutex_lock(&p->lock);
    while (!p->stop) {
        if (p->taken >= p->n) {
            pthread_cond_wait(&p->work, &p->lock);
            continue;
        }
        struct block *b = &p->ring[(p->first + p->taken++) % p->size];
        if (b->state == DONE)
            continue;                   /* a small one */
        pthread_mutex_unlock(&p->lock);
        pack_block(f, p->whole, b, p->out_size);
        pthread_mutex_lock(&p->lock);
        b->state = DONE;
        pthread_cond_signal(&p->done);
    }
    pthread_mutex_unlock(&p->lock);
    ht_deflater_free(f);
    return NULL;
}

/* Threads that cannot be had are done without: the caller packs then. */
static void
start_threads(struct ht_packer *p, unsigned long jobs)
{
    pthread_mutex_init(&p->lock, NULL);
    pthread_cond_init(&p->work, NULL);
    pthread_cond_init(&p->done, NULL);
    while (jobs > 1 && p->jobs < jobs && !pthread_create(&p->thread[p->jobs], NULL, worker, p))
        p->jobs++;
}

struct ht_packer *
ht_packer_new(unsigned long jobs, bool drained)
{
    struct ht_packer *p = ht_calloc(1, sizeof *p);
    if (!jobs)
        jobs = ht_default_jobs();
    if (jobs > MAX_JOBS)
        jobs = MAX_JOBS;
    p->whole = !drained && ht_deflater_knows_whole();
    p->own = ht_deflater_new(p->whole);
    p->size = jobs > 1 ? 2 * jobs + 2 : 1;
    p->out_size = ht_deflater_room(p->own);
    p->ring = ht_calloc(p->size, sizeof *p->ring);
    for (size_t i = 0; i < p->size; i++) {
        p->ring[i].in = ht_malloc(p->whole ? WHOLE : WINDOW + BLOCK);
        p->ring[i].out = ht_malloc(p->out_size);
    }
    start_threads(p, jobs);
    return p;
}

void
ht_packer_free(struct ht_packer *p)
{
    if (!p)
        return;
    pthread_mutex_lock(&p->lock);
    p->stop = true;
    pthread_cond_broadcast(&p->work);
    pthread_mutex_unlock(&p->lock);
    for (size_t i = 0; i < p->jobs; i++)
        pthread_join(p->thread[i], NULL);
    pthread_cond_destroy(&p->done);
    pthread_cond_destroy(&p->work);
    pthread_mutex_destroy(&p->lock);
    for (size_t i = 0; i < p->size; i++) {
        free(p->ring[i].in);
        free(p->ring[i].out);
    }
    free(p->ring);
    ht_deflater_free(p->own);
    free(p);
}

/* Writes the oldest block, waiting for it if need be. */
static void
retire(struct ht_packer *p)
{
    struct block *b = &p->ring[p->first];
    if (p->jobs) {
        pthread_mutex_lock(&p->lock);
        while (b->state != DONE)
            pthread_cond_wait(&p->done, &p->lock);
        pthread_mutex_unlock(&p->lock);
    }
    struct ht_packed *s = b->stream;
    s->write(s->arg, (const char *)b->out, b->packed);
    if (!p->whole)
        s->crc = crc32_combine(s->crc, b->crc, (z_off_t)b->len);
    s->under_way--;
    s->pending -= b->len;
    pthread_mutex_lock(&p->lock);
    b->state = FREE;
    p->first = (p->first + 1) % p->size;
    p->n--;
    if (p->taken)
        p->taken--;                     /* no worker need have come by a small one */
    pthread_mutex_unlock(&p->lock);
}

/* The block that follows the youngest one, free to be filled. */
static struct block *
free_block(struct ht_packer *p)
{
    if (p->n == p->size)
        retire(p);
    return &p->ring[(p->first + p->n) % p->size];
}

static void
submit(struct ht_packer *p, struct block *b)
{
    bool here = !p->jobs || b->len < SMALL;
    b->stream->under_way++;
    b->stream->pending += b->len;
    if (here)
        pack_block(p->own, p->whole, b, p->out_size);
    pthread_mutex_lock(&p->lock);
    b->state = here ? DONE : WAITING;
    p->n++;
    if (!here)
        pthread_cond_signal(&p->work);
    pthread_mutex_unlock(&p->lock);
    if (!p->jobs)
        retire(p);
}

/* Keeps the last WINDOW bytes of the stream. */
static void
remember(struct ht_packed *s, const unsigned char *bytes, size_t len)
{
    if (!s->window)
        s->window = ht_malloc(WINDOW);
    if (len >= WINDOW) {
        memcpy(s->window, bytes + len - WINDOW, WINDOW);
        s->before = WINDOW;
        return;
    }
    size_t keep = s->before + len > WINDOW ? WINDOW - len : s->before;
    memmove(s->window, s->window + s->before - keep, keep);
    memcpy(s->window + keep, bytes, len);
    s->before = keep + len;
}

static void
add_block(struct ht_packed *s, const char *bytes, size_t len, bool last)
{
    struct block *b = free_block(s->packer);
    b->stream = s;
    b->before = s->before;
    b->len = len;
    b->last = last;
    if (s->before)
        memcpy(b->in + WINDOW - s->before, s->window, s->before);
    if (len)
        memcpy(b->in + WINDOW, bytes, len);
    s->length += len;
    remember(s, b->in + WINDOW, len);
    submit(s->packer, b);
}

/* The block that was being filled is packed: its buffer and a free one change places. */
static void
add_whole(struct ht_packed *s)
{
    struct block *b = free_block(s->packer);
    unsigned char *in = b->in;
    b->stream = s;
    b->len = s->part_len;
    b->in = s->part;
    s->part = in;
    s->length += s->part_len;
    s->part_len = 0;
    submit(s->packer, b);
}

static void
fill_whole(struct ht_packed *s, const char *bytes, size_t len)
{
    while (len) {
        if (!s->part)
            s->part = ht_malloc(WHOLE);
        size_t n = len < WHOLE - s->part_len ? len : WHOLE - s->part_len;
        memcpy(s->part + s->part_len, bytes, n);
        s->part_len += n;
        bytes += n;
        len -= n;
        if (s->part_len == WHOLE)
            add_whole(s);
    }
}

struct ht_packed *
ht_packed_new(struct ht_packer *p, ht_packed_write *write, void *arg, struct ht_deflated *sum)
{
    static const char head[10] = "\x1f\x8b\x08\0\0\0\0\0\0\x03";    /* no name, no time: bytes repeat */
    struct ht_packed *s = ht_calloc(1, sizeof *s);
    s->packer = p;
    s->write = write;
    s->arg = arg;
    s->crc = crc32(0, NULL, 0);
    s->sum = sum;
    assert(!sum || !p->whole);
    if (!p->whole && !sum)
        write(arg, head, sizeof head);
    return s;
}

void
ht_packed_add(struct ht_packed *s, const char *bytes, size_t len)
{
    if (s->packer->whole) {
        fill_whole(s, bytes, len);
        return;
    }
    while (len > BLOCK) {
        add_block(s, bytes, BLOCK, false);
        bytes += BLOCK;
        len -= BLOCK;
    }
    if (len)
        add_block(s, bytes, len, false);
}

void
ht_packed_start(struct ht_packed *s)
{
    if (s->part_len)
        add_whole(s);
}

void
ht_packed_drain(struct ht_packed *s)
{
    ht_packed_start(s);
    while (s->under_way)
        retire(s->packer);
}

void
ht_packed_end(struct ht_packed *s)
{
    if (s->packer->whole) {
        if (!s->part)
            s->part = ht_malloc(WHOLE); /* nothing came at all: one member with nothing in it */
        if (s->part_len || !s->length)
            add_whole(s);
        ht_packed_drain(s);
        return;
    }
    add_block(s, "", 0, true);
    ht_packed_drain(s);
    if (s->sum) {
        *s->sum = (struct ht_deflated){ .crc32 = (uint32_t)s->crc, .bytes = s->length };
        return;
    }
    char tail[8];
    for (unsigned i = 0; i < 4; i++) {
        tail[i] = (char)(unsigned char)(s->crc >> 8 * i);
        tail[4 + i] = (char)(unsigned char)(s->length >> 8 * i);
    }
    s->write(s->arg, tail, sizeof tail);
}

void
ht_packed_rest(struct ht_packed *s)
{
    ht_packed_drain(s);
    free(s->window);
    free(s->part);
    s->window = s->part = NULL;
    s->before = 0;
}

void
ht_packed_free(struct ht_packed *s)
{
    if (!s)
        return;
    s->part_len = 0;                    /* of a stream that was not ended */
    ht_packed_drain(s);
    free(s->window);
    free(s->part);
    free(s);
}

uint64_t
ht_packed_pending(const struct ht_packed *s)
{
    /* deflate's worst case is stored blocks: 5 bytes for every 16 KiB, and the flush. */
    uint64_t n = s->pending + s->part_len;
    return n + n / 1024 + (s->under_way + 1) * 64;
}

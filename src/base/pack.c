/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * gzip in blocks on several cores.  No other state than the ring: a block waits, is deflated by a worker (or
 * at once, with one job), and is written when all blocks before it are.
 *
 * Blocks are packed in one of two ways.  zlib packs small ones that go on from each other: a drain costs
 * little. libdeflate takes 0.42 of the time of gzip -6 for the same size, but only packs a whole at once:
 * each block, a large one, is a gzip member of its own (RFC 1952 §2.2: members follow each other, every
 * reader joins them).
 */
#include "config.h"
#include "base/pack.h"

#include <assert.h>
#include <pthread.h>
#include <stdbool.h>
#include <stdlib.h>
#include <zlib.h>
#ifdef HAVE_LIBDEFLATE
#include <libdeflate.h>
#endif

#include "base/lib.h"
#include "base/mem.h"
#include "base/sort.h"

#ifdef HAVE_LIBDEFLATE
#define DEFLATE(X) \
    X(libdeflate_alloc_compressor) X(libdeflate_free_compressor) X(libdeflate_gzip_compress) \
    X(libdeflate_gzip_compress_bound)
HT_LIB(deflate_lib, SONAME_LIBDEFLATE, DEFLATE)
#endif

#define BLOCK (128u * 1024)
#define WINDOW (32u * 1024)
#define WHOLE (512u * 1024)             /* a block that is a member of its own */
#define LEVEL 6
#define MAX_JOBS 64

enum state { FREE, WAITING, DONE };

struct block {
    struct ht_packed *stream;
    unsigned char *in;                  /* WINDOW + BLOCK: the bytes before, the bytes to pack; or WHOLE */
    unsigned char *out;
    size_t before, len, packed;
    uLong crc;
    int how;                            /* Z_SYNC_FLUSH or Z_FINISH */
    enum state state;
};

/* What packs blocks: each thread has one. */
struct deflater {
    z_stream z;
#ifdef HAVE_LIBDEFLATE
    struct libdeflate_compressor *whole;    /* NULL: the blocks go on from each other */
#endif
};

struct ht_packer {
    bool whole;                         /* every block is a member */
    struct block *ring;
    size_t size, first, n;              /* blocks first … first + n - 1 are under way */
    size_t out_size;
    struct deflater own;                /* with one job: the caller's */
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
    size_t under_way;                   /* blocks in the ring */
    uint64_t pending;                   /* their bytes, unpacked */
    unsigned char *part;                /* whole: a block that is not full yet; NULL: empty */
    size_t part_len;
};

static void
start_deflate(struct deflater *f, bool whole)
{
    memset(f, 0, sizeof *f);
#ifdef HAVE_LIBDEFLATE
    if (whole) {
        f->whole = deflate_lib()->libdeflate_alloc_compressor(LEVEL);
        if (!f->whole)
            ht_oom();
        return;
    }
#endif
    (void)whole;
    if (deflateInit2(&f->z, LEVEL, Z_DEFLATED, -15, 8, Z_DEFAULT_STRATEGY) != Z_OK)
        ht_oom();
}

static void
end_deflate(struct deflater *f)
{
#ifdef HAVE_LIBDEFLATE
    if (f->whole) {
        deflate_lib()->libdeflate_free_compressor(f->whole);
        return;
    }
#endif
    deflateEnd(&f->z);
}

/* Room for a packed block, whatever is in it. */
static size_t
most_packed(struct deflater *f)
{
#ifdef HAVE_LIBDEFLATE
    if (f->whole)
        return deflate_lib()->libdeflate_gzip_compress_bound(f->whole, WHOLE);
#endif
    return deflateBound(&f->z, BLOCK) + 64;
}

static bool
can_pack_whole(void)
{
#ifdef HAVE_LIBDEFLATE
    return true;
#else
    return false;
#endif
}

static void
pack_block(struct deflater *f, struct block *b, size_t out_size)
{
#ifdef HAVE_LIBDEFLATE
    if (f->whole) {
        b->packed = deflate_lib()->libdeflate_gzip_compress(f->whole, b->in, b->len, b->out, out_size);
        assert(b->packed);
        return;
    }
#endif
    z_stream *z = &f->z;
    unsigned char *bytes = b->in + WINDOW;
    deflateReset(z);
    if (b->before)
        deflateSetDictionary(z, bytes - b->before, (uInt)b->before);
    z->next_in = bytes;
    z->avail_in = (uInt)b->len;
    z->next_out = b->out;
    z->avail_out = (uInt)out_size;
    deflate(z, b->how);
    assert(!z->avail_in && z->avail_out);
    b->packed = out_size - z->avail_out;
    b->crc = crc32(crc32(0, NULL, 0), bytes, (uInt)b->len);
}

static void *
worker(void *arg)
{
    struct ht_packer *p = arg;
    struct deflater f;
    start_deflate(&f, p->whole);
    pthread_mutex_lock(&p->lock);
    while (!p->stop) {
        if (p->taken >= p->n) {
            pthread_cond_wait(&p->work, &p->lock);
            continue;
        }
        struct block *b = &p->ring[(p->first + p->taken++) % p->size];
        pthread_mutex_unlock(&p->lock);
        pack_block(&f, b, p->out_size);
        pthread_mutex_lock(&p->lock);
        b->state = DONE;
        pthread_cond_signal(&p->done);
    }
    pthread_mutex_unlock(&p->lock);
    end_deflate(&f);
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
    p->whole = !drained && can_pack_whole();
    start_deflate(&p->own, p->whole);
    p->size = jobs > 1 ? 2 * jobs + 2 : 1;
    p->out_size = most_packed(&p->own);
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
    end_deflate(&p->own);
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
    p->taken -= p->jobs > 0;
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
    b->stream->under_way++;
    b->stream->pending += b->len;
    if (!p->jobs) {
        pack_block(&p->own, b, p->out_size);
        b->state = DONE;
        p->n++;
        retire(p);
        return;
    }
    pthread_mutex_lock(&p->lock);
    b->state = WAITING;
    p->n++;
    pthread_cond_signal(&p->work);
    pthread_mutex_unlock(&p->lock);
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
add_block(struct ht_packed *s, const char *bytes, size_t len, int how)
{
    struct block *b = free_block(s->packer);
    b->stream = s;
    b->before = s->before;
    b->len = len;
    b->how = how;
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
ht_packed_new(struct ht_packer *p, ht_packed_write *write, void *arg)
{
    static const char head[10] = "\x1f\x8b\x08\0\0\0\0\0\0\x03";    /* no name, no time: bytes repeat */
    struct ht_packed *s = ht_calloc(1, sizeof *s);
    s->packer = p;
    s->write = write;
    s->arg = arg;
    s->crc = crc32(0, NULL, 0);
    if (!p->whole)
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
        add_block(s, bytes, BLOCK, Z_SYNC_FLUSH);
        bytes += BLOCK;
        len -= BLOCK;
    }
    if (len)
        add_block(s, bytes, len, Z_SYNC_FLUSH);
}

void
ht_packed_drain(struct ht_packed *s)
{
    if (s->part_len)
        add_whole(s);
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
    add_block(s, "", 0, Z_FINISH);
    ht_packed_drain(s);
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

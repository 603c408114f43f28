/* SPDX-License-Identifier: BSD-2-Clause */
/* Input: peek and consume over read(2), with gzip undone on the way. */
#include "config.h"
#include "base/io.h"

#include <assert.h>
#include <errno.h>
#include <fcntl.h>
#include <stdlib.h>
#include <sys/stat.h>
#include <unistd.h>
#include <zlib.h>

#include "base/diag.h"
#include "base/limits.h"
#include "base/mem.h"
#include "base/prog.h"

#define BLOCK (64u * 1024)
#define FREE_RATIO_BYTES (64u * 1024 * 1024)    /* below this much output no ratio is looked at */

enum packing { UNKNOWN, PLAIN, GZIP };

struct ht_in {
    int fd;                             /* -1: memory */
    const char *name;
    struct ht_diag *diag;
    char *buf;                          /* unpacked bytes: start … end of cap */
    size_t start, end, cap;
    size_t block;                       /* bytes per read(2) */
    bool eof, failed;
    enum packing packing;
    unsigned char *zbuf;                /* packed bytes, for GZIP */
    bool zeof, zfresh;                  /* file ended; between two gzip members */
    z_stream z;
    uint64_t consumed, raw, out, size;
    struct ht_digest *digest;
};

static enum ht_rc
fail(struct ht_in *in, const char *why)
{
    struct ht_where w = { .file = in->name };
    in->failed = true;
    ht_diag_fail(in->diag, &w, NULL, "%s", why);
    return HT_FAIL;
}

static enum ht_rc
fail_errno(struct ht_in *in, int err)
{
    if (err == EISDIR)
        return fail(in, _("this is a directory: name the files in it, or use \"hotich batch\""));
    struct ht_where w = { .file = in->name };
    in->failed = true;
    ht_diag_fail(in->diag, &w, NULL, _("cannot read: %s"), strerror(err));
    return HT_FAIL;
}

static struct ht_in *
new_input(const char *name, int fd, struct ht_diag *d)
{
    struct ht_in *in = ht_calloc(1, sizeof *in);
    in->fd = fd;
    in->name = name;
    in->diag = d;
    in->block = BLOCK;
    return in;
}

struct ht_in *
ht_in_open(const char *path, struct ht_diag *d)
{
    bool standard = !path || !strcmp(path, "-");
    int fd = STDIN_FILENO;
    if (!standard) {
        do
            fd = open(path, O_RDONLY | O_CLOEXEC | O_NOCTTY);
        while (fd < 0 && errno == EINTR);
    }
    if (fd < 0) {
        struct ht_where w = { .file = path };
        ht_diag_fail(d, &w, NULL, _("cannot open: %s"), strerror(errno));
        return NULL;
    }
    struct ht_in *in = new_input(standard ? "-" : path, fd, d);
    struct stat st;
    if (!fstat(fd, &st)) {
        if (S_ISREG(st.st_mode))
            in->size = (uint64_t)st.st_size;
        if (S_ISDIR(st.st_mode)) {
            fail_errno(in, EISDIR);
            ht_in_close(in);
            return NULL;
        }
    }
    return in;
}

struct ht_in *
ht_in_fdopen(int fd, const char *name, struct ht_diag *d)
{
    return new_input(name, fd, d);
}

struct ht_in *
ht_in_mem(const char *name, const void *s, size_t len, struct ht_diag *d)
{
    struct ht_in *in = new_input(name, -1, d);
    in->buf = ht_malloc(len);
    if (len)
        memcpy(in->buf, s, len);
    in->cap = in->end = len;
    in->eof = true;
    in->packing = PLAIN;
    return in;
}

/* One read(2) into P.  Returns the count, 0 at the end, -1 after reporting. */
static ssize_t
read_some(struct ht_in *in, void *p, size_t n)
{
    ssize_t got;
    if (n > in->block)
        n = in->block;
    do
        got = read(in->fd, p, n);
    while (got < 0 && errno == EINTR);
    if (got < 0) {
        fail_errno(in, errno);
        return -1;
    }
    in->raw += (uint64_t)got;
    if (in->digest)
        ht_digest_add(in->digest, p, (size_t)got);
    return got;
}

static void
make_room(struct ht_in *in, size_t extra)
{
    if (in->start && in->start == in->end)
        in->start = in->end = 0;
    if (in->cap - in->end >= extra)
        return;
    if (in->start) {
        memmove(in->buf, in->buf + in->start, in->end - in->start);
        in->end -= in->start;
        in->start = 0;
    }
    if (in->cap - in->end < extra) {
        in->cap = in->end + extra;
        in->buf = ht_realloc(in->buf, in->cap, 1);
    }
}

static void
start_gzip(struct ht_in *in)
{
    in->packing = GZIP;
    in->zbuf = ht_malloc(BLOCK);
    if (inflateInit2(&in->z, 15 + 16) != Z_OK)
        ht_oom();
    /* The bytes that were read to see what this is are the first packed ones. */
    size_t n = in->end - in->start;
    memcpy(in->zbuf, in->buf + in->start, n);
    in->z.next_in = in->zbuf;
    in->z.avail_in = (uInt)n;
    in->start = in->end = 0;
}

static enum ht_rc
refill_packed(struct ht_in *in)
{
    ssize_t got = read_some(in, in->zbuf, BLOCK);
    if (got < 0)
        return HT_FAIL;
    in->zeof = !got;
    in->z.next_in = in->zbuf;
    in->z.avail_in = (uInt)got;
    return HT_OK;
}

static enum ht_rc
fill_gzip(struct ht_in *in)
{
    make_room(in, BLOCK);
    size_t before = in->end;
    while (in->end == before) {
        if (!in->z.avail_in && !in->zeof && refill_packed(in))
            return HT_FAIL;
        if (!in->z.avail_in && in->zeof) {
            if (!in->zfresh)
                return fail(in, _("the gzip data ends too early: the file is cut off"));
            in->eof = true;
            return HT_OK;
        }
        if (in->zfresh && *in->z.next_in == 0) {        /* padding of tape and tar habits */
            in->z.next_in++, in->z.avail_in--;
            continue;
        }
        in->zfresh = false;
        in->z.next_out = (Bytef *)in->buf + in->end;
        in->z.avail_out = (uInt)(in->cap - in->end);
        int zrc = inflate(&in->z, Z_NO_FLUSH);
        size_t made = in->cap - in->end - in->z.avail_out;
        in->end += made;
        in->out += made;
        if (zrc == Z_STREAM_END) {
            in->zfresh = true;
            inflateReset(&in->z);
        } else if (zrc == Z_MEM_ERROR) {
            ht_oom();
        } else if (zrc != Z_OK && zrc != Z_BUF_ERROR) {
            return fail(in, _("the gzip data is damaged: take the file from its source again"));
        }
        if (in->out > FREE_RATIO_BYTES && in->out / HT_MAX_RATIO > in->raw)
            return fail(in, _("the gzip data unpacks to far more than a ledger can be; refused"));
    }
    return HT_OK;
}

static enum ht_rc
fill_plain(struct ht_in *in)
{
    make_room(in, in->block);
    ssize_t got = read_some(in, in->buf + in->end, in->cap - in->end);
    if (got < 0)
        return HT_FAIL;
    if (!got)
        in->eof = true;
    in->end += (size_t)got;
    return HT_OK;
}

static enum ht_rc
fill(struct ht_in *in)
{
    if (in->packing == GZIP)
        return fill_gzip(in);
    enum ht_rc rc = fill_plain(in);
    if (rc || in->packing == PLAIN)
        return rc;
    while (!in->eof && in->end - in->start < 2)
        if (fill_plain(in))
            return HT_FAIL;
    const unsigned char *p = (unsigned char *)in->buf + in->start;
    if (in->end - in->start >= 2 && p[0] == 0x1f && p[1] == 0x8b) {
        in->zeof = in->eof;
        in->eof = false;
        start_gzip(in);
        return fill_gzip(in);
    }
    in->packing = PLAIN;
    return HT_OK;
}

const unsigned char *
ht_in_peek(struct ht_in *in, size_t want, size_t *avail)
{
    assert(want <= HT_IN_PEEK_MAX);
    while (!in->failed && !in->eof && in->end - in->start < want)
        if (fill(in))
            break;
    if (in->failed)
        return NULL;
    if (!in->buf)
        in->buf = ht_malloc(in->cap = 1);
    *avail = in->end - in->start;
    return (unsigned char *)in->buf + in->start;
}

void
ht_in_consume(struct ht_in *in, size_t n)
{
    assert(n <= in->end - in->start);
    in->start += n;
    in->consumed += n;
}

enum ht_rc
ht_in_block(struct ht_in *in, const unsigned char **s, size_t *len)
{
    *s = ht_in_peek(in, 1, len);
    if (!*s)
        return HT_FAIL;
    if (!*len)
        return HT_EOF;
    ht_in_consume(in, *len);
    return HT_OK;
}

const char *
ht_in_name(const struct ht_in *in)
{
    return in->name;
}

int
ht_in_fd(const struct ht_in *in)
{
    return in->fd;
}

bool
ht_in_is_gzip(const struct ht_in *in)
{
    return in->packing == GZIP;
}

uint64_t
ht_in_offset(const struct ht_in *in)
{
    return in->consumed;
}

uint64_t
ht_in_raw_bytes(const struct ht_in *in)
{
    return in->raw;
}

uint64_t
ht_in_size(const struct ht_in *in)
{
    return in->size;
}

void
ht_in_want_digest(struct ht_in *in)
{
    assert(!in->raw && !in->digest);
    in->digest = ht_digest_new();
}

enum ht_rc
ht_in_digest(struct ht_in *in, char hex[HT_DIGEST_HEX])
{
    unsigned char *scratch = ht_malloc(BLOCK);
    ssize_t got = 0;
    while (!in->failed && in->fd >= 0 && (got = read_some(in, scratch, BLOCK)) > 0)
        ;
    free(scratch);
    if (in->failed || got < 0 || !in->digest)
        return HT_FAIL;
    ht_digest_hex(in->digest, hex);
    ht_digest_free(in->digest);
    in->digest = NULL;
    return HT_OK;
}

void
ht_in_set_block(struct ht_in *in, size_t n)
{
    in->block = n ? n : BLOCK;
}

void
ht_in_close(struct ht_in *in)
{
    if (!in)
        return;
    if (in->packing == GZIP)
        inflateEnd(&in->z);
    if (in->fd > STDERR_FILENO)
        close(in->fd);
    ht_digest_free(in->digest);
    free(in->zbuf);
    free(in->buf);
    free(in);
}

/* SPDX-License-Identifier: BSD-2-Clause */
/* Bytes in memory, then in a temporary file behind a direct-mapped cache. */
#include "config.h"
#include "base/spill.h"

#include <assert.h>
#include <errno.h>
#include <fcntl.h>
#include <stdlib.h>
#include <unistd.h>

#include "base/diag.h"
#include "base/mem.h"
#include "base/prog.h"

#define BLOCK (16u * 1024)

struct ht_spill {
    struct ht_buf mem;                  /* all bytes, or those not yet written to the file */
    size_t limit, slots;
    int fd;                             /* -1: still in memory */
    uint64_t written;                   /* bytes in the file */
    struct ht_diag *diag;
    char *cache;                        /* slots × BLOCK */
    uint64_t *held;                     /* block number + 1 of each slot, 0: empty */
};

struct ht_spill *
ht_spill_new(size_t limit, size_t cache, struct ht_diag *d)
{
    struct ht_spill *s = ht_calloc(1, sizeof *s);
    ht_buf_init(&s->mem);
    s->limit = limit;
    s->slots = cache / BLOCK ? cache / BLOCK : 1;
    s->fd = -1;
    s->diag = d;
    return s;
}

uint64_t
ht_spill_size(const struct ht_spill *s)
{
    return s->written + s->mem.len;
}

static enum ht_rc
fail(struct ht_spill *s, int err)
{
    ht_diag_fail(s->diag, NULL, NULL, _("cannot keep temporary data: %s; free some space or set TMPDIR"),
                 strerror(err));
    return HT_FAIL;
}

static int
open_unlinked(void)
{
    const char *dir = getenv("TMPDIR");
    struct ht_buf path = HT_BUF_INIT;
    ht_buf_addf(&path, "%s/hotich-XXXXXX", dir && *dir ? dir : "/tmp");
    int fd = mkostemp(path.s, O_CLOEXEC);
    if (fd >= 0)
        unlink(path.s);
    ht_buf_fini(&path);
    return fd;
}

/* Moves what is in memory to the end of the file. */
static enum ht_rc
write_out(struct ht_spill *s)
{
    for (size_t done = 0; done < s->mem.len;) {
        ssize_t n = write(s->fd, s->mem.s + done, s->mem.len - done);
        if (n < 0 && errno == EINTR)
            continue;
        if (n <= 0)
            return fail(s, n ? errno : ENOSPC);
        done += (size_t)n;
    }
    s->written += s->mem.len;
    ht_buf_clear(&s->mem);
    return HT_OK;
}

static enum ht_rc
begin_file(struct ht_spill *s)
{
    s->fd = open_unlinked();
    if (s->fd < 0)
        return fail(s, errno);
    s->cache = ht_malloc(s->slots * BLOCK);
    s->held = ht_calloc(s->slots, sizeof *s->held);
    enum ht_rc rc = write_out(s);
    ht_buf_fini(&s->mem);
    return rc;
}

enum ht_rc
ht_spill_add(struct ht_spill *s, const void *p, size_t len)
{
    if (s->fd < 0 && len > s->limit - s->mem.len && begin_file(s))
        return HT_FAIL;
    ht_buf_add(&s->mem, p, len);
    return s->fd >= 0 && s->mem.len >= 4 * BLOCK ? write_out(s) : HT_OK;
}

/* The block with number N, of which the file has at least USED bytes; NULL after reporting. */
static const char *
block(struct ht_spill *s, uint64_t n)
{
    size_t slot = (size_t)(n % s->slots);
    char *p = s->cache + slot * BLOCK;
    if (s->held[slot] == n + 1)
        return p;
    size_t have = 0;
    s->held[slot] = 0;
    while (have < BLOCK) {
        ssize_t got = pread(s->fd, p + have, BLOCK - have, (off_t)(n * BLOCK + have));
        if (got < 0 && errno == EINTR)
            continue;
        if (got < 0) {
            fail(s, errno);
            return NULL;
        }
        if (!got)
            break;
        have += (size_t)got;
    }
    s->held[slot] = n + 1;
    return p;
}

/* Bytes from the file, put together in SCRATCH unless they lie in one block. */
static const char *
from_file(struct ht_spill *s, uint64_t at, size_t len, struct ht_buf *scratch)
{
    if (at % BLOCK + len <= BLOCK) {
        const char *p = block(s, at / BLOCK);
        return p ? p + at % BLOCK : NULL;
    }
    ht_buf_clear(scratch);
    while (len) {
        size_t n = BLOCK - (size_t)(at % BLOCK);
        const char *p = block(s, at / BLOCK);
        if (!p)
            return NULL;
        if (n > len)
            n = len;
        ht_buf_add(scratch, p + at % BLOCK, n);
        at += n;
        len -= n;
    }
    return scratch->s;
}

const char *
ht_spill_get(struct ht_spill *s, uint64_t at, size_t len, struct ht_buf *scratch)
{
    assert(at <= ht_spill_size(s) && len <= ht_spill_size(s) - at);
    if (s->fd < 0)
        return s->mem.s + at;
    /* A block that was read while the file was shorter must not be held on to. */
    if (s->mem.len) {
        memset(s->held, 0, s->slots * sizeof *s->held);
        if (write_out(s))
            return NULL;
    }
    return from_file(s, at, len, scratch);
}

void
ht_spill_free(struct ht_spill *s)
{
    if (!s)
        return;
    if (s->fd >= 0)
        close(s->fd);
    ht_buf_fini(&s->mem);
    free(s->cache);
    free(s->held);
    free(s);
}

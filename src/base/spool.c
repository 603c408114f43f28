/* SPDX-License-Identifier: BSD-2-Clause */
/* Temporary storage in memory or in an unnamed file. */
#include "config.h"
#include "base/spool.h"

#include <errno.h>
#include <fcntl.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "base/buf.h"
#include "base/diag.h"
#include "base/mem.h"
#include "base/prog.h"

#define BLOCK (1024 * 1024)

struct ht_spool {
    struct ht_diag *diag;
    struct ht_buf buf;                  /* what is not in the file: all, the end, or the block being read */
    size_t at, limit;
    uint64_t size, left;                /* bytes added; bytes of the file that were not read yet */
    int fd;                             /* -1: no file */
    bool failed;
};

struct ht_spool *
ht_spool_new(size_t limit, struct ht_diag *d)
{
    struct ht_spool *s = ht_calloc(1, sizeof *s);
    s->diag = d;
    s->limit = limit > BLOCK ? limit : BLOCK;
    s->fd = -1;
    ht_buf_init(&s->buf);
    return s;
}

void
ht_spool_free(struct ht_spool *s)
{
    if (!s)
        return;
    if (s->fd >= 0)
        close(s->fd);
    ht_buf_fini(&s->buf);
    free(s);
}

static enum ht_rc
fail(struct ht_spool *s, int err)
{
    if (!s->failed)
        ht_diag_fail(s->diag, NULL, NULL, _("temporary file: %s; give room in TMPDIR"), strerror(err));
    s->failed = true;
    return HT_FAIL;
}

static enum ht_rc
make_file(struct ht_spool *s)
{
    const char *dir = getenv("TMPDIR");
    struct ht_buf path = HT_BUF_INIT;
    ht_buf_addf(&path, "%s/hotich-XXXXXX", dir && *dir ? dir : "/tmp");
    s->fd = mkostemp(path.s, O_CLOEXEC);
    int err = errno;
    if (s->fd >= 0)
        unlink(path.s);
    ht_buf_fini(&path);
    return s->fd >= 0 ? HT_OK : fail(s, err);
}

static enum ht_rc
flush(struct ht_spool *s)
{
    size_t done = 0;
    if (s->fd < 0 && make_file(s) != HT_OK)
        return HT_FAIL;
    while (done < s->buf.len) {
        ssize_t n = write(s->fd, s->buf.s + done, s->buf.len - done);
        if (n < 0 && errno == EINTR)
            continue;
        if (n < 0)
            return fail(s, errno);
        done += (size_t)n;
    }
    ht_buf_clear(&s->buf);
    s->limit = BLOCK;
    return HT_OK;
}

enum ht_rc
ht_spool_add(struct ht_spool *s, const void *p, size_t len)
{
    if (s->failed)
        return HT_FAIL;
    ht_buf_add(&s->buf, p, len);
    s->size += len;
    return s->buf.len >= s->limit ? flush(s) : HT_OK;
}

enum ht_rc
ht_spool_rewind(struct ht_spool *s)
{
    s->at = 0;
    if (s->failed)
        return HT_FAIL;
    if (s->fd < 0)
        return HT_OK;
    if (flush(s) != HT_OK)
        return HT_FAIL;
    s->left = s->size;
    return lseek(s->fd, 0, SEEK_SET) < 0 ? fail(s, errno) : HT_OK;
}

const void *
ht_spool_get(struct ht_spool *s, size_t len)
{
    while (s->buf.len - s->at < len) {
        if (s->fd < 0 || !s->left) {
            fail(s, EIO);
            return NULL;
        }
        memmove(s->buf.s, s->buf.s + s->at, s->buf.len - s->at);
        ht_buf_cut(&s->buf, s->buf.len - s->at);
        s->at = 0;
        ht_buf_room(&s->buf, len > BLOCK ? len : BLOCK);
        ssize_t n = read(s->fd, s->buf.s + s->buf.len, s->buf.cap - s->buf.len - 1);
        if (n < 0 && errno == EINTR)
            continue;
        if (n <= 0) {
            fail(s, n < 0 ? errno : EIO);
            return NULL;
        }
        s->buf.len += (size_t)n;
        s->left -= (uint64_t)n;
    }
    const char *p = s->buf.s + s->at;
    s->at += len;
    return p;
}

uint64_t
ht_spool_size(const struct ht_spool *s)
{
    return s->size;
}

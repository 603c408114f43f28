/* SPDX-License-Identifier: BSD-2-Clause */
/* A block of memory that may live in a file. */
#include "config.h"
#include "base/vault.h"

#include <errno.h>
#include <fcntl.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <unistd.h>

#include "base/buf.h"
#include "base/diag.h"
#include "base/mem.h"
#include "base/prog.h"

#define LEAST (64u * 1024)

static enum ht_rc
fail(struct ht_diag *d, int err)
{
    ht_diag_fail(d, NULL, NULL, _("temporary file: %s; give room in TMPDIR"), strerror(err));
    return HT_FAIL;
}

/* A mapping of SIZE bytes whose room on the disk is there: a full disk is an error here, not a signal later. */
static void *
map_file(size_t size, int *err)
{
    const char *dir = getenv("TMPDIR");
    struct ht_buf path = HT_BUF_INIT;
    void *p = MAP_FAILED;
    ht_buf_addf(&path, "%s/hotich-XXXXXX", dir && *dir ? dir : "/tmp");
    int fd = mkostemp(path.s, O_CLOEXEC);
    *err = errno;
    if (fd >= 0) {
        unlink(path.s);
        *err = posix_fallocate(fd, 0, (off_t)size);
        if (!*err) {
            p = mmap(NULL, size, PROT_READ | PROT_WRITE, MAP_SHARED, fd, 0);
            *err = errno;
        }
        close(fd);
    }
    ht_buf_fini(&path);
    return p == MAP_FAILED ? NULL : p;
}

enum ht_rc
ht_vault_room(struct ht_vault *v, size_t need, struct ht_diag *d)
{
    if (need <= v->size)
        return HT_OK;
    size_t size = v->size ? v->size : LEAST;
    while (size < need) {
        if (size > SIZE_MAX / 2)
            ht_oom();
        size *= 2;
    }
    if (!v->limit || size <= v->limit) {
        v->p = ht_realloc(v->p, size, 1);
        v->size = size;
        return HT_OK;
    }
    int err;
    unsigned char *p = map_file(size, &err);
    if (!p)
        return fail(d, err);
    if (v->size)
        memcpy(p, v->p, v->size);
    ht_vault_fini(v);
    v->p = p;
    v->size = size;
    v->filed = true;
    return HT_OK;
}

void
ht_vault_fini(struct ht_vault *v)
{
    if (v->filed)
        munmap(v->p, v->size);
    else
        free(v->p);
    v->p = NULL;
    v->size = 0;
    v->filed = false;
}

/* SPDX-License-Identifier: BSD-2-Clause */
/* Files that outputs reach. */
#include "config.h"
#include "base/outfile.h"

#include <assert.h>
#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/diag.h"
#include "base/dir_int.h"
#include "base/io.h"
#include "base/mem.h"
#include "base/prog.h"

#define WRITE_BEHIND (16u * 1024 * 1024)
#define MAX_OPEN 16                     /* named outputs that the signal handler knows of */

/* Names to unlink when a signal ends the program; a slot is set and cleared as a whole pointer. */
static char *volatile open_temps[MAX_OPEN];

static void
remember_temp(char *temp)
{
    for (size_t i = 0; i < MAX_OPEN; i++)
        if (!open_temps[i]) {
            open_temps[i] = temp;
            return;
        }
}

static void
forget_temp(const char *temp)
{
    for (size_t i = 0; i < MAX_OPEN; i++)
        if (open_temps[i] == temp)
            open_temps[i] = NULL;
}

void
ht_out_cleanup(void)
{
    for (size_t i = 0; i < MAX_OPEN; i++)
        if (open_temps[i])
            unlink(open_temps[i]);
    ht_dir_cleanup();
}

/* A name for the temporary file that nobody else uses: beside PATH, so that rename(2) stays on one disk. */
static int
create_temp(const char *path, char **temp)
{
    struct ht_buf b = HT_BUF_INIT;
    for (unsigned i = 0; i < 100; i++) {
        ht_buf_clear(&b);
        ht_buf_addf(&b, "%s.tmp%ld-%u", path, (long)getpid(), i);
        int fd = open(b.s, O_WRONLY | O_CREAT | O_EXCL | O_NOFOLLOW | O_CLOEXEC, 0600);
        if (fd >= 0 || errno != EEXIST) {
            int err = errno;
            *temp = ht_buf_take(&b);
            errno = err;
            return fd;
        }
    }
    *temp = ht_buf_take(&b);
    errno = EEXIST;
    return -1;
}

static void
init(struct ht_outfile *f, const char *name, int fd, unsigned flags)
{
    memset(f, 0, sizeof *f);
    f->fd = fd;
    f->name = name;
    f->is_scratch = flags & HT_OUT_SCRATCH;
    f->digest = flags & HT_OUT_DIGEST ? ht_digest_new() : NULL;
    ht_buf_init(&f->mem);
}

bool
ht_outfile_open(struct ht_outfile *f, const char *path, unsigned flags, struct ht_diag *d)
{
    if (!path || !strcmp(path, "-")) {
        init(f, "-", STDOUT_FILENO, flags);
        return true;
    }
    struct stat st;
    struct ht_where w = { .file = path };
    if (!stat(path, &st) && S_ISDIR(st.st_mode)) {
        ht_diag_fail(d, &w, NULL, _("cannot write: this is a directory; name a file in it"));
        return false;
    }
    /* A device or a pipe is written as it is; replacing it by a file would be no favour. */
    bool special = !stat(path, &st) && !S_ISREG(st.st_mode);
    char *temp = NULL;
    int fd;
    if (special)
        fd = open(path, O_WRONLY | O_CLOEXEC | O_NOCTTY);
    else if (flags & HT_OUT_DIRECT)
        fd = open(path, O_WRONLY | O_CREAT | O_EXCL | O_NOFOLLOW | O_CLOEXEC, 0600);
    else
        fd = create_temp(path, &temp);
    if (fd < 0) {
        ht_diag_fail(d, &w, NULL, _("cannot write: %s"), strerror(errno));
        free(temp);
        return false;
    }
    init(f, NULL, fd, flags);
    f->path = ht_strdup(path);
    f->name = f->path;
    f->temp = temp;
    f->is_private = !special;
    if (temp)
        remember_temp(temp);
    return true;
}

void
ht_outfile_open_mem(struct ht_outfile *f)
{
    init(f, "(memory)", -1, 0);
    f->is_mem = true;
}

/* Has the system write what a file of ours got lately to the disk, while we make more: the sync at the end of a
 * big file is then short. */
static void
start_writing(struct ht_outfile *f)
{
#ifdef SYNC_FILE_RANGE_WRITE
    if (!f->is_private || f->is_scratch || f->written - f->started < WRITE_BEHIND)
        return;
    /* A hint: where it is not understood, fsync does it all. */
    (void)!sync_file_range(f->fd, (off_t)f->started, (off_t)(f->written - f->started), SYNC_FILE_RANGE_WRITE);
    f->started = f->written;
#else
    (void)f;
#endif
}

void
ht_outfile_write(struct ht_outfile *f, const char *s, size_t len)
{
    if (f->err)
        return;
    if (f->digest)
        ht_digest_add(f->digest, s, len);
    f->written += len;
    if (f->is_mem) {
        ht_buf_add(&f->mem, s, len);
        return;
    }
    while (len && !f->err) {
        ssize_t n = write(f->fd, s, len);
        if (n < 0 && errno != EINTR)
            f->err = errno;
        if (n > 0) {
            s += n;
            len -= (size_t)n;
        }
    }
    start_writing(f);
}

void
ht_outfile_park(struct ht_outfile *f)
{
    assert(f->is_private && !f->temp);
    if (close(f->fd) && !f->err)
        f->err = errno;
    f->fd = -1;
}

void
ht_outfile_unpark(struct ht_outfile *f)
{
    f->fd = open(f->path, O_WRONLY | O_APPEND | O_NOFOLLOW | O_CLOEXEC);
    if (f->fd < 0 && !f->err)
        f->err = errno;
}

void
ht_outfile_close(struct ht_outfile *f)
{
    if (f->fd < 0)
        return;
    if (f->is_private && !f->is_scratch && !f->err && fsync(f->fd))
        f->err = errno;
    /* Standard output is closed too: some systems report a full disk only then. */
    if (close(f->fd) && !f->err)
        f->err = errno;
    f->fd = -1;
    if (f->temp && !f->err) {
        if (rename(f->temp, f->path))
            f->err = errno;
        else
            ht_dir_sync_parent(f->path);
    }
    if (f->is_private && f->err)
        unlink(f->temp ? f->temp : f->path);
}

void
ht_outfile_drop(struct ht_outfile *f)
{
    if (f->path && f->fd >= 0)
        close(f->fd);
    if (f->is_private)
        unlink(f->temp ? f->temp : f->path);
}

void
ht_outfile_fini(struct ht_outfile *f)
{
    if (f->temp)
        forget_temp(f->temp);
    ht_digest_free(f->digest);
    ht_buf_fini(&f->mem);
    free(f->path);
    free(f->temp);
}

/* SPDX-License-Identifier: BSD-2-Clause */
/* Output: a buffer before write(2), with sticky errors, gzip, digest, and files that appear whole. */
#include "config.h"
#include "base/io.h"

#include <assert.h>
#include <errno.h>
#include <fcntl.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/buf.h"
#include "base/diag.h"
#include "base/dir.h"
#include "base/mem.h"
#include "base/pack.h"
#include "base/prog.h"

#define BLOCK (128u * 1024)
#define WRITE_BEHIND (16u * 1024 * 1024)
#define STEP_SHARE 512                  /* a step adds less than one byte for so many, */
#define STEP_ROOM 16384                 /* and holds back less than this */
#define MAX_OPEN 16                     /* named outputs that the signal handler knows of */

struct ht_out_file {
    int fd;                             /* -1: memory */
    const char *name;                   /* for messages */
    char *path, *temp;                  /* NULL for standard output and memory */
    struct ht_diag *diag;
    int err;                            /* errno of the first failure */
    bool is_private;                    /* created by us */
    bool is_scratch;                    /* needs not survive this run */
    bool parked;                        /* fd closed and buffer freed for the time being */
    uint64_t added, written;
    uint64_t started;                   /* bytes that the system was asked to write to the disk */
    struct ht_buf mem;
    struct ht_digest *digest;
    struct ht_packed *packed;
    const struct ht_out_step *step;     /* NULL: none */
    void *stepping;
};

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

static struct ht_out *
new_output(const char *name, int fd, unsigned flags, struct ht_diag *d)
{
    struct ht_out *o = ht_malloc(sizeof *o);
    struct ht_out_file *f = ht_calloc(1, sizeof *f);
    f->fd = fd;
    f->name = name;
    f->diag = d;
    ht_buf_init(&f->mem);
    o->base = o->p = ht_malloc(BLOCK);
    o->end = o->base + BLOCK;
    o->file = f;
    if (flags & HT_OUT_DIGEST)
        f->digest = ht_digest_new();
    f->is_scratch = flags & HT_OUT_SCRATCH;
    return o;
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

struct ht_out *
ht_out_open(const char *path, unsigned flags, struct ht_diag *d)
{
    if (!path || !strcmp(path, "-"))
        return new_output("-", STDOUT_FILENO, flags, d);
    struct stat st;
    struct ht_where w = { .file = path };
    if (!stat(path, &st) && S_ISDIR(st.st_mode)) {
        ht_diag_fail(d, &w, NULL, _("cannot write: this is a directory; name a file in it"));
        return NULL;
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
        return NULL;
    }
    struct ht_out *o = new_output(path, fd, flags, d);
    o->file->path = ht_strdup(path);
    o->file->name = o->file->path;
    o->file->temp = temp;
    o->file->is_private = !special;
    if (temp)
        remember_temp(temp);
    return o;
}

struct ht_out *
ht_out_mem(struct ht_diag *d)
{
    return new_output("(memory)", -1, 0, d);
}

const char *
ht_out_mem_bytes(struct ht_out *o, size_t *len)
{
    assert(o->file->fd < 0);
    ht_out_flush(o);
    *len = o->file->mem.len;
    return o->file->mem.s;
}

void
ht_out_mem_clear(struct ht_out *o)
{
    o->p = o->base;
    ht_buf_clear(&o->file->mem);
}

/* Has the system write what a file of ours got lately to the disk, while we make more: the sync at the end of a
 * big file is then short. */
static void
start_writing(struct ht_out_file *f)
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

/* What reaches the file. */
static void
write_raw(struct ht_out_file *f, const char *s, size_t len)
{
    if (f->err)
        return;
    if (f->digest)
        ht_digest_add(f->digest, s, len);
    f->written += len;
    if (f->fd < 0) {
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

static bool
write_stepped(void *to, const char *s, size_t len)
{
    struct ht_out_file *f = to;
    write_raw(f, s, len);
    return !f->err;
}

static void
write_all(struct ht_out_file *f, const char *s, size_t len)
{
    if (!f->step)
        write_raw(f, s, len);
    else if (!f->err && !f->step->add(f->stepping, s, len) && !f->err)
        f->err = EIO;
}

void
ht_out_through(struct ht_out *o, const struct ht_out_step *step, void *arg)
{
    struct ht_out_file *f = o->file;
    assert(!f->step && !f->packed && !ht_out_bytes(o));
    f->stepping = step->new(arg, write_stepped, f);
    if (f->stepping)
        f->step = step;
    else if (!f->err)
        f->err = EIO;
}

static void
pass_on(struct ht_out_file *f, const char *s, size_t len)
{
    f->added += len;
    if (f->err)
        return;
    if (f->packed)
        ht_packed_add(f->packed, s, len);
    else
        write_all(f, s, len);
}

static void
write_packed(void *arg, const char *s, size_t len)
{
    write_all(arg, s, len);
}

void
ht_out_pack(struct ht_out *o, struct ht_packer *p)
{
    ht_out_deflate(o, p, NULL);
}

void
ht_out_deflate(struct ht_out *o, struct ht_packer *p, struct ht_deflated *sum)
{
    assert(!ht_out_bytes(o));
    o->file->packed = ht_packed_new(p, write_packed, o->file, sum);
}

/* Takes up again what ht_out_park laid down. */
static void
unpark(struct ht_out *o)
{
    struct ht_out_file *f = o->file;
    f->parked = false;
    o->base = o->p = ht_malloc(BLOCK);
    o->end = o->base + BLOCK;
    f->fd = open(f->path, O_WRONLY | O_APPEND | O_NOFOLLOW | O_CLOEXEC);
    if (f->fd < 0 && !f->err)
        f->err = errno;
}

void
ht_out_flush(struct ht_out *o)
{
    if (o->file->parked)
        unpark(o);
    if (o->p > o->base)
        pass_on(o->file, o->base, (size_t)(o->p - o->base));
    o->p = o->base;
}

void
ht_out_start(struct ht_out *o)
{
    ht_out_flush(o);
    if (o->file->packed)
        ht_packed_start(o->file->packed);
}

void
ht_out_drain(struct ht_out *o)
{
    ht_out_flush(o);
    if (o->file->packed)
        ht_packed_drain(o->file->packed);
}

uint64_t
ht_out_bound(const struct ht_out *o)
{
    const struct ht_out_file *f = o->file;
    size_t waiting = (size_t)(o->p - o->base);
    uint64_t n = f->written + (f->packed ? ht_packed_pending(f->packed) : 0) + waiting + waiting / 1024 + 128;
    return f->step ? n + n / STEP_SHARE + STEP_ROOM : n;
}

void
ht_out_park(struct ht_out *o)
{
    struct ht_out_file *f = o->file;
    assert(f->is_private && !f->temp);
    if (f->parked)
        return;
    ht_out_flush(o);
    if (f->packed)
        ht_packed_rest(f->packed);
    if (close(f->fd) && !f->err)
        f->err = errno;
    free(o->base);
    o->base = o->p = o->end = NULL;
    f->fd = -1;
    f->parked = true;
}

void
ht_out_slow(struct ht_out *o, const char *s, size_t len)
{
    ht_out_flush(o);
    while (len > BLOCK) {
        pass_on(o->file, s, BLOCK);
        s += BLOCK;
        len -= BLOCK;
    }
    memcpy(o->p, s, len);
    o->p += len;
}

void
ht_out_addf(struct ht_out *o, const char *fmt, ...)
{
    struct ht_buf b = HT_BUF_INIT;
    va_list ap;
    va_start(ap, fmt);
    ht_buf_vaddf(&b, fmt, ap);
    va_end(ap);
    ht_out_add(o, b.s, b.len);
    ht_buf_fini(&b);
}

bool
ht_out_failed(const struct ht_out *o)
{
    return o->file->err != 0;
}

uint64_t
ht_out_bytes(const struct ht_out *o)
{
    return o->file->added + (uint64_t)(o->p - o->base);
}

uint64_t
ht_out_file_bytes(const struct ht_out *o)
{
    return o->file->written;
}

const char *
ht_out_name(const struct ht_out *o)
{
    return o->file->name;
}

/* After the rename the directory must reach the disk too, else a power cut may undo it. */
static void
sync_directory(const char *path)
{
    char *dir = ht_strdup(path);
    char *slash = strrchr(dir, '/');
    if (slash)
        slash[slash == dir] = '\0';
    int fd = open(slash ? dir : ".", O_RDONLY | O_DIRECTORY | O_CLOEXEC);
    free(dir);
    if (fd < 0)
        return;
    /* Some file systems cannot sync a directory; the data itself is safe by then. */
    if (fsync(fd) == 0 || errno == EINVAL)
        (void)0;
    close(fd);
}

static void
free_output(struct ht_out *o)
{
    struct ht_out_file *f = o->file;
    ht_packed_free(f->packed);
    if (f->step)
        f->step->free(f->stepping);
    if (f->temp)
        forget_temp(f->temp);
    ht_digest_free(f->digest);
    ht_buf_fini(&f->mem);
    free(f->path);
    free(f->temp);
    free(f);
    free(o->base);
    free(o);
}

static void
finish_file(struct ht_out_file *f)
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
            sync_directory(f->path);
    }
    if (f->is_private && f->err)
        unlink(f->temp ? f->temp : f->path);
}

enum ht_rc
ht_out_close(struct ht_out *o, char *hex)
{
    uint64_t bytes;
    return ht_out_close_sized(o, hex, &bytes);
}

enum ht_rc
ht_out_close_sized(struct ht_out *o, char *hex, uint64_t *bytes)
{
    struct ht_out_file *f = o->file;
    ht_out_flush(o);
    if (f->packed)
        ht_packed_end(f->packed);
    if (f->step && !f->err && !f->step->end(f->stepping) && !f->err)
        f->err = EIO;
    *bytes = f->written;
    finish_file(f);
    if (hex && f->digest)
        ht_digest_hex(f->digest, hex);
    int err = f->err;
    if (err) {
        struct ht_where w = { .file = f->path ? f->path : NULL };
        if (f->path)
            ht_diag_fail(f->diag, &w, NULL, _("cannot write: %s"), strerror(err));
        else
            ht_diag_fail(f->diag, NULL, NULL, _("cannot write to standard output: %s"),
                         strerror(err));
    }
    free_output(o);
    return err ? HT_FAIL : HT_OK;
}

void
ht_out_abandon(struct ht_out *o)
{
    if (!o)
        return;
    struct ht_out_file *f = o->file;
    if (f->is_private) {
        if (f->packed)
            ht_packed_drain(f->packed);
        if (!f->parked)
            close(f->fd);
        unlink(f->temp ? f->temp : f->path);
    } else if (f->fd >= 0) {
        ht_out_flush(o);
        if (f->path)
            close(f->fd);
    }
    free_output(o);
}

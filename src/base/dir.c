/* SPDX-License-Identifier: BSD-2-Clause */
/* Directories that appear whole. */
#include "config.h"
#include "base/dir_int.h"

#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/buf.h"
#include "base/diag.h"
#include "base/mem.h"
#include "base/prog.h"

#define MAX_OPEN 4                      /* directories that the signal handler knows of */
#define MAX_TRY 100

struct name {
    struct name *next;
    char s[];
};

struct ht_dir {
    int fd;                             /* the temporary directory, locked */
    char *path, *temp;
    struct ht_diag *diag;
    struct name *volatile names;        /* only ever grows at the head: the handler may walk it any time */
    struct ht_buf member;
};

static struct ht_dir *volatile open_dirs[MAX_OPEN];

static void
remember(struct ht_dir *dir)
{
    for (size_t i = 0; i < MAX_OPEN; i++)
        if (!open_dirs[i]) {
            open_dirs[i] = dir;
            return;
        }
}

static void
forget(const struct ht_dir *dir)
{
    for (size_t i = 0; i < MAX_OPEN; i++)
        if (open_dirs[i] == dir)
            open_dirs[i] = NULL;
}

static void
unlink_names(const struct ht_dir *dir)
{
    for (const struct name *n = dir->names; n; n = n->next)
        unlinkat(dir->fd, n->s, 0);
    rmdir(dir->temp);
}

void
ht_dir_cleanup(void)
{
    for (size_t i = 0; i < MAX_OPEN; i++)
        if (open_dirs[i])
            unlink_names(open_dirs[i]);
}

/* Removes a flat directory: deliverables have no directories in them, and what has is left alone. */
static int
remove_flat(const char *path)
{
    size_t n = 0;
    char **names = ht_dir_names(path, &n);
    struct ht_buf b = HT_BUF_INIT;
    for (size_t i = 0; i < n; i++) {
        ht_buf_clear(&b);
        ht_buf_addf(&b, "%s/%s", path, names[i]);
        unlink(b.s);
    }
    ht_buf_fini(&b);
    ht_dir_names_free(names);
    return rmdir(path);
}

/* Removes what killed runs left beside PATH: the writer is gone and nobody holds the lock. */
static void
remove_leftovers(const char *path, struct ht_dir *dir, ht_dir_left *left, void *arg)
{
    const char *name;
    char *parent = ht_dir_parent(path, &name);
    size_t n = 0;
    char **names = ht_dir_names(parent, &n);
    struct ht_buf b = HT_BUF_INIT;
    for (size_t i = 0; i < n; i++) {
        long pid;
        if (!ht_dir_is_temp_of(names[i], name, &pid) || !kill((pid_t)pid, 0) || errno != ESRCH)
            continue;
        ht_buf_clear(&b);
        ht_buf_addf(&b, "%s/%s", parent, names[i]);
        int fd = ht_dir_try_lock(b.s);
        if (fd >= 0) {
            if (left)
                left(arg, dir, b.s);
            remove_flat(b.s);
            close(fd);
        }
    }
    ht_buf_fini(&b);
    ht_dir_names_free(names);
    free(parent);
}

/* Makes PATH.tmpPID-N and locks it.  0 or an errno. */
static int
make_temp(struct ht_dir *dir)
{
    struct ht_buf b = HT_BUF_INIT;
    int err = EEXIST;
    for (unsigned i = 0; i < MAX_TRY && err == EEXIST; i++) {
        ht_buf_clear(&b);
        ht_buf_addf(&b, "%s.tmp%ld-%u", dir->path, (long)getpid(), i);
        err = mkdir(b.s, 0700) ? errno : 0;
    }
    if (!err) {
        dir->fd = ht_dir_try_lock(b.s);
        err = dir->fd < 0 ? errno : 0;
    }
    dir->temp = ht_buf_take(&b);
    return err;
}

static bool
may_replace(const char *path, bool (*ours)(const char *path), struct ht_diag *d)
{
    struct stat st;
    if (lstat(path, &st))
        return true;
    if (!S_ISDIR(st.st_mode)) {
        ht_diag_usage(d, _("%s: there is a file of this name; the output is a directory: name another"), path);
        return false;
    }
    if (ht_dir_is_empty(path) || ours(path))
        return true;
    ht_diag_usage(d, _("%s: this directory holds other files, which would be lost; name another"), path);
    return false;
}

struct ht_dir *
ht_dir_open(const char *path, bool (*ours)(const char *path), struct ht_diag *d)
{
    return ht_dir_open_after(path, ours, NULL, NULL, d);
}

struct ht_dir *
ht_dir_open_after(const char *path, bool (*ours)(const char *path), ht_dir_left *left, void *arg, struct ht_diag *d)
{
    struct ht_dir *dir = ht_calloc(1, sizeof *dir);
    size_t len = strlen(path);
    while (len > 1 && path[len - 1] == '/')
        len--;
    dir->path = ht_strndup(path, len);
    dir->diag = d;
    dir->fd = -1;
    ht_buf_init(&dir->member);
    int err = 0;
    bool good = may_replace(dir->path, ours, d);
    if (good)
        err = make_temp(dir);
    if (err)
        ht_dir_report(d, dir->path, err);
    if (!good || err) {
        ht_dir_abandon(dir);
        return NULL;
    }
    remember(dir);
    remove_leftovers(dir->path, dir, left, arg);
    return dir;
}

bool
ht_dir_take_in(struct ht_dir *dir, const char *leftover, const char *name)
{
    struct ht_buf from = HT_BUF_INIT;
    ht_buf_addf(&from, "%s/%s", leftover, name);
    ht_dir_own(dir, name);
    bool good = !renameat(AT_FDCWD, from.s, dir->fd, name);
    ht_buf_fini(&from);
    return good;
}

const char *
ht_dir_path(struct ht_dir *dir, const char *name)
{
    ht_buf_clear(&dir->member);
    ht_buf_addf(&dir->member, "%s/%s", dir->temp, name);
    return dir->member.s;
}

void
ht_dir_own(struct ht_dir *dir, const char *name)
{
    size_t len = strlen(name) + 1;
    struct name *n = ht_malloc(sizeof *n + len);
    memcpy(n->s, name, len);
    n->next = dir->names;
    dir->names = n;
}

void
ht_dir_drop(struct ht_dir *dir, const char *name)
{
    unlinkat(dir->fd, name, 0);
}

struct ht_out *
ht_dir_file(struct ht_dir *dir, const char *name, unsigned flags)
{
    ht_dir_own(dir, name);
    return ht_out_open(ht_dir_path(dir, name), flags | HT_OUT_DIRECT, dir->diag);
}

static void
free_dir(struct ht_dir *dir)
{
    if (dir->fd >= 0)
        close(dir->fd);
    while (dir->names) {
        struct name *n = dir->names;
        dir->names = n->next;
        free(n);
    }
    ht_buf_fini(&dir->member);
    free(dir->path);
    free(dir->temp);
    free(dir);
}

/* Puts the finished directory at PATH; what stood there is at TEMP afterwards.  0 or an errno. */
static int
swap(const struct ht_dir *dir)
{
    if (!rename(dir->temp, dir->path))
        return 0;                       /* nothing, or an empty directory, stood there */
    if (errno != ENOTEMPTY && errno != EEXIST)
        return errno;
#ifdef RENAME_EXCHANGE
    if (!renameat2(AT_FDCWD, dir->temp, AT_FDCWD, dir->path, RENAME_EXCHANGE))
        return 0;
#endif
    /* No exchange here: for a moment PATH does not exist, but never half of it. */
    struct ht_buf old = HT_BUF_INIT;
    ht_buf_addf(&old, "%s.old%ld", dir->path, (long)getpid());
    int err = rename(dir->path, old.s) ? errno : 0;
    if (!err && rename(dir->temp, dir->path)) {
        err = errno;
        rename(old.s, dir->path);
    } else if (!err && rename(old.s, dir->temp)) {
        err = errno;
    }
    ht_buf_fini(&old);
    return err;
}

enum ht_rc
ht_dir_settle(struct ht_dir *dir, const char *name)
{
    int fd = openat(dir->fd, name, O_RDONLY | O_NOFOLLOW | O_CLOEXEC);
    int err = fd < 0 || fchmod(fd, 0600) || fsync(fd) ? errno : 0;
    if (fd >= 0)
        close(fd);
    if (err)
        ht_dir_report(dir->diag, ht_dir_path(dir, name), err);
    return err ? HT_FAIL : HT_OK;
}

enum ht_rc
ht_dir_take_out(struct ht_dir *dir, const char *name, const char *path)
{
    if (rename(ht_dir_path(dir, name), path)) {
        ht_dir_report(dir->diag, path, errno);
        return HT_FAIL;
    }
    ht_dir_sync_parent(path);
    return HT_OK;
}

enum ht_rc
ht_dir_commit(struct ht_dir *dir)
{
    int err = fsync(dir->fd) && errno != EINVAL ? errno : 0;
    if (!err) {
        /* A signal between the swap and forget() would make the handler remove the finished directory. */
        sigset_t all, before;
        sigfillset(&all);
        sigprocmask(SIG_BLOCK, &all, &before);
        err = swap(dir);
        if (!err)
            forget(dir);
        sigprocmask(SIG_SETMASK, &before, NULL);
    }
    if (err) {
        ht_dir_report(dir->diag, dir->path, err);
        ht_dir_abandon(dir);
        return HT_FAIL;
    }
    ht_dir_sync_parent(dir->path);
    remove_flat(dir->temp);
    free_dir(dir);
    return HT_OK;
}

void
ht_dir_abandon(struct ht_dir *dir)
{
    if (!dir)
        return;
    if (dir->fd >= 0)
        unlink_names(dir);
    forget(dir);
    free_dir(dir);
}

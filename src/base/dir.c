/* SPDX-License-Identifier: BSD-2-Clause */
/* Directories that appear whole, and reading of directories. */
#include "config.h"
#include "base/dir.h"

#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <time.h>
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

static int
compare_names(const void *a, const void *b)
{
    return strcmp(*(char *const *)a, *(char *const *)b);
}

/* All names in PATH but . and .., sorted; NULL-terminated.  NULL with errno if it cannot be read. */
static char **
list_names(const char *path, size_t *count)
{
    DIR *stream = opendir(path);
    if (!stream)
        return NULL;
    char **names = NULL;
    size_t n = 0, cap = 0;
    const struct dirent *e;
    while ((e = readdir(stream)) != NULL)
        if (strcmp(e->d_name, ".") && strcmp(e->d_name, "..")) {
            names = ht_grow(names, &cap, n + 1, sizeof *names);
            names[n++] = ht_strdup(e->d_name);
        }
    closedir(stream);
    if (n)
        ht_qsort(names, n, sizeof *names, compare_names);
    names = ht_grow(names, &cap, n + 1, sizeof *names);
    names[n] = NULL;
    *count = n;
    return names;
}

static void
free_names(char **names)
{
    for (size_t i = 0; names && names[i]; i++)
        free(names[i]);
    free(names);
}

bool
ht_dir_is_empty(const char *path)
{
    size_t n = 1;
    char **names = list_names(path, &n);
    free_names(names);
    return names && !n;
}

static void
report(struct ht_diag *d, const char *path, int err)
{
    struct ht_where w = { .file = path };
    ht_diag_fail(d, &w, NULL, _("cannot write: %s"), strerror(err));
}

enum ht_rc
ht_dir_each(const char *path, ht_dir_entry *fn, void *arg, struct ht_diag *d)
{
    size_t n = 0;
    char **names = list_names(path, &n);
    if (!names) {
        struct ht_where w = { .file = path };
        ht_diag_fail(d, &w, NULL, _("cannot read: %s"), strerror(errno));
        return HT_FAIL;
    }
    struct ht_buf b = HT_BUF_INIT;
    enum ht_rc rc = HT_OK;
    for (size_t i = 0; i < n && rc != HT_FAIL; i++) {
        struct stat st;
        ht_buf_clear(&b);
        ht_buf_addf(&b, "%s/%s", path, names[i]);
        bool regular = !lstat(b.s, &st) && S_ISREG(st.st_mode);
        rc = fn(arg, names[i], regular, regular ? (uint64_t)st.st_size : 0);
    }
    ht_buf_fini(&b);
    free_names(names);
    return rc == HT_FAIL ? HT_FAIL : HT_OK;
}

/* A stack of directories that are still to be walked. */
struct walk {
    ht_dir_entry *fn;
    void *arg;
    const char *dir;                    /* the one that is walked */
    char **stack;
    size_t n, cap;
};

static enum ht_rc
walk_entry(void *arg, const char *name, bool is_regular, uint64_t size)
{
    struct walk *w = arg;
    struct ht_buf path = HT_BUF_INIT;
    struct stat st;
    enum ht_rc rc = HT_OK;
    ht_buf_addf(&path, "%s/%s", w->dir, name);
    if (is_regular) {
        rc = w->fn(w->arg, path.s, true, size);
    } else if (!lstat(path.s, &st) && S_ISDIR(st.st_mode)) {
        w->stack = ht_grow(w->stack, &w->cap, w->n + 1, sizeof *w->stack);
        w->stack[w->n++] = ht_strdup(path.s);
    }
    ht_buf_fini(&path);
    return rc;
}

enum ht_rc
ht_dir_walk(const char *path, ht_dir_entry *fn, void *arg, struct ht_diag *d)
{
    struct walk w = { .fn = fn, .arg = arg };
    w.stack = ht_grow(NULL, &w.cap, 1, sizeof *w.stack);
    w.stack[w.n++] = ht_strdup(path);
    enum ht_rc rc = HT_OK;
    while (w.n) {
        char *dir = w.stack[--w.n];
        size_t first = w.n;
        w.dir = dir;
        if (rc == HT_OK)
            rc = ht_dir_each(dir, walk_entry, &w, d);
        /* What this directory pushed is turned round, so that the smallest name is taken first. */
        for (size_t i = first, j = w.n; j > i + 1; i++, j--) {
            char *t = w.stack[i];
            w.stack[i] = w.stack[j - 1];
            w.stack[j - 1] = t;
        }
        free(dir);
    }
    free(w.stack);
    return rc;
}

/* Removes a flat directory: deliverables have no directories in them, and what has is left alone. */
static int
remove_flat(const char *path)
{
    size_t n = 0;
    char **names = list_names(path, &n);
    struct ht_buf b = HT_BUF_INIT;
    for (size_t i = 0; i < n; i++) {
        ht_buf_clear(&b);
        ht_buf_addf(&b, "%s/%s", path, names[i]);
        unlink(b.s);
    }
    ht_buf_fini(&b);
    free_names(names);
    return rmdir(path);
}

/* Splits PATH at its last slash: the directory ("." if none), and the name behind it. */
static char *
parent_of(const char *path, const char **name)
{
    const char *slash = strrchr(path, '/');
    *name = slash ? slash + 1 : path;
    if (!slash)
        return ht_strdup(".");
    return ht_strndup(path, slash == path ? 1 : (size_t)(slash - path));
}

/* Takes the lock of a temporary directory; -1 if somebody has it. */
static int
lock_dir(const char *path)
{
    int fd = open(path, O_RDONLY | O_DIRECTORY | O_NOFOLLOW | O_CLOEXEC);
    if (fd >= 0 && flock(fd, LOCK_EX | LOCK_NB)) {
        close(fd);
        fd = -1;
    }
    return fd;
}

/* True for NAME.tmp123-4: the process, and the number of the try. */
static bool
is_temp_of(const char *entry, const char *name, long *pid)
{
    size_t len = strlen(name);
    char *end;
    if (strncmp(entry, name, len) || strncmp(entry + len, ".tmp", 4))
        return false;
    entry += len + 4;
    *pid = strtol(entry, &end, 10);
    return end > entry && *end == '-' && *pid > 0 && end[1] && !end[1 + strspn(end + 1, "0123456789")];
}

/* Removes what killed runs left beside PATH: the writer is gone and nobody holds the lock. */
static void
remove_leftovers(const char *path, struct ht_dir *dir, ht_dir_left *left, void *arg)
{
    const char *name;
    char *parent = parent_of(path, &name);
    size_t n = 0;
    char **names = list_names(parent, &n);
    struct ht_buf b = HT_BUF_INIT;
    for (size_t i = 0; i < n; i++) {
        long pid;
        if (!is_temp_of(names[i], name, &pid) || !kill((pid_t)pid, 0) || errno != ESRCH)
            continue;
        ht_buf_clear(&b);
        ht_buf_addf(&b, "%s/%s", parent, names[i]);
        int fd = lock_dir(b.s);
        if (fd >= 0) {
            if (left)
                left(arg, dir, b.s);
            remove_flat(b.s);
            close(fd);
        }
    }
    ht_buf_fini(&b);
    free_names(names);
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
        dir->fd = lock_dir(b.s);
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
        report(d, dir->path, err);
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

static void
sync_parent(const char *path)
{
    const char *name;
    char *parent = parent_of(path, &name);
    int fd = open(parent, O_RDONLY | O_DIRECTORY | O_CLOEXEC);
    free(parent);
    if (fd < 0)
        return;
    /* Some file systems cannot sync a directory; the files are safe by then. */
    if (fsync(fd) == 0 || errno == EINVAL)
        (void)0;
    close(fd);
}

enum ht_rc
ht_dir_settle(struct ht_dir *dir, const char *name)
{
    int fd = openat(dir->fd, name, O_RDONLY | O_NOFOLLOW | O_CLOEXEC);
    int err = fd < 0 || fchmod(fd, 0600) || fsync(fd) ? errno : 0;
    if (fd >= 0)
        close(fd);
    if (err)
        report(dir->diag, ht_dir_path(dir, name), err);
    return err ? HT_FAIL : HT_OK;
}

enum ht_rc
ht_dir_take_out(struct ht_dir *dir, const char *name, const char *path)
{
    if (rename(ht_dir_path(dir, name), path)) {
        report(dir->diag, path, errno);
        return HT_FAIL;
    }
    sync_parent(path);
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
        report(dir->diag, dir->path, err);
        ht_dir_abandon(dir);
        return HT_FAIL;
    }
    sync_parent(dir->path);
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

enum ht_rc
ht_dir_make(const char *path, struct ht_diag *d)
{
    char *p = ht_strdup(path);
    int err = 0;
    for (char *s = p + 1; !err && *s; s++)
        if (*s == '/') {
            *s = '\0';
            err = mkdir(p, 0700) && errno != EEXIST ? errno : 0;
            *s = '/';
        }
    if (!err)
        err = mkdir(p, 0700) && errno != EEXIST ? errno : 0;
    if (!err && !ht_is_dir(p))
        err = ENOTDIR;
    free(p);
    if (err)
        report(d, path, err);
    return err ? HT_FAIL : HT_OK;
}

int
ht_dir_lock(const char *path, struct ht_diag *d)
{
    enum { TRIES = 200 };
    const struct timespec pause = { .tv_nsec = 10 * 1000 * 1000 };
    int fd = lock_dir(path);
    for (int i = 0; fd < 0 && i < TRIES; i++) {
        nanosleep(&pause, NULL);
        fd = lock_dir(path);
    }
    if (fd >= 0)
        return fd;
    struct ht_where w = { .file = path };
    ht_diag_fail(d, &w, NULL, _("another process is at work in this directory; wait for it, or name another"));
    return -1;
}

bool
ht_dir_is_temp(const char *name)
{
    const char *tail = NULL;
    for (const char *s = name; (s = strstr(s, ".tmp")) != NULL; s++)
        tail = s;
    long pid;
    if (!tail)
        return false;
    char *stem = ht_strndup(name, (size_t)(tail - name));
    bool is_temp = is_temp_of(name, stem, &pid);
    free(stem);
    return is_temp;
}

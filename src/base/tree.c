/* SPDX-License-Identifier: BSD-2-Clause */
/* Directories as they are: read, walked, made, locked. */
#include "config.h"
#include "base/dir_int.h"

#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <stdlib.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <time.h>
#include <unistd.h>

#include "base/buf.h"
#include "base/diag.h"
#include "base/mem.h"
#include "base/prog.h"

void
ht_dir_report(struct ht_diag *d, const char *path, int err)
{
    struct ht_where w = { .file = path };
    ht_diag_fail(d, &w, NULL, _("cannot write: %s"), strerror(err));
}

static int
compare_names(const void *a, const void *b)
{
    return strcmp(*(char *const *)a, *(char *const *)b);
}

char **
ht_dir_names(const char *path, size_t *count)
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

void
ht_dir_names_free(char **names)
{
    for (size_t i = 0; names && names[i]; i++)
        free(names[i]);
    free(names);
}

bool
ht_dir_is_empty(const char *path)
{
    size_t n = 1;
    char **names = ht_dir_names(path, &n);
    ht_dir_names_free(names);
    return names && !n;
}

static bool
is_regular_file(const char *dir, const char *name)
{
    struct ht_buf path = HT_BUF_INIT;
    struct stat st;
    ht_buf_addf(&path, "%s/%s", dir, name);
    bool regular = !lstat(path.s, &st) && S_ISREG(st.st_mode);
    ht_buf_fini(&path);
    return regular;
}

bool
ht_dir_holds_only(const char *path, bool (*ours)(const void *arg, const char *name), const void *arg)
{
    size_t n = 0;
    char **names = ht_dir_names(path, &n);
    bool all = names != NULL;
    for (size_t i = 0; i < n && all; i++)
        all = ours(arg, names[i]) && is_regular_file(path, names[i]);
    ht_dir_names_free(names);
    return all;
}

enum ht_rc
ht_dir_each(const char *path, ht_dir_entry *fn, void *arg, struct ht_diag *d)
{
    size_t n = 0;
    char **names = ht_dir_names(path, &n);
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
    ht_dir_names_free(names);
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

char *
ht_dir_parent(const char *path, const char **name)
{
    const char *slash = strrchr(path, '/');
    *name = slash ? slash + 1 : path;
    if (!slash)
        return ht_strdup(".");
    return ht_strndup(path, slash == path ? 1 : (size_t)(slash - path));
}

void
ht_dir_sync_parent(const char *path)
{
    const char *name;
    char *parent = ht_dir_parent(path, &name);
    int fd = open(parent, O_RDONLY | O_DIRECTORY | O_CLOEXEC);
    free(parent);
    if (fd < 0)
        return;
    /* Some file systems cannot sync a directory; the files are safe by then. */
    if (fsync(fd) == 0 || errno == EINVAL)
        (void)0;
    close(fd);
}

int
ht_dir_try_lock(const char *path)
{
    int fd = open(path, O_RDONLY | O_DIRECTORY | O_NOFOLLOW | O_CLOEXEC);
    if (fd >= 0 && flock(fd, LOCK_EX | LOCK_NB)) {
        close(fd);
        fd = -1;
    }
    return fd;
}

bool
ht_dir_is_temp_of(const char *entry, const char *name, long *pid)
{
    size_t len = strlen(name);
    char *end;
    if (strncmp(entry, name, len) || strncmp(entry + len, ".tmp", 4))
        return false;
    entry += len + 4;
    *pid = strtol(entry, &end, 10);
    return end > entry && *end == '-' && *pid > 0 && end[1] && !end[1 + strspn(end + 1, "0123456789")];
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
        ht_dir_report(d, path, err);
    return err ? HT_FAIL : HT_OK;
}

int
ht_dir_lock(const char *path, struct ht_diag *d)
{
    enum { TRIES = 200 };
    const struct timespec pause = { .tv_nsec = 10 * 1000 * 1000 };
    int fd = ht_dir_try_lock(path);
    for (int i = 0; fd < 0 && i < TRIES; i++) {
        nanosleep(&pause, NULL);
        fd = ht_dir_try_lock(path);
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
    bool is_temp = ht_dir_is_temp_of(name, stem, &pid);
    free(stem);
    return is_temp;
}

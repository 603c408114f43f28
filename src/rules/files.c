/* SPDX-License-Identifier: BSD-2-Clause */
/* Listing and reading a delivery of scans. */
#include "config.h"
#include "rules/files.h"

#include <dirent.h>
#include <errno.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

#include "base/arena.h"
#include "base/buf.h"
#include "base/diag.h"
#include "base/io.h"
#include "base/lib.h"
#include "base/mem.h"
#include "base/opt.h"
#include "base/prog.h"

#ifdef HAVE_LIBZIP
#include <zip.h>

#define ZIP(X) \
    X(zip_discard) X(zip_error_fini) X(zip_error_init_with_code) X(zip_error_strerror) X(zip_fclose) \
    X(zip_fopen_index) X(zip_fread) X(zip_get_name) X(zip_get_num_entries) X(zip_open) X(zip_stat_index)
HT_LIB(libzip, SONAME_LIBZIP, ZIP)
#endif

#define MAX_FILE (256u << 20)
#define MAX_DEPTH 16                    /* directories inside each other */

struct file {
    const char *path, *name;
    size_t member;                      /* of the archive */
};

struct ht_files {
    struct ht_arena arena;
    struct file *v;
    size_t n, cap;
    const char *root;
#ifdef HAVE_LIBZIP
    zip_t *zip;
#endif
    bool archive;
    struct ht_diag *diag;
};

static bool
is_pdf(const char *end)
{
    static const char pdf[] = ".pdf";
    for (int i = 0; i < 4; i++)
        if ((end[i] | (i ? 0x20 : 0)) != pdf[i])
            return false;
    return true;
}

/* PDFs only; not what Windows and macOS leave behind. */
static bool
wanted(const char *path, const char *name)
{
    size_t n = strlen(name);
    return n > 4 && is_pdf(name + n - 4) && *name != '.' && !strstr(path, "__MACOSX");
}

static void
add(struct ht_files *f, const char *path, size_t member)
{
    const char *slash = strrchr(path, '/');
    if (!wanted(path, slash ? slash + 1 : path))
        return;
    char *copy = ht_arena_strdup(&f->arena, path);
    f->v = ht_grow(f->v, &f->cap, f->n + 1, sizeof *f->v);
    f->v[f->n++] = (struct file){ copy, slash ? copy + (slash + 1 - path) : copy, member };
}

static int
by_path(const void *a, const void *b)
{
    return strcmp(((const struct file *)a)->path, ((const struct file *)b)->path);
}

static unsigned
depth(const char *path)
{
    unsigned n = 0;
    for (; *path; path++)
        n += *path == '/';
    return n;
}

/* Directories still to be read; a list, not recursion. */
static bool
list_tree(struct ht_files *f)
{
    struct ht_strv todo = {0};
    struct ht_buf path = HT_BUF_INIT;
    bool good = true;
    ht_strv_add(&todo, "");
    for (size_t i = 0; i < todo.n && good; i++) {
        ht_buf_clear(&path);
        ht_buf_addf(&path, "%s%s%s", f->root, *todo.v[i] ? "/" : "", todo.v[i]);
        DIR *dir = opendir(path.s);
        if (!dir) {
            ht_diag_usage(f->diag, _("the scans in %s cannot be listed: %s"), path.s, strerror(errno));
            good = false;
            break;
        }
        for (struct dirent *e; (e = readdir(dir));) {
            struct stat st;
            if (!strcmp(e->d_name, ".") || !strcmp(e->d_name, ".."))
                continue;
            ht_buf_clear(&path);
            ht_buf_addf(&path, "%s/%s%s%s", f->root, todo.v[i], *todo.v[i] ? "/" : "", e->d_name);
            const char *below = path.s + strlen(f->root) + 1;
            if (stat(path.s, &st))
                continue;
            if (S_ISDIR(st.st_mode) && depth(below) < MAX_DEPTH)
                ht_strv_add(&todo, ht_arena_strdup(&f->arena, below));
            else if (S_ISREG(st.st_mode))
                add(f, below, 0);
        }
        closedir(dir);
    }
    ht_strv_fini(&todo);
    ht_buf_fini(&path);
    return good;
}

#ifdef HAVE_LIBZIP
static bool
list_archive(struct ht_files *f)
{
    int error = 0;
    f->archive = true;
    f->zip = libzip()->zip_open(f->root, ZIP_RDONLY, &error);
    if (!f->zip) {
        zip_error_t e;
        libzip()->zip_error_init_with_code(&e, error);
        ht_diag_usage(f->diag, _("the archive of scans %s cannot be opened: %s"), f->root,
                      libzip()->zip_error_strerror(&e));
        libzip()->zip_error_fini(&e);
        return false;
    }
    zip_int64_t n = libzip()->zip_get_num_entries(f->zip, 0);
    for (zip_int64_t i = 0; i < n; i++) {
        const char *name = libzip()->zip_get_name(f->zip, (zip_uint64_t)i, ZIP_FL_ENC_GUESS);
        if (name)
            add(f, name, (size_t)i);
    }
    return true;
}

bool
ht_files_secret(const struct ht_files *f, size_t i)
{
    zip_stat_t st;
    return f->zip && !libzip()->zip_stat_index(f->zip, f->v[i].member, 0, &st) &&
           (st.valid & ZIP_STAT_ENCRYPTION_METHOD) && st.encryption_method != ZIP_EM_NONE;
}

static const char *
read_member(struct ht_files *f, size_t member, size_t *len)
{
    zip_stat_t st;
    if (libzip()->zip_stat_index(f->zip, member, 0, &st) || !(st.valid & ZIP_STAT_SIZE) || st.size > MAX_FILE)
        return NULL;
    zip_file_t *in = libzip()->zip_fopen_index(f->zip, member, 0);
    if (!in)
        return NULL;
    char *s = ht_malloc(st.size + 1);
    zip_int64_t got = libzip()->zip_fread(in, s, st.size);
    if (libzip()->zip_fclose(in) || got < 0 || (zip_uint64_t)got != st.size) {
        free(s);
        return NULL;
    }
    *len = st.size;
    return s;
}
#else
static bool
list_archive(struct ht_files *f)
{
    ht_diag_usage(f->diag, _("this build cannot read the archive %s (it has no libzip): unpack it and give the "
                             "directory with --scans"), f->root);
    return false;
}

bool
ht_files_secret(const struct ht_files *f, size_t i)
{
    (void)f;
    (void)i;
    return false;
}

static const char *
read_member(struct ht_files *f, size_t member, size_t *len)
{
    (void)f;
    (void)member;
    (void)len;
    return NULL;
}
#endif

struct ht_files *
ht_files_open(const char *path, struct ht_diag *d)
{
    struct stat st;
    if (stat(path, &st)) {
        ht_diag_usage(d, _("the scans in %s cannot be listed: %s"), path, strerror(errno));
        return NULL;
    }
    struct ht_files *f = ht_calloc(1, sizeof *f);
    f->root = path;
    f->diag = d;
    if (!(S_ISDIR(st.st_mode) ? list_tree(f) : list_archive(f))) {
        ht_files_free(f);
        return NULL;
    }
    if (f->n)
        ht_qsort(f->v, f->n, sizeof *f->v, by_path);
    return f;
}

void
ht_files_free(struct ht_files *f)
{
    if (!f)
        return;
#ifdef HAVE_LIBZIP
    if (f->zip)
        libzip()->zip_discard(f->zip);
#endif
    ht_arena_fini(&f->arena);
    free(f->v);
    free(f);
}

size_t
ht_files_count(const struct ht_files *f)
{
    return f->n;
}

const char *
ht_files_path(const struct ht_files *f, size_t i)
{
    return f->v[i].path;
}

const char *
ht_files_name(const struct ht_files *f, size_t i)
{
    return f->v[i].name;
}

const char *
ht_files_read(struct ht_files *f, size_t i, size_t *len)
{
    if (f->archive)
        return read_member(f, f->v[i].member, len);
    struct ht_buf path = HT_BUF_INIT;
    struct stat st;
    const char *s = NULL;
    ht_buf_addf(&path, "%s/%s", f->root, f->v[i].path);
    *len = 0;
    if (!stat(path.s, &st) && st.st_size <= (off_t)MAX_FILE)
        s = st.st_size ? ht_map_file(path.s, len, f->diag) : "";
    ht_buf_fini(&path);
    return s;
}

void
ht_files_done(struct ht_files *f, const char *s, size_t len)
{
    if (!s)
        return;
    if (f->archive) {
        char *own = (char *)(size_t)s;
        free(own);
    } else if (len) {
        ht_unmap(s, len);
    }
}

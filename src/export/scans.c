/* SPDX-License-Identifier: BSD-2-Clause */
/* Scans in and out, by libzip. */
#include "config.h"
#include "export/scans.h"

#ifdef HAVE_LIBZIP

#include <stdlib.h>
#include <string.h>
#include <zip.h>

#include "base/buf.h"
#include "base/dir.h"
#include "base/hash.h"
#include "base/io.h"
#include "base/lib.h"
#include "base/mem.h"
#include "base/prog.h"
#include "export/names.h"

#define ZIP(X) \
    X(zip_close) X(zip_discard) X(zip_error_fini) X(zip_error_init_with_code) X(zip_error_strerror) \
    X(zip_file_add) X(zip_file_set_dostime) X(zip_file_set_external_attributes) X(zip_get_name) \
    X(zip_get_num_entries) X(zip_open) X(zip_set_file_compression) X(zip_source_file) X(zip_source_free) \
    X(zip_source_zip) X(zip_strerror)
HT_LIB(libzip, SONAME_LIBZIP, ZIP)

struct scan {
    char *path;                         /* in a directory; NULL in an archive */
    zip_uint64_t index;                 /* in an archive */
    bool used;
};

struct ht_scans {
    zip_t *zip;                         /* NULL: a directory */
    struct scan *v;
    size_t n, cap;
    struct ht_map by_key;
    struct {
        char **v;
        long *scan;
        size_t n, cap, scan_cap;
    } cover;
    struct ht_buf key;
    uint64_t unused;
};

struct ht_archive {
    zip_t *zip;
    char *path;
    struct ht_scans *scans;
    struct ht_diag *diag;
};

static uint64_t
key_of(struct ht_scans *s, const char *name)
{
    ht_buf_clear(&s->key);
    ht_scan_key(name, &s->key);
    return ht_hash(s->key.s, s->key.len, 5) | 1;
}

static const char *
base_name(const char *path)
{
    const char *slash = strrchr(path, '/');
    return slash ? slash + 1 : path;
}

/* Notes a file if it is a PDF; what Windows and macOS leave in archives (Thumbs.db, __MACOSX) is none. */
static void
note(struct ht_scans *s, const char *path, zip_uint64_t index)
{
    const char *name = base_name(path);
    uint64_t key = key_of(s, name);
    if (s->key.len < 4 || memcmp(s->key.s + s->key.len - 4, "-pdf", 4) || *name == '.' || strstr(path, "__MACOSX/"))
        return;
    s->v = ht_grow(s->v, &s->cap, s->n + 1, sizeof *s->v);
    s->v[s->n++] = (struct scan){ .path = s->zip ? NULL : ht_strdup(path), .index = index };
    if (!memcmp(s->key.s, "cover-", 6)) {
        s->cover.v = ht_grow(s->cover.v, &s->cover.cap, s->cover.n + 1, sizeof *s->cover.v);
        s->cover.scan = ht_grow(s->cover.scan, &s->cover.scan_cap, s->cover.n + 1, sizeof *s->cover.scan);
        s->cover.scan[s->cover.n] = (long)s->n - 1;
        s->cover.v[s->cover.n++] = ht_strdup(name);
        return;
    }
    bool fresh;
    uint64_t *at = ht_map_get(&s->by_key, key, &fresh);
    if (fresh)
        *at = s->n;
    s->unused++;
}

static enum ht_rc
note_file(void *arg, const char *path, bool is_regular, uint64_t size)
{
    (void)is_regular, (void)size;
    note(arg, path, 0);
    return HT_OK;
}

static void
report_zip(struct ht_diag *d, const char *path, const char *why)
{
    struct ht_where w = { .file = path };
    ht_diag_fail(d, &w, NULL, _("the archive of scans: %s"), why);
}

static bool
open_zip(struct ht_scans *s, const char *path, struct ht_diag *d)
{
    int err = 0;
    s->zip = libzip()->zip_open(path, ZIP_RDONLY, &err);
    if (!s->zip) {
        zip_error_t e;
        libzip()->zip_error_init_with_code(&e, err);
        ht_diag_usage(d, _("the archive of scans %s cannot be opened: %s"), path,
                      libzip()->zip_error_strerror(&e));
        libzip()->zip_error_fini(&e);
        return false;
    }
    zip_int64_t n = libzip()->zip_get_num_entries(s->zip, 0);
    for (zip_int64_t i = 0; i < n; i++) {
        const char *name = libzip()->zip_get_name(s->zip, (zip_uint64_t)i, 0);
        if (name)
            note(s, name, (zip_uint64_t)i);
    }
    return true;
}

struct ht_scans *
ht_scans_open(const char *path, struct ht_diag *d)
{
    struct ht_scans *s = ht_calloc(1, sizeof *s);
    ht_buf_init(&s->key);
    bool good = ht_is_dir(path) ? ht_dir_walk(path, note_file, s, d) == HT_OK : open_zip(s, path, d);
    if (!good) {
        ht_scans_free(s);
        return NULL;
    }
    return s;
}

void
ht_scans_free(struct ht_scans *s)
{
    if (!s)
        return;
    if (s->zip)
        libzip()->zip_discard(s->zip);
    for (size_t i = 0; i < s->n; i++)
        free(s->v[i].path);
    for (size_t i = 0; i < s->cover.n; i++)
        free(s->cover.v[i]);
    free(s->cover.v);
    free(s->cover.scan);
    free(s->v);
    ht_map_fini(&s->by_key);
    ht_buf_fini(&s->key);
    free(s);
}

long
ht_scans_find(struct ht_scans *s, const char *name)
{
    const uint64_t *at = ht_map_find(&s->by_key, key_of(s, base_name(name)));
    return at ? (long)*at - 1 : -1;
}

long
ht_scans_cover(struct ht_scans *s, size_t i, const char **name)
{
    if (i >= s->cover.n)
        return -1;
    *name = s->cover.v[i];
    return s->cover.scan[i];
}

uint64_t
ht_scans_unused(const struct ht_scans *s)
{
    return s->unused;
}

/* ---- out ---- */

struct ht_archive *
ht_archive_new(const char *path, struct ht_scans *s, struct ht_diag *d)
{
    int err = 0;
    zip_t *zip = libzip()->zip_open(path, ZIP_CREATE | ZIP_EXCL, &err);
    if (!zip) {
        zip_error_t e;
        libzip()->zip_error_init_with_code(&e, err);
        report_zip(d, path, libzip()->zip_error_strerror(&e));
        libzip()->zip_error_fini(&e);
        return NULL;
    }
    struct ht_archive *a = ht_calloc(1, sizeof *a);
    a->zip = zip;
    a->path = ht_strdup(path);
    a->scans = s;
    a->diag = d;
    return a;
}

enum ht_rc
ht_archive_add(struct ht_archive *a, long i, const char *name)
{
    struct scan *scan = &a->scans->v[i];
    zip_source_t *src = scan->path ? libzip()->zip_source_file(a->zip, scan->path, 0, -1)
                                   : libzip()->zip_source_zip(a->zip, a->scans->zip, scan->index, 0, 0, -1);
    zip_int64_t at = src ? libzip()->zip_file_add(a->zip, name, src, 0) : -1;
    if (at < 0) {
        report_zip(a->diag, a->path, libzip()->zip_strerror(a->zip));
        libzip()->zip_source_free(src);
        return HT_FAIL;
    }
    /* Pictures are packed already, and the archive's bytes must not depend on the day. */
    libzip()->zip_set_file_compression(a->zip, (zip_uint64_t)at, ZIP_CM_STORE, 0);
    libzip()->zip_file_set_dostime(a->zip, (zip_uint64_t)at, 0, 0x21, 0);     /* 1980-01-01, the format's first day */
    libzip()->zip_file_set_external_attributes(a->zip, (zip_uint64_t)at, 0, ZIP_OPSYS_UNIX, 0100600u << 16);
    a->scans->unused -= !scan->used && memcmp(name, "Cover.", 6);
    scan->used = true;
    return HT_OK;
}

static void
free_archive(struct ht_archive *a)
{
    free(a->path);
    free(a);
}

enum ht_rc
ht_archive_close(struct ht_archive *a)
{
    enum ht_rc rc = HT_OK;
    if (libzip()->zip_close(a->zip)) {
        report_zip(a->diag, a->path, libzip()->zip_strerror(a->zip));
        libzip()->zip_discard(a->zip);
        rc = HT_FAIL;
    }
    free_archive(a);
    return rc;
}

void
ht_archive_abandon(struct ht_archive *a)
{
    if (!a)
        return;
    libzip()->zip_discard(a->zip);
    free_archive(a);
}

#else

#include "base/prog.h"

struct ht_scans *
ht_scans_open(const char *path, struct ht_diag *d)
{
    (void)path;
    ht_diag_usage(d, _("this hotich was built without libzip and cannot pack scans; on Debian install libzip-dev and "
                       "build again"));
    return NULL;
}

/* Without libzip there never is a struct ht_scans, and so none of these is called. */
void
ht_scans_free(struct ht_scans *s)
{
    (void)s;
}

long
ht_scans_find(struct ht_scans *s, const char *name)
{
    (void)s, (void)name;
    return -1;
}

long
ht_scans_cover(struct ht_scans *s, size_t i, const char **name)
{
    (void)s, (void)i, (void)name;
    return -1;
}

uint64_t
ht_scans_unused(const struct ht_scans *s)
{
    (void)s;
    return 0;
}

struct ht_archive *
ht_archive_new(const char *p, struct ht_scans *s, struct ht_diag *d)
{
    (void)p, (void)s, (void)d;
    return NULL;
}

enum ht_rc
ht_archive_add(struct ht_archive *a, long i, const char *n)
{
    (void)a, (void)i, (void)n;
    return HT_FAIL;
}

enum ht_rc
ht_archive_close(struct ht_archive *a)
{
    (void)a;
    return HT_FAIL;
}

void
ht_archive_abandon(struct ht_archive *a)
{
    (void)a;
}

#endif

/* SPDX-License-Identifier: BSD-2-Clause */
/* Zip containers. */
#include "config.h"
#include "formats/zip.h"

#include <stdlib.h>
#include <string.h>

#include "base/limits.h"
#include "base/lib.h"
#include "base/mem.h"
#include "base/prog.h"
#include "model/finding.h"

#ifdef HAVE_LIBZIP
#include <zip.h>

#define ZIP(X) \
    X(zip_discard) X(zip_error_fini) X(zip_error_init_with_code) X(zip_error_strerror) \
    X(zip_fclose) X(zip_file_strerror) X(zip_fopen_index) X(zip_fread) X(zip_get_name) \
    X(zip_get_num_entries) X(zip_name_locate) X(zip_open) X(zip_stat_index) X(zip_strerror)
HT_LIB(libzip, SONAME_LIBZIP, ZIP)

#define FREE_RATIO_BYTES (64u * 1024 * 1024)    /* below this much output no ratio is looked at */

struct ht_zip {
    zip_t *zip;
    const struct ht_format_job *job;
};

struct ht_zip_member {
    zip_file_t *file;
    const struct ht_format_job *job;
    char *name;
    uint64_t packed, out;
};

static void
refuse(const struct ht_format_job *job, enum ht_code code, const char *a, const char *b)
{
    struct ht_where w = { .file = job->name };
    ht_find_fail(job->diag, &w, code, a, b, NULL);
}

struct ht_zip *
ht_zip_open(const char *path, const char *what, const struct ht_format_job *job)
{
    int err;
    zip_t *zip = libzip()->zip_open(path, ZIP_RDONLY, &err);
    (void)what;
    if (!zip) {
        zip_error_t e;
        libzip()->zip_error_init_with_code(&e, err);
        /* The directory of a zip file is at its end. */
        refuse(job, HT_D_152, err == ZIP_ER_NOZIP ? _("its end is missing") : libzip()->zip_error_strerror(&e), NULL);
        libzip()->zip_error_fini(&e);
        return NULL;
    }
    struct ht_zip *z = ht_calloc(1, sizeof *z);
    z->zip = zip;
    z->job = job;
    return z;
}

void
ht_zip_close(struct ht_zip *z)
{
    if (z)
        libzip()->zip_discard(z->zip);
    free(z);
}

size_t
ht_zip_count(const struct ht_zip *z)
{
    zip_int64_t n = libzip()->zip_get_num_entries(z->zip, 0);
    return n > 0 ? (size_t)n : 0;
}

const char *
ht_zip_name(const struct ht_zip *z, size_t i, bool *utf8)
{
    const char *name = libzip()->zip_get_name(z->zip, i, ZIP_FL_ENC_RAW);
    if (utf8)
        *utf8 = name && libzip()->zip_get_name(z->zip, i, ZIP_FL_ENC_STRICT) &&
                !strcmp(name, libzip()->zip_get_name(z->zip, i, ZIP_FL_ENC_STRICT));
    return name;
}

bool
ht_zip_has(const struct ht_zip *z, const char *name)
{
    return libzip()->zip_name_locate(z->zip, name, ZIP_FL_NOCASE) >= 0;
}

struct ht_zip_member *
ht_zip_member(struct ht_zip *z, const char *name)
{
    zip_int64_t i = libzip()->zip_name_locate(z->zip, name, 0);
    if (i < 0)
        i = libzip()->zip_name_locate(z->zip, name, ZIP_FL_NOCASE);
    if (i < 0) {
        refuse(z->job, HT_D_165, name, NULL);
        return NULL;
    }
    return ht_zip_member_at(z, (size_t)i);
}

struct ht_zip_member *
ht_zip_member_at(struct ht_zip *z, size_t i)
{
    zip_stat_t st;
    if (libzip()->zip_stat_index(z->zip, i, 0, &st)) {
        refuse(z->job, HT_D_152, libzip()->zip_strerror(z->zip), NULL);
        return NULL;
    }
    if (st.valid & ZIP_STAT_ENCRYPTION_METHOD && st.encryption_method != ZIP_EM_NONE) {
        refuse(z->job, HT_D_151, NULL, NULL);
        return NULL;
    }
    zip_file_t *file = libzip()->zip_fopen_index(z->zip, i, 0);
    if (!file) {
        refuse(z->job, HT_D_152, libzip()->zip_strerror(z->zip), NULL);
        return NULL;
    }
    struct ht_zip_member *m = ht_calloc(1, sizeof *m);
    m->file = file;
    m->job = z->job;
    m->name = ht_strdup(st.valid & ZIP_STAT_NAME ? st.name : "?");
    m->packed = st.valid & ZIP_STAT_COMP_SIZE ? st.comp_size : 0;
    return m;
}

ptrdiff_t
ht_zip_read(struct ht_zip_member *m, void *p, size_t n)
{
    zip_int64_t got = libzip()->zip_fread(m->file, p, n);
    if (got < 0) {
        refuse(m->job, HT_D_152, libzip()->zip_file_strerror(m->file), NULL);
        return -1;
    }
    m->out += (uint64_t)got;
    if (m->out > FREE_RATIO_BYTES && m->out / HT_MAX_RATIO > m->packed) {
        refuse(m->job, HT_D_153, m->name, NULL);
        return -1;
    }
    return (ptrdiff_t)got;
}

void
ht_zip_member_close(struct ht_zip_member *m)
{
    if (!m)
        return;
    libzip()->zip_fclose(m->file);
    free(m->name);
    free(m);
}

#else /* no libzip: nothing but the message can be reached */

struct ht_zip *
ht_zip_open(const char *path, const char *what, const struct ht_format_job *job)
{
    struct ht_where w = { .file = job->name };
    (void)path;
    ht_find_fail(job->diag, &w, HT_D_150, what, "libzip", "libzip-dev", NULL);
    return NULL;
}

void
ht_zip_close(struct ht_zip *z)
{
    (void)z;
}

size_t
ht_zip_count(const struct ht_zip *z)
{
    (void)z;
    return 0;
}

const char *
ht_zip_name(const struct ht_zip *z, size_t i, bool *utf8)
{
    (void)z, (void)i, (void)utf8;
    return NULL;
}

bool
ht_zip_has(const struct ht_zip *z, const char *name)
{
    (void)z, (void)name;
    return false;
}

struct ht_zip_member *
ht_zip_member(struct ht_zip *z, const char *name)
{
    (void)z, (void)name;
    return NULL;
}

struct ht_zip_member *
ht_zip_member_at(struct ht_zip *z, size_t i)
{
    (void)z, (void)i;
    return NULL;
}

ptrdiff_t
ht_zip_read(struct ht_zip_member *m, void *p, size_t n)
{
    (void)m, (void)p, (void)n;
    return -1;
}

void
ht_zip_member_close(struct ht_zip_member *m)
{
    (void)m;
}

#endif

/* SPDX-License-Identifier: BSD-2-Clause */
/* Members of archives, by libzip. */
#include "config.h"
#include "export/member.h"

#ifdef HAVE_LIBZIP

#include <zip.h>

#include "base/lib.h"
#include "base/prog.h"

#define ZIP(X) \
    X(zip_close) X(zip_discard) X(zip_error_fini) X(zip_error_init_with_code) X(zip_error_strerror) \
    X(zip_error_to_data) X(zip_fclose) X(zip_file_replace) X(zip_file_set_dostime) X(zip_fopen_index) X(zip_fread) \
    X(zip_name_locate) X(zip_open) X(zip_source_close) X(zip_source_error) X(zip_source_file) X(zip_source_free) \
    X(zip_source_function) X(zip_source_make_command_bitmap) X(zip_source_open) X(zip_source_read) X(zip_stat_index) \
    X(zip_stat_init) X(zip_strerror)
HT_LIB(libzip, SONAME_LIBZIP, ZIP)

static enum ht_rc
report(struct ht_diag *d, const char *path, const char *why)
{
    struct ht_where w = { .file = path };
    ht_diag_fail(d, &w, NULL, _("the workbook cannot be written: %s"), why);
    return HT_FAIL;
}

/* Opens PATH and finds NAME in it.  NULL after reporting. */
static zip_t *
open_at(const char *path, const char *name, int flags, zip_uint64_t *index, struct ht_diag *d)
{
    int err = 0;
    zip_t *zip = libzip()->zip_open(path, flags, &err);
    if (!zip) {
        zip_error_t e;
        libzip()->zip_error_init_with_code(&e, err);
        report(d, path, libzip()->zip_error_strerror(&e));
        libzip()->zip_error_fini(&e);
        return NULL;
    }
    zip_int64_t at = libzip()->zip_name_locate(zip, name, 0);
    if (at < 0) {
        report(d, path, libzip()->zip_strerror(zip));
        libzip()->zip_discard(zip);
        return NULL;
    }
    *index = (zip_uint64_t)at;
    return zip;
}

enum ht_rc
ht_member_read(const char *path, const char *name, size_t max, struct ht_buf *out, struct ht_diag *d)
{
    zip_uint64_t index;
    zip_stat_t st;
    zip_t *zip = open_at(path, name, ZIP_RDONLY, &index, d);
    if (!zip)
        return HT_FAIL;
    libzip()->zip_stat_init(&st);
    zip_file_t *f = libzip()->zip_stat_index(zip, index, 0, &st) || st.size > max
        ? NULL : libzip()->zip_fopen_index(zip, index, 0);
    zip_int64_t n = f ? 1 : -1;
    for (zip_uint64_t done = 0; done < st.size && n > 0; done += n > 0 ? (zip_uint64_t)n : 0) {
        char block[4096];
        n = libzip()->zip_fread(f, block, sizeof block);
        if (n > 0)
            ht_buf_add(out, block, (size_t)n);
    }
    if (n <= 0)
        report(d, path, libzip()->zip_strerror(zip));
    if (f)
        libzip()->zip_fclose(f);
    libzip()->zip_discard(zip);
    return n > 0 ? HT_OK : HT_FAIL;
}

/* A file of packed bytes, which knows what libzip would otherwise pack them again for. */
struct packed {
    zip_source_t *file;
    const struct ht_deflated *sum;
};

static zip_int64_t
tell(const struct packed *p, zip_stat_t *st)
{
    libzip()->zip_stat_init(st);
    st->size = p->sum->bytes;
    st->crc = p->sum->crc32;
    st->comp_method = ZIP_CM_DEFLATE;
    st->valid = ZIP_STAT_SIZE | ZIP_STAT_CRC | ZIP_STAT_COMP_METHOD;
    return sizeof *st;
}

static zip_int64_t
answer(void *arg, void *data, zip_uint64_t len, zip_source_cmd_t command)
{
    struct packed *p = arg;
    switch (command) {
    case ZIP_SOURCE_OPEN:
        return libzip()->zip_source_open(p->file);
    case ZIP_SOURCE_READ:
        return libzip()->zip_source_read(p->file, data, len);
    case ZIP_SOURCE_CLOSE:
        return libzip()->zip_source_close(p->file);
    case ZIP_SOURCE_STAT:
        return tell(p, data);
    case ZIP_SOURCE_ERROR:
        return libzip()->zip_error_to_data(libzip()->zip_source_error(p->file), data, len);
    case ZIP_SOURCE_FREE:
        libzip()->zip_source_free(p->file);
        return 0;
    case ZIP_SOURCE_SUPPORTS:
        return libzip()->zip_source_make_command_bitmap(ZIP_SOURCE_OPEN, ZIP_SOURCE_READ, ZIP_SOURCE_CLOSE,
                                                        ZIP_SOURCE_STAT, ZIP_SOURCE_ERROR, ZIP_SOURCE_FREE, -1);
    default:
        return -1;
    }
}

/* Puts P in; whatever happens, its file is freed with ZIP or here. */
static bool
put(zip_t *zip, zip_uint64_t index, struct packed *p)
{
    zip_source_t *src = libzip()->zip_source_function(zip, answer, p);
    if (!src) {
        libzip()->zip_source_free(p->file);
        return false;
    }
    if (libzip()->zip_file_replace(zip, index, src, 0)) {
        libzip()->zip_source_free(src);
        return false;
    }
    return !libzip()->zip_file_set_dostime(zip, index, 0, 0x21, 0);
}

enum ht_rc
ht_member_replace(const char *path, const char *name, const char *packed, const struct ht_deflated *sum,
                  struct ht_diag *d)
{
    zip_uint64_t index;
    zip_t *zip = open_at(path, name, 0, &index, d);
    if (!zip)
        return HT_FAIL;
    struct packed p = { .file = libzip()->zip_source_file(zip, packed, 0, -1), .sum = sum };
    if (!p.file || !put(zip, index, &p) || libzip()->zip_close(zip)) {
        report(d, path, libzip()->zip_strerror(zip));
        libzip()->zip_discard(zip);
        return HT_FAIL;
    }
    return HT_OK;
}

#endif

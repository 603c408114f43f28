/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * Any bytes through a source format.  Every cell's bytes are read, text cells must be well-formed UTF-8, and the
 * bounds of base/limits.h must hold.  PATH formats see the bytes as a file as well.
 */
#ifndef HT_FUZZ_FORMATS_H
#define HT_FUZZ_FORMATS_H

#include <stdio.h>
#include <stdlib.h>
#include <sys/mman.h>
#include <unistd.h>

#include "base/diag.h"
#include "base/limits.h"
#include "base/utf8.h"
#include "formats/format.h"
#include "fuzz.h"

static inline enum ht_rc
fuzz_row(struct ht_rows *to, struct ht_row *row)
{
    (void)to;
    if (row->n > HT_MAX_COLUMNS * 2 || !row->file)
        abort();
    for (size_t i = 0; i < row->n; i++) {
        const struct ht_cell *c = &row->cell[i];
        volatile unsigned char sum = 0;
        for (size_t j = 0; j < c->len; j++)
            sum = (unsigned char)(sum + c->s[j]);
        for (size_t j = 0; c->raw && j < c->raw_len; j++)
            sum = (unsigned char)(sum + c->raw[j]);
        if (c->door == HT_DOOR_TEXT && ht_utf8_valid(c->s, c->len) != c->len)
            abort();
    }
    return HT_OK;
}

static inline enum ht_rc
fuzz_reject(struct ht_rows *to, const struct ht_row *row, int code, const char *const *args)
{
    (void)to, (void)row, (void)code, (void)args;
    return HT_OK;
}

/* WITH_PATH: the format wants a file, too.  BASE: what else the job says, or NULL. */
static inline int
fuzz_format_job(const struct ht_format *format, const uint8_t *data, size_t size, int with_path,
                const struct ht_format_job *base)
{
    static const struct ht_diag_opts opts = { .prog = "fuzz", .quiet = true, .max_per_code = 1 };
    struct ht_rows to = { fuzz_row, fuzz_reject };
    char path[40];
    int fd = -1;
    struct ht_diag *d = ht_diag_new(&opts);
    struct ht_format_job job = base ? *base : (struct ht_format_job){0};
    job.name = "fuzz";
    job.diag = d;
    if (with_path) {
        fd = memfd_create("fuzz", MFD_CLOEXEC);
        if (fd < 0 || write(fd, data, size) != (ssize_t)size)
            abort();
        snprintf(path, sizeof path, "/proc/self/fd/%d", fd);
        job.path = path;
    }
    job.in = ht_in_mem("fuzz", data, size, d);
    format->bid(data, size < 65536 ? size : 65536);
    format->read(&job, &to);
    ht_in_close(job.in);
    ht_diag_free(d);
    if (fd >= 0)
        close(fd);
    return 0;
}

static inline int
fuzz_format(const struct ht_format *format, const uint8_t *data, size_t size, int with_path)
{
    return fuzz_format_job(format, data, size, with_path, NULL);
}

#endif

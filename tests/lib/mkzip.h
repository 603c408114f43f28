/* SPDX-License-Identifier: BSD-2-Clause */
/* Makes zip containers of texts for tests.  TAP programs skip where libzip is missing. */
#ifndef TESTS_MKZIP_H
#define TESTS_MKZIP_H

#include <stdbool.h>
#include <string.h>
#include <zip.h>

struct part {
    const char *name, *text;            /* text NULL: the member is left out */
};

/* STORED: not packed, so that a damaged byte is a damaged byte of the text. */
static inline bool
make_zip(const char *path, const struct part *part, size_t n, bool stored)
{
    int err;
    zip_t *z = zip_open(path, ZIP_CREATE | ZIP_TRUNCATE, &err);
    for (size_t i = 0; z && i < n; i++) {
        if (!part[i].text)
            continue;
        zip_source_t *s = zip_source_buffer(z, part[i].text, strlen(part[i].text), 0);
        zip_int64_t at = s ? zip_file_add(z, part[i].name, s, ZIP_FL_ENC_UTF_8) : -1;
        if (at < 0)
            return false;
        zip_set_file_compression(z, (zip_uint64_t)at, stored ? ZIP_CM_STORE : ZIP_CM_DEFLATE, 0);
        zip_file_set_mtime(z, (zip_uint64_t)at, 946684800, 0);
    }
    return z && !zip_close(z);
}

#endif

/* SPDX-License-Identifier: BSD-2-Clause */
/* The registry of source formats, and copies of pipes for formats that must seek. */
#include "config.h"
#include "formats/format.h"

#include <errno.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "base/buf.h"
#include "base/mem.h"
#include "base/prog.h"
#include "text/fold.h"

static const struct ht_format *const formats[] = {
#define FORMAT(id) &ht_format_##id,
#include "formats/formats.def"
#undef FORMAT
};

const struct ht_format *
ht_format_at(size_t i)
{
    return i < HT_COUNT(formats) ? formats[i] : NULL;
}

const struct ht_format *
ht_format_by_name(const char *name)
{
    char fold[32];
    ht_fold_to(fold, sizeof fold, name, strlen(name));
    for (size_t i = 0; i < HT_COUNT(formats); i++)
        if (!strcmp(formats[i]->name, fold))
            return formats[i];
    return NULL;
}

const struct ht_format *
ht_format_detect(const unsigned char *s, size_t n)
{
    const struct ht_format *best = NULL;
    int most = 0;
    for (size_t i = 0; i < HT_COUNT(formats); i++) {
        int bid = formats[i]->bid(s, n);
        if (bid > most) {
            most = bid;
            best = formats[i];
        }
    }
    return best;
}

static char *
spool_failed(const struct ht_format_job *job, char *path, int err)
{
    struct ht_where w = { .file = job->name };
    ht_diag_fail(job->diag, &w, NULL, _("cannot make a temporary copy in %s: %s"), path, strerror(err));
    free(path);
    return NULL;
}

char *
ht_format_temp(const struct ht_format_job *job)
{
    const char *dir = getenv("TMPDIR");
    struct ht_buf name = HT_BUF_INIT;
    ht_buf_addf(&name, "%s/hotich-XXXXXX", dir && *dir ? dir : "/tmp");
    char *path = ht_buf_take(&name);
    int fd = mkstemp(path);
    if (fd < 0)
        return spool_failed(job, path, errno);
    close(fd);
    return path;
}

char *
ht_format_spool(const struct ht_format_job *job)
{
    if (job->path && !ht_in_is_gzip(job->in))
        return ht_strdup(job->path);
    char *path = ht_format_temp(job);
    if (!path)
        return NULL;
    struct ht_out *out = ht_out_open(path, 0, job->diag);
    const unsigned char *s;
    size_t len;
    enum ht_rc rc = out ? HT_OK : HT_FAIL;
    while (rc == HT_OK && !ht_out_failed(out) && (rc = ht_in_block(job->in, &s, &len)) == HT_OK)
        ht_out_add(out, (const char *)s, len);
    bool good = rc == HT_EOF;
    if (out && ht_out_close(out, NULL))
        good = false;
    if (good)
        return path;
    unlink(path);
    free(path);
    return NULL;
}

void
ht_format_unspool(const struct ht_format_job *job, char *path)
{
    if (path && (!job->path || strcmp(path, job->path)))
        unlink(path);
    free(path);
}

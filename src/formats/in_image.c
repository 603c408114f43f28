/* SPDX-License-Identifier: BSD-2-Clause */
/* Pictures of pages: PNG, JPEG, TIFF, PDF.  The helper hotich-ocr reads them, as a child with limits. */
#include "config.h"
#include "formats/format.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/child.h"
#include "base/mem.h"
#include "base/prog.h"
#include "formats/map.h"
#include "formats/ocrlines.h"
#include "model/finding.h"

#define MEMORY ((size_t)4 << 30)
enum { SECONDS = 3600, NOT_INSTALLED = 127, ARGS = 8 };

/* ---- the child ---- */

struct arguments {
    const char **v;
    char **made;
    size_t n, nmade;
};

static void
argument(struct arguments *a, const char *name, const char *value)
{
    struct ht_buf b = HT_BUF_INIT;
    ht_buf_addf(&b, "--%s=%s", name, value);
    a->v[a->n++] = a->made[a->nmade++] = ht_buf_take(&b);
}

static struct ht_child *
start(const struct ht_format_job *job, const char *path)
{
    size_t nmaps = job->map ? job->map->page_files.n : 0;
    struct arguments a = { .v = ht_calloc(nmaps + ARGS, sizeof *a.v), .made = ht_calloc(nmaps + ARGS, sizeof *a.made) };
    char jobs[24];
    a.v[a.n++] = "hotich-ocr";
    snprintf(jobs, sizeof jobs, "%lu", job->jobs ? job->jobs : 1);
    argument(&a, "jobs", jobs);
    if (job->reg)
        argument(&a, "register", job->reg->code);
    if (job->pictures)
        argument(&a, "crops", job->pictures);
    for (size_t i = 0; i < nmaps; i++)
        argument(&a, "map", job->map->page_files.v[i]);
    a.v[a.n++] = "--";
    a.v[a.n++] = path;
    struct ht_child *child = ht_child_start(a.v, job->name, MEMORY, SECONDS, job->diag);
    for (size_t i = 0; i < a.nmade; i++)
        free(a.made[i]);
    free(a.made);
    free(a.v);
    return child;
}

static enum ht_rc
fail(const struct ht_format_job *job, int status)
{
    struct ht_where w = { .file = job->name };
    if (status == NOT_INSTALLED)
        ht_find_fail(job->diag, &w, HT_D_150, _("pictures of pages"), "Tesseract",
                     "libtesseract-dev libleptonica-dev tesseract-ocr-vie poppler-utils", NULL);
    else
        ht_find_fail(job->diag, &w, HT_D_186, NULL);
    return HT_FAIL;
}

static enum ht_rc
read_image(const struct ht_format_job *job, struct ht_rows *to)
{
    char *path = ht_format_spool(job);
    struct ht_child *child = path ? start(job, path) : NULL;
    enum ht_rc rc = HT_FAIL;
    bool ended;
    if (child) {
        rc = ht_ocr_lines_read(job, ht_child_out(child), to, &ended);
        int status = ht_child_end(child);
        if (rc == HT_OK && !ended)
            rc = fail(job, status);
    }
    ht_format_unspool(job, path);
    return rc;
}

static int
bid_image(const unsigned char *s, size_t n)
{
    static const struct { const char *magic; size_t len; } magics[] = {
        { "\x89PNG\r\n\x1a\n", 8 }, { "\xff\xd8\xff", 3 }, { "II*\0", 4 }, { "MM\0*", 4 }, { "%PDF-", 5 },
    };
    for (size_t i = 0; i < HT_COUNT(magics); i++)
        if (n >= magics[i].len && !memcmp(s, magics[i].magic, magics[i].len))
            return 90;
    return 0;
}

const struct ht_format ht_format_image = {
    .name = "image",
    .title = N_("pictures of pages (PNG, JPEG, TIFF, PDF)"),
    .bid = bid_image,
    .read = read_image,
};

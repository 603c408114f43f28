/* SPDX-License-Identifier: BSD-2-Clause */
/* Pictures of pages: PNG, JPEG, TIFF, PDF.  The helper hotich-ocr reads them, as a child with limits. */
#include "config.h"
#include "formats/format.h"

#include "base/prog.h"
#include "formats/ocrchild.h"
#include "formats/ocrlines.h"
#include "model/finding.h"

enum { NOT_INSTALLED = 127 };

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
    struct ht_child *child = path ? ht_ocr_child(job, path) : NULL;
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
    return ht_is_picture(s, n) ? 90 : 0;
}

const struct ht_format ht_format_image = {
    .name = "image",
    .title = N_("pictures of pages (PNG, JPEG, TIFF, PDF)"),
    .bid = bid_image,
    .read = read_image,
};

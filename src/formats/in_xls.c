/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * Workbooks of Excel 5.0 to 2003 (.xls): libgsf opens the container, formats/biff reads the records, formats/xls_sheet
 * makes rows of them.
 */
#include "config.h"
#include "formats/format.h"

#include <stdlib.h>
#include <string.h>

#include "base/lib.h"
#include "base/mem.h"
#include "base/prog.h"
#include "formats/biff.h"
#include "formats/moment.h"
#include "formats/sheet.h"
#include "formats/xls_sheet.h"
#include "model/finding.h"

static const unsigned char ole2[8] = { 0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1, 0x1a, 0xe1 };

#ifdef HAVE_LIBGSF
#include <gsf/gsf.h>

#define GSF(X) \
    X(g_error_free) X(g_log_set_default_handler) X(g_object_unref) \
    X(gsf_infile_child_by_name) X(gsf_infile_msole_new) X(gsf_init) X(gsf_input_read) X(gsf_input_seek) \
    X(gsf_input_size) X(gsf_input_stdio_new)
HT_LIB(gsf, SONAME_LIBGSF, GSF)

enum { OLE_HEAD = 512 };

static enum ht_rc
fail(const struct ht_format_job *job, enum ht_code code, const char *why)
{
    struct ht_where w = { .file = job->name };
    ht_find_fail(job->diag, &w, code, why, NULL);
    return HT_FAIL;
}

/* ---- the container ---- */

static size_t
read_gsf(void *from, uint64_t at, void *p, size_t n)
{
    GsfInput *in = from;
    gsf_off_t size = gsf()->gsf_input_size(in);
    if (size < 0 || at >= (uint64_t)size)
        return 0;
    if (n > (uint64_t)size - at)
        n = (size_t)((uint64_t)size - at);
    if (!n || gsf()->gsf_input_seek(in, (gsf_off_t)at, G_SEEK_SET) || !gsf()->gsf_input_read(in, n, p))
        return 0;
    return n;
}

static void
silent(const gchar *domain, GLogLevelFlags level, const gchar *message, gpointer data)
{
    (void)domain, (void)level, (void)message, (void)data;
}

static bool
has_stream(GsfInfile *ole, const char *name)
{
    GsfInput *in = gsf()->gsf_infile_child_by_name(ole, name);
    if (in)
        gsf()->g_object_unref(in);
    return in;
}

/* Says what a container without a workbook is. */
static enum ht_rc
no_book(const struct ht_format_job *job, GsfInfile *ole)
{
    struct ht_where w = { .file = job->name };
    const struct ht_office *o;
    for (size_t i = 0; (o = ht_office_at(i)); i++)
        if (has_stream(ole, o->part)) {
            ht_find_fail(job->diag, &w, HT_D_126, _(o->what.what), _(o->what.advice), NULL);
            return HT_FAIL;
        }
    return fail(job, has_stream(ole, "EncryptedPackage") ? HT_D_151 : HT_D_165, "Workbook");
}

static enum ht_rc
read_book(const struct ht_format_job *job, GsfInfile *ole, struct ht_rows *to)
{
    GsfInput *in = gsf()->gsf_infile_child_by_name(ole, "Workbook");
    if (!in)
        in = gsf()->gsf_infile_child_by_name(ole, "Book");
    if (!in)
        return no_book(job, ole);
    struct ht_biff *b = ht_malloc(sizeof *b);
    ht_biff_init(b, job);
    b->read = read_gsf;
    b->from = in;
    enum ht_rc rc = ht_biff_globals(b);
    if (!rc && !b->nsheet)
        rc = fail(job, HT_D_165, "Worksheet");
    if (!rc)
        rc = ht_sheets_read(b->sheet, b->nsheet, job, to, ht_xls_read_sheet, b);
    ht_biff_fini(b);
    free(b);
    gsf()->g_object_unref(in);
    return rc;
}

static enum ht_rc
read_xls(const struct ht_format_job *job, struct ht_rows *to)
{
    GError *err = NULL;
    enum ht_rc rc = HT_FAIL;
    char *path = ht_format_spool(job);
    if (!path)
        return HT_FAIL;
    gsf()->gsf_init();
    GLogFunc before = gsf()->g_log_set_default_handler(silent, NULL);
    GsfInput *file = gsf()->gsf_input_stdio_new(path, &err);
    GsfInfile *ole = file ? gsf()->gsf_infile_msole_new(file, &err) : NULL;
    if (ole)
        rc = read_book(job, ole, to);
    else
        fail(job, HT_D_152, file && gsf()->gsf_input_size(file) < OLE_HEAD ? _("it ends inside its head") :
                            err ? err->message : "?");
    if (err)
        gsf()->g_error_free(err);
    if (ole)
        gsf()->g_object_unref(ole);
    if (file)
        gsf()->g_object_unref(file);
    gsf()->g_log_set_default_handler(before, NULL);
    ht_format_unspool(job, path);
    return rc;
}

#else
static enum ht_rc
read_xls(const struct ht_format_job *job, struct ht_rows *to)
{
    struct ht_where w = { .file = job->name };
    (void)to;
    ht_find_fail(job->diag, &w, HT_D_150, ".xls", "libgsf", "libgsf-1-dev", NULL);
    return HT_FAIL;
}
#endif

/* Four bytes are enough to tell what is left of a file. */
static int
bid_xls(const unsigned char *s, size_t n)
{
    return n >= 4 && !memcmp(s, ole2, n < sizeof ole2 ? n : sizeof ole2) ? 64 : 0;
}

const struct ht_format ht_format_xls = {
    .name = "xls",
    .title = N_("Excel workbook (.xls)"),
    .bid = bid_xls,
    .read = read_xls,
};

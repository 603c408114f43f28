/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * hotich-ocr: a helper that reads scanned pages of ledgers and writes what it read to standard output (ocr/page.h has
 * the lines).  hotich-import runs it as a child; the manual has its options.
 */
#include "config.h"

#include <leptonica/allheaders.h>
#include <stdlib.h>
#include <string.h>

#include "base/buf.h"
#include "base/dir.h"
#include "base/io.h"
#include "base/jobs.h"
#include "base/mem.h"
#include "base/opt.h"
#include "base/prog.h"
#include "formats/template.h"
#include "model/codelist.h"
#include "ocr/page.h"
#include "ocr/picture.h"
#include "tools/rows.h"
#include "tools/tool.h"

/* Limits of one page.  A page of A3 at 600 dpi needs a gigabyte and half a minute. */
#define MEMORY ((size_t)3 << 30)
enum { SECONDS = 120, MOST_JOBS = 256, NO_MODEL = 90, WHY = 100 };     /* exit statuses of a page's process */

struct options {
    struct ht_strv maps;
    const char *reg, *crops, *lists;
    unsigned long jobs, dpi, seconds;
    bool readings, help, version;
};

#define AT(member) offsetof(struct options, member)
static const struct ht_opt rows[] = {
    { 0, "map", HT_OPT_LIST, AT(maps), N_("FILE"), N_("a page template; may be repeated"), NULL },
    { 0, "register", HT_OPT_STR, AT(reg), N_("CODE"), N_("the pages are of this register (KS, KH, KT, …)"), NULL },
    { 0, "lists", HT_OPT_STR, AT(lists), N_("DIR"), N_("take the page templates from DIR/templates"), NULL },
    { 0, "crops", HT_OPT_STR, AT(crops), N_("DIR"), N_("keep a picture of every field in DIR"), NULL },
    { 0, "readings", HT_OPT_FLAG, AT(readings), NULL, N_("write every reading of a field, not only the verdict"),
      NULL },
    { 0, "dpi", HT_OPT_UINT, AT(dpi), N_("N"), N_("the pictures have N dots per inch, whatever they say"), NULL },
    { 'j', "jobs", HT_OPT_UINT, AT(jobs), N_("N"), N_("read N pages at once (default: 1)"), NULL },
    { 0, "seconds", HT_OPT_UINT, AT(seconds), N_("N"), N_("give a page up after N seconds (default: 120)"), NULL },
    HT_LAST_ROWS(struct options),
};

struct page_of {
    size_t file;
    unsigned number;
};

struct run {
    const struct options *o;
    char **file;
    size_t nfiles;
    struct page_of *page;
    size_t n, cap;
    struct ht_templates given, usual;
    const struct ht_register *reg;
    struct ht_reader *reader;
    struct ht_out *out;
    struct ht_diag *diag;
    unsigned long good;
};

static void
complain(struct run *r, size_t file, unsigned page, const char *why)
{
    struct ht_buf text = HT_BUF_INIT;
    struct ht_where w = { .file = r->file[file], .line = page };
    ht_buf_addf(&text, page ? _("the page cannot be read: %s") : _("the file cannot be read: %s"), why);
    ht_diag_emit(r->diag, &w, HT_ERROR, NULL, NULL, 0, text.s);
    ht_buf_fini(&text);
}

/* What the exit status of a process says. */
static const char *
reason(int status)
{
    if (status > WHY && status < WHY + HT_PICTURE_NWHY)
        return _(ht_picture_text[status - WHY]);
    if (status == NO_MODEL)
        return _("Tesseract has no Vietnamese model; on Debian: apt-get install tesseract-ocr-vie");
    if (status > 128)
        return _("it needs too much memory or time, or it is damaged");
    return _("Tesseract cannot make anything of it");
}

static int
count_pages(void *arg, size_t i, struct ht_out *out)
{
    struct run *r = arg;
    enum ht_picture_why why;
    setMsgSeverity(L_SEVERITY_NONE);
    unsigned n = ht_picture_pages(r->file[i], &why);
    ht_out_addf(out, "%u\n", n);
    return why ? WHY + (int)why : 0;
}

static void
counted(void *arg, size_t i, int status, const char *text, size_t len)
{
    struct run *r = arg;
    unsigned long n = len && !status ? strtoul(text, NULL, 10) : 0;
    if (!n) {
        complain(r, i, 0, reason(status));
        ht_page_missing(&(struct ht_page_job){ .name = r->file[i] }, r->out);
    }
    for (unsigned k = 0; k < n; k++) {
        r->page = ht_grow(r->page, &r->cap, r->n + 1, sizeof *r->page);
        r->page[r->n++] = (struct page_of){ i, k };
    }
}

static struct ht_page_job
job_of(const struct run *r, size_t i)
{
    const char *file = r->file[r->page[i].file];
    return (struct ht_page_job){ .path = file, .name = file, .number = r->page[i].number, .given = &r->given,
                                 .usual = &r->usual, .reg = r->reg, .reader = r->reader, .crops = r->o->crops,
                                 .readings = r->o->readings, .dpi = (int)r->o->dpi };
}

static int
read_page(void *arg, size_t i, struct ht_out *out)
{
    struct run *r = arg;
    struct ht_page_job job = job_of(r, i);
    enum ht_picture_why why;
    int dpi, status = HT_EXIT_FAILURE;
    setMsgSeverity(L_SEVERITY_NONE);
    PIX *pix = ht_picture_page(job.path, job.number, &dpi, &why);
    if (!pix)
        return WHY + (int)why;
    struct ht_engine *e = ht_engine_new();
    if (!e)
        status = NO_MODEL;
    else if (ht_page_read(e, pix, dpi, &job, out))
        status = 0;
    ht_engine_free(e);
    pixDestroy(&pix);
    return status;
}

static void
page_done(void *arg, size_t i, int status, const char *text, size_t len)
{
    struct run *r = arg;
    if (!status) {
        r->good++;
        ht_out_add(r->out, text, len);
        return;
    }
    struct ht_page_job job = job_of(r, i);
    complain(r, r->page[i].file, job.number + 1, reason(status));
    ht_page_missing(&job, r->out);
}

static bool
load_lists(struct run *r)
{
    struct ht_buf dir = HT_BUF_INIT;
    bool ok = true;
    for (size_t i = 0; ok && i < r->o->maps.n; i++)
        ok = !ht_template_read(&r->given, r->o->maps.v[i], r->diag);
    ht_buf_addf(&dir, "%s/templates", ht_lists_dir(r->o->lists));
    ok = ok && !ht_templates_load(&r->usual, dir.s, r->diag);
    ht_buf_fini(&dir);
    if (ok && r->o->reg) {
        r->reg = ht_register_by_code(r->o->reg, strlen(r->o->reg));
        if (!r->reg)
            ht_diag_usage(r->diag, _("no register has the code \"%s\""), r->o->reg);
        ok = r->reg;
    }
    r->reader = ok ? ht_reader_new(ht_lists_dir(r->o->lists), r->diag) : NULL;
    return r->reader;
}

static void
read_files(struct run *r)
{
    struct ht_job_limits limits = {
        .jobs = r->o->jobs ? r->o->jobs : 1,
        .seconds = (unsigned)(r->o->seconds ? r->o->seconds : SECONDS),
        .memory = MEMORY,
    };
    if (limits.jobs > MOST_JOBS)
        limits.jobs = MOST_JOBS;
    ht_engine_single();                 /* more threads than pages at once are in each other's way */
    r->out = ht_out_open(NULL, 0, r->diag);
    if (!r->out)
        return;
    enum ht_rc rc = ht_jobs_run(r->nfiles, &limits, count_pages, counted, r, r->diag);
    if (!rc)
        rc = ht_jobs_run(r->n, &limits, read_page, page_done, r, r->diag);
    if (!rc)
        ht_out_addf(r->out, "end\t%lu\n", r->good);
    ht_out_close(r->out, NULL);
}

static int
help(void)
{
    struct ht_diag *d = ht_diag_new(&(struct ht_diag_opts){ .prog = "hotich-ocr" });
    struct ht_opt_table tables[] = { { rows, NULL }, { NULL, NULL } };
    struct ht_out *out = ht_out_open(NULL, 0, d);
    ht_out_addf(out, "%s\n%s\n\n", _("Usage: hotich-ocr [OPTION]... FILE..."),
                _("Reads scanned pages of ledgers (PNG, JPEG, TIFF, PDF) by page templates; hotich-import runs it."));
    ht_opt_help(tables, out);
    ht_out_close(out, NULL);
    return ht_diag_free(d);
}

int
main(int argc, char **argv)
{
    struct options o = { 0 };
    struct ht_opt_table tables[] = { { rows, &o }, { NULL, NULL } };
    ht_prog_start("hotich-ocr");
    ht_tool_signals();
    const struct ht_diag_opts diag = { .prog = "hotich-ocr", .fail_on = HT_ERROR };
    struct run r = { .o = &o, .diag = ht_diag_new(&diag) };
    int n = ht_opt_parse(tables, argc, argv, r.diag), status = 0;
    if (n >= 0 && (o.help || o.version)) {
        status = o.help ? help() : ht_tool_version("hotich-ocr");
    } else if (n == 0) {
        ht_diag_usage(r.diag, "%s", _("name the pages to read: PNG, JPEG, TIFF or PDF files"));
    } else if (n > 0) {
        r.file = argv + 1;
        r.nfiles = (size_t)n;
        if (load_lists(&r) && (!o.crops || !ht_dir_make(o.crops, r.diag)))
            read_files(&r);
    }
    free(r.page);
    ht_reader_free(r.reader);
    ht_templates_fini(&r.given);
    ht_templates_fini(&r.usual);
    ht_strv_fini(&o.maps);
    int failed = ht_diag_free(r.diag);
    return failed ? failed : status;
}

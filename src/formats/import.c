/* SPDX-License-Identifier: BSD-2-Clause */
/* The importer: sources are opened, told apart and read by their formats. */
#include "config.h"
#include "formats/import_int.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

#include "base/limits.h"
#include "base/mem.h"
#include "base/prog.h"
#include "base/utf8.h"
#include "formats/decode.h"
#include "formats/delivery.h"
#include "formats/utf16.h"
#include "model/finding.h"
#include "stream/xmlin.h"
#include "text/detect.h"

#define SNIFF (64u * 1024)

static enum ht_rc
read_rows(struct ht_importer *x, const struct ht_format *f, const char *path)
{
    struct stat st;
    /* UTF-16 is undone where text is read; cells are UTF-8 by then. */
    bool cells = x->o.charset && ht_charset_unit(x->o.charset) == 1;
    struct ht_decoder_opts o = {
        .cs = cells ? x->o.charset : NULL, .explain = x->o.explain, .diag = x->o.diag, .to = &x->rows,
    };
    struct ht_decoder *dec = ht_decoder_new(&o);
    struct ht_format_job job = {
        .in = x->in, .name = x->file, .diag = x->o.diag, .charset = x->o.charset, .table = x->o.table,
        .deleted = x->o.deleted, .map = x->o.map, .explain = x->o.explain, .jobs = x->o.jobs,
        .scans = x->scans, .reg = x->o.reg, .ahead = x->ahead, .book = x->book, .lists = x->o.lists,
        .pictures = x->review ? ht_reading_review_dir(x->review) : NULL,
        .is_header = ht_import_looks_like_header, .is_header_arg = x,
        .path = path && !stat(path, &st) && S_ISREG(st.st_mode) ? path : NULL,
    };
    if (x->o.explain)
        ht_diag_say(x->o.diag, _("%s: format %s (%s)"), x->file, f->name, _(f->title));
    enum ht_rc rc = f->read(&job, ht_decoder_rows(dec));
    if (rc == HT_OK)
        rc = ht_decoder_end(dec);
    ht_decoder_free(dec);
    ht_import_settle_header(x);
    if (rc == HT_OK)
        ht_import_end_table(x);
    return rc;
}

static enum ht_rc
read_xml(struct ht_importer *x)
{
    struct ht_xmlin_stats stats = {0};
    struct ht_xmlin_opts o = { .diag = x->o.diag, .progress = x->o.progress, .stats = &stats };
    enum ht_rc rc = ht_xmlin_read(x->in, x->first, &o);
    *x->o.read += stats.records;
    x->records = stats.records;
    return rc;
}

/* Letters that only UTF-8 writes so: three bytes each, from the block of the toned vowels. */
static bool
has_vietnamese_utf8(const unsigned char *s, size_t n)
{
    size_t letters = 0;
    for (size_t i = 0; i + 2 < n; i++)
        letters += s[i] == 0xe1 && (s[i + 1] | 1) == 0xbb && (s[i + 2] & 0xc0) == 0x80;
    return letters >= 3;
}

/* Says so if the file cannot be in the encoding that the user named. */
static void
check_encoding(struct ht_importer *x, const unsigned char *s, size_t n)
{
    struct ht_where w = { .file = x->file };
    if (!x->o.charset)
        return;
    size_t mark;
    const char *name = ht_charset_name(x->o.charset);
    enum ht_wide wide = ht_wide_as(x->o.charset, s, n, &mark);
    bool wide16 = wide == HT_UTF16LE || wide == HT_UTF16BE;
    bool utf8 = !wide16 && ht_utf8_valid((const char *)s, n) + 3 >= n;
    bool wrong;
    if (ht_charset_unit(x->o.charset) == 2)
        wrong = !wide16;
    else if (!strcmp(name, "UTF-8"))
        wrong = !wide16 && !utf8;
    else
        wrong = wide16 || (utf8 && has_vietnamese_utf8(s, n));
    const char *is = wide16 ? "UTF-16" : utf8 ? "UTF-8" : _("a legacy encoding");
    if (wrong)
        ht_find_at(x->o.diag, &w, HT_D_116, NULL, 0, is, name, NULL);
}

static enum ht_rc
read_any(struct ht_importer *x, const char *path)
{
    size_t n;
    struct ht_where w = { .file = x->file };
    const unsigned char *s = ht_in_peek(x->in, SNIFF, &n);
    if (!s)
        return HT_FAIL;
    if (!n) {
        ht_find_at(x->o.diag, &w, HT_D_113, NULL, 0, NULL);
        return HT_OK;
    }
    if (!x->o.format && ht_xmlin_looks_like(s, n))
        return read_xml(x);
    const struct ht_format *f = x->o.format ? x->o.format : ht_format_detect(s, n < SNIFF ? n : SNIFF);
    /* Recognised pages are web pages, too. */
    bool web = f == &ht_format_hocr || f == &ht_format_html;
    const struct ht_foreign *other = x->o.format || web ? NULL : ht_format_foreign(s, n);
    if (other) {
        ht_find_fail(x->o.diag, &w, HT_D_126, _(other->what), _(other->advice), NULL);
        return HT_FAIL;
    }
    if (!x->o.format && x->o.map && x->o.map->nlayout && (!f || f == &ht_format_csv))
        f = &ht_format_fixed;           /* only the user's layout can tell it from other text */
    if (!f) {
        ht_find_fail(x->o.diag, &w, HT_D_120, NULL);
        return HT_FAIL;
    }
    if (f == &ht_format_csv)
        check_encoding(x, s, n);
    return read_rows(x, f, path);
}

static enum ht_rc
read_file(struct ht_importer *x, const char *path)
{
    x->in = ht_in_open(path, x->o.diag);
    if (!x->in)
        return HT_FAIL;
    if (x->o.opened)
        x->o.opened(x->o.arg, x->in);
    x->file = ht_in_name(x->in);
    x->records = 0;
    ht_header_fini(&x->header);         /* of the file before: it is not to be given up */
    x->no_header = true;
    ht_import_begin_table(x, "");
    ht_progress_total(x->o.progress, ht_in_size(x->in));
    enum ht_rc rc = read_any(x, path);
    if (rc == HT_OK && x->o.done)
        x->o.done(x->o.arg, x->in, x->records);
    ht_in_close(x->in);
    x->in = NULL;
    return rc;
}

/* A folder is a delivery: its tables are read and paired with the scans by their names.  Without a table the scans
 * themselves are what there is to read. */
static enum ht_rc
read_folder(struct ht_importer *x, const char *path)
{
    struct ht_folder f;
    struct ht_where w = { .file = path };
    enum ht_rc rc = ht_folder_list(&f, path, x->o.diag);
    for (size_t i = 0; i < f.npages && f.ntables; i++)
        ht_scan_index_add(x->scans, f.page[i]);
    for (size_t i = 0; i < f.nothers && rc == HT_OK; i++)
        ht_find_at(x->o.diag, &w, HT_D_171, NULL, 0, f.other[i], NULL);
    if (rc == HT_OK && !f.ntables && !f.npages) {
        ht_find_fail(x->o.diag, &w, HT_D_172, NULL);
        rc = HT_FAIL;
    }
    if (x->o.explain) {
        struct ht_buf tables = HT_BUF_INIT, scans = HT_BUF_INIT;
        ht_buf_add_count(&tables, "%llu table", "%llu tables", f.ntables);
        ht_buf_add_count(&scans, "%llu scan", "%llu scans", f.npages);
        ht_diag_say(x->o.diag, _("%s: a folder with %s and %s"), path, tables.s, scans.s);
        ht_buf_fini(&tables);
        ht_buf_fini(&scans);
    }
    for (size_t i = 0; i < f.ntables && rc == HT_OK; i++)
        rc = read_file(x, f.table[i]);
    for (size_t i = 0; i < f.npages && !f.ntables && rc == HT_OK; i++) {
        ht_ocr_ahead_set(x->ahead, (const char *const *)f.page + i + 1, f.npages - i - 1);
        rc = read_file(x, f.page[i]);
    }
    ht_ocr_ahead_set(x->ahead, NULL, 0);
    ht_folder_fini(&f);
    return rc;
}

/* Says how many scans that came with the files belong to no entry, and how many entries have none. */
static void
report_pairs(const struct ht_importer *x)
{
    char alone[24], without[24];
    size_t scans = ht_scan_index_count(x->scans);
    if (!scans || (scans == x->paired && !x->unpaired))
        return;
    snprintf(alone, sizeof alone, "%zu", scans - x->paired);
    snprintf(without, sizeof without, "%zu", x->unpaired);
    ht_find_at(x->o.diag, &(struct ht_where){0}, HT_D_179, NULL, 0, alone, without, NULL);
}

static enum ht_rc
run(struct ht_source *s, struct ht_stage *first)
{
    struct ht_importer *x = (struct ht_importer *)s;
    enum ht_rc rc = HT_OK;
    size_t n = 0;
    x->first = ht_given_before(&x->filler, &x->o.given, first);
    x->rejects = ht_rejects_open(x->o.rejects, x->o.diag);
    if (!x->rejects)
        return HT_FAIL;
    if (x->o.review && !(x->review = ht_reading_review_open(x->o.review, x->o.lists, x->o.diag)))
        rc = HT_FAIL;
    if (rc == HT_OK && !x->o.files[0])
        rc = read_file(x, NULL);
    for (const char *const *f = x->o.files; *f; f++)
        n++;
    for (const char *const *f = x->o.files; *f && rc == HT_OK; f++) {
        ht_ocr_ahead_set(x->ahead, f + 1, --n);
        rc = ht_is_dir(*f) ? read_folder(x, *f) : read_file(x, *f);
    }
    if (rc == HT_OK)
        report_pairs(x);
    if (ht_reading_review_close(x->review, rc == HT_OK))
        rc = HT_FAIL;
    x->review = NULL;
    if (ht_rejects_close(x->rejects))
        rc = HT_FAIL;
    x->rejects = NULL;
    return rc;
}

static void
free_importer(struct ht_source *s)
{
    struct ht_importer *x = (struct ht_importer *)s;
    ht_header_book_free(x->book);
    ht_header_fini(&x->header);
    ht_header_row_fini(&x->above);
    ht_header_row_fini(&x->below);
    ht_ids_free(x->ids);
    ht_scan_index_free(x->scans);
    ht_decided_free(x->decided);
    ht_ocr_ahead_free(x->ahead);
    ht_record_fini(&x->rec);
    ht_buf_fini(&x->titles);
    ht_buf_fini(&x->table);
    ht_buf_fini(&x->reason);
    ht_buf_fini(&x->told);
    ht_buf_fini(&x->unknown);
    ht_buf_fini(&x->src);
    free(x);
}

static const struct ht_source_class importer_class = { .name = "import", .run = run, .free = free_importer };

struct ht_source *
ht_import_new(const struct ht_import_opts *opts)
{
    struct ht_decided_readings *decided = opts->decisions ? ht_decided_read(opts->decisions, opts->diag) : NULL;
    if (opts->decisions && !decided)
        return NULL;
    struct ht_header_book *book = ht_header_book_new(opts->lists, opts->diag);
    if (!book) {
        ht_decided_free(decided);
        return NULL;
    }
    struct ht_importer *x = ht_calloc(1, sizeof *x);
    x->source.cls = &importer_class;
    x->rows = (struct ht_rows){ ht_import_row, ht_import_reject };
    x->o = *opts;
    x->book = book;
    x->decided = decided;
    x->ahead = ht_ocr_ahead_new();
    x->ids = ht_ids_new();
    x->scans = ht_scan_index_new();
    ht_record_init(&x->rec);
    ht_buf_init(&x->titles);
    ht_buf_init(&x->table);
    ht_buf_init(&x->reason);
    ht_buf_init(&x->told);
    ht_buf_init(&x->unknown);
    ht_buf_init(&x->src);
    return &x->source;
}

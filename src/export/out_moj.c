/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * --to=moj: what the Ministry's warehouse takes: per ledger one workbook and one archive of scans.
 *
 * -o names a directory, which appears whole; or a workbook (NAME.xlsx) when all entries are of one register.
 * Entries of a ledger usually come together; up to MAX_OPEN ledgers may be mixed.
 */
#include "config.h"
#include "export/export.h"

#include <stdio.h>
#include <stdlib.h>

#include "base/dir.h"
#include "base/mem.h"
#include "base/prog.h"
#include "base/utf8.h"
#include "export/book.h"
#include "export/ledger.h"
#include "export/names.h"
#include "export/profile.h"
#include "export/scans.h"
#include "model/date.h"
#include "model/finding.h"

#define MAX_OPEN 64

/* The deliverable of one ledger. */
struct volume {
    struct ht_ledger *ledger;
    struct ht_book *book;               /* NULL: not open */
    struct ht_archive *archive;         /* NULL: not open, or no scans */
    char *stem;                         /* file name without .xlsx and .zip */
    bool closed;
    uint64_t used;                      /* clock of the last entry */
};

struct out_moj {
    struct ht_stage stage;
    struct ht_export *x;
    struct ht_dir *dir;
    char *single;                       /* -o NAME.xlsx: NAME; NULL: a directory */
    struct ht_profile *profile;
    struct ht_scans *scans;             /* NULL: none given */
    struct ht_packer *packer;           /* of all workbooks */
    struct ht_ledgers ledgers;
    struct ht_map stems;                /* hash of a stem → how many ledgers have it */
    struct volume *open[MAX_OPEN];
    uint64_t clock, books;
    struct ht_buf value[HT_MAX_EXPORT_COLUMNS];
    struct ht_buf name;
};

static const char *
path_in(struct out_moj *o, const struct volume *v, const char *suffix)
{
    ht_buf_clear(&o->name);
    ht_buf_addf(&o->name, "%s%s", v->stem, suffix);
    return o->name.s;
}

/* ---- ledgers ---- */

static char *
new_stem(struct out_moj *o, const struct ht_ledger *l)
{
    struct ht_buf b = HT_BUF_INIT;
    if (o->single)
        return ht_strdup("book");
    ht_bundle_name(l, &b);
    uint64_t n = ++*ht_map_get(&o->stems, ht_hash(b.s, b.len, 13) | 1, NULL);
    if (n > 1)
        ht_buf_addf(&b, "-%llu", (unsigned long long)n);
    return ht_buf_take(&b);
}

/* Puts the ledger's cover into its archive, if there is one among the scans. */
static enum ht_rc
add_cover(struct out_moj *o, struct volume *v)
{
    struct ht_buf ward = HT_BUF_INIT, book = HT_BUF_INIT, key = HT_BUF_INIT;
    const struct ht_ledger *l = v->ledger;
    enum ht_rc rc = HT_OK;
    const char *name;
    char tail[64];
    ht_ward_key(l->place, &ward);
    snprintf(tail, sizeof tail, "-%s-%s-pdf", l->year, l->volume);
    ht_scan_key(l->reg->code, &book);
    for (size_t i = 0; rc == HT_OK && ht_scans_cover(o->scans, i, &name) >= 0; i++) {
        char want[2][320];
        ht_buf_clear(&key);
        ht_scan_key(name, &key);
        for (unsigned a = 0; a < 2; a++)
            snprintf(want[a], sizeof want[a], "cover-%s-%s-a%u%s", ward.s, book.s, 3 + a, tail);
        if (!strcmp(key.s, want[0]) || !strcmp(key.s, want[1]))
            rc = ht_archive_add(v->archive, ht_scans_cover(o->scans, i, &name), name);
    }
    ht_buf_fini(&ward);
    ht_buf_fini(&book);
    ht_buf_fini(&key);
    return rc;
}

/* Makes a finished file private and durable, and notes it in the run's manifest under its name to be. */
static enum ht_rc
settle(struct out_moj *o, const struct volume *v, const char *suffix, uint64_t records)
{
    struct ht_buf name = HT_BUF_INIT;
    if (o->single)
        ht_buf_addf(&name, "%s%s", o->single, suffix);
    else
        ht_buf_addf(&name, "%s/%s%s", o->x->output, v->stem, suffix);
    enum ht_rc rc = ht_dir_settle(o->dir, path_in(o, v, suffix));
    if (rc == HT_OK)
        rc = ht_export_made(o->x, ht_dir_path(o->dir, path_in(o, v, suffix)), name.s, records);
    ht_buf_fini(&name);
    return rc;
}

static enum ht_rc
close_volume(struct out_moj *o, struct volume *v)
{
    uint64_t rows = ht_book_rows(v->book);
    enum ht_rc rc = ht_book_close(v->book);
    v->book = NULL;
    v->closed = true;
    o->books++;
    if (rc == HT_OK)
        rc = settle(o, v, ".xlsx", rows);
    if (rc == HT_OK && v->archive) {
        rc = add_cover(o, v);
        if (rc == HT_OK) {
            rc = ht_archive_close(v->archive);
            v->archive = NULL;
        }
        /* libzip makes no file for an archive with nothing in it. */
        if (rc == HT_OK && ht_is_file(ht_dir_path(o->dir, path_in(o, v, ".zip"))))
            rc = settle(o, v, ".zip", rows);
    }
    return rc;
}

static enum ht_rc
open_volume(struct out_moj *o, struct volume *v)
{
    const struct ht_layout *l = ht_profile_layout(o->profile, v->ledger->reg);
    v->book = ht_book_new(o->dir, path_in(o, v, ".xlsx"), l, o->packer, o->x->diag);
    if (!v->book)
        return HT_FAIL;
    if (!o->scans)
        return HT_OK;
    const char *path = path_in(o, v, ".zip");
    ht_dir_own(o->dir, path);
    v->archive = ht_archive_new(ht_dir_path(o->dir, path), o->scans, o->x->diag);
    return v->archive ? HT_OK : HT_FAIL;
}

/* Makes V one of the open ones; closes the one whose last entry is the longest ago. */
static enum ht_rc
wake(struct out_moj *o, struct volume *v, const struct ht_record *r)
{
    v->used = ++o->clock;
    if (v->book)
        return HT_OK;
    if (v->closed) {
        char max[16];
        struct ht_where w = { .src = ht_rattr(r, HT_R_src), .record = ht_rattr(r, HT_R_id) };
        snprintf(max, sizeof max, "%d", MAX_OPEN);
        ht_find_fail(o->x->diag, &w, HT_D_917, max, NULL);
        return HT_FAIL;
    }
    size_t oldest = 0;
    for (size_t i = 0; i < MAX_OPEN && o->open[oldest]; i++)
        if (!o->open[i] || o->open[i]->used < o->open[oldest]->used)
            oldest = i;
    if (o->open[oldest] && close_volume(o, o->open[oldest])) {
        o->open[oldest] = NULL;
        return HT_FAIL;
    }
    o->open[oldest] = v;
    return open_volume(o, v);
}

static struct volume *
volume_of(struct out_moj *o, const struct ht_record *r)
{
    bool fresh;
    struct ht_ledger *l = ht_ledger_of(&o->ledgers, r, &fresh);
    if (o->single && o->ledgers.n > 1)
        return o->ledgers.v[0]->own;    /* one workbook for all */
    if (fresh) {
        struct volume *v = ht_calloc(1, sizeof *v);
        v->ledger = l;
        v->stem = new_stem(o, l);
        l->own = v;
    }
    return l->own;
}

/* ---- entries ---- */

static bool
has_full_date(const struct ht_record *r)
{
    struct ht_date d;
    const struct ht_slot *v = &r->v[ht_shared_field(r->reg, HT_NGAY_DANG_KY)];
    return v->s && ht_date_read(v->s, v->len, &d) && ht_date_full(&d);
}

static void
check_value(struct out_moj *o, struct ht_record *r, int field, enum ht_value_doubt doubt)
{
    if (field == ht_shared_field(r->reg, HT_NGAY_DANG_KY) && !has_full_date(r))
        ht_find(o->x->diag, r, field, HT_D_909, NULL);
    else if (doubt == HT_VALUE_NO_CODE)
        ht_find(o->x->diag, r, field, HT_D_911, NULL);
    else if (doubt == HT_VALUE_NO_DATE)
        ht_find(o->x->diag, r, field, HT_D_912, NULL);
}

/* Fills the values of the row.  False after reporting: one does not fit into a cell. */
static bool
spell(struct out_moj *o, const struct ht_layout *l, struct ht_record *r)
{
    for (size_t i = 0; i < l->n; i++) {
        int field = l->column[i].field;
        ht_buf_clear(&o->value[i]);
        if (field < 0)
            continue;
        check_value(o, r, field, ht_profile_value(o->profile, r, field, &o->value[i]));
        if (o->value[i].len > HT_BOOK_CHARS && ht_utf8_count(o->value[i].s, o->value[i].len) > HT_BOOK_CHARS) {
            char max[16];
            snprintf(max, sizeof max, "%d", HT_BOOK_CHARS);
            ht_find(o->x->diag, r, field, HT_D_914, max, NULL);
            return false;
        }
    }
    return true;
}

/* Puts the scan of R into the archive under its official name. */
static enum ht_rc
add_scan(struct out_moj *o, struct volume *v, struct ht_record *r)
{
    struct ht_diag *d = o->x->diag;
    const char *given = ht_rattr(r, HT_R_scan);
    ht_buf_clear(&o->name);
    if (!ht_scan_name(v->ledger, r, &o->name)) {
        if (has_full_date(r))           /* else HT909 said it */
            ht_find(d, r, ht_shared_field(r->reg, HT_SO), HT_D_915, NULL);
        return HT_OK;
    }
    long i = given ? ht_scans_find(o->scans, given) : -1;
    if (i < 0)
        i = ht_scans_find(o->scans, o->name.s);
    if (i < 0) {
        ht_find(d, r, -1, HT_D_913, given ? given : o->name.s, NULL);
        return HT_OK;
    }
    return ht_archive_add(v->archive, i, o->name.s);
}

static enum ht_rc
write_row(struct out_moj *o, struct volume *v, const struct ht_layout *l)
{
    char number[HT_NUMBER_DIGITS];
    for (size_t i = 0; i < l->n; i++) {
        if (l->column[i].field == HT_COLUMN_ROW) {
            char *end = ht_put_number(number, ht_book_rows(v->book) + 1, 1);
            ht_book_cell(v->book, i, number, (size_t)(end - number));
        } else if (o->value[i].len) {
            ht_book_cell(v->book, i, o->value[i].s, o->value[i].len);
        }
    }
    return ht_book_row(v->book);
}

static enum ht_rc
reject(struct out_moj *o)
{
    o->x->rejected++;
    return HT_OK;
}

static enum ht_rc
record(struct ht_stage *s, struct ht_record *r)
{
    struct out_moj *o = (struct out_moj *)s;
    ht_drop_findings(r, "9");
    struct volume *v = volume_of(o, r);
    if (r->reg != v->ledger->reg) {
        ht_find(o->x->diag, r, -1, HT_D_901, r->reg->element, v->ledger->reg->element, NULL);
        return reject(o);
    }
    const struct ht_layout *l = ht_profile_layout(o->profile, r->reg);
    if (!spell(o, l, r))
        return reject(o);
    enum ht_rc rc = wake(o, v, r);
    if (rc == HT_OK && ht_book_rows(v->book) == HT_BOOK_ROWS) {
        ht_find(o->x->diag, r, -1, HT_D_918, NULL);
        return reject(o);
    }
    if (rc == HT_OK)
        rc = write_row(o, v, l);
    if (rc == HT_OK && v->archive)
        rc = add_scan(o, v, r);
    o->x->written += rc == HT_OK;
    return rc;
}

/* ---- the end ---- */

static void
report_scans(struct out_moj *o)
{
    char n[24];
    struct ht_where w = { .file = o->x->output };
    if (!o->scans) {
        snprintf(n, sizeof n, "%llu", (unsigned long long)o->books);
        ht_find_at(o->x->diag, &w, HT_D_910, NULL, 0, n, NULL);
    } else if (ht_scans_unused(o->scans)) {
        snprintf(n, sizeof n, "%llu", (unsigned long long)ht_scans_unused(o->scans));
        ht_find_at(o->x->diag, &w, HT_D_916, NULL, 0, n, NULL);
    }
}

/* -o NAME.xlsx: the finished files leave the scratch directory under their names, the archive first. */
static enum ht_rc
take_out(struct out_moj *o)
{
    struct ht_buf zip = HT_BUF_INIT;
    enum ht_rc rc = HT_OK;
    ht_buf_addf(&zip, "%s.zip", o->single);
    if (ht_is_file(ht_dir_path(o->dir, "book.zip")))
        rc = ht_dir_take_out(o->dir, "book.zip", zip.s);
    if (rc == HT_OK)
        rc = ht_dir_take_out(o->dir, "book.xlsx", o->x->output);
    ht_dir_abandon(o->dir);
    ht_buf_fini(&zip);
    return rc;
}

static enum ht_rc
end(struct ht_stage *s)
{
    struct out_moj *o = (struct out_moj *)s;
    for (size_t i = 0; i < MAX_OPEN; i++) {
        struct volume *v = o->open[i];
        o->open[i] = NULL;
        if (v && v->book && close_volume(o, v))
            return HT_FAIL;
    }
    struct ht_dir *dir = o->dir;
    enum ht_rc rc = HT_OK;
    if (!o->single)
        rc = ht_dir_commit(dir);
    else if (o->books)
        rc = take_out(o);
    else
        ht_dir_abandon(dir);
    o->dir = NULL;
    if (rc == HT_OK)
        report_scans(o);
    return rc;
}

static void
release(struct ht_stage *s)
{
    struct out_moj *o = (struct out_moj *)s;
    for (size_t i = 0; i < o->ledgers.n; i++) {
        struct volume *v = o->ledgers.v[i]->own;
        if (!v)
            continue;
        ht_book_abandon(v->book);
        ht_archive_abandon(v->archive);
        free(v->stem);
        free(v);
    }
    for (size_t i = 0; i < HT_MAX_EXPORT_COLUMNS; i++)
        ht_buf_fini(&o->value[i]);
    ht_buf_fini(&o->name);
    ht_map_fini(&o->stems);
    ht_ledgers_fini(&o->ledgers);
    ht_packer_free(o->packer);
    ht_scans_free(o->scans);
    ht_profile_free(o->profile);
    ht_dir_abandon(o->dir);
    free(o->single);
    free(o);
}

static const struct ht_stage_class out_moj = { "moj", record, end, release };

/* ---- the beginning ---- */

static bool
ends_in(const char *s, const char *suffix)
{
    size_t n = strlen(s), k = strlen(suffix);
    return n > k && !strcmp(s + n - k, suffix);
}

/* True for NAME.KS.2008.01.xlsx and .zip: four parts and a register. */
static enum ht_rc
is_deliverable(void *arg, const char *name, bool is_regular, uint64_t size)
{
    bool *all = arg;
    (void)size;
    const char *first = strchr(name, '.');
    size_t len = first ? strcspn(first + 1, ".") : 0;
    if (!is_regular || !len || !ht_register_by_code(first + 1, len)
        || !(ends_in(name, ".xlsx") || ends_in(name, ".zip")))
        *all = false;
    return HT_OK;
}

static bool
is_ours(const char *path)
{
    bool all = true;
    struct ht_diag *quiet = ht_diag_new(&(struct ht_diag_opts){ .prog = "hotich" });
    enum ht_rc rc = ht_dir_each(path, is_deliverable, &all, quiet);
    ht_diag_free(quiet);
    return rc == HT_OK && all;
}

/* The directory that is written into: -o itself, or a scratch one beside the workbook that it names. */
static bool
open_target(struct out_moj *o)
{
    const char *path = o->x->output;
    if (!ends_in(path, ".xlsx")) {
        o->dir = ht_dir_open(path, is_ours, o->x->diag);
        return o->dir != NULL;
    }
    o->single = ht_strndup(path, strlen(path) - strlen(".xlsx"));
    struct ht_buf scratch = HT_BUF_INIT;
    ht_buf_addf(&scratch, "%s.scratch", o->single);
    o->dir = ht_dir_open(scratch.s, is_ours, o->x->diag);
    ht_buf_fini(&scratch);
    return o->dir != NULL;
}

struct ht_stage *
ht_export_moj(struct ht_export *x)
{
    if (!ht_book_available(x->diag))
        return NULL;
    struct out_moj *o = ht_calloc(1, sizeof *o);
    o->stage.cls = &out_moj;
    o->x = x;
    for (size_t i = 0; i < HT_MAX_EXPORT_COLUMNS; i++)
        ht_buf_init(&o->value[i]);
    ht_buf_init(&o->name);
    o->packer = ht_packer_new(x->jobs, true);
    o->profile = ht_profile_new(x->lists, x->profile, x->diag);
    bool good = o->profile != NULL;
    if (good && x->scans) {
        o->scans = ht_scans_open(x->scans, x->diag);
        good = o->scans != NULL;
    }
    if (!good || !open_target(o)) {
        release(&o->stage);
        return NULL;
    }
    return &o->stage;
}

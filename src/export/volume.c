/* SPDX-License-Identifier: BSD-2-Clause */
/* Workbooks and archives by ledger. */
#include "config.h"
#include "export/volume.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/mem.h"
#include "export/names.h"

static const char *
path_in(struct ht_volumes *a, const struct ht_volume *v, const char *suffix)
{
    ht_buf_clear(&a->name);
    ht_buf_addf(&a->name, "%s%s", v->stem, suffix);
    return a->name.s;
}

/* ---- one ledger ---- */

static char *
new_stem(struct ht_volumes *a, const struct ht_ledger *l)
{
    struct ht_buf b = HT_BUF_INIT;
    if (a->single)
        return ht_strdup("book");
    ht_bundle_name(l, &b);
    uint64_t n = ++*ht_map_get(&a->stems, ht_hash(b.s, b.len, 13) | 1, NULL);
    if (n > 1)
        ht_buf_addf(&b, "-%llu", (unsigned long long)n);
    return ht_buf_take(&b);
}

/* Puts the ledger's cover into its archive, if there is one among the scans. */
static enum ht_rc
add_cover(struct ht_volumes *a, struct ht_volume *v)
{
    struct ht_buf ward = HT_BUF_INIT, book = HT_BUF_INIT, key = HT_BUF_INIT;
    const struct ht_ledger *l = v->ledger;
    enum ht_rc rc = HT_OK;
    const char *name;
    char tail[64];
    ht_ward_key(l->place, &ward);
    snprintf(tail, sizeof tail, "-%s-%s-pdf", l->year, l->volume);
    ht_scan_key(l->reg->code, &book);
    for (size_t i = 0; rc == HT_OK && ht_scans_cover(a->scans, i, &name) >= 0; i++) {
        char want[2][320];
        ht_buf_clear(&key);
        ht_scan_key(name, &key);
        for (unsigned k = 0; k < 2; k++)
            snprintf(want[k], sizeof want[k], "cover-%s-%s-a%u%s", ward.s, book.s, 3 + k, tail);
        if (!strcmp(key.s, want[0]) || !strcmp(key.s, want[1]))
            rc = ht_archive_add(v->archive, ht_scans_cover(a->scans, i, &name), name);
    }
    ht_buf_fini(&ward);
    ht_buf_fini(&book);
    ht_buf_fini(&key);
    return rc;
}

/* Makes a finished file private and durable, and notes it in the run's manifest under its name to be. */
static enum ht_rc
settle(struct ht_volumes *a, const struct ht_volume *v, const char *suffix, uint64_t records)
{
    struct ht_buf name = HT_BUF_INIT;
    if (a->single)
        ht_buf_addf(&name, "%s%s", a->single, suffix);
    else
        ht_buf_addf(&name, "%s/%s%s", a->x->output, v->stem, suffix);
    enum ht_rc rc = ht_dir_settle(a->dir, path_in(a, v, suffix));
    if (rc == HT_OK)
        rc = ht_export_made(a->x, ht_dir_path(a->dir, path_in(a, v, suffix)), name.s, records);
    ht_buf_fini(&name);
    return rc;
}

static enum ht_rc
close_volume(struct ht_volumes *a, struct ht_volume *v)
{
    uint64_t rows = ht_book_rows(v->book);
    enum ht_rc rc = ht_book_close(v->book);
    v->book = NULL;
    a->books++;
    if (rc == HT_OK)
        rc = settle(a, v, ".xlsx", rows);
    if (rc == HT_OK && v->archive) {
        rc = add_cover(a, v);
        if (rc == HT_OK) {
            rc = ht_archive_close(v->archive);
            v->archive = NULL;
        }
        /* libzip makes no file for an archive with nothing in it. */
        if (rc == HT_OK && ht_is_file(ht_dir_path(a->dir, path_in(a, v, ".zip"))))
            rc = settle(a, v, ".zip", rows);
    }
    return rc;
}

static enum ht_rc
open_volume(struct ht_volumes *a, struct ht_volume *v)
{
    const struct ht_layout *l = ht_profile_layout(a->profile, v->ledger->reg);
    v->book = ht_book_new(a->dir, path_in(a, v, ".xlsx"), l, a->packer, a->x->diag);
    if (!v->book)
        return HT_FAIL;
    if (!a->scans)
        return HT_OK;
    const char *path = path_in(a, v, ".zip");
    ht_dir_own(a->dir, path);
    v->archive = ht_archive_new(ht_dir_path(a->dir, path), a->scans, a->x->diag);
    return v->archive ? HT_OK : HT_FAIL;
}

/* Got ready to rest. */
static void
idle(void *arg, void *volume)
{
    struct ht_volume *v = volume;
    (void)arg;
    ht_book_start(v->book);
}

static enum ht_rc
rest(void *arg, void *volume)
{
    struct ht_volume *v = volume;
    (void)arg;
    ht_book_rest(v->book);
    return HT_OK;
}

enum ht_rc
ht_volume_use(struct ht_volumes *a, struct ht_volume *v)
{
    enum ht_rc rc = ht_awake_use(&a->awake, &v->turn);
    return rc == HT_OK && !v->book ? open_volume(a, v) : rc;
}

struct ht_volume *
ht_volume_of(struct ht_volumes *a, const struct ht_record *r)
{
    bool fresh;
    struct ht_ledger *l = ht_ledger_of(&a->ledgers, r, &fresh);
    if (a->single && a->ledgers.n > 1)
        return a->ledgers.v[0]->own;    /* one workbook for all */
    if (fresh) {
        struct ht_volume *v = ht_calloc(1, sizeof *v);
        v->ledger = l;
        v->turn.owner = v;
        v->stem = new_stem(a, l);
        l->own = v;
    }
    return l->own;
}

/* ---- all of them ---- */

static bool
ends_in(const char *s, const char *suffix)
{
    size_t n = strlen(s), k = strlen(suffix);
    return n > k && !strcmp(s + n - k, suffix);
}

/* True for NAME.KS.2008.01.xlsx and .zip: four parts and a register. */
static bool
is_deliverable(const void *arg, const char *name)
{
    (void)arg;
    const char *first = strchr(name, '.');
    size_t len = first ? strcspn(first + 1, ".") : 0;
    return len && ht_register_by_code(first + 1, len) && (ends_in(name, ".xlsx") || ends_in(name, ".zip"));
}

static bool
is_ours(const char *path)
{
    return ht_dir_holds_only(path, is_deliverable, NULL);
}

/* The directory that is written into: -o itself, or a scratch one beside the workbook that it names. */
static bool
open_target(struct ht_volumes *a)
{
    const char *path = a->x->output;
    if (!ends_in(path, ".xlsx")) {
        a->dir = ht_dir_open(path, is_ours, a->x->diag);
        return a->dir != NULL;
    }
    a->single = ht_strndup(path, strlen(path) - strlen(".xlsx"));
    struct ht_buf scratch = HT_BUF_INIT;
    ht_buf_addf(&scratch, "%s.scratch", a->single);
    a->dir = ht_dir_open(scratch.s, is_ours, a->x->diag);
    ht_buf_fini(&scratch);
    return a->dir != NULL;
}

bool
ht_volumes_open(struct ht_volumes *a, struct ht_export *x)
{
    a->x = x;
    a->awake = (struct ht_awake){ .idle = idle, .rest = rest, .arg = a };
    ht_buf_init(&a->name);
    a->profile = ht_profile_new(x->lists, x->profile, x->diag);
    if (!a->profile || (x->scans && !(a->scans = ht_scans_open(x->scans, x->diag))))
        return false;
    a->packer = ht_packer_new(x->jobs, true);
    return open_target(a);
}

/* -o NAME.xlsx: the finished files leave the scratch directory under their names, the archive first. */
static enum ht_rc
take_out(struct ht_volumes *a)
{
    struct ht_buf zip = HT_BUF_INIT;
    enum ht_rc rc = HT_OK;
    ht_buf_addf(&zip, "%s.zip", a->single);
    if (ht_is_file(ht_dir_path(a->dir, "book.zip")))
        rc = ht_dir_take_out(a->dir, "book.zip", zip.s);
    if (rc == HT_OK)
        rc = ht_dir_take_out(a->dir, "book.xlsx", a->x->output);
    ht_dir_abandon(a->dir);
    ht_buf_fini(&zip);
    return rc;
}

enum ht_rc
ht_volumes_commit(struct ht_volumes *a)
{
    for (size_t i = 0; i < a->ledgers.n; i++) {
        struct ht_volume *v = a->ledgers.v[i]->own;
        if (v && v->book && close_volume(a, v))
            return HT_FAIL;
    }
    struct ht_dir *dir = a->dir;
    enum ht_rc rc = HT_OK;
    if (!a->single)
        rc = ht_dir_commit(dir);
    else if (a->books)
        rc = take_out(a);
    else
        ht_dir_abandon(dir);
    a->dir = NULL;
    return rc;
}

void
ht_volumes_fini(struct ht_volumes *a)
{
    for (size_t i = 0; i < a->ledgers.n; i++) {
        struct ht_volume *v = a->ledgers.v[i]->own;
        if (!v)
            continue;
        ht_book_abandon(v->book);
        ht_archive_abandon(v->archive);
        free(v->stem);
        free(v);
    }
    ht_buf_fini(&a->name);
    ht_map_fini(&a->stems);
    ht_ledgers_fini(&a->ledgers);
    ht_packer_free(a->packer);
    ht_scans_free(a->scans);
    ht_profile_free(a->profile);
    ht_dir_abandon(a->dir);
    free(a->single);
}

/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * --to=stats: open data in a directory that appears whole: tables as CSV, their dictionary, and index.html, a
 * page that shows them.
 */
#include "config.h"
#include "export/export.h"

#include <stdlib.h>
#include <string.h>

#include "base/dir.h"
#include "base/mem.h"
#include "base/prog.h"
#include "export/stats.h"
#include "model/codelist.h"
#include "model/finding.h"

#define PAGE "index.html"
#define DICTIONARY "dictionary.csv"
#define LEDGERS "ledgers.csv"
#define LEAST_K 3                       /* with 2, a person who is one of two knows the other */

struct out_stats {
    struct ht_stage stage;
    struct ht_export *x;
    struct ht_dir *dir;
    struct ht_stats stats;
    const char *page;                   /* the template */
    size_t page_len;
};

static enum ht_rc
record(struct ht_stage *s, struct ht_record *r)
{
    struct out_stats *o = (struct out_stats *)s;
    ht_stats_add(&o->stats, r);
    o->x->written++;
    return HT_OK;
}

static struct ht_out *
begin(struct out_stats *o, const char *name)
{
    return ht_dir_file(o->dir, name, HT_OUT_DIGEST);
}

static enum ht_rc
finish(struct out_stats *o, struct ht_out *out, const char *name)
{
    char hex[HT_DIGEST_HEX];
    uint64_t bytes;
    enum ht_rc rc = ht_out_close_sized(out, hex, &bytes);
    if (rc || !o->x->made)
        return rc;
    struct ht_buf path = HT_BUF_INIT;
    ht_buf_addf(&path, "%s/%s", o->x->output, name);
    o->x->made(o->x->arg, path.s, hex, bytes, o->x->written);
    ht_buf_fini(&path);
    return HT_OK;
}

static enum ht_rc
write_all(struct out_stats *o)
{
    const struct ht_stats_table *t;
    struct ht_out *out;
    for (size_t i = 0; (t = ht_stats_table(i)) != NULL; i++) {
        if (!(out = begin(o, t->file)))
            return HT_FAIL;
        ht_stats_csv(&o->stats, t, out);
        if (finish(o, out, t->file))
            return HT_FAIL;
    }
    if (!(out = begin(o, LEDGERS)))
        return HT_FAIL;
    ht_stats_ledgers_csv(&o->stats, out);
    if (finish(o, out, LEDGERS) || !(out = begin(o, DICTIONARY)))
        return HT_FAIL;
    ht_stats_dictionary(&o->stats, out);
    if (finish(o, out, DICTIONARY) || !(out = begin(o, PAGE)))
        return HT_FAIL;
    ht_stats_page(&o->stats, o->page, o->page_len, out);
    return finish(o, out, PAGE);
}

static enum ht_rc
end(struct ht_stage *s)
{
    struct out_stats *o = (struct out_stats *)s;
    struct ht_where w = { .file = o->x->output };
    ht_stats_finish(&o->stats);
    if (write_all(o))
        return HT_FAIL;
    enum ht_rc rc = ht_dir_commit(o->dir);
    o->dir = NULL;
    if (rc == HT_OK && o->stats.records && !o->stats.validated && !o->x->checks)
        ht_find_at(o->x->diag, &w, HT_D_944, NULL, 0, NULL);
    return rc;
}

static void
release(struct ht_stage *s)
{
    struct out_stats *o = (struct out_stats *)s;
    ht_dir_abandon(o->dir);
    ht_stats_fini(&o->stats);
    if (o->page)
        ht_unmap(o->page, o->page_len);
    free(o);
}

static const struct ht_stage_class out_stats = { "stats", record, end, release };

static bool
is_table(const void *arg, const char *name)
{
    (void)arg;
    bool known = !strcmp(name, PAGE) || !strcmp(name, DICTIONARY) || !strcmp(name, LEDGERS);
    for (size_t i = 0; !known && ht_stats_table(i); i++)
        known = !strcmp(name, ht_stats_table(i)->file);
    return known;
}

/* A directory is an earlier one of ours if it has our files and no other. */
static bool
is_ours(const char *path)
{
    return ht_dir_holds_only(path, is_table, NULL);
}

struct ht_stage *
ht_export_stats(struct ht_export *x)
{
    unsigned long k = x->suppress ? x->suppress : HT_STATS_K;
    if (k < LEAST_K || k > 1000) {
        ht_diag_usage(x->diag,
                      _("--suppress=%lu: counts below 3 must not be published, and above 1000 nothing is left"), k);
        return NULL;
    }
    struct out_stats *o = ht_calloc(1, sizeof *o);
    o->stage.cls = &out_stats;
    o->x = x;
    o->page = ht_list_map(x->lists, "stats.html", &o->page_len, x->diag);
    if (!o->page || ht_stats_init(&o->stats, x->lists, (unsigned)k, x->diag)
        || !(o->dir = ht_dir_open(x->output, is_ours, x->diag))) {
        release(&o->stage);
        return NULL;
    }
    return &o->stage;
}

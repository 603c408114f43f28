/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * "hotich batch": a tree of ledgers, each through a chain in a process of its own, several at once.
 *
 * Every ledger gets an output, a log and a state; what is done is not done again, so that a run that was killed goes on
 * where it was and ends with the same bytes.  One ledger that fails does not stop the others.
 */
#include "config.h"
#include "tools/batch.h"

#include <fnmatch.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "base/buf.h"
#include "base/dir.h"
#include "base/json.h"
#include "base/mem.h"
#include "base/opt.h"
#include "base/prog.h"
#include "base/progress.h"
#include "formats/delivery.h"
#include "tools/batch_int.h"
#include "tools/chain.h"
#include "tools/rows.h"
#include "tools/tool.h"

#define MAX_JOBS 256
#define DEFAULT_CHAIN "import | normalize | validate"

#define AT(member) offsetof(struct ht_batch_options, member)

static const struct ht_opt option_rows[] = {
    { 'o', "output", HT_OPT_OUT, AT(output), N_("DIR"), N_("write below DIR (needed)"), NULL },
    { 'j', "jobs", HT_OPT_UINT, AT(jobs), N_("N"), N_("work on N ledgers at once (default: one per core)"), NULL },
    { 0, "chain", HT_OPT_STR, AT(chain), N_("CHAIN"),
      N_("what each ledger goes through (default: \"import | normalize | validate\")"), NULL },
    { 0, "match", HT_OPT_LIST, AT(match), N_("PATTERN"), N_("only files whose name matches, such as '*.csv'"), NULL },
    HT_TALK_ROWS(struct ht_batch_options),
    HT_LAST_ROWS(struct ht_batch_options),
};

/* What the output of a chain is called: the source's name and this.  TO is the last part's --to. */
static const struct suffix {
    const char *to, *suffix;
} suffixes[] = {
    { "csv", ".csv" }, { "json", ".json" }, { "qcvn109", ".qcvn.xml" }, { "sqlite", ".sqlite" },
    { "package", ".package" }, { "moj", ".moj" }, { "stats", ".stats" },
};

/* ---- finding ledgers ---- */

static bool
is_wanted(const struct ht_batch *b, const char *below)
{
    const char *slash = strrchr(below, '/');
    const char *name = slash ? slash + 1 : below;
    if (ht_delivery_is_litter(below))
        return false;
    bool wanted = !b->o.match.n;
    for (size_t i = 0; i < b->o.match.n && !wanted; i++)
        wanted = !fnmatch(b->o.match.v[i], name, 0);
    return wanted;
}

static enum ht_rc
add_job(void *arg, const char *path, bool is_regular, uint64_t size)
{
    struct ht_batch *b = arg;
    struct ht_buf output = HT_BUF_INIT;
    (void)is_regular;
    const char *name = path + strlen(b->root);
    name += *name == '/';
    size_t out_len = strlen(b->out_real);
    char *real = realpath(path, NULL);
    bool inside = real && !strncmp(real, b->out_real, out_len) && real[out_len] == '/';
    free(real);
    if (inside || (*name && !is_wanted(b, name)))
        return HT_OK;
    if (!*name) {                       /* a file was named, not a tree */
        name = strrchr(path, '/');
        name = name ? name + 1 : path;
    }
    ht_buf_addf(&output, "%s/%s%s", b->o.output, name, b->suffix);
    b->job = ht_grow(b->job, &b->cap, b->n + 1, sizeof *b->job);
    b->job[b->n++] = (struct ht_ledger_job){
        .path = ht_strdup(path), .name = ht_strdup(name), .output = ht_buf_take(&output), .bytes = size,
        .status = -1,
    };
    return HT_OK;
}

static int
compare_jobs(const void *a, const void *b)
{
    const struct ht_ledger_job *x = a, *y = b;
    return strcmp(x->output, y->output);
}

/* Sorts by name; two ledgers of the same name below two trees would overwrite each other. */
static bool
settle_jobs(struct ht_batch *b)
{
    uint64_t bytes = 0;
    if (b->n)
        ht_qsort(b->job, b->n, sizeof *b->job, compare_jobs);
    for (size_t i = 0; i < b->n; i++) {
        bytes += b->job[i].bytes;
        if (i && !strcmp(b->job[i].output, b->job[i - 1].output)) {
            ht_diag_usage(b->diag, _("%s and %s would both become %s; give each tree its own -o"),
                          b->job[i - 1].path, b->job[i].path, b->job[i].output);
            return false;
        }
    }
    ht_progress_total(b->progress, bytes);
    return true;
}

/* ---- the chain ---- */

static const char *
find_suffix(const struct ht_words *w)
{
    const char *to = "xml";
    for (size_t i = 0; i < w->n; i++) {
        if (ht_chain_is_separator(w->v[i]))
            to = "xml";
        else if (!strncmp(w->v[i], "--to=", 5))
            to = w->v[i] + 5;
        else if (!strcmp(w->v[i], "--to") && i + 1 < w->n)
            to = w->v[i + 1];
    }
    for (size_t i = 0; i < HT_COUNT(suffixes); i++)
        if (!strcmp(suffixes[i].to, to))
            return suffixes[i].suffix;
    return ".xml";
}

/* ---- the end ---- */

static void
add_entry(struct ht_buf *json, const char *file, const char *hex, uint64_t bytes, const uint64_t *records)
{
    ht_buf_adds(json, json->s[json->len - 1] == '[' ? "\n{" : ",\n{");
    ht_json_file(json, file);
    ht_json_key(json, "sha256");
    ht_json_str(json, hex, strlen(hex));
    ht_json_key(json, "bytes");
    ht_buf_addf(json, "%llu", (unsigned long long)bytes);
    if (records) {
        ht_json_key(json, "records");
        ht_buf_addf(json, "%llu", (unsigned long long)*records);
    }
    ht_buf_addc(json, '}');
}

/* batch.json: the plan and what came of it, in the form of the tools' manifests; "hotich merge" reads it. */
static enum ht_rc
write_summary(struct ht_batch *b, uint64_t failed)
{
    struct ht_buf json = HT_BUF_INIT, path = HT_BUF_INIT;
    size_t skip = strlen(b->o.output) + 1;
    ht_buf_adds(&json, "{\n\"tool\":\"hotich-batch\",\n\"version\":\"" PACKAGE_VERSION "\",\n\"chain\":");
    ht_json_str(&json, b->o.chain, strlen(b->o.chain));
    ht_buf_addf(&json, ",\n\"ledgers\":%zu,\n\"failed\":%llu,\n\"inputs\":[", b->n, (unsigned long long)failed);
    for (size_t i = 0; i < b->n; i++)
        add_entry(&json, b->job[i].name, b->job[i].input, b->job[i].bytes, NULL);
    ht_buf_adds(&json, "],\n\"outputs\":[");
    for (size_t i = 0; i < b->n; i++)
        if (b->job[i].status >= 0 && b->job[i].status <= HT_EXIT_FINDINGS)
            add_entry(&json, b->job[i].output + skip, b->job[i].result, b->job[i].result_bytes,
                      &b->job[i].records);
    ht_buf_adds(&json, "]\n}\n");
    ht_buf_addf(&path, "%s/batch.json", b->o.output);
    struct ht_out *out = ht_out_open(path.s, 0, b->diag);
    enum ht_rc rc = HT_FAIL;
    if (out) {
        ht_out_add(out, json.s, json.len);
        rc = ht_out_close(out, NULL);
    }
    ht_buf_fini(&path);
    ht_buf_fini(&json);
    return rc;
}

static enum ht_rc
remove_leftover(void *arg, const char *path, bool is_regular, uint64_t size)
{
    (void)arg, (void)is_regular, (void)size;
    if (ht_dir_is_temp(strrchr(path, '/') + 1))
        unlink(path);
    return HT_OK;
}

static void
end(struct ht_batch *b)
{
    uint64_t failed = 0, findings = 0, resumed = 0;
    for (size_t i = 0; i < b->n; i++) {
        failed += b->job[i].status < 0 || b->job[i].status > HT_EXIT_FINDINGS;
        findings += b->job[i].status == HT_EXIT_FINDINGS;
        resumed += b->job[i].resumed;
        if (b->job[i].status > 0)
            ht_diag_raise(b->diag, (enum ht_exit)b->job[i].status);
    }
    if (!b->stop)
        write_summary(b, failed);
    ht_progress_free(b->progress);
    b->progress = NULL;
    ht_diag_say(b->diag, ht_ngettext("%zu ledger: %llu done (%llu with findings, %llu before this run), %llu failed",
            "%zu ledgers: %llu done (%llu with findings, %llu before this run), %llu failed", b->n), b->n,
                (unsigned long long)(b->n - failed), (unsigned long long)findings, (unsigned long long)resumed,
                (unsigned long long)failed);
}

static bool
prepare(struct ht_batch *b, int n, char **trees)
{
    struct ht_words chain = {0};
    char *line = ht_strdup(b->o.chain);
    bool whole = ht_chain_split(&chain, line) && chain.n;
    b->suffix = find_suffix(&chain);
    free(chain.v);
    free(line);
    if (!whole) {
        ht_diag_usage(b->diag, _("--chain is empty or has an open quotation mark"));
        return false;
    }
    if (ht_dir_make(b->o.output, b->diag) || (b->lock = ht_dir_lock(b->o.output, b->diag)) < 0
        || ht_dir_walk(b->o.output, remove_leftover, NULL, b->diag))
        return false;
    b->out_real = realpath(b->o.output, NULL);
    for (int i = 0; i < n; i++) {
        b->root = trees[i];
        enum ht_rc rc = ht_is_dir(trees[i]) ? ht_dir_walk(trees[i], add_job, b, b->diag)
                                            : add_job(b, trees[i], true, 0);
        if (rc)
            return false;
    }
    if (!b->n) {                        /* an unmounted share is no empty success */
        const char *trouble = b->o.match.n
            ? N_("no ledger is there: look at the trees, and at what --match lets through")
            : N_("no ledger is there: look at the trees");
        ht_diag_usage(b->diag, "%s", _(trouble));
        return false;
    }
    return settle_jobs(b);
}

static int
help(void)
{
    struct ht_diag *d = ht_diag_new(&(struct ht_diag_opts){ .prog = "hotich-batch" });
    struct ht_out *out = ht_out_open(NULL, 0, d);
    struct ht_opt_table tables[] = { { option_rows, NULL }, { NULL, NULL } };
    ht_out_addf(out, "%s\n%s\n\n", _("Usage: hotich batch -o DIR [OPTION]... TREE..."),
                _("Takes every ledger of a tree through a chain, several at once; goes on where it was stopped."));
    ht_opt_help(tables, out);
    ht_out_close(out, NULL);
    return ht_diag_free(d);
}

static void
fini(struct ht_batch *b)
{
    for (size_t i = 0; i < b->n; i++)
        ht_job_fini(&b->job[i]);
    ht_strv_fini(&b->o.match);
    free(b->job);
    free(b->out_real);
}

int
ht_batch_main(int argc, char **argv)
{
    struct ht_batch b = {0};
    ht_prog_start("hotich-batch");
    struct ht_opt_table tables[] = { { option_rows, &b.o }, { NULL, NULL } };
    b.diag = ht_diag_new(&(struct ht_diag_opts){ .prog = "hotich-batch" });
    int n = ht_opt_parse(tables, argc, argv, b.diag);
    if (n >= 0 && (b.o.help || b.o.version)) {
        ht_diag_free(b.diag);
        return b.o.help ? help() : ht_tool_version("hotich-batch");
    }
    if (n == 0 || (n > 0 && !b.o.output))
        ht_diag_usage(b.diag, n ? _("say where to write with -o DIR") : _("name a tree of ledgers, or ledgers"));
    if (n <= 0 || !b.o.output)
        return ht_diag_free(b.diag);
    ht_diag_free(b.diag);
    b.diag = ht_diag_new(&(struct ht_diag_opts){ .prog = "hotich-batch", .quiet = b.o.quiet,
                                                  .verbose = b.o.verbose });
    if (!b.o.chain)
        b.o.chain = DEFAULT_CHAIN;
    if (!b.o.jobs)
        b.o.jobs = (unsigned long)sysconf(_SC_NPROCESSORS_ONLN);
    if (b.o.jobs > MAX_JOBS)
        b.o.jobs = MAX_JOBS;
    ht_tool_signals();
    b.progress = ht_progress_new(b.o.progress ? b.o.progress : "auto", b.diag);
    if (prepare(&b, n, argv + 1) && ht_batch_run(&b) == HT_OK)
        end(&b);
    ht_progress_free(b.progress);
    fini(&b);
    return ht_diag_free(b.diag);
}

/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * "hotich batch": a tree of ledgers, each through a chain in a process of its own, several at once.
 *
 * Every ledger gets an output, a log and a state; what is done is not done again, so that a run that was killed goes on
 * where it was and ends with the same bytes.  One ledger that fails does not stop the others.
 */
#include "config.h"
#include "tools/batch.h"

#include <errno.h>
#include <fcntl.h>
#include <fnmatch.h>
#include <signal.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

#include "base/buf.h"
#include "base/child.h"
#include "base/dir.h"
#include "base/json.h"
#include "base/mem.h"
#include "base/opt.h"
#include "base/prog.h"
#include "base/progress.h"
#include "tools/batch_state.h"
#include "tools/chain.h"
#include "tools/tool.h"

#define MAX_JOBS 256
#define DEFAULT_CHAIN "import | normalize | validate"

struct options {
    const char *output, *chain, *progress;
    struct ht_strv match;
    unsigned long jobs;
    bool quiet, verbose, help, version;
};

#define AT(member) offsetof(struct options, member)

static const struct ht_opt option_rows[] = {
    { 'o', "output", HT_OPT_STR, AT(output), N_("DIR"), N_("write below DIR (needed)"), NULL },
    { 'j', "jobs", HT_OPT_UINT, AT(jobs), N_("N"), N_("work on N ledgers at once (default: one per core)"), NULL },
    { 0, "chain", HT_OPT_STR, AT(chain), N_("CHAIN"),
      N_("what each ledger goes through (default: \"import | normalize | validate\")"), NULL },
    { 0, "match", HT_OPT_LIST, AT(match), N_("PATTERN"), N_("only files whose name matches, such as '*.csv'"), NULL },
    { 0, "progress", HT_OPT_OPTSTR, AT(progress), N_("WHEN"),
      N_("draw a progress line: auto, always or never"), ht_progress_whens },
    { 'q', "quiet", HT_OPT_FLAG, AT(quiet), NULL, N_("no notes, only warnings and errors"), NULL },
    { 'v', "verbose", HT_OPT_FLAG, AT(verbose), NULL, N_("say what is done, end with the counts"), NULL },
    { 'h', "help", HT_OPT_FLAG, AT(help), NULL, N_("print this help"), NULL },
    { 'V', "version", HT_OPT_FLAG, AT(version), NULL, N_("print the version"), NULL },
    { 0, NULL, HT_OPT_FLAG, 0, NULL, NULL, NULL },
};

/* What the output of a chain is called: the source's name and this.  TO is the last part's --to. */
static const struct suffix {
    const char *to, *suffix;
} suffixes[] = {
    { "csv", ".csv" }, { "json", ".json" }, { "qcvn109", ".qcvn.xml" }, { "sqlite", ".sqlite" },
    { "package", ".package" }, { "moj", ".moj" }, { "stats", ".stats" },
};

struct batch {
    struct options o;
    struct ht_diag *diag;
    struct ht_progress *progress;
    const char *root;                   /* the tree that is walked */
    char *out_real;                     /* -o, resolved */
    const char *suffix;
    struct ht_ledger_job *job;
    size_t n, cap;
    uint64_t done_bytes, done;
    size_t running;
    int lock;                           /* of -o; children hold it too, so that nobody writes beside them */
    bool stop;                          /* the chain is wrong: start no more */
};

/* ---- finding ledgers ---- */

/* What Office and Windows leave beside ledgers; it is in every folder that comes from a ward. */
static const char *const leavings[] = { "~$*", "Thumbs.db", "desktop.ini" };

static bool
is_wanted(const struct batch *b, const char *below)
{
    const char *slash = strrchr(below, '/');
    const char *name = slash ? slash + 1 : below;
    if (*below == '.' || strstr(below, "/."))
        return false;                   /* hidden */
    for (size_t i = 0; i < HT_COUNT(leavings); i++)
        if (!fnmatch(leavings[i], name, 0))
            return false;
    bool wanted = !b->o.match.n;
    for (size_t i = 0; i < b->o.match.n && !wanted; i++)
        wanted = !fnmatch(b->o.match.v[i], name, 0);
    return wanted;
}

static enum ht_rc
add_job(void *arg, const char *path, bool is_regular, uint64_t size)
{
    struct batch *b = arg;
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
settle_jobs(struct batch *b)
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

/* The words of "hotich run" for one ledger: the source behind the first part, -o behind the last. */
static void
fill_words(struct ht_words *w, const struct ht_words *chain, struct ht_ledger_job *j)
{
    static char run[] = "run", minus_o[] = "-o", end[] = "--";
    bool put = false;
    ht_chain_add_word(w, run);
    for (size_t i = 0; i < chain->n; i++) {
        if (!put && ht_chain_is_separator(chain->v[i])) {
            ht_chain_add_word(w, end);
            ht_chain_add_word(w, j->path);
            put = true;
        }
        ht_chain_add_word(w, chain->v[i]);
    }
    ht_chain_add_word(w, minus_o);
    ht_chain_add_word(w, j->output);
    if (!put) {
        ht_chain_add_word(w, end);
        ht_chain_add_word(w, j->path);
    }
    ht_chain_add_word(w, NULL);
    w->n--;
}

/* ---- processes ---- */

static char *
log_path(const struct ht_ledger_job *j)
{
    struct ht_buf b = HT_BUF_INIT;
    ht_buf_addf(&b, "%s.log", j->output);
    return ht_buf_take(&b);
}

/* The child: its messages go to the log, nothing comes from standard input.  It ends with its parent: nobody would note
 * the result. */
static _Noreturn void
run_child(struct batch *b, struct ht_ledger_job *j, pid_t parent)
{
    ht_child_of(parent, SIGTERM);
    struct ht_words chain = {0}, words = {0};
    char *line = ht_strdup(b->o.chain);
    char *log = log_path(j);
    int in = open("/dev/null", O_RDONLY), out = open(log, O_WRONLY | O_CREAT | O_TRUNC | O_NOFOLLOW, 0600);
    if (in < 0 || out < 0 || dup2(in, 0) < 0 || dup2(out, 1) < 0 || dup2(out, 2) < 0)
        _exit(HT_EXIT_FAILURE);
    ht_chain_split(&chain, line);
    fill_words(&words, &chain, j);
    _exit(ht_chain_main((int)words.n, words.v));
}

static enum ht_rc
make_parent(const char *path, struct ht_diag *d)
{
    char *dir = ht_strndup(path, (size_t)(strrchr(path, '/') - path));
    enum ht_rc rc = ht_dir_make(dir, d);
    free(dir);
    return rc;
}

static void
count_done(struct batch *b, const struct ht_ledger_job *j)
{
    static const char *const words[] = {
        N_("done"), N_("done, with findings"), N_("the chain is wrong"), N_("failed"),
    };
    b->done_bytes += j->bytes;
    b->done++;
    ht_progress_at(b->progress, b->done_bytes, b->done);
    ht_diag_note(b->diag, _("%s: %s"), j->name, j->resumed ? _("done before") : _(words[j->status & 3]));
}

/* Starts J unless it is done.  HT_FAIL after reporting. */
static enum ht_rc
start(struct batch *b, struct ht_ledger_job *j)
{
    if (ht_job_digest(j, b->diag)) {
        j->status = HT_EXIT_FAILURE;
        count_done(b, j);
        return HT_OK;
    }
    if (ht_job_is_done(j, b->o.chain, b->diag)) {
        count_done(b, j);
        return HT_OK;
    }
    if (make_parent(j->output, b->diag))
        return HT_FAIL;
    pid_t self = getpid(), pid = fork();
    if (!pid)
        run_child(b, j, self);
    if (pid < 0) {
        ht_diag_fail(b->diag, NULL, NULL, _("no process can be started: %s"), strerror(errno));
        return HT_FAIL;
    }
    j->pid = pid;
    b->running++;
    return HT_OK;
}

static void
finish(struct batch *b, struct ht_ledger_job *j, int how)
{
    struct ht_where w = { .file = j->path };
    char *log = log_path(j);
    j->pid = 0;
    b->running--;
    j->status = WIFEXITED(how) ? WEXITSTATUS(how) : HT_EXIT_FAILURE;
    if (j->status <= HT_EXIT_FINDINGS && ht_job_finish(j, b->o.chain, b->diag))
        j->status = HT_EXIT_FAILURE;
    if (j->status == HT_EXIT_USAGE) {
        ht_diag_usage(b->diag, _("the chain is wrong; %s says why"), log);
        b->stop = true;
    } else if (j->status > HT_EXIT_USAGE) {
        ht_diag_fail(b->diag, &w, NULL, _("failed, and was left out; %s says why"), log);
    }
    free(log);
    count_done(b, j);
}

/* Waits for one child. */
static enum ht_rc
wait_for_one(struct batch *b)
{
    int how;
    pid_t pid;
    do
        pid = wait(&how);
    while (pid < 0 && errno == EINTR);
    if (pid < 0) {
        ht_diag_fail(b->diag, NULL, NULL, _("lost a process: %s"), strerror(errno));
        return HT_FAIL;
    }
    for (size_t i = 0; i < b->n; i++)
        if (b->job[i].pid == pid) {
            finish(b, &b->job[i], how);
            break;
        }
    return HT_OK;
}

static enum ht_rc
run_all(struct batch *b)
{
    enum ht_rc rc = HT_OK;
    for (size_t i = 0; i < b->n && rc == HT_OK && !b->stop; i++) {
        while (rc == HT_OK && b->running >= b->o.jobs)
            rc = wait_for_one(b);
        if (rc == HT_OK && !b->stop)
            rc = start(b, &b->job[i]);
    }
    while (b->running && wait_for_one(b) == HT_OK)
        ;
    return rc;
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
write_summary(struct batch *b, uint64_t failed)
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
end(struct batch *b)
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
    ht_diag_say(b->diag, _("%zu ledgers: %llu done (%llu with findings, %llu before this run), %llu failed"), b->n,
                (unsigned long long)(b->n - failed), (unsigned long long)findings, (unsigned long long)resumed,
                (unsigned long long)failed);
}

static bool
prepare(struct batch *b, int n, char **trees)
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
fini(struct batch *b)
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
    struct batch b = {0};
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
    if (prepare(&b, n, argv + 1) && run_all(&b) == HT_OK)
        end(&b);
    ht_progress_free(b.progress);
    fini(&b);
    return ht_diag_free(b.diag);
}

/* SPDX-License-Identifier: BSD-2-Clause */
/* Ledgers in processes of their own, several at once. */
#include "config.h"
#include "tools/batch_int.h"

#include <errno.h>
#include <fcntl.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

#include "base/buf.h"
#include "base/child.h"
#include "base/dir.h"
#include "base/mem.h"
#include "base/prog.h"
#include "tools/chain.h"

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
run_child(struct ht_batch *b, struct ht_ledger_job *j, pid_t parent)
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
count_done(struct ht_batch *b, const struct ht_ledger_job *j)
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
start(struct ht_batch *b, struct ht_ledger_job *j)
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
finish(struct ht_batch *b, struct ht_ledger_job *j, int how)
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
wait_for_one(struct ht_batch *b)
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

enum ht_rc
ht_batch_run(struct ht_batch *b)
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

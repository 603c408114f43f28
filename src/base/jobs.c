/* SPDX-License-Identifier: BSD-2-Clause */
/* Processes side by side. */
#include "config.h"
#include "base/jobs.h"

#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <signal.h>
#include <stdlib.h>
#include <string.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <unistd.h>

#include "base/buf.h"
#include "base/child.h"
#include "base/diag.h"
#include "base/mem.h"
#include "base/prog.h"

/* Most bytes that one job may have to say. */
#define MOST_TEXT ((size_t)64 << 20)

struct job {
    pid_t pid;
    int fd;                             /* -1: it is over */
    int status;
    struct ht_buf text;
};

static void
limit(int what, rlim_t most)
{
    struct rlimit r;
    if (!getrlimit(what, &r) && (r.rlim_cur == RLIM_INFINITY || r.rlim_cur > most)) {
        r.rlim_cur = most;
        setrlimit(what, &r);
    }
}

/* In the child: never returns.  Libraries that complain on standard error are silenced. */
static _Noreturn void
become(pid_t parent, const struct ht_job_limits *limits, ht_job_work *work, void *arg, size_t i, int fd)
{
    ht_child_of(parent, SIGKILL);
    int null = open("/dev/null", O_RDWR | O_CLOEXEC);
    if (null < 0 || dup2(null, STDIN_FILENO) < 0 || dup2(fd, STDOUT_FILENO) < 0 || dup2(null, STDERR_FILENO) < 0)
        _exit(HT_EXIT_FAILURE);
    close(fd);
    signal(SIGINT, SIG_DFL);
    signal(SIGTERM, SIG_DFL);
    limit(RLIMIT_CORE, 0);
    if (!getenv("HOTICH_SANITIZED"))
        limit(RLIMIT_AS, limits->memory);
    limit(RLIMIT_CPU, limits->seconds);
    struct ht_diag *d = ht_diag_new(&(struct ht_diag_opts){ .prog = ht_prog_name() });
    struct ht_out *out = ht_out_open(NULL, 0, d);
    int status = out ? work(arg, i, out) : HT_EXIT_FAILURE;
    if (out && ht_out_close(out, NULL))
        status = HT_EXIT_FAILURE;
    ht_diag_free(d);
    _exit(status);
}

static enum ht_rc
begin(struct job *j, const struct ht_job_limits *limits, ht_job_work *work, void *arg, size_t i, struct ht_diag *d)
{
    int fd[2];
    if (pipe2(fd, O_CLOEXEC)) {
        ht_diag_fail(d, NULL, NULL, _("cannot start another process: %s"), strerror(errno));
        return HT_FAIL;
    }
    pid_t self = getpid();
    j->pid = fork();
    if (j->pid < 0) {
        ht_diag_fail(d, NULL, NULL, _("cannot start another process: %s"), strerror(errno));
        close(fd[0]);
        close(fd[1]);
        return HT_FAIL;
    }
    if (!j->pid)
        become(self, limits, work, arg, i, fd[1]);
    close(fd[1]);
    j->fd = fd[0];
    return HT_OK;
}

static void
end(struct job *j)
{
    int status = 0;
    close(j->fd);
    j->fd = -1;
    while (waitpid(j->pid, &status, 0) < 0 && errno == EINTR)
        ;
    j->status = WIFSIGNALED(status) ? 128 + WTERMSIG(status) : WEXITSTATUS(status);
}

/* Takes what job J has written. */
static void
take(struct job *j)
{
    char block[65536];
    ssize_t n = read(j->fd, block, sizeof block);
    if (n < 0 && errno == EINTR)
        return;
    if (n > 0 && j->text.len + (size_t)n <= MOST_TEXT) {
        ht_buf_add(&j->text, block, (size_t)n);
        return;
    }
    if (n > 0)
        kill(j->pid, SIGKILL);
    end(j);
}

/* Waits until one of the jobs from FIRST to LAST - 1 has something to say. */
static void
watch(struct job *job, size_t first, size_t last, struct pollfd *poll_at)
{
    nfds_t n = 0;
    for (size_t i = first; i < last; i++)
        if (job[i].fd >= 0)
            poll_at[n++] = (struct pollfd){ .fd = job[i].fd, .events = POLLIN };
    if (!n || poll(poll_at, n, -1) < 0)
        return;
    for (size_t i = first, k = 0; i < last && k < n; i++)
        if (job[i].fd >= 0 && job[i].fd == poll_at[k].fd && poll_at[k++].revents)
            take(&job[i]);
}

static size_t
running(const struct job *job, size_t first, size_t last)
{
    size_t n = 0;
    for (size_t i = first; i < last; i++)
        n += job[i].fd >= 0;
    return n;
}

enum ht_rc
ht_jobs_run(size_t n, const struct ht_job_limits *limits, ht_job_work *work, ht_job_done *done, void *arg,
            struct ht_diag *d)
{
    struct job *job = ht_calloc(n ? n : 1, sizeof *job);
    struct pollfd *poll_at = ht_calloc(n ? n : 1, sizeof *poll_at);
    size_t first = 0, last = 0;
    enum ht_rc rc = HT_OK;
    while (first < n && !rc) {
        while (!rc && last < n && running(job, first, last) < limits->jobs) {
            ht_buf_init(&job[last].text);
            rc = begin(&job[last], limits, work, arg, last, d);
            last += !rc;
        }
        if (!rc)
            watch(job, first, last, poll_at);
        for (; first < last && job[first].fd < 0; first++) {
            done(arg, first, job[first].status, job[first].text.s, job[first].text.len);
            ht_buf_fini(&job[first].text);
        }
    }
    for (; first < last; first++) {
        if (job[first].fd >= 0) {
            kill(job[first].pid, SIGKILL);
            end(&job[first]);
        }
        ht_buf_fini(&job[first].text);
    }
    free(job);
    free(poll_at);
    return rc;
}

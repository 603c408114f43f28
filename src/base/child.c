/* SPDX-License-Identifier: BSD-2-Clause */
/* Helper programs. */
#include "config.h"
#include "base/child.h"

#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <unistd.h>
#ifdef __linux__
#include <sys/prctl.h>
#endif

#include "base/buf.h"
#include "base/diag.h"
#include "base/mem.h"
#include "base/prog.h"
#include "base/where.h"

struct ht_child {
    pid_t pid;
    struct ht_in *out;
};

void
ht_child_of(pid_t parent, int sig)
{
#ifdef __linux__
    prctl(PR_SET_PDEATHSIG, sig);
#endif
    if (getppid() != parent)
        raise(sig);                     /* it died between fork and here */
}

static void
limit(int what, rlim_t most)
{
    struct rlimit r;
    if (getrlimit(what, &r))
        return;
    if (r.rlim_max == RLIM_INFINITY || r.rlim_max > most)
        r.rlim_max = most;
    r.rlim_cur = r.rlim_max;
    setrlimit(what, &r);
}

/* In the child: never returns.  Diagnostics of foreign libraries are not for our users. */
static _Noreturn void
become(pid_t parent, const char *path, const char *const *argv, int out, size_t memory, unsigned seconds)
{
    ht_child_of(parent, SIGKILL);
    int null = open("/dev/null", O_RDWR | O_CLOEXEC);
    if (null < 0 || dup2(null, STDIN_FILENO) < 0 || dup2(out, STDOUT_FILENO) < 0 || dup2(null, STDERR_FILENO) < 0)
        _exit(126);
    limit(RLIMIT_CORE, 0);
    if (!getenv("HOTICH_SANITIZED"))    /* sanitizers reserve address space without end */
        limit(RLIMIT_AS, memory);
    limit(RLIMIT_CPU, seconds);
    execvp(path, (char *const *)(uintptr_t)argv);
    _exit(127);
}

static struct ht_child *
fail(struct ht_diag *d, const char *name, int err)
{
    ht_diag_fail(d, NULL, NULL, _("cannot start %s: %s"), name, strerror(err));
    return NULL;
}

static struct ht_child *
start(const char *path, const char *const *argv, const char *name, size_t memory, unsigned seconds, struct ht_diag *d)
{
    int fd[2];
    if (pipe2(fd, O_CLOEXEC))
        return fail(d, argv[0], errno);
    pid_t self = getpid(), pid = fork();
    int err = errno;
    if (!pid)
        become(self, path, argv, fd[1], memory, seconds);
    close(fd[1]);
    if (pid < 0) {
        close(fd[0]);
        return fail(d, argv[0], err);
    }
    struct ht_child *c = ht_calloc(1, sizeof *c);
    c->pid = pid;
    c->out = ht_in_fdopen(fd[0], name, d);
    return c;
}

struct ht_child *
ht_child_start(const char *const *argv, const char *name, size_t memory, unsigned seconds, struct ht_diag *d)
{
    struct ht_buf path = HT_BUF_INIT;
    ht_buf_addf(&path, "%s/%s", ht_where("HOTICH_LIBEXECDIR", PKGLIBEXECDIR), argv[0]);
    struct ht_child *c = start(path.s, argv, name, memory, seconds, d);
    ht_buf_fini(&path);
    return c;
}

struct ht_child *
ht_child_command(const char *const *argv, const char *name, size_t memory, unsigned seconds, struct ht_diag *d)
{
    return start(argv[0], argv, name, memory, seconds, d);
}

struct ht_in *
ht_child_out(struct ht_child *c)
{
    return c->out;
}

int
ht_child_end(struct ht_child *c)
{
    int status = 0;
    size_t n = 0;
    if (!c)
        return 0;
    /* At the end of its output it is about to leave by itself; otherwise nobody wants the rest. */
    if (!ht_in_peek(c->out, 1, &n) || n)
        kill(c->pid, SIGKILL);
    ht_in_close(c->out);
    while (waitpid(c->pid, &status, 0) < 0 && errno == EINTR)
        ;
    free(c);
    return WIFSIGNALED(status) ? 128 + WTERMSIG(status) : WEXITSTATUS(status);
}

/* SPDX-License-Identifier: BSD-2-Clause */
/* Libraries loaded at the point of use: found, gone, changed. */
#include "config.h"

#include <sys/wait.h>
#include <unistd.h>

#include "base/lib.h"
#include "tap.h"

/* The exit status of a process that loads FUNCTION from SONAME. */
static int
load(const char *soname, const char *function)
{
    int status = -1;
    fflush(stdout);
    pid_t pid = fork();
    if (!pid) {
        ht_lib_function *f = NULL;
        ht_lib_load(soname, &function, &f, 1);
        _exit(f ? 0 : 9);
    }
    return waitpid(pid, &status, 0) == pid && WIFEXITED(status) ? WEXITSTATUS(status) : -1;
}

int
main(void)
{
    CHECK_INT(load("libz.so.1", "zlibVersion"), 0);
    CHECK_INT(load("libz.so.1", "no_such_function"), 3);
    CHECK_INT(load("libno-such-library.so.1", "zlibVersion"), 3);
    return tap_done();
}

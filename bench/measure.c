/* SPDX-License-Identifier: BSD-2-Clause */
/* measure FILE COMMAND…: runs it and writes "wall cpu rss status" (seconds, seconds, KiB, exit status) into FILE. */
#include <stdio.h>
#include <stdlib.h>
#include <sys/resource.h>
#include <sys/time.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

static double
seconds(struct timeval t)
{
    return (double)t.tv_sec + (double)t.tv_usec / 1e6;
}

int
main(int argc, char **argv)
{
    if (argc < 3)
        return 2;
    struct timespec from, to;
    clock_gettime(CLOCK_MONOTONIC, &from);
    pid_t pid = fork();
    if (pid == 0) {
        execvp(argv[2], argv + 2);
        _exit(127);
    }
    int status;
    struct rusage used;
    if (pid < 0 || wait4(pid, &status, 0, &used) < 0)
        return 2;
    clock_gettime(CLOCK_MONOTONIC, &to);
    int rc = WIFEXITED(status) ? WEXITSTATUS(status) : 128 + WTERMSIG(status);
    FILE *f = fopen(argv[1], "w");
    if (!f)
        return 2;
    fprintf(f, "%.3f %.3f %ld %d\n",
            (double)(to.tv_sec - from.tv_sec) + (double)(to.tv_nsec - from.tv_nsec) / 1e9,
            seconds(used.ru_utime) + seconds(used.ru_stime), used.ru_maxrss, rc);
    return fclose(f) ? 2 : rc;
}

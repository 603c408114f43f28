/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * Preloaded into a program, makes the kernel look bad.  HT_FAULT is one of
 *     dribble      every read gives one byte, every write takes at most three
 *     eintr        every other read and write fails with EINTR
 *     read:N       the N-th read of a file or pipe fails with EIO
 *     write:N      the N-th write, counted from 1, fails with ENOSPC; standard error is spared
 */
#include <dlfcn.h>
#include <errno.h>
#include <stdlib.h>
#include <string.h>
#include <sys/types.h>

static long
countdown(const char *what)
{
    const char *s = getenv("HT_FAULT");
    size_t n = strlen(what);
    return s && !strncmp(s, what, n) && s[n] == ':' ? strtol(s + n + 1, NULL, 10) : 0;
}

static int
mode(const char *what)
{
    const char *s = getenv("HT_FAULT");
    return s && !strcmp(s, what);
}

ssize_t
read(int fd, void *p, size_t n)
{
    static ssize_t (*real)(int, void *, size_t);
    static long calls;
    if (!real)
        real = (ssize_t (*)(int, void *, size_t))dlsym(RTLD_NEXT, "read");
    calls++;
    if (mode("eintr") && calls % 2) {
        errno = EINTR;
        return -1;
    }
    if (calls == countdown("read")) {
        errno = EIO;
        return -1;
    }
    return real(fd, p, mode("dribble") && n > 1 ? 1 : n);
}

ssize_t
write(int fd, const void *p, size_t n)
{
    static ssize_t (*real)(int, const void *, size_t);
    static long calls;
    if (!real)
        real = (ssize_t (*)(int, const void *, size_t))dlsym(RTLD_NEXT, "write");
    if (fd != 2) {
        calls++;
        if (mode("eintr") && calls % 2) {
            errno = EINTR;
            return -1;
        }
        if (calls == countdown("write")) {
            errno = ENOSPC;
            return -1;
        }
        if (mode("dribble") && n > 3)
            n = 3;
    }
    return real(fd, p, n);
}

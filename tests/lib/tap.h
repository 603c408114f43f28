/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * Unit tests speak TAP.  A failed check prints both values and goes on; the program exits with 0, the harness
 * reads the lines.
 *
 *     int main(void) { CHECK(1 + 1 == 2); CHECK_STR(f("x"), "y"); return tap_done(); }
 */
#ifndef TAP_H
#define TAP_H

#include <stdio.h>
#include <string.h>

static int tap_n;

static inline void
tap_ok(int good, const char *file, int line, const char *what)
{
    printf("%sok %d - %s:%d: %s\n", good ? "" : "not ", ++tap_n, file, line, what);
}

static inline void
tap_str(const char *got, const char *want, const char *file, int line, const char *what)
{
    int good = got && want ? !strcmp(got, want) : got == want;
    tap_ok(good, file, line, what);
    if (!good)
        printf("# got:  %s\n# want: %s\n", got ? got : "(null)", want ? want : "(null)");
}

static inline void
tap_int(long long got, long long want, const char *file, int line, const char *what)
{
    tap_ok(got == want, file, line, what);
    if (got != want)
        printf("# got:  %lld\n# want: %lld\n", got, want);
}

#define CHECK(e) tap_ok(!!(e), __FILE__, __LINE__, #e)
#define CHECK_STR(got, want) tap_str((got), (want), __FILE__, __LINE__, #got)
#define CHECK_INT(got, want) tap_int((long long)(got), (long long)(want), __FILE__, __LINE__, #got)

static inline int
tap_done(void)
{
    printf("1..%d\n", tap_n);
    return 0;
}

#endif

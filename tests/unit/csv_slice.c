/* SPDX-License-Identifier: BSD-2-Clause */
/* Lines cut without libcsv: what is simple, and that all short lines of the letters that matter agree with libcsv. */
#include "config.h"

#include "csv_slice.h"
#include "tap.h"

/* Cells of LINE, 0: not simple; -1: libcsv sees something else. */
static int
slice(const char *line, size_t len, char eol)
{
    size_t n;
    return csv_slice_agrees(line, len, ',', eol, &n) ? (int)n : -1;
}

#define SLICE(s) slice(s, sizeof s - 1, '\n')

/* Every line of LEN letters and its end: how many are simple; -1 if one differs. */
static long
all_lines(size_t len, char eol)
{
    static const char letters[] = { 'a', ',', '"', ' ', '\r', '\n', '\0', '\x81' };
    char line[16];
    long simple = 0, count = 1;
    for (size_t i = 0; i < len; i++)
        count *= (long)sizeof letters;
    for (long k = 0; k < count; k++) {
        long rest = k;
        for (size_t i = 0; i < len; i++, rest /= (long)sizeof letters)
            line[i] = letters[rest % (long)sizeof letters];
        line[len] = eol;
        int n = memchr(line, eol, len) ? 0 : slice(line, len + 1, eol);
        if (n < 0)
            return -1;
        simple += n > 0;
    }
    return simple;
}

int
main(void)
{
    CHECK_INT(SLICE("1/2008,Nguyễn Văn Ánh,\n"), 3);
    CHECK_INT(SLICE("a,\"b, c\",d\r\n"), 3);
    CHECK_INT(SLICE("\"\",\"\"\n"), 2);
    CHECK_INT(SLICE(",\n"), 2);
    CHECK_INT(SLICE("a\n"), 1);
    CHECK_INT(SLICE("\"a\"\n"), 1);
    CHECK_INT(SLICE("\n"), 0);
    CHECK_INT(SLICE("\r\n"), 0);
    CHECK_INT(SLICE("a,\"b\"\"c\"\n"), 0);
    CHECK_INT(SLICE("a,\"b\n"), 0);
    CHECK_INT(SLICE("a,b\"c\n"), 0);
    CHECK_INT(SLICE("a,\"b\" ,c\n"), 0);
    CHECK_INT(SLICE("a\rb\n"), 0);
    CHECK(all_lines(1, '\n') > 0);
    CHECK(all_lines(4, '\n') > 0);
    CHECK(all_lines(6, '\n') > 0);
    CHECK(all_lines(6, '\r') > 0);
    return tap_done();
}

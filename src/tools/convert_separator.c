/* SPDX-License-Identifier: BSD-2-Clause */
/* hotich-convert -f auto: what separates the fields of a table, if the text is one. */
#include "config.h"
#include "tools/convert.h"

/* How often C stands in the line at S, but for what is between quotation marks: addresses are full of commas. */
static size_t
count_in(const char *s, size_t len, char c)
{
    size_t n = 0;
    bool quoted = false;

    for (size_t i = 0; i < len; i++) {
        quoted ^= s[i] == '"';
        n += s[i] == c && !quoted;
    }
    return n;
}

/* Is C in every line of S as often as in the first, and at least AT_LEAST times?  Looks at 50 lines. */
static bool
separates(const char *s, size_t len, char c, size_t at_least, size_t min_lines)
{
    size_t want = 0, lines = 0, differ = 0, n;

    for (size_t i = 0; i < len && lines < 50; i += n) {
        n = convert_line(s + i, len - i);
        if (n <= 2)
            continue;
        size_t here = count_in(s + i, n, c);
        if (!lines++)
            want = here;
        differ += here != want;
    }
    return want >= at_least && lines >= min_lines && differ * 10 <= lines;
}

char
convert_separator(const char *s, size_t len)
{
    return separates(s, len, '\t', 1, 1) ? '\t' : separates(s, len, ';', 2, 2) ? ';'
         : separates(s, len, ',', 2, 2) ? ',' : separates(s, len, '|', 2, 3) ? '|' : '\0';
}

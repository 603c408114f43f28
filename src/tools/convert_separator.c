/* SPDX-License-Identifier: BSD-2-Clause */
/* hotich-convert -f auto: what separates the fields of a table, if the text is one. */
#include "config.h"
#include "tools/convert.h"

#include <string.h>

static bool
is_alnum(char c)
{
    return (c >= '0' && c <= '9') || ((c | 0x20) >= 'a' && (c | 0x20) <= 'z');
}

enum { LONGEST = 12 };                  /* of references: &#1114111; */

/* Length of the reference at S, as far as its semicolon, which separates nothing: &#7877; &#x1ec5; &Agrave; */
static size_t
reference(const char *s, size_t len)
{
    size_t i = 1;

    while (i < len && i < LONGEST && (is_alnum(s[i]) || (i == 1 && s[i] == '#')))
        i++;
    return i > 2 && i < len && s[i] == ';' ? i : 0;
}

/* How often C stands in the line at S, but for what is between quotation marks: addresses are full of commas, and
 * for what ends a reference like &#7877;. */
static size_t
count_in(const char *s, size_t len, char c)
{
    size_t n = 0;
    bool quoted = false;

    for (size_t i = 0; i < len; i++) {
        size_t skip = c == ';' && s[i] == '&' ? reference(s + i, len - i) : 0;
        i += skip;
        quoted ^= s[i] == '"';
        n += s[i] == c && !quoted && !skip;
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

size_t
convert_field(const char *s, size_t len, char separator)
{
    const char *end = s, *const stop = s + len;

    while (end < stop && (end = memchr(end, separator, (size_t)(stop - end)))) {
        const char *ref = separator == ';' ? memrchr(s, '&', (size_t)(end - s)) : NULL;
        if (!ref || ref + reference(ref, (size_t)(stop - ref)) != end)
            return (size_t)(end - s);
        end++;                          /* it ends the reference */
    }
    return len;
}

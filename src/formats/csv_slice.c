/* SPDX-License-Identifier: BSD-2-Clause */
/* Simple lines of delimited text, cut by memchr: libc's looks at 32 bytes at a time where the processor can. */
#include "config.h"
#include "formats/csv_slice.h"

#include <stdbool.h>
#include <string.h>

#define QUOTE '"'

/* Length of the line without its end, which for LF may be CR LF. */
static size_t
without_end(const char *line, size_t len, char eol)
{
    if (len && line[len - 1] == eol)
        len--;
    if (eol == '\n' && len && line[len - 1] == '\r')
        len--;
    return len;
}

size_t
ht_csv_slice(char *line, size_t len, char delim, char eol, struct ht_csv_cell *cell, size_t max)
{
    size_t n = 0, body = without_end(line, len, eol);
    char *s = line, *const end = line + body;
    if (!body || delim == QUOTE || delim == '\r' || delim == '\n' || memchr(s, eol == '\n' ? '\r' : '\n', body) ||
        memchr(s, eol, body))
        return 0;
    char *quote = memchr(s, QUOTE, body);
    for (;;) {
        char *stop;
        bool quoted = s == quote;
        if (quoted) {
            s++;
            stop = memchr(s, QUOTE, (size_t)(end - s));
            if (!stop || (stop + 1 < end && stop[1] != delim))
                return 0;               /* open, "" for a mark, or text behind the mark */
            quote = stop + 1 < end ? memchr(stop + 1, QUOTE, (size_t)(end - stop - 1)) : NULL;
        } else {
            stop = memchr(s, delim, (size_t)(end - s));
            if (!stop)
                stop = end;
            if (quote && quote < stop)
                return 0;
        }
        if (n == max)
            return 0;
        cell[n++] = (struct ht_csv_cell){ (size_t)(s - line), (size_t)(stop - s) };
        s = stop + quoted;
        bool last = s == end;
        *stop = '\0';
        if (last)
            return n;
        s++;
    }
}

/* SPDX-License-Identifier: BSD-2-Clause */
/* Looking at the first bytes of delimited text. */
#include "config.h"
#include "formats/csv_sniff.h"

#include <stdbool.h>
#include <string.h>

#include "formats/format.h"
#include "formats/utf16.h"

static const char delimiters[] = ",;\t|";

/* Cells per line for one delimiter over the first lines: how many lines agree with the first, times cells. */
static size_t
score(const char *s, size_t n, char delim)
{
    size_t cells = 1, first = 0, agree = 0, lines = 0;
    bool quoted = false;
    for (size_t i = 0; i < n && lines < 50; i++) {
        if (s[i] == '"')
            quoted = !quoted;
        else if (!quoted && s[i] == delim)
            cells++;
        else if (!quoted && (s[i] == '\n' || s[i] == '\r')) {
            if (cells > 1) {
                if (!first || cells > first)
                    first = cells, agree = 0;
                agree += cells == first;
            }
            lines++;
            cells = 1;
        }
    }
    if (!lines)                         /* one line without an end */
        first = cells, agree = 1;
    return first > 1 ? agree * 64 + (first < 60 ? first : 60) : 0;
}

char
ht_csv_delimiter(const char *s, size_t n)
{
    char best = ',';
    size_t most = 0;
    for (const char *d = delimiters; *d; d++) {
        size_t points = score(s, n, *d);
        if (points > most) {
            most = points;
            best = *d;
        }
    }
    return best;
}

size_t
ht_csv_sep_line(const char *s, size_t n, char *delim)
{
    if (n < 6 || memcmp(s, "sep=", 4))
        return 0;
    size_t i = 5;
    i += s[i] == '\r';                  /* which may be all there is */
    i += i < n && s[i] == '\n';
    if (i > 5)
        *delim = s[4];
    return i > 5 ? i : 0;
}

int
ht_csv_bid(const unsigned char *s, size_t n)
{
    size_t mark;
    enum ht_wide wide = ht_wide_detect(s, n, &mark);
    if (wide == HT_UTF16LE || wide == HT_UTF16BE)
        return 4;
    if (!n)
        return 0;
    if (n > 4096)
        n = 4096;
    if (ht_format_is_noise(s, n))
        return 0;
    return memchr(s, ',', n) || memchr(s, ';', n) || memchr(s, '\t', n) || memchr(s, '|', n) ? 3 : 1;
}

/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * UTF-8 that was cut inside a letter: programs that count bytes do so where a field or a block of a copy ends.  What is
 * left of the letter makes the whole cell malformed, yet it is UTF-8.
 */
#include "config.h"

#include "base/utf8.h"
#include "text/detect_int.h"

/* Bytes of a letter or sign of Vietnamese text whose lead is C; 0 if no such one starts so. */
static size_t
letter_length(unsigned char c)
{
    if ((c >= 0xc3 && c <= 0xc6) || c == 0xcc)
        return 2;
    return c == 0xe1 || c == 0xe2 ? 3 : 0;
}

static bool
continues(char c)
{
    return ((unsigned char)c & 0xc0) == 0x80;
}

bool
cut_utf8(const char *s, size_t n, size_t *from, size_t *to)
{
    size_t end = n, lead;
    while (end && (s[end - 1] == ' ' || !s[end - 1]))
        end--;                          /* fields of fixed width are filled up */
    for (lead = end; lead && end - lead < 3 && continues(s[lead - 1]); lead--)
        ;
    size_t left = lead ? end - lead + 1 : 0;
    bool tail = left && left < letter_length((unsigned char)s[lead - 1]);
    *to = tail ? lead - 1 : end;
    for (*from = 0; *from < 3 && *from < *to && continues(s[*from]); ++*from)
        ;
    size_t whole = *to - *from;
    if ((!tail && !*from) || ht_utf8_valid(s + *from, whole) != whole)
        return false;
    return !ht_is_ascii(s + *from, whole) || (tail && left > 1);
}

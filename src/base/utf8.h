/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * UTF-8 (RFC 3629) at the byte level.  A well-formed sequence is never longer than 4 bytes, never
 * overlong, never a surrogate.
 */
#ifndef HT_BASE_UTF8_H
#define HT_BASE_UTF8_H

#include <endian.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

/* Length of the well-formed character at S, 0 if there is none (N is what is left; 0 gives 0). */
size_t ht_utf8_len(const char *s, size_t n);

/* The character at S, which must be well-formed; *LEN gets its length. */
uint32_t ht_utf8_get(const char *s, size_t *len);

/* Writes C (below 0x110000, no surrogate) to OUT, at most 4 bytes, no NUL; returns the length. */
size_t ht_utf8_put(char *out, uint32_t c);

/* Length of the longest well-formed prefix: N if all is well. */
size_t ht_utf8_valid(const char *s, size_t n);

/* The largest n <= N at which S may be cut without splitting a character. */
size_t ht_utf8_cut(const char *s, size_t n);

/* Number of characters in well-formed text. */
size_t ht_utf8_count(const char *s, size_t n);

/* The number of ASCII bytes at the beginning of S. */
static inline size_t
ht_ascii_run(const char *s, size_t n)
{
    size_t i = 0;
    for (; n - i >= 8; i += 8) {        /* eight at a step */
        uint64_t w;
        memcpy(&w, s + i, 8);
        w = le64toh(w) & 0x8080808080808080u;
        if (w)
            return i + (size_t)__builtin_ctzll(w) / 8;
    }
    while (i < n && (unsigned char)s[i] < 0x80)
        i++;
    return i;
}

static inline bool
ht_is_ascii(const char *s, size_t n)
{
    return ht_ascii_run(s, n) == n;
}

/* True if S has a control character that XML 1.0 cannot hold (§2.2): any below U+0020 but tab, LF and CR. */
static inline bool
ht_has_controls(const char *s, size_t n)
{
    for (size_t i = 0; i < n; i++) {
        unsigned char c = (unsigned char)s[i];
        if (c < 0x20 && c != '\t' && c != '\n' && c != '\r')
            return true;
    }
    return false;
}

#endif

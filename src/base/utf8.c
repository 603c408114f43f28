/* SPDX-License-Identifier: BSD-2-Clause */
/* UTF-8 at the byte level. */
#include "config.h"
#include "base/utf8.h"

static inline bool
cont(unsigned char c)
{
    return (c & 0xc0) == 0x80;
}

/* The same as ht_utf8_len() for N > 0 and a first byte that is not ASCII. */
static inline size_t
long_len(const char *s, size_t n)
{
    const unsigned char *p = (const unsigned char *)s;
    if (p[0] < 0xc2 || p[0] > 0xf4)
        return 0;
    if (p[0] < 0xe0)
        return n >= 2 && cont(p[1]) ? 2 : 0;
    if (p[0] < 0xf0) {
        if (n < 3 || !cont(p[1]) || !cont(p[2]))
            return 0;
        bool overlong = p[0] == 0xe0 && p[1] < 0xa0;
        bool surrogate = p[0] == 0xed && p[1] >= 0xa0;
        return overlong || surrogate ? 0 : 3;
    }
    if (n < 4 || !cont(p[1]) || !cont(p[2]) || !cont(p[3]))
        return 0;
    bool overlong = p[0] == 0xf0 && p[1] < 0x90;
    bool beyond = p[0] == 0xf4 && p[1] > 0x8f;
    return overlong || beyond ? 0 : 4;
}

size_t
ht_utf8_len(const char *s, size_t n)
{
    if (!n)
        return 0;
    return (unsigned char)s[0] < 0x80 ? 1 : long_len(s, n);
}

uint32_t
ht_utf8_get(const char *s, size_t *len)
{
    const unsigned char *p = (const unsigned char *)s;
    if (p[0] < 0x80) {
        *len = 1;
        return p[0];
    }
    if (p[0] < 0xe0) {
        *len = 2;
        return (p[0] & 0x1fu) << 6 | (p[1] & 0x3fu);
    }
    if (p[0] < 0xf0) {
        *len = 3;
        return (p[0] & 0x0fu) << 12 | (p[1] & 0x3fu) << 6 | (p[2] & 0x3fu);
    }
    *len = 4;
    return (p[0] & 0x07u) << 18 | (p[1] & 0x3fu) << 12 | (p[2] & 0x3fu) << 6 | (p[3] & 0x3fu);
}

size_t
ht_utf8_put(char *out, uint32_t c)
{
    if (c < 0x80) {
        out[0] = (char)c;
        return 1;
    }
    if (c < 0x800) {
        out[0] = (char)(0xc0 | c >> 6);
        out[1] = (char)(0x80 | (c & 0x3f));
        return 2;
    }
    if (c < 0x10000) {
        out[0] = (char)(0xe0 | c >> 12);
        out[1] = (char)(0x80 | (c >> 6 & 0x3f));
        out[2] = (char)(0x80 | (c & 0x3f));
        return 3;
    }
    out[0] = (char)(0xf0 | c >> 18);
    out[1] = (char)(0x80 | (c >> 12 & 0x3f));
    out[2] = (char)(0x80 | (c >> 6 & 0x3f));
    out[3] = (char)(0x80 | (c & 0x3f));
    return 4;
}

size_t
ht_utf8_valid(const char *s, size_t n)
{
    size_t i = 0, k;
    do {
        i += ht_ascii_run(s + i, n - i);
        k = i < n ? long_len(s + i, n - i) : 0;
        i += k;
    } while (k);
    return i;
}

size_t
ht_utf8_cut(const char *s, size_t n)
{
    size_t i = n;
    while (i && n - i < 3 && cont((unsigned char)s[i - 1]))
        i--;
    if (i && (unsigned char)s[i - 1] >= 0xc0)
        return ht_utf8_len(s + i - 1, n - i + 1) ? n : i - 1;
    return n;
}

size_t
ht_utf8_count(const char *s, size_t n)
{
    size_t count = 0;
    for (size_t i = 0; i < n; i++)
        count += !cont((unsigned char)s[i]);
    return count;
}


/* SPDX-License-Identifier: BSD-2-Clause */
/* A growable byte buffer. */
#include "config.h"
#include "base/buf.h"

#include <assert.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>

#include "base/mem.h"

char ht_buf_empty[1];

void
ht_buf_init(struct ht_buf *b)
{
    *b = (struct ht_buf)HT_BUF_INIT;
}

void
ht_buf_fini(struct ht_buf *b)
{
    if (b->cap)
        free(b->s);
    ht_buf_init(b);
}

void
ht_buf_room(struct ht_buf *b, size_t extra)
{
    if (extra >= SIZE_MAX / 2 - b->len)
        ht_oom();
    size_t need = b->len + extra + 1;
    if (need <= b->cap)
        return;
    size_t cap = b->cap + b->cap / 2;
    if (cap < need)
        cap = need < 64 ? 64 : need;
    b->s = ht_realloc(b->cap ? b->s : NULL, cap, 1);
    b->cap = cap;
    b->s[b->len] = '\0';
}

void
ht_buf_vaddf(struct ht_buf *b, const char *fmt, va_list ap)
{
    va_list again;
    va_copy(again, ap);
    ht_buf_room(b, 64);
    int n = vsnprintf(b->s + b->len, b->cap - b->len, fmt, ap);
    assert(n >= 0);
    if ((size_t)n >= b->cap - b->len) {
        ht_buf_room(b, (size_t)n);
        n = vsnprintf(b->s + b->len, b->cap - b->len, fmt, again);
    }
    va_end(again);
    b->len += (size_t)n;
}

void
ht_buf_addf(struct ht_buf *b, const char *fmt, ...)
{
    va_list ap;
    va_start(ap, fmt);
    ht_buf_vaddf(b, fmt, ap);
    va_end(ap);
}

void
ht_buf_cut(struct ht_buf *b, size_t len)
{
    assert(len <= b->len);
    b->len = len;
    if (b->cap)
        b->s[len] = '\0';
}

char *
ht_buf_take(struct ht_buf *b)
{
    ht_buf_room(b, 0);
    char *s = b->s;
    ht_buf_init(b);
    return s;
}

char *
ht_put_number(char *p, uint64_t n, unsigned width)
{
    char digits[HT_NUMBER_DIGITS];
    unsigned k = 0;
    do
        digits[k++] = (char)('0' + n % 10);
    while (n /= 10);
    for (; width > k; width--)
        *p++ = '0';
    while (k)
        *p++ = digits[--k];
    return p;
}

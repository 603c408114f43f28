/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * A growable byte buffer.  After ht_buf_init() or HT_BUF_INIT, s is never NULL and always ends in a NUL
 * that len does not count.  The content may hold NUL bytes.
 */
#ifndef HT_BASE_BUF_H
#define HT_BASE_BUF_H

#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

struct ht_buf {
    char *s;
    size_t len;
    size_t cap;                         /* 0 while s is the shared empty string */
};

extern char ht_buf_empty[1];
#define HT_BUF_INIT { ht_buf_empty, 0, 0 }

void ht_buf_init(struct ht_buf *b);
void ht_buf_fini(struct ht_buf *b);     /* leaves an empty, usable buffer */
void ht_buf_room(struct ht_buf *b, size_t extra);   /* room for EXTRA bytes and the NUL */

static inline void
ht_buf_clear(struct ht_buf *b)
{
    b->len = 0;
    if (b->cap)
        b->s[0] = '\0';
}

static inline void
ht_buf_add(struct ht_buf *b, const char *s, size_t len)
{
    if (b->cap <= b->len || b->cap - b->len <= len)
        ht_buf_room(b, len);
    if (len)
        memcpy(b->s + b->len, s, len);
    b->len += len;
    b->s[b->len] = '\0';
}

static inline void
ht_buf_addc(struct ht_buf *b, char c)
{
    ht_buf_add(b, &c, 1);
}

static inline void
ht_buf_adds(struct ht_buf *b, const char *s)
{
    ht_buf_add(b, s, strlen(s));
}

/* Writes N in decimal, at least WIDTH digits, no NUL; returns where it ends.  For what every record needs: printf takes
 * as long as the rest of the row. */
char *ht_put_number(char *p, uint64_t n, unsigned width);
#define HT_NUMBER_DIGITS 20             /* the most that N may need */

void ht_buf_addf(struct ht_buf *b, const char *fmt, ...) __attribute__((format(printf, 2, 3)));
void ht_buf_vaddf(struct ht_buf *b, const char *fmt, va_list ap) __attribute__((format(printf, 2, 0)));

/* Cuts to LEN bytes, which must not be more than there are. */
void ht_buf_cut(struct ht_buf *b, size_t len);

/* Gives the content away and leaves the buffer empty.  Ownership: the caller frees it. */
char *ht_buf_take(struct ht_buf *b);

#endif

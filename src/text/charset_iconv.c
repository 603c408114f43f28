/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * Sets that the system's iconv converts rightly (IBM's Vietnamese code pages).  The set's canonical name is
 * iconv's name for it.
 */
#include "config.h"

#include <errno.h>
#include <iconv.h>
#include <string.h>

#include "base/utf8.h"
#include "text/charset_int.h"

#define NONE ((iconv_t)-1)
#if defined __GNUC__ && !defined __clang__
/* gcc's analyzer does not know that NONE is no memory. */
#pragma GCC diagnostic ignored "-Wanalyzer-malloc-leak"
#endif

bool
ht_cs_iconv_has(const struct ht_charset *cs)
{
    iconv_t cd = iconv_open("UTF-8", cs->name);

    if (cd == NONE)
        return false;
    iconv_close(cd);
    return true;
}

/* Appends well-formed text without the characters that XML cannot hold. */
static void
add_fit(const struct ht_bytes *in, const char *s, size_t n, struct ht_buf *out, struct ht_decoded *res)
{
    size_t l;

    for (size_t i = 0; i < n; i += l)
        ht_cs_put(in, ht_utf8_get(s + i, &l), out, res);
}

static void
iconv_decode(const struct ht_charset *cs, const struct ht_bytes *in, struct ht_buf *out, struct ht_decoded *res)
{
    iconv_t cd = iconv_open("UTF-8", cs->name);
    char *from = (char *)(uintptr_t)in->s, buf[1024];
    size_t left = in->len, start = out->len;
    bool done = false;

    while (cd != NONE && !done) {
        char *to = buf;
        size_t room = sizeof buf, got;
        done = left == 0;
        got = iconv(cd, left ? &from : NULL, left ? &left : NULL, &to, &room);
        int why = errno;
        add_fit(in, buf, (size_t)(to - buf), out, res);
        if (got == (size_t)-1 && why != E2BIG && left) {
            ht_cs_keep(in, in->len - left, out, res);
            from++;
            left--;
        }
    }
    if (cd == NONE)                     /* ht_charset_find has seen to it that this does not happen */
        for (size_t i = 0; i < in->len; i++)
            ht_cs_keep(in, i, out, res);
    else
        iconv_close(cd);
    ht_cs_compose(out, start);
}

/* Writes the character at S as letter and tone; false if it has no tone, or the set does not have these either. */
static bool
encode_apart(iconv_t cd, const char *s, size_t len, struct ht_buf *out)
{
    struct ht_buf parts = HT_BUF_INIT;
    struct ht_encoded ignored = { 0, 0, 0 };
    char *from, buf[32], *to = buf;
    size_t left, room = sizeof buf, got;

    ht_cs_composite.encode(NULL, s, len, &parts, &ignored);
    from = parts.s;
    left = parts.len;
    bool apart = left != len || memcmp(from, s, len) != 0;      /* ị is as long as i and the dot */
    got = apart ? iconv(cd, &from, &left, &to, &room) : (size_t)-1;
    if (got != (size_t)-1)
        ht_buf_add(out, buf, (size_t)(to - buf));
    ht_buf_fini(&parts);
    return got != (size_t)-1;
}

static void
iconv_encode(const struct ht_charset *cs, const char *s, size_t len, struct ht_buf *out, struct ht_encoded *res)
{
    iconv_t cd = iconv_open(cs->name, "UTF-8");
    char *from = (char *)(uintptr_t)s, buf[1024];
    size_t left = len;

    while (cd != NONE && left) {
        char *to = buf;
        size_t room = sizeof buf, got = iconv(cd, &from, &left, &to, &room), l;
        int why = errno;
        ht_buf_add(out, buf, (size_t)(to - buf));
        if (got == (size_t)-1 && why != E2BIG) {
            uint32_t c = ht_utf8_get(from, &l);
            if (!encode_apart(cd, from, l, out)) {
                ht_buf_addc(out, '?');
                if (!res->lacking++)
                    res->first = c;
            }
            from += l;
            left -= l;
        }
    }
    if (cd != NONE)
        iconv_close(cd);
}

const struct ht_cs_class ht_cs_iconv = { false, iconv_decode, iconv_encode };

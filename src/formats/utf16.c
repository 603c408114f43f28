/* SPDX-License-Identifier: BSD-2-Clause */
/* Byte order marks and UTF-16. */
#include "config.h"
#include "formats/utf16.h"

#include <string.h>

#include "base/utf8.h"

enum ht_wide
ht_wide_detect(const unsigned char *s, size_t n, size_t *mark)
{
    size_t zero[2] = { 0, 0 };
    *mark = 0;
    if (n >= 3 && !memcmp(s, "\xef\xbb\xbf", 3)) {
        *mark = 3;
        return HT_UTF8_BOM;
    }
    if (n >= 2 && ((s[0] == 0xff && s[1] == 0xfe) || (s[0] == 0xfe && s[1] == 0xff))) {
        *mark = 2;
        return s[0] == 0xff ? HT_UTF16LE : HT_UTF16BE;
    }
    if (n > 4096)
        n = 4096;
    for (size_t i = 0; i < n; i++)
        zero[i & 1] += !s[i];
    /* Digits, blanks and separators have a zero byte each; even Vietnamese prose is half ASCII. */
    if (n >= 8 && zero[1] > n / 6 && zero[0] < zero[1] / 8)
        return HT_UTF16LE;
    if (n >= 8 && zero[0] > n / 6 && zero[1] < zero[0] / 8)
        return HT_UTF16BE;
    return HT_NARROW;
}

enum ht_wide
ht_wide_as(const struct ht_charset *given, const unsigned char *s, size_t n, size_t *mark)
{
    enum ht_wide wide = ht_wide_detect(s, n, mark);
    if (!given || ht_charset_unit(given) != 2 || *mark || !memchr(s, '\0', n))
        return wide;
    if (!strcmp(ht_charset_name(given), "UTF-16"))
        return wide == HT_NARROW ? HT_UTF16LE : wide;
    return strcmp(ht_charset_name(given), "UTF-16BE") ? HT_UTF16LE : HT_UTF16BE;
}

void
ht_text_in_init(struct ht_text_in *t, struct ht_in *in, const struct ht_charset *given)
{
    *t = (struct ht_text_in){ .in = in, .given = given };
    ht_buf_init(&t->text);
}

void
ht_text_in_fini(struct ht_text_in *t)
{
    ht_buf_fini(&t->text);
}

static uint32_t
unit(const struct ht_text_in *t, const unsigned char *s)
{
    return t->wide == HT_UTF16LE ? s[0] | (uint32_t)s[1] << 8 : s[1] | (uint32_t)s[0] << 8;
}

static void
put(struct ht_buf *b, uint32_t c)
{
    char s[4];
    ht_buf_add(b, s, ht_utf8_put(s, c));
}

/* Converts whole characters at S; returns the bytes used.  AT_END: nothing follows, so halves are errors. */
static size_t
convert(struct ht_text_in *t, const unsigned char *s, size_t n, bool at_end)
{
    size_t i = 0;
    while (n - i >= 2) {
        uint32_t c = unit(t, s + i);
        if (c < 0xd800 || c > 0xdfff) {
            put(&t->text, c);
            i += 2;
            continue;
        }
        if (n - i < 4 && !at_end)
            break;
        uint32_t low = n - i >= 4 ? unit(t, s + i + 2) : 0;
        bool pair = c < 0xdc00 && low >= 0xdc00 && low <= 0xdfff;
        put(&t->text, pair ? 0x10000 + ((c - 0xd800) << 10) + (low - 0xdc00) : 0xfffd);
        i += pair ? 4 : 2;
    }
    if (at_end && i < n)
        put(&t->text, 0xfffd);
    return at_end ? n : i;
}

static enum ht_rc
begin(struct ht_text_in *t)
{
    size_t n, mark;
    const unsigned char *s = ht_in_peek(t->in, 4096, &n);
    if (!s)
        return HT_FAIL;
    t->wide = ht_wide_as(t->given, s, n, &mark);
    ht_in_consume(t->in, mark);
    t->begun = true;
    return HT_OK;
}

enum ht_rc
ht_text_block(struct ht_text_in *t, const char **s, size_t *len)
{
    const unsigned char *block;
    size_t n;
    if (!t->begun && begin(t))
        return HT_FAIL;
    if (t->wide == HT_NARROW || t->wide == HT_UTF8_BOM) {
        enum ht_rc rc = ht_in_block(t->in, &block, &n);
        *s = (const char *)block;
        *len = n;
        return rc;
    }
    ht_buf_clear(&t->text);
    while (!t->text.len) {
        enum ht_rc rc = ht_in_block(t->in, &block, &n);
        if (rc == HT_FAIL)
            return rc;
        if (rc == HT_EOF) {
            if (!t->nhalf)
                return HT_EOF;
            convert(t, t->half, t->nhalf, true);
            t->nhalf = 0;
            break;
        }
        /* Complete what the last block left, byte by byte: at most three bytes. */
        while (t->nhalf && n) {
            t->half[t->nhalf++] = *block++;
            n--;
            size_t used = convert(t, t->half, t->nhalf, false);
            t->nhalf -= used;
            memmove(t->half, t->half + used, t->nhalf);
        }
        size_t used = convert(t, block, n, false);
        memcpy(t->half + t->nhalf, block + used, n - used);
        t->nhalf += n - used;
    }
    *s = t->text.s;
    *len = t->text.len;
    return HT_OK;
}

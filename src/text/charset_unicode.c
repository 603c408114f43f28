/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * UTF-8, composed or not, and UTF-16 (RFC 3629, RFC 2781), brought into NFC.
 *
 * None trusts its input: a byte or a half that is no character is kept as it stands and counted.
 */
#include "config.h"

#include <utf8proc.h>

#include "base/utf8.h"
#include "text/charset_int.h"
#include "text/nfc.h"

/* ---- UTF-8 ---- */

/* Length of the longest prefix that can be copied: well-formed and fit for XML.  Sets *ODD if there is a character
 * that may have to be composed; Latin and Vietnamese letters have not. */
static size_t
clean_prefix(const char *s, size_t n, bool *odd)
{
    const uint64_t high = 0x8080808080808080u, blanks = 0x2020202020202020u;
    const unsigned char *p = (const unsigned char *)s;
    size_t i = 0, l;

    while (i < n) {
        uint64_t word;
        while (n - i >= sizeof word && (memcpy(&word, s + i, sizeof word), !((word | (word - blanks)) & high)))
            i += sizeof word;
        for (; i < n && p[i] < 0x80; i++)
            if (!ht_cs_xml_char(p[i]))
                return i;
        for (; i < n && p[i] >= 0x80; i += l) {
            if (p[i] >= 0xc2 && p[i] < 0xcc && n - i > 1 && (p[i + 1] & 0xc0) == 0x80) {
                l = 2;                  /* U+0080-02FF */
                continue;
            }
            if (p[i] == 0xe1 && n - i > 2 && p[i + 1] >= 0xb8 && p[i + 1] <= 0xbc && (p[i + 2] & 0xc0) == 0x80) {
                l = 3;                  /* U+1E00-1F3F */
                continue;
            }
            l = ht_utf8_len(s + i, n - i);
            if (!l || (p[i] == 0xef && !ht_cs_xml_char(ht_utf8_get(s + i, &l))))
                return i;
            *odd = true;
        }
    }
    return i;
}

static void
utf8_decode(const struct ht_charset *cs, const struct ht_bytes *in, struct ht_buf *out, struct ht_decoded *res)
{
    const char *s = (const char *)in->s;
    size_t start = out->len, i = 0;
    bool odd = false;

    (void)cs;
    for (;;) {
        size_t n = clean_prefix(s + i, in->len - i, &odd);
        ht_buf_add(out, s + i, n);
        i += n;
        if (i == in->len)
            break;
        n = ht_utf8_len(s + i, in->len - i);
        if (n == 0) {
            ht_cs_keep(in, i, out, res);
            odd = true;
            i++;
        } else {
            ht_cs_put(in, ht_utf8_get(s + i, &n), out, res);
            i += n;
        }
    }
    if (odd)
        ht_cs_compose(out, start);
}

static void
utf8_encode(const struct ht_charset *cs, const char *s, size_t len, struct ht_buf *out, struct ht_encoded *res)
{
    (void)cs;
    (void)res;
    ht_buf_add(out, s, len);
}

const struct ht_cs_class ht_cs_utf8 = { false, utf8_decode, utf8_encode };

/* ---- composite Unicode: read as UTF-8, written as letter and marks ---- */

/* Vietnamese tones: U+0300 0301 0303 0309 0323. */
static bool
is_tone(uint32_t c)
{
    return c == 0x300 || c == 0x301 || c == 0x303 || c == 0x309 || c == 0x323;
}

static void
put_char(struct ht_buf *out, uint32_t c)
{
    char u[4];

    ht_buf_add(out, u, ht_utf8_put(u, c));
}

/* The letter without its tone, then the tone ("Unicode tổ hợp": â + U+0301). */
static void
put_composite(struct ht_buf *out, const utf8proc_int32_t *part, utf8proc_ssize_t n)
{
    utf8proc_int32_t shape[4];
    utf8proc_ssize_t k = 0;
    uint32_t tone = 0;

    for (utf8proc_ssize_t i = 0; i < n; i++)
        if (!tone && i > 0 && is_tone((uint32_t)part[i]))
            tone = (uint32_t)part[i];
        else
            shape[k++] = part[i];
    k = utf8proc_normalize_utf32(shape, k, UTF8PROC_COMPOSE | UTF8PROC_STABLE);
    for (utf8proc_ssize_t i = 0; i < k; i++)
        put_char(out, (uint32_t)shape[i]);
    if (tone)
        put_char(out, tone);
}

static void
decompose(const char *s, size_t len, struct ht_buf *out, bool tone_only)
{
    size_t l;

    for (size_t i = 0; i < len; i += l) {
        utf8proc_int32_t part[4];
        int last = 0;
        uint32_t c = ht_utf8_get(s + i, &l);
        utf8proc_ssize_t n = utf8proc_decompose_char((utf8proc_int32_t)c, part, 4,
            UTF8PROC_DECOMPOSE | UTF8PROC_STABLE, &last);
        if (n < 2 || n > 4)
            ht_buf_add(out, s + i, l);
        else if (tone_only)
            put_composite(out, part, n);
        else
            for (utf8proc_ssize_t k = 0; k < n; k++)
                put_char(out, (uint32_t)part[k]);
    }
}

static void
composite_encode(const struct ht_charset *cs, const char *s, size_t len, struct ht_buf *out,
                 struct ht_encoded *res)
{
    (void)cs;
    (void)res;
    decompose(s, len, out, true);
}

static void
nfd_encode(const struct ht_charset *cs, const char *s, size_t len, struct ht_buf *out, struct ht_encoded *res)
{
    (void)cs;
    (void)res;
    decompose(s, len, out, false);
}

const struct ht_cs_class ht_cs_composite = { false, utf8_decode, composite_encode };
const struct ht_cs_class ht_cs_nfd = { false, utf8_decode, nfd_encode };

/* ---- UTF-16 ---- */

static uint32_t
unit(const unsigned char *s, bool big)
{
    return big ? (uint32_t)s[0] << 8 | s[1] : (uint32_t)s[1] << 8 | s[0];
}

static void
utf16_decode(const struct ht_bytes *in, bool big, struct ht_buf *out, struct ht_decoded *res)
{
    size_t start = out->len, i;

    ht_buf_room(out, in->len / 2 * 3 + 4);
    for (i = 0; in->len - i >= 2; i += 2) {
        uint32_t c = unit(in->s + i, big);
        if (c >= 0xd800 && c < 0xe000) {
            uint32_t low = c < 0xdc00 && in->len - i >= 4 ? unit(in->s + i + 2, big) : 0;
            if (low < 0xdc00 || low >= 0xe000) {
                ht_cs_put(in, 0xfffd, out, res);        /* half a pair: no character at all to keep */
                res->bad++;
                continue;
            }
            c = 0x10000 + ((c - 0xd800) << 10) + (low - 0xdc00);
            i += 2;
        }
        ht_cs_put(in, c, out, res);
    }
    if (i < in->len)
        ht_cs_keep(in, i, out, res);
    ht_cs_compose(out, start);
}

static void
utf16_put(struct ht_buf *out, uint32_t u, bool big)
{
    char b[2] = { (char)(big ? u >> 8 : u & 255), (char)(big ? u & 255 : u >> 8) };

    ht_buf_add(out, b, 2);
}

static void
utf16_encode(const char *s, size_t len, bool big, struct ht_buf *out)
{
    size_t l;

    for (size_t i = 0; i < len; i += l) {
        uint32_t c = ht_utf8_get(s + i, &l);
        if (c >= 0x10000) {
            utf16_put(out, 0xd800 + ((c - 0x10000) >> 10), big);
            c = 0xdc00 + ((c - 0x10000) & 0x3ff);
        }
        utf16_put(out, c, big);
    }
}

static void
utf16le_decode(const struct ht_charset *cs, const struct ht_bytes *in, struct ht_buf *out, struct ht_decoded *res)
{
    (void)cs;
    utf16_decode(in, false, out, res);
}

static void
utf16be_decode(const struct ht_charset *cs, const struct ht_bytes *in, struct ht_buf *out, struct ht_decoded *res)
{
    (void)cs;
    utf16_decode(in, true, out, res);
}

/* The order by the mark at the start, which is dropped; little-endian without one, as Windows writes it. */
static void
utf16any_decode(const struct ht_charset *cs, const struct ht_bytes *in, struct ht_buf *out,
                struct ht_decoded *res)
{
    size_t skip = 0;
    bool big = false;

    (void)cs;
    if (in->len >= 2 && (unit(in->s, true) == 0xfeff || unit(in->s, false) == 0xfeff)) {
        big = unit(in->s, true) == 0xfeff;
        skip = 2;
    }
    struct ht_bytes rest = { in->s + skip, in->len - skip, in->wide ? in->wide + skip : NULL, in->plain };
    utf16_decode(&rest, big, out, res);
}

static void
utf16le_encode(const struct ht_charset *cs, const char *s, size_t len, struct ht_buf *out, struct ht_encoded *res)
{
    (void)cs;
    (void)res;
    utf16_encode(s, len, false, out);
}

static void
utf16be_encode(const struct ht_charset *cs, const char *s, size_t len, struct ht_buf *out, struct ht_encoded *res)
{
    (void)cs;
    (void)res;
    utf16_encode(s, len, true, out);
}

const struct ht_cs_class ht_cs_utf16le = { false, utf16le_decode, utf16le_encode };
const struct ht_cs_class ht_cs_utf16be = { false, utf16be_decode, utf16be_encode };
const struct ht_cs_class ht_cs_utf16 = { false, utf16any_decode, utf16le_encode };

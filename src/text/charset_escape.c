/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * Characters written with ASCII: numeric character references, HTML's names, escapes of C and Java.
 *
 * All are UTF-8 text with something to undo, so each first reads UTF-8.  What does not parse as an escape of a
 * real character stays as it is.
 */
#include "config.h"

#include "base/mem.h"
#include "base/utf8.h"
#include "text/charset_int.h"

static int
digit(char c, unsigned base)
{
    int v = c >= '0' && c <= '9' ? c - '0' : c >= 'a' && c <= 'f' ? c - 'a' + 10
          : c >= 'A' && c <= 'F' ? c - 'A' + 10 : 99;

    return v < (int)base ? v : -1;
}

/* Reads at least one and at most MAX digits; returns their number. */
static size_t
number(const char *s, size_t n, unsigned base, size_t max, uint32_t *value)
{
    size_t i = 0;
    uint32_t v = 0;

    for (; i < n && i < max && digit(s[i], base) >= 0; i++)
        v = v * base + (uint32_t)digit(s[i], base);
    *value = v;
    return i;
}

static bool
real_char(uint32_t c)
{
    return c < 0x110000 && (c < 0xd800 || c >= 0xe000) && ht_cs_xml_char(c);
}

/* ---- references ---- */

static const struct name {
    const char *name;
    uint32_t c;
} names[] = {
#define HTML_NAME(n, c) { n, c },
#include "text/html.def"
#undef HTML_NAME
};

/* The reference at S, which starts with '&': its length and character, or 0. */
static size_t
reference(const char *s, size_t n, bool named, uint32_t *c)
{
    size_t i = 2, k = 0;

    if (n > 3 && s[1] == '#') {
        bool hex = s[2] == 'x' || s[2] == 'X';
        k = number(s + i + hex, n - i - hex, hex ? 16 : 10, hex ? 6 : 7, c);
        i += k + hex;
        if (*c >= 0x80 && *c < 0xa0) {  /* means the byte of Windows-1252 (HTML5 13.2.5.80) */
            const struct ht_seq *e = &ht_charset_find("CP1252")->table->two[0][*c];
            size_t l;
            *c = ht_utf8_get((const char *)e->s, &l);
        }
        return k && i < n && s[i] == ';' && real_char(*c) ? i + 1 : 0;
    }
    for (k = 0; named && k < HT_COUNT(names); k++) {
        size_t len = strlen(names[k].name);
        if (n > len + 1 && s[len + 1] == ';' && !memcmp(s + 1, names[k].name, len)) {
            *c = names[k].c;
            return len + 2;
        }
    }
    return 0;
}

static void
undo_references(struct ht_buf *out, const char *s, size_t n, bool html)
{
    for (size_t i = 0, used; i < n; i += used) {
        const char *amp = memchr(s + i, '&', n - i);
        size_t plain = (amp ? (size_t)(amp - s) : n) - i;
        uint32_t c = 0;
        char u[4];
        ht_buf_add(out, s + i, plain);
        i += plain;
        used = amp ? reference(s + i, n - i, html, &c) : 0;
        if (used && !(html && (c == '&' || c == '<' || c == '>'))) {
            ht_buf_add(out, u, ht_utf8_put(u, c));
        } else if (amp) {
            ht_buf_addc(out, '&');
            used = 1;
        }
    }
}

/* ---- escapes ---- */

/* The escape at S, which starts with '\\': its length and character, or 0. */
static size_t
escape(const char *s, size_t n, uint32_t *c)
{
    uint32_t low;

    if (n >= 2 && s[1] == '\\') {
        *c = '\\';
        return 2;
    }
    if (n > 2 && s[1] == 'x') {         /* UniKey's spelling: as few digits as needed */
        size_t k = number(s + 2, n - 2, 16, 4, c);
        return k && real_char(*c) ? k + 2 : 0;
    }
    if (n >= 10 && s[1] == 'U' && number(s + 2, 8, 16, 8, c) == 8)
        return real_char(*c) ? 10 : 0;
    if (n < 6 || s[1] != 'u' || number(s + 2, 4, 16, 4, c) != 4)
        return 0;
    if (*c >= 0xd800 && *c < 0xdc00 && n >= 12 && s[6] == '\\' && s[7] == 'u' &&
        number(s + 8, 4, 16, 4, &low) == 4 && low >= 0xdc00 && low < 0xe000) {
        *c = 0x10000 + ((*c - 0xd800) << 10) + (low - 0xdc00);
        return 12;
    }
    return real_char(*c) ? 6 : 0;
}

static void
undo_escapes(struct ht_buf *out, const char *s, size_t n, bool unused)
{
    (void)unused;
    for (size_t i = 0; i < n;) {
        const char *stroke = memchr(s + i, '\\', n - i);
        size_t plain = (stroke ? (size_t)(stroke - s) : n) - i, used;
        uint32_t c;
        char u[4];
        ht_buf_add(out, s + i, plain);
        i += plain;
        if (i == n)
            break;
        used = escape(s + i, n - i, &c);
        if (used)
            ht_buf_add(out, u, ht_utf8_put(u, c));
        else
            ht_buf_addc(out, s[i]);
        i += used ? used : 1;
    }
}

/* ---- the classes ---- */

static void
decode_with(const struct ht_bytes *in, struct ht_buf *out, struct ht_decoded *res, bool html,
            void (*undo)(struct ht_buf *, const char *, size_t, bool))
{
    struct ht_buf text = HT_BUF_INIT;
    size_t start = out->len;

    ht_cs_utf8.decode(NULL, in, &text, res);
    undo(out, text.s, text.len, html);
    ht_buf_fini(&text);
    ht_cs_compose(out, start);
}

static void
ncr_decode(const struct ht_charset *cs, const struct ht_bytes *in, struct ht_buf *out, struct ht_decoded *res)
{
    (void)cs;
    decode_with(in, out, res, false, undo_references);
}

static void
html_decode(const struct ht_charset *cs, const struct ht_bytes *in, struct ht_buf *out, struct ht_decoded *res)
{
    (void)cs;
    decode_with(in, out, res, true, undo_references);
}

static void
c_decode(const struct ht_charset *cs, const struct ht_bytes *in, struct ht_buf *out, struct ht_decoded *res)
{
    (void)cs;
    decode_with(in, out, res, false, undo_escapes);
}

/* Writes what is not ASCII by FORMAT; an ampersand that would be read as a reference by its number. */
static void
encode_references(const char *s, size_t len, struct ht_buf *out, bool hex, bool named)
{
    size_t l, k;

    for (size_t i = 0; i < len; i += l) {
        uint32_t c = ht_utf8_get(s + i, &l), ignored;
        bool taken = c == '&' && !named && reference(s + i, len - i, false, &ignored);
        for (k = 0; named && c >= 0x80 && k < HT_COUNT(names) && names[k].c != c; k++)
            ;
        if (c < 0x80 && !taken)
            ht_buf_addc(out, (char)c);
        else if (named && k < HT_COUNT(names))
            ht_buf_addf(out, "&%s;", names[k].name);
        else if (hex)
            ht_buf_addf(out, "&#x%X;", (unsigned)c);
        else
            ht_buf_addf(out, "&#%u;", (unsigned)c);
    }
}

static void
ncr_dec_encode(const struct ht_charset *cs, const char *s, size_t len, struct ht_buf *out, struct ht_encoded *res)
{
    (void)cs;
    (void)res;
    encode_references(s, len, out, false, false);
}

static void
ncr_hex_encode(const struct ht_charset *cs, const char *s, size_t len, struct ht_buf *out, struct ht_encoded *res)
{
    (void)cs;
    (void)res;
    encode_references(s, len, out, true, false);
}

static void
html_encode(const struct ht_charset *cs, const char *s, size_t len, struct ht_buf *out, struct ht_encoded *res)
{
    (void)cs;
    (void)res;
    encode_references(s, len, out, false, true);
}

static void
c_encode(const struct ht_charset *cs, const char *s, size_t len, struct ht_buf *out, struct ht_encoded *res)
{
    size_t l;

    (void)cs;
    (void)res;
    for (size_t i = 0; i < len; i += l) {
        uint32_t c = ht_utf8_get(s + i, &l);
        if (c == '\\')
            ht_buf_adds(out, "\\\\");
        else if (c < 0x80)
            ht_buf_addc(out, (char)c);
        else
            ht_buf_addf(out, c < 0x10000 ? "\\u%04X" : "\\U%08X", (unsigned)c);
    }
}

const struct ht_cs_class ht_cs_ncr_dec = { true, ncr_decode, ncr_dec_encode };
const struct ht_cs_class ht_cs_ncr_hex = { true, ncr_decode, ncr_hex_encode };
const struct ht_cs_class ht_cs_c_escape = { true, c_decode, c_encode };
const struct ht_cs_class ht_cs_html = { true, html_decode, html_encode };

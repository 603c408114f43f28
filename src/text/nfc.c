/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * NFC behind a quick check.
 *
 * A "stable" character has combining class 0, is its own NFC form and never composes with what stands before
 * it.  Text of stable characters is in NFC, and a normalization boundary lies before each of them.  So only the
 * spans between stable characters go through utf8proc: decomposed character by character, put into canonical
 * order by a counting sort (the library's own ordering takes quadratic time on a long run of marks), composed.
 */
#include "config.h"
#include "text/nfc.h"

#include <stdint.h>
#include <stdlib.h>
#include <utf8proc.h>

#include "base/mem.h"
#include "base/utf8.h"

/* Ranges of stable characters that ledgers use; whatever is not here only costs time.  Sorted. */
static const struct { uint32_t first, last; } stable[] = {
    { 0x00000, 0x002ff },               /* Latin */
    { 0x00388, 0x00482 },               /* Greek, Cyrillic */
    { 0x01e00, 0x01f70 },               /* Latin Additional: 90 Vietnamese letters */
    { 0x02002, 0x020cf },               /* punctuation, currency */
    { 0x0212c, 0x02328 },               /* numerals, arrows, mathematics */
    { 0x0232b, 0x02adb },               /* box drawing, shapes */
    { 0x03400, 0x09fff },               /* Han */
    { 0x0ac00, 0x0d7a3 },               /* Hangul syllables */
    { 0x0e000, 0x0f8ff },               /* private use */
    { 0x0fe30, 0x0ffef },               /* full-width forms */
    { 0x1f000, 0x1faff },               /* pictures */
    { 0x20000, 0x2f7ff },               /* Han, chữ Nôm */
    { 0x30000, 0x3ffff }
};

static bool
is_stable(uint32_t c)
{
    for (size_t i = 0; i < HT_COUNT(stable) && c >= stable[i].first; i++)
        if (c <= stable[i].last)
            return true;
    return false;
}

/* Length of the longest prefix of stable characters. */
static size_t
stable_prefix(const char *s, size_t n)
{
    const unsigned char *p = (const unsigned char *)s;
    size_t i = 0;

    while (i < n) {
        uint64_t word;
        while (n - i >= sizeof word && (memcpy(&word, p + i, sizeof word), !(word & 0x8080808080808080u)))
            i += sizeof word;
        if (i >= n)
            break;
        if (p[i] < 0x80)
            i++;
        else if (p[i] < 0xcc)
            i += 2;
        else if (p[i] == 0xe1 && p[i + 1] >= 0xb8 && p[i + 1] <= 0xbc)
            i += 3;                     /* U+1E00-1F3F */
        else {
            size_t len;
            if (!is_stable(ht_utf8_get(s + i, &len)))
                break;
            i += len;
        }
    }
    return i;
}

bool
ht_nfc_quick(const char *s, size_t n)
{
    return stable_prefix(s, n) == n;
}

/* Sorts a run of marks by combining class, keeping the order within a class (UAX #15 D109). */
static void
order_run(utf8proc_int32_t *c, size_t n)
{
    size_t at[256] = { 0 };
    utf8proc_int32_t *copy;

    if (n < 2)
        return;
    copy = ht_malloc(n * sizeof *copy);
    memcpy(copy, c, n * sizeof *copy);
    for (size_t i = 0; i < n; i++)
        at[utf8proc_get_property(c[i])->combining_class & 255]++;
    for (size_t i = 0, sum = 0; i < 256; i++) {
        size_t here = at[i];
        at[i] = sum;
        sum += here;
    }
    for (size_t i = 0; i < n; i++)
        c[at[utf8proc_get_property(copy[i])->combining_class & 255]++] = copy[i];
    free(copy);
}

static void
order(utf8proc_int32_t *c, size_t n)
{
    size_t start = 0;

    for (size_t i = 0; i <= n; i++)
        if (i == n || utf8proc_get_property(c[i])->combining_class == 0) {
            order_run(c + start, i - start);
            start = i + 1;
        }
}

/* Appends one span in NFC. */
static void
normalize_span(struct ht_buf *out, const char *s, size_t n)
{
    enum { EXPAND = 4 };                /* no character decomposes into more (UAX #15, table 8) */
    utf8proc_int32_t *c = ht_calloc(n / 2 + 1, EXPAND * sizeof *c);    /* at most one of them is ASCII */
    utf8proc_ssize_t len = 0;

    for (size_t i = 0, l; i < n; i += l) {
        int last = 0;
        utf8proc_ssize_t got = utf8proc_decompose_char((utf8proc_int32_t)ht_utf8_get(s + i, &l), c + len,
            EXPAND, UTF8PROC_DECOMPOSE | UTF8PROC_STABLE, &last);
        len += got > 0 ? got : 0;
    }
    order(c, (size_t)len);
    len = utf8proc_normalize_utf32(c, len, UTF8PROC_COMPOSE | UTF8PROC_STABLE);
    ht_buf_room(out, (size_t)len * 4);
    for (utf8proc_ssize_t i = 0; i < len; i++)
        out->len += ht_utf8_put(out->s + out->len, (uint32_t)c[i]);
    out->s[out->len] = '\0';
    free(c);
}

/* Start of the character before OFFSET, which is not 0. */
static size_t
before(const char *s, size_t offset)
{
    do
        offset--;
    while (offset > 0 && ((unsigned char)s[offset] & 0xc0) == 0x80);
    return offset;
}

bool
ht_nfc(struct ht_buf *out, const char *s, size_t n)
{
    size_t start = out->len;

    for (size_t done = 0; done < n;) {
        size_t odd = done + stable_prefix(s + done, n - done), end, len;
        if (odd == n) {
            ht_buf_add(out, s + done, n - done);
            break;
        }
        size_t span = odd > done ? before(s, odd) : odd;
        ht_buf_add(out, s + done, span - done);
        for (end = odd; end < n && !is_stable(ht_utf8_get(s + end, &len)); end += len)
            ;
        normalize_span(out, s + span, end - span);
        done = end;
    }
    return out->len - start != n || (n && memcmp(out->s + start, s, n) != 0);
}

/*
 * U+00C0 to U+01BF and U+1E80 to U+1EFF are stable in NFC as long as no combining mark follows, and marks are not
 * among what passes here.
 */
bool
ht_text_plain(const char *text, size_t n)
{
    const unsigned char *s = (const unsigned char *)text;
    size_t i = 0;
    while (i < n) {
        uint64_t w;
        unsigned char c = s[i];
        if (n - i >= 8) {
            memcpy(&w, s + i, 8);
            if (!((w | (w - 0x2020202020202020u)) & 0x8080808080808080u)) {
                i += 8;
                continue;
            }
        }
        if (c >= 0x20 && c < 0x80)
            i++;
        else if (c == 0xe1 && n - i >= 3 && (s[i + 1] | 1) == 0xbb && (s[i + 2] & 0xc0) == 0x80)
            i += 3;
        else if (c >= 0xc3 && c <= 0xc6 && n - i >= 2 && (s[i + 1] & 0xc0) == 0x80)
            i += 2;
        else
            return false;
    }
    return true;
}

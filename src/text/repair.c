/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * Repairs of decoded text that NFC does not do.  Each has a name for by=.  What is left alone: tone placement and
 * i or y, which are the person's spelling, and every script but Latin.
 */
#include "config.h"

#include "base/utf8.h"
#include "text/detect_int.h"
#include "text/fold.h"
#include "text/viet.h"

/* First bytes of everything that a repair looks for. */
static bool
may_need_repair(const char *s, size_t n)
{
    for (size_t i = 0; i < n; i++) {
        switch ((unsigned char)s[i]) {
        case 0xc2: case 0xc3: case 0xc6: case 0xc9: case 0xcc: case 0xe2: case 0xe3: case 0xef:
            return true;
        default:
            break;
        }
    }
    return false;
}

static bool
is_han(uint32_t c)
{
    return (c >= 0x2e80 && c < 0xa4d0 && (c < 0x3000 || c > 0x303f)) || (c >= 0xf900 && c < 0xfb00)
        || (c >= 0x20000 && c < 0x40000);
}

static bool
has_han(const char *s, size_t n)
{
    for (size_t len; n; s += len, n -= len)
        if (is_han(ht_utf8_get(s, &len)))
            return true;
    return false;
}

/* Latin letters, signs and nothing: all that Vietnamese is written with.  Khmer and Cham need their joiners. */
static bool
is_western(uint32_t c)
{
    return c < 0x590 || (c >= 0x1e00 && c < 0x2100);
}

static bool
is_hidden(uint32_t c)
{
    return c == 0xad || (c >= 0x200b && c <= 0x200d) || c == 0x2060 || c == 0xfeff;
}

/* á and a circumflex typed behind it are ấ; 0 if they make no letter. */
static uint32_t
with_hat(uint32_t c, uint32_t mark)
{
    enum ht_tone tone;
    uint32_t base = ht_untone(c, &tone);
    uint32_t hat = 0;
    if (tone == HT_NGANG)
        return 0;
    if (mark == 0x302)
        hat = base == 'a' ? 0xe2 : base == 'e' ? 0xea : base == 'o' ? 0xf4
            : base == 'A' ? 0xc2 : base == 'E' ? 0xca : base == 'O' ? 0xd4 : 0;
    else if (mark == 0x306)
        hat = base == 'a' ? 0x103 : base == 'A' ? 0x102 : 0;
    return hat ? ht_with_tone(hat, tone) : 0;
}

static void
put(struct ht_buf *out, uint32_t c)
{
    char s[4];
    ht_buf_add(out, s, ht_utf8_put(s, c));
}

/* What one character becomes: itself, another one, or NOTHING. */
#define NOTHING UINT32_MAX
static uint32_t
repair_char(uint32_t c, uint32_t before, uint32_t after, bool han, unsigned *repairs)
{
    if (c < 0xa0)
        return c;
    if (is_hidden(c) && is_western(before) && is_western(after)) {
        *repairs |= HT_REPAIR_HIDDEN;
        return NOTHING;
    }
    if (c != 0x2028 && c != 0x2029 && ht_is_space(c) && !(c == 0x3000 && han)) {
        *repairs |= HT_REPAIR_SPACE;
        return ' ';
    }
    if (c >= 0xff01 && c <= 0xff5e && !han) {
        *repairs |= HT_REPAIR_WIDTH;
        return c - 0xfee0;
    }
    return c;
}

static void
repair_chars(const char *s, size_t n, struct ht_buf *out, unsigned *repairs)
{
    bool han = has_han(s, n);
    uint32_t before = 0;                /* last character written */
    size_t before_at = out->len;
    for (size_t len; n; s += len, n -= len) {
        uint32_t c = ht_utf8_get(s, &len);
        size_t ignored;
        uint32_t after = n > len ? ht_utf8_get(s + len, &ignored) : 0;
        uint32_t whole = c == 0x302 || c == 0x306 ? with_hat(before, c) : 0;
        if (whole) {
            ht_buf_cut(out, before_at);
            *repairs |= HT_REPAIR_TONE_ORDER;
            c = whole;
        } else {
            c = repair_char(c, before, after, han, repairs);
        }
        if (c == NOTHING)
            continue;
        before_at = out->len;
        before = c;
        put(out, c);
    }
}

/* Letters that are taken for đ or Đ; 0 for all others. */
static uint32_t
as_d_stroke(uint32_t c)
{
    switch (c) {
    case 0xf0: case 0x256: case 0x257: case 0x20ab:
        return 0x111;
    case 0xd0: case 0x189: case 0x18a:
        return 0x110;
    default:
        return 0;
    }
}

/* True if S has a letter that neither Vietnamese nor the languages of its minorities are written with: what looks like
 * Đ there is eth. */
static bool
has_foreign_letter(const char *s, size_t n)
{
    static const char minor[] = "ɃƀČčĔĕĬĭŎŏŬŭÑñ";
    for (size_t len; n; s += len, n -= len) {
        uint32_t c = ht_utf8_get(s, &len);
        bool latin = c >= 0xc0 && c < 0x250 && ht_is_letter(c);
        if (latin && !ht_vi_letter_rank(c) && !as_d_stroke(c) && !memmem(minor, sizeof minor - 1, s, len))
            return true;
    }
    return false;
}

/* Appends a word of CELL, with đ in place of a look-alike at its start if that makes a syllable. */
static void
repair_word(const char *s, size_t n, const struct ht_buf *cell, struct ht_buf *out, unsigned *repairs)
{
    size_t len, start = out->len;
    struct ht_syllable y;
    uint32_t c = ht_utf8_get(s, &len);
    uint32_t d = as_d_stroke(c);
    if (!d && (c | 0x20) == 'd' && n > 3 && !memcmp(s + 1, "\xcc\xb5", 2)) {
        d = c == 'd' ? 0x111 : 0x110;   /* d and a short stroke overlay */
        len = 3;
    }
    if (!d || has_foreign_letter(cell->s, cell->len)) {
        ht_buf_add(out, s, n);
        return;
    }
    put(out, d);
    ht_buf_add(out, s + len, n - len);
    if (ht_syllable(out->s + start, out->len - start, &y)) {
        *repairs |= HT_REPAIR_D_STROKE;
        return;
    }
    ht_buf_cut(out, start);
    ht_buf_add(out, s, n);
}

bool
repair_text(const char *s, size_t n, struct ht_buf *out, unsigned *repairs)
{
    if (!may_need_repair(s, n))
        return false;
    struct ht_buf chars = HT_BUF_INIT;
    unsigned done = 0;
    repair_chars(s, n, &chars, &done);
    const char *at = chars.s, *copied = at, *const end = at + chars.len, *word;
    size_t len;
    while ((word = ht_next_word(&at, end, &len))) {
        ht_buf_add(out, copied, (size_t)(word - copied));
        repair_word(word, len, &chars, out, &done);
        copied = word + len;
    }
    ht_buf_add(out, copied, (size_t)(end - copied));
    ht_buf_fini(&chars);
    *repairs |= done;
    return done != 0;
}

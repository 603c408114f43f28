/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * Cleans text without changing a letter: runs of blanks, NFC, full-width forms of East Asian keyboards,
 * characters that nobody sees.  Most values need nothing, so one look over the bytes comes first.
 */
#include "config.h"
#include "norm/normalizer.h"

#include "base/utf8.h"
#include "text/fold.h"
#include "text/nfc.h"

/* Bytes that begin characters which may need work: C0 controls, NBSP and soft hyphen (C2), combining marks (CC–CD),
 * general punctuation (E2), ideographic blank (E3), full width (EF), and all scripts that NFC may touch. */
enum { PLAIN, BLANK, SUSPICIOUS };
static const uint8_t byte_class[256] = {
    [0x00 ... 0x1f] = SUSPICIOUS, [' '] = BLANK, [0x7f] = SUSPICIOUS, [0xc2] = SUSPICIOUS,
    [0xcc ... 0xe0] = SUSPICIOUS, [0xe2 ... 0xe3] = SUSPICIOUS, [0xea ... 0xff] = SUSPICIOUS,
};

static bool
clean_already(const char *s, size_t n)
{
    unsigned before = BLANK, bad = 0;   /* a blank at the start is one too many */
    for (size_t i = 0; i < n; i++) {
        unsigned now = byte_class[(unsigned char)s[i]];
        bad |= (now & SUSPICIOUS) | (now & before);
        before = now;
    }
    return !bad && (!n || before != BLANK);
}

/* Zero width, direction marks, soft hyphen, byte order mark, replacement of nothing. */
static bool
hidden(uint32_t c)
{
    return c == 0xad || (c >= 0x200b && c <= 0x200f) || (c >= 0x202a && c <= 0x202e) ||
           (c >= 0x2060 && c <= 0x2064) || c == 0xfeff || (c >= 0x7f && c < 0xa0);
}

static uint32_t
narrow(uint32_t c)
{
    return c >= 0xff01 && c <= 0xff5e ? c - 0xff01 + '!' : c;
}

void
ht_norm_space(struct ht_norm *n, struct ht_record *r, int field)
{
    const struct ht_slot *v = &r->v[field];
    bool keep_lines = r->reg->field[field].kind == HT_KIND_TEXT, pending = false, line = false;
    if (clean_already(v->s, v->len))
        return;
    ht_buf_clear(&n->a);
    ht_buf_clear(&n->b);
    for (size_t i = 0, len; i < v->len; i += len) {
        uint32_t c = narrow(ht_utf8_get(v->s + i, &len));
        char out[4];
        if (ht_is_space(c)) {
            pending = true;
            line = line || (keep_lines && c == '\n');
        } else if (!hidden(c)) {
            if (pending && n->a.len)
                ht_buf_addc(&n->a, line ? '\n' : ' ');
            pending = line = false;
            ht_buf_add(&n->a, out, ht_utf8_put(out, c));
        }
    }
    ht_nfc(&n->b, n->a.s, n->a.len);
    ht_norm_put(n, r, field, n->b.s, n->b.len, "space");
}

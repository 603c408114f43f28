/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * Tone placement.  Schools disagree about open syllables in oa, oe, uy only; everywhere else there is one way.
 */
#include "config.h"
#include "norm/tone.h"

#include "base/utf8.h"
#include "text/fold.h"
#include "text/viet.h"

struct letter {
    uint32_t c;                         /* 0: none */
    size_t at, len;
};

static bool
pair(uint32_t a, uint32_t b, uint32_t before)
{
    enum ht_tone t;
    uint32_t x = ht_lower_char(ht_untone(a, &t)), y = ht_lower_char(ht_untone(b, &t)), z = ht_lower_char(before);
    return (x == 'o' && (y == 'a' || y == 'e')) || (x == 'u' && y == 'y' && z != 'q');
}

/* The word S[0…N): appends it with its tone where STYLE has it. */
static void
place(struct ht_buf *out, const char *s, size_t n, enum ht_tone_style style)
{
    struct letter last = {0}, one = {0}, before = {0};
    for (size_t i = 0, len; i < n; i += len) {
        uint32_t c = ht_utf8_get(s + i, &len);
        before = one;
        one = last;
        last = (struct letter){ c, i, len };
    }
    enum ht_tone first = HT_NGANG, second = HT_NGANG;
    uint32_t a = one.c ? ht_untone(one.c, &first) : 0, b = last.c ? ht_untone(last.c, &second) : 0;
    enum ht_tone tone = first != HT_NGANG ? first : second;
    if (!a || !pair(a, b, before.c) || tone == HT_NGANG || (first != HT_NGANG && second != HT_NGANG)) {
        ht_buf_add(out, s, n);
        return;
    }
    char put[8];
    size_t len = ht_utf8_put(put, style == HT_TONE_OLD ? ht_with_tone(a, tone) : a);
    len += ht_utf8_put(put + len, style == HT_TONE_NEW ? ht_with_tone(b, tone) : b);
    ht_buf_add(out, s, one.at);
    ht_buf_add(out, put, len);
}

void
ht_place_tones(struct ht_buf *out, const char *s, size_t n, enum ht_tone_style style)
{
    size_t start = 0, len;
    for (size_t i = 0; i < n; i += len) {
        uint32_t c = ht_utf8_get(s + i, &len);
        if (ht_is_letter(c))
            continue;
        place(out, s + start, i - start, style);
        ht_buf_add(out, s + i, len);
        start = i + len;
    }
    place(out, s + start, n - start, style);
}

/* SPDX-License-Identifier: BSD-2-Clause */
/* Rows of lines that other programs damaged before they came to us, and of whole ones that must not be suspected. */
#include "config.h"
#include "bench.h"

#include <string.h>

#include "base/mem.h"
#include "base/utf8.h"
#include "text/fold.h"

static void
drop_soft_hyphens(const struct ht_buf *in, struct ht_buf *out)
{
    for (size_t i = 0; i < in->len; i++)
        if (i + 1 < in->len && !memcmp(in->s + i, "\xc2\xad", 2))
            i++;
        else
            ht_buf_addc(out, in->s[i]);
}

static void
nfkc(const struct ht_buf *in, struct ht_buf *out)
{
    static const struct { const char *from, *to; } map[] = {
        { "ª", "a" }, { "¹", "1" }, { "²", "2" }, { "³", "3" }, { "º", "o" }, { "µ", "μ" }, { "¼", "1⁄4" },
        { "½", "1⁄2" }, { "¾", "3⁄4" }, { "¨", " \u0308" }, { "¯", " \u0304" }, { "´", " \u0301" }, { "¸", " \u0327" },
        { "\u00a0", " " },
    };
    for (size_t i = 0; i < in->len; ) {
        size_t k = 0;
        while (k < HT_COUNT(map) && strncmp(in->s + i, map[k].from, 2) != 0)
            k++;
        if (k < HT_COUNT(map)) {
            ht_buf_adds(out, map[k].to);
            i += 2;
        } else {
            ht_buf_addc(out, in->s[i++]);
        }
    }
}

static void
question_marks(const struct ht_buf *in, struct ht_buf *out)
{
    for (size_t i = 0; i < in->len; ) {
        size_t len = ht_utf8_len(in->s + i, in->len - i);
        if (len > 1 && i % 2)
            ht_buf_addc(out, '?');
        else
            ht_buf_add(out, in->s + i, len);
        i += len;
    }
}

static void
lower_mojibake(const struct ht_buf *in, struct ht_buf *out)
{
    ht_lower(out, in->s, in->len);
}

static void
upper_mojibake(const struct ht_buf *in, struct ht_buf *out)
{
    ht_upper(out, in->s, in->len);
}

static const struct {
    const char *what;
    void (*hurt)(const struct ht_buf *in, struct ht_buf *out);
    bool decoded;                       /* it befell text that was Unicode */
} kinds[] = {
    { "soft hyphens deleted", drop_soft_hyphens, false },
    { "NFKC", nfkc, false },
    { "'?' for lost bytes", question_marks, true },
    { "LOWER over TCVN3", lower_mojibake, false },
    { "UPPER over TCVN3", upper_mojibake, false },
};

enum { FLAGS = HT_DETECT_DAMAGED | HT_DETECT_DOUBTFUL | HT_DETECT_UNDECODED };

static struct ht_detected
read_cell(struct bench *b, const struct ht_buf *in)
{
    struct ht_cell_text cell = { in->s, in->len, HT_DOOR_TEXT, NULL };
    struct ht_detected d;
    ht_detect(detector_for(b, 0), NULL, &cell, &d);
    return d;
}

static void
damaged_lines(struct bench *b)
{
    struct ht_buf text = HT_BUF_INIT, in = HT_BUF_INIT, hurt = HT_BUF_INIT;
    size_t flagged[HT_COUNT(kinds)] = { 0 }, made[HT_COUNT(kinds)] = { 0 }, all = 0, total = 0;
    for (size_t i = 0; total < b->n; i++) {
        size_t k = i % HT_COUNT(kinds);
        make_line(&b->cases, &text);
        encode("TCVN3", &text, true, &in);
        ht_buf_clear(&hurt);
        kinds[k].hurt(kinds[k].decoded ? &text : &in, &hurt);
        struct ht_detected d = read_cell(b, &hurt);
        if (same_text_as(&d, &text, true))
            continue;                   /* nothing was lost */
        bool ok = d.flags & FLAGS;
        total++;
        made[k]++;
        flagged[k] += ok;
        all += ok;
        show(b, kinds[k].what, &hurt, &d, &text, !ok);
    }
    report(b, "damaged lines flagged", all, total, 0.95);
    for (size_t k = 0; k < HT_COUNT(kinds); k++)
        report_part(b, kinds[k].what, flagged[k], made[k]);
    ht_buf_fini(&text);
    ht_buf_fini(&in);
    ht_buf_fini(&hurt);
}

static void
whole_lines(struct bench *b)
{
    struct ht_buf text = HT_BUF_INIT, in = HT_BUF_INIT;
    size_t quiet = 0;
    for (size_t i = 0; i < b->n; i++) {
        make_line(&b->cases, &text);
        encode(i % 2 ? "TCVN3" : "VNI-WIN", &text, true, &in);
        struct ht_detected d = read_cell(b, &in);
        bool ok = !(d.flags & FLAGS);
        quiet += ok;
        show(b, "whole", &in, &d, &text, !ok);
    }
    report(b, "undamaged legacy lines not flagged", quiet, b->n, 0.995);
    ht_buf_fini(&text);
    ht_buf_fini(&in);
}

void
damages(struct bench *b)
{
    damaged_lines(b);
    whole_lines(b);
}

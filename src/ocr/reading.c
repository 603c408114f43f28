/* SPDX-License-Identifier: BSD-2-Clause */
/* Readings and verdicts. */
#include "config.h"
#include "ocr/reading.h"

#include <string.h>

#include "base/mem.h"
#include "base/utf8.h"
#include "text/fold.h"
#include "text/viet.h"

const char *const ht_reading_name[HT_NREADING] = {
    [HT_READING_LINE] = "line", [HT_READING_INK] = "ink", [HT_READING_PAGE] = "page", [HT_READING_DIGITS] = "digits",
};

void
ht_readings_init(struct ht_readings *r)
{
    for (size_t i = 0; i < HT_NREADING; i++) {
        r->of[i] = (struct ht_reading){ 0 };
        ht_buf_init(&r->of[i].text);
    }
}

void
ht_readings_fini(struct ht_readings *r)
{
    for (size_t i = 0; i < HT_NREADING; i++)
        ht_buf_fini(&r->of[i].text);
}

static bool
is_sign(uint32_t c)
{
    return ht_is_letter(c) || (c >= '0' && c <= '9');
}

static bool
has_sign(const char *s, size_t len)
{
    for (size_t i = 0, n; i < len; i += n)
        if (is_sign(ht_utf8_get(s + i, &n)))
            return true;
    return false;
}

/* What leaders, rules and dirt are read as. */
static bool
is_dirt(uint32_t c)
{
    static const uint32_t dirt[] = {
        '.', ',', ':', ';', '_', '|', '~', '-', '\'', '`', '"', '*', '=', '<', '>', '^', 0xAB, 0xB0, 0xB7, 0xBB,
        0x2013, 0x2014, 0x2018, 0x2019, 0x201C, 0x201D, 0x201E, 0x2022, 0x2026,     /* dashes, quotes, bullet, … */
    };
    for (size_t i = 0; i < HT_COUNT(dirt); i++)
        if (c == dirt[i])
            return true;
    return false;
}

/* Length of S without dirt at its end. */
static size_t
trim_end(const char *s, size_t len)
{
    size_t n, end = 0;
    for (size_t i = 0; i < len; i += n)
        if (!is_dirt(ht_utf8_get(s + i, &n)))
            end = i + n;
    return end;
}

/* Appends a word; the first one without dirt before it. */
static void
add_word(struct ht_reading *r, const struct ht_page_word *w)
{
    const char *s = w->s;
    size_t len = w->len, n;
    while (!r->text.len && len && is_dirt(ht_utf8_get(s, &n)))
        s += n, len -= n;
    /* Dots of a leader that were left over. */
    if (len > 2 && s[len - 1] == '.' && s[len - 2] == '.')
        len = trim_end(s, len);
    if (r->text.len)
        ht_buf_addc(&r->text, ' ');
    ht_buf_add(&r->text, s, len);
    if (!r->conf || w->conf < r->conf)
        r->conf = w->conf > 0 ? w->conf : 1;
}

void
ht_reading_add(struct ht_reading *r, const struct ht_words *words, size_t from, size_t to)
{
    bool dash = false;
    r->done = true;
    for (size_t i = from; i < to; i++) {
        const struct ht_page_word *w = &words->v[i];
        if (!has_sign(w->s, w->len)) {
            dash = w->len == 1 && *w->s == '-';
            continue;
        }
        if (dash && r->text.len)
            ht_buf_adds(&r->text, " -");
        dash = false;
        add_word(r, w);
    }
    ht_buf_cut(&r->text, trim_end(r->text.s, r->text.len));
}

/* Share of the words of letters that are Vietnamese syllables; 1 if there is none. */
static double
syllables(const struct ht_buf *b)
{
    struct ht_syllable y;
    size_t words = 0, good = 0, at = 0, n;
    for (size_t i = 0; i <= b->len; i += n) {
        bool letter = i < b->len && ht_is_letter(ht_utf8_get(b->s + i, &n));
        if (i == b->len)
            n = 1;
        if (letter)
            continue;
        if (i > at) {
            words++;
            good += ht_syllable(b->s + at, i - at, &y);
        }
        at = i + n;
    }
    return words ? (double)good / (double)words : 1;
}

/* How good a reading is by itself, 0 to 1. */
static double
merit(const struct ht_reading *r)
{
    return r->text.len ? 0.6 * r->conf / 100 + 0.4 * syllables(&r->text) : 0;
}

struct ht_verdict
ht_readings_judge(const struct ht_readings *r, enum ht_kind kind)
{
    static const double weight[HT_NREADING] = {
        [HT_READING_LINE] = 1.0, [HT_READING_INK] = 0.9, [HT_READING_PAGE] = 0.8, [HT_READING_DIGITS] = 0.9,
    };
    double score[HT_NREADING] = { 0 };
    size_t best = HT_NREADING, other = HT_NREADING;
    (void)kind;
    for (size_t i = 0; i < HT_NREADING; i++)
        for (size_t j = 0; r->of[i].done && j < HT_NREADING; j++)
            if (r->of[j].done && !strcmp(r->of[i].text.s, r->of[j].text.s))
                score[i] += weight[j] * (0.4 + merit(&r->of[j]));
    for (size_t i = 0; i < HT_NREADING; i++)
        if (r->of[i].done && (best == HT_NREADING || score[i] > score[best]))
            best = i;
    for (size_t i = 0; best < HT_NREADING && i < HT_NREADING; i++)
        if (r->of[i].done && strcmp(r->of[i].text.s, r->of[best].text.s) &&
            (other == HT_NREADING || score[i] > score[other]))
            other = i;
    struct ht_verdict v = { "", "", 1 };
    if (best < HT_NREADING) {
        v.text = r->of[best].text.s;
        v.conf = r->of[best].conf;
    }
    if (other < HT_NREADING)
        v.other = r->of[other].text.s;
    return v;
}

const char *
ht_reading_alphabet(enum ht_kind kind)
{
    switch (kind) {
    case HT_KIND_DATE:
        return "0123456789/.-";
    case HT_KIND_SERIAL:
        return "0123456789/";
    case HT_KIND_PAGE: case HT_KIND_PIN:
        return "0123456789";
    default:
        return NULL;
    }
}

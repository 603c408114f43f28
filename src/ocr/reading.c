/* SPDX-License-Identifier: BSD-2-Clause */
/* Readings and verdicts. */
#include "config.h"
#include "ocr/reading.h"

#include <string.h>

#include "base/mem.h"
#include "base/utf8.h"
#include "text/fold.h"
#include "text/viet.h"

enum { BLANK = 95 };                    /* confidence in that nothing is written somewhere */

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
    ht_buf_init(&r->voted);
}

void
ht_readings_fini(struct ht_readings *r)
{
    for (size_t i = 0; i < HT_NREADING; i++)
        ht_buf_fini(&r->of[i].text);
    ht_buf_fini(&r->voted);
}

static bool
is_sign(uint32_t c)
{
    return (ht_is_letter(c) && !(c >= 0x300 && c < 0x370)) || (c >= '0' && c <= '9');
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

/* Tesseract's model has letters that look like those of our alphabet and are others. */
static void
add_letters(struct ht_buf *to, const char *s, size_t len)
{
    static const struct { uint32_t c; const char *ours; } alike[] = {
        { 0xD0, "Đ" }, { 0xF0, "đ" }, { 0x2044, "/" }, { 0x2215, "/" },     /* eth; fraction and division slash */
    };
    for (size_t i = 0, n; i < len; i += n) {
        uint32_t c = ht_utf8_get(s + i, &n);
        size_t k = 0;
        while (k < HT_COUNT(alike) && alike[k].c != c)
            k++;
        if (k < HT_COUNT(alike))
            ht_buf_adds(to, alike[k].ours);
        else
            ht_buf_add(to, s + i, n);
    }
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
    add_letters(&r->text, s, len);
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

#define ODD 0.4                         /* what a reading counts that is no value of its kind */

/* How good a reading is by itself, 0 to 1. */
static double
merit(const struct ht_reading *r)
{
    return r->text.len ? 0.6 * r->conf / 100 + 0.4 * syllables(&r->text) : 0;
}

/* True if both readings were made and say the same. */
static bool
same(const struct ht_readings *r, size_t i, size_t j)
{
    return r->of[i].done && r->of[j].done && !strcmp(r->of[i].text.s, r->of[j].text.s);
}

bool
ht_readings_agree(const struct ht_readings *r)
{
    const struct ht_reading *first = NULL;
    size_t n = 0;
    for (size_t i = 0; i < HT_NREADING; i++) {
        if (!r->of[i].done)
            continue;
        if (first && strcmp(first->text.s, r->of[i].text.s))
            return false;
        first = &r->of[i];
        n++;
    }
    return n > 1;
}

/* The reading with the highest score that is not the same as reading NOT; HT_NREADING if there is none. */
static size_t
highest(const struct ht_readings *r, const double score[HT_NREADING], size_t not)
{
    size_t best = HT_NREADING;
    for (size_t i = 0; i < HT_NREADING; i++)
        if (r->of[i].done && (not == HT_NREADING || !same(r, i, not)) &&
            (best == HT_NREADING || score[i] > score[best]))
            best = i;
    return best;
}

struct ht_choice
ht_readings_judge(struct ht_readings *r, bool dotted)
{
    static const double weight[HT_NREADING] = {
        [HT_READING_LINE] = 1.0, [HT_READING_INK] = 0.7, [HT_READING_PAGE] = 1.0, [HT_READING_DIGITS] = 0.7,
    };
    double voice[HT_NREADING] = { 0 }, score[HT_NREADING] = { 0 };
    struct ht_choice v = { "", "", BLANK };
    for (size_t i = 0; i < HT_NREADING; i++)
        voice[i] = r->of[i].done ? weight[i] * (0.4 + merit(&r->of[i])) * (r->of[i].odd ? ODD : 1) : 0;
    for (size_t i = 0; i < HT_NREADING; i++)
        for (size_t j = 0; j < HT_NREADING; j++)
            if (same(r, i, j))
                score[i] += voice[j];
    size_t best = highest(r, score, HT_NREADING);
    if (best == HT_NREADING)
        return v;
    size_t other = highest(r, score, best);
    if (other < HT_NREADING)
        v.other = r->of[other].text.s;
    if (!r->of[best].text.len)
        return v;
    v.text = r->of[best].text.s;
    v.conf = 1;
    for (size_t i = 0; i < HT_NREADING; i++)
        if (same(r, i, best) && r->of[i].conf > v.conf)
            v.conf = r->of[i].conf;
    ht_readings_vote(r, voice, best, dotted);
    if (r->voted.len && strcmp(r->voted.s, v.text)) {
        v.other = v.text;
        v.text = r->voted.s;
    }
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

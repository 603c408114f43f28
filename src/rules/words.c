/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * Dates in Vietnamese words, and words of the lunar calendar.
 *
 * Everything is compared without tone marks: ledgers write mốt and một, lăm, nhăm and năm, linh and lẻ, nghìn
 * and ngàn, mồng and mùng as they like.  "năm" is both "year" and "five": the year begins at the first "nam"
 * that leaves a month before it and a year behind it.
 */
#include "config.h"
#include "rules/check.h"

#include <string.h>

#include "text/fold.h"

#define MAX_WORDS 32

struct words {
    char text[256];
    const char *w[MAX_WORDS];
    int n;
};

static void
split(struct words *w, const char *s, size_t len)
{
    ht_fold_to(w->text, sizeof w->text, s, len);
    w->n = 0;
    for (char *p = w->text; *p && w->n < MAX_WORDS;) {
        w->w[w->n++] = p;
        p += strcspn(p, " ");
        if (*p)
            *p++ = '\0';
    }
}

/* 0 … 9, -1 if W is no digit. */
static int
digit(const char *w)
{
    static const struct { const char *word; int n; } digits[] = {
        { "khong", 0 }, { "mot", 1 }, { "hai", 2 }, { "ba", 3 }, { "bon", 4 }, { "tu", 4 }, { "nam", 5 },
        { "lam", 5 }, { "nham", 5 }, { "sau", 6 }, { "bay", 7 }, { "bai", 7 }, { "tam", 8 }, { "chin", 9 },
    };
    for (size_t i = 0; i < HT_COUNT(digits); i++)
        if (!strcmp(w, digits[i].word))
            return digits[i].n;
    return -1;
}

/* Written in figures, at most four: "15", "2008". */
static int
figures(const char *w)
{
    int n = 0;
    size_t len = strlen(w);
    if (!len || len > 4)
        return -1;
    for (size_t i = 0; i < len; i++) {
        if (w[i] < '0' || w[i] > '9')
            return -1;
        n = n * 10 + (w[i] - '0');
    }
    return n;
}

/* Below 100, from all N words; -1 if they are no such number. */
static int
small(const char *const *w, int n)
{
    if (n == 1 && figures(w[0]) >= 0)
        return figures(w[0]);
    if (n < 1 || n > 3)
        return -1;
    int tens = 0, i = 0;
    if (!strcmp(w[0], "muoi") || !strcmp(w[0], "chuc")) {
        tens = 1;
        i = 1;
    } else if (n >= 2 && (!strcmp(w[1], "muoi") || !strcmp(w[1], "chuc"))) {
        tens = digit(w[0]);
        i = 2;
    } else if (n == 2 && digit(w[0]) > 1) {         /* "hai mốt", "ba lăm" in speech */
        tens = digit(w[0]);
        i = 1;
    }
    if (tens < 0 || n - i > 1)
        return -1;
    int ones = i < n ? digit(w[i]) : 0;
    return ones < 0 ? -1 : tens * 10 + ones;
}

/* The part of a year behind the thousands: "chín trăm chín mươi lăm", "không trăm linh tám", "linh tám". */
static int
hundreds(const char *const *w, int n)
{
    int h = 0, i = 0;
    if (n >= 2 && !strcmp(w[1], "tram")) {
        h = digit(w[0]);
        i = 2;
    }
    if (h < 0)
        return -1;
    if (i == n)
        return h * 100;
    if (!strcmp(w[i], "linh") || !strcmp(w[i], "le"))
        i++;
    int rest = small(w + i, n - i);
    return rest < 0 || rest > 99 ? -1 : h * 100 + rest;
}

static int
year(const char *const *w, int n)
{
    if (n == 1 && figures(w[0]) >= 1000)
        return figures(w[0]);
    if (n >= 2 && (!strcmp(w[1], "nghin") || !strcmp(w[1], "ngan"))) {
        int t = digit(w[0]), rest = n == 2 ? 0 : hundreds(w + 2, n - 2);
        return t < 1 || rest < 0 ? -1 : t * 1000 + rest;
    }
    if (n == 4) {                                   /* digit by digit */
        int y = 0;
        for (int i = 0; i < 4; i++) {
            if (digit(w[i]) < 0)
                return -1;
            y = y * 10 + digit(w[i]);
        }
        return y;
    }
    return -1;
}

static int
month(const char *const *w, int n)
{
    if (n == 1 && !strcmp(w[0], "gieng"))
        return 1;
    if (n == 1 && !strcmp(w[0], "chap"))
        return 12;
    int m = small(w, n);
    return m >= 1 && m <= 12 ? m : -1;
}

static int
find(const struct words *w, const char *word, int from)
{
    while (from < w->n && strcmp(w->w[from], word))
        from++;
    return from;
}

/* Month and year from word FROM on.  The month may be missing. */
static bool
month_and_year(const struct words *w, int from, struct ht_date *out)
{
    for (int at = find(w, "nam", from); at < w->n; at = find(w, "nam", at + 1)) {
        int m = at > from ? month(w->w + from, at - from) : 0;
        int y = year(w->w + at + 1, w->n - at - 1);
        if (m >= 0 && y >= 1000 && y < 3000) {
            out->month = (int8_t)m;
            out->year = (int16_t)y;
            return true;
        }
    }
    int m = from < w->n ? month(w->w + from, w->n - from) : -1;
    out->month = (int8_t)(m > 0 ? m : 0);
    return m > 0;
}

bool
ht_words_read(const char *s, size_t len, struct ht_date *out)
{
    struct words w;
    split(&w, s, len);
    *out = (struct ht_date){ .age = -1 };
    int from = 0;
    while (from < w.n && (!strcmp(w.w[from], "ngay") || !strcmp(w.w[from], "mong") ||
                          !strcmp(w.w[from], "mung")))
        from++;
    int at = find(&w, "thang", from);
    if (at == w.n)
        return month_and_year(&w, from, out) && !out->month;        /* the year alone */
    if (at > from) {
        int d = small(w.w + from, at - from);
        if (d < 1 || d > 31)
            return false;
        out->day = (int8_t)d;
    }
    return month_and_year(&w, at + 1, out);
}

bool
ht_lunar_words(const char *s, size_t len)
{
    static const char *const stem[] = { "giap", "at", "binh", "dinh", "mau", "ky", "canh", "tan", "nham",
                                        "quy" };
    static const char *const branch[] = { "ty", "ti", "suu", "dan", "mao", "meo", "thin", "ngo", "mui", "than",
                                          "dau", "tuat", "hoi" };
    struct words w;
    split(&w, s, len);
    for (int i = 0; i + 1 < w.n; i++) {
        const char *a = w.w[i], *b = w.w[i + 1];
        if ((!strcmp(a, "am") && !strcmp(b, "lich")) ||
            (!strcmp(a, "thang") && (!strcmp(b, "gieng") || !strcmp(b, "chap") || !strcmp(b, "nhuan"))))
            return true;
        bool year_word = i == 0 || !strcmp(w.w[i - 1], "nam");
        for (size_t x = 0; year_word && x < HT_COUNT(stem); x++)
            for (size_t y = 0; !strcmp(a, stem[x]) && y < HT_COUNT(branch); y++)
                if (!strcmp(b, branch[y]))
                    return true;
    }
    return w.n > 0 && !strcmp(w.w[w.n - 1], "al");          /* ÂL */
}

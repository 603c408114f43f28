/* SPDX-License-Identifier: BSD-2-Clause */
/* Numbers in words as clerks say them, digit by digit or in full, with the words that dialects drop. */
#include "config.h"
#include "model/numwords.h"

#include <string.h>

#include "base/mem.h"

static int
unit(const char *w)
{
    static const struct { const char *w; int v; } units[] = {
        { "khong", 0 }, { "mot", 1 }, { "hai", 2 }, { "ba", 3 }, { "bon", 4 }, { "tu", 4 }, { "nam", 5 },
        { "lam", 5 }, { "nham", 5 }, { "sau", 6 }, { "bay", 7 }, { "tam", 8 }, { "chin", 9 },
    };
    for (size_t i = 0; i < HT_COUNT(units); i++)
        if (!strcmp(w, units[i].w))
            return units[i].v;
    return -1;
}

/* 0 … 99: "hai muoi lam", "muoi hai", "hai lam", "nam"; AFTER_HUNDREDS: "linh nam", and no bare unit, which may
 * stand for tens ("chín trăm tám" is 908 for one clerk, 980 for another). */
static int
tens(const char *const *w, size_t n, bool after_hundreds)
{
    if (n == 2 && after_hundreds && (!strcmp(w[0], "linh") || !strcmp(w[0], "le")))
        return unit(w[1]);
    if (n == 1 && !strcmp(w[0], "muoi"))
        return 10;
    if (n == 1)
        return after_hundreds ? -1 : unit(w[0]);
    int a = unit(w[0]), b = unit(w[n - 1]);
    if (n == 2 && !strcmp(w[0], "ham"))
        return b > 0 ? 20 + b : -1;
    if (n == 2 && !strcmp(w[0], "muoi"))
        return b > 0 ? 10 + b : -1;
    if (n == 2 && !strcmp(w[1], "muoi"))
        return a > 0 ? 10 * a : -1;
    if (n == 2)
        return a > 0 && b > 0 ? 10 * a + b : -1;
    if (n == 3 && !strcmp(w[1], "muoi"))
        return a > 0 && b > 0 ? 10 * a + b : -1;
    return -1;
}

/* "mot chin bon lam", "hai khong khong tam", "mot chin bay muoi lam" */
static int
spelled(const char *const *w, size_t n)
{
    int a = unit(w[0]), b = unit(w[1]), c = unit(w[2]), d = unit(w[3]);
    if (n == 4 && a > 0 && b >= 0 && c >= 0 && d >= 0)
        return a * 1000 + b * 100 + c * 10 + d;
    int rest = !strcmp(w[3], "muoi") ? tens(w + 2, n - 2, true) : -1;
    return a > 0 && b >= 0 && rest >= 0 ? a * 1000 + b * 100 + rest : -1;
}

static size_t
find(const char *const *w, size_t n, const char *a, const char *b)
{
    for (size_t i = 0; i < n; i++)
        if (!strcmp(w[i], a) || !strcmp(w[i], b))
            return i;
    return n;
}

bool
ht_says_thousand(const char *const *w, size_t n)
{
    return find(w, n, "nghin", "ngan") < n;
}

int
ht_number_words(const char *const *w, size_t n)
{
    if (!n || n > 9)
        return -1;
    size_t k = find(w, n, "nghin", "ngan"), rest = k < n ? k + 1 : 0;
    int value = 0;
    if (k < n) {
        int thousands = k == 1 ? unit(w[0]) : -1;
        if (thousands <= 0)
            return -1;
        value = thousands * 1000;
    }
    if (rest == n)
        return value;
    size_t h = rest + find(w + rest, n - rest, "tram", "tram");
    if (h < n) {
        int hundreds = h == rest + 1 ? unit(w[rest]) : -1;
        if (hundreds < 0 || (!hundreds && k == n))
            return -1;
        value += hundreds * 100;
        if (h + 1 == n)
            return value;
        int t = tens(w + h + 1, n - h - 1, true);
        return t < 0 ? -1 : value + t;
    }
    if (k < n && n - rest == 3 && unit(w[rest]) >= 0 && unit(w[rest + 1]) >= 0 && unit(w[rest + 2]) >= 0)
        return value + unit(w[rest]) * 100 + unit(w[rest + 1]) * 10 + unit(w[rest + 2]);
    if (k == n && n >= 4)
        return spelled(w, n);
    int t = tens(w + rest, n - rest, k < n);
    return t < 0 ? -1 : value + t;
}

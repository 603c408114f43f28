/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * Reads dates as clerks wrote them.
 *
 * The text is folded (lower case, no diacritics: capitals and lost marks then read the same) and cut into
 * tokens.  Marker words (ngày, tháng, năm) say what a number is; without them the position does.
 */
#include "config.h"
#include "model/datetext.h"

#include <string.h>

#include "base/mem.h"
#include "base/utf8.h"
#include "model/date.h"
#include "text/fold.h"

#define MAX_TEXT 160                    /* bytes; no date is longer, words included */
#define MAX_TOKENS 40
#define YEAR_MIN 1800                   /* living memory of the oldest ledgers, with a margin */
#define YEAR_MAX 2100

enum token_kind { NUMBER, WORD, MARK };

struct token {
    enum token_kind kind;
    const char *s;                      /* folded, NUL-terminated */
    int value, digits;                  /* NUMBER */
    uint8_t from, to;                   /* bytes of the original text */
};

struct reader {
    char fold[MAX_TEXT * 2];
    struct token t[MAX_TOKENS];
    size_t n;
    const char *text;
};

/* ---- tokens ---- */

static bool
is_digit(uint32_t c)
{
    return c >= '0' && c <= '9';
}

static int
class_of(uint32_t c)
{
    return is_digit(c) ? NUMBER : ht_is_letter(c) ? WORD : MARK;
}

/* False if the text is too long or has too many tokens to be a date. */
static bool
cut(struct reader *r, const char *s, size_t len)
{
    size_t at = 0, out = 0, n;
    if (len > MAX_TEXT)
        return false;
    r->text = s;
    r->n = 0;
    while (at < len) {
        uint32_t c = ht_utf8_get(s + at, &n);
        if (ht_is_space(c)) {
            at += n;
            continue;
        }
        if (r->n == MAX_TOKENS)
            return false;
        struct token *t = &r->t[r->n++];
        *t = (struct token){ .kind = (enum token_kind)class_of(c), .s = r->fold + out, .from = (uint8_t)at };
        do {
            uint32_t base = ht_base_letter(ht_lower_char(c));
            out += ht_utf8_put(r->fold + out, base);
            if (t->kind == NUMBER) {
                t->value = t->digits < 8 ? t->value * 10 + (int)(c - '0') : 0;
                t->digits++;
            }
            at += n;
            c = at < len ? ht_utf8_get(s + at, &n) : ' ';
        } while (at < len && t->kind != MARK && class_of(c) == (int)t->kind && !ht_is_space(c));
        t->to = (uint8_t)at;
        r->fold[out++] = '\0';
    }
    return true;
}

static bool
is(const struct reader *r, size_t i, const char *word)
{
    return i < r->n && !strcmp(r->t[i].s, word);
}

static bool
any_of(const char *s, const char *const *words)
{
    for (; *words; words++)
        if (!strcmp(s, *words))
            return true;
    return false;
}

static void
drop(struct reader *r, size_t at, size_t n)
{
    memmove(r->t + at, r->t + at + n, (r->n - at - n) * sizeof *r->t);
    r->n -= n;
}

/* ---- numbers in words ---- */

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

/* ---- time of day, which some programs and clerks put beside the date ---- */

static void
take_note(struct reader *r, struct ht_datetext *d, size_t at, size_t n, bool midnight)
{
    if (!midnight) {
        d->note_at = r->t[at].from;
        d->note_len = (uint8_t)(r->t[at + n - 1].to - r->t[at].from);
    }
    drop(r, at, n);
}

static void
split_time(struct reader *r, struct ht_datetext *d)
{
    static const char *const halves[] = { "am", "pm", "sa", "ch", NULL };
    static const char *const lead[] = { "luc", "hoi", "vao", NULL };
    size_t at = 0;
    while (at < r->n && !is(r, at, ":") && !is(r, at, "gio"))
        at++;
    if (at == r->n || !at || r->t[at - 1].kind != NUMBER)
        return;
    size_t from = at - 1, to = at + 1;
    bool zero = r->t[from].value == 0, noon_style = r->t[from].value == 12;
    while (to < r->n && (r->t[to].kind == NUMBER || is(r, to, ":") || is(r, to, "phut"))) {
        if (is(r, at, "gio") && r->t[to].kind == NUMBER && to + 1 < r->n && r->t[to + 1].kind == MARK)
            break;
        zero = zero && (r->t[to].kind != NUMBER || r->t[to].value == 0);
        if (is(r, to++, "phut"))
            break;
    }
    if (to < r->n && any_of(r->t[to].s, halves)) {
        zero = zero || (noon_style && r->t[to].s[0] == 'a' && r->t[at + 1].value == 0);
        to++;
    }
    if (from > 0 && is(r, from - 1, "t") && from >= 2)      /* 2008-01-15T00:00:00 */
        drop(r, --from, 1), to--;
    while (from > 0 && any_of(r->t[from - 1].s, lead))
        from--;
    take_note(r, d, from, to - from, zero);
    while (r->n && from < r->n && (is(r, from, ",") || any_of(r->t[from].s, lead)))
        drop(r, from, 1);
    while (r->n && is(r, r->n - 1, ","))
        r->n--;
}

/* ---- lunar calendar and reigns ---- */

static int
cycle_of(const char *can, const char *chi)
{
    static const char *const cans[] = { "giap", "at", "binh", "dinh", "mau", "ky", "canh", "tan", "nham", "quy" };
    static const char *const chis[] = { "ty", "suu", "dan", "mao", "thin", "ti", "ngo", "mui", "than", "dau",
                                        "tuat", "hoi" };
    int a = -1, b = -1;
    for (int i = 0; i < 10; i++)
        if (!strcmp(can, cans[i]))
            a = i;
    for (int i = 0; i < 12; i++)
        if (!strcmp(chi, chis[i]))
            b = i;
    if (!strcmp(chi, "meo"))
        b = 3;
    if (a < 0 || b < 0)
        return -1;
    /* Tý and Tỵ fold to the same letters; the parity of can and chi tells them apart (0 is even, 5 is odd). */
    if ((!strcmp(chi, "ty") || !strcmp(chi, "ti")))
        b = a % 2 ? 5 : 0;
    for (int i = 0; i < 60; i++)
        if (i % 10 == a && i % 12 == b)
            return i;
    return -1;
}

/* Sino-Vietnamese numbers of reign years: "thap cuu" is 19, "nguyen" the first. */
static int
sino(const char *const *w, size_t n)
{
    static const char *const units[] = { "nhat", "nhi", "tam", "tu", "ngu", "luc", "that", "bat", "cuu", "thap" };
    int v = 0, last = 0;
    for (size_t i = 0; i < n; i++) {
        last = 0;
        for (int u = 0; u < 10; u++)
            if (!strcmp(w[i], units[u]))
                last = u + 1;
        if (!last)
            return n == 1 && !strcmp(w[0], "nguyen") ? 1 : -1;
        v = last == 10 ? (v ? v * 10 : 10) : v + last;
    }
    return v;
}

/* Reigns: the year before the first, and how many years there were. */
static const struct { const char *a, *b; int16_t before, years; } eras[] = {
    { "tu", "duc", 1847, 36 },      { "kien", "phuc", 1883, 1 },   { "ham", "nghi", 1884, 1 },
    { "dong", "khanh", 1885, 4 },   { "thanh", "thai", 1888, 19 }, { "duy", "tan", 1906, 10 },
    { "khai", "dinh", 1915, 10 },   { "bao", "dai", 1925, 20 },
};

/* The year of a reign that stands behind its name at AT: digits, "thứ mười chín", "thập cửu niên".  *YEAR is 0 if
 * there is none; returns where it ends. */
static size_t
era_year(struct reader *r, size_t at, int *year)
{
    const char *w[8];
    size_t i = at, n = 0;
    while (is(r, i, "nam") || is(r, i, "thu") || is(r, i, "nien") || is(r, i, ","))
        i++;
    if (i < r->n && r->t[i].kind == NUMBER) {
        *year = r->t[i].value;
        return i + 1;
    }
    while (i < r->n && n < HT_COUNT(w) && r->t[i].kind == WORD && !is(r, i, "nien"))
        w[n++] = r->t[i++].s;
    int v = n ? ht_number_words(w, n) : -1;
    if (v < 0 || is(r, i, "nien"))
        v = n ? sino(w, n) : -1;
    if (v <= 0)
        return at;
    *year = v;
    return is(r, i, "nien") ? i + 1 : i;
}

/* Takes the lunar words out and says whether there were any. */
static bool
split_lunar(struct reader *r, struct ht_datetext *d)
{
    bool found = false;
    for (size_t i = 0; i < r->n; i++) {
        int cycle = i + 1 < r->n && r->t[i].kind == WORD ? cycle_of(r->t[i].s, r->t[i + 1].s) : -1;
        if (cycle >= 0) {
            d->cycle = (int8_t)cycle;
            drop(r, i--, 2);
            found = true;
            continue;
        }
        if ((is(r, i, "am") && is(r, i + 1, "lich")) || is(r, i, "al") ||
            (is(r, i, "a") && is(r, i + 1, ".") && is(r, i + 2, "l"))) {
            size_t n = is(r, i, "al") ? 1 : is(r, i, "am") ? 2 : 3;
            drop(r, i--, n);
            found = true;
            continue;
        }
        if (is(r, i, "nhuan")) {
            d->leap_month = found = true;
            drop(r, i--, 1);
            continue;
        }
        for (size_t e = 0; e < HT_COUNT(eras); e++)
            if (is(r, i, eras[e].a) && is(r, i + 1, eras[e].b)) {
                int year = 0;
                size_t end = era_year(r, i + 2, &year);
                if (year > 0 && year <= eras[e].years)
                    d->year = (int16_t)(eras[e].before + year);
                drop(r, i, end - i);
                found = true;
                break;
            }
        /* Months and days that only the lunar calendar has names for. */
        found = found || is(r, i, "gieng") || is(r, i, "chap") || is(r, i, "ram");
    }
    return found;
}

/* ---- ages ---- */

static bool
read_age(struct reader *r, struct ht_datetext *d)
{
    static const char *const about[] = { "khoang", "chung", "tren", "duoi", "hon", "gan", "~", "uoc", "do", NULL };
    size_t age = r->n;
    bool vague = false, year = false;
    for (size_t i = 0; i < r->n; i++) {
        if (is(r, i, "tuoi") || (is(r, i, "t") && i > 0 && r->t[i - 1].kind == NUMBER))
            age = i;
        vague = vague || any_of(r->t[i].s, about);
        year = year || r->t[i].digits == 4;
    }
    if (vague && (age < r->n || year)) {
        d->kind = HT_DT_VAGUE;
        return true;
    }
    if (age == r->n)
        return false;
    const char *w[MAX_TOKENS];
    size_t n = 0;
    int value = -1;
    drop(r, age, 1);
    for (size_t i = 0; i < r->n; i++)
        if (r->t[i].kind == WORD)
            w[n++] = r->t[i].s;
    if (r->n == 1 && r->t[0].kind == NUMBER)
        value = r->t[0].value;
    else if (n == r->n)
        value = ht_number_words(w, n);
    d->kind = value >= 0 && value <= 130 ? HT_DT_AGE : HT_DT_VAGUE;
    d->age = (int16_t)value;
    return true;
}

/* ---- day, month, year ---- */

enum slot { DAY, MONTH, YEAR, NSLOTS };

struct parts {
    int value[NSLOTS], digits[NSLOTS];  /* value -1: not given */
    enum slot next;
    bool bad, marked;                   /* marked: words say what the numbers are */
};

static void
put(struct parts *p, int value, int digits)
{
    if (value < 0 || p->next >= NSLOTS || p->value[p->next] >= 0) {
        p->bad = true;
        return;
    }
    p->value[p->next] = value;
    p->digits[p->next] = digits;
    p->next++;
}

/* The words from AT up to the next marker are one number.  "năm" is a marker and a five: the first word behind a
 * marker is always a number. */
static size_t
put_words(struct reader *r, size_t at, struct parts *p)
{
    const char *w[10];
    size_t n = 0, i = at;
    for (; i < r->n && r->t[i].kind == WORD && n < HT_COUNT(w); i++) {
        if (is(r, i, "thang") || is(r, i, "ngay"))
            break;
        if (n && is(r, i, "nam") && p->next < YEAR && find(w, n, "nghin", "ngan") == n) {
            w[n] = "nam";
            /* "tháng mười năm …": five only if that makes a number that can be a day or month and another
             * marker or number follows. */
            bool five = p->next == DAY ? true : i + 1 < r->n && is(r, i + 1, "nam") && ht_number_words(w, n + 1) <= 12;
            if (!five || ht_number_words(w, n + 1) < 0)
                break;
        }
        w[n++] = r->t[i].s;
    }
    int value = ht_number_words(w, n);
    if (value >= 1000 && p->next == DAY)
        p->next = YEAR;
    put(p, value, p->next == YEAR && value >= 100 ? 4 : 2);
    return i;
}

/* Folding forgives lost diacritics, not wrong ones: "bả mươi" may have been ba or bảy. */
static bool
spelt_right(const struct reader *r)
{
    static const char *const words[] = {
        "ngày", "tháng", "năm", "mùng", "mồng", "một", "mốt", "bốn", "tư", "lăm", "nhăm", "sáu", "bảy", "bẩy", "tám",
        "chín", "không", "mười", "mươi", "hăm", "trăm", "nghìn", "ngàn", "lẻ", "dương", "lịch", "lúc", "vào", "là",
        NULL };
    char low[16];
    for (size_t i = 0; i < r->n; i++) {
        size_t len = 0, n;
        const struct token *t = &r->t[i];
        if (t->kind != WORD || ht_is_ascii(r->text + t->from, (size_t)(t->to - t->from)))
            continue;
        for (size_t at = t->from; at < t->to && len + 4 < sizeof low; at += n)
            len += ht_utf8_put(low + len, ht_lower_char(ht_utf8_get(r->text + at, &n)));
        low[len] = '\0';
        if (!any_of(low, words))
            return false;
    }
    return true;
}

/* The length of a form's dots at AT that nobody filled in: "ngày ... tháng".  Dots before a number only lead
 * to it. */
static size_t
form_blank(const struct reader *r, size_t at)
{
    size_t i = at;
    while (is(r, i, ".") || is(r, i, "…") || is(r, i, "_"))
        i++;
    bool blank = i > at + 1 || is(r, at, "…") || is(r, at, "_");
    return blank && (is(r, i, "thang") || is(r, i, "nam")) ? i - at : 0;
}

/* With marker words: "ngày 2 tháng 9 năm 1945", "tháng 9/1945", "năm một nghìn …". */
static void
read_marked(struct reader *r, struct parts *p)
{
    static const struct { const char *w; enum slot slot; } markers[] = {
        { "ngay", DAY }, { "mung", DAY }, { "mong", DAY }, { "thang", MONTH }, { "th", MONTH },
        { "nam", YEAR }, { "sn", YEAR },
    };
    static const char *const skip[] = { "sinh", "vao", "luc", "duong", "lich", "dl", "ghi", "la", NULL };
    bool after_marker = false;
    p->bad = !spelt_right(r);
    for (size_t i = 0; i < r->n && !p->bad;) {
        const struct token *t = &r->t[i];
        size_t k;
        if (t->kind == NUMBER) {
            put(p, t->digits <= 4 ? t->value : -1, t->digits);
            after_marker = false;
            i++;
            continue;
        }
        if (t->kind == MARK && after_marker && (k = form_blank(r, i)) > 0) {
            after_marker = false;
            i += k;
            continue;
        }
        if (t->kind == MARK) {
            if (!strchr("./-,:", t->s[0]))
                p->bad = true;
            i++;
            continue;
        }
        for (k = 0; k < HT_COUNT(markers) && (after_marker || strcmp(t->s, markers[k].w)); k++)
            ;
        if (k < HT_COUNT(markers)) {
            if (markers[k].slot < p->next && !(p->next == MONTH && markers[k].slot == DAY && p->value[DAY] < 0))
                p->bad = true;
            p->next = markers[k].slot;
            p->marked = true;
            after_marker = markers[k].slot != DAY || (!is(r, i + 1, "mung") && !is(r, i + 1, "mong"));
            i++;
        } else if (any_of(t->s, skip)) {
            i++;
        } else {
            i = put_words(r, i, p);
            after_marker = false;
            /* Words without any marker are a year or nothing, but a day may stand before "tháng". */
            size_t ahead = i + (i < r->n && r->t[i].kind == MARK);
            bool day = p->next == MONTH && is(r, ahead, "thang");
            p->bad = p->bad || (!p->marked && !day && (p->next != NSLOTS || p->digits[YEAR] != 4));
        }
    }
}

/* Digits alone: d/m/y, m/y, y, ISO, or typed without separators. */
static void
read_digits(const struct reader *r, struct parts *p)
{
    int v[3], digits[3];
    size_t n = 0;
    for (size_t i = 0; i < r->n; i++) {
        const struct token *t = &r->t[i];
        if (t->kind == MARK && i && strchr("./-,'", t->s[0]) && r->t[i - 1].kind == NUMBER && i + 1 < r->n)
            continue;
        if (t->kind != NUMBER || n == 3 || t->digits > 8) {
            p->bad = true;
            return;
        }
        v[n] = t->value;
        digits[n++] = t->digits;
    }
    if (n == 1 && digits[0] == 8) {                 /* DDMMYYYY or YYYYMMDD: years leave one reading */
        bool iso = v[0] / 10000 >= YEAR_MIN && v[0] / 10000 < YEAR_MAX && v[0] / 100 % 100 <= 12;
        int y = iso ? v[0] / 10000 : v[0] % 10000;
        put(p, iso ? v[0] % 100 : v[0] / 1000000, 2);
        put(p, iso ? v[0] / 100 % 100 : v[0] / 10000 % 100, 2);
        put(p, y, 4);
        return;
    }
    if (n == 1 && digits[0] == 6 && v[0] % 10000 >= YEAR_MIN && v[0] % 10000 < YEAR_MAX) {  /* MMYYYY */
        p->next = MONTH;
        put(p, v[0] / 10000, 2);
        put(p, v[0] % 10000, 4);
        return;
    }
    bool iso = n >= 2 && digits[0] == 4 && digits[1] <= 2 && (n == 2 || digits[2] <= 2);
    p->next = (enum slot)(NSLOTS - (int)n);
    for (size_t i = 0; i < n; i++) {
        size_t k = iso ? n - 1 - i : i;
        if (digits[k] > 4)
            p->bad = true;
        put(p, v[k], digits[k]);
    }
    if (n == 1 && digits[0] != 4)
        p->bad = true;
}

/* Fills D from what was found; LUNAR dates need not exist in the solar calendar. */
static void
settle(const struct parts *p, struct ht_datetext *d)
{
    int day = p->value[DAY] > 0 ? p->value[DAY] : 0, month = p->value[MONTH] > 0 ? p->value[MONTH] : 0;
    int year = p->value[YEAR], digits = p->digits[YEAR];
    if (p->bad) {
        d->kind = HT_DT_UNREADABLE;
        return;
    }
    if (year < 0 || (day && !month)) {
        d->kind = p->value[DAY] >= 0 || p->value[MONTH] >= 0 || year >= 0 ? HT_DT_INCOMPLETE : HT_DT_UNREADABLE;
        return;
    }
    if (digits == 1 || digits == 3 || (digits == 4 && (year < YEAR_MIN || year >= YEAR_MAX)) ||
        p->digits[DAY] > 2 || p->digits[MONTH] > 2) {
        d->kind = HT_DT_UNREADABLE;
        return;
    }
    bool is_short = digits == 2;
    int check = is_short ? 2000 : year;             /* a leap year: 29 February is checked when the century is known */
    d->kind = is_short ? HT_DT_SHORT : HT_DT_DATE;
    if (month > 12 || day > 31 || (day && !ht_date_exists(check, month, day)))
        d->kind = HT_DT_IMPOSSIBLE;
    /* "1/08" may be a day and a month as well. */
    if (is_short && (!month || (!p->marked && p->value[DAY] < 0)))
        d->kind = HT_DT_INCOMPLETE;
    d->year = (int16_t)year;
    d->month = (int8_t)month;
    d->day = (int8_t)day;
}

/* Words of the lunar calendar become numbers: giêng 1, chạp 12, rằm 15. */
static void
settle_lunar(struct reader *r, struct ht_datetext *d)
{
    static const struct { const char *w; int v; } names[] = { { "gieng", 1 }, { "chap", 12 }, { "ram", 15 } };
    struct parts p = { .value = { -1, -1, -1 } };
    for (size_t i = 0; i < r->n; i++)
        for (size_t k = 0; k < HT_COUNT(names); k++)
            if (is(r, i, names[k].w))
                r->t[i] = (struct token){ .kind = NUMBER, .s = names[k].w, .value = names[k].v, .digits = 2 };
    while (r->n && (r->t[r->n - 1].kind == MARK || is(r, r->n - 1, "nam")))
        r->n--;
    read_marked(r, &p);
    d->kind = HT_DT_LUNAR;
    if (p.bad)
        return;
    if (p.value[MONTH] > 0 && p.value[MONTH] <= 12)
        d->month = (int8_t)p.value[MONTH];
    if (d->month && p.value[DAY] > 0 && p.value[DAY] <= 30)
        d->day = (int8_t)p.value[DAY];
    if (p.digits[YEAR] == 4)
        d->year = (int16_t)p.value[YEAR];
}

static bool
letters_in_digits(const struct reader *r)
{
    static const char *const alike[] = { "o", "l", "i", "s", "b", "z", "q", "g", NULL };
    bool digit = false, letter = false;
    for (size_t i = 0; i < r->n; i++) {
        digit = digit || r->t[i].kind == NUMBER;
        letter = letter || (r->t[i].kind == WORD && any_of(r->t[i].s, alike));
    }
    return digit && letter;
}

/* What carries no meaning of its own: "(âm lịch)", dots at the end, "../../1962", "s.n. 1948". */
static void
drop_idle(struct reader *r)
{
    static const char *const brackets[] = { "(", ")", "[", "]", NULL };
    static const char *const tails[] = { ".", ",", ";", NULL };
    for (size_t i = r->n; i-- > 0;) {
        bool between = i > 0 && i + 1 < r->n && r->t[i - 1].kind == NUMBER && r->t[i + 1].kind == NUMBER;
        if (any_of(r->t[i].s, brackets) && !between)
            drop(r, i, 1);
    }
    while (r->n && any_of(r->t[r->n - 1].s, tails))
        r->n--;
    if (r->n > 4 && is(r, 0, "s") && is(r, 1, ".") && is(r, 2, "n"))
        drop(r, 0, is(r, 3, ".") ? 4 : 3);
    /* A form's dots where day and month should be; a lone separator may be the rest of something. */
    for (size_t dots = 0; dots < r->n;) {
        while (is(r, dots, ".") || is(r, dots, "…") || is(r, dots, "_") || is(r, dots, "-"))
            dots++;
        if (!dots || !is(r, dots, "/"))
            break;
        drop(r, 0, dots + 1);
        dots = 0;
    }
}

/* "5/VI/1970": a month in Roman figures, between two numbers. */
static void
roman_month(struct reader *r)
{
    static const char *const months[] = { "i", "ii", "iii", "iv", "v", "vi", "vii", "viii", "ix", "x", "xi", "xii" };
    if (r->n != 5 || r->t[0].kind != NUMBER || r->t[1].kind != MARK || r->t[3].kind != MARK || r->t[4].kind != NUMBER)
        return;
    char first = r->text[r->t[2].from];
    for (size_t k = 0; k < HT_COUNT(months); k++)
        if (is(r, 2, months[k]) && first >= 'A' && first <= 'Z') {
            r->t[2].kind = NUMBER;
            r->t[2].value = (int)k + 1;
            r->t[2].digits = 2;
            return;
        }
}

void
ht_datetext_read(const char *s, size_t len, struct ht_datetext *d)
{
    struct reader r;
    struct parts p = { .value = { -1, -1, -1 } };
    bool words = false;
    *d = (struct ht_datetext){ .cycle = -1 };
    if (!cut(&r, s, len) || !r.n)
        return;
    drop_idle(&r);
    roman_month(&r);
    if (!r.n)
        return;
    if (split_lunar(&r, d)) {
        settle_lunar(&r, d);
        return;
    }
    if (letters_in_digits(&r)) {
        d->kind = HT_DT_LETTERS;
        return;
    }
    split_time(&r, d);
    if (read_age(&r, d))
        return;
    for (size_t i = 0; i < r.n; i++)
        words = words || r.t[i].kind == WORD;
    if (words)
        read_marked(&r, &p);
    else
        read_digits(&r, &p);
    settle(&p, d);
}

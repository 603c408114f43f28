/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * Reads dates as clerks wrote them.
 *
 * Marker words (ngày, tháng, năm) say what a number is; without them the position does.
 */
#include "config.h"
#include "model/datetext_int.h"

#include "base/mem.h"
#include "model/date.h"
#include "model/numwords.h"

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
        ht_date_put(p, iso ? v[0] % 100 : v[0] / 1000000, 2);
        ht_date_put(p, iso ? v[0] / 100 % 100 : v[0] / 10000 % 100, 2);
        ht_date_put(p, y, 4);
        return;
    }
    if (n == 1 && digits[0] == 6 && v[0] % 10000 >= YEAR_MIN && v[0] % 10000 < YEAR_MAX) {  /* MMYYYY */
        p->next = MONTH;
        ht_date_put(p, v[0] / 10000, 2);
        ht_date_put(p, v[0] % 10000, 4);
        return;
    }
    bool iso = n >= 2 && digits[0] == 4 && digits[1] <= 2 && (n == 2 || digits[2] <= 2);
    p->next = (enum slot)(NSLOTS - (int)n);
    for (size_t i = 0; i < n; i++) {
        size_t k = iso ? n - 1 - i : i;
        if (digits[k] > 4)
            p->bad = true;
        ht_date_put(p, v[k], digits[k]);
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
    if (!ht_date_cut(&r, s, len) || !r.n)
        return;
    drop_idle(&r);
    roman_month(&r);
    if (!r.n)
        return;
    if (ht_date_split_lunar(&r, d)) {
        ht_date_settle_lunar(&r, d);
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
        ht_date_read_marked(&r, &p);
    else
        read_digits(&r, &p);
    settle(&p, d);
}

/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * Dates: canonical text, or as written with one finding.
 *
 * A two-digit year is the latest one that does not put the date behind the registration; for the date of
 * registration itself the year in the entry's or the volume's number decides.  An age stays an age, the year of
 * birth is only suggested (TT 04/2020/TT-BTP Đ.23).  Lunar and reign dates stay, the solar date is suggested.
 */
#include "config.h"
#include "norm/normalizer.h"

#include <stdio.h>

#include "base/mem.h"
#include "model/datetext.h"
#include "model/lunar.h"

static void
put_date(struct ht_norm *n, struct ht_record *r, int field, const struct ht_date *d, const char *by)
{
    char text[HT_DATE_MAX];
    ht_norm_put(n, r, field, text, ht_date_write(d, text), by);
}

static bool
is_birth(const struct ht_record *r, int field)
{
    const struct ht_field *f = &r->reg->field[field];
    return f->name_len >= 8 && !strcmp(f->name + f->name_len - 8, "NgaySinh");
}

/* The year of birth of someone who was D->age years old in the year of registration. */
static void
put_age(struct ht_norm *n, struct ht_record *r, int field, int age)
{
    char year[8];
    put_date(n, r, field, &(struct ht_date){ .age = (int16_t)age }, "age");
    if (!ht_attr(&r->v[field], HT_A_by))            /* "25T" as it stands: whoever suggests is named all the same */
        ht_norm_attr(r, field, HT_A_by, "age", 3);
    int len = 0;
    if (n->registered.year && is_birth(r, field))
        len = snprintf(year, sizeof year, "%04d", n->registered.year - age);
    ht_norm_attr(r, field, HT_A_suggest, year, (size_t)len);
    ht_norm_doubt(n, r, field, HT_D_202, len ? year : "?");
}

/* The century of a two-digit year; 0 if nothing decides. */
static int
full_year(const struct ht_norm *n, const struct ht_datetext *t, bool of_registration)
{
    if (of_registration) {
        int a = n->so_year, b = n->quyen_year;
        return a && a % 100 == t->year ? a : b && b % 100 == t->year ? b : 0;
    }
    if (!n->registered.year)
        return 0;
    int year = n->registered.year - n->registered.year % 100 + t->year;
    struct ht_date d = { (int16_t)year, t->month, t->day, -1 };
    if (year > n->registered.year)
        return year - 100;
    if (year == n->registered.year && d.day && ht_date_exists(year, d.month, d.day) &&
        ht_day_number(year, d.month, d.day) > n->last)
        return year - 100;
    if (year == n->registered.year && d.month && n->registered.month && d.month > n->registered.month)
        return year - 100;
    return year;
}

static void
settle_short(struct ht_norm *n, struct ht_record *r, int field, const struct ht_datetext *t, bool of_registration)
{
    int year = full_year(n, t, of_registration);
    struct ht_date d = { (int16_t)year, t->month, t->day, -1 };
    if (!year)
        ht_norm_doubt(n, r, field, HT_D_203, NULL);
    else if (d.day && !ht_date_exists(d.year, d.month, d.day))
        ht_norm_doubt(n, r, field, HT_D_204, NULL);
    else
        put_date(n, r, field, &d, "date");
}

/* The lunar year: as written, else the last year with that can-chi name before the registration. */
static int
lunar_year(const struct ht_norm *n, const struct ht_datetext *t)
{
    if (t->year || t->cycle < 0 || !n->registered.year)
        return t->year;
    int year = n->registered.year;
    while ((year + 56) % 60 != t->cycle)
        year--;
    return year;
}

/* Suggests the solar date, or year, of a lunar one; two dates where North and South had different days. */
static void
suggest_solar(struct ht_norm *n, struct ht_record *r, int field, const struct ht_datetext *t)
{
    char text[2 * HT_DATE_MAX + 2] = "";
    int year = lunar_year(n, t);
    int32_t north, south;
    struct ht_date d;
    size_t len = 0;
    if (year && !t->month) {
        len = (size_t)snprintf(text, sizeof text, "%d", year);
    } else if (year && t->day && ht_lunar_day(n->lunar, year, t->month, t->leap_month, t->day, &north, &south)) {
        ht_day_date(north, &d);
        len = ht_date_write(&d, text);
        ht_day_date(south, &d);
        if (south != north) {
            text[len++] = '/';
            len += ht_date_write(&d, text + len);
        }
    }
    ht_norm_attr(r, field, HT_A_suggest, text, len);
    ht_norm_doubt(n, r, field, HT_D_205, len ? text : "?");
}

/* "15/12/1975", the form of nearly all: false if it is anything else. */
static bool
plain_digits(const char *s, size_t len, struct ht_date *d)
{
    int v[3] = { 0, 0, 0 }, digits[3] = { 0, 0, 0 }, k = 0;
    for (size_t i = 0; i < len; i++) {
        if (s[i] >= '0' && s[i] <= '9' && digits[k] < 4) {
            v[k] = v[k] * 10 + (s[i] - '0');
            digits[k]++;
        } else if ((s[i] == '/' || s[i] == '.' || s[i] == '-') && digits[k] && digits[k] < 3 && k < 2) {
            k++;
        } else {
            return false;
        }
    }
    *d = (struct ht_date){ (int16_t)v[2], (int8_t)v[1], (int8_t)v[0], -1 };
    return k == 2 && digits[2] == 4 && ht_year_plausible(v[2]) && ht_date_exists(v[2], v[1], v[0]);
}

void
ht_norm_date(struct ht_norm *n, struct ht_record *r, int field)
{
    static const enum ht_code doubt[] = {
        [HT_DT_UNREADABLE] = HT_D_201, [HT_DT_VAGUE] = HT_D_206, [HT_DT_IMPOSSIBLE] = HT_D_204,
        [HT_DT_INCOMPLETE] = HT_D_207, [HT_DT_LETTERS] = HT_D_208,
    };
    const struct ht_slot *v = &r->v[field];
    bool of_registration = field == ht_shared_field(r->reg, HT_NGAY_DANG_KY);
    struct ht_datetext t;
    struct ht_date d;
    if (ht_date_read(v->s, v->len, &d) && ht_year_plausible(d.year))
        return;
    if (plain_digits(v->s, v->len, &d)) {
        put_date(n, r, field, &d, "date");
        return;
    }
    ht_datetext_read(v->s, v->len, &t);
    if (t.note_len)
        ht_norm_attr(r, field, HT_A_note, v->s + t.note_at, t.note_len);
    if (t.kind == HT_DT_DATE) {
        d = (struct ht_date){ t.year, t.month, t.day, -1 };
        put_date(n, r, field, &d, "date");
    } else if (t.kind == HT_DT_SHORT) {
        settle_short(n, r, field, &t, of_registration);
    } else if (t.kind == HT_DT_AGE && !of_registration) {
        put_age(n, r, field, t.age);
    } else if (t.kind == HT_DT_LUNAR) {
        suggest_solar(n, r, field, &t);
    } else {
        ht_norm_doubt(n, r, field, t.kind == HT_DT_AGE ? HT_D_201 : doubt[t.kind], NULL);
    }
}

/* ---- dates in words ---- */

/* The words stay as they are; they are only read, to be held against the digits, or to suggest what illegible
 * digits may have been. */
void
ht_norm_words(struct ht_norm *n, struct ht_record *r, int field)
{
    const struct ht_slot *v = &r->v[field];
    int digits = ht_digits_beside(r->reg, field);
    struct ht_datetext t;
    struct ht_date said, written;
    char text[HT_DATE_MAX];
    ht_datetext_read(v->s, v->len, &t);
    const struct ht_slot *w = digits >= 0 ? &r->v[digits] : NULL;
    bool readable = w && w->s && ht_date_read(w->s, w->len, &written);
    /* "năm bảy mươi tư": the digits have the century. */
    if (t.kind == HT_DT_SHORT && readable && written.age < 0) {
        t.kind = HT_DT_DATE;
        t.year = (int16_t)(written.year - written.year % 100 + t.year);
    }
    if (t.kind != HT_DT_DATE) {
        ht_norm_doubt(n, r, field, HT_D_231, NULL);
        return;
    }
    said = (struct ht_date){ t.year, t.month, t.day, -1 };
    size_t len = ht_date_write(&said, text);
    if (!w || !w->s)
        return;
    if (!readable)
        ht_norm_attr(r, digits, HT_A_suggest, text, len);
    else if (written.age >= 0 || !ht_dates_agree(&said, &written))
        ht_norm_doubt(n, r, field, HT_D_232, text);
}

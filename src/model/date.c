/* SPDX-License-Identifier: BSD-2-Clause */
/* Canonical dates and day numbers. */
#include "config.h"
#include "model/date.h"

#include <string.h>
#include <time.h>

static bool
digits(const char *s, size_t n, int *out)
{
    *out = 0;
    for (size_t i = 0; i < n; i++) {
        if (s[i] < '0' || s[i] > '9')
            return false;
        *out = *out * 10 + (s[i] - '0');
    }
    return n > 0;
}

bool
ht_date_read(const char *s, size_t len, struct ht_date *d)
{
    int y, m = 0, day = 0;
    if (len >= 2 && len <= 4 && s[len - 1] == 'T') {
        if (!digits(s, len - 1, &y) || (len > 2 && s[0] == '0'))
            return false;
        *d = (struct ht_date){ .age = (int16_t)y };
        return true;
    }
    if ((len != 4 && len != 7 && len != 10) || !digits(s, 4, &y) || y < 1000 || y > 2999)
        return false;
    if (len >= 7 && (s[4] != '-' || !digits(s + 5, 2, &m) || m < 1 || m > 12))
        return false;
    if (len == 10 && (s[7] != '-' || !digits(s + 8, 2, &day) || !ht_date_exists(y, m, day)))
        return false;
    *d = (struct ht_date){ (int16_t)y, (int8_t)m, (int8_t)day, -1 };
    return true;
}

static char *
put_digits(char *out, int v, int digits)
{
    for (int i = digits; i-- > 0; v /= 10)
        out[i] = (char)('0' + v % 10);
    return out + digits;
}

size_t
ht_date_write(const struct ht_date *d, char *out)
{
    char *p = out;
    if (d->age >= 0) {
        int age = d->age % 1000;
        p = put_digits(p, age, age > 99 ? 3 : age > 9 ? 2 : 1);
        *p++ = 'T';
    } else {
        p = put_digits(p, d->year, 4);
        if (d->month) {
            *p++ = '-';
            p = put_digits(p, d->month, 2);
        }
        if (d->day) {
            *p++ = '-';
            p = put_digits(p, d->day, 2);
        }
    }
    *p = '\0';
    return (size_t)(p - out);
}

static bool
leap(int y)
{
    return y % 4 == 0 && (y % 100 || y % 400 == 0);
}

int
ht_days_in_month(int year, int month)
{
    static const int8_t days[] = { 31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31 };
    return days[month - 1] + (month == 2 && leap(year));
}

bool
ht_date_exists(int year, int month, int day)
{
    return year >= 1000 && year <= 2999 && month >= 1 && month <= 12 && day >= 1 &&
           day <= ht_days_in_month(year, month);
}

/* Years begin on 1 March here, so that the leap day is the last one of its year. */
int32_t
ht_day_number(int year, int month, int day)
{
    int y = month <= 2 ? year - 1 : year;
    int m = month <= 2 ? month + 9 : month - 3;
    return y * 365 + y / 4 - y / 100 + y / 400 + (153 * m + 2) / 5 + day - 1 - 719468;
}

void
ht_day_date(int32_t number, struct ht_date *d)
{
    int32_t z = number + 719468;
    int32_t era = z / 146097, doe = z % 146097;         /* 400 years have 146,097 days */
    int32_t yoe = (doe - doe / 1460 + doe / 36524 - doe / 146096) / 365;
    int32_t doy = doe - (365 * yoe + yoe / 4 - yoe / 100);
    int32_t mp = (5 * doy + 2) / 153;
    int m = mp < 10 ? (int)mp + 3 : (int)mp - 9;
    *d = (struct ht_date){ (int16_t)(yoe + era * 400 + (m <= 2)), (int8_t)m,
                           (int8_t)(doy - (153 * mp + 2) / 5 + 1), -1 };
}

void
ht_date_interval(const struct ht_date *d, int32_t on, int32_t *first, int32_t *last)
{
    if (d->age >= 0) {
        /* Ledgers count a person's age in calendar years, some from conception: the birth year may be one off
         * either way. */
        struct ht_date at;
        ht_day_date(on, &at);
        *first = ht_day_number(at.year - d->age - 1, 1, 1);
        *last = ht_day_number(at.year - d->age + 1, 12, 31);
        return;
    }
    int m1 = d->month ? d->month : 1, m2 = d->month ? d->month : 12;
    *first = ht_day_number(d->year, m1, d->day ? d->day : 1);
    *last = ht_day_number(d->year, m2, d->day ? d->day : ht_days_in_month(d->year, m2));
}

int32_t
ht_birthday(int32_t born, int years)
{
    struct ht_date d;
    ht_day_date(born, &d);
    int y = d.year + years;
    int day = d.day > ht_days_in_month(y, d.month) ? ht_days_in_month(y, d.month) : d.day;
    return ht_day_number(y, d.month, day);
}

int
ht_years_between(int32_t born, int32_t on)
{
    struct ht_date a, b;
    ht_day_date(born, &a);
    ht_day_date(on, &b);
    int years = b.year - a.year;
    return ht_birthday(born, years) > on ? years - 1 : years;
}

int32_t
ht_today(const char *today)
{
    struct ht_date d;
    if (!today)
        return (int32_t)((time(NULL) + 7 * 3600) / 86400);
    if (!ht_date_read(today, strlen(today), &d) || !ht_date_full(&d))
        return INT32_MIN;
    return ht_day_number(d.year, d.month, d.day);
}

bool
ht_dates_agree(const struct ht_date *a, const struct ht_date *b)
{
    return (!a->year || !b->year || a->year == b->year) && (!a->month || !b->month || a->month == b->month) &&
           (!a->day || !b->day || a->day == b->day);
}

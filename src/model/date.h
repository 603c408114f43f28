/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * Canonical dates: YYYY-MM-DD, YYYY-MM, YYYY, or an age such as 25T.
 *
 * A partial date is an interval of days.  Rules compare intervals: something is wrong only if no completion
 * of the unknown parts could be right (domain rule D07).  Days are numbered in the proleptic Gregorian
 * calendar, 0 = 1970-01-01.
 */
#ifndef HT_MODEL_DATE_H
#define HT_MODEL_DATE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

struct ht_date {
    int16_t year;                       /* 1000 … 2999; 0 for an age */
    int8_t month;                       /* 1 … 12; 0: unknown */
    int8_t day;                         /* 1 … 31; 0: unknown */
    int16_t age;                        /* years, for "25T"; -1: this is no age */
};

#define HT_DATE_MAX 12                  /* room for the canonical text and its NUL */

/* Reads canonical text; impossible dates (31 February) and anything else are refused. */
bool ht_date_read(const char *s, size_t len, struct ht_date *d);

/* Writes canonical text into OUT (HT_DATE_MAX bytes); returns the length. */
size_t ht_date_write(const struct ht_date *d, char *out);

bool ht_date_exists(int year, int month, int day);      /* a day of the calendar, 1000 … 2999 */
int ht_days_in_month(int year, int month);

int32_t ht_day_number(int year, int month, int day);    /* of an existing day */
void ht_day_date(int32_t number, struct ht_date *d);    /* the inverse; always full */

/* First and last day that D may mean; of an age: of birth, if its bearer was that old on day ON. */
void ht_date_interval(const struct ht_date *d, int32_t on, int32_t *first, int32_t *last);

static inline bool
ht_date_full(const struct ht_date *d)
{
    return d->day > 0;
}

/* The day on which someone born on BORN becomes YEARS old (29 February: 28 February in common years). */
int32_t ht_birthday(int32_t born, int years);

/* Whole years from BORN to ON; negative if ON is earlier. */
int ht_years_between(int32_t born, int32_t on);

/* Today's day number in Vietnam (UTC+7), or that of ISO text TODAY if it is not NULL; INT32_MIN if TODAY is no
 * full date. */
int32_t ht_today(const char *today);

/* True if no part that both dates have differs. */
bool ht_dates_agree(const struct ht_date *a, const struct ht_date *b);

#endif

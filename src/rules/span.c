/* SPDX-License-Identifier: BSD-2-Clause */
/* Dates as rules see them: intervals of days. */
#include "config.h"
#include "rules/check.h"

#include <string.h>

#include "text/fold.h"

static bool
two_digits(const char *s, int *out)
{
    if (s[0] < '0' || s[0] > '9' || s[1] < '0' || s[1] > '9')
        return false;
    *out = (s[0] - '0') * 10 + (s[1] - '0');
    return true;
}

static bool
year_digits(const char *s, int *out)
{
    int a, b;
    if (!two_digits(s, &a) || !two_digits(s + 2, &b))
        return false;
    *out = a * 100 + b;
    return true;
}

/* The Ministry's dd.MM.yyyy and MM.yyyy, which a file has that was not normalized; also ISO with an impossible
 * day, to tell it from what is no date at all.  Sets the parts without asking the calendar. */
static bool
split_date(const char *s, size_t len, int *y, int *m, int *d)
{
    *m = *d = 0;
    if (len == 10 && s[2] == '.' && s[5] == '.')
        return two_digits(s, d) && two_digits(s + 3, m) && year_digits(s + 6, y);
    if (len == 7 && s[2] == '.')
        return two_digits(s, m) && year_digits(s + 3, y);
    if (len == 10 && s[4] == '-' && s[7] == '-')
        return year_digits(s, y) && two_digits(s + 5, m) && two_digits(s + 8, d);
    if (len == 7 && s[4] == '-')
        return year_digits(s, y) && two_digits(s + 5, m);
    return len == 4 && year_digits(s, y);
}

/* "25 tuổi", as old ledgers have it. */
static bool
read_age(const char *s, size_t len, struct ht_date *d)
{
    char folded[16];
    size_t n = ht_fold_to(folded, sizeof folded, s, len), digits = 0;
    int age = 0;
    while (digits < n && digits < 3 && folded[digits] >= '0' && folded[digits] <= '9')
        age = age * 10 + (folded[digits++] - '0');
    if (!digits || (strcmp(folded + digits, " tuoi") && strcmp(folded + digits, "tuoi") &&
                    strcmp(folded + digits, " t") && strcmp(folded + digits, "t")))
        return false;
    *d = (struct ht_date){ .age = (int16_t)age };
    return true;
}

static uint8_t
state_of(const struct ht_date *d)
{
    if (d->age >= 0)
        return HT_SPAN_AGE;
    return ht_date_full(d) ? HT_SPAN_FULL : HT_SPAN_PART;
}

void
ht_span_read(const char *s, size_t len, struct ht_span *out)
{
    int y, m, d;
    *out = (struct ht_span){ .state = HT_SPAN_NONE };
    if (!s)
        return;
    if (ht_date_read(s, len, &out->d)) {
        out->state = state_of(&out->d);
    } else if (split_date(s, len, &y, &m, &d)) {
        bool part = !d && (!m ? len == 4 : m <= 12);
        out->d = (struct ht_date){ (int16_t)y, (int8_t)m, (int8_t)d, -1 };
        if (y < 1000 || y > 2999 || (!part && !ht_date_exists(y, m, d)))
            out->state = HT_SPAN_IMPOSSIBLE;
        else
            out->state = state_of(&out->d);
    } else if (read_age(s, len, &out->d)) {
        out->state = HT_SPAN_AGE;
    } else {
        out->state = ht_lunar_words(s, len) ? HT_SPAN_LUNAR : HT_SPAN_GRAMMAR;
    }
}

void
ht_span_settle(struct ht_span *s, int32_t on)
{
    if (s->state == HT_SPAN_AGE && on == INT32_MIN)
        s->first = INT32_MIN / 2, s->last = INT32_MAX / 2;      /* an age without a day says nothing */
    else if (s->state >= HT_SPAN_AGE)
        ht_date_interval(&s->d, on, &s->first, &s->last);
}

bool
ht_surely_younger(const struct ht_span *born, const struct ht_span *at, int years)
{
    if (!ht_span_known(born) || !ht_span_known(at) || born->first < ht_day_number(1000, 1, 1))
        return false;
    return ht_birthday(born->first, years) > at->last;
}

bool
ht_surely_reached(const struct ht_span *born, const struct ht_span *at, int years)
{
    if (!ht_span_known(born) || !ht_span_known(at) || born->last > ht_day_number(2900, 1, 1))
        return false;
    return ht_birthday(born->last, years) <= at->first;
}

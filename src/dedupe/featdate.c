/* SPDX-License-Identifier: BSD-2-Clause */
/* Dates as features: canonical ones, and whatever three groups of digits may mean. */
#include "config.h"
#include "dedupe/feat.h"

#include "model/date.h"

int
ht_full_year(int y, size_t digits)
{
    if (digits > 2)
        return y;
    return y < 30 ? 2000 + y : 1900 + y;
}

size_t
ht_digit_groups(const char *s, size_t len, int *v, size_t *digits)
{
    size_t n = 0;
    for (size_t i = 0; i < len && n < 3;) {
        if (s[i] < '0' || s[i] > '9') {
            i++;
            continue;
        }
        v[n] = 0;
        digits[n] = 0;
        for (; i < len && s[i] >= '0' && s[i] <= '9' && digits[n] < 8; i++, digits[n]++)
            v[n] = v[n] * 10 + (s[i] - '0');
        n++;
    }
    return n;
}

static struct ht_fdate
checked(int y, int m, int d)
{
    struct ht_fdate out = {0};
    if (y < 1000 || y > 2999)
        return out;
    out.year = (int16_t)y;
    if (m >= 1 && m <= 12) {
        out.month = (int8_t)m;
        if (d >= 1 && d <= 31)
            out.day = (int8_t)d;
    } else if (m > 12 && m <= 31 && d >= 1 && d <= 12) {    /* month and day swapped beyond doubt */
        out.month = (int8_t)d;
        out.day = (int8_t)m;
    }
    return out;
}

struct ht_fdate
ht_fdate_read(const char *s, size_t len, const struct ht_fdate *on)
{
    struct ht_date c;
    if (!len)
        return (struct ht_fdate){0};
    if (ht_date_read(s, len, &c)) {
        if (c.age < 0)
            return (struct ht_fdate){ c.year, c.month, c.day };
        return (struct ht_fdate){ .year = (int16_t)(on && on->year ? on->year - c.age : 0) };
    }
    int v[3] = {0};
    size_t digits[3] = {0}, n = ht_digit_groups(s, len, v, digits);
    if (n == 3 && digits[0] == 4)
        return checked(v[0], v[1], v[2]);
    if (n == 3)
        return checked(ht_full_year(v[2], digits[2]), v[1], v[0]);
    if (n == 2)
        return digits[0] == 4 ? checked(v[0], v[1], 0) : checked(ht_full_year(v[1], digits[1]), v[0], 0);
    if (n == 1 && digits[0] == 8)
        return v[0] / 10000 > 1300 ? checked(v[0] / 10000, v[0] / 100 % 100, v[0] % 100)
                                   : checked(v[0] % 10000, v[0] / 10000 % 100, v[0] / 1000000);
    return n == 1 ? checked(v[0], 0, 0) : (struct ht_fdate){0};
}

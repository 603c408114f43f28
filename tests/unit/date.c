/* SPDX-License-Identifier: BSD-2-Clause */
/* model/date: canonical dates and day numbers */
#include "config.h"
#include "model/date.h"

#include "tap.h"

static const char *
again(const char *s)
{
    static char out[HT_DATE_MAX];
    struct ht_date d;
    if (!ht_date_read(s, strlen(s), &d))
        return "refused";
    ht_date_write(&d, out);
    return out;
}

static void
test_text(void)
{
    static const char *const good[] = { "1945-09-02", "1957-09", "1957", "25T", "2T", "100T", "2000-02-29" };
    static const char *const bad[] = { "", "T", "1900-02-29", "2001-13", "2001-00", "2001-01-00", "57", "1957-9",
                                       "0999", "3000", "19570902", "1957-09-02 ", "0000", "1234T" };
    for (size_t i = 0; i < sizeof good / sizeof *good; i++)
        CHECK_STR(again(good[i]), good[i]);
    for (size_t i = 0; i < sizeof bad / sizeof *bad; i++)
        CHECK_STR(again(bad[i]), "refused");
}

/* Every day of three centuries, one after the other. */
static void
test_days(void)
{
    int32_t n = ht_day_number(1850, 1, 1);
    size_t wrong = 0;
    CHECK_INT(ht_day_number(1970, 1, 1), 0);
    CHECK_INT(ht_day_number(2000, 3, 1), 11017);
    for (int y = 1850; y <= 2100; y++)
        for (int m = 1; m <= 12; m++)
            for (int d = 1; d <= ht_days_in_month(y, m); d++, n++) {
                struct ht_date back;
                ht_day_date(n, &back);
                wrong += ht_day_number(y, m, d) != n || back.year != y || back.month != m || back.day != d;
            }
    CHECK_INT(wrong, 0);
}

static void
test_intervals(void)
{
    int32_t a, b;
    struct ht_date d;
    ht_date_read("2000-02", 7, &d);
    ht_date_interval(&d, 0, &a, &b);
    CHECK_INT(b - a, 28);
    ht_date_read("2001", 4, &d);
    ht_date_interval(&d, 0, &a, &b);
    CHECK_INT(b - a, 364);
    CHECK_INT(ht_years_between(ht_day_number(2000, 2, 29), ht_day_number(2018, 2, 27)), 17);
    CHECK_INT(ht_years_between(ht_day_number(2000, 2, 29), ht_day_number(2018, 2, 28)), 18);
    CHECK_INT(ht_today("2020-01-01"), ht_day_number(2020, 1, 1));
    CHECK_INT(ht_today("2020-01"), INT32_MIN);
}

int
main(void)
{
    test_text();
    test_days();
    test_intervals();
    return tap_done();
}

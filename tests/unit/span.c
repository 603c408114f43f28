/* SPDX-License-Identifier: BSD-2-Clause */
/* Dates as intervals: what is read, and what is sure about partial dates and ages. */
#include "config.h"
#include "rules/check.h"
#include "tap.h"

static struct ht_span
span(const char *s)
{
    struct ht_span v;
    ht_span_read(s, strlen(s), &v);
    ht_span_settle(&v, ht_day_number(2008, 1, 15));
    return v;
}

#define STATE(s) (span(s).state)

static void
reading(void)
{
    struct ht_span none;
    ht_span_read(NULL, 0, &none);
    CHECK_INT(none.state, HT_SPAN_NONE);
    CHECK_INT(STATE("2008-01-15"), HT_SPAN_FULL);
    CHECK_INT(STATE("15.01.2008"), HT_SPAN_FULL);
    CHECK_INT(STATE("2008-01"), HT_SPAN_PART);
    CHECK_INT(STATE("01.2008"), HT_SPAN_PART);
    CHECK_INT(STATE("2008"), HT_SPAN_PART);
    CHECK_INT(STATE("25T"), HT_SPAN_AGE);
    CHECK_INT(STATE("25 tuổi"), HT_SPAN_AGE);
    CHECK_INT(STATE("2007-02-29"), HT_SPAN_IMPOSSIBLE);
    CHECK_INT(STATE("31.04.1975"), HT_SPAN_IMPOSSIBLE);
    CHECK_INT(STATE("08.25.1990"), HT_SPAN_IMPOSSIBLE);
    CHECK_INT(STATE("13.2008"), HT_SPAN_IMPOSSIBLE);
    CHECK_INT(STATE("15/1/08"), HT_SPAN_GRAMMAR);
    CHECK_INT(STATE("không rõ"), HT_SPAN_GRAMMAR);
    CHECK_INT(STATE("mồng 3 tháng Giêng năm Giáp Thân"), HT_SPAN_LUNAR);
    CHECK_INT(STATE("15/8 âm lịch"), HT_SPAN_LUNAR);
}

static void
intervals(void)
{
    struct ht_span year = span("1983"), month = span("1983-02"), age = span("25T");
    CHECK_INT(year.first, ht_day_number(1983, 1, 1));
    CHECK_INT(year.last, ht_day_number(1983, 12, 31));
    CHECK_INT(month.last, ht_day_number(1983, 2, 28));
    CHECK(age.first <= ht_day_number(1983, 1, 1) && age.last >= ht_day_number(1983, 1, 15));
    struct ht_span words = span("25 tuổi");
    CHECK(words.first == age.first && words.last == age.last);
    struct ht_span lost = { .state = HT_SPAN_NONE };
    ht_span_read("25T", 3, &lost);
    ht_span_settle(&lost, INT32_MIN);
    CHECK(lost.first < ht_day_number(1000, 1, 1) && lost.last > ht_day_number(2999, 1, 1));
}

/* Sure is only what no completion of the unknown parts could make otherwise. */
static void
sureness(void)
{
    struct ht_span may = span("2008-05"), day = span("2008-05-15"), june = span("2008-06-01"), year = span("2008"), none = { 0 };
    CHECK(ht_surely_before(&may, &june));
    CHECK(!ht_surely_before(&may, &day));
    CHECK(!ht_surely_before(&day, &may));
    CHECK(!ht_surely_before(&year, &june));
    CHECK(!ht_surely_before(&none, &june) && !ht_surely_before(&june, &none));
    CHECK(ht_surely_older(&may, &june, 0));
    CHECK(!ht_surely_older(&may, &june, 1));
    struct ht_span born = span("1990-05-16"), wed = span("2008-05-15"), eighteen = span("2008-05-16"), unknown_day = span("1990-05");
    CHECK(ht_surely_younger(&born, &wed, 18));
    CHECK(!ht_surely_younger(&born, &eighteen, 18));
    CHECK(ht_surely_reached(&born, &eighteen, 18));
    CHECK(!ht_surely_younger(&unknown_day, &wed, 18));
    CHECK(!ht_surely_reached(&unknown_day, &wed, 18));
}

/* Who is born on a leap day comes of age on 28 February or 1 March, never on a day that does not exist. */
static void
leap_day(void)
{
    struct ht_span born = span("1992-02-29"), before = span("2010-02-27"), after = span("2010-03-01");
    CHECK(ht_surely_younger(&born, &before, 18));
    CHECK(ht_surely_reached(&born, &after, 18));
}

int
main(void)
{
    reading();
    intervals();
    sureness();
    leap_day();
    return tap_done();
}

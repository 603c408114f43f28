/* SPDX-License-Identifier: BSD-2-Clause */
/* formats/number: General, serial dates, what a number format shows */
#include "config.h"
#include "formats/moment.h"

#include <string.h>

#include "tap.h"

enum { Y = HT_SHOWS_YEAR, M = HT_SHOWS_MONTH, D = HT_SHOWS_DAY, T = HT_SHOWS_TIME, DATE = Y | M | D };

static const char *
general(double x)
{
    static char out[HT_NUMBER_MAX];
    ht_general(x, out);
    return out;
}

static const char *
serial(double x, unsigned parts, bool from_1904)
{
    static struct ht_moment_text out;
    ht_serial_text(x, parts, from_1904, &out);
    return out.iso;
}

/* What a cell with number X and format S shows. */
static const char *
shown(double x, const char *s)
{
    static struct ht_moment_text out;
    ht_serial_text(x, ht_format_parts(s, strlen(s)), false, &out);
    return out.shown;
}

static unsigned
parts(const char *s)
{
    return ht_format_parts(s, strlen(s)) & HT_SHOWS_ALL;
}

static void
test_general(void)
{
    double x;
    CHECK_STR(general(2008), "2008");
    CHECK_STR(general(-0.0), "0");
    CHECK_STR(general(79123456789.0), "79123456789");
    CHECK_STR(general(123456789012345.0), "123456789012345");
    CHECK_STR(general(0.1 + 0.2), "0.3");
    CHECK_STR(general(1e20), "1E+20");
    CHECK_STR(general(1.0 / 0.0), "");
    CHECK(ht_read_double("1.5E3", 5, &x) && x == 1500);
    CHECK(!ht_read_double("nan", 3, &x));
    CHECK(!ht_read_double("0x10", 4, &x));
    CHECK(!ht_read_double("1e999", 5, &x));
    CHECK(!ht_read_double("12a", 3, &x));
    CHECK(!ht_read_double("", 0, &x));
}

static void
test_serial(void)
{
    CHECK_STR(serial(39462, DATE, false), "2008-01-15");
    CHECK_STR(serial(39462, Y | M, false), "2008-01");
    CHECK_STR(serial(39462, Y, false), "2008");
    CHECK_STR(serial(39462, D | M, false), "15/01");
    CHECK_STR(serial(38000, DATE, true), "2008-01-15");
    CHECK_STR(serial(0, DATE, true), "1904-01-01");
    CHECK_STR(serial(1, DATE, false), "1900-01-01");
    CHECK_STR(serial(59, DATE, false), "1900-02-28");
    CHECK_STR(serial(60, DATE, false), "");
    CHECK_STR(serial(61, DATE, false), "1900-03-01");
    CHECK_STR(serial(0, DATE, false), "");
    CHECK_STR(serial(-5, DATE, false), "");
    CHECK_STR(serial(1e9, DATE, false), "");
    CHECK_STR(serial(39462.4375, DATE | T, false), "2008-01-15 10:30");
    CHECK_STR(serial(39462.4375, DATE, false), "2008-01-15");
    CHECK_STR(serial(39462, DATE | T, false), "2008-01-15");
    CHECK_STR(serial(39462.999999, DATE | T, false), "2008-01-16");
    CHECK_STR(serial(0.5, T, false), "12:00");
    CHECK_STR(serial(39462, 0, false), "");
}

static void
test_parts(void)
{
    CHECK_INT(parts("dd/mm/yyyy"), DATE);
    CHECK_INT(parts("dd\\.mm\\.yyyy"), DATE);
    CHECK_INT(parts("[$-1042A]dd\\ mmmm\\ yyyy;@"), DATE);
    CHECK_INT(parts("mm.yyyy"), Y | M);
    CHECK_INT(parts("\"Năm \"yyyy"), Y);
    CHECK_INT(parts("\"ngày\" dd \"tháng\" mm \"năm\" yyyy"), DATE);
    CHECK_INT(parts("d/m"), D | M);
    CHECK_INT(parts("dd/mm/yyyy hh:mm"), DATE | T);
    CHECK_INT(parts("hh:mm:ss"), T);
    CHECK_INT(parts("mm:ss"), T);
    CHECK_INT(parts("[h]:mm"), T);
    CHECK_INT(parts("dddd"), 0);
    CHECK_INT(parts("General"), 0);
    CHECK_INT(parts("0.00"), 0);
    CHECK_INT(parts("0.00E+00"), 0);
    CHECK_INT(parts("#,##0"), 0);
    CHECK_INT(parts("[Red]#,##0.00"), 0);
    CHECK_INT(parts("000"), HT_SHOWS_ZEROS);
    CHECK_INT(parts("@"), 0);
    CHECK_INT(parts(""), 0);
    CHECK_INT(parts("[abc"), 0);
    CHECK_INT(parts("\\"), 0);
    CHECK_INT(ht_builtin_parts(14) & HT_SHOWS_ALL, DATE);
    CHECK_INT(ht_builtin_parts(16) & HT_SHOWS_ALL, D | M);
    CHECK_INT(ht_builtin_parts(0), 0);
    CHECK_INT(ht_builtin_parts(49), 0);
}

/* 35947 is 1 June 1998. */
static void
test_shown(void)
{
    CHECK_STR(shown(35947, "dd/mm/yyyy"), "01/06/1998");
    CHECK_STR(shown(35947, "m/yyyy"), "6/1998");
    CHECK_STR(shown(35947, "mm/yyyy"), "06/1998");
    CHECK_STR(shown(35947, "d/yyyy"), "1/1998");
    CHECK_STR(shown(35947, "mmm-yy"), "6/1998");
    CHECK_STR(shown(35947, "d-mmm"), "1/6");
    CHECK_STR(shown(35947, "d-m"), "1-6");
    CHECK_STR(shown(35947, "yyyy\\-mm\\-dd"), "1998-06-01");
    CHECK_STR(shown(35947, "dd.mm.yyyy;@"), "01.06.1998");
    CHECK_STR(shown(35947, "[$-1042A]dd\\ mmmm\\ yyyy;@"), "01/6/1998");
    CHECK_STR(shown(35947, "dd/mm/yyyy_-"), "01/06/1998");
    CHECK_STR(shown(35947.3125, "dd/mm/yyyy hh:mm"), "01/06/1998 07:30");
    CHECK_STR(shown(0.3125, "hh:mm"), "07:30");
    CHECK_STR(shown(35947, "General"), "");
}

int
main(void)
{
    test_shown();
    test_general();
    test_serial();
    test_parts();
    return tap_done();
}

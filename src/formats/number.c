/* SPDX-License-Identifier: BSD-2-Clause */
/* Serial dates and the General format. */
#include "config.h"
#include "formats/number.h"

#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "model/date.h"

size_t
ht_general(double x, char out[HT_NUMBER_MAX])
{
    int n;
    out[0] = '\0';
    if (!isfinite(x))
        return 0;
    if (fabs(x) < 1e15 && x == floor(x))
        n = snprintf(out, HT_NUMBER_MAX, "%.0f", x == 0 ? 0.0 : x);
    else
        n = snprintf(out, HT_NUMBER_MAX, "%.15g", x);
    char *e = strchr(out, 'e');
    if (e)
        *e = 'E';
    return (size_t)n;
}

bool
ht_read_double(const char *s, size_t len, double *x)
{
    char text[64], *end;
    if (!len || len >= sizeof text)
        return false;
    for (size_t i = 0; i < len; i++)    /* strtod would take "inf", "nan" and hexadecimal as well */
        if (!strchr("0123456789.eE+-", s[i]) || !s[i])
            return false;
    memcpy(text, s, len);
    text[len] = '\0';
    *x = strtod(text, &end);
    return *end == '\0' && isfinite(*x);
}

static char
lower(char c)
{
    return c >= 'A' && c <= 'Z' ? (char)(c - 'A' + 'a') : c;
}

/* Length of the quoted, escaped or bracketed piece at S, which shows no part; 0 if there is none.  An elapsed
 * time ([h], [mm]) is no such piece. */
static size_t
skip_literal(const char *s, size_t n)
{
    char close = s[0] == '"' ? '"' : s[0] == '[' ? ']' : '\0';
    if (s[0] == '\\' || s[0] == '_' || s[0] == '*')
        return n > 1 ? 2 : 1;
    if (!close)
        return 0;
    const char *end = n > 1 ? memchr(s + 1, close, n - 1) : NULL;
    if (!end)
        return n;
    if (close == ']' && n > 1 && strchr("hms", lower(s[1])) && s[1])
        return 1;
    return (size_t)(end - s) + 1;
}

unsigned
ht_format_parts(const char *s, size_t len)
{
    unsigned parts = 0;
    bool after_hour = false, zeros = false;
    size_t digits = 0;
    for (size_t i = 0; i < len && s[i] != ';';) {
        size_t skip = skip_literal(s + i, len - i), run = 1;
        if (skip) {
            i += skip;
            continue;
        }
        char c = lower(s[i]);
        while (i + run < len && lower(s[i + run]) == c)
            run++;
        if (c == 'g' && !parts && len - i >= 7 && lower(s[i + 1]) == 'e' && lower(s[i + 2]) == 'n')
            return 0;                   /* General */
        if (c == '0' && !digits)
            zeros = run > 1;
        if (c == '0' || c == '#' || c == '?')
            digits += run;
        if (c == 'y' || c == 'e' || c == 'g' || c == 'b')
            parts |= digits ? 0 : HT_SHOWS_YEAR;        /* 0.00E+00 is no year */
        else if (c == 'd')
            parts |= run <= 2 ? HT_SHOWS_DAY : 0;       /* ddd is the name of the day of the week */
        else if (c == 'h')
            parts |= HT_SHOWS_TIME;
        else if (c == 's')
            parts |= HT_SHOWS_TIME;
        else if (c == 'm') {
            /* Minutes stand behind hours or before seconds; all else is the month. */
            size_t j = i + run;
            while (j < len && (s[j] == ':' || s[j] == ']'))
                j++;
            bool minutes = run <= 2 && (after_hour || (j < len && j > i + run && lower(s[j]) == 's'));
            parts |= minutes ? HT_SHOWS_TIME : HT_SHOWS_MONTH;
        }
        if (c == 'h')
            after_hour = true;
        else if (c == 'y' || c == 'd' || c == 'm' || c == 's')
            after_hour = false;
        i += run;
    }
    return parts ? parts : zeros ? HT_SHOWS_ZEROS : 0;
}

unsigned
ht_builtin_parts(unsigned id)
{
    enum { Y = HT_SHOWS_YEAR, M = HT_SHOWS_MONTH, D = HT_SHOWS_DAY, T = HT_SHOWS_TIME, DATE = Y | M | D };
    static const struct { unsigned char from, to, parts; } rows[] = {
        { 14, 15, DATE }, { 16, 16, D | M }, { 17, 17, M | Y }, { 18, 21, T }, { 22, 22, DATE | T },
        { 27, 31, DATE }, { 32, 35, T }, { 36, 36, DATE }, { 45, 47, T }, { 50, 54, DATE }, { 55, 56, T },
        { 57, 58, DATE },
    };
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++)
        if (id >= rows[i].from && id <= rows[i].to)
            return rows[i].parts;
    return 0;
}

/* The day of serial number N.  Excel believes in 29 February 1900 (serial 60), so days before 1 March 1900 are
 * one less; day 60 itself does not exist. */
static bool
serial_day(double n, bool from_1904, struct ht_date *d)
{
    if (from_1904 ? n < 0 || n > 2957003 : n < 1 || n > 2958465 || n == 60)
        return false;
    int32_t base = from_1904 ? ht_day_number(1904, 1, 1) : ht_day_number(1899, 12, n < 60 ? 31 : 30);
    if (n > 400000)                     /* beyond the year 2999 a date means something else */
        return false;
    ht_day_date(base + (int32_t)n, d);
    return d->year < 3000;
}

static int
day_text(const struct ht_date *d, unsigned parts, char *out)
{
    bool year = parts & HT_SHOWS_YEAR, month = parts & HT_SHOWS_MONTH, day = parts & HT_SHOWS_DAY;
    if (year && month && day)
        return snprintf(out, HT_NUMBER_MAX, "%04d-%02d-%02d", d->year, d->month, d->day);
    if (year && month)
        return snprintf(out, HT_NUMBER_MAX, "%04d-%02d", d->year, d->month);
    if (year)
        return snprintf(out, HT_NUMBER_MAX, "%04d", d->year);
    if (day && month)
        return snprintf(out, HT_NUMBER_MAX, "%02d/%02d", d->day, d->month);
    if (day || month)
        return snprintf(out, HT_NUMBER_MAX, "%02d", day ? d->day : d->month);
    return 0;
}

static unsigned
two(const char *s)
{
    return (unsigned)(s[0] - '0') * 10 + (unsigned)(s[1] - '0');
}

size_t
ht_iso_text(const char *s, size_t len, unsigned parts, char out[HT_NUMBER_MAX])
{
    static const char shape[] = "dddd-dd-ddTdd:dd";
    struct ht_date d = { .age = -1 };
    size_t i = 0;
    out[0] = '\0';
    while (i < len && i < sizeof shape - 1 && (shape[i] == 'd' ? s[i] >= '0' && s[i] <= '9' : s[i] == shape[i]))
        i++;
    if (i < 10 || (i < len && i < sizeof shape - 1))
        return 0;
    d.year = (int16_t)(two(s) * 100 + two(s + 2));
    d.month = (int8_t)two(s + 5);
    d.day = (int8_t)two(s + 8);
    if (!ht_date_exists(d.year, d.month, d.day))
        return 0;
    int n = day_text(&d, parts, out);
    bool midnight = i < 16 || (!two(s + 11) && !two(s + 14));
    if (parts & HT_SHOWS_TIME && (!midnight || !n))
        n += snprintf(out + n, (size_t)(HT_NUMBER_MAX - n), "%s%.5s", n ? " " : "", i < 16 ? "00:00" : s + 11);
    return (size_t)n;
}

size_t
ht_serial_text(double x, unsigned parts, bool from_1904, char out[HT_NUMBER_MAX])
{
    double whole = floor(x);
    long minutes = lround((x - whole) * 24 * 60);
    struct ht_date d;
    int n = 0;
    out[0] = '\0';
    if (!(parts & ~(unsigned)HT_SHOWS_ZEROS) || !isfinite(x) || x < 0)
        return 0;
    if (minutes == 24 * 60) {
        whole++;
        minutes = 0;
    }
    if (parts & (HT_SHOWS_YEAR | HT_SHOWS_MONTH | HT_SHOWS_DAY)) {
        if (!serial_day(whole, from_1904, &d))
            return 0;
        n = day_text(&d, parts, out);
        if (!(parts & HT_SHOWS_TIME) || !minutes)
            return (size_t)n;
        out[n++] = ' ';
    } else if (whole > 0) {
        minutes += (long)(whole < 10000 ? whole : 0) * 24 * 60;     /* [h]:mm beyond a day */
    }
    n += snprintf(out + n, (size_t)(HT_NUMBER_MAX - n), "%02ld:%02ld", minutes / 60, minutes % 60);
    return (size_t)n;
}

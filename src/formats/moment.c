/* SPDX-License-Identifier: BSD-2-Clause */
/* Serial dates, ISO dates, and what number formats show of them. */
#include "config.h"
#include "formats/moment.h"

#include <math.h>
#include <stdio.h>
#include <string.h>

#include "base/mem.h"
#include "model/date.h"

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

/* ---- what a format shows ---- */

/*
 * Above the parts, their order: from bit 8 on three bits for each place, two for the part, one for its zero; then, from
 * bit 17 on, which of BETWEEN stands between them.  Without any, it is the order of Vietnam.
 */
enum { PLACES = 3, FIRST_PLACE = 8, PLACE_BITS = 3, PADDED = 4, BETWEEN_AT = FIRST_PLACE + PLACES * PLACE_BITS };
static const char between[] = "//-.";   /* the first if nothing is known */

static unsigned
place_of(unsigned parts, unsigned i)
{
    return parts >> (FIRST_PLACE + i * PLACE_BITS) & 7;
}

unsigned
ht_parts_add(unsigned parts, unsigned part, bool padded)
{
    unsigned number = part == HT_SHOWS_YEAR ? 1 : part == HT_SHOWS_MONTH ? 2 : part == HT_SHOWS_DAY ? 3 : 0, i = 0;
    if (parts & part || !number)
        return parts | part;
    while (place_of(parts, i))
        i++;
    return parts | part | (number | (padded ? PADDED : 0u)) << (FIRST_PLACE + i * PLACE_BITS);
}

static unsigned
add_between(unsigned parts, char c)
{
    const char *p = c ? strrchr(between, c) : NULL;
    bool inside = p && parts & HT_SHOWS_DATE && !(parts & HT_SHOWS_TIME);
    return inside && !(parts >> BETWEEN_AT) ? parts | (unsigned)(p - between) << BETWEEN_AT : parts;
}

/* A run of one letter of a format. */
struct run {
    char c;
    size_t len;
    bool minutes;                       /* m: they are no months */
};

/* The run at S[I], which is lower-cased.  Minutes stand behind hours or before seconds; all else is the month. */
static struct run
run_at(const char *s, size_t len, size_t i, bool after_hour)
{
    struct run r = { .c = lower(s[i]), .len = 1 };
    while (i + r.len < len && lower(s[i + r.len]) == r.c)
        r.len++;
    size_t j = i + r.len;
    while (j < len && (s[j] == ':' || s[j] == ']'))
        j++;
    r.minutes = r.c == 'm' && r.len <= 2 && (after_hour || (j < len && j > i + r.len && lower(s[j]) == 's'));
    return r;
}

static unsigned
add_run(unsigned parts, const struct run *r)
{
    if (strchr("yegb", r->c))
        return ht_parts_add(parts, HT_SHOWS_YEAR, false);
    if (r->c == 'd')                    /* ddd is the name of the day of the week */
        return r->len <= 2 ? ht_parts_add(parts, HT_SHOWS_DAY, r->len == 2) : parts;
    if (r->c == 'm' && !r->minutes)
        return ht_parts_add(parts, HT_SHOWS_MONTH, r->len == 2);
    return parts | HT_SHOWS_TIME;
}

unsigned
ht_format_parts(const char *s, size_t len)
{
    unsigned parts = 0;
    bool after_hour = false, zeros = false, named = false;
    size_t digits = 0;
    for (size_t i = 0; i < len && s[i] != ';';) {
        size_t skip = skip_literal(s + i, len - i);
        if (skip) {
            parts = add_between(parts, s[i + skip - 1]);
            i += skip;
            continue;
        }
        struct run r = run_at(s, len, i, after_hour);
        if (r.c == 'g' && !parts && len - i >= 7 && lower(s[i + 1]) == 'e' && lower(s[i + 2]) == 'n')
            return 0;                   /* General */
        if (r.c == '0' && !digits)
            zeros = r.len > 1;
        if (r.c == '0' || r.c == '#' || r.c == '?')
            digits += r.len;
        bool date = r.c && strchr("ydm", r.c), year = r.c && strchr("yegb", r.c);
        if (r.c && strchr("yegbdmhs", r.c) && !(year && digits))        /* 0.00E+00 is no year */
            parts = add_run(parts, &r);
        else
            parts = add_between(parts, r.c);
        named = named || (r.c == 'm' && r.len > 2);
        after_hour = r.c == 'h' || (after_hour && !date && r.c != 's');
        i += r.len;
    }
    if (named)                          /* "Jan-08" was typed as 1/2008 */
        parts &= (1u << BETWEEN_AT) - 1;
    return parts ? parts : zeros ? HT_SHOWS_ZEROS : 0;
}

unsigned
ht_builtin_parts(unsigned id)
{
    static const struct { unsigned char from, to; const char *format; } rows[] = {
        { 14, 15, "dd/mm/yyyy" }, { 16, 16, "d/m" }, { 17, 17, "m/yyyy" }, { 18, 21, "hh:mm" },
        { 22, 22, "dd/mm/yyyy hh:mm" }, { 27, 31, "dd/mm/yyyy" }, { 32, 35, "hh:mm" }, { 36, 36, "dd/mm/yyyy" },
        { 45, 47, "mm:ss" }, { 50, 54, "dd/mm/yyyy" }, { 55, 56, "hh:mm" }, { 57, 58, "dd/mm/yyyy" },
    };
    for (size_t i = 0; i < HT_COUNT(rows); i++)
        if (id >= rows[i].from && id <= rows[i].to)
            return ht_format_parts(rows[i].format, strlen(rows[i].format));
    return 0;
}

/* ---- moments ---- */

struct moment {
    struct ht_date day;
    long minutes;
};

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

/* The date in the order of the format. */
static int
day_shown(const struct ht_date *d, unsigned parts, char *out)
{
    static const unsigned of_vietnam = 3 << FIRST_PLACE | PADDED << FIRST_PLACE |
        (2 | PADDED) << (FIRST_PLACE + PLACE_BITS) | 1 << (FIRST_PLACE + 2 * PLACE_BITS);
    static const unsigned shows[] = { 0, HT_SHOWS_YEAR, HT_SHOWS_MONTH, HT_SHOWS_DAY };
    const int value[] = { 0, d->year, d->month, d->day };
    unsigned order = place_of(parts, 0) ? parts : of_vietnam;
    int n = 0;
    for (unsigned i = 0; i < PLACES; i++) {
        unsigned what = place_of(order, i) & 3;
        if (!what || !(parts & shows[what]))
            continue;
        if (n)
            out[n++] = between[order >> BETWEEN_AT & 3];
        n += snprintf(out + n, (size_t)(HT_NUMBER_MAX - n), "%0*d", place_of(order, i) & PADDED ? 2 : 1, value[what]);
    }
    return n;
}

static bool
write_moment(const struct moment *m, unsigned parts, struct ht_moment_text *out)
{
    int n = 0, k = 0;
    if (parts & HT_SHOWS_DATE) {
        n = day_text(&m->day, parts, out->iso);
        k = day_shown(&m->day, parts, out->shown);
    }
    if (parts & HT_SHOWS_TIME && (m->minutes || !n)) {
        static const char form[] = "%s%02ld:%02ld";
        n += snprintf(out->iso + n, sizeof out->iso - (size_t)n, form, n ? " " : "", m->minutes / 60, m->minutes % 60);
        k += snprintf(out->shown + k, sizeof out->shown - (size_t)k, form, k ? " " : "", m->minutes / 60,
                      m->minutes % 60);
    }
    out->len = (size_t)n;
    out->shown_len = (size_t)k;
    return n > 0;
}

static unsigned
two(const char *s)
{
    return (unsigned)(s[0] - '0') * 10 + (unsigned)(s[1] - '0');
}

bool
ht_iso_text(const char *s, size_t len, unsigned parts, struct ht_moment_text *out)
{
    static const char shape[] = "dddd-dd-ddTdd:dd";
    struct moment m = { .day = { .age = -1 } };
    size_t i = 0;
    *out = (struct ht_moment_text){0};
    while (i < len && i < sizeof shape - 1 && (shape[i] == 'd' ? s[i] >= '0' && s[i] <= '9' : s[i] == shape[i]))
        i++;
    if (i < 10 || (i < len && i < sizeof shape - 1))
        return false;
    m.day.year = (int16_t)(two(s) * 100 + two(s + 2));
    m.day.month = (int8_t)two(s + 5);
    m.day.day = (int8_t)two(s + 8);
    if (i >= 16)
        m.minutes = (long)two(s + 11) * 60 + (long)two(s + 14);
    return ht_date_exists(m.day.year, m.day.month, m.day.day) && write_moment(&m, parts, out);
}

bool
ht_serial_text(double x, unsigned parts, bool from_1904, struct ht_moment_text *out)
{
    double whole = floor(x);
    struct moment m = { .minutes = lround((x - whole) * 24 * 60) };
    *out = (struct ht_moment_text){0};
    if (!(parts & (HT_SHOWS_DATE | HT_SHOWS_TIME)) || !isfinite(x) || x < 0)
        return false;
    if (m.minutes == 24 * 60) {
        whole++;
        m.minutes = 0;
    }
    if (parts & HT_SHOWS_DATE && !serial_day(whole, from_1904, &m.day))
        return false;
    if (!(parts & HT_SHOWS_DATE) && whole < 10000)
        m.minutes += (long)whole * 24 * 60;     /* [h]:mm beyond a day */
    return write_moment(&m, parts, out);
}

/* SPDX-License-Identifier: BSD-2-Clause */
/* What stands behind an option becomes its value: numbers, sizes, choices, files. */
#include "config.h"
#include "base/opt_int.h"

#include <errno.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include "base/buf.h"
#include "base/diag.h"
#include "base/prog.h"

static bool
parse_uint(const char *s, unsigned long *out, const char **rest)
{
    char *end;
    errno = 0;
    if (*s < '0' || *s > '9')
        return false;
    *out = strtoul(s, &end, 10);
    *rest = end;
    return !errno;
}

static bool
set_size(size_t *at, const char *s)
{
    static const char units[] = "KMGT";
    unsigned long n;
    const char *rest;
    if (!parse_uint(s, &n, &rest))
        return false;
    unsigned shift = 0;
    const char *u = *rest ? strchr(units, *rest >= 'a' && *rest <= 'z' ? *rest - 'a' + 'A' : *rest) : NULL;
    if (u) {
        shift = 10 * (unsigned)(u - units + 1);
        rest++;
        if (*rest == 'B')
            rest++;
    }
    if (*rest || !n || n > SIZE_MAX >> shift)
        return false;
    *at = (size_t)n << shift;
    return true;
}

/* Digits, perhaps a point and digits; strtod would follow the locale. */
static bool
set_real(double *at, const char *s)
{
    double value = 0, unit = 1;
    bool digits = false, point = false;
    for (; *s; s++) {
        if (*s == '.' && !point) {
            point = true;
            continue;
        }
        if (*s == '%' && !s[1] && digits) {
            value /= 100;
            break;
        }
        if (*s < '0' || *s > '9')
            return false;
        digits = true;
        value = value * 10 + (*s - '0');
        if (point)
            unit *= 10;
    }
    *at = value / unit;
    return digits;
}

static void
report_choice(const struct ht_opt *row, const char *arg, struct ht_diag *d)
{
    struct ht_buf list = HT_BUF_INIT;
    for (const char *const *c = row->choices; *c; c++)
        ht_buf_addf(&list, "%s%s", c == row->choices ? "" : ", ", *c);
    ht_diag_usage(d, _("--%s=%s: must be one of %s"), row->name, arg, list.s);
    ht_buf_fini(&list);
}

static bool
set_choice(const struct ht_opt *row, int *at, const char *arg)
{
    for (int i = 0; row->choices[i]; i++)
        if (!strcmp(row->choices[i], arg)) {
            *at = i;
            return true;
        }
    return false;
}

/* True after reporting that ROW, which was given with the file BEFORE (NULL: not yet), is given with another one: the
 * first would not be written, and nobody would say so. */
static bool
is_second_file(const struct ht_opt *row, const char *before, const char *now, struct ht_diag *d)
{
    if (!before || !strcmp(before, now))
        return false;
    ht_diag_usage(d, _("--%s is given twice, with \"%s\" and with \"%s\"; give it once"), row->name, before, now);
    return true;
}

int
ht_opt_set(const struct ht_opt *row, void *base, const char *arg, struct ht_diag *d)
{
    void *at = (char *)base + row->at;
    const char *rest = "";
    int choice;
    if (!arg)                           /* a flag, or an argument that may be left out */
        arg = "";
    switch (row->kind) {
    case HT_OPT_FLAG:
        *(bool *)at = true;
        return 0;
    case HT_OPT_OUT:
    case HT_OPT_OPTOUT:
        if (is_second_file(row, *(const char **)at, arg, d))
            return -1;
        __attribute__((fallthrough));
    case HT_OPT_STR:
    case HT_OPT_OPTSTR:
        *(const char **)at = arg;
        if (!row->choices || !*arg || set_choice(row, &choice, arg))
            return 0;
        report_choice(row, arg, d);
        return -1;
    case HT_OPT_LIST:
        ht_strv_add(at, arg);
        return 0;
    case HT_OPT_UINT:
        if (parse_uint(arg, at, &rest) && !*rest)
            return 0;
        ht_diag_usage(d, _("--%s=%s: must be a whole number"), row->name, arg);
        return -1;
    case HT_OPT_SIZE:
        if (set_size(at, arg))
            return 0;
        ht_diag_usage(d, _("--%s=%s: must be a size such as 512M or 4G"), row->name, arg);
        return -1;
    case HT_OPT_REAL:
        if (set_real(at, arg))
            return 0;
        ht_diag_usage(d, _("--%s=%s: must be a number such as 0.95 or 30%%"), row->name, arg);
        return -1;
    case HT_OPT_CHOICE:
        if (set_choice(row, at, arg))
            return 0;
        report_choice(row, arg, d);
        return -1;
    }
    abort();
}

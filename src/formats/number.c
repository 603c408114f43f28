/* SPDX-License-Identifier: BSD-2-Clause */
/* The General format. */
#include "config.h"
#include "formats/number.h"

#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

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

/* SPDX-License-Identifier: BSD-2-Clause */
/* Cells of comma-separated text. */
#include "config.h"
#include "base/csvout.h"

#include <stdbool.h>
#include <string.h>

static bool
starts_formula(const char *s, size_t len)
{
    static const char marks[] = "=+-@\t\r\n";
    if (!len)
        return false;
    if (*s == '\'')
        return len > 1 && (s[1] == '\'' || strchr(marks, s[1]));
    return strchr(marks, *s) != NULL;
}

void
ht_csv_cell(struct ht_out *out, const char *s, size_t len)
{
    bool quoted = len && (*s == ' ' || s[len - 1] == ' ');      /* readers trim what is not quoted */
    bool text = starts_formula(s, len);
    quoted |= text;
    for (size_t i = 0; i < len && !quoted; i++)
        quoted = s[i] == ',' || s[i] == '"' || s[i] == '\n' || s[i] == '\r' || s[i] == ';' || s[i] == '\t';
    if (!quoted) {
        ht_out_add(out, s, len);
        return;
    }
    ht_out_addc(out, '"');
    if (text)
        ht_out_addc(out, '\'');
    const char *end = s + len;
    for (const char *q; (q = memchr(s, '"', (size_t)(end - s))) != NULL; s = q + 1) {
        ht_out_add(out, s, (size_t)(q + 1 - s));
        ht_out_addc(out, '"');
    }
    ht_out_add(out, s, (size_t)(end - s));
    ht_out_addc(out, '"');
}

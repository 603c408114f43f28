/* SPDX-License-Identifier: BSD-2-Clause */
/* hotich-convert: text goes out in the target encoding, and what that lacks is reported, line by line. */
#include "config.h"
#include "tools/convert.h"

#include <stdio.h>
#include <string.h>

#include "base/utf8.h"
#include "model/finding.h"

size_t
convert_shown(const char *s, size_t len)
{
    while (len && (s[len - 1] == '\n' || s[len - 1] == '\r'))
        len--;
    return len > 200 ? ht_utf8_cut(s, 200) : len;
}

/* Finds the lines of S that hold characters the target lacks. */
static void
report_lacking(struct convert *c, const char *s, size_t len, uint64_t line)
{
    struct ht_buf scratch = HT_BUF_INIT;
    size_t n;

    for (size_t i = 0; i < len; i += n, line++) {
        struct ht_encoded r;
        char count[24], name[16];
        n = convert_line(s + i, len - i);
        ht_buf_clear(&scratch);
        ht_charset_encode_counted(c->to, s + i, n, &scratch, &r);
        if (!r.lacking)
            continue;
        struct ht_where w = { .file = c->file, .line = line };
        snprintf(count, sizeof count, "%zu", r.lacking);
        snprintf(name, sizeof name, "U+%04X", (unsigned)r.first);
        ht_find_at(c->tool.diag, &w, HT_D_191, s + i, convert_shown(s + i, n), count, ht_charset_name(c->to), name,
                   NULL);
    }
    ht_buf_fini(&scratch);
}

void
convert_put(struct convert *c, const char *s, size_t len, uint64_t line)
{
    struct ht_encoded r;

    if (!c->to) {
        ht_out_add(c->tool.out, s, len);
        return;
    }
    ht_buf_clear(&c->coded);
    ht_charset_encode_counted(c->to, s, len, &c->coded, &r);
    ht_out_add(c->tool.out, c->coded.s, c->coded.len);
    c->cased += r.cased;
    if (r.lacking)
        report_lacking(c, s, len, line);
}

void
convert_put_mark(struct convert *c)
{
    if (c->to && !strcmp(ht_charset_name(c->to), "UTF-16"))
        ht_out_add(c->tool.out, "\xff\xfe", 2);
}

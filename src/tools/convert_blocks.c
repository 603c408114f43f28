/* SPDX-License-Identifier: BSD-2-Clause */
/* hotich-convert: the input in blocks that end where a line does, and what the mark at its beginning says. */
#include "config.h"
#include "tools/convert.h"

#include <string.h>

#include "base/limits.h"
#include "model/finding.h"

size_t
convert_lines(const char *s, size_t len)
{
    const char *const end = s + len;
    size_t n = 0;

    while ((s = memchr(s, '\n', (size_t)(end - s)))) {
        s++;
        n++;
    }
    return n;
}

size_t
convert_line(const char *s, size_t len)
{
    const char *lf = memchr(s, '\n', len);

    return lf ? (size_t)(lf - s) + 1 : len;
}

static bool
is_big(const struct ht_charset *cs)
{
    return !strcmp(ht_charset_name(cs), "UTF-16BE");
}

size_t
convert_source_line(const struct ht_charset *from, const char *s, size_t len)
{
    bool big = is_big(from);

    if (ht_charset_unit(from) == 1)
        return convert_line(s, len);
    for (size_t i = 0; i + 2 <= len; i += 2)
        if (s[i + big] == '\n' && s[i + !big] == 0)
            return i + 2;
    return len;
}

enum { WINDOW = 64 * 1024 };

/* Where the last line that ends within the N bytes at S ends; 0 if none does. */
static size_t
last_line(const unsigned char *s, size_t n, size_t unit, bool big)
{
    n -= n % unit;
    for (size_t i = n; i > 0; i -= unit)
        if (s[i - unit + (unit > 1 && big)] == '\n' && (unit == 1 || s[i - 1 - big] == 0))
            return i;
    return 0;
}

enum ht_rc
convert_next_block(struct ht_in *in, const struct ht_charset *from, const char **s, size_t *len)
{
    size_t avail, want = WINDOW, unit = ht_charset_unit(from);

    for (;;) {
        const unsigned char *p = ht_in_peek(in, want, &avail);
        if (!p)
            return HT_FAIL;
        *s = (const char *)p;
        *len = avail < want ? avail : last_line(p, want, unit, is_big(from));
        if (!*len && avail >= HT_MAX_VALUE)
            *len = ht_charset_cut(from, *s, avail);
        if (*len)
            return HT_OK;
        if (avail < want)
            return HT_EOF;
        want *= 2;
    }
}

const struct ht_charset *
convert_settle_mark(struct convert *c, struct ht_in *in, const struct ht_charset *from)
{
    size_t avail, skip;
    const unsigned char *p = ht_in_peek(in, 4, &avail);
    const struct ht_charset *mark = p ? ht_charset_bom((const char *)p, avail, &skip) : NULL;

    if (from && !strcmp(ht_charset_name(from), "UTF-16") && (!mark || ht_charset_unit(mark) == 1))
        return ht_charset_find("UTF-16LE");     /* as Windows writes it */
    if (!mark)
        return from;
    if (from && from != mark && !(ht_charset_unit(from) == 2 && ht_charset_unit(mark) == 2)) {
        struct ht_where w = { .file = c->file };
        ht_find_at(c->tool.diag, &w, HT_D_193, NULL, 0, ht_charset_name(mark), ht_charset_name(from), NULL);
        return from;
    }
    ht_in_consume(in, skip);
    return mark;
}

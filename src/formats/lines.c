/* SPDX-License-Identifier: BSD-2-Clause */
/* Reading line by line. */
#include "config.h"
#include "formats/lines.h"

#include <string.h>

void
ht_lines_init(struct ht_lines *l, struct ht_in *in)
{
    *l = (struct ht_lines){ .in = in };
    ht_buf_init(&l->line);
}

void
ht_lines_fini(struct ht_lines *l)
{
    ht_buf_fini(&l->line);
}

enum ht_rc
ht_lines_next(struct ht_lines *l)
{
    bool any = false;
    ht_buf_clear(&l->line);
    for (;;) {
        size_t n;
        const unsigned char *s = ht_in_peek(l->in, 1, &n);
        if (!s)
            return HT_FAIL;
        if (!n)
            break;
        any = true;
        const unsigned char *nl = memchr(s, '\n', n);
        size_t part = nl ? (size_t)(nl - s) : n, room = HT_LONGEST_LINE - l->line.len;
        ht_buf_add(&l->line, (const char *)s, part < room ? part : room);
        ht_in_consume(l->in, part + (nl != NULL));
        if (nl)
            break;
    }
    if (!any)
        return HT_EOF;
    l->number++;
    if (l->line.len && l->line.s[l->line.len - 1] == '\r')
        ht_buf_cut(&l->line, l->line.len - 1);
    return HT_OK;
}

size_t
ht_lines_split(const struct ht_lines *l, struct ht_text_cell *cell, size_t max)
{
    const char *s = l->line.s, *end = s + l->line.len;
    size_t n = 0;
    for (size_t i = 0; i < max; i++)
        cell[i] = (struct ht_text_cell){ end, 0 };
    while (n < max) {
        const char *tab = n + 1 < max ? memchr(s, '\t', (size_t)(end - s)) : NULL;
        cell[n++] = (struct ht_text_cell){ s, (size_t)((tab ? tab : end) - s) };
        if (!tab)
            break;
        s = tab + 1;
    }
    return n;
}

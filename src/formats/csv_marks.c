/* SPDX-License-Identifier: BSD-2-Clause */
/* Marks round the text of a cell. */
#include "config.h"
#include "formats/csv_marks.h"

#include <stdbool.h>
#include <string.h>

#include "base/buf.h"
#include "base/utf8.h"
#include "model/record.h"

/* The cell becomes S of LEN bytes; what it was stays as its raw. */
static void
change(struct ht_cell *c, const char *by, const char *s, size_t len, struct ht_arena *a)
{
    struct ht_buf raw = HT_BUF_INIT;
    if (!c->raw) {
        if (ht_utf8_valid(c->s, c->len) == c->len)
            ht_raw_of_text(&raw, c->s, c->len);
        else
            ht_raw_of_bytes(&raw, c->s, c->len);
        c->raw = ht_arena_strndup(a, raw.s, raw.len);
        c->raw_len = raw.len;
    }
    c->by = by;
    c->s = s;
    c->len = len;
    ht_buf_fini(&raw);
}

/* The text of ="…", where a quotation mark is doubled; false if S is no such formula. */
static bool
formula_text(const char *s, size_t len, struct ht_buf *text)
{
    if (len < 3 || s[0] != '=' || s[1] != '"' || s[len - 1] != '"')
        return false;
    for (size_t i = 2; i < len - 1; i++) {
        if (s[i] == '"' && (i + 1 == len - 1 || s[++i] != '"'))
            return false;
        ht_buf_addc(text, s[i]);
    }
    return true;
}

void
ht_csv_unmark(struct ht_cell *c, struct ht_arena *a)
{
    static const char marks[] = "=+-@\t\r\n'";
    struct ht_buf text = HT_BUF_INIT;
    if (*c->s == '\'' && memchr(marks, c->s[1], sizeof marks - 1))
        change(c, "text", c->s + 1, c->len - 1, a);
    else if (formula_text(c->s, c->len, &text))
        change(c, "formula", ht_arena_strndup(a, text.s, text.len), text.len, a);
    ht_buf_fini(&text);
}

void
ht_csv_unify_lines(struct ht_cell *c, struct ht_arena *a)
{
    struct ht_buf text = HT_BUF_INIT;
    if (!memmem(c->s, c->len, "\r\n", 2))
        return;
    for (size_t i = 0; i < c->len; i++)
        if (c->s[i] != '\r' || i + 1 == c->len || c->s[i + 1] != '\n')
            ht_buf_addc(&text, c->s[i]);
    change(c, c->by ? c->by : "lines", ht_arena_strndup(a, text.s, text.len), text.len, a);
    ht_buf_fini(&text);
}

/* SPDX-License-Identifier: BSD-2-Clause */
/* The text is folded (lower case, no diacritics: capitals and lost marks then read the same) and cut into tokens. */
#include "config.h"
#include "model/datetext_int.h"

#include "base/utf8.h"
#include "text/fold.h"

static bool
is_digit(uint32_t c)
{
    return c >= '0' && c <= '9';
}

static int
class_of(uint32_t c)
{
    return is_digit(c) ? NUMBER : ht_is_letter(c) ? WORD : MARK;
}

bool
ht_date_cut(struct reader *r, const char *s, size_t len)
{
    size_t at = 0, out = 0, n;
    if (len > MAX_TEXT)
        return false;
    r->text = s;
    r->n = 0;
    while (at < len) {
        uint32_t c = ht_utf8_get(s + at, &n);
        if (ht_is_space(c)) {
            at += n;
            continue;
        }
        if (r->n == MAX_TOKENS)
            return false;
        struct token *t = &r->t[r->n++];
        *t = (struct token){ .kind = (enum token_kind)class_of(c), .s = r->fold + out, .from = (uint8_t)at };
        do {
            uint32_t base = ht_base_letter(ht_lower_char(c));
            out += ht_utf8_put(r->fold + out, base);
            if (t->kind == NUMBER) {
                t->value = t->digits < 8 ? t->value * 10 + (int)(c - '0') : 0;
                t->digits++;
            }
            at += n;
            c = at < len ? ht_utf8_get(s + at, &n) : ' ';
        } while (at < len && t->kind != MARK && class_of(c) == (int)t->kind && !ht_is_space(c));
        t->to = (uint8_t)at;
        r->fold[out++] = '\0';
    }
    return true;
}

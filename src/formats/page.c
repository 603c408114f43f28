/* SPDX-License-Identifier: BSD-2-Clause */
/* Pages under construction. */
#include "config.h"
#include "formats/page.h"

#include <stdlib.h>
#include <string.h>

#include "base/mem.h"
#include "base/utf8.h"
#include "text/charset.h"
#include "text/fold.h"

void
ht_page_init(struct ht_page *p)
{
    *p = (struct ht_page){0};
    ht_buf_init(&p->image);
    ht_buf_init(&p->picture);
    ht_buf_init(&p->text);
    ht_buf_init(&p->clean);
}

void
ht_page_fini(struct ht_page *p)
{
    free(p->word);
    ht_buf_fini(&p->image);
    ht_buf_fini(&p->picture);
    ht_buf_fini(&p->text);
    ht_buf_fini(&p->clean);
    ht_page_init(p);
}

void
ht_page_clear(struct ht_page *p)
{
    p->n = 0;
    p->full = false;
    p->width = p->height = p->dpi = 0;
    ht_buf_clear(&p->image);
    ht_buf_clear(&p->picture);
    ht_buf_clear(&p->text);
}

static int
bounded(int v)
{
    return v < -HT_MAX_PAGE_SIDE ? -HT_MAX_PAGE_SIDE : v > HT_MAX_PAGE_SIDE ? HT_MAX_PAGE_SIDE : v;
}

static void
add_piece(struct ht_page *p, const char *s, size_t len, const struct ht_page_word *like)
{
    if (p->n == HT_MAX_PAGE_WORDS || p->text.len + len + 1 > HT_MAX_PAGE_TEXT) {
        p->full = true;
        return;
    }
    p->word = ht_grow(p->word, &p->cap, p->n + 1, sizeof *p->word);
    struct ht_page_word *w = &p->word[p->n++];
    *w = *like;
    w->s = NULL;
    w->len = len;
    w->x0 = bounded(w->x0), w->y0 = bounded(w->y0);
    w->x1 = bounded(w->x1) < w->x0 ? w->x0 : bounded(w->x1);
    w->y1 = bounded(w->y1) < w->y0 ? w->y0 : bounded(w->y1);
    w->conf = w->conf < 0 ? -1 : w->conf > 100 ? 100 : w->conf;
    ht_buf_add(&p->text, s, len);
    ht_buf_addc(&p->text, '\0');
}

void
ht_page_add(struct ht_page *p, const char *s, size_t len, const struct ht_page_word *like)
{
    ht_buf_clear(&p->clean);
    ht_charset_decode(ht_charset_find("UTF-8"), HT_DOOR_BYTES, s, len, &p->clean, NULL);
    const char *t = p->clean.s, *end = t + p->clean.len, *from = t;
    size_t n;
    for (; t <= end; t += n) {
        bool blank = t == end;
        n = 1;
        if (!blank) {
            n = ht_utf8_len(t, (size_t)(end - t));
            blank = ht_is_space(ht_utf8_get(t, &n));
        }
        if (!blank)
            continue;
        if (t > from) {
            struct ht_page_word piece = *like;
            double wide = (double)(like->x1 - like->x0) / (double)(p->clean.len ? p->clean.len : 1);
            piece.x0 = like->x0 + (int)(wide * (double)(from - p->clean.s));
            piece.x1 = like->x0 + (int)(wide * (double)(t - p->clean.s));
            add_piece(p, from, (size_t)(t - from), &piece);
        }
        from = t + n;
    }
}

size_t
ht_page_numbers(const char *s, size_t len, double *v, size_t max)
{
    size_t n = 0;
    for (size_t i = 0; i < len && n < max;) {
        double x = 0, unit = 1;
        bool minus = s[i] == '-', point = false, digit = false;
        i += minus;
        for (; i < len && ((s[i] >= '0' && s[i] <= '9') || (s[i] == '.' && digit && !point)); i++) {
            if (s[i] == '.') {
                point = true;
                continue;
            }
            digit = true;
            x = x < 1e12 ? x * 10 + (s[i] - '0') : x;
            unit *= point ? 10 : 1;
        }
        if (!digit) {
            i += !minus;
            continue;
        }
        x /= unit;
        v[n++] = (minus ? -1 : 1) * (x < HT_MAX_PAGE_SIDE ? x : HT_MAX_PAGE_SIDE);
    }
    return n;
}

bool
ht_page_holds(const unsigned char *s, size_t n, const char *what)
{
    size_t at = n >= 3 && !memcmp(s, "\xef\xbb\xbf", 3) ? 3 : 0, len = strlen(what);
    while (at < n && s[at] <= ' ')
        at++;
    return at < n && s[at] == '<' && memmem(s + at, n - at, what, len);
}

void
ht_page_settle(struct ht_page *p)
{
    const char *s = p->text.s;
    for (size_t i = 0; i < p->n; i++) {
        p->word[i].s = s;
        s += p->word[i].len + 1;
    }
}

/* ---- fields ---- */

void
ht_page_fields_init(struct ht_page_fields *f)
{
    *f = (struct ht_page_fields){0};
    for (size_t i = 0; i < HT_MAX_FIELDS; i++) {
        ht_buf_init(&f->f[i].text);
        ht_buf_init(&f->f[i].other);
        ht_buf_init(&f->f[i].picture);
    }
}

void
ht_page_fields_fini(struct ht_page_fields *f)
{
    for (size_t i = 0; i < HT_MAX_FIELDS; i++) {
        ht_buf_fini(&f->f[i].text);
        ht_buf_fini(&f->f[i].other);
        ht_buf_fini(&f->f[i].picture);
    }
}

void
ht_page_fields_clear(struct ht_page_fields *f, const struct ht_register *reg)
{
    f->reg = reg;
    for (size_t i = 0; i < HT_MAX_FIELDS; i++) {
        struct ht_page_field *x = &f->f[i];
        ht_buf_clear(&x->text);
        ht_buf_clear(&x->other);
        ht_buf_clear(&x->picture);
        *x = (struct ht_page_field){ .text = x->text, .other = x->other, .picture = x->picture };
    }
}

/* ---- tidying ---- */

/* Signs that guide the pen: dots, rules, colons.  A hyphen and a slash belong to values. */
static bool
is_guide(uint32_t c)
{
    return c == '.' || c == '_' || c == ':' || c == ';' || c == '|' || c == 0x2026 || c == 0xb7 || c == 0x2022 ||
           c == 0x2025 || c == '~' || c == '=' || c == 0xb0 || c == 0xa6;
}

/* The characters from S that are guides: their number, and their bytes in *LEN. */
static size_t
guides(const char *s, const char *end, size_t *len)
{
    size_t count = 0;
    *len = 0;
    while (s + *len < end) {
        size_t n = ht_utf8_len(s + *len, (size_t)(end - s) - *len);
        uint32_t c = ht_utf8_get(s + *len, &n);
        if (!is_guide(c))
            break;
        count += c == 0x2026 ? 3 : 1;
        *len += n;
    }
    return count;
}

static bool
is_ender(const struct ht_buf *b, enum ht_kind kind)
{
    char c = b->len ? b->s[b->len - 1] : 0;
    if (c == ' ' || c == ':' || c == '_' || c == '|' || c == ';' || c == ',' || c == '=')
        return true;
    return c == '.' && kind != HT_KIND_TEXT;
}

void
ht_page_tidy(struct ht_buf *b, enum ht_kind kind)
{
    struct ht_buf out = HT_BUF_INIT;
    const char *s = b->s, *end = s + b->len;
    while (s < end) {
        size_t n, count = guides(s, end, &n);
        bool alone = (!out.len || out.s[out.len - 1] == ' ') && (s + n == end || s[n] == ' ');
        if (count >= 3 || (count && (alone || !out.len))) {
            s += n;
            if (out.len && out.s[out.len - 1] != ' ')
                ht_buf_addc(&out, ' ');
            continue;
        }
        if (!count)
            n = ht_utf8_len(s, (size_t)(end - s));
        if (*s != ' ' || (out.len && out.s[out.len - 1] != ' '))
            ht_buf_add(&out, s, n);
        s += n;
    }
    while (is_ender(&out, kind))
        ht_buf_cut(&out, out.len - 1);
    ht_buf_clear(b);
    ht_buf_add(b, out.s, out.len);
    ht_buf_fini(&out);
}

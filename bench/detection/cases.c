/* SPDX-License-Identifier: BSD-2-Clause */
/* Strings by chance: names, places and lines recombined from the lists, and what encodings make of them. */
#include "config.h"
#include "bench.h"

#include <stdlib.h>
#include <string.h>

#include "base/io.h"
#include "base/mem.h"
#include "base/utf8.h"
#include "text/charset.h"
#include "text/fold.h"

static uint64_t
chance(struct cases *c)
{
    c->state ^= c->state << 13;
    c->state ^= c->state >> 7;
    c->state ^= c->state << 17;
    return c->state * 0x2545f4914f6cdd1du >> 16;
}

size_t
below(struct cases *c, size_t n)
{
    return (size_t)(chance(c) % n);
}

/* ---- lists ---- */

static void
add(struct list *l, const char *s, size_t len, double weight)
{
    if (l->n == l->cap) {
        size_t cap = l->cap;
        l->s = ht_grow(l->s, &cap, l->n + 1, sizeof *l->s);
        l->len = ht_realloc(l->len, cap, sizeof *l->len);
        l->upto = ht_realloc(l->upto, cap, sizeof *l->upto);
        l->cap = cap;
    }
    l->s[l->n] = s;
    l->len[l->n] = len;
    l->upto[l->n] = (l->n ? l->upto[l->n - 1] : 0) + weight;
    l->n++;
}

/* Appends a row by its weight and returns its number. */
static size_t
pick(struct cases *c, const struct list *l, struct ht_buf *out)
{
    double at = (double)(chance(c) % 1000000007) / 1000000007 * l->upto[l->n - 1];
    size_t lo = 0, hi = l->n - 1;
    while (lo < hi) {
        size_t mid = (lo + hi) / 2;
        if (l->upto[mid] <= at)
            lo = mid + 1;
        else
            hi = mid;
    }
    ht_buf_add(out, l->s[lo], l->len[lo]);
    return lo;
}

typedef void row_fn(struct cases *c, const char *const *col, const size_t *len);

/* Calls ROW with the up to three columns of each line of a file behind the first SKIP. */
static void
read_list(struct cases *c, const char *dir, const char *name, int skip, row_fn *row, struct ht_diag *d)
{
    struct ht_buf path = HT_BUF_INIT;
    size_t n;
    ht_buf_addf(&path, "%s/%s", dir, name);
    const char *s = ht_map_file(path.s, &n, d);
    ht_buf_fini(&path);
    if (!s)
        exit(3);
    for (const char *end = s + n; s < end; ) {
        const char *nl = memchr(s, '\n', (size_t)(end - s));
        const char *stop = nl ? nl : end;
        const char *col[3] = { "", "", "" };
        size_t len[3] = { 0 };
        for (int i = 0; i < 3 && s <= stop; i++) {
            const char *tab = memchr(s, '\t', (size_t)(stop - s));
            col[i] = s;
            len[i] = (size_t)((tab ? tab : stop) - s);
            s = (tab ? tab : stop) + 1;
        }
        s = stop + 1;
        if (skip-- <= 0)
            row(c, col, len);
    }
}

static void
held_out_row(struct cases *c, const char *const *col, const size_t *len)
{
    struct list *l = *col[0] == 'f' ? &c->family : *col[0] == 'm' ? &c->middle : *col[0] == 'g' ? &c->given : &c->place;
    add(l, col[1], len[1], atof(col[2]));
}

static void
foreign_row(struct cases *c, const char *const *col, const size_t *len)
{
    add(&c->foreign_given, col[0], len[0], 1);
    add(&c->foreign_family, col[1], len[1], 1);
}

static void
phrase_row(struct cases *c, const char *const *col, const size_t *len)
{
    add(&c->phrase, col[0], len[0], 1);
}

void
read_cases(struct cases *c, const char *dir, uint64_t seed, struct ht_diag *d)
{
    *c = (struct cases){ .state = seed * 0x9e3779b97f4a7c15u | 1 };
    read_list(c, dir, "holdout.tsv", 1, held_out_row, d);
    read_list(c, dir, "foreign.tsv", 1, foreign_row, d);
    read_list(c, dir, "phrases.txt", 0, phrase_row, d);
}

void
free_cases(struct cases *c)
{
    struct list *const lists[] = { &c->family, &c->middle, &c->given, &c->place, &c->phrase, &c->foreign_given,
                                   &c->foreign_family };
    for (size_t i = 0; i < HT_COUNT(lists); i++) {
        free(lists[i]->s);
        free(lists[i]->len);
        free(lists[i]->upto);
    }
}

/* ---- strings ---- */

size_t
make_name(struct cases *c, struct ht_buf *out)
{
    do {
        ht_buf_clear(out);
        pick(c, &c->family, out);
        ht_buf_addc(out, ' ');
        pick(c, &c->middle, out);
        ht_buf_addc(out, ' ');
        pick(c, &c->given, out);
    } while (ht_is_ascii(out->s, out->len));
    return 0;
}

size_t
make_place(struct cases *c, struct ht_buf *out)
{
    ht_buf_clear(out);
    return pick(c, &c->place, out);
}

size_t
make_line(struct cases *c, struct ht_buf *out)
{
    struct ht_buf name = HT_BUF_INIT;
    ht_buf_clear(out);
    pick(c, &c->phrase, out);
    ht_buf_addc(out, ' ');
    make_name(c, &name);
    ht_buf_add(out, name.s, name.len);
    ht_buf_fini(&name);
    return 0;
}

void
make_foreign(struct cases *c, bool half, struct ht_buf *out)
{
    ht_buf_clear(out);
    pick(c, &c->foreign_given, out);
    ht_buf_addc(out, ' ');
    pick(c, half ? &c->family : &c->foreign_family, out);
}

void
to_capitals(struct ht_buf *b)
{
    struct ht_buf up = HT_BUF_INIT;
    ht_upper(&up, b->s, b->len);
    ht_buf_clear(b);
    ht_buf_add(b, up.s, up.len);
    ht_buf_fini(&up);
}

void
encode(const char *set, const struct ht_buf *text, bool widen, struct ht_buf *out)
{
    struct ht_buf bytes = HT_BUF_INIT;
    ht_buf_clear(out);
    ht_charset_encode(ht_charset_find(set), text->s, text->len, &bytes);
    if (widen)
        ht_charset_decode(ht_charset_find("CP1252"), HT_DOOR_BYTES, bytes.s, bytes.len, out, NULL);
    else
        ht_buf_add(out, bytes.s, bytes.len);
    ht_buf_fini(&bytes);
}

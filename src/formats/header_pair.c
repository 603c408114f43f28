/* SPDX-License-Identifier: BSD-2-Clause */
/* Headers of two rows: captions over several columns ("Cha", "Mẹ"), and below them what each column is. */
#include "config.h"
#include "formats/header.h"

#include <stdlib.h>
#include <string.h>

#include "base/arena.h"
#include "base/limits.h"
#include "base/mem.h"

#define MIN_JOINED 2                    /* columns below captions of several that make a row the second one */

void
ht_header_row_fini(struct ht_header_row *h)
{
    for (size_t i = 0; i < h->n; i++)
        free(h->name[i]);
    free(h->name);
    *h = (struct ht_header_row){0};
}

/* S without blanks at its ends, all lines of it. */
static const char *
trim(const char *s, size_t *len)
{
    while (*len && (unsigned char)*s <= ' ')
        s++, --*len;
    while (*len && (unsigned char)s[*len - 1] <= ' ')
        --*len;
    return s;
}

void
ht_header_row_take(struct ht_header_row *h, const struct ht_row *row)
{
    ht_header_row_fini(h);
    if (row->n > HT_MAX_COLUMNS)
        return;
    h->n = row->n;
    h->name = ht_calloc(h->n ? h->n : 1, sizeof *h->name);
    for (size_t i = 0; i < h->n; i++) {
        size_t len = row->cell[i].len;
        const char *s = trim(row->cell[i].s, &len);
        h->name[i] = ht_strndup(s, len);
    }
}

bool
ht_header_row_is(const struct ht_header_row *h, const struct ht_row *row)
{
    size_t same = 0;
    for (size_t i = 0; i < h->n || i < row->n; i++) {
        size_t len = i < row->n ? row->cell[i].len : 0, want = i < h->n ? strlen(h->name[i]) : 0;
        const char *s = len ? trim(row->cell[i].s, &len) : "";
        if (len != want || (len && memcmp(s, h->name[i], len)))
            return false;
        same += len > 0;
    }
    return same >= MIN_JOINED;
}

/* The two rows as one, and how it was put together. */
struct pair {
    struct ht_cell *cell;
    const char **above;                 /* per column: the caption that was joined to the one below it, or NULL */
    struct ht_arena *arena;
    size_t joined;
    bool spans;                         /* a caption stands over more than one column */
};

static void
join_column(struct pair *p, size_t i, const char *up, const char **group, const char *low, size_t len)
{
    struct ht_cell *c = &p->cell[i];
    bool own = *up;
    if (own)
        *group = up;
    if (!len) {
        c->s = up;
        c->len = strlen(up);
        return;
    }
    c->s = low;
    c->len = len;
    if (!*group || (len == strlen(up) && !memcmp(up, low, len)))
        return;
    size_t over = strlen(*group);
    char *s = ht_arena_alloc(p->arena, len + over + 2);
    memcpy(s, low, len);
    s[len] = ' ';
    memcpy(s + len + 1, *group, over + 1);
    c->s = s;
    c->len = len + 1 + over;
    p->above[i] = *group;
    p->joined++;
    p->spans = p->spans || !own;
}

/* True if most of what was joined is captions, together or alone: a row of an entry is not. */
static bool
are_captions(const struct ht_header *h, const struct pair *p, const struct ht_row *row,
             const struct ht_header_opts *o)
{
    size_t strange = 0;
    for (size_t i = 0; i < row->n; i++)
        if (p->above[i] && h->col[i] < 0 && ht_header_column(o, &row->cell[i], h->reg) == HT_COL_EXTRA)
            strange++;
    return strange * 3 <= p->joined;
}

bool
ht_header_match_pair(struct ht_header *h, const struct ht_header_row *above, const struct ht_row *row,
                     const struct ht_header_opts *o)
{
    size_t n = row->n > above->n ? row->n : above->n;
    if (!above->n || !row->n || n > HT_MAX_COLUMNS)
        return false;
    struct ht_arena arena = {0};
    struct pair p = { .cell = ht_calloc(n, sizeof *p.cell), .above = ht_calloc(n, sizeof *p.above), .arena = &arena };
    const char *group = NULL;
    for (size_t i = 0; i < n; i++) {
        size_t len = i < row->n ? row->cell[i].len : 0;
        const char *low = len ? trim(row->cell[i].s, &len) : "";
        join_column(&p, i, i < above->n ? above->name[i] : "", &group, low, len);
    }
    struct ht_row both = *row;
    both.cell = p.cell;
    both.n = n;
    bool is = p.spans && p.joined >= MIN_JOINED && ht_header_match(h, &both, o) && are_captions(h, &p, row, o);
    ht_arena_fini(&arena);
    free(p.cell);
    free(p.above);
    return is;
}

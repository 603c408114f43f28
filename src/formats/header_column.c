/* SPDX-License-Identifier: BSD-2-Clause */
/* What one column of a table means. */
#include "config.h"
#include "formats/header.h"

#include <string.h>

/* The whole caption: captions wrap. */
static const char *
whole_name(const struct ht_cell *cell, size_t *len)
{
    *len = cell->name ? strlen(cell->name) : cell->len;
    return cell->name ? cell->name : cell->s;
}

const char *
ht_header_name(const struct ht_cell *cell, size_t *len)
{
    const char *s = whole_name(cell, len);
    while (*len && (unsigned char)*s <= ' ')
        s++, --*len;
    const char *nl = memchr(s, '\n', *len);
    if (nl)
        *len = (size_t)(nl - s);
    while (*len && (unsigned char)s[*len - 1] <= ' ')
        --*len;
    return s;
}

/* True if the user's map says what the column is: *COL. */
static bool
is_mapped(const struct ht_header_opts *o, const struct ht_cell *cell, const struct ht_register *reg, int *col)
{
    size_t len;
    const char *s = ht_header_name(cell, &len);
    const char *field = ht_map_field(o->map, s, len);
    if (!field)
        return false;
    if (!strcmp(field, "id"))
        *col = HT_COL_ID;
    else
        *col = *field == '-' ? HT_COL_IGNORE : ht_field_by_name(reg, field, strlen(field));
    return true;
}

int
ht_header_column(const struct ht_header_opts *o, const struct ht_cell *cell, const struct ht_register *reg)
{
    size_t len, whole;
    const char *s = ht_header_name(cell, &len), *all = whole_name(cell, &whole);
    int col;
    if (is_mapped(o, cell, reg, &col))
        return col;
    col = len < whole ? ht_header_caption(o->book, all, whole, reg) : HT_COL_EXTRA;
    return col == HT_COL_EXTRA ? ht_header_caption(o->book, s, len, reg) : col;
}

/* True if the caption S is known, or what it asks for is, or could be one of two fields. */
static bool
guess_caption(const struct ht_header_opts *o, const char *s, size_t len, const struct ht_register *reg,
              struct ht_header_guess *g)
{
    g->col = ht_header_caption(o->book, s, len, reg);
    if (g->col != HT_COL_EXTRA)
        return true;
    return ht_header_wording(o->book, s, len, reg, g);
}

struct ht_header_guess
ht_header_guess(const struct ht_header_opts *o, const struct ht_row *row, size_t i, const struct ht_register *reg)
{
    const struct ht_cell *cell = &row->cell[i];
    struct ht_header_guess g = { .col = HT_COL_EXTRA, .may = { -1, -1 }, .rival = -1 };
    size_t len, whole;
    const char *s = ht_header_name(cell, &len), *all = whole_name(cell, &whole);
    if (is_mapped(o, cell, reg, &g.col) || (len < whole && guess_caption(o, all, whole, reg, &g)) ||
        guess_caption(o, s, len, reg, &g))
        return g;
    g.col = ht_header_grouped(o, row, i, reg);
    return g;
}

/* SPDX-License-Identifier: BSD-2-Clause */
/* Columns of groups: names like "chung.so", which XML and JSON make of what stands inside each other. */
#include "config.h"
#include "formats/header.h"

#include <string.h>

#define MIN_KNOWN 3                     /* cells of a group that must be known for it to be a mere section */

static bool
in_group(const struct ht_cell *c, const char *group, size_t len)
{
    return !strncmp(c->name, group, len);
}

/* True if all cells of ROW are in it: it wraps the record, as the answers of services do. */
static bool
is_wrapper(const struct ht_row *row, const char *group, size_t len)
{
    for (size_t i = 0; i < row->n; i++)
        if (!in_group(&row->cell[i], group, len))
            return false;
    return true;
}

/* True if the group's cells bear the Ministry's own names, most of them, perhaps in groups again: then it only orders
 * them.  The "so" of a group that describes a paper is not the entry's. */
static bool
is_section(const struct ht_row *row, const char *group, size_t len, const struct ht_register *reg)
{
    size_t n = 0, known = 0;
    for (size_t i = 0; i < row->n; i++) {
        if (!in_group(&row->cell[i], group, len))
            continue;
        const char *last = strrchr(row->cell[i].name, '.') + 1;
        n++;
        known += ht_field_by_name(reg, last, strlen(last)) >= 0;
    }
    return known >= MIN_KNOWN && known * 2 > n;
}

int
ht_header_grouped(const struct ht_header_opts *o, const struct ht_row *row, size_t i, const struct ht_register *reg)
{
    const char *name = row->cell[i].name;
    const char *dot = name ? strchr(name, '.') : NULL;
    for (; dot; dot = strchr(dot + 1, '.')) {
        size_t group = (size_t)(dot + 1 - name);
        int col = HT_COL_EXTRA;
        if (is_wrapper(row, name, group) || is_section(row, name, group, reg))
            col = ht_header_column(o, &(struct ht_cell){ .s = "", .name = dot + 1 }, reg);
        if (col != HT_COL_EXTRA)
            return col;
    }
    return HT_COL_EXTRA;
}

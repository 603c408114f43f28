/* SPDX-License-Identifier: BSD-2-Clause */
/* What a date or time of a table means in the field that it stands in. */
#include "config.h"
#include "formats/import_int.h"

#include <string.h>

/*
 * A date needs no hour.  Where no date can be, a spreadsheet has made one of "1/2008", the number of an entry: what the
 * cell shows is what was typed, as far as it remembers.
 */
static void
fit(struct ht_cell *c, enum ht_kind kind)
{
    const char *blank = memchr(c->s, ' ', c->len);
    bool time = blank || memchr(c->s, ':', c->len), date = blank || !time;
    if (kind == HT_KIND_TEXT || kind == HT_KIND_WORDS)
        return;
    if (kind == HT_KIND_DATE && date) {
        c->len = blank ? (size_t)(blank - c->s) : c->len;
    } else if (kind == HT_KIND_TIME && time) {
        size_t skip = blank ? (size_t)(blank + 1 - c->s) : 0;
        c->s += skip;
        c->len -= skip;
    } else if (c->shown) {
        c->s = c->shown;
        c->len = strlen(c->shown);
        c->found = HT_D_175;
    }
}

void
ht_import_fit_moments(const struct ht_header *h, struct ht_row *row)
{
    for (size_t i = 0; i < row->n && i < h->n; i++) {
        struct ht_cell *c = &row->cell[i];
        if (c->by && !strcmp(c->by, "serial") && h->col[i] >= 0)
            fit(c, h->reg->field[h->col[i]].kind);
    }
}

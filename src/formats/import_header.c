/* SPDX-License-Identifier: BSD-2-Clause */
/* The header of a table: one row or two, or names that every row brings; what is said about it. */
#include "config.h"
#include "formats/import_int.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/limits.h"
#include "base/mem.h"
#include "base/prog.h"
#include "model/finding.h"
#include "text/fold.h"

#define MIN_NUMBERS 4                   /* columns that must be numbered for a row to be their numbers */

static size_t
count_known(const struct ht_header *h)
{
    size_t known = 0;
    for (size_t i = 0; i < h->n; i++)
        known += h->col[i] >= 0;
    return known;
}

static void
explain_header(struct ht_importer *x)
{
    const struct ht_header *h = &x->header;
    ht_diag_say(x->o.diag, _("%s: register %s (%s), %zu of %zu columns known"), x->file, h->reg->code,
                h->reg->element, count_known(h), h->n);
    for (size_t i = 0; i < h->n; i++)
        if (h->col[i] >= 0 && strcmp(h->name[i], h->reg->field[h->col[i]].name))
            ht_diag_say(x->o.diag, "%s: \"%s\" = %s", x->file, h->name[i], h->reg->field[h->col[i]].name);
}

/* The user names the register, but more of the columns are another one's: the user is obeyed, and told. */
static void
check_register(struct ht_importer *x, const struct ht_row *row)
{
    struct ht_header_opts o = ht_import_header_opts(x, NULL);
    struct ht_where w = { .file = row->file, .line = row->line };
    struct ht_header h = {0};
    if (x->o.reg && ht_header_match(&h, row, &o) && h.reg != x->o.reg && count_known(&h) > count_known(&x->header))
        ht_find_at(x->o.diag, &w, HT_D_105, NULL, 0, h.reg->code, x->o.reg->code, NULL);
    ht_header_fini(&h);
}

/* Ids were to come from a column that the table does not have. */
static void
check_id_column(struct ht_importer *x, const struct ht_where *w)
{
    if (x->o.id && x->header.id_column < 0)
        ht_find_at(x->o.diag, w, HT_D_128, NULL, 0, x->o.id, NULL);
}

/* ---- the header's rows ---- */

void
ht_import_settle_header(struct ht_importer *x)
{
    struct ht_where w = { .file = x->table.s, .line = x->header_line };
    if (!x->header_open)
        return;
    x->header_open = false;
    ht_header_report(&x->header, &x->o.given, &w, x->o.diag);
    ht_given_report(&x->o.given, x->header.reg, &w, x->o.diag);
    check_id_column(x, &w);
    if (x->o.explain)
        explain_header(x);
}

/* Reads ROW together with the row above it; true, and the header is theirs, if that knows more columns. */
static bool
try_pair(struct ht_importer *x, const struct ht_row *row)
{
    struct ht_header_opts o = ht_import_header_opts(x, x->o.reg);
    struct ht_where w = { .file = row->file, .line = row->line };
    struct ht_header pair = {0};
    if (x->below.n)                     /* three rows are no header */
        return false;
    if (!ht_header_match_pair(&pair, &x->above, row, &o) ||
        (x->header.reg && count_known(&pair) <= count_known(&x->header))) {
        ht_header_fini(&pair);
        return false;
    }
    ht_header_fini(&x->header);
    x->header = pair;
    ht_header_row_take(&x->below, row);
    ht_find_at(x->o.diag, &w, HT_D_129, NULL, 0, NULL);
    return true;
}

bool
ht_import_find_header(struct ht_importer *x, const struct ht_row *row)
{
    struct ht_header_opts o = ht_import_header_opts(x, x->o.reg);
    struct ht_where w = { .file = row->file, .line = row->line };
    size_t titles = x->ntitles;
    bool found = ht_header_match(&x->header, row, &o);
    if (try_pair(x, row)) {
        found = true;
        titles--;
    } else {
        ht_header_row_take(&x->above, row);
    }
    if (!found)
        return false;
    if (titles) {
        char n[24];
        snprintf(n, sizeof n, "%zu", titles);
        ht_find_at(x->o.diag, &w, HT_D_119, NULL, 0, n, NULL);
    }
    check_register(x, row);
    x->header_line = row->line;
    x->header_open = true;
    return true;
}

/* "(1) (2) (3)": the forms number their columns below the captions. */
static bool
numbers_columns(const struct ht_row *row)
{
    unsigned long last = 0;
    size_t n = 0;
    for (size_t i = 0; i < row->n; i++) {
        char fold[8], *end;
        if (!ht_fold_to(fold, sizeof fold, row->cell[i].s, row->cell[i].len))
            continue;
        unsigned long k = strtoul(fold, &end, 10);
        if (*end || k != last + 1)
            return false;
        last = k;
        n++;
    }
    return n >= MIN_NUMBERS && n * 2 > row->n;
}

bool
ht_import_more_header(struct ht_importer *x, const struct ht_row *row)
{
    if (!x->header_open)
        return false;
    if (try_pair(x, row))
        return true;
    bool numbers = numbers_columns(row);
    ht_import_settle_header(x);
    if (numbers) {
        struct ht_where w = { .file = row->file, .line = row->line };
        ht_find_at(x->o.diag, &w, HT_D_130, NULL, 0, NULL);
    }
    return numbers;
}

/* ---- the header once more ---- */

static bool
is_first_or_only(const struct ht_importer *x, const struct ht_row *row)
{
    if (x->below.n)
        return ht_header_row_is(&x->above, row);
    return row->n && x->header.n && row->cell[0].len == strlen(x->header.name[0]) && ht_header_repeats(&x->header, row);
}

bool
ht_import_repeats_header(struct ht_importer *x, const struct ht_row *row)
{
    struct ht_where w = { .file = row->file, .line = row->line };
    bool begins = is_first_or_only(x, row), goes_on = x->repeated && row->line - x->repeated <= 2;
    if (!begins && !(x->below.n && ht_header_row_is(&x->below, row)) && !(goes_on && numbers_columns(row)))
        return false;
    if (begins || !goes_on)
        ht_find_at(x->o.diag, &w, HT_D_110, NULL, 0, NULL);
    if (begins)
        x->repeated = row->line;
    return true;
}

/* ---- names in every row ---- */

/* Formats that name every cell may name others in the next row. */
static bool
names_changed(const struct ht_header *h, const struct ht_row *row)
{
    if (!h->reg || h->n != row->n)
        return true;
    for (size_t i = 0; i < row->n; i++)
        if (strcmp(h->name[i], row->cell[i].name))
            return true;
    return false;
}

/* True if NAME was told before; remembers it, as long as there is room for more. */
static bool
was_told(struct ht_importer *x, const char *name)
{
    const char *end = x->told.s + x->told.len;
    for (const char *s = x->told.s; s < end; s += strlen(s) + 1)
        if (!strcmp(s, name))
            return true;
    if (x->told.len < HT_MAX_VALUE)
        ht_buf_add(&x->told, name, strlen(name) + 1);
    return false;
}

/* Such a table has no header that could lack a column; but what is in a row and is not known must be said. */
static void
report_names(struct ht_importer *x, const struct ht_where *w)
{
    const struct ht_header *h = &x->header;
    for (size_t i = 0; i < h->n; i++)
        if (h->col[i] == HT_COL_EXTRA && (int)i != h->id_column && *h->name[i] && !was_told(x, h->name[i]))
            ht_header_report_unknown(h, i, w, x->o.diag);
}

void
ht_import_header_of_names(struct ht_importer *x, const struct ht_row *row)
{
    struct ht_header_opts o = ht_import_header_opts(x, x->o.reg);
    struct ht_where w = { .file = row->file, .line = row->line };
    bool first = !x->header.reg;
    if (!names_changed(&x->header, row) && (!row->reg || row->reg == x->header.reg))
        return;
    if (row->reg)
        o.reg = row->reg;
    else if (!first)
        o.reg = x->header.reg;          /* a table is of one register */
    o.settled = !first;
    if (!ht_header_match(&x->header, row, &o))
        return;
    if (first) {
        check_id_column(x, &w);
        ht_given_report(&x->o.given, x->header.reg, &w, x->o.diag);
    }
    if (first && x->o.explain)
        explain_header(x);
    if (!(row->flags & HT_ROW_TEXT))            /* what a page has is in the record */
        report_names(x, &w);
}

bool
ht_import_looks_like_header(void *arg, const struct ht_row *row)
{
    struct ht_importer *x = arg;
    struct ht_header_opts o = ht_import_header_opts(x, x->o.reg);
    o.file = row->file;
    struct ht_header h = {0};
    struct ht_row copy = *row;
    struct ht_cell *cell = ht_calloc(row->n ? row->n : 1, sizeof *cell);
    copy.cell = cell;
    for (size_t i = 0; i < row->n; i++) {
        struct ht_buf text = HT_BUF_INIT;
        cell[i] = row->cell[i];
        if (cell[i].prior && row->arena) {
            ht_charset_decode(cell[i].prior, cell[i].door, cell[i].s, cell[i].len, &text, NULL);
            cell[i].s = ht_arena_strndup(row->arena, text.s, text.len);
            cell[i].len = text.len;
        }
        ht_buf_fini(&text);
    }
    bool is = ht_header_match(&h, &copy, &o);
    ht_header_fini(&h);
    free(cell);
    return is;
}

/* SPDX-License-Identifier: BSD-2-Clause */
/* The files of the open data: tables and their dictionary, RFC 4180 with LF.  Codes and column names are
 * the same in every language; the dictionary explains them in the user's. */
#include "config.h"
#include "export/stats.h"

#include <stdlib.h>
#include <string.h>

#include "base/csvout.h"
#include "base/mem.h"
#include "base/prog.h"

static void
add_cell(struct ht_out *out, const char *s)
{
    ht_csv_cell(out, s, strlen(s));
}

/* ---- tables ---- */

struct row {
    uint64_t order[2];
    const struct ht_cell *cell;
};

static int
by_order(const void *a, const void *b)
{
    const struct row *x = a, *y = b;
    unsigned i = x->order[0] == y->order[0];
    return (x->order[i] > y->order[i]) - (x->order[i] < y->order[i]);
}

/* Units come in the order of their codes, which says more than that of the input. */
static struct row
row_of(const struct ht_stats *s, const struct ht_cell *cell, const uint16_t at[HT_NDIM], unsigned reg)
{
    uint64_t unit = 0, rest = 0;
    if (at[HT_DIM_UNIT] >= HT_FIRST)
        for (const char *c = ht_units_at(s->units, at[HT_DIM_UNIT] - HT_UNKNOWN)->code; *c; c++)
            unit = unit << 4 | (uint64_t)(*c - '0' + 1);
    unit = unit << 16 | at[HT_DIM_UNIT];
    for (unsigned d = HT_DIM_YEAR; d < HT_NDIM; d++)
        rest = rest << 12 | at[d];
    return (struct row){ { (uint64_t)reg << 48 | unit, rest }, cell };
}

static size_t
rows_of(const struct ht_stats *s, const struct ht_stats_table *t, struct row *row)
{
    size_t n = 0;
    for (size_t i = 0; i < s->cube.n; i++) {
        uint16_t at[HT_NDIM];
        unsigned reg = ht_cube_where(s->cube.cell[i].key, at);
        if ((!t->reg || t->reg->id == reg) && !(ht_cube_mask_of(at) & ~t->mask))
            row[n++] = row_of(s, &s->cube.cell[i], at, reg);
    }
    ht_qsort(row, n, sizeof *row, by_order);
    return n;
}

static void
put_row(const struct ht_stats *s, const struct ht_stats_table *t, const struct ht_cell *cell, struct ht_out *out)
{
    struct ht_buf b = HT_BUF_INIT;
    uint16_t at[HT_NDIM];
    unsigned reg = ht_cube_where(cell->key, at);
    if (!t->reg)
        ht_out_addf(out, "%s,", ht_registers[reg].code);
    for (unsigned d = 0; d < HT_NDIM; d++) {
        if (!(t->mask >> d & 1))
            continue;
        ht_buf_clear(&b);
        ht_stats_code(s, d, at[d], t->ages, &b);
        add_cell(out, b.s);
        ht_out_addc(out, ',');
        if (d != HT_DIM_UNIT)
            continue;
        if (at[d] >= HT_FIRST)
            add_cell(out, ht_units_at(s->units, at[d] - HT_UNKNOWN)->name);
        ht_out_addc(out, ',');
    }
    if (!cell->hidden)
        ht_out_addf(out, "%llu", (unsigned long long)cell->n);
    ht_out_adds(out, cell->hidden ? ",c\n" : ",\n");
    ht_buf_fini(&b);
}

void
ht_stats_csv(const struct ht_stats *s, const struct ht_stats_table *t, struct ht_out *out)
{
    struct row *row = ht_calloc(s->cube.n + 1, sizeof *row);
    size_t n = rows_of(s, t, row);
    if (!t->reg)
        ht_out_adds(out, "register,");
    for (unsigned d = 0; d < HT_NDIM; d++)
        if (t->mask >> d & 1)
            ht_out_addf(out, "%s,%s", ht_stats_column(d), d == HT_DIM_UNIT ? "unit_name," : "");
    ht_out_adds(out, "count,status\n");
    for (size_t i = 0; i < n; i++)
        put_row(s, t, row[i].cell, out);
    free(row);
}

void
ht_stats_ledgers_csv(const struct ht_stats *s, struct ht_out *out)
{
    ht_out_adds(out, "unit,unit_name,ledgers,done\n");
    for (size_t i = 0; i < s->rows; i++) {
        const struct ht_progress_row *p = &s->row[i];
        const struct ht_unit *u = p->unit;
        add_cell(out, u ? u->code : "_U");
        ht_out_addc(out, ',');
        add_cell(out, u ? u->name : "");
        ht_out_addf(out, ",%llu,%llu\n", (unsigned long long)p->ledgers, (unsigned long long)p->done);
    }
}

/* ---- the dictionary ---- */

/* What a column means, or one code in it. */
static void
explain(struct ht_out *out, const char *file, const char *column, const char *code, const char *text)
{
    add_cell(out, file);
    ht_out_addc(out, ',');
    add_cell(out, column);
    ht_out_addc(out, ',');
    add_cell(out, code);
    ht_out_addc(out, ',');
    add_cell(out, text);
    ht_out_addc(out, '\n');
}

static void
explain_dim(const struct ht_stats *s, const struct ht_stats_table *t, unsigned dim, struct ht_out *out)
{
    static const char *const about[HT_NDIM] = {
        [HT_DIM_UNIT] = N_("code of the administrative unit that registered, at the day of registration"),
        [HT_DIM_YEAR] = N_("year of registration"), [HT_DIM_SEX] = N_("sex"), [HT_DIM_MONTH] = N_("month of birth"),
        [HT_DIM_AGE] = N_("group of ages, in full years"), [HT_DIM_AGE2] = N_("group of ages, in full years"),
    };
    struct ht_buf code = HT_BUF_INIT, label = HT_BUF_INIT;
    explain(out, t->file, ht_stats_column(dim), "", _(about[dim]));
    if (dim == HT_DIM_UNIT)
        explain(out, t->file, "unit_name", "", _("name of the unit; empty for all and for not known"));
    const struct ht_categories *all = t->reg ? &s->cube.category[t->reg->id][dim] : NULL;
    explain(out, t->file, ht_stats_column(dim), "_T", _("all"));
    for (size_t i = 0; all && i < all->n && dim != HT_DIM_UNIT && dim != HT_DIM_YEAR; i++) {
        ht_buf_clear(&code);
        ht_buf_clear(&label);
        ht_stats_code(s, dim, all->v[i], t->ages, &code);
        ht_stats_label(s, dim, all->v[i], t->ages, &label);
        explain(out, t->file, ht_stats_column(dim), code.s, label.s);
    }
    ht_buf_fini(&code);
    ht_buf_fini(&label);
}

void
ht_stats_dictionary(const struct ht_stats *s, struct ht_out *out)
{
    bool vi = !strcmp(_("en"), "vi");
    ht_out_adds(out, "file,column,code,meaning\n");
    const struct ht_stats_table *t;
    for (size_t n = 0; (t = ht_stats_table(n)) != NULL; n++) {
        explain(out, t->file, "", "", _(t->title));
        for (size_t i = 0; !t->reg && i < HT_NREG; i++)
            explain(out, t->file, "register", ht_registers[i].code, vi ? ht_registers[i].vi : ht_registers[i].en);
        for (unsigned d = 0; d < HT_NDIM; d++)
            if (t->mask >> d & 1)
                explain_dim(s, t, d, out);
        explain(out, t->file, "count", "", _(t->about));
        explain(out, t->file, "count", "",
                _("a row that is not there is a count of 0; an empty count is not published"));
        explain(out, t->file, "status", "c",
                _("not published: the count is small, or another small count could be computed from it"));
    }
    explain(out, "ledgers.csv", "", "", _("Ledgers by unit"));
    explain(out, "ledgers.csv", "unit", "",
            _("code of the administrative unit that registered, at the day of registration"));
    explain(out, "ledgers.csv", "unit_name", "", _("name of the unit; empty for all and for not known"));
    explain(out, "ledgers.csv", "ledgers", "", _("ledgers that have been digitized"));
    explain(out, "ledgers.csv", "done", "", _("ledgers of these of whose entries no error is reported"));
}

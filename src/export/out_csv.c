/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * --to=csv: RFC 4180 with LF, UTF-8, the Ministry's column names in the first row.
 */
#include "config.h"
#include "export/sink.h"

#include <stdio.h>
#include <string.h>

#include "base/csvout.h"
#include "export/profile.h"
#include "model/finding.h"

struct out_csv {
    struct ht_sink sink;
    const struct ht_register *reg;      /* that of the first record: one table has one header */
    struct ht_profile *profile;         /* with --profile: its columns and its spelling of values; or NULL */
    struct ht_column column[HT_MAX_EXPORT_COLUMNS];
    size_t columns;
    struct ht_buf value;
    uint64_t other;                     /* attributes and columns of the source that a table cannot hold */
};

/* The columns are those of --columns, else the profile's, else all fields of the register. */
static bool
choose_columns(struct out_csv *o, const struct ht_register *reg)
{
    int ids[HT_MAX_FIELDS];
    size_t n;
    if (o->profile && !o->sink.x->columns) {
        const struct ht_layout *l = ht_profile_layout(o->profile, reg);
        memcpy(o->column, l->column, l->n * sizeof *l->column);
        o->columns = l->n;
        return true;
    }
    if (!ht_export_columns(o->sink.x->columns, reg, ids, &n, o->sink.x->diag))
        return false;
    for (size_t i = 0; i < n; i++) {
        const struct ht_field *f = &reg->field[ids[i]];
        memcpy(o->column[i].name, f->name, f->name_len + 1u);
        o->column[i].field = ids[i];
    }
    o->columns = n;
    return true;
}

/* No table is begun for a register that has none of the columns. */
static bool
start_table(struct out_csv *o, const struct ht_register *reg)
{
    if (!choose_columns(o, reg))
        return false;
    if (!o->columns)
        return true;
    o->reg = reg;
    for (size_t i = 0; i < o->columns; i++) {
        if (i)
            ht_out_addc(o->sink.out, ',');
        ht_out_adds(o->sink.out, o->column[i].name);
    }
    ht_out_addc(o->sink.out, '\n');
    return true;
}

static void
put_cell(struct out_csv *o, const struct ht_record *r, int field)
{
    if (field == HT_COLUMN_ROW)
        ht_out_addf(o->sink.out, "%llu", (unsigned long long)o->sink.x->written + 1);
    if (field < 0 || !r->v[field].s)
        return;
    if (!o->profile) {
        ht_csv_cell(o->sink.out, r->v[field].s, r->v[field].len);
        return;
    }
    ht_buf_clear(&o->value);
    ht_profile_value(o->profile, r, field, &o->value);
    ht_csv_cell(o->sink.out, o->value.s, o->value.len);
}

/* What the record says and the table does not. */
static void
count_other(struct out_csv *o, const struct ht_record *r)
{
    for (const struct ht_extra *e = r->extras; e; e = e->next)
        o->other++;
    for (size_t i = 0; i < r->reg->nfields; i++)
        o->other += ht_attr(&r->v[i], HT_A_state) != NULL;
}

static enum ht_rc
record(struct ht_sink *k, struct ht_record *r)
{
    struct out_csv *o = (struct out_csv *)k;
    if (!o->reg && !start_table(o, r->reg))
        return HT_FAIL;
    if (!o->reg) {
        ht_find(k->x->diag, r, -1, HT_D_945, r->reg->element, NULL);
        return HT_BAD;
    }
    if (r->reg != o->reg) {
        ht_find(k->x->diag, r, -1, HT_D_901, r->reg->element, o->reg->element, NULL);
        return HT_BAD;
    }
    for (size_t i = 0; i < o->columns; i++) {
        if (i)
            ht_out_addc(k->out, ',');
        put_cell(o, r, o->column[i].field);
    }
    ht_out_addc(k->out, '\n');
    count_other(o, r);
    return HT_OK;
}

static enum ht_rc
foot(struct ht_sink *k)
{
    struct out_csv *o = (struct out_csv *)k;
    return !o->reg && k->x->reg && !start_table(o, k->x->reg) ? HT_FAIL : HT_OK;
}

static void
closed(struct ht_sink *k)
{
    const struct out_csv *o = (struct out_csv *)k;
    struct ht_where w = { .file = NULL };
    char n[24];
    snprintf(n, sizeof n, "%llu", (unsigned long long)o->other);
    if (o->other)
        ht_find_at(k->x->diag, &w, HT_D_902, NULL, 0, n, NULL);
}

/* Says what is wrong with --columns before anything is read. */
static bool
start(struct ht_sink *k)
{
    struct out_csv *o = (struct out_csv *)k;
    int ids[HT_MAX_FIELDS];
    size_t n;
    ht_buf_init(&o->value);
    for (size_t i = 0; i < HT_NREG; i++)
        if (!ht_export_columns(k->x->columns, &ht_registers[i], ids, &n, k->x->diag))
            return false;
    return !k->x->profile || (o->profile = ht_profile_new(k->x->lists, k->x->profile, k->x->diag)) != NULL;
}

static void
fini(struct ht_sink *k)
{
    struct out_csv *o = (struct out_csv *)k;
    ht_profile_free(o->profile);
    ht_buf_fini(&o->value);
}

static const struct ht_sink_class out_csv = {
    .name = "csv", .size = sizeof(struct out_csv), .start = start, .record = record, .foot = foot, .closed = closed,
    .fini = fini,
};

struct ht_stage *
ht_export_csv(struct ht_export *x)
{
    return ht_sink_new(&out_csv, x);
}

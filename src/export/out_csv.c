/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * --to=csv: RFC 4180 with LF, UTF-8, the Ministry's column names in the first row.
 */
#include "config.h"
#include "export/export.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/csvout.h"
#include "base/io.h"
#include "base/mem.h"
#include "export/profile.h"
#include "model/finding.h"

struct out_csv {
    struct ht_stage stage;
    struct ht_export *x;
    struct ht_out *out;                 /* NULL once it is closed */
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
    if (o->profile && !o->x->columns) {
        const struct ht_layout *l = ht_profile_layout(o->profile, reg);
        memcpy(o->column, l->column, l->n * sizeof *l->column);
        o->columns = l->n;
        return true;
    }
    if (!ht_export_columns(o->x->columns, reg, ids, &n, o->x->diag))
        return false;
    for (size_t i = 0; i < n; i++) {
        const struct ht_field *f = &reg->field[ids[i]];
        memcpy(o->column[i].name, f->name, f->name_len + 1u);
        o->column[i].field = ids[i];
    }
    o->columns = n;
    return true;
}

static bool
start_table(struct out_csv *o, const struct ht_register *reg)
{
    if (!choose_columns(o, reg))
        return false;
    o->reg = reg;
    for (size_t i = 0; i < o->columns; i++) {
        if (i)
            ht_out_addc(o->out, ',');
        ht_out_adds(o->out, o->column[i].name);
    }
    ht_out_addc(o->out, '\n');
    return true;
}

static void
put_cell(struct out_csv *o, const struct ht_record *r, int field)
{
    if (field == HT_COLUMN_ROW)
        ht_out_addf(o->out, "%llu", (unsigned long long)o->x->written + 1);
    if (field < 0 || !r->v[field].s)
        return;
    if (!o->profile) {
        ht_csv_cell(o->out, r->v[field].s, r->v[field].len);
        return;
    }
    ht_buf_clear(&o->value);
    ht_profile_value(o->profile, r, field, &o->value);
    ht_csv_cell(o->out, o->value.s, o->value.len);
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
record(struct ht_stage *s, struct ht_record *r)
{
    struct out_csv *o = (struct out_csv *)s;
    if (!o->reg && !start_table(o, r->reg))
        return HT_FAIL;
    if (r->reg != o->reg) {
        ht_find(o->x->diag, r, -1, HT_D_901, r->reg->element, o->reg->element, NULL);
        o->x->rejected++;
        return HT_OK;
    }
    for (size_t i = 0; i < o->columns; i++) {
        if (i)
            ht_out_addc(o->out, ',');
        put_cell(o, r, o->column[i].field);
    }
    ht_out_addc(o->out, '\n');
    count_other(o, r);
    o->x->written++;
    if (!ht_out_failed(o->out))
        return HT_OK;
    ht_out_close(o->out, NULL);         /* reports */
    o->out = NULL;
    return HT_FAIL;
}

static enum ht_rc
end(struct ht_stage *s)
{
    struct out_csv *o = (struct out_csv *)s;
    if (!o->reg && o->x->reg && !start_table(o, o->x->reg))
        return HT_FAIL;
    enum ht_rc rc = ht_export_close(o->x, o->out);
    o->out = NULL;
    if (rc == HT_OK && o->other) {
        char n[24];
        snprintf(n, sizeof n, "%llu", (unsigned long long)o->other);
        struct ht_where w = { .file = NULL };
        ht_find_at(o->x->diag, &w, HT_D_902, NULL, 0, n, NULL);
    }
    return rc;
}

static void
release(struct ht_stage *s)
{
    struct out_csv *o = (struct out_csv *)s;
    ht_out_abandon(o->out);
    ht_profile_free(o->profile);
    ht_buf_fini(&o->value);
    free(o);
}

static const struct ht_stage_class out_csv = { "csv", record, end, release };

struct ht_stage *
ht_export_csv(struct ht_export *x)
{
    struct out_csv *o = ht_calloc(1, sizeof *o);
    int ids[HT_MAX_FIELDS];
    size_t n;
    o->stage.cls = &out_csv;
    ht_buf_init(&o->value);
    o->x = x;
    bool good = true;
    for (size_t i = 0; i < HT_NREG && good; i++)    /* say what is wrong with --columns before reading anything */
        good = ht_export_columns(x->columns, &ht_registers[i], ids, &n, x->diag);
    if (good && x->profile)
        good = (o->profile = ht_profile_new(x->lists, x->profile, x->diag)) != NULL;
    if (!good || !(o->out = ht_export_open(x, 0))) {
        release(&o->stage);
        return NULL;
    }
    return &o->stage;
}

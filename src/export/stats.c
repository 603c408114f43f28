/* SPDX-License-Identifier: BSD-2-Clause */
/* Counting entries for the open data: from a record to numbers of closed lists. */
#include "config.h"
#include "export/stats.h"

#include <stdlib.h>
#include <string.h>

#include "base/mem.h"
#include "base/prog.h"
#include "model/date.h"

#define D(dim) (1u << HT_DIM_##dim)
#define ALL NULL
#define KS (&ht_registers[HT_REG_KS])
#define KH (&ht_registers[HT_REG_KH])
#define KT (&ht_registers[HT_REG_KT])
static const struct ht_stats_table tables[] = {
#define STATS(file, reg, dims, ages, title, about) { file, reg, D(YEAR) | (dims), HT_AGES_##ages, title, about },
#include "export/stats.def"
#undef STATS
};

/* First year of every group; 0 ends the scale behind the first. */
static const uint8_t ages[HT_NAGES][20] = {
    [HT_AGES_MOTHER] = { 0, 15, 20, 25, 30, 35, 40, 45, 50 },
    [HT_AGES_DEATH] = { 0, 1, 5, 15, 25, 35, 45, 55, 65, 75, 85 },
    [HT_AGES_SPOUSE] = { 0, 20, 25, 30, 35, 40, 50, 60 },
};

const struct ht_stats_table *
ht_stats_table(size_t i)
{
    return i < HT_COUNT(tables) ? &tables[i] : NULL;
}

enum ht_rc
ht_stats_init(struct ht_stats *s, const char *lists, unsigned k, struct ht_diag *d)
{
    memset(s, 0, sizeof *s);
    s->k = k;
    s->units = ht_units_open(lists, d);
    for (size_t i = 0; i < HT_COUNT(tables); i++)
        for (unsigned r = 0; r < HT_NREG; r++)
            if (!tables[i].reg || tables[i].reg->id == r)
                ht_cube_table(&s->cube, r, tables[i].mask);
    return s->units ? HT_OK : HT_FAIL;
}

void
ht_stats_fini(struct ht_stats *s)
{
    for (size_t i = 0; i < s->ledgers.n; i++)
        free(s->ledgers.v[i]->own);
    ht_ledgers_fini(&s->ledgers);
    ht_cube_fini(&s->cube);
    ht_units_free(s->units);
    free(s->row);
    memset(s, 0, sizeof *s);
}

/* ---- categories of a record ---- */

static bool
date_in(const struct ht_record *r, int field, struct ht_date *d)
{
    const struct ht_slot *v = &r->v[field];
    return v->s && ht_date_read(v->s, v->len, d);
}

static uint16_t
year_of(const struct ht_record *r, int field)
{
    struct ht_date d;
    return date_in(r, field, &d) && d.age < 0 ? (uint16_t)d.year : HT_UNKNOWN;
}

static uint16_t
month_of(const struct ht_record *r, int field)
{
    struct ht_date d;
    return date_in(r, field, &d) && d.month ? (uint16_t)(HT_FIRST + d.month - 1) : HT_UNKNOWN;
}

static uint16_t
sex_of(const struct ht_record *r, int field)
{
    const char *code = ht_attr_str(&r->v[field], HT_A_code);
    if (!code || (strcmp(code, "1") && strcmp(code, "2")))
        return HT_UNKNOWN;
    return (uint16_t)(HT_FIRST + (*code - '1'));
}

/* Years between the dates in two fields, -1 if they are not known. */
static int
years_in(const struct ht_record *r, int born, int event)
{
    struct ht_date b, e;
    if (!date_in(r, born, &b))
        return -1;
    if (b.age >= 0)
        return b.age;
    if (!date_in(r, event, &e) || e.age >= 0)
        return -1;
    if (!ht_date_full(&b) || !ht_date_full(&e))
        return e.year - b.year;
    return ht_years_between(ht_day_number(b.year, b.month, b.day), ht_day_number(e.year, e.month, e.day));
}

static uint16_t
age_of(const struct ht_record *r, int born, int event, enum ht_ages scale)
{
    int years = years_in(r, born, event);
    unsigned group = 0;
    if (years < 0 || years > 130)
        return HT_UNKNOWN;
    while (ages[scale][group + 1] && years >= ages[scale][group + 1])
        group++;
    return (uint16_t)(HT_FIRST + group);
}

static uint16_t
unit_of(struct ht_stats *s, const struct ht_record *r)
{
    const struct ht_attr *code = ht_attr(&r->v[ht_shared_field(r->reg, HT_NOI_DANG_KY)], HT_A_code);
    struct ht_date d;
    int32_t day = INT32_MIN;
    if (!code)
        return HT_UNKNOWN;
    if (date_in(r, ht_shared_field(r->reg, HT_NGAY_DANG_KY), &d) && d.age < 0)
        day = ht_day_number(d.year, d.month ? d.month : 1, d.day ? d.day : 1);
    size_t unit = ht_units_find(s->units, code->s, code->len, day);
    return unit && unit + HT_UNKNOWN <= ht_dim_max[HT_DIM_UNIT] ? (uint16_t)(unit + HT_UNKNOWN) : HT_UNKNOWN;
}

static void
classify(struct ht_stats *s, const struct ht_record *r, uint16_t at[HT_NDIM])
{
    for (unsigned d = 0; d < HT_NDIM; d++)
        at[d] = HT_UNKNOWN;
    at[HT_DIM_UNIT] = unit_of(s, r);
    at[HT_DIM_YEAR] = year_of(r, ht_shared_field(r->reg, HT_NGAY_DANG_KY));
    switch (r->reg->id) {
    case HT_REG_KS:
        at[HT_DIM_SEX] = sex_of(r, HT_KS_nksGioiTinh);
        at[HT_DIM_MONTH] = month_of(r, HT_KS_nksNgaySinh);
        at[HT_DIM_AGE] = age_of(r, HT_KS_meNgaySinh, HT_KS_nksNgaySinh, HT_AGES_MOTHER);
        break;
    case HT_REG_KT:
        at[HT_DIM_SEX] = sex_of(r, HT_KT_nktGioiTinh);
        at[HT_DIM_AGE] = age_of(r, HT_KT_nktNgaySinh, HT_KT_nktNgayChet, HT_AGES_DEATH);
        break;
    case HT_REG_KH:
        at[HT_DIM_AGE] = age_of(r, HT_KH_chongNgaySinh, HT_KH_ngayDangKy, HT_AGES_SPOUSE);
        at[HT_DIM_AGE2] = age_of(r, HT_KH_voNgaySinh, HT_KH_ngayDangKy, HT_AGES_SPOUSE);
        break;
    default:
        break;
    }
}

/* ---- ledgers ---- */

struct ledger_state {
    uint16_t unit;
    bool has_error;
};

static void
add_to_ledger(struct ht_stats *s, const struct ht_record *r, uint16_t unit)
{
    bool fresh;
    struct ht_ledger *l = ht_ledger_of(&s->ledgers, r, &fresh);
    if (fresh) {
        struct ledger_state *new = ht_calloc(1, sizeof *new);
        new->unit = unit;
        l->own = new;
    }
    struct ledger_state *state = l->own;
    for (const struct ht_finding *f = r->findings; f; f = f->next) {
        state->has_error |= f->sev == HT_ERROR;
        s->validated |= f->code[2] >= '3' && f->code[2] <= '7';         /* HT3nn to HT7nn */
    }
}

void
ht_stats_add(struct ht_stats *s, const struct ht_record *r)
{
    uint16_t at[HT_NDIM];
    classify(s, r, at);
    ht_cube_add(&s->cube, r->reg->id, at);
    add_to_ledger(s, r, at[HT_DIM_UNIT]);
    s->records++;
}

/* By code; of one code, the earlier unit first; the unknown one last. */
static int
by_unit_code(const void *a, const void *b)
{
    const struct ht_progress_row *x = a, *y = b;
    if (!x->unit || !y->unit)
        return (x->unit == NULL) - (y->unit == NULL);
    int order = strcmp(x->unit->code, y->unit->code);
    return order ? order : (x->category > y->category) - (x->category < y->category);
}

void
ht_stats_finish(struct ht_stats *s)
{
    size_t n = ht_units_count(s->units);
    struct ht_progress_row *all = ht_calloc(n + 1, sizeof *all);
    ht_cube_protect(&s->cube, s->k);
    for (size_t i = 0; i < s->ledgers.n; i++) {
        const struct ledger_state *state = s->ledgers.v[i]->own;
        struct ht_progress_row *row = &all[state->unit - HT_UNKNOWN];
        row->unit = state->unit == HT_UNKNOWN ? NULL : ht_units_at(s->units, state->unit - HT_UNKNOWN);
        row->category = state->unit;
        row->ledgers++;
        row->done += !state->has_error;
    }
    s->row = ht_calloc(n + 1, sizeof *s->row);
    for (size_t i = 0; i <= n; i++)
        if (all[i].ledgers)
            s->row[s->rows++] = all[i];
    ht_qsort(s->row, s->rows, sizeof *s->row, by_unit_code);
    free(all);
}

/* ---- names ---- */

const char *
ht_stats_column(unsigned dim)
{
    static const char *const column[HT_NDIM] = {
        [HT_DIM_UNIT] = "unit", [HT_DIM_YEAR] = "year", [HT_DIM_SEX] = "sex", [HT_DIM_MONTH] = "month",
        [HT_DIM_AGE] = "age", [HT_DIM_AGE2] = "age",
    };
    return column[dim];
}

/* Codes as in SDMX: _T all, _U unknown, Y15T19 from 15 to 19 years. */
void
ht_stats_code(const struct ht_stats *s, unsigned dim, uint16_t category, enum ht_ages scale, struct ht_buf *out)
{
    unsigned i = category - HT_FIRST;
    if (category < HT_FIRST)
        ht_buf_adds(out, category ? "_U" : "_T");
    else if (dim == HT_DIM_UNIT)
        ht_buf_adds(out, ht_units_at(s->units, category - HT_UNKNOWN)->code);
    else if (dim == HT_DIM_YEAR)
        ht_buf_addf(out, "%04u", category);
    else if (dim == HT_DIM_SEX)
        ht_buf_adds(out, i ? "F" : "M");
    else if (dim == HT_DIM_MONTH)
        ht_buf_addf(out, "%02u", i + 1);
    else if (!i)
        ht_buf_addf(out, "Y_LT%u", ages[scale][1]);
    else if (!ages[scale][i + 1])
        ht_buf_addf(out, "Y_GE%u", ages[scale][i]);
    else
        ht_buf_addf(out, "Y%uT%u", ages[scale][i], ages[scale][i + 1] - 1);
}

void
ht_stats_label(const struct ht_stats *s, unsigned dim, uint16_t category, enum ht_ages scale, struct ht_buf *out)
{
    unsigned i = category - HT_FIRST;
    if (category < HT_FIRST)
        ht_buf_adds(out, category ? _("not known") : _("all"));
    else if (dim == HT_DIM_UNIT)
        ht_buf_adds(out, ht_units_at(s->units, category - HT_UNKNOWN)->name);
    else if (dim == HT_DIM_YEAR)
        ht_buf_addf(out, "%u", category);
    else if (dim == HT_DIM_SEX)
        ht_buf_adds(out, i ? _("female") : _("male"));
    else if (dim == HT_DIM_MONTH)
        ht_buf_addf(out, "%u", i + 1);
    else if (!i)
        ht_buf_addf(out, _("under %u"), ages[scale][1]);
    else if (!ages[scale][i + 1])
        ht_buf_addf(out, _("%u and over"), ages[scale][i]);
    else if (ages[scale][i + 1] - ages[scale][i] == 1)
        ht_buf_addf(out, "%u", ages[scale][i]);
    else
        ht_buf_addf(out, "%u–%u", ages[scale][i], ages[scale][i + 1] - 1);
}

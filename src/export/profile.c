/* SPDX-License-Identifier: BSD-2-Clause */
/* Profiles of receivers, from two lists. */
#include "config.h"
#include "export/profile.h"

#include <stdlib.h>
#include <string.h>

#include "base/mem.h"
#include "base/prog.h"
#include "model/codelist.h"
#include "model/date.h"

#define STANDARD "standard"

struct ht_profile {
    struct ht_layout *layout[HT_NREG];
    bool by_code[HT_NLIST];
};

static const char *const list_name[HT_NLIST] = {
    [HT_LIST_NONE] = "",
#define LIST(id, name, file) [HT_LIST_##id] = name,
#include "model/lists.def"
#undef LIST
};

/* True if the cell "a,b,c" names NAME. */
static bool
names(const char *cell, size_t len, const char *name)
{
    size_t want = strlen(name);
    for (const char *s = cell, *end = cell + len; s < end;) {
        const char *comma = memchr(s, ',', (size_t)(end - s));
        size_t n = (size_t)((comma ? comma : end) - s);
        if (n == want && !memcmp(s, name, n))
            return true;
        s += n + 1;
    }
    return false;
}

static void
add_column(struct ht_layout *l, const struct ht_register *reg, const char *name, size_t len)
{
    if (!len || len > HT_MAX_NAME || l->n == HT_MAX_EXPORT_COLUMNS)
        return;
    struct ht_column *c = &l->column[l->n++];
    memcpy(c->name, name, len);
    c->name[len] = '\0';
    c->field = strcmp(c->name, "STT") ? ht_field_by_name(reg, name, len) : HT_COLUMN_ROW;
}

static void
copy_name(char *to, size_t room, const char *s, size_t len)
{
    if (len >= room)
        len = room - 1;
    memcpy(to, s, len);
    to[len] = '\0';
}

static struct ht_layout *
layout_of(const struct ht_register *reg, const char *sheet, size_t sheet_len, const char *columns, size_t len)
{
    struct ht_layout *l = ht_calloc(1, sizeof *l);
    copy_name(l->sheet, sizeof l->sheet, sheet, sheet_len);
    for (const char *s = columns, *end = columns + len; s < end;) {
        const char *comma = memchr(s, ',', (size_t)(end - s));
        size_t n = (size_t)((comma ? comma : end) - s);
        add_column(l, reg, s, n);
        s += n + 1;
    }
    return l;
}

/* Takes the rows of profile NAME that fill what is still empty.  True if there was any. */
static bool
take_layouts(struct ht_profile *p, const struct ht_tsv *t, const char *name)
{
    bool any = false;
    for (size_t i = 0; i < ht_tsv_rows(t); i++) {
        size_t n[5];
        const char *cell[5];
        for (int c = 0; c < 5; c++)
            cell[c] = ht_tsv_cell(t, i, c, &n[c]);
        const struct ht_register *reg = ht_register_by_code(cell[1], n[1]);
        if (!reg || !names(cell[0], n[0], name))
            continue;
        any = true;
        if (p->layout[reg->id])
            continue;
        p->layout[reg->id] = layout_of(reg, cell[2], n[2], cell[3], n[3]);
        copy_name(p->layout[reg->id]->notes, sizeof p->layout[reg->id]->notes, cell[4], n[4]);
    }
    return any;
}

static void
take_forms(struct ht_profile *p, const struct ht_tsv *t, const char *name)
{
    for (size_t i = 0; i < ht_tsv_rows(t); i++) {
        size_t np, nl, nf;
        const char *profile = ht_tsv_cell(t, i, 0, &np);
        const char *list = ht_tsv_cell(t, i, 1, &nl);
        const char *form = ht_tsv_cell(t, i, 2, &nf);
        if (!names(profile, np, name) || nf != 4 || memcmp(form, "code", 4))
            continue;
        for (size_t k = 1; k < HT_NLIST; k++)
            if (strlen(list_name[k]) == nl && !memcmp(list_name[k], list, nl))
                p->by_code[k] = true;
    }
}

/* The codes that may stand in the columns of L, in the order of the columns. */
static char *
codes_of(const struct ht_profile *p, const struct ht_register *reg, const struct ht_layout *l, const struct ht_tsv *t)
{
    struct ht_buf b = HT_BUF_INIT;
    for (size_t i = 0; i < l->n; i++) {
        const struct ht_field *f = l->column[i].field >= 0 ? &reg->field[l->column[i].field] : NULL;
        for (size_t r = 0; f && f->kind == HT_KIND_CODE && p->by_code[f->list] && r < ht_tsv_rows(t); r++) {
            size_t n[4];
            const char *cell[4];
            for (int c = 0; c < 4; c++)
                cell[c] = ht_tsv_cell(t, r, c, &n[c]);
            if (n[0] != strlen(list_name[f->list]) || memcmp(cell[0], list_name[f->list], n[0]))
                continue;
            ht_buf_addf(&b, "%s\t%.*s\t%.*s\n", f->name, (int)n[2], cell[2], (int)n[3], cell[3]);
        }
    }
    return ht_buf_take(&b);
}

/* Fills the second sheets.  False after reporting: a list is missing. */
static bool
take_codes(struct ht_profile *p, const char *lists, struct ht_diag *d)
{
    struct ht_tsv *t = NULL;
    for (size_t i = 0; i < HT_NREG; i++) {
        struct ht_layout *l = p->layout[i];
        if (!l || !*l->notes)
            continue;
        if (!t && !(t = ht_tsv_open(lists, "codes.tsv", d)))
            return false;
        l->codes = codes_of(p, &ht_registers[i], l, t);
    }
    ht_tsv_free(t);
    return true;
}

struct ht_profile *
ht_profile_new(const char *lists, const char *name, struct ht_diag *d)
{
    if (!name)
        name = STANDARD;
    struct ht_tsv *columns = ht_tsv_open(lists, "export_columns.tsv", d);
    struct ht_tsv *values = columns ? ht_tsv_open(lists, "export_values.tsv", d) : NULL;
    struct ht_profile *p = NULL;
    if (values) {
        p = ht_calloc(1, sizeof *p);
        bool known = take_layouts(p, columns, name);
        take_layouts(p, columns, STANDARD);
        take_forms(p, values, name);
        if (!known) {
            ht_diag_usage(d, _("--profile=%s is not known to export; export_columns.tsv lists the profiles"), name);
            ht_profile_free(p);
            p = NULL;
        } else if (!take_codes(p, lists, d)) {
            ht_profile_free(p);
            p = NULL;
        }
    }
    ht_tsv_free(values);
    ht_tsv_free(columns);
    return p;
}

void
ht_profile_free(struct ht_profile *p)
{
    if (!p)
        return;
    for (size_t i = 0; i < HT_NREG; i++) {
        if (p->layout[i])
            free(p->layout[i]->codes);
        free(p->layout[i]);
    }
    free(p);
}

const struct ht_layout *
ht_profile_layout(struct ht_profile *p, const struct ht_register *reg)
{
    if (!p->layout[reg->id]) {
        struct ht_layout *l = layout_of(reg, reg->code, strlen(reg->code), "", 0);
        for (size_t i = 0; i < reg->nfields; i++)
            add_column(l, reg, reg->field[i].name, reg->field[i].name_len);
        p->layout[reg->id] = l;
    }
    return p->layout[reg->id];
}

static enum ht_value_doubt
add_date(const struct ht_slot *v, struct ht_buf *out)
{
    struct ht_date d;
    if (!ht_date_read(v->s, v->len, &d)) {
        ht_buf_add(out, v->s, v->len);
        return HT_VALUE_NO_DATE;
    }
    if (d.age >= 0)
        ht_buf_add(out, v->s, v->len);
    else if (d.day)
        ht_buf_addf(out, "%02d.%02d.%04d", d.day, d.month, d.year);
    else if (d.month)
        ht_buf_addf(out, "%02d.%04d", d.month, d.year);
    else
        ht_buf_addf(out, "%04d", d.year);
    return HT_VALUE_GOOD;
}

enum ht_value_doubt
ht_profile_value(const struct ht_profile *p, const struct ht_record *r, int field, struct ht_buf *out)
{
    const struct ht_slot *v = &r->v[field];
    const struct ht_field *f = &r->reg->field[field];
    if (!v->s || !v->len)
        return HT_VALUE_GOOD;
    if (f->kind == HT_KIND_DATE)
        return add_date(v, out);
    if (f->kind != HT_KIND_CODE || !p->by_code[f->list]) {
        ht_buf_add(out, v->s, v->len);
        return HT_VALUE_GOOD;
    }
    const char *code = ht_attr_str(v, HT_A_code);
    ht_buf_adds(out, code ? code : v->s);
    return code ? HT_VALUE_GOOD : HT_VALUE_NO_CODE;
}

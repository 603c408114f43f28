/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * The normalizing stage: which normalizer sees which field, in which order, and the books it keeps.
 *
 * The date of registration comes first, since two-digit years and units of places hang on it; then the other
 * dates, the codes, and the rest.
 */
#include "config.h"
#include "norm/norm.h"

#include <stdlib.h>

#include "base/mem.h"
#include "base/prog.h"
#include "model/lunar.h"
#include "model/place.h"
#include "norm/lists.h"
#include "norm/nameparts.h"
#include "norm/normalizer.h"

static ht_norm_fn *const normalizer[HT_NKIND] = {
#define NORMALIZER(kind, fn, number) [HT_KIND_##kind] = fn,
#include "norm/normalizers.def"
#undef NORMALIZER
};

static const bool in_number[HT_NKIND] = {
#define NORMALIZER(kind, fn, number) [HT_KIND_##kind] = number,
#include "norm/normalizers.def"
#undef NORMALIZER
};

/* ---- what normalizers call ---- */

void
ht_norm_put(struct ht_norm *n, struct ht_record *r, int field, const char *s, size_t len, const char *by)
{
    if (!ht_change(r, field, s, len, by))
        return;
    if (!strcmp(by, "space"))
        n->nspace++;
    else
        n->nchanged[r->reg->field[field].kind]++;
}

void
ht_norm_doubt(struct ht_norm *n, struct ht_record *r, int field, enum ht_code code, const char *arg)
{
    n->ndoubt[r->reg->field[field].kind]++;
    ht_find(n->opts.diag, r, field, code, arg, NULL);
}

void
ht_norm_attr(struct ht_record *r, int field, enum ht_attr_id id, const char *s, size_t len)
{
    const struct ht_attr *a = ht_attr(&r->v[field], id);
    if (!len) {
        if (a)
            ht_drop_attr(r, field, id);
    } else if (!a || a->len != len || memcmp(a->s, s, len)) {
        ht_set_attr(r, field, id, s, len);
    }
}

/* ---- one record ---- */

static void
write_cell(struct ht_out *out, const char *s, char end)
{
    for (; s && *s; s++)
        if (*s == '\t')
            ht_out_add(out, "\\t", 2);
        else if (*s == '\n')
            ht_out_add(out, "\\n", 2);
        else if (*s == '\\')
            ht_out_add(out, "\\\\", 2);
        else
            ht_out_addc(out, *s);
    ht_out_addc(out, end);
}

/* One row: record, field, raw, new value, the normalizers that took part. */
static void
list_change(struct ht_norm *n, const struct ht_record *r, int field)
{
    const struct ht_slot *v = &r->v[field];
    write_cell(n->changes, ht_rattr(r, HT_R_id), '\t');
    write_cell(n->changes, r->reg->field[field].name, '\t');
    write_cell(n->changes, ht_attr_str(v, HT_A_raw), '\t');
    write_cell(n->changes, v->s, '\t');
    write_cell(n->changes, ht_attr_str(v, HT_A_by), '\n');
}

static void
normalize_field(struct ht_norm *n, struct ht_record *r, int field)
{
    struct ht_slot *v = &r->v[field];
    enum ht_kind kind = r->reg->field[field].kind;
    const char *before = v->s;
    if (!v->s)
        return;
    if (n->space)
        ht_norm_space(n, r, field);
    if (v->s && normalizer[kind] && n->on[kind])
        normalizer[kind](n, r, field);
    if (n->changes && v->s != before)
        list_change(n, r, field);
}

/* Dates, then codes, then the rest: numbers of papers are checked against both. */
static void
order_fields(struct ht_norm *n, const struct ht_register *reg)
{
    size_t at = 0;
    for (int pass = 0; pass < 3; pass++)
        for (size_t i = 0; i < reg->nfields; i++) {
            enum ht_kind kind = reg->field[i].kind;
            if ((kind == HT_KIND_DATE ? 0 : kind == HT_KIND_CODE ? 1 : 2) == pass)
                n->order[reg->id][at++] = (uint8_t)i;
        }
    n->ordered[reg->id] = true;
}

/* The year in a serial number, whose text is cleaned first: a full-width digit counts. */
static int
serial_year_of(struct ht_norm *n, struct ht_record *r, int field)
{
    if (field < 0 || !r->v[field].s)
        return 0;
    if (n->space)
        ht_norm_space(n, r, field);
    return r->v[field].s ? ht_serial_year(r->v[field].s, r->v[field].len) : 0;
}

/* Learns when the entry was registered. */
static void
settle_registration(struct ht_norm *n, struct ht_record *r)
{
    int date = ht_shared_field(r->reg, HT_NGAY_DANG_KY);
    n->so_year = serial_year_of(n, r, ht_shared_field(r->reg, HT_SO));
    n->quyen_year = serial_year_of(n, r, ht_shared_field(r->reg, HT_QUYEN_SO));
    n->registered = (struct ht_date){ .age = -1 };
    if (date < 0)
        return;
    normalize_field(n, r, date);
    const struct ht_slot *v = &r->v[date];
    struct ht_date d;
    if (v->s && ht_date_read(v->s, v->len, &d) && ht_year_plausible(d.year)) {
        n->registered = d;
        ht_date_interval(&d, 0, &n->first, &n->last);
    }
}

static enum ht_rc
norm_record(struct ht_stage *s, struct ht_record *r)
{
    struct ht_norm *n = (struct ht_norm *)s;
    int date = ht_shared_field(r->reg, HT_NGAY_DANG_KY);
    if (r->findings)
        ht_drop_findings(r, "2");
    settle_registration(n, r);
    if (!n->ordered[r->reg->id])
        order_fields(n, r->reg);
    for (size_t i = 0; i < r->reg->nfields; i++) {
        int field = n->order[r->reg->id][i];
        if (field != date && r->v[field].s)
            normalize_field(n, r, field);
    }
    return ht_pass(s, r);
}

/* ---- life ---- */

static enum ht_rc
norm_end(struct ht_stage *s)
{
    struct ht_norm *n = (struct ht_norm *)s;
    enum ht_rc rc = n->changes ? ht_out_close(n->changes, NULL) : HT_OK;
    n->changes = NULL;
    return rc;
}

static void
norm_free(struct ht_stage *s)
{
    struct ht_norm *n = (struct ht_norm *)s;
    ht_out_abandon(n->changes);
    ht_codes_free(n->codes);
    ht_lunar_free(n->lunar);
    ht_names_free(n->names);
    ht_places_free(n->places);
    ht_buf_fini(&n->a);
    ht_buf_fini(&n->b);
    free(n);
}

static const struct ht_stage_class norm_class = { "normalize", norm_record, norm_end, norm_free };

/* Switches what NAME means; false if nothing is called that. */
static bool
switch_named(struct ht_norm *n, const char *name, size_t len, bool on)
{
    bool number = len == 6 && !memcmp(name, "number", 6), found = false;
    if (len == 5 && !memcmp(name, "space", 5)) {
        n->space = on;
        return true;
    }
    for (int k = 0; k < HT_NKIND; k++) {
        bool named = strlen(ht_kind_name[k]) == len && !memcmp(ht_kind_name[k], name, len);
        if ((named && normalizer[k]) || (number && in_number[k])) {
            n->on[k] = on;
            found = true;
        }
    }
    return found;
}

static bool
switch_all(struct ht_norm *n, const char *names, bool on)
{
    while (names && *names) {
        size_t len = strcspn(names, ",");
        if (len && !switch_named(n, names, len, on)) {
            ht_diag_usage(n->opts.diag, _("unknown normalizer \"%.*s\"; the names are in %s --help"), (int)len, names,
                          "hotich-normalize");
            return false;
        }
        names += len + (names[len] == ',');
    }
    return true;
}

/* Only NAMES instead of all.  No name at all, as an unset variable of a script gives, is no choice. */
static bool
switch_only(struct ht_norm *n, const char *names)
{
    n->space = !names;
    for (int k = 0; k < HT_NKIND; k++)
        n->on[k] = !names;
    if (names && !names[strspn(names, ",")]) {
        ht_diag_usage(n->opts.diag, _("%s names nothing"), "--only");
        return false;
    }
    return switch_all(n, names, true);
}

struct ht_stage *
ht_norm_new(const struct ht_norm_opts *opts)
{
    struct ht_norm *n = ht_calloc(1, sizeof *n);
    n->stage.cls = &norm_class;
    n->opts = *opts;
    n->names = ht_names_new();
    ht_buf_init(&n->a);
    ht_buf_init(&n->b);
    if (!switch_only(n, opts->only) || !switch_all(n, opts->skip, false) ||
        (n->on[HT_KIND_DATE] && !(n->lunar = ht_lunar_open(opts->lists, opts->diag))) ||
        ((n->on[HT_KIND_CODE] || n->on[HT_KIND_PLACE]) && !(n->codes = ht_codes_open(opts->lists, opts->diag))) ||
        (n->on[HT_KIND_PLACE] && !(n->places = ht_places_open(opts->lists, opts->diag)))) {
        norm_free(&n->stage);
        return NULL;
    }
    if (opts->changes) {
        n->changes = ht_out_open(opts->changes, 0, opts->diag);
        if (!n->changes) {
            norm_free(&n->stage);
            return NULL;
        }
        ht_out_adds(n->changes, "record\tfield\traw\tnew\tnormalizer\n");
    }
    return &n->stage;
}

void
ht_norm_say_stats(const struct ht_stage *s, struct ht_diag *d)
{
    const struct ht_norm *n = (const struct ht_norm *)s;
    ht_diag_say(d, _("normalizer  changed  left in doubt"));
    ht_diag_say(d, "%-10s %8llu %14d", "space", (unsigned long long)n->nspace, 0);
    for (int k = 0; k < HT_NKIND; k++)
        if (normalizer[k])
            ht_diag_say(d, "%-10s %8llu %14llu", ht_kind_name[k], (unsigned long long)n->nchanged[k],
                        (unsigned long long)n->ndoubt[k]);
}

/* SPDX-License-Identifier: BSD-2-Clause */
/* --to=moj: what the Ministry's warehouse takes, entry by entry. */
#include "config.h"
#include "export/export.h"

#include <stdio.h>
#include <stdlib.h>

#include "base/mem.h"
#include "base/prog.h"
#include "base/utf8.h"
#include "export/names.h"
#include "export/volume.h"
#include "model/date.h"
#include "model/finding.h"

struct out_moj {
    struct ht_stage stage;
    struct ht_export *x;
    struct ht_volumes all;
    struct ht_buf value[HT_MAX_EXPORT_COLUMNS];
    struct ht_buf name;
};

static bool
has_full_date(const struct ht_record *r)
{
    struct ht_date d;
    const struct ht_slot *v = &r->v[ht_shared_field(r->reg, HT_NGAY_DANG_KY)];
    return v->s && ht_date_read(v->s, v->len, &d) && ht_date_full(&d);
}

static void
check_value(struct out_moj *o, struct ht_record *r, int field, enum ht_value_doubt doubt)
{
    if (field == ht_shared_field(r->reg, HT_NGAY_DANG_KY) && !has_full_date(r))
        ht_find(o->x->diag, r, field, HT_D_909, NULL);
    else if (doubt == HT_VALUE_NO_CODE)
        ht_find(o->x->diag, r, field, HT_D_911, NULL);
    else if (doubt == HT_VALUE_NO_DATE)
        ht_find(o->x->diag, r, field, HT_D_912, NULL);
}

/* Fills the values of the row.  False after reporting: one does not fit into a cell. */
static bool
spell(struct out_moj *o, const struct ht_layout *l, struct ht_record *r)
{
    for (size_t i = 0; i < l->n; i++) {
        int field = l->column[i].field;
        ht_buf_clear(&o->value[i]);
        if (field < 0)
            continue;
        check_value(o, r, field, ht_profile_value(o->all.profile, r, field, &o->value[i]));
        if (o->value[i].len > HT_BOOK_CHARS && ht_utf8_count(o->value[i].s, o->value[i].len) > HT_BOOK_CHARS) {
            char max[16];
            snprintf(max, sizeof max, "%d", HT_BOOK_CHARS);
            ht_find(o->x->diag, r, field, HT_D_914, max, NULL);
            return false;
        }
    }
    return true;
}

/* Puts the scan of R into the archive under its official name. */
static enum ht_rc
add_scan(struct out_moj *o, struct ht_volume *v, struct ht_record *r)
{
    struct ht_diag *d = o->x->diag;
    const char *given = ht_rattr(r, HT_R_scan);
    ht_buf_clear(&o->name);
    if (!ht_scan_name(v->ledger, r, &o->name)) {
        if (has_full_date(r))           /* else HT909 said it */
            ht_find(d, r, ht_shared_field(r->reg, HT_SO), HT_D_915, NULL);
        return HT_OK;
    }
    long i = given ? ht_scans_find(o->all.scans, given) : -1;
    if (i < 0)
        i = ht_scans_find(o->all.scans, o->name.s);
    if (i < 0) {
        ht_find(d, r, -1, HT_D_913, given ? given : o->name.s, NULL);
        return HT_OK;
    }
    return ht_archive_add(v->archive, i, o->name.s);
}

static enum ht_rc
write_row(struct out_moj *o, struct ht_volume *v, const struct ht_layout *l)
{
    char number[HT_NUMBER_DIGITS];
    for (size_t i = 0; i < l->n; i++) {
        if (l->column[i].field == HT_COLUMN_ROW) {
            char *end = ht_put_number(number, ht_book_rows(v->book) + 1, 1);
            ht_book_cell(v->book, i, number, (size_t)(end - number));
        } else if (o->value[i].len) {
            ht_book_cell(v->book, i, o->value[i].s, o->value[i].len);
        }
    }
    return ht_book_row(v->book);
}

static enum ht_rc
reject(struct out_moj *o)
{
    o->x->rejected++;
    return HT_OK;
}

static enum ht_rc
record(struct ht_stage *s, struct ht_record *r)
{
    struct out_moj *o = (struct out_moj *)s;
    ht_drop_findings(r, "9");
    struct ht_volume *v = ht_volume_of(&o->all, r);
    if (r->reg != v->ledger->reg) {
        ht_find(o->x->diag, r, -1, HT_D_901, r->reg->element, v->ledger->reg->element, NULL);
        return reject(o);
    }
    const struct ht_layout *l = ht_profile_layout(o->all.profile, r->reg);
    if (!spell(o, l, r))
        return reject(o);
    enum ht_rc rc = ht_volume_use(&o->all, v);
    if (rc == HT_OK && ht_book_rows(v->book) == HT_BOOK_ROWS) {
        ht_find(o->x->diag, r, -1, HT_D_918, NULL);
        return reject(o);
    }
    if (rc == HT_OK)
        rc = write_row(o, v, l);
    if (rc == HT_OK && v->archive)
        rc = add_scan(o, v, r);
    o->x->written += rc == HT_OK;
    return rc;
}

static void
report_scans(struct out_moj *o)
{
    char n[24];
    struct ht_where w = { .file = o->x->output };
    if (!o->all.scans) {
        snprintf(n, sizeof n, "%llu", (unsigned long long)o->all.books);
        ht_find_at(o->x->diag, &w, HT_D_910, NULL, 0, n, NULL);
    } else if (ht_scans_unused(o->all.scans)) {
        snprintf(n, sizeof n, "%llu", (unsigned long long)ht_scans_unused(o->all.scans));
        ht_find_at(o->x->diag, &w, HT_D_916, NULL, 0, n, NULL);
    }
}

static enum ht_rc
end(struct ht_stage *s)
{
    struct out_moj *o = (struct out_moj *)s;
    enum ht_rc rc = ht_volumes_commit(&o->all);
    if (rc == HT_OK)
        report_scans(o);
    return rc;
}

static void
release(struct ht_stage *s)
{
    struct out_moj *o = (struct out_moj *)s;
    ht_volumes_fini(&o->all);
    for (size_t i = 0; i < HT_MAX_EXPORT_COLUMNS; i++)
        ht_buf_fini(&o->value[i]);
    ht_buf_fini(&o->name);
    free(o);
}

static const struct ht_stage_class out_moj = { "moj", record, end, release };

struct ht_stage *
ht_export_moj(struct ht_export *x)
{
    if (!ht_book_available(x->diag))
        return NULL;
    struct out_moj *o = ht_calloc(1, sizeof *o);
    o->stage.cls = &out_moj;
    o->x = x;
    for (size_t i = 0; i < HT_MAX_EXPORT_COLUMNS; i++)
        ht_buf_init(&o->value[i]);
    ht_buf_init(&o->name);
    if (ht_volumes_open(&o->all, x))
        return &o->stage;
    release(&o->stage);
    return NULL;
}

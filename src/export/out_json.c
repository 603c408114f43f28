/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * --to=json: envelopes of the interconnection with the Ministry's registration system, one per line (JSON Lines).
 *
 * The envelope's members and the modules LTKS, LTKT, LTKH are those of the interface; its data member is JSON in a
 * string.  Addresses are objects {maTinh, maHuyen, maXa, dcChiTiet}: the code that is certain, and the text of the
 * ledger.
 */
#include "config.h"
#include "export/export.h"

#include <stdlib.h>
#include <string.h>

#include "base/json.h"
#include "base/mem.h"
#include "export/profile.h"
#include "model/finding.h"

struct out_json {
    struct ht_stage stage;
    struct ht_export *x;
    struct ht_out *out;                 /* NULL once it is closed */
    struct ht_profile *profile;
    bool keep[HT_NREG][HT_MAX_FIELDS];
    struct ht_buf data, line, value;
};

/* Stems that are addresses in the interface; the rest of the places is text there. */
static const char *const addresses[] = { "NoiSinh", "QueQuan", "NoiCuTru", "NoiChet", NULL };

/* What the interface calls otherwise: the ending of a stem and what stands for it. */
static const struct renamed {
    const char *ours, *theirs;
} renamed[] = {
    { "SoDinhDanhCaNhan", "SoDDCN" }, { "SoDinhDanh", "SoDDCN" }, { NULL, NULL },
};

static const char *
module_of(const struct ht_register *reg)
{
    switch (reg->id) {
    case HT_REG_KS: return "LTKS";
    case HT_REG_KT: return "LTKT";
    case HT_REG_KH: return "LTKH";
    default: return NULL;
    }
}

static bool
ends_in(const char *s, size_t len, const char *suffix)
{
    size_t n = strlen(suffix);
    return len > n && !memcmp(s + len - n, suffix, n);
}

static void
add_key(struct ht_buf *b, const struct ht_field *f)
{
    for (const struct renamed *r = renamed; r->ours; r++)
        if (ends_in(f->name, f->name_len, r->ours)) {
            char key[HT_MAX_NAME + 8];
            size_t stem = f->name_len - strlen(r->ours);
            memcpy(key, f->name, stem);
            memcpy(key + stem, r->theirs, strlen(r->theirs) + 1);
            ht_json_key(b, key);
            return;
        }
    ht_json_key(b, f->name);
}

static void
add_member(struct ht_buf *b, const char *key, const char *s, size_t len)
{
    ht_json_key(b, key);
    ht_json_str(b, s ? s : "", s ? len : 0);
}

/* A unit's code has 2 digits for a province, 3 for a district, 5 for a commune. */
static void
add_address(struct ht_buf *b, const struct ht_slot *v)
{
    static const struct {
        const char *key;
        size_t digits;
    } level[] = { { "maTinh", 2 }, { "maHuyen", 3 }, { "maXa", 5 } };
    const struct ht_attr *code = ht_attr(v, HT_A_code);
    ht_buf_addc(b, '{');
    for (size_t i = 0; i < HT_COUNT(level); i++)
        add_member(b, level[i].key, code && code->len == level[i].digits ? code->s : NULL, level[i].digits);
    add_member(b, "dcChiTiet", v->s, v->len);
    ht_buf_addc(b, '}');
}

static bool
is_address(const struct ht_field *f)
{
    for (size_t i = 0; f->kind == HT_KIND_PLACE && addresses[i]; i++)
        if (ends_in(f->name, f->name_len, addresses[i]))
            return true;
    return false;
}

static void
fill_data(struct out_json *o, const struct ht_record *r)
{
    ht_buf_clear(&o->data);
    ht_buf_addc(&o->data, '{');
    for (size_t i = 0; i < r->reg->nfields; i++) {
        const struct ht_slot *v = &r->v[i];
        if (!v->s || !v->len || !o->keep[r->reg->id][i])
            continue;
        add_key(&o->data, &r->reg->field[i]);
        if (is_address(&r->reg->field[i])) {
            add_address(&o->data, v);
            continue;
        }
        ht_buf_clear(&o->value);
        ht_profile_value(o->profile, r, (int)i, &o->value);
        ht_json_str(&o->data, o->value.s, o->value.len);
    }
    ht_buf_addc(&o->data, '}');
}

static enum ht_rc
record(struct ht_stage *s, struct ht_record *r)
{
    struct out_json *o = (struct out_json *)s;
    const char *module = module_of(r->reg);
    if (!module) {
        ht_find(o->x->diag, r, -1, HT_D_930, r->reg->element, NULL);
        o->x->rejected++;
        return HT_OK;
    }
    const char *id = ht_rattr(r, HT_R_id);
    const struct ht_attr *unit = ht_attr(&r->v[ht_shared_field(r->reg, HT_NOI_DANG_KY)], HT_A_code);
    fill_data(o, r);
    ht_buf_clear(&o->line);
    ht_buf_addc(&o->line, '{');
    add_member(&o->line, "maDonVi", unit ? unit->s : NULL, unit ? unit->len : 0);
    add_member(&o->line, "module", module, strlen(module));
    add_member(&o->line, "maHoSoLT", id, id ? strlen(id) : 0);
    add_member(&o->line, "maHoSoMCDT", NULL, 0);
    add_member(&o->line, "ngayTiepNhan", NULL, 0);      /* the moment of sending, which the sender fills in */
    add_member(&o->line, "data", o->data.s, o->data.len);
    ht_buf_adds(&o->line, ",\"fileDinhKem\":[]}\n");
    ht_out_add(o->out, o->line.s, o->line.len);
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
    struct out_json *o = (struct out_json *)s;
    enum ht_rc rc = ht_export_close(o->x, o->out);
    o->out = NULL;
    return rc;
}

static void
release(struct ht_stage *s)
{
    struct out_json *o = (struct out_json *)s;
    ht_out_abandon(o->out);
    ht_profile_free(o->profile);
    ht_buf_fini(&o->data);
    ht_buf_fini(&o->line);
    ht_buf_fini(&o->value);
    free(o);
}

static const struct ht_stage_class out_json = { "json", record, end, release };

struct ht_stage *
ht_export_json(struct ht_export *x)
{
    struct out_json *o = ht_calloc(1, sizeof *o);
    o->stage.cls = &out_json;
    o->x = x;
    ht_buf_init(&o->data);
    ht_buf_init(&o->line);
    ht_buf_init(&o->value);
    bool good = ht_export_keep(x, o->keep) && (o->profile = ht_profile_new(x->lists, x->profile, x->diag)) != NULL;
    if (!good || !(o->out = ht_export_open(x, 0))) {
        release(&o->stage);
        return NULL;
    }
    return &o->stage;
}

/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * --to=json: envelopes of the interconnection with the Ministry's registration system, one per line (JSON Lines).
 *
 * The envelope's members and the modules LTKS, LTKT, LTKH are those of the interface; its data member is JSON in a
 * string.  Addresses are objects {maTinh, maHuyen, maXa, dcChiTiet}: the code that is certain, and the text of the
 * ledger.
 */
#include "config.h"
#include "export/sink.h"

#include <string.h>

#include "base/json.h"
#include "base/mem.h"
#include "export/profile.h"
#include "model/finding.h"

struct out_json {
    struct ht_sink sink;
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
record(struct ht_sink *k, struct ht_record *r)
{
    struct out_json *o = (struct out_json *)k;
    const char *module = module_of(r->reg);
    if (!module) {
        ht_find(k->x->diag, r, -1, HT_D_930, r->reg->element, NULL);
        return HT_BAD;
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
    ht_out_add(k->out, o->line.s, o->line.len);
    return HT_OK;
}

static bool
start(struct ht_sink *k)
{
    struct out_json *o = (struct out_json *)k;
    ht_buf_init(&o->data);
    ht_buf_init(&o->line);
    ht_buf_init(&o->value);
    if (!ht_export_keep(k->x, o->keep))
        return false;
    o->profile = ht_profile_new(k->x->lists, k->x->profile, k->x->diag);
    return o->profile != NULL;
}

static void
fini(struct ht_sink *k)
{
    struct out_json *o = (struct out_json *)k;
    ht_profile_free(o->profile);
    ht_buf_fini(&o->data);
    ht_buf_fini(&o->line);
    ht_buf_fini(&o->value);
}

static const struct ht_sink_class out_json = {
    .name = "json", .size = sizeof(struct out_json), .start = start, .record = record, .fini = fini,
};

struct ht_stage *
ht_export_json(struct ht_export *x)
{
    return ht_sink_new(&out_json, x);
}

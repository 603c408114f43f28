/* SPDX-License-Identifier: BSD-2-Clause */
/* Records as bytes. */
#include "config.h"
#include "model/pack.h"

#include <assert.h>
#include <string.h>

#define NOTHING UINT32_MAX              /* length of a text that is not there */

static void
put32(struct ht_buf *out, uint32_t v)
{
    ht_buf_add(out, (const char *)&v, sizeof v);
}

static void
put_text(struct ht_buf *out, const char *s, uint32_t len)
{
    put32(out, s ? len : NOTHING);
    if (s)
        ht_buf_add(out, s, len);
}

static void
put_attrs(struct ht_buf *out, const struct ht_attr *a)
{
    for (; a; a = a->next) {
        ht_buf_addc(out, (char)(a->id + 1));
        put_text(out, a->s, a->len);
    }
    ht_buf_addc(out, 0);
}

void
ht_pack(struct ht_buf *out, const struct ht_record *r)
{
    ht_buf_addc(out, (char)r->reg->id);
    put_attrs(out, r->attrs);
    for (size_t i = 0; i < r->reg->nfields; i++) {
        if (ht_slot_absent(&r->v[i]))
            continue;
        ht_buf_addc(out, (char)(i + 1));
        put_text(out, r->v[i].s, r->v[i].len);
        put_attrs(out, r->v[i].attrs);
    }
    ht_buf_addc(out, 0);
    for (const struct ht_extra *e = r->extras; e; e = e->next) {
        ht_buf_addc(out, 1);
        put_text(out, e->name, e->name_len);
        put_text(out, e->v.s, e->v.len);
        put_attrs(out, e->v.attrs);
    }
    ht_buf_addc(out, 0);
    for (const struct ht_finding *f = r->findings; f; f = f->next) {
        ht_buf_addc(out, (char)(f->sev + 1));
        put32(out, (uint32_t)(f->field + 1));
        ht_buf_add(out, f->code, sizeof f->code);
    }
    ht_buf_addc(out, 0);
}

void
ht_pack_sized(struct ht_buf *out, const struct ht_record *r)
{
    size_t at = out->len;
    put32(out, 0);
    ht_pack(out, r);
    uint32_t len = (uint32_t)(out->len - at - sizeof len);
    memcpy(out->s + at, &len, sizeof len);
}

struct reader {
    const char *s, *end;
    struct ht_record *r;
};

static const char *
take(struct reader *in, size_t len)
{
    const char *s = in->s;
    assert(len <= (size_t)(in->end - in->s));
    in->s += len;
    return s;
}

static unsigned
take8(struct reader *in)
{
    return (unsigned char)*take(in, 1);
}

static uint32_t
take32(struct reader *in)
{
    uint32_t v;
    memcpy(&v, take(in, sizeof v), sizeof v);
    return v;
}

/* The text is copied into the record's arena; NULL if there is none. */
static const char *
take_text(struct reader *in, uint32_t *len)
{
    *len = take32(in);
    if (*len != NOTHING)
        return ht_arena_strndup(&in->r->arena, take(in, *len), *len);
    *len = 0;
    return NULL;
}

static void
take_attrs(struct reader *in, struct ht_attr **list)
{
    struct ht_attr **end = list;
    for (unsigned id; (id = take8(in)) != 0; end = &(*end)->next) {
        *end = ht_arena_alloc(&in->r->arena, sizeof **end);
        **end = (struct ht_attr){ .id = (uint8_t)(id - 1) };
        (*end)->s = take_text(in, &(*end)->len);
    }
}

void
ht_unpack(struct ht_record *r, const char *s, size_t len)
{
    struct reader in = { s, s + len, r };
    uint32_t n, m;
    ht_record_reset(r, &ht_registers[take8(&in)]);
    take_attrs(&in, &r->attrs);
    for (unsigned f; (f = take8(&in)) != 0;) {
        const char *text = take_text(&in, &n);
        ht_set_borrowed(r, (int)f - 1, text, n);
        take_attrs(&in, &r->v[f - 1].attrs);
    }
    while (take8(&in)) {
        const char *name = take_text(&in, &n), *text = take_text(&in, &m);
        take_attrs(&in, &ht_add_extra(r, name, n, text, m)->v.attrs);
    }
    for (unsigned sev; (sev = take8(&in)) != 0;) {
        int field = (int)take32(&in) - 1;
        ht_add_finding(r, take(&in, sizeof r->findings->code), field, (enum ht_sev)(sev - 1));
    }
}

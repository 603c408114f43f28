/* SPDX-License-Identifier: BSD-2-Clause */
/* Records: slots, attributes, findings, all in one arena. */
#include "config.h"
#include "model/record.h"

#include <stdlib.h>

#include "base/mem.h"
#include "base/utf8.h"

const char *const ht_attr_name[HT_NATTR] = {
#define ATTR(name, type, text) #name,
#include "model/attrs.def"
#undef ATTR
};

const char *const ht_rattr_name[HT_NRATTR] = {
#define RATTR(name, text) #name,
#include "model/rattrs.def"
#undef RATTR
};

void
ht_record_init(struct ht_record *r)
{
    *r = (struct ht_record){0};
    r->findings_end = &r->findings;
    r->extras_end = &r->extras;
}

void
ht_record_fini(struct ht_record *r)
{
    ht_arena_fini(&r->arena);
    ht_record_init(r);
}

void
ht_record_reset(struct ht_record *r, const struct ht_register *reg)
{
    size_t n = r->reg && r->reg->nfields > reg->nfields ? r->reg->nfields : reg->nfields;
    memset(r->v, 0, n * sizeof *r->v);
    r->reg = reg;
    r->attrs = NULL;
    r->findings = NULL;
    r->findings_end = &r->findings;
    r->extras = NULL;
    r->extras_end = &r->extras;
    ht_arena_reset(&r->arena);
}

static struct ht_attr *
copy_attrs(struct ht_arena *a, const struct ht_attr *from)
{
    struct ht_attr *head = NULL, **end = &head;
    for (; from; from = from->next) {
        struct ht_attr *to = ht_arena_alloc(a, sizeof *to);
        *to = *from;
        to->s = ht_arena_strndup(a, from->s, from->len);
        to->next = NULL;
        *end = to;
        end = &to->next;
    }
    return head;
}

void
ht_record_copy(struct ht_record *to, const struct ht_record *r)
{
    ht_record_reset(to, r->reg);
    to->attrs = copy_attrs(&to->arena, r->attrs);
    for (size_t i = 0; i < r->reg->nfields; i++) {
        const struct ht_slot *v = &r->v[i];
        if (v->s)
            ht_set(to, (int)i, v->s, v->len);
        to->v[i].attrs = copy_attrs(&to->arena, v->attrs);
    }
    for (const struct ht_extra *e = r->extras; e; e = e->next)
        ht_add_extra(to, e->name, e->name_len, e->v.s, e->v.len)->v.attrs = copy_attrs(&to->arena, e->v.attrs);
    for (const struct ht_finding *f = r->findings; f; f = f->next)
        ht_add_finding(to, f->code, f->field, f->sev);
}

static bool
same_attrs(const struct ht_attr *a, const struct ht_attr *b)
{
    for (; a && b; a = a->next, b = b->next)
        if (a->id != b->id || a->len != b->len || memcmp(a->s, b->s, a->len))
            return false;
    return !a && !b;
}

static bool
same_slot(const struct ht_slot *a, const struct ht_slot *b)
{
    return a->len == b->len && !a->s == !b->s && (!a->s || !memcmp(a->s, b->s, a->len)) &&
           same_attrs(a->attrs, b->attrs);
}

bool
ht_record_equal(const struct ht_record *a, const struct ht_record *b)
{
    if (a->reg != b->reg || !same_attrs(a->attrs, b->attrs))
        return false;
    for (size_t i = 0; i < a->reg->nfields; i++)
        if (!same_slot(&a->v[i], &b->v[i]))
            return false;
    const struct ht_extra *e = a->extras, *g = b->extras;
    for (; e && g; e = e->next, g = g->next)
        if (e->name_len != g->name_len || memcmp(e->name, g->name, e->name_len) || !same_slot(&e->v, &g->v))
            return false;
    const struct ht_finding *f = a->findings, *h = b->findings;
    for (; f && h; f = f->next, h = h->next)
        if (strcmp(f->code, h->code) || f->field != h->field || f->sev != h->sev)
            return false;
    return !e && !g && !f && !h;
}

void
ht_set(struct ht_record *r, int field, const char *s, size_t len)
{
    ht_set_borrowed(r, field, len ? ht_arena_strndup(&r->arena, s, len) : NULL, len);
}

void
ht_clear(struct ht_record *r, int field)
{
    r->v[field] = (struct ht_slot){0};
}

/* Adds BY to the blank-separated names of the by attribute, once. */
static void
add_by(struct ht_record *r, int field, const char *by)
{
    const struct ht_attr *old = ht_attr(&r->v[field], HT_A_by);
    size_t n = strlen(by);
    if (!old) {
        ht_set_attr(r, field, HT_A_by, by, n);
        return;
    }
    for (const char *p = old->s; (p = strstr(p, by)); p += n)
        if ((p == old->s || p[-1] == ' ') && (!p[n] || p[n] == ' '))
            return;
    char *both = ht_arena_alloc(&r->arena, old->len + n + 2);
    memcpy(both, old->s, old->len);
    both[old->len] = ' ';
    memcpy(both + old->len + 1, by, n + 1);
    ht_set_attr(r, field, HT_A_by, both, old->len + 1 + n);
}

/* Most text is its own raw form; only a backslash or what XML cannot hold needs escapes. */
static void
set_raw(struct ht_record *r, int field, const struct ht_slot *v)
{
    bool plain = true;
    for (uint32_t i = 0; plain && i < v->len; i++) {
        unsigned char c = (unsigned char)v->s[i];
        plain = c >= 0x20 && c != '\\' && c != 0xef;
    }
    if (plain) {
        ht_set_attr(r, field, HT_A_raw, v->s, v->len);
        return;
    }
    struct ht_buf raw = HT_BUF_INIT;
    ht_raw_of_text(&raw, v->s, v->len);
    ht_set_attr(r, field, HT_A_raw, raw.s, raw.len);
    ht_buf_fini(&raw);
}

bool
ht_change(struct ht_record *r, int field, const char *s, size_t len, const char *by)
{
    struct ht_slot *v = &r->v[field];
    if (v->len == len && (!len || !memcmp(v->s, s, len)))
        return false;
    if (!ht_attr(v, HT_A_raw) && v->s)
        set_raw(r, field, v);
    ht_set(r, field, s, len);
    add_by(r, field, by);
    return true;
}

const struct ht_attr *
ht_attr(const struct ht_slot *v, enum ht_attr_id id)
{
    for (const struct ht_attr *a = v->attrs; a && a->id <= id; a = a->next)
        if (a->id == id)
            return a;
    return NULL;
}

const char *
ht_attr_str(const struct ht_slot *v, enum ht_attr_id id)
{
    const struct ht_attr *a = ht_attr(v, id);
    return a ? a->s : NULL;
}

void
ht_attr_put(struct ht_arena *a, struct ht_attr **list, unsigned id, const char *s, size_t len)
{
    while (*list && (*list)->id < id)
        list = &(*list)->next;
    struct ht_attr *at = *list;
    if (!at || at->id != id) {
        at = ht_arena_alloc(a, sizeof *at);
        at->next = *list;
        at->id = (uint8_t)id;
        *list = at;
    }
    at->s = ht_arena_strndup(a, s, len);
    at->len = (uint32_t)len;
}

void
ht_set_attr(struct ht_record *r, int field, enum ht_attr_id id, const char *s, size_t len)
{
    ht_attr_put(&r->arena, &r->v[field].attrs, id, s, len);
}

void
ht_drop_attr(struct ht_record *r, int field, enum ht_attr_id id)
{
    struct ht_attr **list = &r->v[field].attrs;
    while (*list && (*list)->id != id)
        list = &(*list)->next;
    if (*list)
        *list = (*list)->next;
}

const char *
ht_rattr(const struct ht_record *r, enum ht_rattr_id id)
{
    for (const struct ht_attr *a = r->attrs; a; a = a->next)
        if (a->id == id)
            return a->s;
    return NULL;
}

void
ht_set_rattr(struct ht_record *r, enum ht_rattr_id id, const char *s, size_t len)
{
    ht_attr_put(&r->arena, &r->attrs, id, s, len);
}

void
ht_drop_rattr(struct ht_record *r, enum ht_rattr_id id)
{
    for (struct ht_attr **at = &r->attrs; *at; at = &(*at)->next)
        if ((*at)->id == id) {
            *at = (*at)->next;
            return;
        }
}

struct ht_extra *
ht_add_extra(struct ht_record *r, const char *name, size_t name_len, const char *s, size_t len)
{
    struct ht_extra *e = ht_arena_alloc(&r->arena, sizeof *e);
    *e = (struct ht_extra){ .name = ht_arena_strndup(&r->arena, name, name_len), .name_len = (uint32_t)name_len };
    ht_set_extra(r, e, s, len);
    *r->extras_end = e;
    r->extras_end = &e->next;
    return e;
}

void
ht_set_extra(struct ht_record *r, struct ht_extra *e, const char *s, size_t len)
{
    e->v.s = ht_arena_strndup(&r->arena, s, len);
    e->v.len = (uint32_t)len;
}

void
ht_add_finding(struct ht_record *r, const char *code, int field, enum ht_sev sev)
{
    for (const struct ht_finding *f = r->findings; f; f = f->next)
        if (f->field == field && !strcmp(f->code, code))
            return;
    struct ht_finding *f = ht_arena_alloc(&r->arena, sizeof *f);
    *f = (struct ht_finding){ .field = field, .sev = sev };
    strncpy(f->code, code, sizeof f->code - 1);
    *r->findings_end = f;
    r->findings_end = &f->next;
}

void
ht_drop_findings(struct ht_record *r, const char *hundreds)
{
    struct ht_finding **at = &r->findings;
    while (*at)
        if (strchr(hundreds, (*at)->code[2]))
            *at = (*at)->next;
        else
            at = &(*at)->next;
    r->findings_end = at;
}

/* True for characters that XML 1.0 (§2.2) cannot hold. */
static bool
not_xml(uint32_t c)
{
    return (c < 0x20 && c != '\t' && c != '\n' && c != '\r') || c == 0xfffe || c == 0xffff;
}

void
ht_raw_of_text(struct ht_buf *out, const char *s, size_t len)
{
    for (size_t i = 0, n; i < len; i += n) {
        uint32_t c = ht_utf8_get(s + i, &n);
        if (c == '\\')
            ht_buf_add(out, "\\\\", 2);
        else if (c < 0x20 && not_xml(c))
            ht_buf_addf(out, "\\x%02X", c);
        else if (not_xml(c))
            ht_buf_addf(out, "\\xEF\\xBF\\x%02X", c == 0xfffe ? 0xbe : 0xbf);
        else
            ht_buf_add(out, s + i, n);
    }
}

void
ht_raw_of_bytes(struct ht_buf *out, const char *s, size_t len)
{
    for (size_t i = 0; i < len; i++) {
        unsigned char c = (unsigned char)s[i];
        char wide[4];
        if (c == '\\')
            ht_buf_add(out, "\\\\", 2);
        else if (not_xml(c))
            ht_buf_addf(out, "\\x%02X", c);
        else
            ht_buf_add(out, wide, ht_utf8_put(wide, c));
    }
}

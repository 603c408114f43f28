/* SPDX-License-Identifier: BSD-2-Clause */
/* The canonical writer. */
#include "config.h"
#include "stream/xmlout.h"

#include <stdlib.h>
#include <string.h>

#include "base/limits.h"
#include "base/mem.h"
#include "stream/xmlescape.h"

const struct ht_xml_escape ht_xml_escapes[] = {
    { '&', false, 5, "&amp;" }, { '<', false, 4, "&lt;" }, { '>', false, 4, "&gt;" }, { '\r', false, 5, "&#13;" },
    { '\n', false, 5, "&#10;" }, { '"', true, 6, "&quot;" }, { '\t', true, 4, "&#9;" }, { 0, false, 0, NULL },
};

static void
put_escaped(struct ht_out *out, const char *s, size_t len, bool attr)
{
    while (len) {
        size_t n = ht_xml_plain_run(s, len);
        ht_out_add(out, s, n);
        s += n;
        len -= n;
        if (!len)
            return;
        const struct ht_xml_escape *e = ht_xml_escapes;
        while (e->c && (e->c != (unsigned char)*s || (e->attr_only && !attr)))
            e++;
        if (e->c)
            ht_out_add(out, e->s, e->len);
        else
            ht_out_addc(out, *s);
        s++;
        len--;
    }
}

void
ht_xml_text(struct ht_out *out, const char *s, size_t len)
{
    put_escaped(out, s, len, false);
}

void
ht_xml_attr_text(struct ht_out *out, const char *s, size_t len)
{
    put_escaped(out, s, len, true);
}

void
ht_xml_head(struct ht_out *out)
{
    ht_out_adds(out, HT_XML_HEAD);
}

void
ht_xml_trailer(struct ht_out *out, uint64_t n)
{
    ht_out_addf(out, HT_XML_END, (unsigned long long)n);
}

static void
put_attrs(struct ht_out *out, const struct ht_attr *a, const char *const *names)
{
    for (; a; a = a->next) {
        ht_out_addc(out, ' ');
        ht_out_adds(out, names[a->id]);
        ht_out_add(out, "=\"", 2);
        ht_xml_attr_text(out, a->s, a->len);
        ht_out_addc(out, '"');
    }
}

/* Most fields are short, plain and without attributes: one bounds check, then straight copies. */
static inline bool
put_plain_field(struct ht_out *out, const struct ht_field *f, const struct ht_slot *v)
{
    enum { TAGS = 2 * HT_MAX_NAME + 6, SHORT = 1024 };
    if (v->attrs || v->len > SHORT || ht_xml_plain_run(v->s, v->len) != v->len)
        return false;
    char *p = ht_out_room(out, TAGS + SHORT);
    *p++ = '<';
    memcpy(p, f->name, f->name_len);
    p += f->name_len;
    *p++ = '>';
    memcpy(p, v->s, v->len);
    p += v->len;
    *p++ = '<';
    *p++ = '/';
    memcpy(p, f->name, f->name_len);
    p += f->name_len;
    *p++ = '>';
    *p++ = '\n';
    out->p = p;
    return true;
}

static void
put_field(struct ht_out *out, const struct ht_field *f, const struct ht_slot *v)
{
    if (v->s && put_plain_field(out, f, v))
        return;
    ht_out_addc(out, '<');
    ht_out_add(out, f->name, f->name_len);
    put_attrs(out, v->attrs, ht_attr_name);
    if (!v->s || !v->len) {
        ht_out_add(out, "/>\n", 3);
        return;
    }
    ht_out_addc(out, '>');
    ht_xml_text(out, v->s, v->len);
    ht_out_add(out, "</", 2);
    ht_out_add(out, f->name, f->name_len);
    ht_out_add(out, ">\n", 2);
}

static void
put_extra(struct ht_out *out, const struct ht_extra *e)
{
    ht_out_adds(out, "<cotKhac ten=\"");
    ht_xml_attr_text(out, e->name, e->name_len);
    ht_out_addc(out, '"');
    put_attrs(out, e->v.attrs, ht_attr_name);
    ht_out_addc(out, '>');
    ht_xml_text(out, e->v.s, e->v.len);
    ht_out_adds(out, "</cotKhac>\n");
}

static void
put_finding(struct ht_out *out, const struct ht_register *reg, const struct ht_finding *f)
{
    ht_out_adds(out, "<diag code=\"");
    ht_out_adds(out, f->code);
    if (f->field >= 0) {
        ht_out_adds(out, "\" f=\"");
        ht_out_adds(out, reg->field[f->field].name);
    }
    ht_out_adds(out, "\" sev=\"");
    ht_out_adds(out, ht_sev_name[f->sev]);
    ht_out_adds(out, "\"/>\n");
}

void
ht_xml_record(struct ht_out *out, const struct ht_record *r)
{
    ht_out_addc(out, '<');
    ht_out_adds(out, r->reg->element);
    put_attrs(out, r->attrs, ht_rattr_name);
    ht_out_add(out, ">\n", 2);
    for (size_t i = 0; i < r->reg->nfields; i++)
        if (!ht_slot_absent(&r->v[i]))
            put_field(out, &r->reg->field[i], &r->v[i]);
    for (const struct ht_extra *e = r->extras; e; e = e->next)
        put_extra(out, e);
    for (const struct ht_finding *f = r->findings; f; f = f->next)
        put_finding(out, r->reg, f);
    ht_out_add(out, "</", 2);
    ht_out_adds(out, r->reg->element);
    ht_out_add(out, ">\n", 2);
}

/* ---- the last stage of a chain ---- */

struct xmlout {
    struct ht_stage stage;
    struct ht_out *out;
    uint64_t n, *count;
    bool begun;
};

static enum ht_rc
begin(struct xmlout *x)
{
    if (!x->begun)
        ht_xml_head(x->out);
    x->begun = true;
    /* The failed write is reported when the stream is closed; here it only stops the work. */
    return ht_out_failed(x->out) ? HT_FAIL : HT_OK;
}

static enum ht_rc
xmlout_record(struct ht_stage *s, struct ht_record *r)
{
    struct xmlout *x = (struct xmlout *)s;
    enum ht_rc rc = begin(x);
    if (rc)
        return rc;
    ht_xml_record(x->out, r);
    x->n++;
    if (x->count)
        *x->count = x->n;
    return HT_OK;
}

static enum ht_rc
xmlout_end(struct ht_stage *s)
{
    struct xmlout *x = (struct xmlout *)s;
    enum ht_rc rc = begin(x);
    if (rc)
        return rc;
    ht_xml_trailer(x->out, x->n);
    return HT_OK;
}

static const struct ht_stage_class xmlout_class = {
    .name = "xmlout",
    .record = xmlout_record,
    .end = xmlout_end,
};

struct ht_stage *
ht_xmlout_new(struct ht_out *out, uint64_t *n)
{
    struct xmlout *x = ht_calloc(1, sizeof *x);
    x->stage.cls = &xmlout_class;
    x->out = out;
    x->count = n;
    return &x->stage;
}

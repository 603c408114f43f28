/* SPDX-License-Identifier: BSD-2-Clause */
/* Events of libxml2 become records: names, attributes and their order are held against the schema tables. */
#include "config.h"

#include <limits.h>
#include <stdio.h>
#include <string.h>

#include "base/limits.h"
#include "base/mem.h"
#include "base/prog.h"
#include "stream/xmlin_int.h"

#define NAMESPACE "urn:hotich:1"

/* ---- names ---- */

void
ht_xml_intern_names(struct ht_xml_reader *x)
{
    x->n_ho_tich = ht_xml_intern(x, "hoTich");
    x->n_uri = ht_xml_intern(x, NAMESPACE);
    x->n_cot_khac = ht_xml_intern(x, "cotKhac");
    x->n_diag = ht_xml_intern(x, "diag");
    x->n_het = ht_xml_intern(x, "het");
    for (size_t i = 0; i < HT_NREG; i++)
        x->element[i] = ht_xml_intern(x, ht_registers[i].element);
    for (size_t i = 0; i < HT_NATTR; i++)
        x->attr[i] = ht_xml_intern(x, ht_attr_name[i]);
    for (size_t i = 0; i < HT_NRATTR; i++)
        x->rattr[i] = ht_xml_intern(x, ht_rattr_name[i]);
}

/* The fields of a register are interned when its first record comes. */
static void
intern_fields(struct ht_xml_reader *x, const struct ht_register *reg)
{
    for (size_t i = 0; i < reg->nfields; i++)
        x->known[reg->id][i] = ht_xml_intern(x, reg->field[i].name);
}

/* ---- elements ---- */

static void
start_root(struct ht_xml_reader *x, const xmlChar *name, const xmlChar *uri, const struct ht_xml_sax_attr *a, int n)
{
    if (name != x->n_ho_tich || uri != x->n_uri) {
        char text[HT_MAX_NAME + 40];
        snprintf(text, sizeof text, "<%.*s> ≠ <hoTich xmlns=\"" NAMESPACE "\">", HT_MAX_NAME / 2,
                 (const char *)name);
        ht_xml_fail(x, HT_D_004, text, NULL);
        return;
    }
    if (n != 1 || strcmp((const char *)a->name, "v") || a->end - a->value != 1 || *a->value != '1') {
        ht_xml_fail(x, HT_D_009, "v", NULL);
        return;
    }
    x->level = ROOT;
    /* libxml2's own messages name lines, too. */
    if (x->lines_before < (unsigned long)(INT_MAX - x->ctxt->input->line)) {
        x->ctxt->input->line += (int)x->lines_before;
        x->lines_before = 0;
    }
}

static void
start_record(struct ht_xml_reader *x, const xmlChar *name, const struct ht_xml_sax_attr *a, int n)
{
    if (name == x->n_het && !x->trailer) {
        ht_xml_start_trailer(x, a, n);
        return;
    }
    size_t id = 0;
    while (id < HT_NREG && x->element[id] != name)
        id++;
    if (id == HT_NREG || x->trailer) {
        ht_xml_fail_name(x, HT_D_008, _("element"), name);
        return;
    }
    ht_record_reset(&x->rec, &ht_registers[id]);
    if (!x->known[id][0])
        intern_fields(x, x->rec.reg);
    for (int i = 0; i < n; i++)
        if (!ht_xml_take_attr(x, &a[i], &x->rec.attrs, x->rattr, HT_NRATTR, NULL))
            return;
    const char *text = ht_rattr(&x->rec, HT_R_id);
    if (!text || !*text) {
        ht_xml_fail(x, HT_D_009, "id", NULL);
        return;
    }
    x->level = RECORD;
    x->after = -1;
    x->part = FIELDS;
}

static void
start_child(struct ht_xml_reader *x, const xmlChar *name, const struct ht_xml_sax_attr *a, int n)
{
    const xmlChar **known = x->known[x->rec.reg->id];
    int nfields = (int)x->rec.reg->nfields;
    if (x->rec.arena.used > HT_MAX_RECORD) {
        char max[24];
        snprintf(max, sizeof max, "%u", HT_MAX_RECORD);
        ht_xml_fail(x, HT_D_007, _("a record"), max);
        return;
    }
    /* Fields come in the order of the schema, so the search starts behind the last one. */
    if (x->part == FIELDS)
        for (int f = x->after + 1; f < nfields; f++)
            if (known[f] == name) {
                ht_xml_start_field(x, f, a, n);
                return;
            }
    if (name == x->n_diag)
        ht_xml_start_finding(x, a, n);
    else if (name == x->n_cot_khac && x->part != FINDINGS)
        ht_xml_start_extra(x, a, n);
    else
        ht_xml_fail_name(x, HT_D_008, _("element (unknown, doubled or out of order)"), name);
}

void
ht_xml_on_start(void *arg, const xmlChar *name, const xmlChar *prefix, const xmlChar *uri, int nb_ns,
         const xmlChar **ns, int nattrs, int ndefaulted, const xmlChar **attrs)
{
    struct ht_xml_reader *x = arg;
    const struct ht_xml_sax_attr *a = (const struct ht_xml_sax_attr *)(const void *)attrs;
    (void)prefix, (void)nb_ns, (void)ns, (void)ndefaulted;
    if (x->failed)
        return;
    if (x->level != OUTSIDE && uri != x->n_uri) {
        ht_xml_fail_name(x, HT_D_008, _("element"), name);
        return;
    }
    for (int i = 0; i < nattrs; i++)
        if (a[i].prefix) {
            ht_xml_fail_name(x, HT_D_008, _("attribute"), a[i].name);
            return;
        }
    switch (x->level) {
    case OUTSIDE:
        start_root(x, name, uri, a, nattrs);
        return;
    case ROOT:
        start_record(x, name, a, nattrs);
        return;
    case RECORD:
        start_child(x, name, a, nattrs);
        return;
    case LEAF:
        ht_xml_fail_name(x, HT_D_008, _("element"), name);
        return;
    }
}

void
ht_xml_end_record(struct ht_xml_reader *x)
{
    x->n++;
    if (x->o->stats)
        x->o->stats->records++;
    if (!x->quiet)
        ht_progress_at(x->o->progress, ht_in_raw_bytes(x->in), x->n);
    if (ht_put(x->first, &x->rec))
        ht_xml_stop(x);                 /* reported by the stage that failed */
}

void
ht_xml_on_end(void *arg, const xmlChar *name, const xmlChar *prefix, const xmlChar *uri)
{
    struct ht_xml_reader *x = arg;
    (void)name, (void)prefix, (void)uri;
    if (x->failed)
        return;
    switch (x->level) {
    case LEAF:
        ht_xml_end_leaf(x);
        return;
    case RECORD:
        x->level = ROOT;
        ht_xml_end_record(x);
        return;
    case ROOT:
        x->level = OUTSIDE;
        x->closed = true;
        return;
    case OUTSIDE:
        return;
    }
}

void
ht_xml_on_text(void *arg, const xmlChar *s, int len)
{
    struct ht_xml_reader *x = arg;
    if (x->failed)
        return;
    if (x->level == LEAF) {
        if (x->text.len + (size_t)len > HT_MAX_VALUE) {
            char max[24];
            snprintf(max, sizeof max, "%u", HT_MAX_VALUE);
            ht_xml_fail(x, HT_D_007, _("a value"), max);
            return;
        }
        ht_buf_add(&x->text, (const char *)s, (size_t)len);
        return;
    }
    for (int i = 0; i < len; i++)
        if (s[i] != ' ' && s[i] != '\n' && s[i] != '\t' && s[i] != '\r') {
            ht_xml_fail(x, HT_D_008, _("text"), NULL);
            return;
        }
}

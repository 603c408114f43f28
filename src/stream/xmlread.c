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

enum { F_EXTRA = -1, F_DIAG = -2, F_HET = -3 };         /* fields of leaves that are no fields */

static void
fail_attr(struct ht_xml_reader *x, const xmlChar *name)
{
    char text[HT_MAX_NAME + 1];
    snprintf(text, sizeof text, "%.*s", HT_MAX_NAME, (const char *)name);
    ht_xml_fail(x, HT_D_009, text, NULL);
}

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

/* ---- attributes ---- */

struct attr {                           /* one of libxml2's groups of five pointers */
    const xmlChar *name, *prefix, *uri, *value, *end;
};

/*
 * The value of A as text.  libxml2 hands out an & as "&#38;" unless it is told to replace entities, which we
 * never tell it.
 */
static const char *
attr_value(struct ht_xml_reader *x, const struct attr *a, size_t *len)
{
    const char *s = (const char *)a->value;
    *len = (size_t)(a->end - a->value);
    if (*len > HT_MAX_VALUE) {
        char max[24];
        snprintf(max, sizeof max, "%u", HT_MAX_VALUE);
        ht_xml_fail(x, HT_D_007, _("an attribute"), max);
        return NULL;
    }
    if (!memchr(s, '&', *len))
        return s;
    char *copy = ht_arena_alloc(&x->rec.arena, *len + 1);
    size_t n = 0;
    for (size_t i = 0; i < *len; i++) {
        copy[n++] = s[i];
        if (*len - i >= 5 && !memcmp(s + i, "&#38;", 5))
            i += 4;
    }
    *len = n;
    return copy;
}

static bool
take_attr(struct ht_xml_reader *x, const struct attr *a, struct ht_attr **list, const xmlChar *const *names,
          unsigned nnames, const enum ht_xml_type *types)
{
    for (unsigned id = 0; id < nnames; id++) {
        if (names[id] != a->name)
            continue;
        size_t len;
        const char *s = attr_value(x, a, &len);
        if (s && types && !ht_xml_type_ok(types[id], s, len)) {
            fail_attr(x, a->name);
            s = NULL;
        }
        if (!s)
            return false;
        ht_attr_put(&x->rec.arena, list, id, s, len);
        return true;
    }
    ht_xml_fail_name(x, HT_D_008, _("attribute"), a->name);
    return false;
}

const enum ht_xml_type ht_xml_attr_types[HT_NATTR] = {
#define ATTR(name, type, text) HT_XML_##type,
#include "model/attrs.def"
#undef ATTR
};

static void
start_leaf(struct ht_xml_reader *x, int field)
{
    x->level = LEAF;
    x->field = field;
    ht_buf_clear(&x->text);
}

static void
start_field(struct ht_xml_reader *x, int field, const struct attr *a, int n)
{
    for (int i = 0; i < n; i++)
        if (!take_attr(x, &a[i], &x->rec.v[field].attrs, x->attr, HT_NATTR, ht_xml_attr_types))
            return;
    x->after = field;
    start_leaf(x, field);
}

static void
start_extra(struct ht_xml_reader *x, const struct attr *a, int n)
{
    size_t len = 0;
    const char *name = NULL;
    struct ht_attr *attrs = NULL;
    for (int i = 0; i < n; i++)
        if (!strcmp((const char *)a[i].name, "ten"))
            name = attr_value(x, &a[i], &len);
        else if (!take_attr(x, &a[i], &attrs, x->attr, HT_NATTR, ht_xml_attr_types))
            return;
    if (!name) {
        ht_xml_fail(x, HT_D_009, "ten", NULL);
        return;
    }
    x->extra = ht_add_extra(&x->rec, name, len, "", 0);
    x->extra->v.attrs = attrs;
    x->part = EXTRAS;
    start_leaf(x, F_EXTRA);
}

int
ht_xml_severity(const char *s, size_t len)
{
    for (int k = HT_INFO; k <= HT_ERROR; k++)
        if (strlen(ht_sev_name[k]) == len && !memcmp(ht_sev_name[k], s, len))
            return k;
    return -1;
}

/* <diag code="HTnnn" f="field" sev="severity"/> */
static void
start_finding(struct ht_xml_reader *x, const struct attr *a, int n)
{
    char code[8] = "";
    int field = -1, sev = -1;
    for (int i = 0; i < n; i++) {
        size_t len;
        const char *s = attr_value(x, &a[i], &len), *name = (const char *)a[i].name;
        if (!s)
            return;
        bool good = false;
        if (!strcmp(name, "code") && ht_xml_type_ok(HT_XML_DIAG_CODE, s, len)) {
            memcpy(code, s, len);
            good = true;
        } else if (!strcmp(name, "f")) {
            field = ht_field_by_name(x->rec.reg, s, len);
            good = field >= 0;
        } else if (!strcmp(name, "sev")) {
            sev = ht_xml_severity(s, len);
            good = sev >= 0;
        } else if (strcmp(name, "code")) {
            ht_xml_fail_name(x, HT_D_008, _("attribute"), a[i].name);
            return;
        }
        if (!good) {
            fail_attr(x, a[i].name);
            return;
        }
    }
    if (!code[0] || sev < 0) {
        ht_xml_fail(x, HT_D_009, code[0] ? "sev" : "code", NULL);
        return;
    }
    ht_add_finding(&x->rec, code, field, (enum ht_sev)sev);
    x->part = FINDINGS;
    start_leaf(x, F_DIAG);
}

static void
start_trailer(struct ht_xml_reader *x, const struct attr *a, int n)
{
    size_t len = 0;
    const char *s = n == 1 && !strcmp((const char *)a->name, "n") ? attr_value(x, a, &len) : NULL;
    uint64_t want = 0;
    if (!s || !ht_xml_type_ok(HT_XML_COUNT, s, len)) {
        ht_xml_fail(x, HT_D_009, "n", NULL);
        return;
    }
    for (size_t i = 0; i < len; i++)
        want = want * 10 + (uint64_t)(s[i] - '0');
    if (want != x->n) {
        char given[24], got[24];
        snprintf(given, sizeof given, "%llu", (unsigned long long)want);
        snprintf(got, sizeof got, "%llu", (unsigned long long)x->n);
        ht_xml_fail(x, HT_D_003, given, got);
        return;
    }
    x->trailer = true;
    start_leaf(x, F_HET);
}

/* ---- elements ---- */

static void
start_root(struct ht_xml_reader *x, const xmlChar *name, const xmlChar *uri, const struct attr *a, int n)
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
start_record(struct ht_xml_reader *x, const xmlChar *name, const struct attr *a, int n)
{
    if (name == x->n_het && !x->trailer) {
        start_trailer(x, a, n);
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
        if (!take_attr(x, &a[i], &x->rec.attrs, x->rattr, HT_NRATTR, NULL))
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
start_child(struct ht_xml_reader *x, const xmlChar *name, const struct attr *a, int n)
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
                start_field(x, f, a, n);
                return;
            }
    if (name == x->n_diag)
        start_finding(x, a, n);
    else if (name == x->n_cot_khac && x->part != FINDINGS)
        start_extra(x, a, n);
    else
        ht_xml_fail_name(x, HT_D_008, _("element (unknown, doubled or out of order)"), name);
}

void
ht_xml_on_start(void *arg, const xmlChar *name, const xmlChar *prefix, const xmlChar *uri, int nb_ns,
         const xmlChar **ns, int nattrs, int ndefaulted, const xmlChar **attrs)
{
    struct ht_xml_reader *x = arg;
    const struct attr *a = (const struct attr *)(const void *)attrs;
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

static void
end_leaf(struct ht_xml_reader *x)
{
    x->level = x->field == F_HET ? ROOT : RECORD;
    if (x->field >= 0) {
        if (x->text.len)
            ht_set(&x->rec, x->field, x->text.s, x->text.len);
    } else if (x->field == F_EXTRA) {
        ht_set_extra(&x->rec, x->extra, x->text.s, x->text.len);
    } else if (x->text.len) {
        ht_xml_fail(x, HT_D_008, _("text"), NULL);
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
        end_leaf(x);
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


/* SPDX-License-Identifier: BSD-2-Clause */
/* Elements without children, attributes and all: fields, columns without a field, findings, the trailer. */
#include "config.h"

#include <stdio.h>
#include <string.h>

#include "base/limits.h"
#include "base/prog.h"
#include "stream/xmlin_int.h"

enum { F_EXTRA = -1, F_DIAG = -2, F_HET = -3 };         /* fields of leaves that are no fields */

/* ---- attributes ---- */

const enum ht_xml_type ht_xml_attr_types[HT_NATTR] = {
#define ATTR(name, type, text) HT_XML_##type,
#include "model/attrs.def"
#undef ATTR
};

static void
fail_attr(struct ht_xml_reader *x, const xmlChar *name)
{
    char text[HT_MAX_NAME + 1];
    snprintf(text, sizeof text, "%.*s", HT_MAX_NAME, (const char *)name);
    ht_xml_fail(x, HT_D_009, text, NULL);
}

/*
 * The value of A as text.  libxml2 hands out an & as "&#38;" unless it is told to replace entities, which we
 * never tell it.
 */
static const char *
attr_value(struct ht_xml_reader *x, const struct ht_xml_sax_attr *a, size_t *len)
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

bool
ht_xml_take_attr(struct ht_xml_reader *x, const struct ht_xml_sax_attr *a, struct ht_attr **list,
                 const xmlChar *const *names, unsigned nnames, const enum ht_xml_type *types)
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

/* ---- leaves ---- */

static void
start_leaf(struct ht_xml_reader *x, int field)
{
    x->level = LEAF;
    x->field = field;
    ht_buf_clear(&x->text);
}

void
ht_xml_start_field(struct ht_xml_reader *x, int field, const struct ht_xml_sax_attr *a, int n)
{
    for (int i = 0; i < n; i++)
        if (!ht_xml_take_attr(x, &a[i], &x->rec.v[field].attrs, x->attr, HT_NATTR, ht_xml_attr_types))
            return;
    x->after = field;
    start_leaf(x, field);
}

void
ht_xml_start_extra(struct ht_xml_reader *x, const struct ht_xml_sax_attr *a, int n)
{
    size_t len = 0;
    const char *name = NULL;
    struct ht_attr *attrs = NULL;
    for (int i = 0; i < n; i++)
        if (!strcmp((const char *)a[i].name, "ten"))
            name = attr_value(x, &a[i], &len);
        else if (!ht_xml_take_attr(x, &a[i], &attrs, x->attr, HT_NATTR, ht_xml_attr_types))
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
void
ht_xml_start_finding(struct ht_xml_reader *x, const struct ht_xml_sax_attr *a, int n)
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

void
ht_xml_start_trailer(struct ht_xml_reader *x, const struct ht_xml_sax_attr *a, int n)
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

void
ht_xml_end_leaf(struct ht_xml_reader *x)
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

/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * The quick way through canonical XML: records as xmlout.c writes them, byte for byte, need no parser.
 *
 * This must take nothing that libxml2 and xmlread.c would not take, or take otherwise: the first record with anything
 * unexpected, and all that follows, is theirs, and they say what is wrong with it.  So there is no message here.
 * fuzz/xmlin.c and tests/prop/stream.c hold both ways against each other.
 */
#include "config.h"

#include <stdio.h>
#include <string.h>

#include "base/limits.h"
#include "base/utf8.h"
#include "stream/xmlescape.h"
#include "stream/xmlin_int.h"
#include "stream/xmlout.h"
#include "stream/xmltypes.h"

#define BLOCK (64u * 1024)              /* bytes looked at together; dozens of records */

struct cursor {
    const char *at, *end;
};

/* ---- pieces ---- */

static inline bool
take(struct cursor *c, const char *s, size_t len)
{
    if ((size_t)(c->end - c->at) < len || memcmp(c->at, s, len))
        return false;
    c->at += len;
    return true;
}
#define TAKE(c, literal) take(c, literal, sizeof literal - 1)

/* Letters and digits, of which all our names and codes are made. */
static inline size_t
take_name(struct cursor *c, const char **name)
{
    const char *p = *name = c->at;
    while (p < c->end && (((unsigned)*p | 0x20) - 'a' < 26 || (unsigned)*p - '0' < 10))
        p++;
    c->at = p;
    return (size_t)(p - *name);
}

/* True if XML 1.0 may hold S, which has no control characters. */
static bool
is_xml_text(const char *s, size_t len)
{
    if (ht_utf8_valid(s, len) != len)
        return false;
    for (const char *p = s, *end = s + len; (p = memchr(p, 0xef, (size_t)(end - p))); p += 3)
        if ((unsigned char)p[1] == 0xbf && (unsigned char)p[2] >= 0xbe)
            return false;               /* U+FFFE, U+FFFF */
    return true;
}

/* Appends S with its references replaced; false if one of them is not the writer's. */
static bool
decode(struct ht_buf *to, const char *s, size_t len)
{
    struct cursor c = { s, s + len };
    while (c.at < c.end) {
        const char *amp = memchr(c.at, '&', (size_t)(c.end - c.at)), *stop = amp ? amp : c.end;
        ht_buf_add(to, c.at, (size_t)(stop - c.at));
        c.at = stop;
        const struct ht_xml_escape *e = ht_xml_escapes;
        while (amp && e->c && !take(&c, e->s, e->len))
            e++;
        if (amp && !e->c)
            return false;
        if (amp)
            ht_buf_addc(to, (char)e->c);
    }
    return true;
}

/* The text before QUOTE ('"' ends an attribute, '<' content); TO holds it if it had references. */
static bool
take_text(struct cursor *c, char quote, struct ht_buf *to, const char **s, size_t *len)
{
    bool references = false;
    for (*s = c->at;; c->at++) {
        c->at += ht_xml_plain_run(c->at, (size_t)(c->end - c->at));
        if (c->at == c->end)
            return false;
        if (*c->at == quote)
            break;
        references = references || *c->at == '&';
        if (*c->at != '&' && (quote != '<' || (*c->at != '"' && *c->at != '\t')))
            return false;
    }
    *len = (size_t)(c->at - *s);
    if (*len > HT_MAX_VALUE || !is_xml_text(*s, *len))
        return false;
    if (!references)
        return true;
    ht_buf_clear(to);
    if (!decode(to, *s, *len))
        return false;
    *s = to->s;
    *len = to->len;
    return true;
}

/* ---- elements ---- */

/* Attributes in the order of NAMES; TYPES may be NULL. */
static bool
take_attrs(struct ht_xml_reader *x, struct cursor *c, struct ht_attr **list, const char *const *names, unsigned nnames,
           const enum ht_xml_type *types)
{
    for (unsigned id = 0; TAKE(c, " "); id++) {
        const char *name, *s;
        size_t n = take_name(c, &name), len;
        while (n && id < nnames && (*names[id] != *name || strncmp(names[id], name, n) || names[id][n]))
            id++;
        if (!n || id == nnames || !TAKE(c, "=\"") || !take_text(c, '"', &x->text, &s, &len) || !TAKE(c, "\"") ||
            (types && !ht_xml_type_ok(types[id], s, len)))
            return false;
        ht_attr_put(&x->rec.arena, list, id, s, len);
    }
    return true;
}

/* The rest of a field's element, behind "<name". */
static bool
take_field(struct ht_xml_reader *x, struct cursor *c, int field)
{
    const struct ht_field *f = &x->rec.reg->field[field];
    const char *s;
    size_t len;
    if (*c->at == ' ' && !take_attrs(x, c, &x->rec.v[field].attrs, ht_attr_name, HT_NATTR, ht_xml_attr_types))
        return false;
    if (TAKE(c, "/>\n"))
        return true;
    if (!TAKE(c, ">") || !take_text(c, '<', &x->text, &s, &len) || !TAKE(c, "</") || !take(c, f->name, f->name_len) ||
        !TAKE(c, ">\n"))
        return false;
    if (len)
        ht_set(&x->rec, field, s, len);
    return true;
}

/* The rest of an element of a column without a field. */
static bool
take_extra(struct ht_xml_reader *x, struct cursor *c)
{
    const char *name, *s;
    size_t name_len, len;
    if (!TAKE(c, " ten=\"") || !take_text(c, '"', &x->text, &name, &name_len) || !TAKE(c, "\""))
        return false;
    struct ht_extra *e = ht_add_extra(&x->rec, name, name_len, "", 0);
    if (!take_attrs(x, c, &e->v.attrs, ht_attr_name, HT_NATTR, ht_xml_attr_types) || !TAKE(c, ">") ||
        !take_text(c, '<', &x->text, &s, &len) || !TAKE(c, "</cotKhac>\n"))
        return false;
    ht_set_extra(&x->rec, e, s, len);
    return true;
}

static bool
take_finding(struct ht_xml_reader *x, struct cursor *c)
{
    char code[8] = "";
    const char *s;
    int field = -1;
    if (!TAKE(c, " code=\"") || take_name(c, &s) != 5 || !ht_xml_type_ok(HT_XML_DIAG_CODE, s, 5))
        return false;
    memcpy(code, s, 5);
    if (TAKE(c, "\" f=\"")) {
        size_t len = take_name(c, &s);
        field = ht_field_by_name(x->rec.reg, s, len);
        if (field < 0)
            return false;
    }
    if (!TAKE(c, "\" sev=\""))
        return false;
    size_t len = take_name(c, &s);
    int sev = ht_xml_severity(s, len);
    if (sev < 0 || !TAKE(c, "\"/>\n"))
        return false;
    ht_add_finding(&x->rec, code, field, (enum ht_sev)sev);
    return true;
}

/* One line of the record: a field, another column or a finding. */
static bool
take_child(struct ht_xml_reader *x, struct cursor *c)
{
    const struct ht_register *reg = x->rec.reg;
    const char *name;
    size_t len = take_name(c, &name);
    if (c->at == c->end || x->rec.arena.used > HT_MAX_RECORD)
        return false;
    for (int f = x->after + 1; x->part == FIELDS && f < (int)reg->nfields; f++)
        if (reg->field[f].name_len == len && !memcmp(reg->field[f].name, name, len)) {
            x->after = f;
            return take_field(x, c, f);
        }
    if (len == strlen("diag") && !memcmp(name, "diag", len)) {
        x->part = FINDINGS;
        return take_finding(x, c);
    }
    if (x->part == FINDINGS || len != strlen("cotKhac") || memcmp(name, "cotKhac", len))
        return false;
    x->part = EXTRAS;
    return take_extra(x, c);
}

static const struct ht_register *
take_register(struct cursor *c, const struct ht_register *last)
{
    if (!TAKE(c, "<"))
        return NULL;
    if (last && take(c, last->element, strlen(last->element)) && c->at < c->end && *c->at == ' ')
        return last;
    const char *from = c->at;
    for (size_t i = 0; i < HT_NREG; i++, c->at = from)
        if (take(c, ht_registers[i].element, strlen(ht_registers[i].element)) && c->at < c->end && *c->at == ' ')
            return &ht_registers[i];
    return NULL;
}

/* A whole record at the beginning of S into X->rec; returns its length, 0 if it is another's to read. */
static size_t
take_record(struct ht_xml_reader *x, const char *s, size_t len, unsigned long *lines)
{
    struct cursor c = { s, s + len };
    const struct ht_register *reg = take_register(&c, x->rec.reg);
    if (!reg)
        return 0;
    ht_record_reset(&x->rec, reg);
    x->after = -1;
    x->part = FIELDS;
    if (!take_attrs(x, &c, &x->rec.attrs, ht_rattr_name, HT_NRATTR, NULL) || !TAKE(&c, ">\n"))
        return 0;
    const char *id = ht_rattr(&x->rec, HT_R_id);
    if (!id || !*id)
        return 0;
    for (*lines = 2; !TAKE(&c, "</"); ++*lines)
        if (!TAKE(&c, "<") || !take_child(x, &c))
            return 0;
    if (!take(&c, reg->element, strlen(reg->element)) || !TAKE(&c, ">\n"))
        return 0;
    return (size_t)(c.at - s);
}

/* ---- streams ---- */

size_t
ht_xml_scan(struct ht_xml_reader *x, const char *s, size_t len)
{
    size_t used = 0, n;
    unsigned long lines;
    while (!x->failed && (n = take_record(x, s + used, len - used, &lines)) > 0) {
        used += n;
        x->lines_before += lines;
        ht_xml_end_record(x);
    }
    return used;
}

/* The head of X's input is taken into X->ahead; false after a failed read. */
static bool
take_head(struct ht_xml_reader *x)
{
    size_t avail, head = sizeof HT_XML_HEAD - 1;
    const char *s = (const char *)ht_in_peek(x->in, head, &avail);
    if (s && avail >= head && !memcmp(s, HT_XML_HEAD, head)) {
        ht_in_consume(x->in, head);
        x->ahead = HT_XML_HEAD;
        x->ahead_len = head;
    }
    return s;
}

/* The trailer with the right number, and nothing behind it; false after a failed read. */
static bool
take_end(struct ht_xml_reader *x)
{
    char end[sizeof HT_XML_END + HT_NUMBER_DIGITS];
    size_t avail, len = (size_t)snprintf(end, sizeof end, HT_XML_END, (unsigned long long)x->n);
    const char *s = (const char *)ht_in_peek(x->in, len + 1, &avail);
    if (s && avail == len && !memcmp(s, end, len)) {
        ht_in_consume(x->in, len);
        x->trailer = x->closed = true;
    }
    return s;
}

enum ht_rc
ht_xml_scan_input(struct ht_xml_reader *x)
{
    size_t avail, used;
    const char *s;
    if (!x->ahead && !take_head(x))
        return HT_FAIL;
    if (x->ahead_len != sizeof HT_XML_HEAD - 1)
        return HT_OK;                   /* somebody else's head, or records of a slice that libxml2 must see */
    do {
        if (!(s = (const char *)ht_in_peek(x->in, BLOCK, &avail)))
            return HT_FAIL;
        used = ht_xml_scan(x, s, avail);
        ht_in_consume(x->in, used);
    } while (used && !x->failed);
    return x->failed || !take_end(x) ? HT_FAIL : HT_OK;
}

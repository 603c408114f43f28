/* SPDX-License-Identifier: BSD-2-Clause */
/* The reader of canonical XML: libxml2's SAX2, a counter of depth, and the schema tables. */
#include "config.h"
#include "stream/xmlin.h"

#include <libxml/parser.h>
#include <libxml/parserInternals.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/buf.h"
#include "base/limits.h"
#include "base/mem.h"
#include "base/prog.h"
#include "base/utf8.h"
#include "model/finding.h"
#include "stream/xmltypes.h"

#define NAMESPACE "urn:hotich:1"

enum level { OUTSIDE, ROOT, RECORD, LEAF };     /* depth of the element that is open */

struct reader {
    xmlParserCtxtPtr ctxt;
    struct ht_in *in;
    struct ht_stage *first;
    const struct ht_xmlin_opts *o;
    struct ht_record rec;
    enum level level;
    int field;                          /* of the open LEAF; -1: cotKhac, -2: diag, -3: het */
    int after;                          /* the last field of the record, -1: none yet */
    enum { FIELDS, EXTRAS, FINDINGS } part;
    struct ht_buf text, extra_name;
    uint64_t n;                         /* records so far */
    bool trailer, closed, failed, eof;
    /* libxml2 keeps one copy of every name, so names are compared as pointers. */
    const xmlChar *known[HT_NREG][HT_MAX_FIELDS];
    const xmlChar *element[HT_NREG];
    const xmlChar *n_cot_khac, *n_diag, *n_het, *n_ho_tich, *n_uri;
};

enum { F_EXTRA = -1, F_DIAG = -2, F_HET = -3 };

/* ---- failures ---- */

static unsigned long
line_of(const struct reader *x)
{
    return x->ctxt && x->ctxt->input && x->ctxt->input->line > 0 ? (unsigned long)x->ctxt->input->line : 0;
}

static void
fail(struct reader *x, enum ht_code code, const char *a, const char *b)
{
    struct ht_where w = { .file = ht_in_name(x->in), .line = line_of(x) };
    if (x->failed)
        return;
    x->failed = true;
    ht_find_fail(x->o->diag, &w, code, a, b, NULL);
    if (x->ctxt)
        xmlStopParser(x->ctxt);
}

/* "element <x>", cut so that a name of any length fits a message. */
static void
fail_name(struct reader *x, enum ht_code code, const char *what, const xmlChar *name)
{
    char text[HT_MAX_NAME + 32];
    snprintf(text, sizeof text, "%s %.*s", what, HT_MAX_NAME, (const char *)name);
    fail(x, code, text, NULL);
}

static void
fail_attr(struct reader *x, const xmlChar *name)
{
    char text[HT_MAX_NAME + 1];
    snprintf(text, sizeof text, "%.*s", HT_MAX_NAME, (const char *)name);
    fail(x, HT_D_009, text, NULL);
}

/* ---- names ---- */

static const xmlChar *
intern(struct reader *x, const char *name)
{
    const xmlChar *p = xmlDictLookup(x->ctxt->dict, (const xmlChar *)name, -1);
    if (!p)
        ht_oom();
    return p;
}

static void
intern_names(struct reader *x)
{
    x->n_ho_tich = intern(x, "hoTich");
    x->n_uri = intern(x, NAMESPACE);
    x->n_cot_khac = intern(x, "cotKhac");
    x->n_diag = intern(x, "diag");
    x->n_het = intern(x, "het");
    for (size_t i = 0; i < HT_NREG; i++)
        x->element[i] = intern(x, ht_registers[i].element);
}

/* The fields of a register are interned when its first record comes. */
static void
intern_fields(struct reader *x, const struct ht_register *reg)
{
    for (size_t i = 0; i < reg->nfields; i++)
        x->known[reg->id][i] = intern(x, reg->field[i].name);
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
attr_value(struct reader *x, const struct attr *a, size_t *len)
{
    const char *s = (const char *)a->value;
    *len = (size_t)(a->end - a->value);
    if (*len > HT_MAX_VALUE) {
        char max[24];
        snprintf(max, sizeof max, "%u", HT_MAX_VALUE);
        fail(x, HT_D_007, _("an attribute"), max);
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
take_attr(struct reader *x, const struct attr *a, struct ht_attr **list, const char *const *names,
          unsigned nnames, const enum ht_xml_type *types)
{
    for (unsigned id = 0; id < nnames; id++) {
        if (strcmp(names[id], (const char *)a->name))
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
    fail_name(x, HT_D_008, _("attribute"), a->name);
    return false;
}

static const enum ht_xml_type attr_types[HT_NATTR] = {
#define ATTR(name, type, text) HT_XML_##type,
#include "model/attrs.def"
#undef ATTR
};

static void
start_leaf(struct reader *x, int field)
{
    x->level = LEAF;
    x->field = field;
    ht_buf_clear(&x->text);
}

static void
start_field(struct reader *x, int field, const struct attr *a, int n)
{
    for (int i = 0; i < n; i++)
        if (!take_attr(x, &a[i], &x->rec.v[field].attrs, ht_attr_name, HT_NATTR, attr_types))
            return;
    x->after = field;
    start_leaf(x, field);
}

static void
start_extra(struct reader *x, const struct attr *a, int n)
{
    size_t len = 0;
    const char *name = NULL;
    for (int i = 0; i < n; i++) {
        if (strcmp((const char *)a[i].name, "ten")) {
            fail_name(x, HT_D_008, _("attribute"), a[i].name);
            return;
        }
        name = attr_value(x, &a[i], &len);
    }
    if (!name) {
        fail(x, HT_D_009, "ten", NULL);
        return;
    }
    ht_buf_clear(&x->extra_name);
    ht_buf_add(&x->extra_name, name, len);
    x->part = EXTRAS;
    start_leaf(x, F_EXTRA);
}

/* <diag code="HTnnn" f="field" sev="severity"/> */
static void
start_finding(struct reader *x, const struct attr *a, int n)
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
            for (int k = HT_INFO; k <= HT_ERROR; k++)
                if (strlen(ht_sev_name[k]) == len && !memcmp(ht_sev_name[k], s, len))
                    sev = k;
            good = sev >= 0;
        } else if (strcmp(name, "code")) {
            fail_name(x, HT_D_008, _("attribute"), a[i].name);
            return;
        }
        if (!good) {
            fail_attr(x, a[i].name);
            return;
        }
    }
    if (!code[0] || sev < 0) {
        fail(x, HT_D_009, code[0] ? "sev" : "code", NULL);
        return;
    }
    ht_add_finding(&x->rec, code, field, (enum ht_sev)sev);
    x->part = FINDINGS;
    start_leaf(x, F_DIAG);
}

static void
start_trailer(struct reader *x, const struct attr *a, int n)
{
    size_t len = 0;
    const char *s = n == 1 && !strcmp((const char *)a->name, "n") ? attr_value(x, a, &len) : NULL;
    uint64_t want = 0;
    if (!s || !ht_xml_type_ok(HT_XML_COUNT, s, len)) {
        fail(x, HT_D_009, "n", NULL);
        return;
    }
    for (size_t i = 0; i < len; i++)
        want = want * 10 + (uint64_t)(s[i] - '0');
    if (want != x->n) {
        char given[24], got[24];
        snprintf(given, sizeof given, "%llu", (unsigned long long)want);
        snprintf(got, sizeof got, "%llu", (unsigned long long)x->n);
        fail(x, HT_D_003, given, got);
        return;
    }
    x->trailer = true;
    start_leaf(x, F_HET);
}

/* ---- elements ---- */

static void
start_root(struct reader *x, const xmlChar *name, const xmlChar *uri, const struct attr *a, int n)
{
    if (name != x->n_ho_tich || uri != x->n_uri) {
        char text[HT_MAX_NAME + 40];
        snprintf(text, sizeof text, "<%.*s> ≠ <hoTich xmlns=\"" NAMESPACE "\">", HT_MAX_NAME / 2,
                 (const char *)name);
        fail(x, HT_D_004, text, NULL);
        return;
    }
    if (n != 1 || strcmp((const char *)a->name, "v") || a->end - a->value != 1 || *a->value != '1') {
        fail(x, HT_D_009, "v", NULL);
        return;
    }
    x->level = ROOT;
}

static void
start_record(struct reader *x, const xmlChar *name, const struct attr *a, int n)
{
    if (name == x->n_het && !x->trailer) {
        start_trailer(x, a, n);
        return;
    }
    size_t id = 0;
    while (id < HT_NREG && x->element[id] != name)
        id++;
    if (id == HT_NREG || x->trailer) {
        fail_name(x, HT_D_008, _("element"), name);
        return;
    }
    ht_record_reset(&x->rec, &ht_registers[id]);
    if (!x->known[id][0])
        intern_fields(x, x->rec.reg);
    for (int i = 0; i < n; i++)
        if (!take_attr(x, &a[i], &x->rec.attrs, ht_rattr_name, HT_NRATTR, NULL))
            return;
    const char *text = ht_rattr(&x->rec, HT_R_id);
    if (!text || !*text) {
        fail(x, HT_D_009, "id", NULL);
        return;
    }
    x->level = RECORD;
    x->after = -1;
    x->part = FIELDS;
}

static void
start_child(struct reader *x, const xmlChar *name, const struct attr *a, int n)
{
    const xmlChar **known = x->known[x->rec.reg->id];
    int nfields = (int)x->rec.reg->nfields;
    if (x->rec.arena.used > HT_MAX_RECORD) {
        char max[24];
        snprintf(max, sizeof max, "%u", HT_MAX_RECORD);
        fail(x, HT_D_007, _("a record"), max);
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
        fail_name(x, HT_D_008, _("element (unknown, doubled or out of order)"), name);
}

static void
on_start(void *arg, const xmlChar *name, const xmlChar *prefix, const xmlChar *uri, int nb_ns,
         const xmlChar **ns, int nattrs, int ndefaulted, const xmlChar **attrs)
{
    struct reader *x = arg;
    const struct attr *a = (const struct attr *)(const void *)attrs;
    (void)prefix, (void)nb_ns, (void)ns, (void)ndefaulted;
    if (x->failed)
        return;
    if (x->level != OUTSIDE && uri != x->n_uri) {
        fail_name(x, HT_D_008, _("element"), name);
        return;
    }
    for (int i = 0; i < nattrs; i++)
        if (a[i].prefix) {
            fail_name(x, HT_D_008, _("attribute"), a[i].name);
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
        fail_name(x, HT_D_008, _("element"), name);
        return;
    }
}

static void
end_leaf(struct reader *x)
{
    x->level = x->field == F_HET ? ROOT : RECORD;
    if (x->field >= 0) {
        if (x->text.len)
            ht_set(&x->rec, x->field, x->text.s, x->text.len);
    } else if (x->field == F_EXTRA) {
        ht_add_extra(&x->rec, x->extra_name.s, x->extra_name.len, x->text.s, x->text.len);
    } else if (x->text.len) {
        fail(x, HT_D_008, _("text"), NULL);
    }
}

static void
end_record(struct reader *x)
{
    x->level = ROOT;
    x->n++;
    if (x->o->stats)
        x->o->stats->records++;
    ht_progress_at(x->o->progress, ht_in_raw_bytes(x->in), x->n);
    if (ht_put(x->first, &x->rec)) {
        x->failed = true;               /* reported by the stage that failed */
        xmlStopParser(x->ctxt);
    }
}

static void
on_end(void *arg, const xmlChar *name, const xmlChar *prefix, const xmlChar *uri)
{
    struct reader *x = arg;
    (void)name, (void)prefix, (void)uri;
    if (x->failed)
        return;
    switch (x->level) {
    case LEAF:
        end_leaf(x);
        return;
    case RECORD:
        end_record(x);
        return;
    case ROOT:
        x->level = OUTSIDE;
        x->closed = true;
        return;
    case OUTSIDE:
        return;
    }
}

static void
on_text(void *arg, const xmlChar *s, int len)
{
    struct reader *x = arg;
    if (x->failed)
        return;
    if (x->level == LEAF) {
        if (x->text.len + (size_t)len > HT_MAX_VALUE) {
            char max[24];
            snprintf(max, sizeof max, "%u", HT_MAX_VALUE);
            fail(x, HT_D_007, _("a value"), max);
            return;
        }
        ht_buf_add(&x->text, (const char *)s, (size_t)len);
        return;
    }
    for (int i = 0; i < len; i++)
        if (s[i] != ' ' && s[i] != '\n' && s[i] != '\t' && s[i] != '\r') {
            fail(x, HT_D_008, _("text"), NULL);
            return;
        }
}

/* ---- what is refused ---- */

static void
on_doctype(void *arg, const xmlChar *name, const xmlChar *id, const xmlChar *system)
{
    (void)name, (void)id, (void)system;
    fail(arg, HT_D_005, NULL, NULL);
}

static void
on_instruction(void *arg, const xmlChar *target, const xmlChar *data)
{
    (void)data;
    fail_name(arg, HT_D_008, _("processing instruction"), target);
}

static void
on_error(void *arg, xmlErrorPtr e)
{
    struct reader *x = arg;             /* libxml2 hands serror the user data, not the context */
    if (x->failed || e->level < XML_ERR_ERROR)
        return;
    if (e->code == XML_ERR_NO_MEMORY)
        ht_oom();
    if (x->eof && !x->closed) {
        fail(x, HT_D_002, NULL, NULL);
        return;
    }
    /* libxml2's messages end in a line feed. */
    struct ht_buf text = HT_BUF_INIT;
    ht_buf_adds(&text, e->message ? e->message : "?");
    while (text.len && (unsigned char)text.s[text.len - 1] <= ' ')
        ht_buf_cut(&text, text.len - 1);
    fail(x, HT_D_006, text.s, NULL);
    ht_buf_fini(&text);
}

/* ---- the stream ---- */

static int
on_read(void *arg, char *to, int want)
{
    struct reader *x = arg;
    size_t avail;
    /* All that is wanted, if it is there: libxml2 takes a short read for the end of a token. */
    const unsigned char *s = x->failed ? NULL : ht_in_peek(x->in, (size_t)want, &avail);
    if (!s) {
        x->failed = true;               /* reported by base/io */
        return -1;
    }
    x->eof = avail < (size_t)want;
    size_t n = avail < (size_t)want ? avail : (size_t)want;
    /* libxml2 takes a character that is split between two reads for a broken one. */
    size_t whole = ht_utf8_cut((const char *)s, n);
    n = whole ? whole : n;
    memcpy(to, s, n);
    ht_in_consume(x->in, n);
    return (int)n;
}

static void
parse(struct reader *x)
{
    xmlSAXHandler sax;
    memset(&sax, 0, sizeof sax);
    sax.initialized = XML_SAX2_MAGIC;
    sax.startElementNs = on_start;
    sax.endElementNs = on_end;
    sax.characters = on_text;
    sax.ignorableWhitespace = on_text;
    sax.cdataBlock = on_text;
    sax.internalSubset = on_doctype;
    sax.externalSubset = on_doctype;
    sax.processingInstruction = on_instruction;
    sax.serror = on_error;
    x->ctxt = xmlCreateIOParserCtxt(&sax, x, on_read, NULL, x, XML_CHAR_ENCODING_NONE);
    if (!x->ctxt) {
        if (!x->failed)
            ht_oom();
        return;
    }
    xmlCtxtUseOptions(x->ctxt, XML_PARSE_NONET);
    intern_names(x);
    xmlParseDocument(x->ctxt);
    if (!x->failed && (!x->trailer || !x->closed))
        fail(x, HT_D_002, NULL, NULL);
    xmlFreeParserCtxt(x->ctxt);
    x->ctxt = NULL;
}

/* What can be told from the first bytes alone gets a message of its own. */
static enum ht_rc
look_first(struct ht_in *in, struct ht_diag *d)
{
    size_t avail;
    const unsigned char *s = ht_in_peek(in, 64, &avail);
    struct ht_where w = { .file = ht_in_name(in) };
    if (!s)
        return HT_FAIL;
    if (!avail) {
        ht_find_fail(d, &w, HT_D_001, NULL);
        return HT_FAIL;
    }
    size_t i = avail >= 3 && !memcmp(s, "\xef\xbb\xbf", 3) ? 3 : 0;
    while (i < avail && (s[i] == ' ' || s[i] == '\t' || s[i] == '\r' || s[i] == '\n'))
        i++;
    bool wide = avail >= 2 && ((s[0] == 0xff && s[1] == 0xfe) || (s[0] == 0xfe && s[1] == 0xff));
    if (i < avail && s[i] != '<' && !wide) {
        ht_find_fail(d, &w, HT_D_004, _("it does not begin with \"<\""), NULL);
        return HT_FAIL;
    }
    return HT_OK;
}

enum ht_rc
ht_xmlin_read(struct ht_in *in, struct ht_stage *first, const struct ht_xmlin_opts *o)
{
    if (look_first(in, o->diag))
        return HT_FAIL;
    struct reader *x = ht_calloc(1, sizeof *x);
    x->in = in;
    x->first = first;
    x->o = o;
    ht_record_init(&x->rec);
    ht_buf_init(&x->text);
    ht_buf_init(&x->extra_name);
    parse(x);
    enum ht_rc rc = x->failed ? HT_FAIL : HT_OK;
    if (o->done && rc == HT_OK)
        o->done(o->arg, in, x->n);
    ht_record_fini(&x->rec);
    ht_buf_fini(&x->text);
    ht_buf_fini(&x->extra_name);
    free(x);
    return rc;
}

int
ht_xmlin_looks_like(const unsigned char *s, size_t n)
{
    static const char mark[] = "<hoTich";
    if (n > 512)
        n = 512;
    for (size_t i = 0; i + sizeof mark - 1 <= n; i++)
        if (!memcmp(s + i, mark, sizeof mark - 1))
            return 1;
    return 0;
}

/* ---- the source ---- */

struct source {
    struct ht_source source;
    struct ht_xmlin_opts o;
};

static enum ht_rc
run_file(struct source *s, const char *path, struct ht_stage *first)
{
    struct ht_in *in = ht_in_open(path, s->o.diag);
    if (!in)
        return HT_FAIL;
    if (s->o.block)
        ht_in_set_block(in, s->o.block);
    if (s->o.opened)
        s->o.opened(s->o.arg, in);
    ht_progress_total(s->o.progress, ht_in_size(in));
    enum ht_rc rc = ht_xmlin_read(in, first, &s->o);
    if (s->o.stats)
        s->o.stats->files++;
    ht_in_close(in);
    return rc;
}

static enum ht_rc
source_run(struct ht_source *src, struct ht_stage *first)
{
    struct source *s = (struct source *)src;
    if (!s->o.files || !s->o.files[0])
        return run_file(s, NULL, first);
    for (const char *const *f = s->o.files; *f; f++) {
        enum ht_rc rc = run_file(s, *f, first);
        if (rc)
            return rc;
    }
    return HT_OK;
}

static const struct ht_source_class source_class = { .name = "xmlin", .run = source_run };

struct ht_source *
ht_xmlin_new(const struct ht_xmlin_opts *opts)
{
    struct source *s = ht_calloc(1, sizeof *s);
    s->source.cls = &source_class;
    s->o = *opts;
    return &s->source;
}

/* SPDX-License-Identifier: BSD-2-Clause */
/* libxml2 behind three callbacks. */
#include "config.h"
#include "formats/sax.h"

#include <libxml/parser.h>
#include <libxml/parserInternals.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>

#include "base/buf.h"
#include "base/lib.h"
#include "base/mem.h"
#include "base/prog.h"
#include "model/finding.h"
#include "stream/xmlin_bound.h"

#define XML2(X) X(xmlCreateIOParserCtxt) X(xmlCtxtUseOptions) X(xmlParseDocument) X(xmlStopParser) X(xmlFreeDoc) \
    X(xmlFreeParserCtxt)
HT_LIB(xml2, SONAME_LIBXML2, XML2)

struct run {
    const struct ht_format_job *job;
    const char *part;
    const struct ht_sax *h;
    void *arg;
    ht_sax_reader *reader;
    void *from;
    xmlParserCtxtPtr parser;
    bool reported;                      /* by the reader, or for a DOCTYPE */
    bool stopped;
    int line;                           /* of the first error, 0: none */
    struct ht_buf error;
};

static bool
ends_in(const char *s, const char *end)
{
    size_t n = strlen(s), m = strlen(end);
    return n >= m && !memcmp(s + n - m, end, m);
}

/*
 * libxml2 hands out an & in an attribute as "&#38;" unless it is told to replace entities, which we never do.  Such a
 * value is always the parser's own copy, not the input, so it is put right in its place; V is one attribute's five.
 */
static void
restore_ampersands(const unsigned char **v)
{
    static const char code[] = "#38;";
    unsigned char *to = (unsigned char *)(uintptr_t)v[3];
    for (const unsigned char *p = v[3]; p < v[4]; p++) {
        *to++ = *p;
        if (*p == '&' && (size_t)(v[4] - p) > 4 && !memcmp(p + 1, code, 4))
            p += 4;
    }
    v[4] = to;
}

const char *
ht_sax_attr_ns(const struct ht_sax_attrs *a, const char *name, const char *ns, size_t *len)
{
    for (int i = 0; i < a->n; i++) {
        const unsigned char **v = a->v + 5 * i;
        if (strcmp((const char *)v[0], name))
            continue;
        if (ns && (!v[2] || !ends_in((const char *)v[2], ns)))
            continue;
        if (memchr(v[3], '&', (size_t)(v[4] - v[3])))
            restore_ampersands(v);
        *len = (size_t)(v[4] - v[3]);
        return (const char *)v[3];
    }
    return NULL;
}

char *
ht_sax_attr_dup(const struct ht_sax_attrs *a, const char *name)
{
    size_t n;
    const char *s = ht_sax_attr(a, name, &n);
    return ht_strndup(s ? s : "", s ? n : 0);
}

bool
ht_sax_attr_is(const struct ht_sax_attrs *a, const char *name, const char *want)
{
    size_t n;
    const char *s = ht_sax_attr(a, name, &n);
    return s && n == strlen(want) && !memcmp(s, want, n);
}

unsigned long
ht_sax_number(const struct ht_sax_attrs *a, const char *name, unsigned long otherwise)
{
    size_t n;
    unsigned long v = 0;
    const char *s = ht_sax_attr(a, name, &n);
    if (!s || !n || n > 9)
        return otherwise;
    for (size_t i = 0; i < n; i++) {
        if (s[i] < '0' || s[i] > '9')
            return otherwise;
        v = v * 10 + (unsigned long)(s[i] - '0');
    }
    return v;
}

static void
check_stop(struct run *r)
{
    if (r->stopped || !r->h->stop || *r->h->stop == HT_OK)
        return;
    r->stopped = true;
    xml2()->xmlStopParser(r->parser);
}

static void
on_start(void *ctx, const xmlChar *name, const xmlChar *prefix, const xmlChar *uri, int nns, const xmlChar **ns,
         int nattr, int ndefault, const xmlChar **attr)
{
    struct run *r = ctx;
    const struct ht_sax_attrs a = { attr, nattr };
    (void)prefix, (void)uri, (void)nns, (void)ns, (void)ndefault;
    if (r->stopped || !r->h->start)
        return;
    if (r->h->line && r->parser->input)
        *r->h->line = r->parser->input->line > 0 ? (unsigned long)r->parser->input->line : 0;
    r->h->start(r->arg, (const char *)name, &a);
    check_stop(r);
}

static void
on_end(void *ctx, const xmlChar *name, const xmlChar *prefix, const xmlChar *uri)
{
    struct run *r = ctx;
    (void)prefix, (void)uri;
    if (r->stopped || !r->h->end)
        return;
    r->h->end(r->arg, (const char *)name);
    check_stop(r);
}

static void
on_text(void *ctx, const xmlChar *s, int len)
{
    struct run *r = ctx;
    if (!r->stopped && r->h->text)
        r->h->text(r->arg, (const char *)s, (size_t)len);
}

static void
on_doctype(void *ctx, const xmlChar *name, const xmlChar *public_id, const xmlChar *system_id)
{
    struct run *r = ctx;
    struct ht_where w = { .file = r->job->name };
    (void)name, (void)public_id, (void)system_id;
    if (r->h->lenient)
        return;
    if (!r->h->quiet)
        ht_find_fail(r->job->diag, &w, HT_D_155, r->part, NULL);
    r->reported = r->stopped = true;
    xml2()->xmlStopParser(r->parser);
}

static void
on_error(void *ctx, const xmlError *e)
{
    struct run *r = ctx;
    if (e->level < XML_ERR_ERROR || r->error.len || e->code == XML_ERR_USER_STOP)
        return;
    r->line = e->line;
    ht_buf_addf(&r->error, "%s", e->message ? e->message : "?");
    ht_buf_cut(&r->error, strcspn(r->error.s, "\n"));
    while (r->error.len && r->error.s[r->error.len - 1] == ' ')
        ht_buf_cut(&r->error, r->error.len - 1);
}

static void
on_error_plain(void *ctx, xmlErrorPtr e)
{
    on_error(ctx, e);
}

static int
on_read(void *ctx, char *p, int n)
{
    struct run *r = ctx;
    if (ht_xml_overfull(r->parser)) {
        if (!r->error.len)
            ht_buf_adds(&r->error, _("a start tag with hundreds of attributes"));
        return 0;
    }
    ptrdiff_t got = r->stopped ? 0 : r->reader(r->from, p, (size_t)n);
    if (got < 0)
        r->reported = true;
    return got < 0 ? -1 : (int)got;
}

static xmlParserCtxtPtr
new_parser(struct run *r)
{
    xmlSAXHandler sax = {
        .initialized = XML_SAX2_MAGIC,
        .startElementNs = on_start,
        .endElementNs = on_end,
        .characters = on_text,
        .ignorableWhitespace = on_text,
        .cdataBlock = on_text,
        .internalSubset = on_doctype,
        .serror = on_error_plain,
    };
    xmlParserCtxtPtr p = xml2()->xmlCreateIOParserCtxt(&sax, r, on_read, NULL, r, XML_CHAR_ENCODING_NONE);
    if (p)
        xml2()->xmlCtxtUseOptions(p, XML_PARSE_NONET);
    return p;
}

static enum ht_rc
verdict(struct run *r)
{
    struct ht_where w = { .file = r->job->name };
    if (r->reported)
        return HT_FAIL;
    if (r->stopped)
        return *r->h->stop;
    if (r->parser && r->parser->wellFormed)
        return HT_OK;
    if (r->h->quiet)
        return HT_FAIL;
    if (!r->error.len)
        ht_buf_adds(&r->error, "?");
    ht_buf_addf(&r->error, " (%s:%d)", r->part, r->line);
    ht_find_fail(r->job->diag, &w, HT_D_154, r->error.s, NULL);
    return HT_FAIL;
}

enum ht_rc
ht_sax_parse(const struct ht_format_job *job, const char *part, ht_sax_reader *reader, void *from,
             const struct ht_sax *h, void *arg)
{
    struct run r = { .job = job, .part = part, .h = h, .arg = arg, .reader = reader, .from = from };
    ht_buf_init(&r.error);
    r.parser = new_parser(&r);
    if (r.parser)
        xml2()->xmlParseDocument(r.parser);
    enum ht_rc rc = verdict(&r);
    if (r.parser) {
        xml2()->xmlFreeDoc(r.parser->myDoc);
        xml2()->xmlFreeParserCtxt(r.parser);
    }
    ht_buf_fini(&r.error);
    return rc;
}

static ptrdiff_t
read_in(void *from, void *p, size_t n)
{
    struct ht_in *in = from;
    size_t have;
    const unsigned char *s = ht_in_peek(in, 1, &have);
    if (!s)
        return -1;
    if (n > have)
        n = have;
    memcpy(p, s, n);
    ht_in_consume(in, n);
    return (ptrdiff_t)n;
}

enum ht_rc
ht_sax_parse_in(const struct ht_format_job *job, const struct ht_sax *h, void *arg)
{
    return ht_sax_parse(job, job->name, read_in, job->in, h, arg);
}

static ptrdiff_t
read_member(void *from, void *p, size_t n)
{
    return ht_zip_read(from, p, n);
}

enum ht_rc
ht_sax_parse_member(const struct ht_format_job *job, struct ht_zip *z, const char *name, const struct ht_sax *h,
                    void *arg)
{
    struct ht_zip_member *m = ht_zip_member(z, name);
    if (!m)
        return HT_FAIL;
    enum ht_rc rc = ht_sax_parse(job, name, read_member, m, h, arg);
    ht_zip_member_close(m);
    return rc;
}

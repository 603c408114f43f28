/* SPDX-License-Identifier: BSD-2-Clause */
/* The reader of canonical XML: driving libxml2 over a stream. */
#include "config.h"
#include "stream/xmlin.h"

#include <libxml/parserInternals.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/lib.h"
#include "base/limits.h"
#include "base/mem.h"
#include "base/prog.h"
#include "base/utf8.h"
#include "stream/xmlin_bound.h"
#include "stream/xmlin_int.h"

#define XML2(X) X(xmlInitParser) X(xmlCreateIOParserCtxt) X(xmlCtxtUseOptions) X(xmlDictLookup) X(xmlParseDocument) \
    X(xmlStopParser) X(xmlFreeParserCtxt)
HT_LIB(xml2, SONAME_LIBXML2, XML2)

void
ht_xml_prepare(void)
{
    xml2()->xmlInitParser();
}

const xmlChar *
ht_xml_intern(struct ht_xml_reader *x, const char *name)
{
    const xmlChar *p = xml2()->xmlDictLookup(x->ctxt->dict, (const xmlChar *)name, -1);
    if (!p)
        ht_oom();
    return p;
}

void
ht_xml_stop(struct ht_xml_reader *x)
{
    x->failed = true;
    if (x->ctxt)
        xml2()->xmlStopParser(x->ctxt);
}

/* ---- failures ---- */

static unsigned long
line_of(const struct ht_xml_reader *x)
{
    return x->ctxt && x->ctxt->input && x->ctxt->input->line > 0 ?
        x->lines_before + (unsigned long)x->ctxt->input->line : 0;
}

static void
report(struct ht_xml_reader *x, enum ht_code code, const char *a, const char *b)
{
    if (x->failed)
        return;
    x->failed = true;
    if (x->quiet)                       /* a slice, which has no input of its own: the whole is read again */
        return;
    struct ht_where w = { .file = ht_in_name(x->in), .line = line_of(x) };
    /* Whatever else is wrong with a stream that was cut off comes from that. */
    ht_find_fail(x->o->diag, &w, x->cut && !x->closed && code != HT_D_004 ? HT_D_002 : code, a, b, NULL);
}

void
ht_xml_fail(struct ht_xml_reader *x, enum ht_code code, const char *a, const char *b)
{
    report(x, code, a, b);
    ht_xml_stop(x);
}

/* "element <x>", cut so that a name of any length fits a message. */
void
ht_xml_fail_name(struct ht_xml_reader *x, enum ht_code code, const char *what, const xmlChar *name)
{
    char text[HT_MAX_NAME + 32];
    snprintf(text, sizeof text, "%s %.*s", what, HT_MAX_NAME, (const char *)name);
    ht_xml_fail(x, code, text, NULL);
}

/* ---- what is refused ---- */

static void
on_doctype(void *arg, const xmlChar *name, const xmlChar *id, const xmlChar *system)
{
    (void)name, (void)id, (void)system;
    ht_xml_fail(arg, HT_D_005, NULL, NULL);
}

static void
on_instruction(void *arg, const xmlChar *target, const xmlChar *data)
{
    (void)data;
    ht_xml_fail_name(arg, HT_D_008, _("processing instruction"), target);
}

static void
on_error(void *arg, xmlErrorPtr e)
{
    struct ht_xml_reader *x = arg;             /* libxml2 hands serror the user data, not the context */
    if (x->failed || e->level < XML_ERR_ERROR)
        return;
    if (e->code == XML_ERR_NO_MEMORY)
        ht_oom();
    /* libxml2's messages end in a line feed; the bytes that some show in a second line are no help to a clerk. */
    struct ht_buf text = HT_BUF_INIT;
    ht_buf_adds(&text, e->message ? e->message : "?");
    ht_buf_cut(&text, strcspn(text.s, "\n"));
    while (text.len && (unsigned char)text.s[text.len - 1] <= ' ')
        ht_buf_cut(&text, text.len - 1);
    ht_xml_fail(x, HT_D_006, text.s, NULL);
    ht_buf_fini(&text);
}

/* ---- the stream ---- */

/* The input is at its end: it was cut off unless it ends in the end tag of the root. */
static void
note_end(struct ht_xml_reader *x, const unsigned char *s, size_t n)
{
    static const char end[] = "hoTich>";
    struct ht_buf b = HT_BUF_INIT;
    ht_buf_add(&b, x->tail, strlen(x->tail));
    ht_buf_add(&b, (const char *)s, n);
    while (b.len && (unsigned char)b.s[b.len - 1] <= ' ')
        ht_buf_cut(&b, b.len - 1);
    x->cut = b.len < sizeof end - 1 || memcmp(b.s + b.len - (sizeof end - 1), end, sizeof end - 1);
    ht_buf_fini(&b);
}

/* Gives libxml2 N bytes, or a few less: it takes a character that is split between two reads for a broken one. */
static size_t
hand_over(struct ht_xml_reader *x, char *to, const char *s, size_t n)
{
    size_t whole = ht_utf8_cut(s, n);
    n = whole ? whole : n;
    memcpy(to, s, n);
    size_t keep = n < sizeof x->tail - 1 ? n : sizeof x->tail - 1;
    memcpy(x->tail, s + n - keep, keep);
    x->tail[keep] = '\0';
    return n;
}

static int
on_read(void *arg, char *to, int want)
{
    struct ht_xml_reader *x = arg;
    size_t avail;
    if (ht_xml_overfull(x->ctxt)) {     /* -1 stops the parser, which must not be stopped while it reads */
        report(x, HT_D_008, _("a start tag with hundreds of attributes"), NULL);
        return -1;
    }
    if (x->ahead_len && !x->failed) {
        size_t n = hand_over(x, to, x->ahead, x->ahead_len < (size_t)want ? x->ahead_len : (size_t)want);
        x->ahead += n;
        x->ahead_len -= n;
        return (int)n;
    }
    if (x->quiet)
        return 0;
    /* All that is wanted, if it is there: libxml2 takes a short read for the end of a token. */
    const unsigned char *s = x->failed ? NULL : ht_in_peek(x->in, (size_t)want, &avail);
    if (!s) {
        x->failed = true;               /* reported by base/io */
        return -1;
    }
    if (avail && avail < (size_t)want)
        note_end(x, s, avail);
    if (!avail) {
        note_end(x, s, 0);
        return 0;
    }
    size_t n = hand_over(x, to, (const char *)s, avail < (size_t)want ? avail : (size_t)want);
    ht_in_consume(x->in, n);
    return (int)n;
}

void
ht_xml_parse(struct ht_xml_reader *x)
{
    xmlSAXHandler sax;
    memset(&sax, 0, sizeof sax);
    sax.initialized = XML_SAX2_MAGIC;
    sax.startElementNs = ht_xml_on_start;
    sax.endElementNs = ht_xml_on_end;
    sax.characters = ht_xml_on_text;
    sax.ignorableWhitespace = ht_xml_on_text;
    sax.cdataBlock = ht_xml_on_text;
    sax.internalSubset = on_doctype;
    sax.externalSubset = on_doctype;
    sax.processingInstruction = on_instruction;
    sax.serror = on_error;
    x->ctxt = xml2()->xmlCreateIOParserCtxt(&sax, x, on_read, NULL, x, XML_CHAR_ENCODING_NONE);
    if (!x->ctxt) {
        if (!x->failed)
            ht_oom();
        return;
    }
    xml2()->xmlCtxtUseOptions(x->ctxt, XML_PARSE_NONET);
    ht_xml_intern_names(x);
    xml2()->xmlParseDocument(x->ctxt);
    if (!x->failed && !x->quiet && (!x->trailer || !x->closed))
        ht_xml_fail(x, HT_D_002, NULL, NULL);
    xml2()->xmlFreeParserCtxt(x->ctxt);
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

struct ht_xml_reader *
ht_xml_reader_new(struct ht_in *in, struct ht_stage *first, const struct ht_xmlin_opts *o)
{
    struct ht_xml_reader *x = ht_calloc(1, sizeof *x);
    x->in = in;
    x->first = first;
    x->o = o;
    ht_record_init(&x->rec);
    ht_buf_init(&x->text);
    return x;
}

void
ht_xml_reader_free(struct ht_xml_reader *x)
{
    ht_record_fini(&x->rec);
    ht_buf_fini(&x->text);
    free(x);
}

enum ht_rc
ht_xmlin_read(struct ht_in *in, struct ht_stage *first, const struct ht_xmlin_opts *o)
{
    if (look_first(in, o->diag))
        return HT_FAIL;
    struct ht_xml_reader *x = ht_xml_reader_new(in, first, o);
    struct ht_buf held = HT_BUF_INIT;
    enum ht_rc rc = HT_OK;
    if (o->jobs > 1)
        rc = ht_xml_slices(x, o->jobs, &held);
    if (rc == HT_OK && !o->no_scan)
        rc = ht_xml_scan_input(x);
    if (rc == HT_OK && !x->closed) {
        ht_xml_parse(x);
        rc = x->failed ? HT_FAIL : HT_OK;
    }
    ht_buf_fini(&held);
    if (o->done && rc == HT_OK)
        o->done(o->arg, in, x->n);
    ht_xml_reader_free(x);
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

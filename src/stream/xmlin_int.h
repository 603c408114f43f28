/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * The inside of the reader of canonical XML: xmlscan.c reads what is as the writer wrote it; all else xmlin.c hands to
 * libxml2, which is loaded for that, and whose events xmlread.c and xmlleaf.c turn into records; xmlslice.c has several
 * threads do both with slices of one stream.
 */
#ifndef HT_STREAM_XMLIN_INT_H
#define HT_STREAM_XMLIN_INT_H

#include <libxml/parser.h>

#include "base/buf.h"
#include "model/finding.h"
#include "stream/xmlin.h"
#include "stream/xmltypes.h"

enum ht_xml_level { OUTSIDE, ROOT, RECORD, LEAF };     /* depth of the element that is open */

struct ht_xml_reader {
    xmlParserCtxtPtr ctxt;
    struct ht_in *in;
    struct ht_stage *first;
    const struct ht_xmlin_opts *o;
    struct ht_record rec;
    enum ht_xml_level level;
    int field;                          /* of the open LEAF; -1: cotKhac, -2: diag, -3: het */
    int after;                          /* the last field of the record, -1: none yet */
    enum { FIELDS, EXTRAS, FINDINGS } part;
    struct ht_buf text;
    struct ht_extra *extra;             /* the open one */
    uint64_t n;                         /* records so far */
    bool trailer, closed, failed;
    char tail[32];                      /* the last bytes that were read */
    bool cut;                           /* the input ended, and not with the end tag of the root */
    const char *ahead;                  /* text that comes before what IN still has; borrowed */
    size_t ahead_len;
    unsigned long lines_before;         /* lines of the input that the parser did not see */
    bool quiet;                         /* reads a slice: IN is NULL, failures are not reported */
    /* libxml2 keeps one copy of every name, so names are compared as pointers. */
    const xmlChar *known[HT_NREG][HT_MAX_FIELDS];
    const xmlChar *element[HT_NREG];
    const xmlChar *attr[HT_NATTR], *rattr[HT_NRATTR];
    const xmlChar *n_cot_khac, *n_diag, *n_het, *n_ho_tich, *n_uri;
};

/* Reports CODE at the reader's place and stops the parser; later calls say nothing. */
void ht_xml_fail(struct ht_xml_reader *x, enum ht_code code, const char *a, const char *b);
/* The same about WHAT, "element", and a NAME of any length. */
void ht_xml_fail_name(struct ht_xml_reader *x, enum ht_code code, const char *what, const xmlChar *name);

/* Loads libxml2; call before several threads may need it. */
void ht_xml_prepare(void);
/* Nothing more shall come. */
void ht_xml_stop(struct ht_xml_reader *x);
/* The parser's own copy of NAME. */
const xmlChar *ht_xml_intern(struct ht_xml_reader *x, const char *name);

struct ht_xml_reader *ht_xml_reader_new(struct ht_in *in, struct ht_stage *first, const struct ht_xmlin_opts *o);
void ht_xml_reader_free(struct ht_xml_reader *x);

/* Parses what X has ahead and then its input. */
void ht_xml_parse(struct ht_xml_reader *x);

/* Reads the records at the beginning of S as far as they are as the writer writes them and hands them on; returns how
 * many bytes that were.  X has failed if a stage did. */
size_t ht_xml_scan(struct ht_xml_reader *x, const char *s, size_t len);

/* The same with X's input, from its head or from behind the slices on.  X is closed if that was all of the stream;
 * else the rest is left for ht_xml_parse(), its head in X->ahead.  HT_FAIL after a failed read or stage. */
enum ht_rc ht_xml_scan_input(struct ht_xml_reader *x);

/* X->rec is complete: counts it and hands it on. */
void ht_xml_end_record(struct ht_xml_reader *x);

extern const enum ht_xml_type ht_xml_attr_types[HT_NATTR];
int ht_xml_severity(const char *s, size_t len);         /* enum ht_sev, -1: none of that name */

/*
 * Reads records of X's input on JOBS threads (this one included) and hands them on in their order, as far as the stream
 * is in the canonical form.  What follows is left for ht_xml_scan_input(), or, where a slice is not as it should be,
 * for ht_xml_parse(), part of it in X->ahead, who also reports what is wrong with it.  HT_FAIL after a failed read or
 * stage.  HELD keeps the text that X->ahead borrows.
 */
enum ht_rc ht_xml_slices(struct ht_xml_reader *x, unsigned jobs, struct ht_buf *held);

/* Call when the parser exists, before it runs. */
void ht_xml_intern_names(struct ht_xml_reader *x);

struct ht_xml_sax_attr {                /* one of libxml2's groups of five pointers */
    const xmlChar *name, *prefix, *uri, *value, *end;
};

/* Puts A into LIST if it is one of NAMES and of its type (TYPES may be NULL); else reports and is false. */
bool ht_xml_take_attr(struct ht_xml_reader *x, const struct ht_xml_sax_attr *a, struct ht_attr **list,
                      const xmlChar *const *names, unsigned nnames, const enum ht_xml_type *types);

/* Start tags of elements without children, and the end of any of them. */
void ht_xml_start_field(struct ht_xml_reader *x, int field, const struct ht_xml_sax_attr *a, int n);
void ht_xml_start_extra(struct ht_xml_reader *x, const struct ht_xml_sax_attr *a, int n);
void ht_xml_start_finding(struct ht_xml_reader *x, const struct ht_xml_sax_attr *a, int n);
void ht_xml_start_trailer(struct ht_xml_reader *x, const struct ht_xml_sax_attr *a, int n);
void ht_xml_end_leaf(struct ht_xml_reader *x);

/* SAX2 events; ARG is the reader. */
void ht_xml_on_start(void *arg, const xmlChar *name, const xmlChar *prefix, const xmlChar *uri, int nb_ns,
                     const xmlChar **ns, int nattrs, int ndefaulted, const xmlChar **attrs);
void ht_xml_on_end(void *arg, const xmlChar *name, const xmlChar *prefix, const xmlChar *uri);
void ht_xml_on_text(void *arg, const xmlChar *s, int len);

#endif

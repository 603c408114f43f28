/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * XML of source files, by libxml2's SAX2: nothing is loaded from elsewhere, a DOCTYPE is refused, memory stays flat.
 * Element names come without their prefix.
 */
#ifndef HT_FORMATS_SAX_H
#define HT_FORMATS_SAX_H

#include <stdbool.h>
#include <stddef.h>

#include "formats/format.h"
#include "formats/zip.h"

/* Attributes of one element: libxml2's array of name, prefix, URI, value and its end. */
struct ht_sax_attrs {
    const unsigned char **v;
    int n;
};

/* The attribute NAME (without prefix) whose namespace name ends in NS (NULL: any); NULL if there is none.  The value
 * is not NUL-terminated; *LEN is its length. */
const char *ht_sax_attr_ns(const struct ht_sax_attrs *a, const char *name, const char *ns, size_t *len);
static inline const char *
ht_sax_attr(const struct ht_sax_attrs *a, const char *name, size_t *len)
{
    return ht_sax_attr_ns(a, name, NULL, len);
}
/* A copy of the attribute's value, "" if it is not there. */
char *ht_sax_attr_dup(const struct ht_sax_attrs *a, const char *name);
/* True if the attribute is there and is WANT. */
bool ht_sax_attr_is(const struct ht_sax_attrs *a, const char *name, const char *want);
/* The attribute as a whole number, or OTHERWISE; at most 9 digits count. */
unsigned long ht_sax_number(const struct ht_sax_attrs *a, const char *name, unsigned long otherwise);

struct ht_sax {
    void (*start)(void *arg, const char *name, const struct ht_sax_attrs *a);   /* the three may be NULL */
    void (*end)(void *arg, const char *name);
    void (*text)(void *arg, const char *s, size_t len);
    enum ht_rc *stop;                   /* parsing ends when this is not HT_OK; NULL: never */
    unsigned long *line;                /* gets the line of every element's start; NULL: not wanted */
    bool quiet;                         /* a look at a beginning: errors are not reported */
    bool lenient;                       /* a DOCTYPE is passed over (hOCR has one), its entities stay unknown */
};

/* Where bytes come from: up to N into P; 0 at the end, -1 after reporting. */
typedef ptrdiff_t ht_sax_reader(void *from, void *p, size_t n);

/* Parses PART of JOB's file.  HT_OK, what *STOP is, or HT_FAIL after reporting. */
enum ht_rc ht_sax_parse(const struct ht_format_job *job, const char *part, ht_sax_reader *reader, void *from,
                        const struct ht_sax *h, void *arg);
/* The whole of JOB's input. */
enum ht_rc ht_sax_parse_in(const struct ht_format_job *job, const struct ht_sax *h, void *arg);
/* A member of a container. */
enum ht_rc ht_sax_parse_member(const struct ht_format_job *job, struct ht_zip *z, const char *name,
                               const struct ht_sax *h, void *arg);

#endif

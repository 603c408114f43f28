/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * Canonical XML out.  Same records, same bytes: UTF-8, LF, one field per line, schema order, no indentation,
 * absent fields left out; escapes are & < > in content, & < > " in attributes, and character references for
 * CR everywhere, LF everywhere, TAB in attributes.
 */
#ifndef HT_STREAM_XMLOUT_H
#define HT_STREAM_XMLOUT_H

#include "base/io.h"
#include "model/record.h"
#include "stream/stage.h"

/* What every document begins with. */
#define HT_XML_HEAD "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<hoTich xmlns=\"urn:hotich:1\" v=\"1\">\n"
#define HT_XML_HEAD_LINES 2
/* What every document ends with, for printf: the number of records, an unsigned long long. */
#define HT_XML_END "<het n=\"%llu\"/>\n</hoTich>\n"

void ht_xml_head(struct ht_out *out);
void ht_xml_record(struct ht_out *out, const struct ht_record *r);
void ht_xml_trailer(struct ht_out *out, uint64_t n);

/* Content or attribute text with its escapes. */
void ht_xml_text(struct ht_out *out, const char *s, size_t len);
void ht_xml_attr_text(struct ht_out *out, const char *s, size_t len);

/* A last stage that writes to OUT, which stays the caller's.  The trailer is written at the end of a good
 * stream only; the count is in *N, which may be NULL. */
struct ht_stage *ht_xmlout_new(struct ht_out *out, uint64_t *n);

#endif

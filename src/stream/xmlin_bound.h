/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * A bound that libxml2 lacks: it compares each attribute and each namespace of a start tag with all before it, so that
 * two megabytes of them keep it busy for minutes.  Whoever feeds it asks before every read.
 */
#ifndef HT_STREAM_XMLIN_BOUND_H
#define HT_STREAM_XMLIN_BOUND_H

#include <libxml/parser.h>
#include <stdbool.h>

#include "base/limits.h"

/* True if a start tag had more than about HT_MAX_ATTRIBUTES so far.  libxml2 keeps five pointers for each, and the
 * lists only grow. */
static inline bool
ht_xml_overfull(xmlParserCtxtPtr p)
{
    return p && (p->maxatts > 5 * HT_MAX_ATTRIBUTES || p->nsMax > HT_MAX_ATTRIBUTES);
}

#endif

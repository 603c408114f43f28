/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * Types of attribute values: the reader checks what the generated schemas say, from the same table.
 * HT_XML_TYPES(X): X(id, name in the schemas)
 */
#ifndef HT_STREAM_XMLTYPES_H
#define HT_STREAM_XMLTYPES_H

#include <stdbool.h>
#include <stddef.h>

#define HT_XML_TYPES(X) \
    X(STRING,    "string")      /* anything */ \
    X(NMTOKEN,   "NMTOKEN")     /* one word of name characters */ \
    X(NMTOKENS,  "NMTOKENS")    /* such words, blanks between them */ \
    X(PERCENT,   "percent")     /* 0 to 100 */ \
    X(STATE,     "state")       /* blank, unreadable, inferred */ \
    X(DIAG_CODE, "diagCode")    /* HT and three digits */ \
    X(COUNT,     "count")       /* up to 18 digits */

enum ht_xml_type {
#define X(id, name) HT_XML_##id,
    HT_XML_TYPES(X)
#undef X
};

bool ht_xml_type_ok(enum ht_xml_type type, const char *s, size_t len);

extern const char *const ht_xml_states[];       /* NULL-terminated */

#endif

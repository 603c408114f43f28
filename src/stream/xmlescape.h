/* SPDX-License-Identifier: BSD-2-Clause */
/* What canonical XML writes for a byte that content or an attribute cannot hold as it is; for its writer and its
 * quick reader. */
#ifndef HT_STREAM_XMLESCAPE_H
#define HT_STREAM_XMLESCAPE_H

#include <endian.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

struct ht_xml_escape {
    unsigned char c;                    /* 0: the end of the table */
    bool attr_only;                     /* content holds it as it is */
    unsigned char len;
    const char *s;
};
extern const struct ht_xml_escape ht_xml_escapes[];

#define HT_XML_EVERY(c) (0x0101010101010101u * (unsigned char)(c))

/* The highest bit of each byte of W that is zero; the usual trick, exact up to the first (lowest) one: it borrows from
 * the bytes above. */
static inline uint64_t
ht_xml_has_zero(uint64_t w)
{
    return (w - HT_XML_EVERY(1)) & ~w & HT_XML_EVERY(0x80);
}

/* The same of the eight bytes at S for control characters, & and ", < and >: of each pair one bit is ignored. */
static inline uint64_t
ht_xml_needs_look(const char *s)
{
    uint64_t w;
    memcpy(&w, s, 8);
    w = le64toh(w);
    uint64_t control = (w - HT_XML_EVERY(0x20)) & ~w & HT_XML_EVERY(0x80);
    return control | ht_xml_has_zero((w & ~HT_XML_EVERY('&' ^ '"')) ^ HT_XML_EVERY('"')) |
           ht_xml_has_zero((w & ~HT_XML_EVERY('<' ^ '>')) ^ HT_XML_EVERY('<'));
}

/* Length of the beginning of S that needs no escape.  Control characters, & < > and " stop it; a tab or quote
 * that content may hold stops it too and is then copied by itself. */
static inline size_t
ht_xml_plain_run(const char *s, size_t len)
{
    size_t i = 0;
    for (; len - i >= 8; i += 8) {
        uint64_t look = ht_xml_needs_look(s + i);
        if (look)
            return i + (size_t)__builtin_ctzll(look) / 8;
    }
    if (len >= 8 && !ht_xml_needs_look(s + len - 8))
        return len;                     /* the last eight, some of them for a second time */
    for (; i < len; i++) {
        unsigned char c = (unsigned char)s[i];
        if (c < 0x20 || c == '&' || c == '<' || c == '>' || c == '"')
            break;
    }
    return i;
}

#endif

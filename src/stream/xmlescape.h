/* SPDX-License-Identifier: BSD-2-Clause */
/* What canonical XML writes for a byte that content or an attribute cannot hold as it is; for its writer and its
 * quick reader. */
#ifndef HT_STREAM_XMLESCAPE_H
#define HT_STREAM_XMLESCAPE_H

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

/* Non-zero if one of the eight bytes of W is zero; the usual trick, exact as a yes or no. */
static inline uint64_t
ht_xml_has_zero(uint64_t w)
{
    return (w - HT_XML_EVERY(1)) & ~w & HT_XML_EVERY(0x80);
}

/* Non-zero if one of the eight bytes at S is a control character, & or ", < or >: of each pair one bit is ignored. */
static inline uint64_t
ht_xml_needs_look(const char *s)
{
    uint64_t w;
    memcpy(&w, s, 8);
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
    while (len - i >= 8 && !ht_xml_needs_look(s + i))
        i += 8;
    if (len >= 8 && len - i < 8 && !ht_xml_needs_look(s + len - 8))
        return len;                     /* the last eight, some of them for a second time */
    for (; i < len; i++) {
        unsigned char c = (unsigned char)s[i];
        if (c < 0x20 || c == '&' || c == '<' || c == '>' || c == '"')
            break;
    }
    return i;
}

#endif

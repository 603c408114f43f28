/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * Inside text/charset: what a set is made of.  Nobody else includes this.
 *
 * A set belongs to a class, which decodes and encodes.  The class "table" is driven by arrays that
 * charset_tab.awk makes of data/charset/NAME.tsv.
 */
#ifndef HT_TEXT_CHARSET_INT_H
#define HT_TEXT_CHARSET_INT_H

#include <stdint.h>

#include "text/charset.h"

/* Up to three bytes and how they count.  In a decoding table: UTF-8, and n holds the flags below; in an
 * encoding table: the set's bytes, and n is their number, 0 if the set lacks the character. */
struct ht_seq {
    uint8_t s[3], n;
};

enum ht_seq_flags {
    HT_SEQ_BACK = 3,                    /* so many bytes of output, the base letter, are replaced */
    HT_SEQ_LEAD = 8, HT_SEQ_SECOND = 16,        /* row 0: can start a pair, can end one */
    HT_SEQ_SPECIAL = 32,                /* undefined, not for XML, or a combining mark */
    HT_SEQ_LEN_SHIFT = 6                /* above: bytes in s; at the top, where they cost the quick path least */
};

static inline size_t
ht_seq_len(const struct ht_seq *e)
{
    return e->n >> HT_SEQ_LEN_SHIFT;
}

struct ht_long {                        /* three bytes that make one character */
    uint8_t in[3];
    struct ht_seq out;
};

struct ht_table {
    const struct ht_seq (*two)[256];    /* [class of the byte before][byte]; row 0: the byte alone */
    const uint8_t *lead;                /* class of each byte that can start a pair, 0: none; or NULL */
    const struct ht_long *three;        /* sorted by in */
    size_t nthree;
    const uint8_t *page;                /* encoding: [c >> 6] is the row of code … */
    const struct ht_seq (*code)[64];    /* … where [c & 63] is the character */
    bool ascii;                         /* 20-7F always mean themselves */
    bool rare;                          /* pairs are only other spellings: few will come */
    bool fast;                          /* looking one byte back decides, but where there is a special */
};

/* What a decoder is given.  WIDE is NULL for the door of bytes, otherwise the character that each byte was
 * found as. */
struct ht_bytes {
    const unsigned char *s;
    size_t len;
    const uint16_t *wide;
    bool plain;                         /* for a text file: control characters stay */
};

struct ht_cs_class {
    bool text;                          /* ASCII marks in UTF-8 text: no widened bytes to look for */
    void (*decode)(const struct ht_charset *cs, const struct ht_bytes *in, struct ht_buf *out,
                   struct ht_decoded *res);
    void (*encode)(const struct ht_charset *cs, const char *s, size_t len, struct ht_buf *out,
                   struct ht_encoded *res);
};

struct ht_charset {
    const char *name, *aliases;
    const struct ht_cs_class *cls;
    const struct ht_table *table;
};

extern const struct ht_cs_class ht_cs_table, ht_cs_iconv, ht_cs_utf8, ht_cs_utf16le, ht_cs_utf16be, ht_cs_utf16,
    ht_cs_composite, ht_cs_nfd, ht_cs_ncr_dec, ht_cs_ncr_hex, ht_cs_c_escape, ht_cs_html, ht_cs_viqr,
    ht_cs_viqr_star;

/* The longest character of IN at byte I by the table's rows: its entry, and its length in *USED. */
const struct ht_seq *ht_table_longest(const struct ht_table *t, const struct ht_bytes *in, size_t i, size_t *used);

/* The bytes for character C; n = 0 if the set lacks it. */
static inline const struct ht_seq *
ht_table_code(const struct ht_table *t, uint32_t c)
{
    return &t->code[c < 0x10000 ? t->page[c >> 6] : 0][c & 63];     /* row 0 is empty */
}

/* True if the system's iconv knows CS (of the class iconv). */
bool ht_cs_iconv_has(const struct ht_charset *cs);

/* Appends byte I of IN as it was found and counts it. */
void ht_cs_keep(const struct ht_bytes *in, size_t i, struct ht_buf *out, struct ht_decoded *res);

/* Appends character C, and counts it if XML cannot hold it; then it is appended only if IN is plain. */
void ht_cs_put(const struct ht_bytes *in, uint32_t c, struct ht_buf *out, struct ht_decoded *res);

/* Brings what OUT holds from START on into NFC. */
void ht_cs_compose(struct ht_buf *out, size_t start);

/* True if XML 1.0 can hold C (2.2, production Char). */
static inline bool
ht_cs_xml_char(uint32_t c)
{
    return c >= 0x20 ? c != 0xfffe && c != 0xffff : c == '\t' || c == '\n' || c == '\r';
}

#endif

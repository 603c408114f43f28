/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * Text input as UTF-8 or one-byte text: the byte order mark is dropped and UTF-16 becomes UTF-8, so that line
 * splitters and libcsv see bytes in which a comma is a comma.
 */
#ifndef HT_FORMATS_UTF16_H
#define HT_FORMATS_UTF16_H

#include "base/buf.h"
#include "base/io.h"
#include "text/charset.h"

enum ht_wide { HT_NARROW, HT_UTF8_BOM, HT_UTF16LE, HT_UTF16BE };

/* What the first N bytes say: a mark, or UTF-16's pattern of zero bytes.  *MARK is the mark's length. */
enum ht_wide ht_wide_detect(const unsigned char *s, size_t n, size_t *mark);

/* The same, where the user says that the text is in GIVEN, which may be NULL.  A mark counts for more than UTF-16LE
 * or UTF-16BE, and so do bytes without a single zero: text of two-byte units is never that. */
enum ht_wide ht_wide_as(const struct ht_charset *given, const unsigned char *s, size_t n, size_t *mark);

struct ht_text_in {
    struct ht_in *in;
    const struct ht_charset *given;     /* --encoding, or NULL */
    enum ht_wide wide;
    struct ht_buf text;                 /* UTF-8 made of the current block */
    unsigned char half[4];              /* bytes of a character that the next block completes */
    size_t nhalf;
    bool begun;
};

void ht_text_in_init(struct ht_text_in *t, struct ht_in *in, const struct ht_charset *given);
void ht_text_in_fini(struct ht_text_in *t);

/* The next block of text.  HT_OK, HT_EOF, HT_FAIL.  Lone surrogates become U+FFFD. */
enum ht_rc ht_text_block(struct ht_text_in *t, const char **s, size_t *len);

#endif

/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * Character sets of Vietnamese ledgers: bytes to NFC UTF-8 and back.
 *
 * One row of charsets.def and one table in data/charset/ per set; what iconv does rightly goes through
 * iconv.  A set is decoded through a door: from bytes, or from Unicode text whose characters are widened
 * bytes (a program that did not know the set decoded it as CP1252, CP437 …).
 */
#ifndef HT_TEXT_CHARSET_H
#define HT_TEXT_CHARSET_H

#include <stdbool.h>
#include <stddef.h>

#include "base/buf.h"

struct ht_charset;
struct ht_diag;

/* By name or alias, case and punctuation ignored; NULL if unknown. */
const struct ht_charset *ht_charset_find(const char *name);
const char *ht_charset_name(const struct ht_charset *cs);       /* canonical name, static */
/* The I-th set, NULL behind the last one (for --help and the manual). */
const struct ht_charset *ht_charset_at(size_t i);

enum ht_door { HT_DOOR_BYTES, HT_DOOR_TEXT };

struct ht_decoded {
    size_t bad;                         /* bytes (characters) that the set does not have: kept, widened */
    size_t controls;                    /* control characters that XML cannot hold: left out */
};

/*
 * Decodes LEN bytes at S and appends NFC UTF-8.  HT_DOOR_TEXT: S is well-formed UTF-8 holding widened
 * bytes; characters that are no widened byte pass as they are.  The output is well-formed, in NFC, and free
 * of characters that XML 1.0 cannot hold.
 */
void ht_charset_decode(const struct ht_charset *cs, enum ht_door door, const char *s, size_t len,
                       struct ht_buf *out, struct ht_decoded *res);

/* Encodes well-formed UTF-8; what the set lacks becomes '?' and is counted in the return value. */
size_t ht_charset_encode(const struct ht_charset *cs, const char *s, size_t len, struct ht_buf *out);

#endif

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
#include <stdint.h>

#include "base/buf.h"

struct ht_charset;

/* By name or alias, case and punctuation ignored; NULL if unknown, or if it is a set that goes through iconv
 * and this system's iconv lacks it. */
const struct ht_charset *ht_charset_find(const char *name);
const char *ht_charset_name(const struct ht_charset *cs);       /* canonical name, static */
const char *ht_charset_aliases(const struct ht_charset *cs);    /* separated by blanks, "" if none */
/* The I-th set, NULL behind the last one (for --help and the manual). */
const struct ht_charset *ht_charset_at(size_t i);
/* The place of CS among them. */
size_t ht_charset_number(const struct ht_charset *cs);

/* The set that a byte order mark at S announces, NULL if there is none; *SKIP gets the mark's length. */
const struct ht_charset *ht_charset_bom(const char *s, size_t len, size_t *skip);

/* True if bytes 20-7F always mean themselves in CS. */
bool ht_charset_keeps_ascii(const struct ht_charset *cs);

/* Bytes of one unit of text: 2 for UTF-16, otherwise 1. */
size_t ht_charset_unit(const struct ht_charset *cs);

/* The largest place in the N bytes at S before which they can be cut, so that the two parts decode to what the
 * whole decodes to; more than N / 2 unless the text is no text.  N if there is no such place. */
size_t ht_charset_cut(const struct ht_charset *cs, const char *s, size_t n);

enum ht_door {
    HT_DOOR_BYTES,                      /* the bytes themselves */
    HT_DOOR_TEXT,                       /* characters that are bytes widened by Windows-1252 or Latin-1 */
    HT_DOOR_TEXT2,                      /* the same, and UTF-8 was widened on the way: encoded once too often */
    HT_DOOR_CP1258,                     /* widened by Windows-1258, composed or not */
    HT_DOOR_CP437,
    HT_DOOR_CP850,
    HT_DOOR_MACROMAN,
    HT_DOORS
};

/* "bytes", "CP1252", "UTF-8+CP1252", "CP1258" …: static, never translated. */
const char *ht_door_name(enum ht_door door);

struct ht_decoded {
    size_t bad;                         /* bytes (characters) that the set does not have: kept, widened */
    size_t controls;                    /* control characters that XML cannot hold: left out, but of a text file */
};

/*
 * Decodes LEN bytes at S and appends NFC UTF-8.  All doors but HT_DOOR_BYTES: S is well-formed UTF-8 holding
 * widened bytes; characters that are no widened byte pass as they are.  The output is well-formed, in NFC, and
 * free of characters that XML 1.0 cannot hold.  U+00AD is a byte like any other (ư in TCVN3).
 * *RES is set, not added to; RES may be NULL.
 */
void ht_charset_decode(const struct ht_charset *cs, enum ht_door door, const char *s, size_t len,
                       struct ht_buf *out, struct ht_decoded *res);

/* The same for a plain text file, which may hold what XML cannot: control characters stay. */
void ht_charset_decode_plain(const struct ht_charset *cs, enum ht_door door, const char *s, size_t len,
                             struct ht_buf *out, struct ht_decoded *res);

struct ht_encoded {
    size_t lacking;                     /* characters that the set does not have: written as '?' */
    size_t cased;                       /* written in the other case, the only one there (TCVN3: ễ for Ễ) */
    uint32_t first;                     /* the first lacking character, 0 if none */
};

/* Encodes well-formed UTF-8; what the set lacks becomes '?' and is counted in the return value. */
size_t ht_charset_encode(const struct ht_charset *cs, const char *s, size_t len, struct ht_buf *out);

/* The same with more to say; *RES is set, not added to. */
void ht_charset_encode_counted(const struct ht_charset *cs, const char *s, size_t len, struct ht_buf *out,
                               struct ht_encoded *res);

#endif

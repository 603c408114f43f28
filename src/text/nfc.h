/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * Unicode Normalization Form C (UAX #15).
 *
 * Nearly all text already is in NFC, so a quick check over the bytes comes first and utf8proc is called only
 * for the rest.
 */
#ifndef HT_TEXT_NFC_H
#define HT_TEXT_NFC_H

#include <stdbool.h>
#include <stddef.h>

#include "base/buf.h"

/* True if well-formed S is certainly in NFC.  False means: perhaps not. */
bool ht_nfc_quick(const char *s, size_t n);

/* Appends S (well-formed UTF-8) in NFC to OUT.  Returns true if that differs from S. */
bool ht_nfc(struct ht_buf *out, const char *s, size_t n);

/* True if S is made only of printable ASCII and letters of the Vietnamese blocks, as most cells are: then it is
 * well-formed, in NFC, and XML can hold it.  One pass; false means: look closer. */
bool ht_text_plain(const char *s, size_t n);

#endif

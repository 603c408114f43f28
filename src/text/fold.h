/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * Case, folding and order of Vietnamese text, the same on every machine: nothing here asks the locale.
 * All functions take well-formed NFC UTF-8 and append to OUT; letters beyond Vietnamese (Ê Đê, Chăm, Latin
 * Extended) are handled by Unicode's simple case mappings.
 */
#ifndef HT_TEXT_FOLD_H
#define HT_TEXT_FOLD_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/buf.h"

uint32_t ht_lower_char(uint32_t c);
uint32_t ht_upper_char(uint32_t c);
bool ht_is_letter(uint32_t c);          /* letters and combining marks of any script */
bool ht_is_upper(uint32_t c);
bool ht_is_space(uint32_t c);           /* blanks of every width, NBSP, tab, line ends */

void ht_lower(struct ht_buf *out, const char *s, size_t n);
void ht_upper(struct ht_buf *out, const char *s, size_t n);

/* The search key: lower case, no diacritics (đ → d), every run of anything that is not a letter or a digit
 * one blank, none at the ends.  "Nguyễn Văn Ân" → "nguyen van an". */
void ht_fold(struct ht_buf *out, const char *s, size_t n);

/* The same into a fixed array, cut off at CAP - 1 bytes, NUL-terminated; returns the length. */
size_t ht_fold_to(char *out, size_t cap, const char *s, size_t n);

/* The base letter of a Vietnamese letter (ế → e, Đ → D), or C itself. */
uint32_t ht_base_letter(uint32_t c);

/* Order of the Vietnamese dictionary (a ă â b c d đ …, then tones ngang huyền hỏi ngã sắc nặng). */
int ht_vi_compare(const char *a, size_t na, const char *b, size_t nb);

#endif

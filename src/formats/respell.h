/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * Words that recognition spelt in a way that Vietnamese does not: which they are, and what they may have been.
 *
 * Recognition most often loses or mistakes a mark, or takes a letter for one like it.  A word that is no syllable and
 * in no list of names is tried with each of its letters changed so; the likeliest outcome is a hint for a person.
 */
#ifndef HT_FORMATS_RESPELL_H
#define HT_FORMATS_RESPELL_H

#include <stdbool.h>

#include "base/buf.h"

struct ht_respell;

struct ht_respell *ht_respell_new(void);
void ht_respell_free(struct ht_respell *r);             /* NULL is fine */

/* True if every word of S can be one: a syllable, a known name, a number, an abbreviation in capitals. */
bool ht_respell_words(struct ht_respell *r, const char *s, size_t len);

/* S with every odd word replaced by the likeliest one near it, into OUT. */
void ht_respell(struct ht_respell *r, const char *s, size_t len, struct ht_buf *out);

#endif

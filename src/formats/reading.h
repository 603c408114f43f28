/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * May a reading be believed?  What a picture was read as is held against what a field of its kind can be.
 *
 * Nothing is ever corrected here.  The outcome is a finding's code for readings that a person has to compare with the
 * picture, and perhaps a hint.  Recognition is as sure of itself where it is wrong: dates and numbers need a second
 * witness (two readings that agree, or the same date in words), whatever the confidence.
 */
#ifndef HT_FORMATS_READING_H
#define HT_FORMATS_READING_H

#include "formats/page.h"

struct ht_reader;

/* LISTS: the directory of the code lists.  NULL after reporting. */
struct ht_reader *ht_reader_new(const char *lists, struct ht_diag *d);
void ht_reader_free(struct ht_reader *r);               /* NULL is fine */

struct ht_verdict {
    int code;                           /* enum ht_code under which a person has to look; 0: the reading stands */
    struct ht_buf suggest;              /* a hint; empty: none */
};

/* Judges field FIELD of F, which is there. */
void ht_reading_judge(struct ht_reader *r, const struct ht_page_fields *f, int field, struct ht_verdict *v);

/* True if TEXT is what values of FIELD usually look like, as far as its kind and lists tell: for choosing among
 * readings. */
bool ht_reader_likes(struct ht_reader *r, const struct ht_field *field, const struct ht_buf *text);

#endif

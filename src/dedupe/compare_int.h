/* SPDX-License-Identifier: BSD-2-Clause */
/* The inside of comparing: compare.c holds values against each other, comparename.c names,
 * renewal.c the times and kinds of two entries. */
#ifndef HT_DEDUPE_COMPARE_INT_H
#define HT_DEDUPE_COMPARE_INT_H

#include "dedupe/compare.h"

/* All give a level of the comparison (levels.def), or HT_MISSING. */

/* Names.  A part that differs gets the level after "close", or "part": whether it was corrected is not asked here. */
unsigned ht_given_level(const struct ht_pool *p, const struct ht_fname *a, const struct ht_fname *b);
unsigned ht_middle_level(const struct ht_pool *p, const struct ht_fname *a, const struct ht_fname *b);
/* The fathers may be NULL. */
unsigned ht_surname_level(const struct ht_pool *p, const struct ht_fname *a, const struct ht_fname *b,
                          const struct ht_fname *father_a, const struct ht_fname *father_b);
unsigned ht_person_level(const struct ht_pool *p, const struct ht_fname *a, const struct ht_fname *b);

/* Of these the columns of C are the entry, the office and the date of registration. */

/* How the numbers relate: enum ht_entry_relation. */
unsigned ht_entry_relation(const struct ht_dschema *d, const struct ht_cmp *c, const unsigned char *a,
                           const unsigned char *b);
/* How the numbers relate times HT_ENTRY_DATES plus how the dates do. */
unsigned ht_entry_level(const struct ht_dschema *d, const struct ht_cmp *c, const unsigned char *a,
                        const unsigned char *b);

/* Only between different entries: does the later one say that it registers the event again? */
unsigned ht_again_level(const struct ht_dschema *d, const struct ht_cmp *c, const unsigned char *a,
                        const unsigned char *b);

/* Only between different entries: what the later one says and how long after the other it was made.  The two go
 * together: who registers again does so after years, who registers twice for the first time does so soon. */
unsigned ht_renewal_level(const struct ht_dschema *d, const struct ht_cmp *c, const unsigned char *a,
                          const unsigned char *b);

/* Only between entries of different times: were both made soon after the births that they state?  Then there
 * were two births, or one of the dates is wrong. */
unsigned ht_soon_level(const struct ht_dschema *d, const struct ht_cmp *c, const unsigned char *a,
                       const unsigned char *b);

#endif

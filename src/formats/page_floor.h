/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * The floor: a page that was read worse than that is one that nobody but a person can read, handwriting or a bad
 * picture.  Nothing that was read of it is believed; its fields are to be keyed.
 */
#ifndef HT_FORMATS_PAGE_FLOOR_H
#define HT_FORMATS_PAGE_FLOOR_H

#include "formats/page.h"

/* True if the fields, or the words of a page that no template knows, were read well enough to be believed. */
bool ht_page_fields_legible(const struct ht_page_fields *f);
bool ht_page_words_legible(const struct ht_page *p);

/* Makes F the fields of a page of REG that is to be keyed: those that template T has, or without one those that an
 * entry needs.  FIT says where they are; NULL: nobody knows. */
void ht_page_to_key(struct ht_page_fields *f, const struct ht_register *reg, const struct ht_template *t,
                    const struct ht_fit *fit);

#endif

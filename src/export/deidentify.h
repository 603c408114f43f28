/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * De-identification, for test data and research.
 *
 * What becomes of a field depends on its kind alone, so that a new field is covered when it is added:
 *
 *   name            a pseudonym; the same name and year of birth have the same one, under the same key
 *   date            its year; an age stays
 *   place           the province of the day of registration, or nothing if no code is settled
 *   code            the word of the list; nothing for ethnic groups (sensitive data: Law 91/2025/QH15, Decree
 *                   356/2025/NĐ-CP) and for nationalities but the Vietnamese; nothing where no code is settled
 *   all others      nothing: free text, numbers of papers, documents, pages, entries, times, dates in words
 *
 * Of the attributes the code, its list and the state stay.  id and cluster become pseudonyms; source and scan
 * go, as do columns that the register has no field for.  What stays can still point to a person in a small
 * place: whoever passes it on must look at that.
 */
#ifndef HT_EXPORT_DEIDENTIFY_H
#define HT_EXPORT_DEIDENTIFY_H

#include "base/diag.h"
#include "stream/stage.h"

/* A stage that does so.  KEY is a file of 16 bytes or more that only its owner can read; NULL: a random
 * key, which nobody ever sees, so that pseudonyms of two runs have nothing in common.  NULL after
 * reporting. */
struct ht_stage *ht_deidentify_new(const char *key, const char *lists, struct ht_diag *d);

#endif

/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * The scans of a delivery by what their names say: TYPE.YEAR.VOLUME.DATE.NUMBER.pdf, one PDF for each entry.  An entry
 * is found by its id, TYPE.YEAR.VOLUME.NUMBER; the date in a name decides nothing.
 */
#ifndef HT_FORMATS_SCANINDEX_H
#define HT_FORMATS_SCANINDEX_H

#include <stddef.h>

struct ht_scan_index;

struct ht_scan_index *ht_scan_index_new(void);
/* Takes the file NAME (a path; the last part counts).  What does not follow the grammar is passed over. */
void ht_scan_index_add(struct ht_scan_index *x, const char *name);
/* The file name of the scan of the entry with ID, NULL if there is none, or two. */
const char *ht_scan_index_find(const struct ht_scan_index *x, const char *id, size_t len);
/* How many scans follow the grammar. */
size_t ht_scan_index_count(const struct ht_scan_index *x);
void ht_scan_index_free(struct ht_scan_index *x);       /* NULL is fine */

#endif

/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * The look-up file of a ward: one SQLite file with every entry, made by --to=sqlite.
 *
 *   khaiSinh, ketHon …    a table per register that occurs: id, src, scan, cluster, every field, its code as FIELD_code
 *   entry                 id, register, the entry as canonical XML: what an extract is made of
 *   person, person_fts    everybody who is named in an entry, and an FTS5 index over the names without marks
 *   list_…                the code lists that the entries were made with
 */
#ifndef HT_EXPORT_LOOKUP_H
#define HT_EXPORT_LOOKUP_H

#include "base/diag.h"
#include "base/io.h"
#include "base/rc.h"

/*
 * Writes the persons whose names have all words of QUERY, marks and case left aside, as TSV with a header: id,
 * register, role, name, birth, date of registration, place.  Names spelled as the query come first, then those that
 * differ in marks only, then the others; at most LIMIT (0: all).  HT_OK, HT_EOF (nobody), HT_FAIL after reporting.
 */
enum ht_rc ht_lookup_search(const char *path, const char *query, unsigned long limit, struct ht_out *out,
                            struct ht_diag *d);

/* Writes the entry with ID as a page to print, with its place in the ledger and a line that it is no official copy.
 * HT_OK, HT_EOF (no such entry), HT_FAIL after reporting. */
enum ht_rc ht_lookup_extract(const char *path, const char *id, struct ht_out *out, struct ht_diag *d);

#endif

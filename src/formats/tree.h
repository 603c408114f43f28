/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * Where the records are in a tree of names: the elements of XML, the members of JSON.
 *
 * Two passes.  The first one looks at the beginning of the source and learns the tree's shape: which names stand inside
 * which, and which come several times in one place.  Then one or a few places are chosen as those of the records: what
 * has most of the names of a ledger, its groups counted in, but not what repeats inside it.  So pages of entries and
 * answers of a service, which wrap them, are no records, and neither are the groups of an entry.  The second pass reads
 * everything and is told where a record begins.
 *
 * The shape is bounded: names beyond the bounds are passed over by the first pass; the second takes them for records if
 * they stand as deep as the records that are known.
 */
#ifndef HT_FORMATS_TREE_H
#define HT_FORMATS_TREE_H

#include <stdbool.h>
#include <stddef.h>

#include "formats/format.h"

struct ht_tree;

struct ht_tree *ht_tree_new(void);
void ht_tree_free(struct ht_tree *t);                   /* NULL is fine */

/* NAME begins inside what is open.  LISTED: it is a member of a list, even if it is the only one.  True if it is a
 * record; never in the first pass, nor inside another record. */
bool ht_tree_open(struct ht_tree *t, const char *name, size_t len, bool listed);
/* What was opened last, NAME, holds a value of its own: it is a cell. */
void ht_tree_value(struct ht_tree *t, const char *name, size_t len);
/* What was opened last ends.  True if that was a record. */
bool ht_tree_close(struct ht_tree *t);

/* The first pass is over: chooses, with JOB's help if it knows headers, and begins the second. */
void ht_tree_choose(struct ht_tree *t, const struct ht_format_job *job);

/* The file of the open record's row: JOB's name, with the place behind it ("x.json#ketHon") if records stand at
 * several. */
const char *ht_tree_file(const struct ht_tree *t);

/* The second pass is over: says which cells stood outside of all records. */
void ht_tree_report(const struct ht_tree *t, const struct ht_format_job *job);

#endif

/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * A ward's delivery, in a container or in a folder: ledgers' tables, the scans of their pages, and what file managers
 * leave beside them.
 */
#ifndef HT_FORMATS_DELIVERY_H
#define HT_FORMATS_DELIVERY_H

#include <stdbool.h>

#include "formats/format.h"

/* True if NAME (a path with slashes) ends in END, case of ASCII letters aside. */
bool ht_name_ends(const char *name, const char *end);

/* True for what file managers and systems put beside the files: Thumbs.db, ~$lock.xlsx, hidden files, and whatever is
 * in a hidden folder or a recycle bin.  NAME is a path below what the user named. */
bool ht_delivery_is_litter(const char *name);

/* True for the memo file of a dBase or FoxPro table, which is read with the table. */
bool ht_delivery_is_memo(const char *name);
/* True if MEMO belongs to TABLE: the same name but for the end, whatever its case. */
bool ht_delivery_memo_of(const char *memo, const char *table);

/* The format of a file called NAME, NULL if it is none of ours: text counts as a table only if it is called one. */
const struct ht_format *ht_delivery_format(struct ht_in *in, const char *name);

/* ---- folders ---- */

struct ht_folder {
    char **table;                       /* files that some format reads, in order: PATH/… */
    char **page;                        /* pictures of pages and PDFs */
    char **other;                       /* nothing that can be imported */
    size_t ntables, npages, nothers, table_cap, page_cap, other_cap;
};

/* Looks at all files below PATH.  HT_FAIL after reporting. */
enum ht_rc ht_folder_list(struct ht_folder *f, const char *path, struct ht_diag *d);
void ht_folder_fini(struct ht_folder *f);

#endif

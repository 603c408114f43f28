/* SPDX-License-Identifier: BSD-2-Clause */
/* An entry as a page to print: what the ledger says, where it stands, and that this is no official copy. */
#ifndef HT_EXPORT_EXTRACT_H
#define HT_EXPORT_EXTRACT_H

#include "base/io.h"
#include "model/record.h"

/* Writes a whole HTML document in Vietnamese, the language of the extract, whatever the locale is; no script, nothing
 * from the net.  Items that the ledger leaves blank stay blank. */
void ht_extract_page(const struct ht_record *r, struct ht_out *out);

#endif

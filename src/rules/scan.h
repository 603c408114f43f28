/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * The scanned pages of a delivery: one PDF per entry, named TYPE.OPENYEAR.VOL.DATE.NUM.pdf (CV 1437/BTP-CNTT),
 * in a directory or a zip archive.
 */
#ifndef HT_RULES_SCAN_H
#define HT_RULES_SCAN_H

#include "rules/check.h"

struct ht_scanset;

/* PATH: directory or zip archive.  NULL after reporting. */
struct ht_scanset *ht_scanset_new(const char *path, struct ht_diag *d);
void ht_scanset_free(struct ht_scanset *s);             /* NULL is fine */

/* Pairs the record with its PDF and looks at that. */
void ht_scanset_look(struct ht_scanset *s, struct ht_check *k);

/* Reports the files that no record asked for. */
void ht_scanset_end(struct ht_scanset *s, struct ht_run *run);

/* The name that the record's PDF has by the grammar, into OUT; false if a part of it is not known. */
bool ht_scan_proper_name(const struct ht_check *k, char *out, size_t size);

#endif

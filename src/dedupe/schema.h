/* SPDX-License-Identifier: BSD-2-Clause */
/* The comparison schema of each register. */
#ifndef HT_DEDUPE_SCHEMA_H
#define HT_DEDUPE_SCHEMA_H

#include "dedupe/feat.h"

/* Fills D for REG.  Births, marriages and deaths have tables of their own; the other registers compare the first
 * two persons that their field table names, with their dates of birth and papers, and the book. */
void ht_dschema_of(struct ht_dschema *d, const struct ht_register *reg);

#endif

/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * Ledgers: which book an entry stands in.
 *
 * A ledger (quyển) is one register, one year, one volume, one place.  It is the unit of delivery: one workbook
 * and one archive of scans, or one part of a package.
 */
#ifndef HT_EXPORT_LEDGER_H
#define HT_EXPORT_LEDGER_H

#include <stddef.h>
#include <stdint.h>

#include "base/buf.h"
#include "base/hash.h"
#include "model/placekey.h"
#include "model/record.h"

#define HT_LEDGER_VOLUME 16

struct ht_ledger {
    const struct ht_register *reg;
    char year[5];                       /* of the volume number; else of the entry's number; "_" if neither has it */
    char volume[HT_LEDGER_VOLUME];      /* two digits at least, or letters and digits as written; "_" */
    char *place;                        /* as the first entry spells it; "" if it has none */
    unsigned number;                    /* 1 for the first ledger of this register, year and volume, then 2 … */
    uint64_t records;
    void *own;                          /* the exporter's */
};

/* All ledgers of a run, in the order in which they came.  A zeroed struct is empty and valid. */
struct ht_ledgers {
    struct ht_ledger **v;
    size_t n, cap;
    struct ht_map by_key;               /* hash of register, year, volume and place → index + 1 */
    struct ht_placekeys places;
    struct ht_map by_stem;              /* hash of register, year and volume → how many */
    struct ht_ledger *last;             /* of the last call: entries of a ledger come together */
    uint64_t last_key;
};

/* The ledger of R, added if it is new; *FRESH (may be NULL) says so.  Places are told apart by
 * ht_place_key. */
struct ht_ledger *ht_ledger_of(struct ht_ledgers *all, const struct ht_record *r, bool *fresh);

/* "KS.2008.01", or "KS.2008.01-2" for the second ledger of that register, year and volume. */
void ht_ledger_stem(const struct ht_ledger *l, struct ht_buf *out);

void ht_ledgers_fini(struct ht_ledgers *all);       /* own is the exporter's to free */

#endif

/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * Which place a slot names, however it is written: rules know a book by it, exporters a ledger.
 *
 * Two values are one place if normalize found the same commune for both, or if their folded texts are the same, y and i
 * alike (an entry without a settled date has no code, but stands in the same book as its neighbours).  A code of a
 * district or province says nothing: a commune that was not found carries the code of its district.
 */
#ifndef HT_MODEL_PLACEKEY_H
#define HT_MODEL_PLACEKEY_H

#include "base/hash.h"
#include "model/record.h"

struct ht_placekeys {                   /* zeroed: none so far */
    struct ht_map by_text, by_code;     /* hash → key; a few dozen bytes per spelling */
    char last[512];                     /* of the last call: entries of a book come together */
    size_t last_len;
    char last_code[8];
    uint64_t last_key;
};

/* The key of PLACE, never 0; 0 for no content. */
uint64_t ht_place_key(struct ht_placekeys *all, const struct ht_slot *place);

void ht_placekeys_fini(struct ht_placekeys *all);

#endif

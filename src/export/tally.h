/* SPDX-License-Identifier: BSD-2-Clause */
/* Counts of findings by code and severity: a few rows, since the records of one ledger have few kinds of them. */
#ifndef HT_EXPORT_TALLY_H
#define HT_EXPORT_TALLY_H

#include <stddef.h>
#include <stdint.h>

#include "base/buf.h"
#include "model/record.h"

struct ht_tally_row {
    uint16_t code;                      /* enum ht_code */
    uint8_t sev;
    uint64_t n;
};

/* A zeroed struct is empty and valid. */
struct ht_tally {
    struct ht_tally_row *v;
    size_t n, cap;
};

void ht_tally_record(struct ht_tally *t, const struct ht_record *r);       /* what is known of by code */
void ht_tally_add(struct ht_tally *sum, const struct ht_tally *t);
/* A JSON array, by code, the worst first; BETWEEN stands before every member. */
void ht_tally_json(struct ht_tally *t, const char *between, struct ht_buf *out);
void ht_tally_fini(struct ht_tally *t);

#endif

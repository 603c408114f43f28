/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * What people decided about readings (--decisions=FILE), as the review page saves it.
 *
 * A TSV file with the columns src, field, read, decision, value; \t, \n and \\ stand for themselves.  A decision is
 * "right", "value" (it says VALUE), "blank" or "unreadable".  It applies to the field of that name of the record at SRC
 * as long as the same text is read there; when the picture or the recognition changes, it is asked again.
 */
#ifndef HT_FORMATS_DECIDED_H
#define HT_FORMATS_DECIDED_H

#include <stddef.h>

#include "base/diag.h"

struct ht_decided_readings;

enum ht_decided_what { HT_READ_OPEN, HT_READ_RIGHT, HT_READ_VALUE, HT_READ_BLANK, HT_READ_UNREADABLE };

struct ht_decided_reading {
    enum ht_decided_what what;
    const char *value;                  /* HT_READ_VALUE: NFC, clean; lives as long as the decisions */
    size_t len;
};

/* NULL after reporting (exit 2). */
struct ht_decided_readings *ht_decided_read(const char *path, struct ht_diag *d);
void ht_decided_free(struct ht_decided_readings *x);    /* NULL is fine */

/* What was decided about READ in FIELD of the record at SRC. */
struct ht_decided_reading ht_decided_ask(const struct ht_decided_readings *x, const char *src, const char *field,
                                         const char *read, size_t len);

#endif

/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * File names of the Ministry's deliverables, as a production server that feeds the warehouse builds them:
 *
 *   bundle  phuongbennghe_q1_tphcm.KS.2008.01      ward, initials of district and province, register, year, volume
 *   scan    KS.2008.01.2008-01-15.001.pdf         register, year, volume, date of registration, number
 */
#ifndef HT_EXPORT_NAMES_H
#define HT_EXPORT_NAMES_H

#include <stdbool.h>

#include "base/buf.h"
#include "export/ledger.h"

/* Appends the bundle's stem.  Parts of the place that are not known are left out, a place that is not known is "_". */
void ht_bundle_name(const struct ht_ledger *l, struct ht_buf *out);

/* Appends the name of the scan of R, an entry of L.  False, with nothing appended, if the date of registration is not
 * complete or the number is none: there is no official form for those. */
bool ht_scan_name(const struct ht_ledger *l, const struct ht_record *r, struct ht_buf *out);

/* The form in which names of scans are compared: lower case without marks, everything but letters and digits one "-".
 * Upload tools rewrite names so; a name that went through one is found again. */
void ht_scan_key(const char *name, struct ht_buf *out);

/* Appends the ward of PLACE in the form of ht_scan_key: "phuong-ben-nghe". */
void ht_ward_key(const char *place, struct ht_buf *out);

#endif

/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * Scans: the PDF pictures of ledger pages, in a directory tree or a zip archive, and the archive per ledger that they
 * are delivered in.
 */
#ifndef HT_EXPORT_SCANS_H
#define HT_EXPORT_SCANS_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/diag.h"
#include "base/rc.h"

struct ht_scans;

/* Looks through PATH and notes every PDF by name; some hundred bytes each.  NULL after reporting. */
struct ht_scans *ht_scans_open(const char *path, struct ht_diag *d);
void ht_scans_free(struct ht_scans *s);         /* NULL is fine */

/* The number of the scan called NAME, -1 if there is none.  Case, marks and punctuation make no difference. */
long ht_scans_find(struct ht_scans *s, const char *name);
/* The I-th cover ("Cover.xa_loc_thuan.KS.A4.2008.01.pdf") and its name; -1 behind the last one. */
long ht_scans_cover(struct ht_scans *s, size_t i, const char **name);
uint64_t ht_scans_unused(const struct ht_scans *s);     /* that were never put into an archive, covers left out */

/* An archive that is written at PATH when it is closed; stored, not packed again, no time stamps. */
struct ht_archive;
struct ht_archive *ht_archive_new(const char *path, struct ht_scans *s, struct ht_diag *d);
/* Puts scan I in under NAME.  HT_FAIL after reporting. */
enum ht_rc ht_archive_add(struct ht_archive *a, long i, const char *name);
enum ht_rc ht_archive_close(struct ht_archive *a);      /* HT_FAIL after reporting */
void ht_archive_abandon(struct ht_archive *a);          /* NULL is fine */

#endif

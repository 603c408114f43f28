/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * Reports of findings: one HTML page that needs no network, or a CSV table.
 *
 * Findings come through the diagnostics' hook, records through ht_report_seen.  Everything is kept until the end, about
 * 100 bytes per finding; repeated strings are kept once.
 */
#ifndef HT_REPORT_REPORT_H
#define HT_REPORT_REPORT_H

#include "base/diag.h"
#include "model/record.h"

struct ht_report;

/* PATH ends in .html or .csv, else NULL after reporting (exit status 2), as when the page's template is missing in
 * the data directory LISTS.  PATH must outlive the report. */
struct ht_report *ht_report_new(const char *path, const char *lists, struct ht_diag *d);
void ht_report_free(struct ht_report *p);           /* NULL is fine */

/* A hook for ht_diag_set_hook; ARG is the report. */
void ht_report_finding(void *arg, const struct ht_where *w, enum ht_sev sev, const char *code, const char *value,
                       size_t len, const char *text);
/* Every record, after its findings. */
void ht_report_seen(void *arg, struct ht_record *r);

/* Writes the file.  HT_OK, or HT_FAIL after reporting. */
enum ht_rc ht_report_write(struct ht_report *p);

#endif

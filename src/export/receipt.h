/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * What was sent, and what the warehouse said to it.
 *
 * A list of what was sent (--sent) is a TSV file with the columns id and print; the print is a fingerprint of
 * the entry's content.  A receipt (--receipt) is such a list with the receiver's answers: columns id and
 * status (accepted, rejected), and if he gives them print and reason; other columns and lines that begin with
 * # are passed over, the order of the columns is free.
 */
#ifndef HT_EXPORT_RECEIPT_H
#define HT_EXPORT_RECEIPT_H

#include "base/diag.h"
#include "base/opt.h"
#include "stream/stage.h"

/* The fingerprint of what R says: register, contents, states, codes and the scan, as a receiver sees them;
 * not where it came from or what was done to it. */
uint64_t ht_record_print(const struct ht_record *r);

/*
 * A stage that lets pass what is still to be sent: all but what a receipt says was accepted with the same
 * content.  A later line on the same entry counts.  Some 50 bytes per line are kept.  LEFT counts what does
 * not pass.  NULL after reporting: a file cannot be read, or is no receipt (exit status 2).
 */
struct ht_stage *ht_receipt_new(const struct ht_strv *files, uint64_t *left, struct ht_diag *d);

/* A stage that lists at PATH what the stages behind it take without counting it in REJECTED.  NULL after
 * reporting. */
struct ht_stage *ht_sent_new(const char *path, const uint64_t *rejected, struct ht_diag *d);
/* The run went well: the list appears.  Before the stages are freed.  HT_FAIL after reporting. */
enum ht_rc ht_sent_close(struct ht_stage *s);

#endif

/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * Bytes kept for later: appended once, then read once from the beginning.  Small amounts stay in memory; more
 * goes to an unnamed temporary file in $TMPDIR (or /tmp) that vanishes with the program, whatever happens.
 */
#ifndef HT_BASE_SPOOL_H
#define HT_BASE_SPOOL_H

#include <stddef.h>
#include <stdint.h>

#include "base/rc.h"

struct ht_diag;
struct ht_spool;

/* LIMIT: bytes kept in memory before the file is made. */
struct ht_spool *ht_spool_new(size_t limit, struct ht_diag *d);
void ht_spool_free(struct ht_spool *s);         /* NULL is fine */

/* HT_OK, or HT_FAIL after reporting once. */
enum ht_rc ht_spool_add(struct ht_spool *s, const void *p, size_t len);

/* Ends appending and goes to the beginning. */
enum ht_rc ht_spool_rewind(struct ht_spool *s);

/* The next LEN bytes; the pointer dies at the next call.  NULL after reporting. */
const void *ht_spool_get(struct ht_spool *s, size_t len);
uint64_t ht_spool_size(const struct ht_spool *s);

#endif

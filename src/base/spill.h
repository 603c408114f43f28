/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * Bytes that are written once, in order, and read again at any place: in memory while they are few, in an unlinked
 * temporary file (in $TMPDIR, 0600) from then on, read through a small cache of blocks.
 */
#ifndef HT_BASE_SPILL_H
#define HT_BASE_SPILL_H

#include <stddef.h>
#include <stdint.h>

#include "base/buf.h"
#include "base/rc.h"

struct ht_diag;
struct ht_spill;

/* LIMIT: bytes to be kept in memory.  CACHE: bytes of the cache, used once there is a file. */
struct ht_spill *ht_spill_new(size_t limit, size_t cache, struct ht_diag *d);
uint64_t ht_spill_size(const struct ht_spill *s);
/* HT_OK, or HT_FAIL after reporting. */
enum ht_rc ht_spill_add(struct ht_spill *s, const void *p, size_t len);
/* LEN bytes at AT, which must have been added; borrowed until the next call on S, perhaps in SCRATCH.  NULL after
 * reporting. */
const char *ht_spill_get(struct ht_spill *s, uint64_t at, size_t len, struct ht_buf *scratch);
void ht_spill_free(struct ht_spill *s);                 /* NULL is fine */

#endif

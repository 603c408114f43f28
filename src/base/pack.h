/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * gzip (RFC 1952) in blocks, on several cores; the bytes are the same for every number of jobs.
 *
 * A packer is a ring of blocks that outputs share.  Each block is deflated on its own, primed with the 32 KiB
 * before it, and ends on a byte boundary; finished blocks are written in the order in which they came, by
 * the thread that adds bytes.  Only base/out.c uses this; everybody else calls ht_out_pack (base/io.h).
 */
#ifndef HT_BASE_PACK_H
#define HT_BASE_PACK_H

#include <stddef.h>
#include <stdint.h>

#include "base/io.h"

/* One gzip stream through a packer. */
struct ht_packed;

/* WRITE is called from ht_packed_* with packed bytes, on the caller's thread. */
typedef void ht_packed_write(void *arg, const char *s, size_t len);

/* SUM NULL: gzip.  Else bare deflate, and *SUM is filled at the end. */
struct ht_packed *ht_packed_new(struct ht_packer *p, ht_packed_write *write, void *arg, struct ht_deflated *sum);
void ht_packed_add(struct ht_packed *s, const char *bytes, size_t len);
void ht_packed_start(struct ht_packed *s);      /* nothing waits for more bytes */
void ht_packed_drain(struct ht_packed *s);      /* everything added so far is written */
void ht_packed_end(struct ht_packed *s);        /* the last block is written, and gzip's trailer */
void ht_packed_rest(struct ht_packed *s);       /* drains, and gives memory back until more is added */
void ht_packed_free(struct ht_packed *s);       /* drains first */

/* Upper bound of the bytes that a drain would still write. */
uint64_t ht_packed_pending(const struct ht_packed *s);

#endif

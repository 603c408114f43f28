/* SPDX-License-Identifier: BSD-2-Clause */
/* Records as bytes, for stages that keep them until the end of the stream.  The form is for one run of one
 * program: it is never stored. */
#ifndef HT_MODEL_PACK_H
#define HT_MODEL_PACK_H

#include "base/buf.h"
#include "model/record.h"

/* Appends R, its length before it (uint32_t). */
void ht_pack_sized(struct ht_buf *out, const struct ht_record *r);

/* Appends R; ht_unpack makes an equal record of these LEN bytes.  S may lie at any address. */
void ht_pack(struct ht_buf *out, const struct ht_record *r);
void ht_unpack(struct ht_record *r, const char *s, size_t len);

#endif

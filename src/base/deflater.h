/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * What packs one block of bytes, in one of two ways.
 *
 * zlib packs small blocks that go on from each other: a drain costs little, and all of them are one deflate stream
 * (RFC 1951).  libdeflate takes 0.42 of the time of gzip -6 for the same size, but only packs a whole at once: each
 * block, a large one, is a gzip member of its own (RFC 1952 §2.2: members follow each other, every reader joins them).
 *
 * One thread uses a deflater.  Only base/pack.c has them.
 */
#ifndef HT_BASE_DEFLATER_H
#define HT_BASE_DEFLATER_H

#include <stdbool.h>
#include <stddef.h>

#define HT_DEFLATE_BLOCK (128u * 1024)  /* most bytes of a block that goes on from others */
#define HT_DEFLATE_WINDOW (32u * 1024)  /* what it may refer to, before its first byte */
#define HT_DEFLATE_WHOLE (512u * 1024)  /* most bytes of a block that is a member of its own */

struct ht_deflater;

bool ht_deflater_knows_whole(void);     /* libdeflate was there when the program was built */

/* WHOLE: every block is a member of its own; asks for ht_deflater_knows_whole. */
struct ht_deflater *ht_deflater_new(bool whole);
void ht_deflater_free(struct ht_deflater *f);                   /* NULL is fine */

/* Room that a packed block never exceeds. */
size_t ht_deflater_room(struct ht_deflater *f);

/* Packs LEN bytes, at most HT_DEFLATE_WHOLE, into a gzip member at OUT; its length. */
size_t ht_deflater_whole(struct ht_deflater *f, const unsigned char *in, size_t len, unsigned char *out, size_t room);

/* Packs LEN bytes, at most HT_DEFLATE_BLOCK, that follow the BEFORE bytes in front of IN.  Ends on a byte boundary;
 * LAST ends the stream. */
size_t ht_deflater_part(struct ht_deflater *f, const unsigned char *in, size_t before, size_t len, bool last,
                        unsigned char *out, size_t room);

#endif

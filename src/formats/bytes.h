/* SPDX-License-Identifier: BSD-2-Clause */
/* Numbers in binary files, at any alignment. */
#ifndef HT_FORMATS_BYTES_H
#define HT_FORMATS_BYTES_H

#include <stdint.h>
#include <string.h>

static inline uint32_t
ht_le16(const unsigned char *p)
{
    return (uint32_t)p[0] | (uint32_t)p[1] << 8;
}

static inline uint32_t
ht_le32(const unsigned char *p)
{
    return ht_le16(p) | ht_le16(p + 2) << 16;
}

static inline uint64_t
ht_le64(const unsigned char *p)
{
    return (uint64_t)ht_le32(p) | (uint64_t)ht_le32(p + 4) << 32;
}

static inline uint32_t
ht_be16(const unsigned char *p)
{
    return (uint32_t)p[0] << 8 | (uint32_t)p[1];
}

static inline uint32_t
ht_be32(const unsigned char *p)
{
    return ht_be16(p) << 16 | ht_be16(p + 2);
}

/* An IEEE 754 double in little-endian order. */
static inline double
ht_le_double(const unsigned char *p)
{
    uint64_t u = ht_le64(p);
    double d;
    memcpy(&d, &u, sizeof d);
    return d;
}

#endif

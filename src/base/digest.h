/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * SHA-256 (FIPS 180-4), by OpenSSL's libcrypto.  A build without libcrypto has no digests:
 * ht_digest_available() is false and the options that need one say so.
 */
#ifndef HT_BASE_DIGEST_H
#define HT_BASE_DIGEST_H

#include <stdbool.h>
#include <stddef.h>

#define HT_DIGEST_HEX 65                /* 64 hex digits and a NUL */

struct ht_digest;

bool ht_digest_available(void);
struct ht_digest *ht_digest_new(void);                          /* NULL without libcrypto */
void ht_digest_add(struct ht_digest *d, const void *p, size_t len);
void ht_digest_hex(struct ht_digest *d, char hex[HT_DIGEST_HEX]);  /* ends it: add no more */
void ht_digest_free(struct ht_digest *d);                       /* NULL is fine */

#endif

/* SPDX-License-Identifier: BSD-2-Clause */
/* SHA-256 by OpenSSL. */
#include "config.h"
#include "base/digest.h"

#ifdef HAVE_LIBCRYPTO

#include <openssl/evp.h>
#include <stdlib.h>

#include "base/lib.h"
#include "base/mem.h"

#define CRYPTO(X) \
    X(EVP_DigestFinal_ex) X(EVP_DigestInit_ex) X(EVP_DigestUpdate) X(EVP_MD_CTX_free) X(EVP_MD_CTX_new) \
    X(EVP_sha256)
HT_LIB(crypto, SONAME_LIBCRYPTO, CRYPTO)

struct ht_digest {
    EVP_MD_CTX *ctx;
};

bool
ht_digest_available(void)
{
    return true;
}

struct ht_digest *
ht_digest_new(void)
{
    struct ht_digest *d = ht_malloc(sizeof *d);
    d->ctx = crypto()->EVP_MD_CTX_new();
    if (!d->ctx || !crypto()->EVP_DigestInit_ex(d->ctx, crypto()->EVP_sha256(), NULL))
        ht_oom();
    return d;
}

void
ht_digest_add(struct ht_digest *d, const void *p, size_t len)
{
    if (!crypto()->EVP_DigestUpdate(d->ctx, p, len))
        ht_oom();
}

void
ht_digest_hex(struct ht_digest *d, char hex[HT_DIGEST_HEX])
{
    static const char digit[] = "0123456789abcdef";
    unsigned char md[EVP_MAX_MD_SIZE];
    unsigned int n = 0;
    if (!crypto()->EVP_DigestFinal_ex(d->ctx, md, &n) || n != 32)
        ht_oom();
    for (unsigned int i = 0; i < n; i++) {
        hex[2 * i] = digit[md[i] >> 4];
        hex[2 * i + 1] = digit[md[i] & 15];
    }
    hex[64] = '\0';
}

void
ht_digest_free(struct ht_digest *d)
{
    if (!d)
        return;
    crypto()->EVP_MD_CTX_free(d->ctx);
    free(d);
}

#else

bool
ht_digest_available(void)
{
    return false;
}

struct ht_digest *
ht_digest_new(void)
{
    return NULL;
}

void
ht_digest_add(struct ht_digest *d, const void *p, size_t len)
{
    (void)d, (void)p, (void)len;
}

void
ht_digest_hex(struct ht_digest *d, char hex[HT_DIGEST_HEX])
{
    (void)d;
    hex[0] = '\0';
}

void
ht_digest_free(struct ht_digest *d)
{
    (void)d;
}

#endif

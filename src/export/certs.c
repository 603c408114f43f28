/* SPDX-License-Identifier: BSD-2-Clause */
/* Certificates and keys, by OpenSSL. */
#include "config.h"

#ifdef HAVE_LIBCRYPTO

#include "export/certs.h"

#include <openssl/err.h>
#include <openssl/pem.h>

#include "base/mem.h"

#define RSA_BITS 2048
#define EC_BITS 256

const char *
ht_openssl_reason(void)
{
    const char *why = ERR_reason_error_string(ERR_peek_last_error());
    ERR_clear_error();
    return why ? why : "?";
}

int
ht_no_passphrase(char *buf, int size, int rw, void *arg)
{
    (void)buf, (void)size, (void)rw, (void)arg;
    return 0;
}

STACK_OF(X509) *
ht_certs_read(const char *pem, size_t len)
{
    STACK_OF(X509) *all = sk_X509_new_null();
    BIO *in = BIO_new_mem_buf(pem, (int)len);
    X509 *cert;
    if (!all || !in)
        ht_oom();
    while ((cert = PEM_read_bio_X509(in, NULL, ht_no_passphrase, NULL)) != NULL)
        sk_X509_push(all, cert);
    ERR_clear_error();                  /* the end of the file counts as an error there */
    BIO_free(in);
    return all;
}

bool
ht_key_is_strong(const EVP_PKEY *key)
{
    int bits = EVP_PKEY_bits(key);
    switch (EVP_PKEY_base_id(key)) {
    case EVP_PKEY_RSA:
    case EVP_PKEY_RSA_PSS:
        return bits >= RSA_BITS;
    case EVP_PKEY_EC:
        return bits >= EC_BITS;
    default:
        return false;
    }
}

bool
ht_cert_in_force(const X509 *cert)
{
    return X509_cmp_current_time(X509_get0_notBefore(cert)) < 0
        && X509_cmp_current_time(X509_get0_notAfter(cert)) > 0;
}

#else

typedef int ht_no_certs;                /* ISO C asks for something in every file */

#endif

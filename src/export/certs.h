/* SPDX-License-Identifier: BSD-2-Clause */
/* Certificates and keys: what signing and encrypting share.  Only for files that use OpenSSL. */
#ifndef HT_EXPORT_CERTS_H
#define HT_EXPORT_CERTS_H

#include <openssl/evp.h>
#include <openssl/x509.h>
#include <stdbool.h>
#include <stddef.h>

/* Why the last call of OpenSSL failed, static; the queue of errors is emptied. */
const char *ht_openssl_reason(void);

/* No prompt: a key with a passphrase is for a person, not for a filter. */
int ht_no_passphrase(char *buf, int size, int rw, void *arg);

/* All certificates of a PEM file's content, perhaps none.  Release with sk_X509_pop_free. */
STACK_OF(X509) *ht_certs_read(const char *pem, size_t len);

/* RSA of 2048 bits or an elliptic curve of 256: what Circular 15/2025/TT-BKHCN asks for at least. */
bool ht_key_is_strong(const EVP_PKEY *key);
bool ht_cert_in_force(const X509 *cert);        /* today is within its dates */

#endif

/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * Detached signatures of a manifest: CMS SignedData (RFC 5652) with the certificate in it, SHA-256, RSASSA-PSS or
 * ECDSA, the algorithms that Circular 15/2025/TT-BKHCN allows.  "openssl cms -verify" checks them too.
 *
 * Only the small manifest is signed; it names every other byte by its SHA-256.
 */
#ifndef HT_EXPORT_SIGN_H
#define HT_EXPORT_SIGN_H

#include <stddef.h>

#include "base/buf.h"
#include "base/diag.h"
#include "base/rc.h"

#define HT_SIGNATURE_SUFFIX ".p7s"

struct ht_signer;

/* Reads a PEM file with a private key, its certificate, and perhaps the certificates above that.  NULL after reporting
 * a usage error: no such file, not both in it, they do not belong together, a key too short, a certificate out of
 * date. */
struct ht_signer *ht_signer_new(const char *path, struct ht_diag *d);
void ht_signer_free(struct ht_signer *s);       /* NULL is fine */

/* Appends the signature of LEN bytes, DER.  HT_FAIL after reporting. */
enum ht_rc ht_signer_sign(struct ht_signer *s, const char *bytes, size_t len, struct ht_buf *der, struct ht_diag *d);

/*
 * Checks a signature.  TRUST is a PEM file of certificates that the signer's must lead to; NULL: only that it is
 * within its dates.  SIGNER gets the subject of the certificate.  HT_OK; HT_BAD with the reason, in English as
 * OpenSSL gives it, in *WHY (static); HT_FAIL after reporting that TRUST cannot be read.
 */
enum ht_rc ht_signature_check(const char *bytes, size_t len, const char *der, size_t der_len, const char *trust,
                              struct ht_buf *signer, const char **why, struct ht_diag *d);

#endif

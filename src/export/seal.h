/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * Encryption for recipients: CMS AuthEnvelopedData (RFC 5083) with AES-256-GCM (RFC 5084, TCVN 7816:2007),
 * the content's key by RSAES-OAEP with SHA-256 or by ECDH with SHA-256.  Streams: memory does not grow with
 * the content.
 *
 * "openssl cms -decrypt -inform DER -in FILE.p7m -inkey KEY -recip CERT" gives the content back, and nothing
 * but an error if a byte of it was changed or is missing.
 */
#ifndef HT_EXPORT_SEAL_H
#define HT_EXPORT_SEAL_H

#include "base/diag.h"
#include "base/io.h"
#include "base/opt.h"

#define HT_SEAL_SUFFIX ".p7m"

struct ht_recipients;

/* Reads PEM files with certificates: who will be able to read what is sealed.  NULL after reporting a
 * usage error: no certificate in a file, one that is out of date or too weak. */
struct ht_recipients *ht_recipients_new(const struct ht_strv *files, struct ht_diag *d);
void ht_recipients_free(struct ht_recipients *r);       /* NULL is fine */

/* Encrypts what is added to OUT from now on; before its first byte. */
void ht_seal(struct ht_out *out, struct ht_recipients *r);

#endif

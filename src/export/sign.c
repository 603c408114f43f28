/* SPDX-License-Identifier: BSD-2-Clause */
/* Signatures, by OpenSSL's CMS. */
#include "config.h"
#include "export/sign.h"

#include "base/prog.h"

#ifdef HAVE_LIBCRYPTO

#include <openssl/cms.h>
#include <openssl/err.h>
#include <openssl/pem.h>
#include <openssl/rsa.h>
#include <openssl/x509_vfy.h>
#include <stdlib.h>

#include "base/io.h"
#include "base/mem.h"
#include "export/certs.h"

struct ht_signer {
    EVP_PKEY *key;
    X509 *cert;
    STACK_OF(X509) *chain;
};

static bool
is_good_signer(const struct ht_signer *s, const char *path, struct ht_diag *d)
{
    const char *wrong = NULL;
    if (!s->key)
        wrong = _("it holds no private key that can be read without a passphrase");
    else if (!s->cert)
        wrong = _("it holds no certificate; put the certificate into the same file");
    else if (!X509_check_private_key(s->cert, s->key))
        wrong = _("key and certificate do not belong together");
    else if (!ht_key_is_strong(s->key))
        wrong = _("the key must be RSA of 2048 bits or an elliptic curve of 256 bits at least");
    else if (!ht_cert_in_force(s->cert))
        wrong = _("the certificate is out of date, or not yet in force");
    if (wrong)
        ht_diag_usage(d, "--sign=%s: %s", path, wrong);
    ERR_clear_error();
    return !wrong;
}

struct ht_signer *
ht_signer_new(const char *path, struct ht_diag *d)
{
    size_t len;
    const char *pem = ht_map_config(path, &len, d);
    if (!pem)
        return NULL;
    struct ht_signer *s = ht_calloc(1, sizeof *s);
    BIO *in = BIO_new_mem_buf(pem, (int)len);
    if (!in)
        ht_oom();
    s->key = PEM_read_bio_PrivateKey(in, NULL, ht_no_passphrase, NULL);
    BIO_free(in);
    s->chain = ht_certs_read(pem, len);
    s->cert = sk_X509_shift(s->chain);
    ht_unmap(pem, len);
    if (!is_good_signer(s, path, d)) {
        ht_signer_free(s);
        return NULL;
    }
    return s;
}

void
ht_signer_free(struct ht_signer *s)
{
    if (!s)
        return;
    EVP_PKEY_free(s->key);
    X509_free(s->cert);
    sk_X509_pop_free(s->chain, X509_free);
    free(s);
}

static bool
add_signature(CMS_ContentInfo *cms, struct ht_signer *s)
{
    CMS_SignerInfo *si = CMS_add1_signer(cms, s->cert, s->key, EVP_sha256(), CMS_KEY_PARAM | CMS_DETACHED);
    EVP_PKEY_CTX *ctx = si ? CMS_SignerInfo_get0_pkey_ctx(si) : NULL;
    if (!ctx)
        return false;
    if (EVP_PKEY_base_id(s->key) != EVP_PKEY_RSA)
        return true;
    return EVP_PKEY_CTX_set_rsa_padding(ctx, RSA_PKCS1_PSS_PADDING) > 0
        && EVP_PKEY_CTX_set_rsa_pss_saltlen(ctx, RSA_PSS_SALTLEN_DIGEST) > 0;
}

enum ht_rc
ht_signer_sign(struct ht_signer *s, const char *bytes, size_t len, struct ht_buf *der, struct ht_diag *d)
{
    enum { FLAGS = CMS_DETACHED | CMS_BINARY };
    BIO *in = BIO_new_mem_buf(bytes, (int)len);
    CMS_ContentInfo *cms = CMS_sign(NULL, NULL, s->chain, NULL, FLAGS | CMS_PARTIAL);
    unsigned char *out = NULL;
    int n = -1;
    if (in && cms && add_signature(cms, s) && CMS_final(cms, in, NULL, FLAGS))
        n = i2d_CMS_ContentInfo(cms, &out);
    if (n > 0)
        ht_buf_add(der, (const char *)out, (size_t)n);
    else
        ht_diag_fail(d, NULL, NULL, _("the manifest cannot be signed: %s"), ht_openssl_reason());
    OPENSSL_free(out);
    CMS_ContentInfo_free(cms);
    BIO_free(in);
    return n > 0 ? HT_OK : HT_FAIL;
}

/* ---- checking ---- */

static void
name_signer(CMS_ContentInfo *cms, struct ht_buf *signer, const char **why)
{
    STACK_OF(X509) *certs = CMS_get0_signers(cms);
    for (int i = 0; certs && i < sk_X509_num(certs); i++) {
        X509 *cert = sk_X509_value(certs, i);
        BIO *text = BIO_new(BIO_s_mem());
        char *s;
        X509_NAME_print_ex(text, X509_get_subject_name(cert), 0, XN_FLAG_RFC2253 & ~ASN1_STRFLGS_ESC_MSB);
        long n = BIO_get_mem_data(text, &s);
        ht_buf_add(signer, s, n > 0 ? (size_t)n : 0);
        BIO_free(text);
        if (!ht_cert_in_force(cert))
            *why = "certificate has expired";
        else if (!ht_key_is_strong(X509_get0_pubkey(cert)))
            *why = "key too small";
    }
    if (!certs || !sk_X509_num(certs))
        *why = "no signer";
    sk_X509_free(certs);
}

static X509_STORE *
read_trust(const char *path, struct ht_diag *d)
{
    size_t len;
    const char *pem = ht_map_config(path, &len, d);
    if (!pem)
        return NULL;
    STACK_OF(X509) *all = ht_certs_read(pem, len);
    ht_unmap(pem, len);
    if (!sk_X509_num(all)) {
        ht_diag_usage(d, _("--trust=%s: it holds no certificate"), path);
        sk_X509_pop_free(all, X509_free);
        return NULL;
    }
    X509_STORE *store = X509_STORE_new();
    for (int i = 0; i < sk_X509_num(all); i++)
        X509_STORE_add_cert(store, sk_X509_value(all, i));
    /* Certificates of offices are for signing documents, not mail. */
    X509_STORE_set_purpose(store, X509_PURPOSE_ANY);
    X509_STORE_set_flags(store, X509_V_FLAG_PARTIAL_CHAIN);
    sk_X509_pop_free(all, X509_free);
    return store;
}

enum ht_rc
ht_signature_check(const char *bytes, size_t len, const char *der, size_t der_len, const char *trust,
                   struct ht_buf *signer, const char **why, struct ht_diag *d)
{
    const unsigned char *p = (const unsigned char *)der;
    X509_STORE *store = trust ? read_trust(trust, d) : NULL;
    if (trust && !store)
        return HT_FAIL;
    CMS_ContentInfo *cms = d2i_CMS_ContentInfo(NULL, &p, (long)der_len);
    BIO *in = BIO_new_mem_buf(bytes, (int)len);
    unsigned flags = CMS_BINARY | (store ? 0 : CMS_NO_SIGNER_CERT_VERIFY);
    *why = NULL;
    if (!cms || (const char *)p != der + der_len)
        *why = "not a CMS signature";
    else if (!CMS_verify(cms, NULL, store, in, NULL, flags))
        *why = ht_openssl_reason();
    else
        name_signer(cms, signer, why);
    ERR_clear_error();
    BIO_free(in);
    CMS_ContentInfo_free(cms);
    X509_STORE_free(store);
    return *why ? HT_BAD : HT_OK;
}

#else

struct ht_signer *
ht_signer_new(const char *path, struct ht_diag *d)
{
    (void)path;
    ht_diag_usage(d, _("this hotich was built without libcrypto and signs nothing; on Debian install libssl-dev and "
                       "build again"));
    return NULL;
}

void
ht_signer_free(struct ht_signer *s)
{
    (void)s;
}

enum ht_rc
ht_signer_sign(struct ht_signer *s, const char *bytes, size_t len, struct ht_buf *der, struct ht_diag *d)
{
    (void)s, (void)bytes, (void)len, (void)der, (void)d;
    return HT_FAIL;
}

enum ht_rc
ht_signature_check(const char *bytes, size_t len, const char *der, size_t der_len, const char *trust,
                   struct ht_buf *signer, const char **why, struct ht_diag *d)
{
    (void)bytes, (void)len, (void)der, (void)der_len, (void)trust, (void)signer, (void)why;
    ht_diag_usage(d, _("this hotich was built without libcrypto and cannot check signatures; on Debian install "
                       "libssl-dev and build again"));
    return HT_FAIL;
}

#endif

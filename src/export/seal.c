/* SPDX-License-Identifier: BSD-2-Clause */
/* Encryption, by OpenSSL's CMS as a filter of bytes. */
#include "config.h"
#include "export/seal.h"

#include "base/prog.h"

#ifdef HAVE_LIBCRYPTO

#include <openssl/cms.h>
#include <openssl/rsa.h>
#include <stdlib.h>

#include "base/mem.h"
#include "export/certs.h"

#define CHUNK (16 * 1024)               /* of the content in one piece of the encoding */

struct ht_recipients {
    STACK_OF(X509) *certs;
    struct ht_diag *diag;
};

/* One output under way: content → chunks → CMS → our own end. */
struct seal {
    CMS_ContentInfo *cms;
    BIO_METHOD *method;                 /* of the end */
    BIO *in, *end;                      /* of the chain */
    ht_out_write *write;
    void *to;
};

static int
end_write(BIO *b, const char *s, size_t len, size_t *done)
{
    struct seal *seal = BIO_get_data(b);
    BIO_clear_retry_flags(b);
    *done = len;
    return seal->write(seal->to, s, len);
}

static long
end_ctrl(BIO *b, int what, long num, void *arg)
{
    (void)b, (void)num, (void)arg;
    return what == BIO_CTRL_FLUSH;
}

static int
end_create(BIO *b)
{
    BIO_set_init(b, 1);
    return 1;
}

static BIO *
new_end(struct seal *s)
{
    s->method = BIO_meth_new(BIO_TYPE_SOURCE_SINK, "hotich");
    if (!s->method)
        ht_oom();
    BIO_meth_set_write_ex(s->method, end_write);
    BIO_meth_set_ctrl(s->method, end_ctrl);
    BIO_meth_set_create(s->method, end_create);
    return BIO_new(s->method);
}

static bool
add_certificates(struct ht_recipients *r, const char *file)
{
    size_t len;
    const char *pem = ht_map_config(file, &len, r->diag);
    const char *wrong = NULL;
    if (!pem)
        return false;
    STACK_OF(X509) *all = ht_certs_read(pem, len);
    ht_unmap(pem, len);
    if (!sk_X509_num(all))
        wrong = _("it holds no certificate");
    for (X509 *cert; (cert = sk_X509_shift(all)) != NULL; sk_X509_push(r->certs, cert))
        if (!ht_key_is_strong(X509_get0_pubkey(cert)))
            wrong = _("the key must be RSA of 2048 bits or an elliptic curve of 256 bits at least");
        else if (!ht_cert_in_force(cert))
            wrong = _("the certificate is out of date, or not yet in force");
    sk_X509_free(all);
    if (wrong)
        ht_diag_usage(r->diag, "--encrypt-for=%s: %s", file, wrong);
    return !wrong;
}

struct ht_recipients *
ht_recipients_new(const struct ht_strv *files, struct ht_diag *d)
{
    struct ht_recipients *r = ht_calloc(1, sizeof *r);
    bool good = true;
    r->diag = d;
    r->certs = sk_X509_new_null();
    if (!r->certs)
        ht_oom();
    for (size_t i = 0; i < files->n; i++)
        good = add_certificates(r, files->v[i]) && good;
    if (good)
        return r;
    ht_recipients_free(r);
    return NULL;
}

void
ht_recipients_free(struct ht_recipients *r)
{
    if (!r)
        return;
    sk_X509_pop_free(r->certs, X509_free);
    free(r);
}

/* The algorithms are those that the circular allows, not the library's defaults. */
static bool
add_recipient(CMS_ContentInfo *cms, X509 *cert)
{
    CMS_RecipientInfo *ri = CMS_add1_recipient_cert(cms, cert, CMS_KEY_PARAM);
    EVP_PKEY_CTX *ctx = ri ? CMS_RecipientInfo_get0_pkey_ctx(ri) : NULL;
    if (!ctx)
        return false;
    if (EVP_PKEY_base_id(X509_get0_pubkey(cert)) != EVP_PKEY_RSA)
        return EVP_PKEY_CTX_set_ecdh_kdf_md(ctx, EVP_sha256()) > 0;
    return EVP_PKEY_CTX_set_rsa_padding(ctx, RSA_PKCS1_OAEP_PADDING) > 0
        && EVP_PKEY_CTX_set_rsa_oaep_md(ctx, EVP_sha256()) > 0;
}

static void
seal_free(void *step)
{
    struct seal *s = step;
    /* From the outside in, down to our own end: CMS has put filters between.  Each is taken off the chain first. */
    for (BIO *b = s->in, *next; b && b != s->end; b = next) {
        next = BIO_pop(b);
        BIO_free(b);
    }
    BIO_free(s->end);
    BIO_meth_free(s->method);
    CMS_ContentInfo_free(s->cms);
    free(s);
}

static void *
seal_new(void *arg, ht_out_write *write, void *to)
{
    struct ht_recipients *r = arg;
    struct seal *s = ht_calloc(1, sizeof *s);
    bool good = true;
    s->write = write;
    s->to = to;
    s->cms = CMS_encrypt(NULL, NULL, EVP_aes_256_gcm(), CMS_STREAM | CMS_PARTIAL | CMS_BINARY);
    for (int i = 0; i < sk_X509_num(r->certs); i++)
        good = good && s->cms && add_recipient(s->cms, sk_X509_value(r->certs, i));
    s->end = new_end(s);
    if (s->end)
        BIO_set_data(s->end, s);
    s->in = good && s->cms && s->end ? BIO_new_CMS(s->end, s->cms) : NULL;
    BIO *buffer = s->in ? BIO_new(BIO_f_buffer()) : NULL;
    if (buffer)
        s->in = BIO_push(buffer, s->in);
    if (buffer && BIO_set_write_buffer_size(buffer, CHUNK) > 0)
        return s;
    ht_diag_fail(r->diag, NULL, NULL, _("nothing can be encrypted: %s"), ht_openssl_reason());
    seal_free(s);
    return NULL;
}

static bool
seal_add(void *step, const char *bytes, size_t len)
{
    size_t done;
    return !len || BIO_write_ex(((struct seal *)step)->in, bytes, len, &done) > 0;
}

static bool
seal_end(void *step)
{
    return BIO_flush(((struct seal *)step)->in) > 0;
}

void
ht_seal(struct ht_out *out, struct ht_recipients *r)
{
    static const struct ht_out_step step = { seal_new, seal_add, seal_end, seal_free };
    ht_out_through(out, &step, r);
}

#else

struct ht_recipients *
ht_recipients_new(const struct ht_strv *files, struct ht_diag *d)
{
    (void)files;
    ht_diag_usage(d, _("this hotich was built without libcrypto and encrypts nothing; on Debian install libssl-dev and "
                       "build again"));
    return NULL;
}

void
ht_recipients_free(struct ht_recipients *r)
{
    (void)r;
}

void
ht_seal(struct ht_out *out, struct ht_recipients *r)
{
    (void)out, (void)r;
}

#endif

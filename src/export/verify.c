/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * --verify: is the package what was packed, to the byte?
 *
 * SHA256SUMS must be exactly what the manifest implies, so that a changed byte in either shows; every part must
 * have its digest and hold as many records as the manifest says; nothing else may lie in the directory.
 */
#include "config.h"
#include "export/export.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/buf.h"
#include "base/dir.h"
#include "base/hash.h"
#include "base/mem.h"
#include "base/prog.h"
#include "export/package.h"
#include "export/seal.h"
#include "export/sign.h"
#include "model/finding.h"
#include "stream/xmlin.h"

struct verify {
    const char *path, *trust;
    struct ht_diag *diag;
    struct ht_package package;
    struct ht_map names;                /* hash of every file name of the package */
    struct ht_buf signer;               /* who signed; empty: nobody */
    struct ht_buf file;                 /* path of the file that is looked at */
    uint64_t problems, sealed;
};

static uint64_t
name_key(const char *name)
{
    return ht_hash(name, strlen(name), 11) | 1;
}

static const char *
member(struct verify *v, const char *name)
{
    ht_buf_clear(&v->file);
    ht_buf_addf(&v->file, "%s/%s", v->path, name);
    return v->file.s;
}

/* A problem with the file that member() named last. */
#define PROBLEM(v, code, ...) \
    ((v)->problems++, ht_find_at((v)->diag, &(struct ht_where){ .file = (v)->file.s }, code, NULL, 0, __VA_ARGS__))

/* ---- one part ---- */

struct count {
    struct ht_stage stage;
    uint64_t n, other;
    const char *reg;
};

static enum ht_rc
count_record(struct ht_stage *s, struct ht_record *r)
{
    struct count *c = (struct count *)s;
    c->n++;
    c->other += strcmp(r->reg->code, c->reg) != 0;
    return HT_OK;
}

static const struct ht_stage_class count_class = { .name = "count", .record = count_record };

static enum ht_rc
count_records(struct verify *v, const struct ht_part *part)
{
    static const char *const no_files[] = { NULL };
    struct ht_in *in = ht_in_open(v->file.s, v->diag);
    if (!in)
        return HT_FAIL;
    struct count c = { { &count_class, NULL }, 0, 0, part->reg };
    enum ht_rc rc = ht_xmlin_read(in, &c.stage, &(struct ht_xmlin_opts){ .files = no_files, .diag = v->diag });
    ht_in_close(in);
    if (rc == HT_OK && (c.n != part->records || c.other)) {
        char found[24], listed[24];
        snprintf(found, sizeof found, "%llu", (unsigned long long)(c.n - c.other));
        snprintf(listed, sizeof listed, "%llu", (unsigned long long)part->records);
        PROBLEM(v, HT_D_907, found, listed, NULL);
    }
    return rc;
}

/* Only its recipients can count the records of an encrypted part. */
static bool
is_sealed(const struct ht_part *part)
{
    size_t n = strlen(part->name), k = strlen(HT_SEAL_SUFFIX);
    return n > k && !strcmp(part->name + n - k, HT_SEAL_SUFFIX);
}

static enum ht_rc
check_part(struct verify *v, const struct ht_part *part)
{
    char hex[HT_DIGEST_HEX];
    if (!ht_is_file(member(v, part->name))) {
        PROBLEM(v, HT_D_903, NULL);
        return HT_OK;
    }
    if (ht_file_digest(v->file.s, hex, v->diag))
        return HT_FAIL;
    if (strcmp(hex, part->sha256)) {
        PROBLEM(v, HT_D_906, NULL);
        return HT_OK;
    }
    if (!is_sealed(part))
        return count_records(v, part);
    v->sealed++;
    return HT_OK;
}

/* ---- the package ---- */

/* HT_OK, HT_BAD after reporting that it is not there or no manifest, HT_FAIL. */
static enum ht_rc
read_manifest(struct verify *v)
{
    size_t len;
    if (!ht_is_file(member(v, HT_PACKAGE_MANIFEST))) {
        PROBLEM(v, HT_D_903, NULL);
        return HT_BAD;
    }
    const char *s = ht_map_file(v->file.s, &len, v->diag);
    if (!s)
        return HT_FAIL;
    enum ht_rc rc = ht_package_read(&v->package, v->file.s, s, len, v->diag);
    v->problems += rc == HT_BAD;
    ht_unmap(s, len);
    return rc;
}

static enum ht_rc
check_sums(struct verify *v)
{
    char hex[HT_DIGEST_HEX];
    if (ht_file_digest(member(v, HT_PACKAGE_MANIFEST), hex, v->diag))
        return HT_FAIL;
    if (!ht_is_file(member(v, HT_PACKAGE_SUMS))) {
        PROBLEM(v, HT_D_903, NULL);
        return HT_OK;
    }
    size_t len;
    const char *s = ht_map_file(v->file.s, &len, v->diag);
    if (!s)
        return HT_FAIL;
    struct ht_buf want = HT_BUF_INIT;
    ht_package_sums(&v->package, hex, &want);
    if (len != want.len || memcmp(s, want.s, len))
        PROBLEM(v, HT_D_908, NULL);
    ht_buf_fini(&want);
    ht_unmap(s, len);
    return HT_OK;
}

/* The signature of the manifest, which names everything else. */
static enum ht_rc
check_signature(struct verify *v)
{
    bool is_signed = ht_is_file(member(v, HT_PACKAGE_SIGNATURE));
    if (!is_signed) {
        if (v->trust)
            PROBLEM(v, HT_D_932, NULL);
        return HT_OK;
    }
    size_t len, der_len;
    const char *why = NULL;
    const char *der = ht_map_file(v->file.s, &der_len, v->diag);
    const char *s = der ? ht_map_file(member(v, HT_PACKAGE_MANIFEST), &len, v->diag) : NULL;
    enum ht_rc rc = HT_FAIL;
    if (s)
        rc = ht_signature_check(s, len, der, der_len, v->trust, &v->signer, &why, v->diag);
    member(v, HT_PACKAGE_SIGNATURE);
    if (rc == HT_BAD)
        PROBLEM(v, HT_D_933, why, NULL);
    ht_unmap(s, s ? len : 0);
    ht_unmap(der, der ? der_len : 0);
    return rc == HT_FAIL ? HT_FAIL : HT_OK;
}

static void
check_totals(struct verify *v)
{
    uint64_t n = 0;
    for (size_t i = 0; i < v->package.parts; i++)
        n += v->package.part[i].records;
    if (n == v->package.records)
        return;
    char found[24], listed[24];
    snprintf(found, sizeof found, "%llu", (unsigned long long)n);
    snprintf(listed, sizeof listed, "%llu", (unsigned long long)v->package.records);
    member(v, HT_PACKAGE_MANIFEST);
    PROBLEM(v, HT_D_907, found, listed, NULL);
}

static enum ht_rc
check_entry(void *arg, const char *name, bool is_regular, uint64_t size)
{
    struct verify *v = arg;
    (void)size;
    if (is_regular && ht_map_find(&v->names, name_key(name)))
        return HT_OK;
    member(v, name);
    PROBLEM(v, HT_D_905, NULL);
    return HT_OK;
}

static void
remember_names(struct verify *v)
{
    ht_map_get(&v->names, name_key(HT_PACKAGE_MANIFEST), NULL);
    ht_map_get(&v->names, name_key(HT_PACKAGE_SUMS), NULL);
    ht_map_get(&v->names, name_key(HT_PACKAGE_SIGNATURE), NULL);
    for (size_t i = 0; i < v->package.parts; i++)
        ht_map_get(&v->names, name_key(v->package.part[i].name), NULL);
}

static enum ht_rc
check_all(struct verify *v)
{
    enum ht_rc rc = read_manifest(v);
    if (rc)
        return rc;
    remember_names(v);
    rc = check_sums(v);
    if (rc == HT_OK)
        rc = check_signature(v);
    for (size_t i = 0; i < v->package.parts && rc == HT_OK; i++)
        rc = check_part(v, &v->package.part[i]);
    if (rc == HT_OK)
        check_totals(v);
    return rc == HT_OK ? ht_dir_each(v->path, check_entry, v, v->diag) : rc;
}

/* ---- the verdict ---- */

static uint64_t
errors_found(const struct ht_package *p)
{
    uint64_t n = 0;
    for (size_t i = 0; i < p->findings; i++)
        if (!strcmp(p->finding[i].severity, "error"))
            n += p->finding[i].n;
    return n;
}

static void
say_verdict(const struct verify *v, struct ht_out *out)
{
    if (v->problems) {
        ht_out_addf(out, ht_ngettext("%s: must not be submitted: %llu problem, make the package again\n",
            "%s: must not be submitted: %llu problems, make the package again\n", (unsigned long)v->problems), v->path,
                    (unsigned long long)v->problems);
        return;
    }
    struct ht_buf records = HT_BUF_INIT, parts = HT_BUF_INIT;
    ht_buf_add_count(&records, "%llu record", "%llu records", v->package.records);
    ht_buf_add_count(&parts, "%llu part", "%llu parts", v->package.parts);
    ht_out_addf(out, _("%s: may be submitted: %s in %s, every byte as packed"), v->path, records.s, parts.s);
    ht_buf_fini(&records);
    ht_buf_fini(&parts);
    if (v->signer.len)
        ht_out_addf(out, v->trust ? _(", signed by %s") : _(", signed by %s (not checked against an authority)"),
                    v->signer.s);
    if (v->sealed)
        ht_out_addf(out, ht_ngettext("; %llu part is encrypted, its records were not counted",
            "; %llu parts are encrypted, their records were not counted", (unsigned long)v->sealed),
                    (unsigned long long)v->sealed);
    uint64_t errors = errors_found(&v->package);
    if (errors)
        ht_out_addf(out, ht_ngettext("; but %llu error is reported in the records",
            "; but %llu errors are reported in the records", (unsigned long)errors), (unsigned long long)errors);
    ht_out_addc(out, '\n');
}

enum ht_rc
ht_verify_package(const char *path, const char *trust, struct ht_out *out, struct ht_diag *d)
{
    struct verify v = { .path = path, .trust = trust, .diag = d, .signer = HT_BUF_INIT, .file = HT_BUF_INIT };
    enum ht_rc rc = HT_FAIL;
    if (ht_is_dir(path))
        rc = check_all(&v);
    else
        ht_diag_fail(d, &(struct ht_where){ .file = path }, NULL,
                     _("this is no package: a package is a directory with a file %s"), HT_PACKAGE_MANIFEST);
    if (rc != HT_FAIL) {
        say_verdict(&v, out);
        rc = v.problems ? HT_BAD : HT_OK;
    }
    ht_package_fini(&v.package);
    ht_map_fini(&v.names);
    ht_buf_fini(&v.signer);
    ht_buf_fini(&v.file);
    return rc;
}

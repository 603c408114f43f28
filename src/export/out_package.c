/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * --to=package: gzip parts by ledger with a manifest, in a directory that appears whole.  Every ledger keeps its part
 * open to the end (export/awake.h).
 */
#include "config.h"
#include "export/export.h"

#include <stdlib.h>
#include <string.h>

#include "base/dir.h"
#include "base/io.h"
#include "base/mem.h"
#include "base/prog.h"
#include "export/awake.h"
#include "export/ledger.h"
#include "export/package.h"
#include "export/resume.h"
#include "export/sign.h"
#include "stream/xmlout.h"

#define TRAILER_ROOM 128                /* the XML trailer and gzip's */

/* The part that a ledger's records go to now. */
struct writer {
    struct ht_ledger *ledger;
    struct ht_out *out;                 /* NULL: none open */
    unsigned parts;                     /* opened so far */
    size_t part;                        /* index into the package's list */
    uint64_t records;                   /* in this part */
    uint64_t all_records;               /* in all of them */
    struct ht_tally findings;
    bool kept;                          /* the part is an earlier run's; its records are only counted */
    struct ht_turn turn;
};

struct out_package {
    struct ht_stage stage;
    struct ht_export *x;
    struct ht_dir *dir;
    struct ht_resume *resume;
    struct ht_packer *packer;
    struct ht_signer *signer;           /* NULL: unsigned */
    struct ht_ledgers ledgers;
    struct ht_package package;
    struct ht_awake awake;
    struct ht_out *next;                /* with --split: a record, written here first to know its length */
};

static char *
part_name(const struct writer *w, bool sealed)
{
    struct ht_buf b = HT_BUF_INIT;
    ht_ledger_stem(w->ledger, &b);
    if (w->parts > 1)
        ht_buf_addf(&b, ".p%u", w->parts);
    ht_buf_adds(&b, ".xml.gz");
    if (sealed)
        ht_buf_adds(&b, HT_SEAL_SUFFIX);
    return ht_buf_take(&b);
}

static bool
open_part(struct out_package *o, struct writer *w)
{
    struct ht_package *p = &o->package;
    w->parts++;
    w->part = p->parts;
    w->records = 0;
    p->part = ht_grow(p->part, &p->parts_cap, p->parts + 1, sizeof *p->part);
    p->part[p->parts++] = (struct ht_part){
        .name = part_name(w, o->x->recipients != NULL), .reg = ht_strdup(w->ledger->reg->code),
        .year = ht_strdup(w->ledger->year),
        .volume = ht_strdup(w->ledger->volume), .place = ht_strdup(w->ledger->place),
    };
    const struct ht_part *kept = ht_resume_part(o->resume, p->part[w->part].name);
    w->kept = kept != NULL;
    if (kept) {
        struct ht_part *part = &p->part[w->part];
        part->records = kept->records;
        part->bytes = kept->bytes;
        part->xml_bytes = kept->xml_bytes;
        memcpy(part->sha256, kept->sha256, sizeof part->sha256);
        return true;
    }
    w->out = ht_dir_file(o->dir, p->part[w->part].name, HT_OUT_DIGEST);
    if (!w->out)
        return false;
    if (o->x->recipients)
        ht_seal(w->out, o->x->recipients);
    ht_out_pack(w->out, o->packer);
    ht_xml_head(w->out);
    return true;
}

static enum ht_rc
close_part(struct out_package *o, struct writer *w)
{
    struct ht_part *part = &o->package.part[w->part];
    ht_xml_trailer(w->out, w->records);
    part->records = w->records;
    part->xml_bytes = ht_out_bytes(w->out);
    enum ht_rc rc = ht_out_close_sized(w->out, part->sha256, &part->bytes);
    w->out = NULL;
    if (rc == HT_OK)
        ht_resume_add(o->resume, part);
    return rc;
}

/* An idle part packs what it holds back, in the background: when it rests, there is nothing to wait for. */
static void
idle(void *arg, void *writer)
{
    struct writer *w = writer;
    (void)arg;
    if (w->out)
        ht_out_start(w->out);
}

/* Gives back what an idle part holds in memory.  Encryption cannot lie down: its part ends. */
static enum ht_rc
rest(void *arg, void *writer)
{
    struct out_package *o = arg;
    struct writer *w = writer;
    if (w->out && o->x->recipients)
        return close_part(o, w);
    if (w->out)
        ht_out_park(w->out);
    return HT_OK;
}

/* True if LEN more bytes and the trailer could make the part longer than --split says.  Packing goes on in the
 * background, so the size is first bounded, then known; the answer does not depend on how far the packing is. */
static bool
is_full(const struct out_package *o, struct writer *w, size_t len)
{
    uint64_t more = len + len / 1024 + TRAILER_ROOM;
    if (!w->records || ht_out_bound(w->out) + more <= o->x->split)
        return false;
    ht_out_drain(w->out);
    return ht_out_bound(w->out) + more > o->x->split;
}

/* Writes R to the part of W, or to a new one if that would become too long. */
static enum ht_rc
put_record(struct out_package *o, struct writer *w, const struct ht_record *r)
{
    const char *bytes = NULL;
    size_t len = 0;
    if (w->kept && w->records < o->package.part[w->part].records)
        return HT_OK;
    if (o->next) {
        ht_out_mem_clear(o->next);
        ht_xml_record(o->next, r);
        bytes = ht_out_mem_bytes(o->next, &len);
        if (w->out && is_full(o, w, len) && close_part(o, w))
            return HT_FAIL;
    }
    if (!w->out && !open_part(o, w))
        return HT_FAIL;
    if (w->kept)
        return HT_OK;
    if (bytes)
        ht_out_add(w->out, bytes, len);
    else
        ht_xml_record(w->out, r);
    return HT_OK;
}

static enum ht_rc
record(struct ht_stage *s, struct ht_record *r)
{
    struct out_package *o = (struct out_package *)s;
    bool fresh;
    struct ht_ledger *l = ht_ledger_of(&o->ledgers, r, &fresh);
    if (fresh) {
        struct writer *w = ht_calloc(1, sizeof *w);
        w->ledger = l;
        w->turn.owner = w;
        l->own = w;
    }
    struct writer *w = l->own;
    if (ht_awake_use(&o->awake, &w->turn) || put_record(o, w, r))
        return HT_FAIL;
    w->records++;
    w->all_records++;
    o->x->written++;
    if (r->findings)
        ht_tally_record(&w->findings, r);
    if (w->kept || !ht_out_failed(w->out))
        return HT_OK;
    ht_out_close(w->out, NULL);         /* reports */
    w->out = NULL;
    return HT_FAIL;
}

/* Tells the manifest of the ledgers. */
static void
list_ledgers(struct out_package *o)
{
    struct ht_package *p = &o->package;
    p->ledger = ht_calloc(o->ledgers.n + 1, sizeof *p->ledger);
    for (; p->ledgers < o->ledgers.n; p->ledgers++) {
        const struct ht_ledger *l = o->ledgers.v[p->ledgers];
        const struct writer *w = l->own;
        p->ledger[p->ledgers] = (struct ht_package_ledger){
            .ledger = l, .records = w->all_records, .parts = w->parts, .findings = w->findings,
        };
    }
}

static enum ht_rc
write_file(struct out_package *o, const char *name, const char *s, size_t len, char *hex)
{
    struct ht_out *out = ht_dir_file(o->dir, name, HT_OUT_DIGEST);
    if (!out)
        return HT_FAIL;
    ht_out_add(out, s, len);
    return ht_out_close(out, hex);
}

/* Writes the manifest and, if asked to, its signature.  HEX gets the manifest's digest. */
static enum ht_rc
write_manifest(struct out_package *o, char *hex)
{
    struct ht_out *mem = ht_out_mem(o->x->diag);
    struct ht_buf der = HT_BUF_INIT;
    char unused[HT_DIGEST_HEX];
    size_t len;
    ht_package_write(&o->package, mem);
    const char *s = ht_out_mem_bytes(mem, &len);
    enum ht_rc rc = write_file(o, HT_PACKAGE_MANIFEST, s, len, hex);
    if (rc == HT_OK && o->signer)
        rc = ht_signer_sign(o->signer, s, len, &der, o->x->diag);
    if (rc == HT_OK && o->signer)
        rc = write_file(o, HT_PACKAGE_SIGNATURE, der.s, der.len, unused);
    ht_out_abandon(mem);
    ht_buf_fini(&der);
    return rc;
}

static enum ht_rc
end(struct ht_stage *s)
{
    struct out_package *o = (struct out_package *)s;
    for (size_t i = 0; i < o->ledgers.n; i++) {
        struct writer *w = o->ledgers.v[i]->own;
        if (w->out && close_part(o, w))
            return HT_FAIL;
        if (w->kept && w->records < o->package.part[w->part].records) {
            ht_diag_fail(o->x->diag, &(struct ht_where){ .file = o->package.part[w->part].name }, NULL,
                         _("the input was changed while it was read; run this again"));
            return HT_FAIL;
        }
    }
    char hex[HT_DIGEST_HEX];
    list_ledgers(o);
    o->package.records = o->x->written;
    if (write_manifest(o, hex))
        return HT_FAIL;
    struct ht_buf sums = HT_BUF_INIT;
    ht_package_sums(&o->package, hex, &sums);
    enum ht_rc rc = write_file(o, HT_PACKAGE_SUMS, sums.s, sums.len, hex);
    ht_buf_fini(&sums);
    if (rc)
        return rc;
    ht_resume_free(o->resume);
    o->resume = NULL;
    rc = ht_dir_commit(o->dir);
    o->dir = NULL;
    if (rc == HT_OK && o->x->made)
        o->x->made(o->x->arg, o->x->output, hex, sums.len, o->x->written);
    return rc;
}

static void
release(struct ht_stage *s)
{
    struct out_package *o = (struct out_package *)s;
    for (size_t i = 0; i < o->ledgers.n; i++) {
        struct writer *w = o->ledgers.v[i]->own;
        ht_out_abandon(w->out);
        ht_tally_fini(&w->findings);
        free(w);
    }
    ht_ledgers_fini(&o->ledgers);
    free(o->package.ledger);
    ht_package_fini(&o->package);
    ht_out_abandon(o->next);
    ht_packer_free(o->packer);
    ht_signer_free(o->signer);
    ht_resume_free(o->resume);
    ht_dir_abandon(o->dir);
    free(o);
}

static const struct ht_stage_class out_package = { "package", record, end, release };

struct ht_stage *
ht_export_package(struct ht_export *x)
{
    if (!ht_digest_available()) {
        ht_diag_usage(x->diag, _("this hotich was built without libcrypto and makes no packages; on Debian install "
                                 "libssl-dev and build again"));
        return NULL;
    }
    struct ht_signer *signer = x->sign ? ht_signer_new(x->sign, x->diag) : NULL;
    if (x->sign && !signer)
        return NULL;
    struct ht_dir *dir;
    struct ht_resume *resume = ht_resume_open(x->output, x->key, &dir, x->diag);
    if (!resume) {
        ht_signer_free(signer);
        return NULL;
    }
    struct out_package *o = ht_calloc(1, sizeof *o);
    o->stage.cls = &out_package;
    o->x = x;
    o->dir = dir;
    o->resume = resume;
    o->signer = signer;
    o->awake = (struct ht_awake){ .idle = idle, .rest = rest, .arg = o };
    o->packer = ht_packer_new(x->jobs, x->split > 0);
    if (x->split)
        o->next = ht_out_mem(x->diag);
    o->package.tool = ht_strdup("hotich-export " PACKAGE_VERSION);
    o->package.checks = x->checks;
    o->package.profile = ht_strdup(x->profile ? x->profile : "standard");
    return &o->stage;
}

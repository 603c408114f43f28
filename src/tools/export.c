/* SPDX-License-Identifier: BSD-2-Clause */
/* hotich-export: canonical XML in, a deliverable out; or a package is verified. */
#include "config.h"
#include "tools/mains.h"

#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "base/mem.h"
#include "base/prog.h"
#include "export/deidentify.h"
#include "export/export.h"
#include "export/receipt.h"
#include "model/codelist.h"
#include "tools/manifest.h"
#include "tools/tool.h"

struct export_options {
    const char *to, *verify, *columns, *reg, *scans, *sign, *trust;
    struct ht_strv encrypt_for, receipt;
    const char *sent, *key;
    bool deidentify;
    uint64_t accepted;                  /* entries left out, as a receipt says */
    struct ht_stage *sent_stage;        /* NULL: no list is wanted */
    size_t split;
    unsigned long jobs, suppress;
    char key_of_run[HT_DIGEST_HEX];
    struct ht_export x;                 /* what the exporter is told; lives as long as the tool */
};

#define AT(member) offsetof(struct export_options, member)

static const struct ht_opt options[] = {
    { 0, "to", HT_OPT_STR, AT(to), N_("FORM"),
      N_("what to make: xml (default), package, moj, csv, json, qcvn109, sqlite, stats"), NULL },
    { 0, "columns", HT_OPT_STR, AT(columns), N_("LIST"),
      N_("only these fields: names with commas between them; in csv in this order"), NULL },
    { 0, "register", HT_OPT_STR, AT(reg), N_("CODE"), N_("only entries of this register: KS, KH, KT, …"), NULL },
    { 0, "scans", HT_OPT_STR, AT(scans), N_("DIR|ZIP"),
      N_("moj: the PDFs, in a directory tree or a zip archive"), NULL },
    { 0, "split", HT_OPT_SIZE, AT(split), N_("SIZE"), N_("package: parts of at most SIZE bytes (20M, 1G)"),
      NULL },
    { 0, "jobs", HT_OPT_UINT, AT(jobs), N_("N"),
      N_("compress on N cores (default: all, at most 4); the bytes stay the same"), NULL },
    { 0, "suppress", HT_OPT_UINT, AT(suppress), N_("K"),
      N_("stats: publish no count from 1 to K - 1, and nothing that tells one (default 5)"), NULL },
    { 0, "sign", HT_OPT_STR, AT(sign), N_("KEY"),
      N_("package: sign the manifest with the key and certificate in KEY (PEM)"), NULL },
    { 0, "receipt", HT_OPT_LIST, AT(receipt), N_("FILE"),
      N_("leave out what the warehouse accepted, as FILE says; may be given several times"), NULL },
    { 0, "sent", HT_OPT_STR, AT(sent), N_("FILE"), N_("list what was sent in FILE, for the receipt"), NULL },
    { 0, "deidentify", HT_OPT_FLAG, AT(deidentify), NULL,
      N_("for tests and research: pseudonyms, years, provinces; no other personal data"), NULL },
    { 0, "key", HT_OPT_STR, AT(key), N_("FILE"),
      N_("deidentify: the same pseudonyms in every run with this secret"), NULL },
    { 0, "encrypt-for", HT_OPT_LIST, AT(encrypt_for), N_("CERT"),
      N_("encrypt for the holder of the certificate in CERT (PEM); may be given several times"), NULL },
    { 0, "verify", HT_OPT_STR, AT(verify), N_("PACKAGE"),
      N_("check a package to the byte and say whether it may be submitted"), NULL },
    { 0, "trust", HT_OPT_STR, AT(trust), N_("CERTS"),
      N_("verify: the signature must lead to one of the certificates in CERTS (PEM)"), NULL },
    { 0, NULL, HT_OPT_FLAG, 0, NULL, NULL, NULL },
};

/* ---- --verify: a source that checks a package and pushes nothing ---- */

struct verify_source {
    struct ht_source source;
    struct ht_tool *t;
};

static enum ht_rc
run_verify(struct ht_source *s, struct ht_stage *first)
{
    struct ht_tool *t = ((struct verify_source *)s)->t;
    const struct export_options *o = t->own;
    (void)first;
    struct ht_out *out = ht_out_open(t->common.output, 0, t->diag);
    if (!out)
        return HT_FAIL;
    enum ht_rc rc = ht_verify_package(o->verify, o->trust, out, t->diag);
    if (ht_out_close(out, NULL))
        rc = HT_FAIL;
    if (rc == HT_BAD)
        ht_diag_raise(t->diag, HT_EXIT_FINDINGS);
    return rc == HT_FAIL ? HT_FAIL : HT_OK;
}

static const struct ht_source_class verify_source = { "verify", run_verify, NULL };

static enum ht_rc
swallow(struct ht_stage *s, struct ht_record *r)
{
    (void)s, (void)r;
    return HT_OK;
}

static const struct ht_stage_class nowhere = { .name = "nowhere", .record = swallow };

static int
open_verify(struct ht_tool *t, struct ht_source **source, struct ht_stage **stage)
{
    if (!t->first || t->nfiles) {
        ht_diag_usage(t->diag, _("--verify checks one package and reads nothing else"));
        return -1;
    }
    struct verify_source *v = ht_calloc(1, sizeof *v);
    v->source.cls = &verify_source;
    v->t = t;
    *source = &v->source;
    *stage = ht_calloc(1, sizeof **stage);
    (*stage)->cls = &nowhere;
    return 0;
}

/* ---- --register: a stage that lets one register pass ---- */

struct only {
    struct ht_stage stage;
    const struct ht_register *reg;
    struct ht_tool *t;
    uint64_t left_out;
};

static enum ht_rc
only_record(struct ht_stage *s, struct ht_record *r)
{
    struct only *o = (struct only *)s;
    if (r->reg == o->reg)
        return ht_pass(s, r);
    o->t->counts.read--;                /* not asked for: neither read nor rejected */
    o->left_out++;
    return HT_OK;
}

static enum ht_rc
only_end(struct ht_stage *s)
{
    struct only *o = (struct only *)s;
    ht_diag_note(o->t->diag, ht_ngettext("%llu entry of another register was left out, as --register says",
            "%llu entries of other registers were left out, as --register says", (unsigned long)o->left_out),
                 (unsigned long long)o->left_out);
    return HT_OK;
}

static const struct ht_stage_class only_class = { "register", only_record, only_end, NULL };

static struct ht_stage *
new_only(struct ht_tool *t, const struct ht_register *reg, struct ht_stage *next)
{
    struct only *o = ht_calloc(1, sizeof *o);
    o->stage.cls = &only_class;
    o->stage.next = next;
    o->reg = reg;
    o->t = t;
    return &o->stage;
}

/* ---- the exporter ---- */

/* Chooses the exporter; NULL after reporting. */
static const struct ht_exporter *
choose(struct ht_tool *t)
{
    const struct export_options *o = t->own;
    const struct ht_exporter *e = ht_exporter_by_name(o->to ? o->to : "xml");
    if (!e) {
        struct ht_buf all = HT_BUF_INIT;
        for (size_t i = 0; ht_exporter_at(i); i++)
            ht_buf_addf(&all, "%s%s", i ? ", " : "", ht_exporter_at(i)->name);
        ht_diag_usage(t->diag, _("--to=%s is not known; there are %s"), o->to, all.s);
        ht_buf_fini(&all);
        return NULL;
    }
    if (e->to_path && (!t->common.output || !strcmp(t->common.output, "-"))) {
        ht_diag_usage(t->diag, _("--to=%s does not go to standard output; say where with -o PATH"), e->name);
        return NULL;
    }
    return ht_tool_may_print(t) ? e : NULL;
}

static void
note_output(void *arg, const char *name, const char *hex, uint64_t bytes, uint64_t records)
{
    ht_manifest_output(arg, name, hex, bytes, records);
}

/* Stands for all that the parts of a package are made of, so that a later run can tell whether a killed one was
 * the same; NULL where that cannot be known beforehand, or where no two runs give the same bytes. */
static const char *
key_of_run(struct ht_tool *t)
{
    struct export_options *o = t->own;
    struct ht_buf b = HT_BUF_INIT;
    bool good = ht_digest_available() && t->first && t->nfiles && !o->deidentify && !o->receipt.n
        && !o->encrypt_for.n;
    ht_buf_addf(&b, "%s %zu %s\n", PACKAGE_VERSION, o->split, o->reg ? o->reg : "");
    for (size_t i = 0; i < t->nfiles && good; i++)
        good = strcmp(t->files[i], "-") && ht_file_identity(t->files[i], &b);
    if (good) {
        struct ht_digest *sha = ht_digest_new();
        ht_digest_add(sha, b.s, b.len);
        ht_digest_hex(sha, o->key_of_run);
        ht_digest_free(sha);
    }
    ht_buf_fini(&b);
    return good ? o->key_of_run : NULL;
}

static bool
fill(struct ht_tool *t, const struct ht_exporter *e)
{
    struct export_options *o = t->own;
    if (o->reg && !ht_register_by_code(o->reg, strlen(o->reg))) {
        ht_diag_usage(t->diag, _("--register=%s is not known; registers are KS, KH, KT, CMC, HN, …: see hotich(5)"),
                      o->reg);
        return false;
    }
    if (o->trust) {
        ht_diag_usage(t->diag, _("%s is only for --verify"), "--trust");
        return false;
    }
    /* An option that a form does not know would be passed over in silence. */
    const struct {
        bool given;
        const char *option, *forms;
    } for_some[] = {
        { o->split > 0, "--split", "package" },
        { o->scans != NULL, "--scans", "moj" },
        { o->sign != NULL, "--sign", "package" },
        { o->encrypt_for.n > 0, "--encrypt-for", "xml package csv json qcvn109" },
        { o->suppress > 0, "--suppress", "stats" },
        { o->columns != NULL, "--columns", "xml csv json" },
    };
    for (size_t i = 0; i < HT_COUNT(for_some); i++)
        if (for_some[i].given && !strstr(for_some[i].forms, e->name)) {
            ht_diag_usage(t->diag, _("%s is only for --to=%s"), for_some[i].option, for_some[i].forms);
            return false;
        }
    if (o->key && !o->deidentify) {
        ht_diag_usage(t->diag, _("%s is only for --deidentify"), "--key");
        return false;
    }
    if (o->deidentify && (o->receipt.n || o->sent || o->scans)) {
        ht_diag_usage(t->diag, _("--deidentify takes away what %s needs"),
                      o->receipt.n ? "--receipt" : o->sent ? "--sent" : "--scans");
        return false;
    }
    struct ht_recipients *recipients = NULL;
    if (o->encrypt_for.n && !(recipients = ht_recipients_new(&o->encrypt_for, t->diag)))
        return false;
    o->x = (struct ht_export){
        .recipients = recipients,
        .output = t->common.output, .profile = t->common.profile, .columns = o->columns,
        .reg = o->reg ? ht_register_by_code(o->reg, strlen(o->reg)) : NULL,
        .scans = o->scans, .sign = o->sign, .checks = t->checked,
        .key = strcmp(e->name, "package") ? NULL : key_of_run(t),
        .lists = ht_lists_dir(t->common.lists), .split = o->split, .jobs = o->jobs, .suppress = o->suppress,
        .diag = t->diag,
        .made = t->manifest ? note_output : NULL, .arg = t->manifest,
    };
    return true;
}

static void
release_options(struct export_options *o)
{
    ht_recipients_free(o->x.recipients);
    o->x.recipients = NULL;
}

/* Hangs NEW before *FIRST; false if it is NULL. */
static bool
hang(struct ht_stage **first, struct ht_stage *new)
{
    if (!new)
        return false;
    new->next = *first;
    *first = new;
    return true;
}

/* What the options put before the exporter.  NULL, with LAST freed, after reporting. */
static struct ht_stage *
hang_before(struct ht_tool *t, struct ht_stage *last)
{
    struct export_options *o = t->own;
    struct ht_stage *first = last;
    bool good = true;
    if (o->sent)
        good = hang(&first, o->sent_stage = ht_sent_new(o->sent, &o->x.rejected, t->diag));
    if (good && o->deidentify)
        good = hang(&first, ht_deidentify_new(o->key, o->x.lists, t->diag));
    if (good && o->receipt.n)
        good = hang(&first, ht_receipt_new(&o->receipt, &o->accepted, t->diag));
    if (good && o->x.reg)
        good = hang(&first, new_only(t, o->x.reg, first));
    if (good)
        return first;
    ht_stages_free(first);
    return NULL;
}

static int
open_export(struct ht_tool *t, struct ht_source **source, struct ht_stage **stage)
{
    struct export_options *o = t->own;
    if (o->verify)
        return open_verify(t, source, stage);
    const struct ht_exporter *e = choose(t);
    struct ht_stage *last = e && fill(t, e) ? e->open(&o->x) : NULL;
    if (!last) {
        release_options(o);
        return -1;
    }
    if (e->to_path && o->jobs > 1)
        t->jobs = o->jobs < 64 ? (unsigned)o->jobs : 64;
    *stage = hang_before(t, last);
    if (*stage)
        return 0;
    release_options(o);
    return -1;
}

static void
close_export(struct ht_tool *t, bool ok)
{
    struct export_options *o = t->own;
    if (ok && o->sent_stage)
        ht_sent_close(o->sent_stage);
    t->counts.read -= o->accepted;      /* not asked for again: neither read nor rejected */
    release_options(o);
    t->counts.written = o->x.written;
    t->counts.rejected = o->x.rejected;
}

const struct ht_tool_class ht_tool_export = {
    .name = "hotich-export",
    .verb = "export",
    .synopsis = N_("--to=FORM [OPTION]... [FILE]..."),
    .about = N_("Writes deliverables.  What is made appears under its name only when it is complete."),
    .options = options,
    .own_size = sizeof(struct export_options),
    .own_output = true,
    .open = open_export,
    .close = close_export,
};

int
ht_main_export(int argc, char **argv)
{
    return ht_tool_main(&ht_tool_export, argc, argv);
}

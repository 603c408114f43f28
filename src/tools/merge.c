/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * "hotich merge".  Manifests name the parts with their SHA-256 and counts; everything is checked before the first byte
 * is written, so that a missing, doubled, cut or changed part ends in a message and no output.
 *
 * Ids are unique in a run, so a number that two parts have gets "~2" here as it would have there.
 */
#include "config.h"
#include "tools/merge.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#ifdef HAVE_JANSSON
#include <jansson.h>
#endif

#include "base/hash.h"
#include "base/mem.h"
#include "base/prog.h"
#include "model/finding.h"
#include "stream/xmlin.h"
#include "tools/manifest.h"
#include "tools/tool.h"

struct merge_options {
    unsigned long expect;
};

#define AT(member) offsetof(struct merge_options, member)

static const struct ht_opt options[] = {
    { 0, "expect", HT_OPT_UINT, AT(expect), N_("N"), N_("refuse to go on unless there are N parts"), NULL },
    { 0, NULL, HT_OPT_FLAG, 0, NULL, NULL, NULL },
};

struct part {
    char *path;
    char *said_by;                      /* the manifest */
    char sha256[HT_DIGEST_HEX];
    uint64_t records;
};

struct merge {
    struct ht_source source;
    struct ht_tool *t;
    struct part *part;
    size_t n, cap;
};

#define FAIL(m, path, code, ...) \
    (ht_find_fail((m)->t->diag, &(struct ht_where){ .file = path }, code, __VA_ARGS__), HT_FAIL)

static const char *
number(char text[24], uint64_t n)
{
    snprintf(text, 24, "%llu", (unsigned long long)n);
    return text;
}

/* ---- manifests ---- */

#ifdef HAVE_JANSSON

/* The path of a part: beside the manifest, else as the manifest says. */
static char *
part_path(const char *manifest, const char *file)
{
    const char *slash = strrchr(manifest, '/');
    struct ht_buf b = HT_BUF_INIT;
    if (slash && *file != '/') {
        ht_buf_addf(&b, "%.*s/%s", (int)(slash - manifest), manifest, file);
        if (ht_is_file(b.s) || ht_is_dir(b.s) || !ht_is_file(file))
            return ht_buf_take(&b);
        ht_buf_clear(&b);
    }
    ht_buf_adds(&b, file);
    return ht_buf_take(&b);
}

static int
hex_digit(char c)
{
    return c >= '0' && c <= '9' ? c - '0' : c >= 'a' && c <= 'f' ? c - 'a' + 10 : -1;
}

/* The name of O's file, to be freed: "file", or the bytes of "fileHex" if it is no UTF-8.  NULL: neither is good. */
static char *
file_of(const json_t *o)
{
    const char *file = json_string_value(json_object_get(o, "file"));
    const char *hex = json_string_value(json_object_get(o, "fileHex"));
    if (!file || !hex)
        return file ? ht_strdup(file) : NULL;
    struct ht_buf b = HT_BUF_INIT;
    for (; hex[0] && hex[1]; hex += 2) {
        int high = hex_digit(hex[0]), low = hex_digit(hex[1]);
        if (high < 0 || low < 0 || !(high | low))
            break;
        ht_buf_addc(&b, (char)(high << 4 | low));
    }
    if (*hex)
        ht_buf_clear(&b);
    char *name = ht_buf_take(&b);
    if (*name)
        return name;
    free(name);
    return NULL;
}

static bool
add_part(struct merge *m, const char *manifest, const json_t *o)
{
    char *file = file_of(o);
    const char *hex = json_string_value(json_object_get(o, "sha256"));
    const json_t *records = json_object_get(o, "records");
    if (!file || !hex || strlen(hex) != HT_DIGEST_HEX - 1 || !json_is_integer(records)) {
        free(file);
        return false;
    }
    m->part = ht_grow(m->part, &m->cap, m->n + 1, sizeof *m->part);
    struct part *p = &m->part[m->n++];
    p->path = part_path(manifest, file);
    free(file);
    p->said_by = ht_strdup(manifest);
    memcpy(p->sha256, hex, HT_DIGEST_HEX);
    p->records = (uint64_t)json_integer_value(records);
    return true;
}

static enum ht_rc
take_manifest(struct merge *m, const char *path, const json_t *root)
{
    const json_t *outputs = json_object_get(root, "outputs");
    json_int_t failed = json_integer_value(json_object_get(root, "failed"));
    if (failed) {
        char f[24], all[24];
        return FAIL(m, path, HT_D_921, number(f, (uint64_t)failed),
                    number(all, (uint64_t)json_integer_value(json_object_get(root, "ledgers"))), NULL);
    }
    bool good = json_array_size(outputs) > 0;
    for (size_t i = 0; i < json_array_size(outputs) && good; i++)
        good = add_part(m, path, json_array_get(outputs, i));
    return good ? HT_OK : FAIL(m, path, HT_D_920, _("it names no outputs with SHA-256 and count"), NULL);
}

static enum ht_rc
read_manifest(struct merge *m, const char *path)
{
    size_t len;
    json_error_t err;
    const char *s = ht_map_file(path, &len, m->t->diag);
    if (!s)
        return HT_FAIL;
    json_t *root = json_loadb(s, len, JSON_REJECT_DUPLICATES, &err);
    ht_unmap(s, len);
    enum ht_rc rc = root ? take_manifest(m, path, root) : FAIL(m, path, HT_D_920, err.text, NULL);
    json_decref(root);
    return rc;
}

#else

static enum ht_rc
read_manifest(struct merge *m, const char *path)
{
    (void)path;
    ht_diag_usage(m->t->diag, _("this hotich was built without jansson and cannot read manifests; on Debian install "
                                "libjansson-dev and build again"));
    return HT_FAIL;
}

#endif

/* ---- checks ---- */

static enum ht_rc
check_doubles(const struct merge *m)
{
    struct ht_map seen = {0};
    enum ht_rc rc = HT_OK;
    for (size_t i = 0; i < m->n && rc == HT_OK; i++) {
        const struct part *p = &m->part[i];
        /* Empty parts are all alike. */
        uint64_t key = p->records ? ht_hash(p->sha256, sizeof p->sha256, 17) | 1
                                  : ht_hash(p->path, strlen(p->path), 19) | 1;
        bool fresh;
        uint64_t *at = ht_map_get(&seen, key, &fresh);
        if (fresh)
            *at = i;
        else
            rc = FAIL(m, p->path, HT_D_923, m->part[*at].said_by, NULL);
    }
    ht_map_fini(&seen);
    return rc;
}

static enum ht_rc
check_bytes(const struct merge *m)
{
    enum ht_rc rc = HT_OK;
    for (size_t i = 0; i < m->n; i++) {
        char hex[HT_DIGEST_HEX];
        const struct part *p = &m->part[i];
        if (!ht_is_file(p->path))
            rc = FAIL(m, p->path, HT_D_922, NULL);
        else if (ht_file_digest(p->path, hex, m->t->diag))
            rc = HT_FAIL;
        else if (strcmp(hex, p->sha256))
            rc = FAIL(m, p->path, HT_D_924, NULL);
    }
    return rc;
}

static enum ht_rc
check_all(struct merge *m)
{
    const struct merge_options *o = m->t->own;
    for (size_t i = 0; i < m->t->nfiles; i++)
        if (read_manifest(m, m->t->files[i]))
            return HT_FAIL;
    if (o->expect && m->n != o->expect) {
        char here[24], want[24];
        return FAIL(m, NULL, HT_D_925, number(here, m->n), number(want, o->expect), NULL);
    }
    enum ht_rc rc = check_doubles(m);
    return rc ? rc : check_bytes(m);
}

/* ---- the source ---- */

static void
note_done(void *arg, struct ht_in *in, uint64_t records)
{
    struct merge *m = ((void **)arg)[0];
    const struct part *p = ((void **)arg)[1];
    char here[24], want[24];
    if (records != p->records)
        (void)FAIL(m, p->path, HT_D_926, number(here, records), number(want, p->records), NULL);
    ht_manifest_done(m->t->manifest, in, records);
}

static void
note_opened(void *arg, struct ht_in *in)
{
    ht_manifest_opened(((struct merge *)((void **)arg)[0])->t->manifest, in);
}

static enum ht_rc
run_merge(struct ht_source *s, struct ht_stage *first)
{
    struct merge *m = (struct merge *)s;
    enum ht_rc rc = check_all(m);
    for (size_t i = 0; i < m->n && rc == HT_OK; i++) {
        const char *const files[] = { m->part[i].path, NULL };
        void *both[2] = { m, &m->part[i] };
        struct ht_source *part = ht_xmlin_new(&(struct ht_xmlin_opts){
            .files = files, .diag = m->t->diag, .progress = m->t->progress, .opened = note_opened,
            .done = note_done, .arg = both });
        rc = part->cls->run(part, first);
        ht_source_free(part);
        if (ht_diag_status(m->t->diag) >= HT_EXIT_FAILURE)
            rc = HT_FAIL;
    }
    return rc;
}

static void
free_merge(struct ht_source *s)
{
    struct merge *m = (struct merge *)s;
    for (size_t i = 0; i < m->n; i++) {
        free(m->part[i].path);
        free(m->part[i].said_by);
    }
    free(m->part);
    free(m);
}

static const struct ht_source_class merge_class = { "merge", run_merge, free_merge };

/* ---- ids ---- */

struct ids {
    struct ht_stage stage;
    struct ht_tool *t;
    struct ht_map count;                /* hash of the id without "~N" → how often */
};

/* Length of an id that import made ("KS.2008.01.001", perhaps with "~2") without its "~2"; 0 if it is none. */
static size_t
made_length(const struct ht_record *r, const char *id)
{
    size_t code = strlen(r->reg->code), dots = 0;
    if (strncmp(id, r->reg->code, code) || id[code] != '.')
        return 0;
    for (const char *s = id; *s; s++)
        dots += *s == '.';
    const char *tilde = strrchr(id, '~');
    if (dots != 3 || (tilde && (!tilde[1] || tilde[1 + strspn(tilde + 1, "0123456789")])))
        return 0;
    return tilde ? (size_t)(tilde - id) : strlen(id);
}

static enum ht_rc
ids_record(struct ht_stage *s, struct ht_record *r)
{
    struct ids *x = (struct ids *)s;
    const char *id = ht_rattr(r, HT_R_id);
    size_t len = id ? made_length(r, id) : 0;
    x->t->counts.read++;
    if (!len)
        return ht_pass(s, r);
    uint64_t n = ++*ht_map_get(&x->count, ht_hash(id, len, 23) | 1, NULL);
    struct ht_buf b = HT_BUF_INIT;
    ht_buf_add(&b, id, len);
    if (n > 1)
        ht_buf_addf(&b, "~%llu", (unsigned long long)n);
    if (strcmp(b.s, id))
        ht_set_rattr(r, HT_R_id, b.s, b.len);
    ht_buf_fini(&b);
    return ht_pass(s, r);
}

static void
free_ids(struct ht_stage *s)
{
    ht_map_fini(&((struct ids *)s)->count);
    free(s);
}

static const struct ht_stage_class ids_class = { "ids", ids_record, NULL, free_ids };

/* ---- the tool ---- */

static int
open_merge(struct ht_tool *t, struct ht_source **source, struct ht_stage **stage)
{
    if (!t->nfiles) {
        ht_diag_usage(t->diag, _("name the manifests of the parts, or batch.json"));
        return -1;
    }
    struct merge *m = ht_calloc(1, sizeof *m);
    m->source.cls = &merge_class;
    m->t = t;
    *source = &m->source;
    struct ids *x = ht_calloc(1, sizeof *x);
    x->stage.cls = &ids_class;
    x->t = t;
    *stage = &x->stage;
    return 0;
}

static const struct ht_tool_class merge_tool = {
    .name = "hotich-merge",
    .command = "hotich merge",
    .verb = "merge",
    .synopsis = N_("[OPTION]... MANIFEST..."),
    .about = N_("Joins the parts that manifests name; refuses what is missing, doubled, cut or changed."),
    .options = options,
    .own_size = sizeof(struct merge_options),
    .makes_source = true,
    .open = open_merge,
};

int
ht_merge_main(int argc, char **argv)
{
    return ht_tool_main(&merge_tool, argc, argv);
}

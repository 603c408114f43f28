/* SPDX-License-Identifier: BSD-2-Clause */
/* The manifest of a run. */
#include "config.h"
#include "tools/manifest.h"

#include <dirent.h>
#include <stdlib.h>
#include <string.h>

#include "base/buf.h"
#include "base/json.h"
#include "base/mem.h"
#include "base/prog.h"
#include "model/codelist.h"

struct ht_manifest {
    const char *path;
    struct ht_diag *diag;
    struct ht_buf inputs, outputs;      /* members of JSON arrays, each with its line feed */
};

struct ht_manifest *
ht_manifest_new(const char *path, struct ht_diag *d)
{
    if (!ht_digest_available()) {
        ht_diag_usage(d, _("this build cannot write manifests: configure found no libcrypto (on Debian: "
                           "apt-get install libssl-dev)"));
        return NULL;
    }
    struct ht_manifest *m = ht_calloc(1, sizeof *m);
    m->path = path;
    m->diag = d;
    ht_buf_init(&m->inputs);
    ht_buf_init(&m->outputs);
    return m;
}

static void
add_number(struct ht_buf *b, const char *key, uint64_t n)
{
    ht_json_key(b, key);
    ht_buf_addf(b, "%llu", (unsigned long long)n);
}

static void
add_string(struct ht_buf *b, const char *key, const char *s)
{
    ht_json_key(b, key);
    ht_json_str(b, s, strlen(s));
}

static void
add_file(struct ht_buf *b, const char *name, const char *hex, uint64_t bytes, uint64_t records)
{
    ht_buf_adds(b, b->len ? ",\n{" : "\n{");
    ht_json_file(b, name);
    add_string(b, "sha256", hex);
    add_number(b, "bytes", bytes);
    add_number(b, "records", records);
    ht_buf_addc(b, '}');
}

void
ht_manifest_input(struct ht_manifest *m, const char *name, const char *hex, uint64_t bytes,
                  uint64_t records)
{
    add_file(&m->inputs, name, hex, bytes, records);
}

void
ht_manifest_output(struct ht_manifest *m, const char *name, const char *hex, uint64_t bytes,
                   uint64_t records)
{
    add_file(&m->outputs, name, hex, bytes, records);
}

void
ht_manifest_opened(void *arg, struct ht_in *in)
{
    if (arg)
        ht_in_want_digest(in);
}

void
ht_manifest_done(void *arg, struct ht_in *in, uint64_t records)
{
    char hex[HT_DIGEST_HEX];
    if (arg && ht_in_digest(in, hex) == HT_OK)
        ht_manifest_input(arg, ht_in_name(in), hex, ht_in_raw_bytes(in), records);
}

static int
by_name(const void *a, const void *b)
{
    return strcmp(*(char *const *)a, *(char *const *)b);
}

static bool
is_tsv(const char *name)
{
    size_t n = strlen(name);
    return n > 4 && !strcmp(name + n - 4, ".tsv");
}

/* The SHA-256 of one list; a list that cannot be read is left out, the tool that needs it complains. */
static void
add_list(struct ht_buf *b, const char *dir, const char *name, struct ht_diag *d)
{
    struct ht_buf path = HT_BUF_INIT;
    char hex[HT_DIGEST_HEX];
    size_t len;
    ht_buf_addf(&path, "%s/%s", dir, name);
    const char *s = ht_map_file(path.s, &len, d);
    if (s) {
        struct ht_digest *sha = ht_digest_new();
        ht_digest_add(sha, s, len);
        ht_digest_hex(sha, hex);
        ht_digest_free(sha);
        ht_unmap(s, len);
        add_string(b, name, hex);
    }
    ht_buf_fini(&path);
}

static void
add_lists(struct ht_buf *b, const char *dir, struct ht_diag *d)
{
    char **names = NULL;
    size_t n = 0, cap = 0;
    DIR *handle = opendir(dir);
    for (struct dirent *e; handle && (e = readdir(handle));)
        if (is_tsv(e->d_name)) {
            names = ht_grow(names, &cap, n + 1, sizeof *names);
            names[n++] = ht_strdup(e->d_name);
        }
    if (handle)
        closedir(handle);
    if (n)
        ht_qsort(names, n, sizeof *names, by_name);
    ht_json_key(b, "lists");
    ht_buf_addc(b, '{');
    for (size_t i = 0; i < n; i++) {
        add_list(b, dir, names[i], d);
        free(names[i]);
    }
    ht_buf_addc(b, '}');
    free(names);
}

enum ht_rc
ht_manifest_write(struct ht_manifest *m, const struct ht_tool *t)
{
    struct ht_buf b = HT_BUF_INIT;
    ht_buf_adds(&b, "{\n");
    add_string(&b, "tool", t->cls->name);
    add_string(&b, "version", PACKAGE_VERSION);
    add_number(&b, "read", t->counts.read);
    add_number(&b, "written", t->counts.written);
    add_number(&b, "rejected", t->counts.rejected);
    add_number(&b, "merged", t->counts.merged);
    add_number(&b, "errors", ht_diag_count(t->diag, HT_ERROR));
    add_number(&b, "warnings", ht_diag_count(t->diag, HT_WARNING));
    ht_buf_addf(&b, ",\n\"inputs\":[%s],\n\"outputs\":[%s],\n", m->inputs.s, m->outputs.s);
    if (t->checks)
        ht_buf_addf(&b, "\"checks\":%s,\n", t->checks);
    add_lists(&b, ht_lists_dir(t->common.lists), m->diag);
    ht_buf_adds(&b, "\n}\n");
    struct ht_out *out = ht_out_open(m->path, 0, m->diag);
    enum ht_rc rc = HT_FAIL;
    if (out) {
        ht_out_add(out, b.s, b.len);
        rc = ht_out_close(out, NULL);
    }
    ht_buf_fini(&b);
    return rc;
}

void
ht_manifest_free(struct ht_manifest *m)
{
    if (!m)
        return;
    ht_buf_fini(&m->inputs);
    ht_buf_fini(&m->outputs);
    free(m);
}

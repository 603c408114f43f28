/* SPDX-License-Identifier: BSD-2-Clause */
/* The manifest of a package, written and read, and its checksum list. */
#include "config.h"
#include "export/package.h"

#include <stdlib.h>
#include <string.h>

#include "base/buf.h"
#include "base/diag.h"
#include "base/dir.h"
#include "base/json.h"
#include "base/mem.h"
#include "base/prog.h"
#include "model/finding.h"
#include "model/schema.h"

#ifdef HAVE_JANSSON
#include <jansson.h>
#endif

void
ht_package_fini(struct ht_package *p)
{
    for (size_t i = 0; i < p->parts; i++) {
        struct ht_part *part = &p->part[i];
        free(part->name);
        free(part->reg);
        free(part->year);
        free(part->volume);
        free(part->place);
    }
    for (size_t i = 0; i < p->findings; i++) {
        free(p->finding[i].code);
        free(p->finding[i].severity);
    }
    free(p->part);
    free(p->finding);
    free(p->tool);
    free(p->profile);
    memset(p, 0, sizeof *p);
}

static void
add_string(struct ht_buf *b, const char *key, const char *s)
{
    ht_json_key(b, key);
    ht_json_str(b, s, strlen(s));
}

static void
add_number(struct ht_buf *b, const char *key, uint64_t n)
{
    ht_json_key(b, key);
    ht_buf_addf(b, "%llu", (unsigned long long)n);
}

/* One object per register that occurs: its records, its ledgers. */
static void
add_registers(struct ht_buf *b, const struct ht_package *p)
{
    ht_buf_adds(b, ",\n\"registers\":[");
    bool any = false;
    for (size_t r = 0; r < HT_NREG; r++) {
        uint64_t records = 0, parts = 0;
        for (size_t i = 0; i < p->parts; i++)
            if (!strcmp(p->part[i].reg, ht_registers[r].code)) {
                records += p->part[i].records;
                parts++;
            }
        if (!parts)
            continue;
        ht_buf_adds(b, any ? ",\n{" : "\n{");
        add_string(b, "register", ht_registers[r].code);
        add_string(b, "element", ht_registers[r].element);
        add_number(b, "records", records);
        add_number(b, "parts", parts);
        ht_buf_addc(b, '}');
        any = true;
    }
    ht_buf_adds(b, "]");
}

static void
add_findings(struct ht_buf *b, const struct ht_package *p)
{
    struct ht_tally sum = {0};
    for (size_t i = 0; i < p->ledgers; i++)
        ht_tally_add(&sum, &p->ledger[i].findings);
    ht_buf_adds(b, ",\n\"findings\":");
    ht_tally_json(&sum, "\n", b);
    ht_tally_fini(&sum);
}

/* One object per ledger: its entries, its parts, what was found in it. */
static void
add_ledgers(struct ht_buf *b, struct ht_package *p)
{
    ht_buf_adds(b, ",\n\"ledgers\":[");
    for (size_t i = 0; i < p->ledgers; i++) {
        struct ht_package_ledger *l = &p->ledger[i];
        struct ht_buf stem = HT_BUF_INIT;
        ht_ledger_stem(l->ledger, &stem);
        ht_buf_adds(b, i ? ",\n{" : "\n{");
        add_string(b, "ledger", stem.s);
        add_string(b, "register", l->ledger->reg->code);
        add_string(b, "year", l->ledger->year);
        add_string(b, "volume", l->ledger->volume);
        add_string(b, "place", l->ledger->place);
        add_number(b, "records", l->records);
        add_number(b, "parts", l->parts);
        ht_json_key(b, "findings");
        ht_tally_json(&l->findings, "", b);
        ht_buf_addc(b, '}');
        ht_buf_fini(&stem);
    }
    ht_buf_addc(b, ']');
}

static void
add_part(struct ht_buf *b, const struct ht_part *part)
{
    ht_buf_addc(b, '{');
    add_string(b, "name", part->name);
    add_string(b, "register", part->reg);
    add_string(b, "year", part->year);
    add_string(b, "volume", part->volume);
    add_string(b, "place", part->place);
    add_number(b, "records", part->records);
    add_number(b, "bytes", part->bytes);
    add_number(b, "xmlBytes", part->xml_bytes);
    add_string(b, "sha256", part->sha256);
    ht_buf_addc(b, '}');
}

void
ht_package_write(struct ht_package *p, struct ht_out *out)
{
    struct ht_buf b = HT_BUF_INIT;
    ht_buf_adds(&b, "{\n");
    add_string(&b, "format", HT_PACKAGE_FORMAT);
    ht_buf_adds(&b, ",\n");
    add_string(&b, "tool", p->tool);
    ht_buf_adds(&b, ",\n");
    add_string(&b, "profile", p->profile);
    ht_buf_adds(&b, ",\n");
    add_number(&b, "records", p->records);
    add_registers(&b, p);
    ht_buf_addf(&b, ",\n\"checks\":%s", p->checks ? p->checks : "null");
    add_findings(&b, p);
    add_ledgers(&b, p);
    ht_buf_adds(&b, ",\n\"parts\":[");
    for (size_t i = 0; i < p->parts; i++) {
        ht_buf_adds(&b, i ? ",\n" : "\n");
        add_part(&b, &p->part[i]);
    }
    ht_buf_adds(&b, "]\n}\n");
    ht_out_add(out, b.s, b.len);
    ht_buf_fini(&b);
}

void
ht_package_sums(const struct ht_package *p, const char *hex, struct ht_buf *out)
{
    for (size_t i = 0; i < p->parts; i++)
        ht_buf_addf(out, "%s  %s\n", p->part[i].sha256, p->part[i].name);
    ht_buf_addf(out, "%s  %s\n", hex, HT_PACKAGE_MANIFEST);
}

/* ---- reading ---- */

#ifdef HAVE_JANSSON

static char *
get_string(const json_t *o, const char *key)
{
    const json_t *v = json_object_get(o, key);
    return json_is_string(v) ? ht_strndup(json_string_value(v), json_string_length(v)) : NULL;
}

static bool
get_number(const json_t *o, const char *key, uint64_t *n)
{
    const json_t *v = json_object_get(o, key);
    if (!json_is_integer(v) || json_integer_value(v) < 0)
        return false;
    *n = (uint64_t)json_integer_value(v);
    return true;
}

/* A part is a file beside the manifest, nothing else. */
static bool
is_plain_name(const char *s)
{
    return *s && *s != '.' && !strchr(s, '/');
}

static bool
read_part(struct ht_part *part, const json_t *o)
{
    part->name = get_string(o, "name");
    part->reg = get_string(o, "register");
    part->year = get_string(o, "year");
    part->volume = get_string(o, "volume");
    part->place = get_string(o, "place");
    char *hex = get_string(o, "sha256");
    bool good = hex && strlen(hex) == HT_DIGEST_HEX - 1;
    if (good)
        memcpy(part->sha256, hex, HT_DIGEST_HEX);
    free(hex);
    return good && part->name && is_plain_name(part->name) && part->reg && part->year && part->volume
        && part->place && get_number(o, "records", &part->records) && get_number(o, "bytes", &part->bytes)
        && get_number(o, "xmlBytes", &part->xml_bytes);
}

static bool
read_finding(struct ht_package_finding *f, const json_t *o)
{
    f->code = get_string(o, "code");
    f->severity = get_string(o, "severity");
    return f->code && f->severity && get_number(o, "count", &f->n);
}

static bool
read_package(struct ht_package *p, const json_t *root)
{
    char *format = get_string(root, "format");
    bool good = format && !strcmp(format, HT_PACKAGE_FORMAT);
    free(format);
    p->tool = get_string(root, "tool");
    p->profile = get_string(root, "profile");
    good = good && p->tool && p->profile && get_number(root, "records", &p->records);
    const json_t *parts = json_object_get(root, "parts");
    const json_t *findings = json_object_get(root, "findings");
    p->part = ht_calloc(json_array_size(parts) + 1, sizeof *p->part);
    p->finding = ht_calloc(json_array_size(findings) + 1, sizeof *p->finding);
    for (size_t i = 0; i < json_array_size(parts) && good; i++)
        good = read_part(&p->part[p->parts++], json_array_get(parts, i));
    for (size_t i = 0; i < json_array_size(findings) && good; i++)
        good = read_finding(&p->finding[p->findings++], json_array_get(findings, i));
    return good && json_is_array(parts);
}

enum ht_rc
ht_package_read(struct ht_package *p, const char *path, const char *s, size_t len, struct ht_diag *d)
{
    json_error_t err;
    json_t *root = json_loadb(s, len, JSON_REJECT_DUPLICATES, &err);
    bool good = root && read_package(p, root);
    if (!good) {
        struct ht_where w = { .file = path, .line = root ? 0 : (unsigned long)err.line };
        ht_find_at(d, &w, HT_D_904, NULL, 0, root ? _("not of the form hotich-package-1") : err.text, NULL);
    }
    json_decref(root);
    return good ? HT_OK : HT_BAD;
}

#else

enum ht_rc
ht_package_read(struct ht_package *p, const char *path, const char *s, size_t len, struct ht_diag *d)
{
    (void)p, (void)path, (void)s, (void)len;
    ht_diag_usage(d, _("this hotich was built without jansson and cannot read manifests; on Debian install "
                       "libjansson-dev and build again"));
    return HT_FAIL;
}

#endif

/* ---- what may be replaced ---- */

static bool
is_listed(const void *sums, const char *name)
{
    struct ht_buf line = HT_BUF_INIT;
    ht_buf_addf(&line, "  %s\n", name);
    bool known = !strcmp(name, HT_PACKAGE_SUMS) || !strcmp(name, HT_PACKAGE_SIGNATURE) || strstr(sums, line.s);
    ht_buf_fini(&line);
    return known;
}

bool
ht_package_is_ours(const char *path)
{
    struct ht_buf name = HT_BUF_INIT;
    struct ht_diag *quiet = ht_diag_new(&(struct ht_diag_opts){ .prog = "hotich" });
    ht_buf_addf(&name, "%s/%s", path, HT_PACKAGE_SUMS);
    size_t len;
    bool ours = false;
    if (ht_is_file(name.s)) {
        const char *s = ht_map_file(name.s, &len, quiet);
        if (s) {
            char *sums = ht_strndup(s, len);
            ours = ht_dir_holds_only(path, is_listed, sums);
            free(sums);
            ht_unmap(s, len);
        }
    }
    ht_buf_fini(&name);
    ht_diag_free(quiet);
    return ours;
}

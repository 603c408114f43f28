/* SPDX-License-Identifier: BSD-2-Clause */
/* The table of exporters, and the choice of columns that several share. */
#include "config.h"
#include "export/export.h"

#include <string.h>

#include "base/prog.h"

static const struct ht_exporter exporters[] = {
#define EXPORTER(id, name, to_path, about) { name, to_path, about, ht_export_##id },
#include "export/exporters.def"
#undef EXPORTER
    { NULL, false, NULL, NULL }
};

const struct ht_exporter *
ht_exporter_at(size_t i)
{
    return exporters[i].name ? &exporters[i] : NULL;
}

const struct ht_exporter *
ht_exporter_by_name(const char *name)
{
    for (const struct ht_exporter *e = exporters; e->name; e++)
        if (!strcmp(e->name, name))
            return e;
    return NULL;
}

bool
ht_export_columns(const char *columns, const struct ht_register *reg, int *ids, size_t *n, struct ht_diag *d)
{
    size_t found = 0;
    if (columns && !*columns) {
        ht_diag_usage(d, _("%s names nothing"), "--columns");
        return false;
    }
    for (size_t i = 0; !columns && i < reg->nfields; i++)
        ids[found++] = (int)i;
    for (const char *s = columns; s && *s; ) {
        size_t len = strcspn(s, ",");
        int id = ht_field_by_name(reg, s, len);
        if (id < 0 && !ht_field_is_known(s, len)) {
            ht_field_missing("--columns", 0, NULL, s, len, d);
            return false;
        }
        bool again = false;
        for (size_t i = 0; i < found; i++)
            again |= ids[i] == id;
        if (id >= 0 && !again)
            ids[found++] = id;
        s += len + (s[len] == ',');
    }
    *n = found;
    return true;
}

struct ht_out *
ht_export_open(const struct ht_export *x, unsigned flags)
{
    struct ht_out *out = ht_out_open(x->output, flags | (x->made ? HT_OUT_DIGEST : 0), x->diag);
    if (out && x->recipients)
        ht_seal(out, x->recipients);
    return out;
}

enum ht_rc
ht_export_close(const struct ht_export *x, struct ht_out *out)
{
    char hex[HT_DIGEST_HEX];
    uint64_t bytes;
    enum ht_rc rc = ht_out_close_sized(out, hex, &bytes);
    if (rc == HT_OK && x->made)
        x->made(x->arg, x->output ? x->output : "-", hex, bytes, x->written);
    return rc;
}

bool
ht_export_keep(const struct ht_export *x, bool keep[HT_NREG][HT_MAX_FIELDS])
{
    int ids[HT_MAX_FIELDS];
    size_t n;
    for (size_t i = 0; i < HT_NREG; i++) {
        if (!ht_export_columns(x->columns, &ht_registers[i], ids, &n, x->diag))
            return false;
        while (n)
            keep[i][ids[--n]] = true;
    }
    return true;
}

enum ht_rc
ht_export_made(const struct ht_export *x, const char *path, const char *name, uint64_t records)
{
    char hex[HT_DIGEST_HEX];
    size_t len;
    if (!x->made)
        return HT_OK;
    const char *s = ht_map_file(path, &len, x->diag);
    if (!s || ht_file_digest(path, hex, x->diag))
        return HT_FAIL;
    ht_unmap(s, len);
    x->made(x->arg, name, hex, len, records);
    return HT_OK;
}

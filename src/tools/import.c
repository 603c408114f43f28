/* SPDX-License-Identifier: BSD-2-Clause */
/* hotich-import: ledgers of any kind to canonical XML. */
#include "config.h"

#include <string.h>

#include "base/buf.h"
#include "base/mem.h"
#include "base/prog.h"
#include "formats/import.h"
#include "model/codelist.h"
#include "tools/mains.h"
#include "tools/manifest.h"
#include "tools/tool.h"

struct own {
    const char *from, *encoding, *reg, *id, *rejects, *table, *review, *decisions;
    unsigned long jobs;
    struct ht_strv maps, given;
    bool deleted, explain;
    struct ht_map_file *map;
};

#define AT(member) offsetof(struct own, member)

static const struct ht_opt options[] = {
    { 0, "from", HT_OPT_STR, AT(from), N_("FORMAT"), N_("format of the source instead of looking at it"), NULL },
    { 0, "encoding", HT_OPT_STR, AT(encoding), N_("NAME"),
      N_("encoding of the source instead of detecting it: TCVN3, VNI-WIN, …"), NULL },
    { 0, "register", HT_OPT_STR, AT(reg), N_("CODE"), N_("register: KS, KH, KT, CMC, HN, …"), NULL },
    { 0, "map", HT_OPT_LIST, AT(maps), N_("FILE"), N_("what the columns mean (hotich(5)); repeatable"), NULL },
    { 0, "set", HT_OPT_LIST, AT(given), N_("FIELD=VALUE"),
      N_("what all entries have in a field that the source leaves empty; repeatable"), NULL },
    { 0, "id", HT_OPT_STR, AT(id), N_("COLUMN"), N_("take the ids from this column"), NULL },
    { 0, "rejects", HT_OPT_OUT, AT(rejects), N_("FILE"), N_("write refused rows with their reason to FILE"), NULL },
    { 0, "table", HT_OPT_STR, AT(table), N_("NAME"), N_("sheet or table to read"), NULL },
    { 0, "deleted", HT_OPT_FLAG, AT(deleted), NULL, N_("import rows that are marked as deleted too"), NULL },
    { 0, "review", HT_OPT_OUT, AT(review), N_("FILE"),
      N_("write a page for comparing doubtful readings of pictures to FILE (HTML)"), NULL },
    { 0, "decisions", HT_OPT_STR, AT(decisions), N_("FILE"), N_("obey the decisions saved from that page"), NULL },
    { 'j', "jobs", HT_OPT_UINT, AT(jobs), N_("N"), N_("read N pages of pictures at once (default: 1)"), NULL },
    { 0, "explain", HT_OPT_FLAG, AT(explain), NULL, N_("say what was detected and why"), NULL },
    { 0, NULL, HT_OPT_FLAG, 0, NULL, NULL, NULL },
};

/* Each of the three: *OUT is what the name stands for; 0, or -1 after reporting what there is. */

static int
find_format(const char *name, const struct ht_format **out, struct ht_diag *d)
{
    struct ht_buf all = HT_BUF_INIT;
    if (!name || (*out = ht_format_by_name(name)))
        return 0;
    for (size_t i = 0; ht_format_at(i); i++)
        ht_buf_addf(&all, "%s%s", i ? ", " : "", ht_format_at(i)->name);
    ht_diag_usage(d, _("--from=%s: this build reads %s"), name, all.s);
    ht_buf_fini(&all);
    return -1;
}

static int
find_charset(const char *name, const struct ht_charset **out, struct ht_diag *d)
{
    struct ht_buf all = HT_BUF_INIT;
    if (!name || !strcmp(name, "auto") || (*out = ht_charset_find(name)))
        return 0;
    for (size_t i = 0; ht_charset_at(i); i++)
        ht_buf_addf(&all, "%s%s", i ? ", " : "", ht_charset_name(ht_charset_at(i)));
    ht_diag_usage(d, _("--encoding=%s: unknown; there are %s"), name, all.s);
    ht_buf_fini(&all);
    return -1;
}

static int
find_register(const char *code, const struct ht_register **out, struct ht_diag *d)
{
    struct ht_buf all = HT_BUF_INIT;
    if (!code || (*out = ht_register_by_code(code, strlen(code))))
        return 0;
    for (size_t i = 0; i < HT_NREG; i++)
        ht_buf_addf(&all, "%s%s (%s)", i ? ", " : "", ht_registers[i].code, ht_registers[i].vi);
    ht_diag_usage(d, _("--register=%s: unknown; there are %s"), code, all.s);
    ht_buf_fini(&all);
    return -1;
}

static int
open_import(struct ht_tool *t, struct ht_source **source, struct ht_stage **stage)
{
    struct own *own = t->own;
    (void)stage;
    struct ht_import_opts o = {
        .files = t->files, .diag = t->diag, .progress = t->progress, .id = own->id, .rejects = own->rejects,
        .table = own->table, .lists = ht_lists_dir(t->common.lists), .deleted = own->deleted,
        .explain = own->explain, .jobs = own->jobs ? own->jobs : 1, .review = own->review,
        .decisions = own->decisions, .read = &t->counts.read,
        .rejected = &t->counts.rejected, .opened = ht_manifest_opened, .done = ht_manifest_done, .arg = t->manifest,
    };
    if (find_format(own->from, &o.format, t->diag) || find_charset(own->encoding, &o.charset, t->diag) ||
        find_register(own->reg, &o.reg, t->diag) || !ht_given_init(&o.given, &own->given, o.reg, t->diag))
        return -1;
    own->map = ht_map_read(&own->maps, t->diag);
    if (!own->map)
        return -1;
    o.map = own->map;
    *source = ht_import_new(&o);
    if (*source)
        return 0;
    ht_map_free(own->map);
    own->map = NULL;
    return -1;
}

static void
close_import(struct ht_tool *t, bool ok)
{
    struct own *own = t->own;
    (void)ok;
    ht_map_free(own->map);
}

const struct ht_tool_class ht_tool_import = {
    .name = "hotich-import",
    .verb = "import",
    .synopsis = N_("[OPTION]... [FILE]..."),
    .about = N_("Reads civil-status ledgers of any kind and writes canonical XML."),
    .options = options,
    .own_size = sizeof(struct own),
    .makes_source = true,
    .open = open_import,
    .close = close_import,
};

int
ht_main_import(int argc, char **argv)
{
    return ht_tool_main(&ht_tool_import, argc, argv);
}

/* SPDX-License-Identifier: BSD-2-Clause */
/* "hotich search" and "hotich extract". */
#include "config.h"
#include "tools/lookup.h"

#include <limits.h>
#include <stdlib.h>
#include <string.h>

#include "base/buf.h"
#include "base/opt.h"
#include "base/prog.h"
#include "export/lookup.h"
#include "tools/rows.h"
#include "tools/tool.h"

struct options {
    const char *output;
    unsigned long limit;
    bool help, version;
};

static const struct ht_opt search_rows[] = {
    { 0, "limit", HT_OPT_UINT, offsetof(struct options, limit), N_("N"), N_("at most N persons (default: all)"), NULL },
    HT_OUTPUT_ROW(struct options),
    HT_LAST_ROWS(struct options),
};
static const struct ht_opt extract_rows[] = { HT_OUTPUT_ROW(struct options), HT_LAST_ROWS(struct options) };

static const struct verb {
    const char *name, *synopsis, *about, *missing;
    const struct ht_opt *rows;
    unsigned most;                      /* operands */
} search = {
    "hotich-search", N_("Usage: hotich search [OPTION]... FILE NAME..."),
    N_("Lists the persons in a look-up file whose names have these words, with or without marks."),
    N_("name the look-up file that \"hotich export --to=sqlite\" made, and a person"), search_rows, UINT_MAX,
}, extract = {
    "hotich-extract", N_("Usage: hotich extract [OPTION]... FILE ID"),
    N_("Writes an entry of a look-up file as a page to print (HTML)."),
    N_("name the look-up file that \"hotich export --to=sqlite\" made, and the id of an entry"), extract_rows, 2,
};

static int
help(const struct verb *v)
{
    struct ht_diag *d = ht_diag_new(&(struct ht_diag_opts){ .prog = v->name });
    struct ht_out *out = ht_out_open(NULL, 0, d);
    struct ht_opt_table tables[] = { { v->rows, NULL }, { NULL, NULL } };
    ht_out_addf(out, "%s\n%s\n\n", _(v->synopsis), _(v->about));
    ht_opt_help(tables, out);
    ht_out_close(out, NULL);
    return ht_diag_free(d);
}

/* Parses; returns the number of operands, or -1 with *STATUS. */
static int
begin(const struct verb *v, struct options *o, int argc, char **argv, struct ht_diag **d, int *status)
{
    struct ht_opt_table tables[] = { { v->rows, o }, { NULL, NULL } };
    ht_prog_start(v->name);
    ht_tool_signals();
    *d = ht_diag_new(&(struct ht_diag_opts){ .prog = v->name });
    int n = ht_opt_parse(tables, argc, argv, *d);
    bool run = n >= 0 && !o->help && !o->version;
    if (run && n < 2)
        ht_diag_usage(*d, "%s", _(v->missing));
    else if (run && (unsigned)n > v->most)
        ht_diag_usage(*d, _("one entry at a time: \"%s\" is too much"), argv[v->most + 1]);
    else if (run)
        return n;
    *status = ht_diag_free(*d);
    if (n >= 0 && o->help)
        *status = help(v);
    else if (n >= 0 && o->version)
        *status = ht_tool_version(v->name);
    return -1;
}

/* Closes the output if RC says that there is something in it; nothing found is status 1. */
static int
finish(enum ht_rc rc, struct ht_out *out, struct ht_diag *d, const char *nothing)
{
    if (rc == HT_OK) {
        ht_out_close(out, NULL);
    } else {
        ht_out_abandon(out);
        if (rc == HT_EOF) {
            ht_diag_say(d, "%s", nothing);
            ht_diag_raise(d, HT_EXIT_FINDINGS);
        }
    }
    return ht_diag_free(d);
}

int
ht_search_main(int argc, char **argv)
{
    struct options o = {0};
    struct ht_diag *d;
    int status, n = begin(&search, &o, argc, argv, &d, &status);
    if (n < 0)
        return status;
    struct ht_buf query = HT_BUF_INIT;
    for (int i = 2; i <= n; i++)
        ht_buf_addf(&query, "%s%s", i > 2 ? " " : "", argv[i]);
    struct ht_out *out = ht_out_open(o.output, 0, d);
    enum ht_rc rc = out ? ht_lookup_search(argv[1], query.s, o.limit, out, d) : HT_FAIL;
    ht_buf_fini(&query);
    return finish(rc, out, d, _("nobody of that name was found"));
}

int
ht_extract_main(int argc, char **argv)
{
    struct options o = {0};
    struct ht_diag *d;
    int status, n = begin(&extract, &o, argc, argv, &d, &status);
    if (n < 0)
        return status;
    struct ht_out *out = ht_out_open(o.output, 0, d);
    enum ht_rc rc = out ? ht_lookup_extract(argv[1], argv[2], out, d) : HT_FAIL;
    return finish(rc, out, d, _("there is no entry with this id"));
}

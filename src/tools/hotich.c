/* SPDX-License-Identifier: BSD-2-Clause */
/* The front door: "hotich VERB …" is hotich-VERB; "hotich run" chains several in one process. */
#include "config.h"

#include <stdlib.h>
#include <string.h>

#include "base/mem.h"
#include "base/prog.h"
#include "tools/batch.h"
#include "tools/chain.h"
#include "tools/lookup.h"
#include "tools/mains.h"
#include "tools/merge.h"
#include "tools/tool.h"

static const struct verb {
    const char *name;
    int (*main)(int argc, char **argv);
    const char *text;
} verbs[] = {
#define PROGRAM(verb, text) { #verb, ht_main_##verb, text },
#include "tools/programs.def"
#undef PROGRAM
    { "batch", ht_batch_main, N_("take every ledger of a tree through a chain, several at once") },
    { "merge", ht_merge_main, N_("join the results of many ledgers, refuse what is missing or changed") },
    { "search", ht_search_main, N_("look a person up in a file that export --to=sqlite made") },
    { "extract", ht_extract_main, N_("make a page to print of an entry in such a file") },
    { "run", ht_chain_main, N_("chain several of them in one process: hotich run import FILE then normalize") },
};

static int
help(void)
{
    struct ht_diag *d = ht_diag_new(&(struct ht_diag_opts){ .prog = "hotich" });
    struct ht_out *out = ht_out_open(NULL, 0, d);
    ht_out_addf(out, "%s\n\n", _("Usage: hotich VERB [OPTION]... [FILE]..."));
    for (size_t i = 0; i < HT_COUNT(verbs); i++)
        ht_out_addf(out, "  %-10s  %s\n", verbs[i].name, _(verbs[i].text));
    ht_out_addf(out, "\n%s\n", _("\"hotich VERB --help\" says more; \"man hotich\" has an example."));
    ht_out_close(out, NULL);
    return ht_diag_free(d);
}

int
ht_main_hotich(int argc, char **argv)
{
    const char *word = argc > 1 ? argv[1] : "--help";
    for (size_t i = 0; i < HT_COUNT(verbs); i++)
        if (!strcmp(verbs[i].name, word))
            return verbs[i].main(argc - 1, argv + 1);
    ht_prog_start("hotich");
    if (!strcmp(word, "--help") || !strcmp(word, "-h") || !strcmp(word, "help"))
        return argc > 1 ? help() : (help(), HT_EXIT_USAGE);
    if (!strcmp(word, "--version") || !strcmp(word, "-V"))
        return ht_tool_version("hotich");
    struct ht_diag *d = ht_diag_new(&(struct ht_diag_opts){ .prog = "hotich" });
    ht_diag_usage(d, _("unknown verb \"%s\" (hotich --help lists all)"), word);
    return ht_diag_free(d);
}

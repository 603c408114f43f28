/* SPDX-License-Identifier: BSD-2-Clause */
/* hotich-normalize: canonical XML in, canonical values out. */
#include "config.h"
#include "tools/tool.h"

#include "base/prog.h"
#include "model/codelist.h"
#include "norm/norm.h"
#include "tools/mains.h"

struct options {
    const char *only, *skip, *changes;
    int tone_style;
    bool stats;
    struct ht_stage *stage;             /* borrowed, for the report */
};

static const char *const tone_styles[] = { "keep", "old", "new", NULL };

static const struct ht_opt options[] = {
    { 0, "only", HT_OPT_STR, offsetof(struct options, only), N_("KIND,..."),
      N_("use these normalizers alone: space, name, date, words, time, place, code, serial, page, pin, paper; number "
         "is the last four"), NULL },
    { 0, "skip", HT_OPT_STR, offsetof(struct options, skip), N_("KIND,..."),
      N_("use all normalizers but these"), NULL },
    { 0, "tone-style", HT_OPT_CHOICE, offsetof(struct options, tone_style), N_("STYLE"),
      N_("place tone marks in names: keep (default), old (hòa), new (hoà)"), tone_styles },
    { 0, "stats", HT_OPT_FLAG, offsetof(struct options, stats), NULL,
      N_("say at the end what each normalizer changed and left in doubt"), NULL },
    { 0, "changes", HT_OPT_OUT, offsetof(struct options, changes), N_("FILE"),
      N_("list every change in FILE (record, field, raw, new, normalizer; tabs)"), NULL },
    { 0, NULL, HT_OPT_FLAG, 0, NULL, NULL, NULL },
};

static int
open_normalize(struct ht_tool *t, struct ht_source **source, struct ht_stage **stage)
{
    struct options *o = t->own;
    (void)source;
    *stage = o->stage = ht_norm_new(&(struct ht_norm_opts){
        .diag = t->diag, .lists = ht_lists_dir(t->common.lists), .only = o->only, .skip = o->skip,
        .tone_style = o->tone_style, .changes = o->changes,
    });
    return *stage ? 0 : -1;
}

static void
close_normalize(struct ht_tool *t, bool ok)
{
    const struct options *o = t->own;
    if (ok && o->stats)
        ht_norm_say_stats(o->stage, t->diag);
}

const struct ht_tool_class ht_tool_normalize = {
    .name = "hotich-normalize",
    .verb = "normalize",
    .synopsis = N_("[OPTION]... [FILE]..."),
    .about = N_("Brings the values of ledger entries into canonical form: names, dates, places, codes, numbers.\n"
                "What was changed keeps its original beside it; what cannot be settled stays and is reported."),
    .options = options,
    .own_size = sizeof(struct options),
    .open = open_normalize,
    .close = close_normalize,
};

int
ht_main_normalize(int argc, char **argv)
{
    return ht_tool_main(&ht_tool_normalize, argc, argv);
}

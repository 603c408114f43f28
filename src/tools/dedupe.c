/* SPDX-License-Identifier: BSD-2-Clause */
/* hotich-dedupe: finds entries of the same event; marks them, never deletes. */
#include "config.h"

#include "base/prog.h"
#include "base/sort.h"
#include "dedupe/dedupe.h"
#include "model/codelist.h"
#include "tools/mains.h"
#include "tools/table.h"
#include "tools/tool.h"

struct dedupe_options {
    double threshold, review_from;
    const char *against, *save_index, *pairs, *review, *model, *explain_model, *fields,
        *link;
    struct ht_strv decisions;
    unsigned long jobs;
    size_t memory;
    struct ht_stage *stage;
    struct ht_table *table;             /* with --fields */
};

#define AT(member) offsetof(struct dedupe_options, member)
static const struct ht_opt options[] = {
    { 0, "threshold", HT_OPT_REAL, AT(threshold), N_("P"),
      N_("link pairs of at least this probability (default: chosen from the data)"), NULL },
    { 0, "review-from", HT_OPT_REAL, AT(review_from), N_("P"),
      N_("show pairs of at least this probability for review (default 0.1)"), NULL },
    { 0, "pairs", HT_OPT_OUT, AT(pairs), N_("FILE"), N_("write linked and suspected pairs as TSV"), NULL },
    { 0, "review", HT_OPT_OUT, AT(review), N_("FILE"),
      N_("write a page on which suspected pairs are decided"), NULL },
    { 0, "decisions", HT_OPT_LIST, AT(decisions), N_("FILE"),
      N_("obey the decisions that the page saved; repeatable"), NULL },
    { 0, "against", HT_OPT_STR, AT(against), N_("INDEX"),
      N_("compare with the records of an index too, without reading them again"), NULL },
    { 0, "save-index", HT_OPT_OUT, AT(save_index), N_("INDEX"),
      N_("write an index of all records for later runs"), NULL },
    { 0, "model", HT_OPT_STR, AT(model), N_("FILE"), N_("use this model instead of learning one"), NULL },
    { 0, "explain-model", HT_OPT_OPTOUT, AT(explain_model), N_("FILE"),
      N_("show the model's weights, or write them for --model"), NULL },
    { 0, "link", HT_OPT_OPTOUT, AT(link), N_("FILE"),
      N_("mark one person's birth, marriage, children and death, write the links to FILE"), NULL },
    { 0, "fields", HT_OPT_STR, AT(fields), N_("FILE"),
      N_("the input is a table, not XML: FILE says what its columns hold"), NULL },
    { 0, "memory", HT_OPT_SIZE, AT(memory), N_("SIZE"),
      N_("keep what goes beyond SIZE in temporary files (default: no limit)"), NULL },
    { 'j', "jobs", HT_OPT_UINT, AT(jobs), N_("N"),
      N_("use N threads (default: one per core, at most 4); the result is the same"), NULL },
    { 0, NULL, HT_OPT_FLAG, 0, NULL, NULL, NULL },
};

static bool
probability(struct ht_tool *t, const char *name, double p)
{
    if (p >= 0 && p < 1)
        return true;
    ht_diag_usage(t->diag, _("--%s is a probability: 0 or more, below 1"), name);
    return false;
}

/* --fields: the rows of a table instead of records. */
static int
open_table(struct ht_tool *t, struct dedupe_options *o, const struct ht_dedupe_opts *opts, struct ht_source **source)
{
    if (!t->first || !t->last) {
        ht_diag_usage(t->diag, _("--fields is for tables, which cannot be part of a chain"));
        return -1;
    }
    if (o->against || o->save_index) {
        ht_diag_usage(t->diag, _("--against and --save-index are for registers, not for tables"));
        return -1;
    }
    struct ht_table_opts table = {
        .diag = opts->diag, .fields = o->fields, .lists = opts->lists, .threshold = opts->threshold,
        .review_from = opts->review_from, .jobs = opts->jobs, .memory = opts->memory, .pairs = opts->pairs,
        .decisions = opts->decisions, .ndecisions = opts->ndecisions, .review = opts->review, .model = opts->model,
        .explain_model = opts->explain_model,
    };
    o->table = ht_table_new(&table);
    if (!o->table)
        return -1;
    t->own_output = true;
    *source = ht_table_source(t, o->table);
    return 0;
}

static int
open_dedupe(struct ht_tool *t, struct ht_source **source, struct ht_stage **stage)
{
    struct dedupe_options *o = t->own;
    t->jobs = o->jobs ? (unsigned)(o->jobs < 64 ? o->jobs : 64) : ht_default_jobs();
    struct ht_dedupe_opts opts = {
        .diag = t->diag, .lists = ht_lists_dir(t->common.lists), .threshold = o->threshold,
        .review_from = o->review_from, .jobs = t->jobs,
        .memory = o->memory, .pairs = o->pairs, .review = o->review,
        .decisions = o->decisions.v, .ndecisions = o->decisions.n,
        .against = o->against, .save_index = o->save_index,
        .model = o->model, .explain_model = o->explain_model, .link = o->link,
    };
    if (!probability(t, "threshold", o->threshold) || !probability(t, "review-from", o->review_from))
        return -1;
    if (o->threshold > 0 && o->review_from > o->threshold) {
        ht_diag_usage(t->diag, _("--review-from must not be above --threshold"));
        return -1;
    }
    if (o->link && (o->fields || o->against)) {
        ht_diag_usage(t->diag, _("--link reads whole registers: it goes neither with --against nor with --fields"));
        return -1;
    }
    if (o->fields)
        return open_table(t, o, &opts, source);
    *stage = o->stage = ht_dedupe_new(&opts);
    return *stage ? 0 : -1;
}

static void
say_counts(struct ht_diag *d, const struct ht_dedupe_counts *c)
{
    struct ht_buf b = HT_BUF_INIT;
    ht_buf_add_count(&b, "%llu record", "%llu records", c->records);
    ht_buf_addf(&b, _(", %llu of them in "), (unsigned long long)c->clustered);
    ht_buf_add_count(&b, "%llu cluster", "%llu clusters", c->clusters);
    ht_buf_adds(&b, ", ");
    ht_buf_add_count(&b, "%llu pair to review", "%llu pairs to review", c->review);
    ht_buf_adds(&b, "; ");
    ht_buf_add_count(&b, "%llu candidate", "%llu candidates", c->candidates);
    ht_diag_note(d, _("%s; expected precision %.4f, recall %.4f"), b.s, ht_expected_precision(&c->expected),
                 ht_expected_recall(&c->expected));
    ht_buf_fini(&b);
    ht_diag_note(d, _("matching took %.2f s, %.2f s of processor time"), c->seconds, c->cpu_seconds);
}

static void
close_dedupe(struct ht_tool *t, bool ok)
{
    struct dedupe_options *o = t->own;
    if (ok)
        say_counts(t->diag, o->table ? ht_table_counts(o->table) : ht_dedupe_counts(o->stage));
    ht_table_free(o->table);
}

const struct ht_tool_class ht_tool_dedupe = {
    .name = "hotich-dedupe",
    .verb = "dedupe",
    .synopsis = N_("[OPTION]... [FILE]..."),
    .about = N_("Finds entries of the same event and marks them with the same cluster.  Nothing is deleted."),
    .options = options,
    .own_size = sizeof(struct dedupe_options),
    .open = open_dedupe,
    .close = close_dedupe,
};

int
ht_main_dedupe(int argc, char **argv)
{
    return ht_tool_main(&ht_tool_dedupe, argc, argv);
}

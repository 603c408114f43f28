/* SPDX-License-Identifier: BSD-2-Clause */
/* hotich-validate: canonical XML in, the same with findings out. */
#include "config.h"
#include "tools/tool.h"

#include <stdlib.h>
#include <string.h>

#include "base/buf.h"
#include "base/mem.h"
#include "base/prog.h"
#include "model/codelist.h"
#include "report/report.h"
#include "rules/rules.h"
#include "tools/mains.h"

struct options {
    const char *only, *skip, *scans, *against, *sample, *report, *rejects, *today, *closing;
    unsigned long seed;
    bool drop_bad;
    struct ht_out *rejects_out;
    struct ht_rules_stats stats;
    struct ht_report *page;             /* --report, or NULL */
};

#define AT(member) offsetof(struct options, member)

static const struct ht_opt options[] = {
    { 0, "only", HT_OPT_STR, AT(only), N_("HTnnn,..."), N_("use these rules alone"), NULL },
    { 0, "skip", HT_OPT_STR, AT(skip), N_("HTnnn,..."), N_("use all rules but these"), NULL },
    { 0, "scans", HT_OPT_STR, AT(scans), N_("DIR|ZIP"),
      N_("pair entries with the PDFs there and open those"), NULL },
    { 0, "against", HT_OPT_STR, AT(against), N_("FILE"),
      N_("compare with FILE, the second keying as canonical XML"), NULL },
    { 0, "closing", HT_OPT_STR, AT(closing), N_("N"),
      N_("the closing statement of the book counts N entries"), NULL },
    { 0, "sample", HT_OPT_STR, AT(sample), N_("N%"),
      N_("draw N percent of every book for the second check"), NULL },
    { 0, "seed", HT_OPT_UINT, AT(seed), N_("N"),
      N_("another sample for every N; the same for the same N"), NULL },
    { 0, "report", HT_OPT_OUT, AT(report), N_("FILE"),
      N_("write a report: FILE.html, one page to look at and print, or FILE.csv"), NULL },
    { 0, "rejects", HT_OPT_OUT, AT(rejects), N_("FILE"),
      N_("set entries with errors aside in FILE instead of passing them on"), NULL },
    { 0, "drop-bad", HT_OPT_FLAG, AT(drop_bad), NULL, N_("do not pass entries with errors on"), NULL },
    { 0, "today", HT_OPT_STR, AT(today), N_("DATE"), N_("take DATE (2026-01-31) for today"), NULL },
    { 0, NULL, HT_OPT_FLAG, 0, NULL, NULL, NULL },
};

/* "30%" or "30" or "0.5%"; the share, or -1. */
static double
read_share(const char *s)
{
    unsigned long whole = 0, part = 0, scale = 1;
    size_t i = 0;
    for (; s[i] >= '0' && s[i] <= '9' && whole < 1000; i++)
        whole = whole * 10 + (unsigned long)(s[i] - '0');
    bool digits = i > 0;
    if (s[i] == '.' || s[i] == ',')
        for (i++; s[i] >= '0' && s[i] <= '9' && scale < 100000; i++, scale *= 10)
            part = part * 10 + (unsigned long)(s[i] - '0');
    if (s[i] == '%')
        i++;
    double share = ((double)whole + (double)part / (double)scale) / 100;
    return digits && !s[i] && share > 0 && share <= 1 ? share : -1;
}

/* Reads what the option table cannot.  0, or -1 after reporting. */
static int
read_options(struct ht_tool *t, struct options *o, struct ht_rules_opts *r)
{
    char *end;
    if (o->sample && (r->sample = read_share(o->sample)) < 0) {
        ht_diag_usage(t->diag, _("--sample=%s is no share; write a percentage, like 30%%"), o->sample);
        return -1;
    }
    if (o->closing) {
        r->closing = strtoul(o->closing, &end, 10);
        r->closing_given = true;
        if (*end || *o->closing < '0' || *o->closing > '9') {
            ht_diag_usage(t->diag, _("--closing=%s is no number"), o->closing);
            return -1;
        }
    }
    if (o->report && !(o->page = ht_report_new(o->report, r->lists, t->diag)))
        return -1;
    if (o->rejects && !(o->rejects_out = ht_out_open(o->rejects, 0, t->diag)))
        return -1;
    return 0;
}

static int
open_validate(struct ht_tool *t, struct ht_source **source, struct ht_stage **stage)
{
    struct options *o = t->own;
    struct ht_rules_opts r = {
        .diag = t->diag, .lists = ht_lists_dir(t->common.lists), .profile = t->common.profile,
        .only = o->only, .skip = o->skip, .today = o->today, .scans = o->scans, .against = o->against,
        .seed = o->seed, .drop_bad = o->drop_bad,
    };
    (void)source;
    if (read_options(t, o, &r)) {
        ht_report_free(o->page);
        return -1;
    }
    r.rejects = o->rejects_out;
    if (o->page) {
        ht_diag_set_hook(t->diag, ht_report_finding, o->page);
        r.seen = ht_report_seen;
        r.arg = o->page;
    }
    *stage = ht_rules_new(&r, &o->stats);
    if (*stage) {
        struct ht_buf checks = HT_BUF_INIT;
        ht_rules_list(*stage, &checks);
        t->checks = ht_buf_take(&checks);
        return 0;
    }
    ht_diag_set_hook(t->diag, NULL, NULL);
    ht_report_free(o->page);
    ht_out_abandon(o->rejects_out);
    return -1;
}

static void
close_validate(struct ht_tool *t, bool ok)
{
    struct options *o = t->own;
    t->counts.rejected = o->stats.read - o->stats.written;
    if (o->rejects_out && ok)
        ht_out_close(o->rejects_out, NULL);
    else
        ht_out_abandon(o->rejects_out);
    ht_diag_set_hook(t->diag, NULL, NULL);
    if (o->page && ok)
        ht_report_write(o->page);
    ht_report_free(o->page);
    if (ok && o->sample)
        ht_diag_say(t->diag, ht_ngettext("%llu of %llu entries is drawn for the second check",
            "%llu of %llu entries are drawn for the second check", (unsigned long)o->stats.sampled),
                    (unsigned long long)o->stats.sampled, (unsigned long long)o->stats.read);
}

const struct ht_tool_class ht_tool_validate = {
    .name = "hotich-validate",
    .verb = "validate",
    .synopsis = N_("[OPTION]... [FILE]..."),
    .about = N_("Checks ledger entries against the rules of law and of the receiving systems.\n"
                "Entries are passed on with their findings; nothing in them is changed."),
    .options = options,
    .own_size = sizeof(struct options),
    .open = open_validate,
    .close = close_validate,
};

int
ht_main_validate(int argc, char **argv)
{
    return ht_tool_main(&ht_tool_validate, argc, argv);
}

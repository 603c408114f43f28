/* SPDX-License-Identifier: BSD-2-Clause */
/* What all programs have, filters of records or not: the common options, help, diagnostics, signals. */
#include "config.h"
#include "tools/tool.h"

#include <signal.h>

#include "base/mem.h"
#include "base/prog.h"
#include "tools/rows.h"

static const char *const forms[] = { "gnu", "tsv", "json", NULL };
static const char *const severities[] = { "error", "warning", NULL };

#define AT(member) offsetof(struct ht_common, member)

const struct ht_opt ht_common_options[] = {
    HT_OUTPUT_ROW(struct ht_common),
    { 0, "manifest", HT_OPT_OUT, AT(manifest), N_("FILE"),
      N_("write counts and SHA-256 of inputs and output to FILE (JSON)"), NULL },
    { 0, "lists", HT_OPT_STR, AT(lists), N_("DIR"), N_("take the code lists from DIR"), NULL },
    { 0, "profile", HT_OPT_STR, AT(profile), N_("NAME"),
      N_("thresholds and templates: standard, hcmc, …"), NULL },
    { 0, "diag", HT_OPT_CHOICE, AT(form), N_("FORM"), N_("form of the messages: gnu, tsv or json"), forms },
    { 0, "diag-file", HT_OPT_OUT, AT(diag_file), N_("FILE"),
      N_("write machine-readable messages to FILE, plain ones to standard error"), NULL },
    { 0, "fail-on", HT_OPT_CHOICE, AT(fail_on), N_("SEVERITY"),
      N_("exit with 1 from this severity up: error (default) or warning"), severities },
    { 0, "max-diags", HT_OPT_UINT, AT(max_diags), N_("N"),
      N_("show N messages per code and count the rest"), NULL },
    { 0, "redact", HT_OPT_FLAG, AT(redact), NULL, N_("show no values, which are personal data"), NULL },
    HT_TALK_ROWS(struct ht_common),
    HT_LAST_ROWS(struct ht_common),
};

int
ht_tool_help(const struct ht_tool_class *cls)
{
    struct ht_diag *d = ht_diag_new(&(struct ht_diag_opts){ .prog = cls->name });
    struct ht_out *out = ht_out_open(NULL, 0, d);
    ht_out_addf(out, _("Usage: %s %s"), cls->command ? cls->command : cls->name, _(cls->synopsis));
    ht_out_addf(out, "\n%s\n\n", _(cls->about));
    struct ht_opt_table tables[] = { { cls->options, NULL }, { ht_common_options, NULL }, { NULL, NULL } };
    ht_opt_help(cls->options ? tables : tables + 1, out);
    ht_out_addf(out, "\n%s\n", _("Exit status: 0 done; 1 done, with findings; 2 bad invocation, nothing was "
                                 "read;\n3 failure, do not trust the output."));
    ht_out_addf(out, _("Manual: man %s\n"), cls->name);
    ht_out_close(out, NULL);
    return ht_diag_free(d);
}

int
ht_tool_version(const char *name)
{
    struct ht_diag *d = ht_diag_new(&(struct ht_diag_opts){ .prog = name });
    struct ht_out *out = ht_out_open(NULL, 0, d);
    ht_out_addf(out, "%s (%s) %s\n", name, PACKAGE_NAME, PACKAGE_VERSION);
    ht_out_close(out, NULL);
    return ht_diag_free(d);
}

struct ht_diag *
ht_tool_diag(const char *name, const struct ht_common *c)
{
    return ht_diag_new(&(struct ht_diag_opts){
        .prog = name,
        .form = c->diag_file && c->form == HT_DIAG_GNU ? HT_DIAG_TSV : (enum ht_diag_form)c->form,
        .file = c->diag_file,
        .redact = c->redact,
        .quiet = c->quiet,
        .verbose = c->verbose,
        .fail_on = c->fail_on == 1 ? HT_WARNING : HT_ERROR,
        .max_per_code = c->max_diags,
    });
}

static void
on_signal(int sig)
{
    ht_out_cleanup();
    signal(sig, SIG_DFL);
    raise(sig);
}

void
ht_tool_signals(void)
{
    static const int sigs[] = { SIGINT, SIGTERM, SIGHUP };
    /* A reader that went away, or a file that may not grow, is a failed write like any other: a message and exit
     * status 3, not a signal. */
    signal(SIGPIPE, SIG_IGN);
    signal(SIGXFSZ, SIG_IGN);
    for (size_t i = 0; i < HT_COUNT(sigs); i++) {
        struct sigaction old;
        /* What a parent ignores (nohup, a shell's background job) stays ignored. */
        if (sigaction(sigs[i], NULL, &old) || old.sa_handler == SIG_IGN)
            continue;
        struct sigaction act = { .sa_handler = on_signal };
        sigemptyset(&act.sa_mask);
        sigaction(sigs[i], &act, NULL);
    }
}

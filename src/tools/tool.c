/* SPDX-License-Identifier: BSD-2-Clause */
/* The life of a tool: options, chain, pump, goodbye. */
#include "config.h"
#include "tools/tool.h"

#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "base/buf.h"
#include "base/mem.h"
#include "base/prog.h"
#include "stream/xmlin.h"
#include "stream/xmlout.h"
#include "tools/manifest.h"

/* ---- one tool of a chain ---- */

static void
release_own(struct ht_tool *t)
{
    if (t->own)
        ht_opt_release(t->cls->options, t->own);
    free(t->own);
    t->own = NULL;
}

/* Parses the options of T.  0, or -1 after reporting; *STATUS is set if there is nothing more to do. */
static int
parse(struct ht_tool *t, int argc, char **argv, int *status)
{
    const struct ht_tool_class *cls = t->cls;
    t->own = ht_calloc(1, cls->own_size);
    struct ht_opt_table tables[] = { { cls->options, t->own }, { ht_common_options, &t->common }, { NULL, NULL } };
    struct ht_diag *early = ht_diag_new(&(struct ht_diag_opts){ .prog = cls->name });
    int n = ht_opt_parse(tables, argc, argv, early);
    *status = ht_diag_free(early);
    if (n < 0)
        return -1;
    if (t->common.help || t->common.version) {
        *status = t->common.help ? ht_tool_help(cls) : ht_tool_version(cls->name);
        return -1;
    }
    t->nfiles = (size_t)n;
    t->files = ht_calloc(t->nfiles + 1, sizeof *t->files);
    for (size_t i = 0; i < t->nfiles; i++)
        t->files[i] = argv[1 + i];
    t->diag = ht_tool_diag(cls->name, &t->common);
    return 0;
}

/* A stage that counts what goes into and out of a tool. */
struct counter {
    struct ht_stage stage;
    uint64_t *n;
};

static enum ht_rc
count_record(struct ht_stage *s, struct ht_record *r)
{
    ++*((struct counter *)s)->n;
    return ht_pass(s, r);
}

static const struct ht_stage_class counter_class = { .name = "count", .record = count_record };

struct chain {
    struct ht_source *source;
    struct ht_stage *first, **end;
    const char *checked;                /* see struct ht_tool */
};

static void
append(struct chain *c, struct ht_stage *s)
{
    *c->end = s;
    while (*c->end)
        c->end = &(*c->end)->next;
}

static void
append_counter(struct chain *c, uint64_t *n)
{
    struct counter *s = ht_calloc(1, sizeof *s);
    s->stage.cls = &counter_class;
    s->n = n;
    append(c, &s->stage);
}

static struct ht_source *
xml_source(struct ht_tool *t)
{
    return ht_xmlin_new(&(struct ht_xmlin_opts){
        .files = t->files, .diag = t->diag, .progress = t->progress, .arg = t->manifest,
        .opened = ht_manifest_opened, .done = ht_manifest_done, .jobs = t->jobs,
    });
}

bool
ht_tool_may_print(struct ht_tool *t)
{
    struct ht_common c = t->common;     /* no -o is "-o -" */
    struct ht_opt_table tables[] = { { t->cls->options, t->own }, { ht_common_options, &c }, { NULL, NULL } };
    c.output = c.output ? c.output : "-";
    return ht_opt_outputs_differ(t->cls->options ? tables : tables + 1, t->diag);
}

/* Opens T and hangs its part behind what the chain has.  0, or -1 after reporting. */
static int
open_tool(struct ht_tool *t, struct chain *c)
{
    struct ht_stage *stage = NULL;
    if (t->last && !t->cls->own_output && !ht_tool_may_print(t))
        return -1;
    if (t->common.manifest) {
        t->manifest = ht_manifest_new(t->common.manifest, t->diag);
        if (!t->manifest)
            return -1;
    }
    if (t->first)
        t->progress = ht_progress_new(t->common.progress ? t->common.progress : "auto", t->diag);
    t->own_output = t->cls->own_output;
    t->checked = c->checked;
    if (t->cls->open(t, &c->source, &stage)) {
        ht_stages_free(stage);
        return -1;
    }
    t->opened = true;
    if (t->checks)
        c->checked = t->checks;
    if (t->first && !c->source)
        c->source = xml_source(t);
    if (!t->cls->makes_source)
        append_counter(c, &t->counts.read);
    if (stage)
        append(c, stage);
    if (t->own_output)
        return 0;
    append_counter(c, &t->counts.written);
    if (!t->last)
        return 0;
    t->out = ht_out_open(t->common.output, t->manifest ? HT_OUT_DIGEST : 0, t->diag);
    if (!t->out)
        return -1;
    append(c, ht_xmlout_new(t->out, NULL));
    return 0;
}

static bool
close_output(struct ht_tool *t, bool ok)
{
    char hex[HT_DIGEST_HEX];
    struct ht_out *out = t->out;
    t->out = NULL;
    if (!out)
        return ok;
    if (!ok && !ht_out_failed(out)) {
        ht_out_abandon(out);
        return false;
    }
    char *name = ht_strdup(ht_out_name(out));
    uint64_t bytes = ht_out_bytes(out);
    ok = ht_out_close(out, hex) == HT_OK && ok;
    if (ok && t->manifest)
        ht_manifest_output(t->manifest, name, hex, bytes, t->counts.written);
    free(name);
    return ok;
}

static void
say_counts(struct ht_tool *t)
{
    const struct ht_counts *n = &t->counts;
    struct ht_buf b = HT_BUF_INIT;
    ht_buf_addf(&b, _("read %llu, written %llu, rejected %llu, merged %llu"), (unsigned long long)n->read,
                (unsigned long long)n->written, (unsigned long long)n->rejected, (unsigned long long)n->merged);
    ht_buf_adds(&b, "; ");
    ht_buf_add_count(&b, "%llu error", "%llu errors", ht_diag_count(t->diag, HT_ERROR));
    ht_buf_adds(&b, ", ");
    ht_buf_add_count(&b, "%llu warning", "%llu warnings", ht_diag_count(t->diag, HT_WARNING));
    ht_diag_note(t->diag, "%s", b.s);
    ht_buf_fini(&b);
}

/* Ends T; returns its exit status. */
static int
close_tool(struct ht_tool *t, bool ok)
{
    int status = HT_EXIT_OK;
    if (t->diag) {
        ht_progress_free(t->progress);
        if (t->counts.rejected)
            ht_diag_raise(t->diag, HT_EXIT_FINDINGS);
        if (ok && t->manifest)
            ht_manifest_write(t->manifest, t);
        if (ok)
            say_counts(t);
        ht_manifest_free(t->manifest);
        status = ht_diag_free(t->diag);
    }
    release_own(t);
    free(t->files);
    free(t->checks);
    return status;
}

/* Opens all tools; all of them get to say what is wrong with their options. */
static bool
open_all(struct ht_tool *tools, size_t n, struct chain *c)
{
    bool good = true;
    for (size_t i = 0; i < n && good; i++)
        good = !open_tool(&tools[i], c);
    return good;
}

static int
run(struct ht_tool *tools, size_t n)
{
    struct chain c = { .end = &c.first };
    int status = HT_EXIT_OK;
    ht_tool_signals();
    bool ok = open_all(tools, n, &c);
    if (ok)
        ok = ht_pump(c.source, c.first) == HT_OK;
    for (size_t i = 0; i < n; i++)
        if (tools[i].opened && tools[i].cls->close)
            tools[i].cls->close(&tools[i], ok);
    ht_stages_free(c.first);
    ht_source_free(c.source);
    for (size_t i = n; i-- > 0;)
        ok = close_output(&tools[i], ok);
    for (size_t i = 0; i < n; i++) {
        int s = close_tool(&tools[i], ok);
        if (status < s)
            status = s;
    }
    if (!ok && status < HT_EXIT_USAGE)
        status = HT_EXIT_FAILURE;
    return status;
}

int
ht_tool_main(const struct ht_tool_class *cls, int argc, char **argv)
{
    struct ht_tool t = { .cls = cls, .first = true, .last = true };
    int status;
    ht_prog_start(cls->name);
    if (parse(&t, argc, argv, &status)) {
        release_own(&t);
        return status;
    }
    return run(&t, 1);
}

/* Only the first tool of a chain has files, only the last one an output. */
static int
check_place(const struct ht_tool *t)
{
    if (!t->first && t->nfiles) {
        ht_diag_usage(t->diag, _("\"%s\" is not the first part of the chain: it reads no files"), t->cls->verb);
        return -1;
    }
    if (!t->last && t->common.output) {
        ht_diag_usage(t->diag, _("\"%s\" is not the last part of the chain: it has no output of its own"),
                      t->cls->verb);
        return -1;
    }
    if (!t->first && t->cls->makes_source) {
        ht_diag_usage(t->diag, _("\"%s\" can only be the first part of a chain"), t->cls->verb);
        return -1;
    }
    if (!t->last && t->cls->own_output) {
        ht_diag_usage(t->diag, _("\"%s\" can only be the last part of a chain"), t->cls->verb);
        return -1;
    }
    return 0;
}

int
ht_tool_chain(size_t n, const struct ht_tool_class *const *cls, int *argc, char ***argv)
{
    struct ht_tool *tools = ht_calloc(n, sizeof *tools);
    int status = HT_EXIT_OK;
    bool good = true;
    for (size_t i = 0; i < n && good; i++) {
        tools[i] = (struct ht_tool){ .cls = cls[i], .first = i == 0, .last = i == n - 1 };
        good = !parse(&tools[i], argc[i], argv[i], &status) && !check_place(&tools[i]);
    }
    if (good)
        status = run(tools, n);
    else
        for (size_t i = 0; i < n; i++) {
            int s = close_tool(&tools[i], false);
            if (status < s)
                status = s;
        }
    free(tools);
    return status;
}

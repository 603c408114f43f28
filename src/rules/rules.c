/* SPDX-License-Identifier: BSD-2-Clause */
/* The validation stage: prepares a record, runs the rules of its register, annotates, passes on or sets aside. */
#include "config.h"
#include "rules/rules.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/json.h"
#include "base/prog.h"
#include "rules/against.h"
#include "rules/book.h"
#include "rules/links.h"
#include "rules/profile.h"
#include "rules/rulefns.h"
#include "rules/sample.h"
#include "rules/scan.h"
#include "stream/xmlout.h"

#define R(reg) (1u << HT_REG_##reg)
#define ALL 0xffffffffu

const struct ht_rule_row ht_rule_table[] = {
#define RULE(code, name, registers, look) { HT_D_##code, name, registers },
#include "rules/rules.def"
#undef RULE
};
const size_t ht_rule_count = HT_COUNT(ht_rule_table);

static void (*const looks[])(struct ht_check *k) = {
#define RULE(code, name, registers, look) look,
#include "rules/rules.def"
#undef RULE
};

struct validate {
    struct ht_stage stage;
    struct ht_rules_opts o;
    struct ht_rules_stats *stats;
    struct ht_run run;
    struct ht_check k;
    struct ht_scanset *scans;             /* NULL: not asked for, as the next two */
    struct ht_against *against;
    struct ht_sample *sample;
};

/* ---- one record ---- */

static bool
has_error(const struct ht_record *r)
{
    for (const struct ht_finding *f = r->findings; f; f = f->next)
        if (f->sev == HT_ERROR)
            return true;
    return false;
}

static void
look(struct validate *v, struct ht_record *r)
{
    struct ht_check *k = &v->k;
    ht_drop_findings(r, "34567");
    ht_check_record(k, &v->run, r);
    ht_books_add(k);
    for (int i = 0; i < k->l->nrules; i++) {
        k->code = k->l->rule[i].code;
        k->sev = v->run.sev[k->code];
        k->l->rule[i].look(k);
    }
    ht_links_add(k);
    if (v->scans)
        ht_scanset_look(v->scans, k);
    if (v->against)
        ht_against_look(v->against, k);
    if (v->sample)
        v->stats->sampled += ht_sample_look(v->sample, k);
}

static enum ht_rc
validate_record(struct ht_stage *s, struct ht_record *r)
{
    struct validate *v = (struct validate *)s;
    v->stats->read++;
    look(v, r);
    if (v->o.seen)
        v->o.seen(v->o.arg, r);
    bool bad = has_error(r);
    v->stats->bad += bad;
    if (!bad || !(v->o.drop_bad || v->o.rejects)) {
        v->stats->written++;
        return ht_pass(s, r);
    }
    if (v->o.rejects) {
        ht_xml_record(v->o.rejects, r);
        if (ht_out_failed(v->o.rejects))
            return HT_FAIL;
    }
    return HT_OK;
}

/* ---- the end of the stream ---- */

/* R08  The closing statement of a book counts its entries (TT 04/2020/TT-BTP, Đ.36). */
static void
compare_closing(struct validate *v)
{
    char came[24], counted[24];
    if (!v->o.closing_given || !v->run.on[HT_D_323] || v->stats->read == v->o.closing)
        return;
    snprintf(came, sizeof came, "%llu", (unsigned long long)v->stats->read);
    snprintf(counted, sizeof counted, "%lu", v->o.closing);
    ht_find_at_as(v->o.diag, &(struct ht_where){0}, HT_D_323, v->run.sev[HT_D_323], NULL, 0, counted, came, NULL);
}

static enum ht_rc
validate_end(struct ht_stage *s)
{
    struct validate *v = (struct validate *)s;
    ht_books_end(&v->run);
    ht_links_end(&v->run);
    compare_closing(v);
    if (v->scans)
        ht_scanset_end(v->scans, &v->run);
    if (v->against)
        ht_against_end(v->against, &v->run);
    if (v->o.rejects)
        ht_xml_trailer(v->o.rejects, v->stats->bad);
    return HT_OK;
}

static void
validate_free(struct ht_stage *s)
{
    struct validate *v = (struct validate *)s;
    for (int i = 0; i < HT_NREG; i++)
        free(v->run.layout[i].rule);
    ht_sample_free(v->sample);
    ht_against_free(v->against);
    ht_scanset_free(v->scans);
    ht_links_free(v->run.links);
    ht_books_free(v->run.books);
    ht_law_free(v->run.law);
    ht_map_fini(&v->run.columns);
    free(v);
}

static const struct ht_stage_class validate_class = {
    .name = "validate", .record = validate_record, .end = validate_end, .free = validate_free,
};

/* ---- the beginning ---- */

static void
choose_rules(struct ht_run *run, struct ht_layout *l)
{
    l->rule = ht_calloc(ht_rule_count, sizeof *l->rule);
    for (size_t i = 0; i < ht_rule_count; i++) {
        const struct ht_rule_row *row = &ht_rule_table[i];
        if (looks[i] && run->on[row->code] && (row->registers & 1u << l->reg->id))
            l->rule[l->nrules++] = (struct ht_rule_fn){ row->code, looks[i] };
    }
}

static bool
set_today(struct validate *v)
{
    int32_t today = ht_today(v->o.today);
    if (today == INT32_MIN) {
        ht_diag_usage(v->o.diag, _("--today=%s is no day; write it like 2026-01-31"), v->o.today);
        return false;
    }
    v->run.today = (struct ht_span){ .first = today, .last = today, .state = HT_SPAN_FULL };
    ht_day_date(today, &v->run.today.d);
    return true;
}

static bool
start(struct validate *v)
{
    const struct ht_rules_opts *o = &v->o;
    struct ht_run *run = &v->run;
    run->diag = o->diag;
    if (ht_profile_read(run, o->lists, o->profile) || ht_profile_select(run, o->only, o->skip) || !set_today(v))
        return false;
    run->law = ht_law_new(o->lists, o->diag);
    if (!run->law)
        return false;
    run->books = ht_books_new();
    run->links = ht_links_new();
    for (int i = 0; i < HT_NREG; i++) {
        ht_layout_make(&run->layout[i], &ht_registers[i]);
        choose_rules(run, &run->layout[i]);
    }
    if (o->scans && !(v->scans = ht_scanset_new(o->scans, o->diag)))
        return false;
    if (o->against && !(v->against = ht_against_new(o->against, o->diag)))
        return false;
    if (o->sample > 0)
        v->sample = ht_sample_new(o->sample, o->seed);
    if (o->rejects)
        ht_xml_head(o->rejects);
    return true;
}

/* What a rule needs beside the records. */
static bool
has_what_it_needs(const struct validate *v, enum ht_code code)
{
    switch (code) {
    case HT_D_302: case HT_D_314: case HT_D_318: case HT_D_319: case HT_D_320: case HT_D_321: case HT_D_322:
        return v->scans != NULL;
    case HT_D_791: case HT_D_792: case HT_D_793: case HT_D_794:
        return v->against != NULL;
    case HT_D_316:
        return v->sample != NULL;
    case HT_D_323:
        return v->o.closing_given;
    default:
        return true;
    }
}

void
ht_rules_list(const struct ht_stage *s, struct ht_buf *out)
{
    const struct validate *v = (const struct validate *)s;
    const char *profile = v->o.profile ? v->o.profile : "standard";
    bool any = false;
    ht_buf_addc(out, '{');
    ht_json_key(out, "profile");
    ht_json_str(out, profile, strlen(profile));
    ht_buf_adds(out, ",\"rules\":[");
    for (size_t i = 0; i < ht_rule_count; i++) {
        enum ht_code code = ht_rule_table[i].code;
        if (!v->run.on[code] || !has_what_it_needs(v, code))
            continue;
        ht_buf_addf(out, "%s\"%s\"", any ? "," : "", ht_codes[code].code);
        any = true;
    }
    ht_buf_adds(out, "]}");
}

struct ht_stage *
ht_rules_new(const struct ht_rules_opts *opts, struct ht_rules_stats *stats)
{
    struct validate *v = ht_calloc(1, sizeof *v);
    v->stage.cls = &validate_class;
    v->o = *opts;
    v->stats = stats;
    *stats = (struct ht_rules_stats){0};
    if (start(v))
        return &v->stage;
    validate_free(&v->stage);
    return NULL;
}

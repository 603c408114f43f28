/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * Scores the normalizers against labelled cases.
 *
 *     score [-v] FILE.tsv...
 *
 * A case: context (register and fields, "KS|ngayDangKy=15.01.2008"), field, text, expected content, expected
 * attributes separated by ";".  "?" as content: the text must stay and be flagged, without a code; "!" in front:
 * this content and a finding.  Counted apart: wrong and silent (nobody would notice), flagged although it could be
 * settled, flagged but changed, and unstable: a second run gave something else.
 */
#include "config.h"

#include <stdio.h>
#include <string.h>

#include "base/buf.h"
#include "base/diag.h"
#include "base/mem.h"
#include "base/prog.h"
#include "model/codelist.h"
#include "norm/norm.h"

struct tally {
    unsigned cases, right, silent, flagged, other, unstable;
};

struct sink {
    struct ht_stage stage;
    struct ht_record *got;
};

static enum ht_rc
take(struct ht_stage *s, struct ht_record *r)
{
    ht_record_copy(((struct sink *)s)->got, r);
    return HT_OK;
}

static const struct ht_stage_class sink_class = { .name = "take", .record = take };

static void
set_field(struct ht_record *r, const char *name, size_t name_len, const char *value, size_t len)
{
    int field = ht_field_by_name(r->reg, name, name_len);
    if (field >= 0 && len)
        ht_set(r, field, value, len);
}

/* "KS|ngayDangKy=15.01.2008|so=1/2008" */
static void
set_context(struct ht_record *r, const char *s)
{
    size_t n = strcspn(s, "|");
    ht_record_reset(r, ht_register_by_code(s, n));
    for (s += n; *s == '|'; s += n) {
        const char *eq = strchr(++s, '=');
        n = strcspn(s, "|");
        if (eq)
            set_field(r, s, (size_t)(eq - s), eq + 1, (size_t)(s + n - eq - 1));
    }
}

static bool
has_attrs(const struct ht_slot *v, const char *want)
{
    while (*want) {
        size_t n = strcspn(want, ";"), name = strcspn(want, "=");
        for (int id = 0; id < HT_NATTR; id++)
            if (strlen(ht_attr_name[id]) == name && !memcmp(ht_attr_name[id], want, name)) {
                const struct ht_attr *a = ht_attr(v, (enum ht_attr_id)id);
                if (!a || a->len != n - name - 1 || memcmp(a->s, want + name + 1, a->len))
                    return false;
            }
        want += n + (want[n] == ';');
    }
    return true;
}

static unsigned
findings(const struct ht_record *r, int field)
{
    unsigned n = 0;
    for (const struct ht_finding *f = r->findings; f; f = f->next)
        n += f->field == field && f->sev != HT_INFO && f->code[2] == '2';
    return n;
}

static void
judge(struct tally *t, const struct ht_record *r, int field, char *const *cell, bool verbose)
{
    const struct ht_slot *v = &r->v[field];
    bool doubt = cell[3][0] == '?', both = cell[3][0] == '!';
    const char *want = doubt ? cell[2] : cell[3] + both;
    bool content = v->s && !strcmp(v->s, want) && has_attrs(v, cell[4]) && !(doubt && ht_attr(v, HT_A_code));
    unsigned found = findings(r, field);
    const char *what = "right";
    t->cases++;
    if (content && found == (doubt || both))
        t->right++;
    else if (!found)
        t->silent++, what = "WRONG AND SILENT";
    else if (content || (!doubt && v->s && !strcmp(v->s, cell[2])))
        t->flagged++, what = "flagged";
    else
        t->other++, what = "flagged and changed";
    if (verbose && strcmp(what, "right")) {
        printf("# %s: %s \"%s\" in %s: got \"%s\"", what, cell[1], cell[2], cell[0], v->s ? v->s : "");
        for (const struct ht_attr *a = v->attrs; a; a = a->next)
            printf(" %s=%s", ht_attr_name[a->id], a->s);
        printf(", %u findings, want \"%s\" %s\n", found, cell[3], cell[4]);
    }
}

static void
score(const char *path, struct ht_stage *norm, struct ht_record *r, struct ht_record *got, bool verbose)
{
    struct tally t = {0};
    char line[2048];
    FILE *f = fopen(path, "r");
    if (!f)
        return;
    while (fgets(line, sizeof line, f)) {
        char *cell[5] = { line };
        int n = 1;
        line[strcspn(line, "\n")] = '\0';
        for (char *p = line; *p && n < 5; p++)
            if (*p == '\t') {
                *p = '\0';
                cell[n++] = p + 1;
            }
        if (line[0] == '#' || n != 5)
            continue;
        set_context(r, cell[0]);
        set_field(r, cell[1], strlen(cell[1]), cell[2], strlen(cell[2]));
        int field = ht_field_by_name(r->reg, cell[1], strlen(cell[1]));
        if (field < 0 || norm->cls->record(norm, r) != HT_OK)
            continue;
        judge(&t, got, field, cell, verbose);
        ht_record_copy(r, got);
        if (norm->cls->record(norm, r) != HT_OK || !ht_record_equal(r, got))
            t.unstable++;
    }
    fclose(f);
    const char *name = strrchr(path, '/');
    printf("%-12s %5u cases  %6.2f %% right  %3u wrong and silent  %3u flagged needlessly  %3u flagged and changed"
           "  %u unstable\n",
           name ? name + 1 : path, t.cases, t.cases ? 100.0 * t.right / t.cases : 0, t.silent, t.flagged, t.other,
           t.unstable);
}

int
main(int argc, char **argv)
{
    struct ht_record r, got;
    bool verbose = argc > 1 && !strcmp(argv[1], "-v");
    ht_prog_start("score");
    struct ht_diag *d = ht_diag_new(&(struct ht_diag_opts){ .prog = "score", .max_per_code = 0 });
    if (!freopen("/dev/null", "w", stderr))       /* the findings are in the records */
        return 2;
    struct ht_stage *norm = ht_norm_new(&(struct ht_norm_opts){ .diag = d, .lists = ht_lists_dir(NULL) });
    struct sink sink = { .stage.cls = &sink_class, .got = &got };
    if (!norm)
        return 2;
    norm->next = &sink.stage;
    ht_record_init(&r);
    ht_record_init(&got);
    for (int i = 1 + verbose; i < argc; i++)
        score(argv[i], norm, &r, &got, verbose);
    ht_record_fini(&r);
    ht_record_fini(&got);
    norm->cls->free(norm);
    ht_diag_free(d);
    return 0;
}

/* SPDX-License-Identifier: BSD-2-Clause */
/* Reading profiles and selections of rules. */
#include "config.h"
#include "rules/profile.h"

#include <stdlib.h>
#include <string.h>
#include <strings.h>
#include <unistd.h>

#include "base/buf.h"
#include "base/prog.h"
#include "model/codelist.h"

#define MAX_BASES 8                     /* profiles based on one another */

static const struct {
    enum ht_code code;
    const char *name;
} settings[HT_NSETTING] = {
#define SETTING(code, name) [HT_SET_##name] = { HT_D_##code, #name },
#include "rules/settings.def"
#undef SETTING
};

struct profile {
    struct ht_run *run;
    const char *dir;
    const char *name;                   /* of the file that is being read */
    struct ht_tsv *t;
    bool set[HT_NSETTING];
    char base[64];
};

static bool
is(const char *s, size_t len, const char *word)
{
    return strlen(word) == len && !memcmp(s, word, len);
}

static bool
set_severity(struct ht_run *run, enum ht_code code, const char *s, size_t len)
{
    if (is(s, len, "off")) {
        run->on[code] = false;
        return true;
    }
    for (int i = HT_INFO; i <= HT_ERROR; i++)
        if (is(s, len, ht_sev_name[i])) {
            run->sev[code] = (enum ht_sev)i;
            run->on[code] = true;
            return true;
        }
    return false;
}

static bool
set_number(struct profile *p, enum ht_code code, const char *name, size_t name_len, const char *s, size_t len)
{
    char text[16];
    for (int i = 0; i < HT_NSETTING; i++) {
        if (settings[i].code != code || !is(name, name_len, settings[i].name))
            continue;
        if (len >= sizeof text || !len)
            return false;
        memcpy(text, s, len);
        text[len] = '\0';
        char *end;
        p->run->set[i] = strtol(text, &end, 10);
        p->set[i] = true;
        return !*end && p->run->set[i] >= 0;
    }
    return false;
}

/* One row.  Rows of other programs are none of our business. */
static bool
take_row(struct profile *p, size_t row, const int *column)
{
    size_t n[3];
    const char *c[3];
    for (int i = 0; i < 3; i++)
        c[i] = ht_tsv_cell(p->t, row, column[i], &n[i]);
    if (is(c[0], n[0], "-") && is(c[1], n[1], "base")) {
        if (!n[2] || n[2] >= sizeof p->base)
            return false;
        memcpy(p->base, c[2], n[2]);
        p->base[n[2]] = '\0';
        return true;
    }
    if (n[0] < 2 || memcmp(c[0], "HT", 2))
        return true;
    const struct ht_code_row *code = ht_code_by_name(c[0], n[0]);
    if (!code)
        return false;
    if (is(c[1], n[1], "severity"))
        return set_severity(p->run, (enum ht_code)(code - ht_codes), c[2], n[2]);
    return set_number(p, (enum ht_code)(code - ht_codes), c[1], n[1], c[2], n[2]);
}

static bool
ends_in_tsv(const char *name)
{
    size_t n = strlen(name);
    return n > 4 && !strcmp(name + n - 4, ".tsv");
}

/* A name means a profile among the lists; what ends in .tsv or has a slash is a file. */
static struct ht_tsv *
open_profile(struct profile *p, const char *name)
{
    struct ht_buf path = HT_BUF_INIT;
    struct ht_tsv *t;
    if (ends_in_tsv(name) || strchr(name, '/'))
        ht_buf_adds(&path, name + (strncmp(name, "./", 2) ? 0 : 2));
    else
        ht_buf_addf(&path, "%s/profiles/%s.tsv", p->dir, name);
    if (access(path.s, R_OK)) {
        ht_diag_usage(p->run->diag, _("there is no profile %s; name one of those in %s/profiles, or a file of your "
                                      "own, like ./my-province.tsv"), path.s, p->dir);
        t = NULL;
    } else {
        t = ht_tsv_open(path.s[0] == '/' ? "" : ".", path.s + (path.s[0] == '/'), p->run->diag);
    }
    ht_buf_fini(&path);
    return t;
}

static int
read_one(struct profile *p, const char *name)
{
    static const char *const names[] = { "rule", "setting", "value" };
    int column[3], rc = 0;
    p->name = name;
    p->base[0] = '\0';
    p->t = open_profile(p, name);
    if (!p->t)
        return -1;
    for (int i = 0; i < 3; i++) {
        column[i] = ht_tsv_column(p->t, names[i]);
        if (column[i] < 0 && !rc) {
            ht_diag_usage(p->run->diag, _("the profile %s has no column \"%s\""), name, names[i]);
            rc = -1;
        }
    }
    for (size_t i = 0; i < ht_tsv_rows(p->t) && !rc; i++)
        if (!take_row(p, i, column)) {
            size_t n[3];
            const char *c[3];
            for (int k = 0; k < 3; k++)
                c[k] = ht_tsv_cell(p->t, i, column[k], &n[k]);
            ht_diag_usage(p->run->diag, _("the profile %s is wrong in data row %zu, \"%.*s %.*s %.*s\": no such rule, "
                                          "setting or value; hotich-rules(7) lists them"), name, i + 1,
                          (int)n[0], c[0], (int)n[1], c[1], (int)n[2], c[2]);
            rc = -1;
        }
    ht_tsv_free(p->t);
    return rc;
}

/* What NAME is based on has to be read first, so the chain is followed to its end and applied backwards. */
int
ht_profile_read(struct ht_run *run, const char *dir, const char *name)
{
    struct profile p = { .run = run, .dir = dir };
    char chain[MAX_BASES][sizeof p.base];
    int n = 0;
    const char *next = name ? name : "standard";
    char *first = ht_strdup(next);
    for (int i = 0; i < HT_NCODE; i++) {
        run->on[i] = true;
        run->sev[i] = ht_codes[i].sev;
    }
    int rc = read_one(&p, first);
    while (!rc && p.base[0]) {
        if (n == MAX_BASES) {
            ht_diag_usage(run->diag, _("the profile %s is based on itself or on too many others"), first);
            rc = -1;
            break;
        }
        memcpy(chain[n], p.base, sizeof p.base);
        rc = read_one(&p, chain[n++]);
    }
    while (!rc && n-- > 1)
        rc = read_one(&p, chain[n - 1]);
    if (!rc && name)
        rc = read_one(&p, first);
    for (int i = 0; i < HT_NSETTING && !rc; i++)
        if (!p.set[i]) {
            ht_diag_usage(run->diag, _("the profile %s gives no value for \"%s %s\"; base it on standard"), first,
                          ht_codes[settings[i].code].code, settings[i].name);
            rc = -1;
        }
    free(first);
    return rc;
}

/* "R02" means R02 itself and its parts R02b, R02c … */
static bool
same_name(const char *name, const char *s, size_t len)
{
    return !strncasecmp(name, s, len) && (!name[len] || (name[len] >= 'a' && name[len] <= 'z' && !name[len + 1]));
}

/* Marks every rule that S (one code or rule name) means; false if there is none. */
static bool
mark(bool *marks, const char *s, size_t len)
{
    bool found = false;
    for (size_t i = 0; i < ht_rule_count; i++) {
        const struct ht_rule_row *rule = &ht_rule_table[i];
        const char *code = ht_codes[rule->code].code;
        if ((strlen(code) == len && !strncasecmp(code, s, len)) ||
            same_name(rule->name, s, len)) {
            marks[rule->code] = true;
            found = true;
        }
    }
    return found;
}

/* NEED: naming no rule at all, as an unset variable of a script does, is no choice either. */
static int
mark_all(struct ht_run *run, bool *marks, const char *list, const char *option, bool need)
{
    if (need && !list[strspn(list, ", ")]) {
        ht_diag_usage(run->diag, _("%s names nothing"), option);
        return -1;
    }
    while (*list) {
        size_t n = strcspn(list, ", ");
        if (n && !mark(marks, list, n)) {
            ht_diag_usage(run->diag, _("%s: \"%.*s\" is no rule; hotich-rules(7) lists them"), option, (int)n,
                          list);
            return -1;
        }
        list += n;
        list += strspn(list, ", ");
    }
    return 0;
}

int
ht_profile_select(struct ht_run *run, const char *only, const char *skip)
{
    bool wanted[HT_NCODE] = {0}, unwanted[HT_NCODE] = {0};
    if ((only && mark_all(run, wanted, only, "--only", true)) ||
        (skip && mark_all(run, unwanted, skip, "--skip", false)))
        return -1;
    for (int i = 0; i < HT_NCODE; i++)
        run->on[i] = (only ? wanted[i] : run->on[i]) && !unwanted[i];
    return 0;
}

/* SPDX-License-Identifier: BSD-2-Clause */
/* Option tables: one loop parses, one loop prints help. */
#include "config.h"
#include "base/opt_int.h"

#include <stdlib.h>
#include <string.h>

#include "base/buf.h"
#include "base/diag.h"
#include "base/io.h"
#include "base/mem.h"
#include "base/prog.h"
#include "base/utf8.h"

struct match {
    const struct ht_opt *row;
    void *base;
};

void
ht_strv_add(struct ht_strv *v, const char *s)
{
    v->v = ht_grow(v->v, &v->cap, v->n + 1, sizeof *v->v);
    v->v[v->n++] = s;
}

void
ht_strv_fini(struct ht_strv *v)
{
    free(v->v);
    *v = (struct ht_strv){0};
}

static bool
takes_arg(const struct ht_opt *row)
{
    return row->kind != HT_OPT_FLAG;
}

static bool
arg_is_optional(const struct ht_opt *row)
{
    return row->kind == HT_OPT_OPTSTR || row->kind == HT_OPT_OPTOUT;
}

static struct match
find_letter(const struct ht_opt_table *t, char letter)
{
    for (; t->rows; t++)
        for (const struct ht_opt *r = t->rows; r->name; r++)
            if (r->letter == letter)
                return (struct match){ r, t->base };
    return (struct match){0};
}

/* Whole names first, then an unambiguous beginning (*NFOUND says how many there are). */
static struct match
find_name(const struct ht_opt_table *tables, const char *name, size_t len, int *nfound)
{
    struct match found = {0};
    *nfound = 0;
    for (const struct ht_opt_table *t = tables; t->rows; t++)
        for (const struct ht_opt *r = t->rows; r->name; r++) {
            if (strncmp(r->name, name, len))
                continue;
            if (!r->name[len]) {
                *nfound = 1;
                return (struct match){ r, t->base };
            }
            if (!found.row || strcmp(found.row->name, r->name))
                ++*nfound;
            found = (struct match){ r, t->base };
        }
    return *nfound == 1 ? found : (struct match){0};
}

/* Letters to insert, delete, change or swap; names are short, so the plain table will do. */
static unsigned
distance(const char *a, size_t n, const char *b)
{
    enum { MAX = 40 };
    unsigned row[3][MAX + 1];
    size_t m = strlen(b);
    if (n > MAX || m > MAX)
        return MAX;
    for (size_t j = 0; j <= m; j++)
        row[0][j] = (unsigned)j;
    for (size_t i = 1; i <= n; i++) {
        unsigned *cur = row[i % 3], *prev = row[(i + 2) % 3], *prev2 = row[(i + 1) % 3];
        cur[0] = (unsigned)i;
        for (size_t j = 1; j <= m; j++) {
            unsigned best = prev[j - 1] + (a[i - 1] != b[j - 1]);
            if (prev[j] + 1 < best)
                best = prev[j] + 1;
            if (cur[j - 1] + 1 < best)
                best = cur[j - 1] + 1;
            if (i > 1 && j > 1 && a[i - 1] == b[j - 2] && a[i - 2] == b[j - 1] &&
                prev2[j - 2] + 1 < best)
                best = prev2[j - 2] + 1;
            cur[j] = best;
        }
    }
    return row[n % 3][m];
}

static void
report_unknown(const struct ht_opt_table *tables, const char *name, size_t len, struct ht_diag *d)
{
    const char *nearest = NULL;
    unsigned best = 4;
    for (const struct ht_opt_table *t = tables; t->rows; t++)
        for (const struct ht_opt *r = t->rows; r->name; r++) {
            unsigned n = distance(name, len, r->name);
            if (n < best) {
                best = n;
                nearest = r->name;
            }
        }
    if (nearest)
        ht_diag_usage(d, _("unknown option \"--%.*s\"; did you mean \"--%s\"? (--help lists all)"),
                      (int)len, name, nearest);
    else
        ht_diag_usage(d, _("unknown option \"--%.*s\" (--help lists all)"), (int)len, name);
}

/* Handles "--name", "--name=arg", "--name arg".  Returns how many further words were used, -1 on error. */
static int
parse_long(const struct ht_opt_table *tables, int left, char **argv, struct ht_diag *d)
{
    const char *name = argv[0] + 2;
    size_t len = strcspn(name, "=");
    const char *arg = name[len] ? name + len + 1 : NULL;
    int nfound;
    struct match m = find_name(tables, name, len, &nfound);
    if (!m.row) {
        if (nfound > 1)
            ht_diag_usage(d, _("option \"--%.*s\" is short for more than one (--help lists all)"),
                          (int)len, name);
        else
            report_unknown(tables, name, len, d);
        return -1;
    }
    if (!takes_arg(m.row) && arg) {
        ht_diag_usage(d, _("option \"--%s\" takes no value"), m.row->name);
        return -1;
    }
    if (arg || !takes_arg(m.row) || arg_is_optional(m.row))
        return ht_opt_set(m.row, m.base, arg, d);
    if (!left) {
        ht_diag_usage(d, _("option \"--%s\" needs a value"), m.row->name);
        return -1;
    }
    return ht_opt_set(m.row, m.base, argv[1], d) ? -1 : 1;
}

/* Handles "-abc", "-ofile", "-o file". */
static int
parse_letters(const struct ht_opt_table *tables, int left, char **argv, struct ht_diag *d)
{
    for (const char *p = argv[0] + 1; *p; p++) {
        struct match m = find_letter(tables, *p);
        if (!m.row) {
            ht_diag_usage(d, _("unknown option \"-%.*s\" (--help lists all)"),
                          (int)ht_utf8_len(p, strlen(p)), p);
            return -1;
        }
        if (!takes_arg(m.row)) {
            ht_opt_set(m.row, m.base, NULL, d);
            continue;
        }
        if (p[1])
            return ht_opt_set(m.row, m.base, p + 1, d);
        if (!left) {
            ht_diag_usage(d, _("option \"-%c\" needs a value"), *p);
            return -1;
        }
        return ht_opt_set(m.row, m.base, argv[1], d) ? -1 : 1;
    }
    return 0;
}

int
ht_opt_parse(const struct ht_opt_table *tables, int argc, char **argv, struct ht_diag *d)
{
    int operands = 0;
    bool options = true;
    for (int i = 1; i < argc; i++) {
        const char *word = argv[i];
        if (!options || word[0] != '-' || !word[1]) {
            argv[1 + operands++] = argv[i];
            continue;
        }
        if (!strcmp(word, "--")) {
            options = false;
            continue;
        }
        int used = word[1] == '-' ? parse_long(tables, argc - i - 1, argv + i, d)
                                  : parse_letters(tables, argc - i - 1, argv + i, d);
        if (used < 0)
            return -1;
        i += used;
    }
    return ht_opt_outputs_differ(tables, d) ? operands : -1;
}

void
ht_opt_release(const struct ht_opt *rows, void *base)
{
    for (const struct ht_opt *row = rows; row->name; row++)
        if (row->kind == HT_OPT_LIST)
            ht_strv_fini((struct ht_strv *)(void *)((char *)base + row->at));
}

/* Columns that a line of translated text takes on a terminal; all our letters are one column wide. */
static size_t
columns(const char *s)
{
    return ht_utf8_count(s, strlen(s));
}

static void
help_row(const struct ht_opt *r, struct ht_out *out)
{
    enum { TEXT_AT = 28 };
    struct ht_buf b = HT_BUF_INIT;
    if (r->letter)
        ht_buf_addf(&b, "  -%c, --%s", r->letter, r->name);
    else
        ht_buf_addf(&b, "      --%s", r->name);
    if (r->arg && arg_is_optional(r))
        ht_buf_addf(&b, "[=%s]", _(r->arg));
    else if (r->arg)
        ht_buf_addf(&b, "=%s", _(r->arg));
    if (columns(b.s) + 2 > TEXT_AT)
        ht_buf_addf(&b, "\n%*s", TEXT_AT, "");
    else
        ht_buf_addf(&b, "%*s", (int)(TEXT_AT - columns(b.s)), "");
    ht_out_addf(out, "%s%s\n", b.s, _(r->help));
    ht_buf_fini(&b);
}

void
ht_opt_help(const struct ht_opt_table *tables, struct ht_out *out)
{
    for (; tables->rows; tables++)
        for (const struct ht_opt *r = tables->rows; r->name; r++)
            help_row(r, out);
}

/* SPDX-License-Identifier: BSD-2-Clause */
/* "hotich run". */
#include "config.h"
#include "tools/chain.h"

#include <stdbool.h>
#include <stdlib.h>
#include <string.h>

#include "base/mem.h"
#include "base/prog.h"
#include "tools/tool.h"

/* Tools that can be part of a chain. */
static const struct ht_tool_class *const tools[] = {
#define CHAINED(verb) &ht_tool_##verb,
#include "tools/chained.def"
#undef CHAINED
};

void
ht_chain_add_word(struct ht_words *w, char *word)
{
    w->v = ht_grow(w->v, &w->cap, w->n + 1, sizeof *w->v);
    w->v[w->n++] = word;
}

/*
 * Splits LINE in place at blanks; quotes and backslashes keep them together, as in a shell, and a bar stands by
 * itself even without blanks round it.  False if a quote stays open.
 */
bool
ht_chain_split(struct ht_words *w, char *line)
{
    static char bar[] = "|";
    char *from = line, *to = line, *word = NULL;
    char quote = 0;
    for (; *from; from++) {
        char c = *from;
        if (quote ? c == quote : c == '\'' || c == '"') {
            quote = quote ? 0 : c;
            word = word ? word : to;
        } else if (c == '\\' && quote != '\'' && from[1]) {
            word = word ? word : to;
            *to++ = *++from;
        } else if (!quote && (c == ' ' || c == '\t' || c == '\n' || c == '|')) {
            if (word) {
                *to++ = '\0';
                ht_chain_add_word(w, word);
            }
            word = NULL;
            if (c == '|')
                ht_chain_add_word(w, bar);
        } else {
            word = word ? word : to;
            *to++ = c;
        }
    }
    *to = '\0';
    if (word)
        ht_chain_add_word(w, word);
    return !quote;
}

bool
ht_chain_is_separator(const char *word)
{
    return !strcmp(word, "then") || !strcmp(word, "|") || !strcmp(word, ",");
}

static const struct ht_tool_class *
find_tool(const char *verb)
{
    if (!strncmp(verb, "hotich-", 7))
        verb += 7;
    for (size_t i = 0; i < HT_COUNT(tools); i++)
        if (!strcmp(tools[i]->verb, verb))
            return tools[i];
    return NULL;
}

struct parts {
    const struct ht_tool_class **cls;
    int *argc;
    char ***argv;
    size_t n;
};

/* Cuts the words into parts.  0, or -1 after reporting. */
static int
find_parts(struct parts *p, struct ht_words *w, struct ht_diag *d)
{
    p->cls = ht_calloc(w->n + 1, sizeof *p->cls);
    p->argc = ht_calloc(w->n + 1, sizeof *p->argc);
    p->argv = ht_calloc(w->n + 1, sizeof *p->argv);
    for (size_t i = 0; i < w->n; i++) {
        bool starts = i == 0 || ht_chain_is_separator(w->v[i - 1]);
        if (ht_chain_is_separator(w->v[i]) ? starts || i == w->n - 1 : false) {
            ht_diag_usage(d, _("a part of the chain is empty: nothing stands beside \"%s\""), w->v[i]);
            return -1;
        }
        if (ht_chain_is_separator(w->v[i]))
            continue;
        if (!starts) {
            p->argc[p->n - 1]++;
            continue;
        }
        p->cls[p->n] = find_tool(w->v[i]);
        if (!p->cls[p->n]) {
            ht_diag_usage(d, _("\"%s\" cannot be part of a chain (hotich run --help lists what can)"), w->v[i]);
            return -1;
        }
        p->argv[p->n] = &w->v[i];
        p->argc[p->n++] = 1;
    }
    return 0;
}

static const struct { const char *verb, *what; } programs[] = {
#define PROGRAM(verb, what) { #verb, what },
#include "tools/programs.def"
#undef PROGRAM
};

static int
help(void)
{
    struct ht_diag *d = ht_diag_new(&(struct ht_diag_opts){ .prog = "hotich" });
    struct ht_out *out = ht_out_open(NULL, 0, d);
    ht_out_addf(out, "%s\n\n%s\n\n", _("Usage: hotich run VERB [OPTION]... [FILE]... then VERB [OPTION]... then …"),
                _("Chains tools in one process: the results of the pipe, byte for byte, in less time.  Only the\n"
                  "manifest of a package says more than in a pipe: which rules ran before.\n"
                  "Instead of \"then\", \"|\" in quotes will do: hotich run 'import a.csv | normalize'."));
    for (size_t i = 0; i < HT_COUNT(programs); i++)
        if (find_tool(programs[i].verb))
            ht_out_addf(out, "  %-10s  %s\n", programs[i].verb, _(programs[i].what));
    ht_out_close(out, NULL);
    return ht_diag_free(d);
}

int
ht_chain_main(int argc, char **argv)
{
    struct ht_words w = {0};
    struct parts p = {0};
    char *line = NULL;
    int status;
    ht_prog_start("hotich");
    if (argc < 2 || !strcmp(argv[1], "--help") || !strcmp(argv[1], "-h"))
        return argc < 2 ? (help(), HT_EXIT_USAGE) : help();
    struct ht_diag *d = ht_diag_new(&(struct ht_diag_opts){ .prog = "hotich" });
    bool whole = true;
    if (argc == 2 && strpbrk(argv[1], " |")) {
        line = ht_strdup(argv[1]);
        whole = ht_chain_split(&w, line);
    } else {
        for (int i = 1; i < argc; i++)
            ht_chain_add_word(&w, argv[i]);
    }
    if (!whole)
        ht_diag_usage(d, _("a quotation mark in the chain is not closed"));
    if (whole && !find_parts(&p, &w, d)) {
        ht_diag_free(d);
        status = ht_tool_chain(p.n, p.cls, p.argc, p.argv);
    } else {
        status = ht_diag_free(d);
    }
    free(p.cls);
    free(p.argc);
    free(p.argv);
    free(w.v);
    free(line);
    return status;
}

/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * Command-line options as tables.
 *
 * A row says everything about one option: parsing, help text, where the value goes.  A tool gives several
 * tables (its own, the common ones); one loop parses them and one loop prints --help, so the two cannot
 * differ.  Values are written into the caller's struct at the row's offset.
 */
#ifndef HT_BASE_OPT_H
#define HT_BASE_OPT_H

#include <stdbool.h>
#include <stddef.h>

struct ht_diag;

enum ht_opt_kind {
    HT_OPT_FLAG,                        /* bool: becomes true */
    HT_OPT_STR,                         /* const char *: the argument, borrowed from argv */
    HT_OPT_OPTSTR,                      /* const char *: --name or --name=ARG; "" without an argument */
    HT_OPT_OUT,                         /* as STR: a file that is written, "-" standard output */
    HT_OPT_OPTOUT,                      /* as OPTSTR, the same */
    HT_OPT_LIST,                        /* struct ht_strv: every use adds one */
    HT_OPT_UINT,                        /* unsigned long, decimal */
    HT_OPT_SIZE,                        /* size_t: decimal with K, M, G or T (powers of 1024) */
    HT_OPT_REAL,                        /* double, decimal point whatever the locale */
    HT_OPT_CHOICE                       /* int: position of the argument in .choices */
};

struct ht_strv {
    const char **v;
    size_t n, cap;
};

struct ht_opt {
    char letter;                        /* 0: none */
    const char *name;                   /* without the dashes; NULL ends a table */
    enum ht_opt_kind kind;
    size_t at;                          /* offsetof the value in the caller's struct */
    const char *arg;                    /* N_("FILE"): shown in --help; NULL for flags */
    const char *help;                   /* N_("…"), one line */
    const char *const *choices;         /* HT_OPT_CHOICE, and HT_OPT_OPTSTR if not NULL: NULL-terminated */
};

struct ht_opt_table {
    const struct ht_opt *rows;
    void *base;                         /* the struct that the rows' offsets are for */
};

/* Parses ARGV[1…ARGC-1] against the tables (NULL rows end the list).  Options and operands may be mixed;
 * "--" ends options.  Operands are moved to the front of ARGV+1 in their order; returns their number,
 * or -1 after reporting a usage error, with the nearest known option; so are two options that would write the
 * same file, and one that would write two. */
int ht_opt_parse(const struct ht_opt_table *tables, int argc, char **argv, struct ht_diag *d);

/* False after reporting that two options name the same file to be written; ht_opt_parse() asks. */
bool ht_opt_outputs_differ(const struct ht_opt_table *tables, struct ht_diag *d);

/* Frees what parsing allocated for the values of these rows: their lists. */
void ht_opt_release(const struct ht_opt *rows, void *base);

/* The options part of --help, on standard output. */
struct ht_out;
void ht_opt_help(const struct ht_opt_table *tables, struct ht_out *out);

void ht_strv_add(struct ht_strv *v, const char *s);
void ht_strv_fini(struct ht_strv *v);

#endif

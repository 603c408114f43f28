/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * Validation: a stage that looks at every record, annotates it and passes it on.
 *
 * One row of rules.def and one function per rule.  Severities and thresholds come from a profile
 * (data/profiles/), law that changed over time from dated tables (data/law_*.tsv).  A rule that compares
 * dates reports only what no completion of unknown parts could make right.
 *
 * Memory: flat, but for about 20 bytes per entry of a book, and 12 (the dead 16) for every key by which a person is
 * looked for in other registers: a name with a full date of birth, a name with a paper, a personal number.
 * The second keying of a double entry is held whole.
 */
#ifndef HT_RULES_RULES_H
#define HT_RULES_RULES_H

#include <stdbool.h>
#include <stdint.h>

#include "base/diag.h"
#include "base/io.h"
#include "model/finding.h"
#include "stream/stage.h"

struct ht_rules_opts {
    struct ht_diag *diag;
    const char *lists;                  /* directory of the data, as ht_lists_dir gave it */
    const char *profile;                /* a name in lists/profiles/, or a path; NULL: "standard" */
    const char *only, *skip;            /* "HT401,HT502", or rule names "D01,B02"; NULL: all, none */
    const char *today;                  /* ISO date that stands for today; NULL: the clock's */
    const char *scans;                  /* directory or zip archive of the pages, or NULL */
    const char *against;                /* second keying, canonical XML, or NULL */
    bool closing_given;
    unsigned long closing;              /* entries that the closing statement of the book counts */
    double sample;                      /* share of every book to draw for the second round; 0: none */
    unsigned long seed;
    bool drop_bad;                      /* records with errors are not passed on */
    struct ht_out *rejects;             /* they are written here instead, canonical XML; or NULL */
    /* Called with every record when all rules for single records have run; may be NULL. */
    void (*seen)(void *arg, struct ht_record *r);
    void *arg;
};

struct ht_rules_stats {
    uint64_t read, written, bad;        /* read = written + bad (if they are dropped) */
    uint64_t sampled;
};

/* NULL after reporting a wrong option, profile or table (exit status 2).  STATS must outlive the stage. */
struct ht_stage *ht_rules_new(const struct ht_rules_opts *opts, struct ht_rules_stats *stats);

/* Appends what a stage of ht_rules_new checks, for manifests: {"profile":…,"rules":["HT301",…]}.  Rules that
 * need an option (scans, the second keying) are named only if it was given. */
void ht_rules_list(const struct ht_stage *s, struct ht_buf *out);

/* ---- the table, for manuals, reports and tests ---- */

struct ht_rule_row {
    enum ht_code code;
    const char *name;                   /* "B02", the name in the catalogue of rules */
    uint32_t registers;                 /* bit 1 << enum ht_reg */
};
extern const struct ht_rule_row ht_rule_table[];
extern const size_t ht_rule_count;

#endif

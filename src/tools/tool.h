/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * What the tools share: a tool is a table row, a struct of option values and a function that makes its part
 * of a chain.  main() of every program is ht_tool_main() with that tool; "hotich run" builds one chain out
 * of several.
 */
#ifndef HT_TOOLS_TOOL_H
#define HT_TOOLS_TOOL_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/diag.h"
#include "base/io.h"
#include "base/opt.h"
#include "base/progress.h"
#include "stream/stage.h"

/* Values of the options that every tool has. */
struct ht_common {
    const char *output;                 /* -o */
    bool quiet, verbose, redact, help, version;
    const char *progress;
    int form;                           /* enum ht_diag_form */
    const char *diag_file;
    int fail_on;                        /* 0 error, 1 warning */
    const char *lists;                  /* --lists as given; ht_lists_dir() resolves it */
    const char *profile;                /* NULL: "standard" */
    const char *manifest;
};

/* read = written + rejected + merged + dropped: every tool holds this and says so. */
struct ht_counts {
    uint64_t read, written, rejected, merged;
};

struct ht_tool {
    const struct ht_tool_class *cls;
    struct ht_common common;
    void *own;                          /* the tool's option struct, zeroed before parsing */
    const char **files;                 /* operands, NULL-terminated; empty: standard input */
    size_t nfiles;
    struct ht_diag *diag;
    struct ht_progress *progress;
    struct ht_counts counts;
    bool first, last;                   /* place in the chain: may make a source; must make a sink */
    bool chained;                       /* part of "hotich run" */
    struct ht_manifest *manifest;       /* or NULL */
    struct ht_out *out;                 /* output of the last tool, opened by tool.c unless own_output */
};

struct ht_tool_class {
    const char *name;                   /* "hotich-normalize" */
    const char *verb;                   /* "normalize" */
    const char *synopsis;               /* N_("[OPTION]... [FILE]...") */
    const char *about;                  /* N_("…"), one or two sentences for --help */
    const struct ht_opt *options;
    size_t own_size;                    /* sizeof of the option struct */
    bool makes_source;                  /* import: reads something else than canonical XML */
    bool own_output;                    /* writes something else than canonical XML to -o */
    /*
     * Checks the options and opens what the tool needs.  Sets *SOURCE (only if makes_source) and *STAGE (a
     * stage, or for own_output a last stage).  Either may stay NULL: the XML reader and writer stand in.
     * 0, or -1 after reporting.
     */
    int (*open)(struct ht_tool *t, struct ht_source **source, struct ht_stage **stage);
    /* After the stream ended, before the output is closed: reports, summaries.  OK is false after a failure.
     * May be NULL. */
    void (*close)(struct ht_tool *t, bool ok);
};

/* All tools that can be part of a chain, NULL-terminated. */
extern const struct ht_tool_class *const ht_tools[];

/* The whole life of a single-tool program.  Returns the exit status. */
int ht_tool_main(const struct ht_tool_class *cls, int argc, char **argv);

/* Runs N tools, given as argument vectors (argv[0] is the verb), as one chain. */
int ht_tool_run(int n, int *argc, char ***argv);

#endif

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
    int form;                           /* --diag: enum ht_diag_form */
    const char *diag_file;
    int fail_on;                        /* --fail-on: 0 error, 1 warning */
    unsigned long max_diags;            /* --max-diags */
    const char *lists;                  /* --lists as given; ht_lists_dir() resolves it */
    const char *profile;                /* NULL: "standard" */
    const char *manifest;
};

/* read = written + rejected + merged + dropped: every tool holds this and says so. */
struct ht_counts {
    uint64_t read, written, rejected, merged;
};

struct ht_tool_class;
struct ht_manifest;

struct ht_tool {
    const struct ht_tool_class *cls;
    struct ht_common common;
    void *own;                          /* the tool's option struct, zeroed before parsing */
    const char **files;                 /* operands, NULL-terminated; empty: standard input */
    size_t nfiles;
    struct ht_diag *diag;
    struct ht_progress *progress;
    struct ht_counts counts;
    char *checks;                       /* JSON: the rules that this tool runs; its open() sets it, or NULL */
    const char *checked;                /* checks of the last tool before it in the chain that has some, or NULL */
    unsigned jobs;                      /* threads that read canonical XML; open() may set it */
    bool first, last;                   /* place in the chain */
    bool opened;                        /* open() did well, so close() is due */
    struct ht_manifest *manifest;       /* or NULL */
    bool own_output;                    /* as the class says, unless open() says otherwise */
    struct ht_out *out;                 /* output of the last tool, opened by tool.c unless own_output */
};

struct ht_tool_class {
    const char *name;                   /* "hotich-normalize": in messages, and of the manual's page */
    const char *command;                /* how --help says that it is run; NULL: by its name */
    const char *verb;                   /* "normalize" */
    const char *synopsis;               /* N_("[OPTION]... [FILE]...") */
    const char *about;                  /* N_("…"), one or two sentences for --help */
    const struct ht_opt *options;
    size_t own_size;                    /* sizeof of the option struct */
    bool makes_source;                  /* import: reads something else than canonical XML */
    bool own_output;                    /* writes something else than canonical XML to -o */
    /*
     * Checks the options and opens what the tool needs.  Sets *SOURCE (if makes_source, or if it reads something
     * else this time, which only a tool that is alone may do) and *STAGE (a stage, or for own_output a last stage).
     * Either may stay NULL: the XML reader and writer stand in.
     * 0, or -1 after reporting.
     */
    int (*open)(struct ht_tool *t, struct ht_source **source, struct ht_stage **stage);
    /* After the stream ended, before the output is closed: reports, summaries, releases.  OK is false after a
     * failure, or if another tool or the output could not be opened.  May be NULL. */
    void (*close)(struct ht_tool *t, bool ok);
};

#define CHAINED(verb) extern const struct ht_tool_class ht_tool_##verb;
#include "tools/chained.def"
#undef CHAINED

/* The rows of the common options, for programs that are no filter of records; base: struct ht_common. */
extern const struct ht_opt ht_common_options[];

/* Prints --help or --version on standard output; returns the exit status. */
int ht_tool_help(const struct ht_tool_class *cls);
int ht_tool_version(const char *name);

/* A diagnostics sink as the common options want it. */
struct ht_diag *ht_tool_diag(const char *name, const struct ht_common *c);

/* False after reporting that an option would write to standard output, where T's output goes.  For who writes its own
 * output, before anything is opened. */
bool ht_tool_may_print(struct ht_tool *t);

/* On INT, TERM, HUP and PIPE: remove temporary files, then die of the signal. */
void ht_tool_signals(void);

/* The whole life of a single-tool program.  Returns the exit status. */
int ht_tool_main(const struct ht_tool_class *cls, int argc, char **argv);

/* Runs N tools as one chain; ARGV[i][0] is the verb, ARGC[i] words.  Same results as the pipe. */
int ht_tool_chain(size_t n, const struct ht_tool_class *const *cls, int *argc, char ***argv);

#endif

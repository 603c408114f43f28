/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * The importer: rows of a source become records.
 *
 * A source of a chain.  For every file: detect the format, decode the cells, find the header, make one record per
 * row with its id and its place in the source.  A row that cannot become a record goes to the rejects with its
 * reason, so that read = written + rejected.
 */
#ifndef HT_FORMATS_IMPORT_H
#define HT_FORMATS_IMPORT_H

#include "base/io.h"
#include "base/opt.h"
#include "base/progress.h"
#include "formats/format.h"
#include "formats/given.h"
#include "formats/map.h"
#include "stream/stage.h"

struct ht_import_opts {
    const char *const *files;           /* NULL-terminated; empty: standard input */
    struct ht_diag *diag;
    struct ht_progress *progress;
    const struct ht_format *format;     /* --from, NULL: by content */
    const struct ht_charset *charset;   /* --encoding, NULL: by content */
    const struct ht_register *reg;      /* --register, NULL: by header */
    const struct ht_map_file *map;      /* --map */
    struct ht_given given;              /* --set */
    const char *id;                     /* --id */
    const char *rejects;                /* --rejects */
    const char *table;                  /* --table */
    const char *lists;                  /* directory of the code lists */
    bool deleted, explain;
    unsigned long jobs;                 /* pages that are read at once */
    const char *review;                 /* --review, or NULL */
    const char *decisions;              /* --decisions, or NULL */
    uint64_t *read, *rejected;          /* counters of the tool */
    void (*opened)(void *arg, struct ht_in *in);
    void (*done)(void *arg, struct ht_in *in, uint64_t records);
    void *arg;
};

/* NULL after reporting (exit 2: a list is missing). */
struct ht_source *ht_import_new(const struct ht_import_opts *opts);

#endif

/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * Exporters: records in, a deliverable out.
 *
 * An exporter is the last stage of a chain.  Whatever it makes appears under its name only when the stream has
 * ended well; a failure or an interruption leaves what stood there before.  One file out_X.c and one row of
 * exporters.def per exporter.
 */
#ifndef HT_EXPORT_EXPORT_H
#define HT_EXPORT_EXPORT_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/diag.h"
#include "base/io.h"
#include "export/seal.h"
#include "stream/stage.h"

/* What an exporter is told.  Everything is borrowed and outlives the stage. */
struct ht_export {
    const char *output;                 /* -o; NULL or "-": standard output */
    const char *profile;                /* NULL: the exporter's own choice */
    const char *columns;                /* "so,quyenSo,…"; NULL: all */
    const struct ht_register *reg;      /* only entries of this register; NULL: all */
    const char *scans;                  /* directory or zip archive of PDFs; NULL: none */
    const char *lists;                  /* directory of the code lists */
    const char *sign;                   /* PEM file with key and certificate; NULL: unsigned */
    struct ht_recipients *recipients;   /* whom the output is encrypted for; NULL: it is not */
    const char *checks;                 /* JSON: the rules that ran in this chain; NULL: none did */
    const char *key;                    /* stands for input and options, see export/resume.h; NULL: none */
    size_t split;                       /* most bytes of one file; 0: no limit */
    unsigned long jobs;
    unsigned long suppress;             /* stats: counts below this are hidden; 0: the usual number */
    struct ht_diag *diag;
    /* Told of every finished output, for the run's manifest; NULL: nobody asks. */
    void (*made)(void *arg, const char *name, const char *hex, uint64_t bytes, uint64_t records);
    void *arg;
    uint64_t written, rejected;         /* counted by the stages */
};

struct ht_exporter {
    const char *name;                   /* "package": --to */
    bool to_path;                       /* has no form for standard output */
    const char *about;                  /* msgid, for --help */
    /* The last stage, or NULL after reporting. */
    struct ht_stage *(*open)(struct ht_export *x);
};

#define EXPORTER(id, name, to_path, about) struct ht_stage *ht_export_##id(struct ht_export *x);
#include "export/exporters.def"
#undef EXPORTER

const struct ht_exporter *ht_exporter_at(size_t i);             /* NULL behind the last one */
const struct ht_exporter *ht_exporter_by_name(const char *name);    /* or NULL */

/* Checks a package made by --to=package, says on OUT in one line whether it may be submitted, reports each
 * problem.  TRUST is a PEM file of certificates that its signature must lead to; an unsigned package is a problem then.
 * NULL: a signature that is there must fit.  HT_OK, HT_BAD (not to be submitted), HT_FAIL (it could not be read). */
enum ht_rc ht_verify_package(const char *path, const char *trust, struct ht_out *out, struct ht_diag *d);

/* Opens -o for an exporter of one file, and closes it at the end of a good stream. */
struct ht_out *ht_export_open(const struct ht_export *x, unsigned flags);
enum ht_rc ht_export_close(const struct ht_export *x, struct ht_out *out);

/*
 * Chooses fields by name.  IDS gets the fields of REG that COLUMNS names, in that order; *N their number.  NULL
 * COLUMNS: all in schema order.  Returns false after reporting a usage error: a name that no register has.
 * Names that only other registers have are passed over.
 */
bool ht_export_columns(const char *columns, const struct ht_register *reg, int *ids, size_t *n,
                       struct ht_diag *d);

/* Marks the fields that --columns names, or all.  False after reporting. */
bool ht_export_keep(const struct ht_export *x, bool keep[HT_NREG][HT_MAX_FIELDS]);

/* Tells the run's manifest of a file at PATH that another library wrote and that will be called NAME. */
enum ht_rc ht_export_made(const struct ht_export *x, const char *path, const char *name, uint64_t records);

#endif

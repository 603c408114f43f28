/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * The Ministry's deliverables on disk: per ledger a workbook and an archive of scans.
 *
 * -o names a directory, which appears whole; or a workbook (NAME.xlsx) when all entries are of one register.  Ledgers
 * may be mixed: those that were not used for a while rest (export/awake.h).
 */
#ifndef HT_EXPORT_VOLUME_H
#define HT_EXPORT_VOLUME_H

#include <stdbool.h>
#include <stdint.h>

#include "base/dir.h"
#include "export/awake.h"
#include "export/book.h"
#include "export/export.h"
#include "export/ledger.h"
#include "export/profile.h"
#include "export/scans.h"

/* The deliverable of one ledger. */
struct ht_volume {
    struct ht_ledger *ledger;
    struct ht_book *book;               /* NULL: no entry came yet */
    struct ht_archive *archive;         /* NULL: the same, or no scans */
    char *stem;                         /* file name without .xlsx and .zip */
    struct ht_turn turn;
};

struct ht_volumes {
    struct ht_export *x;
    struct ht_profile *profile;
    struct ht_scans *scans;             /* NULL: none given */
    struct ht_packer *packer;           /* of all workbooks */
    struct ht_dir *dir;
    char *single;                       /* -o NAME.xlsx: NAME; NULL: a directory */
    struct ht_ledgers ledgers;
    struct ht_map stems;                /* hash of a stem → how many ledgers have it */
    struct ht_awake awake;
    uint64_t books;                     /* finished */
    struct ht_buf name;
};

/* False after reporting; ht_volumes_fini is due in any case. */
bool ht_volumes_open(struct ht_volumes *a, struct ht_export *x);

/* What R belongs to, not opened by that: with one workbook for all, of the first entry's ledger. */
struct ht_volume *ht_volume_of(struct ht_volumes *a, const struct ht_record *r);

/* V gets a row or a scan now.  HT_FAIL after reporting. */
enum ht_rc ht_volume_use(struct ht_volumes *a, struct ht_volume *v);

/* Finishes all files and puts them in their place.  HT_FAIL after reporting. */
enum ht_rc ht_volumes_commit(struct ht_volumes *a);

void ht_volumes_fini(struct ht_volumes *a);     /* what was not committed goes */

#endif

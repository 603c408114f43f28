/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * Packages: a directory with one or more compressed parts per ledger, a manifest, and a list of checksums.
 *
 *   KS.2008.01.xml.gz       canonical XML, gzip; further parts of the same ledger are KS.2008.01.p2.xml.gz …
 *   manifest.json           what the parts are: register, year, volume, place, records, bytes, SHA-256; what the
 *                           ledgers hold, the rules that ran on them and what they found
 *   SHA256SUMS              of all files above, in the form of sha256sum(1)
 *   manifest.json.p7s       with --sign: the detached signature of the manifest (export/sign.h)
 *
 * No other file; but for a signature, which has its time, the same records and options give the same bytes.
 */
#ifndef HT_EXPORT_PACKAGE_H
#define HT_EXPORT_PACKAGE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/digest.h"
#include "base/io.h"
#include "base/rc.h"
#include "export/ledger.h"
#include "export/tally.h"

#define HT_PACKAGE_FORMAT "hotich-package-1"
#define HT_PACKAGE_MANIFEST "manifest.json"
#define HT_PACKAGE_SUMS "SHA256SUMS"
#define HT_PACKAGE_SIGNATURE HT_PACKAGE_MANIFEST ".p7s"

struct ht_part {
    char *name;                         /* file name */
    char *reg, *year, *volume, *place;  /* of its ledger; reg is the code, "KS" */
    uint64_t records;
    uint64_t bytes, xml_bytes;          /* of the file, and unpacked */
    char sha256[HT_DIGEST_HEX];
};

/* What one ledger holds, over all its parts; for writing only. */
struct ht_package_ledger {
    const struct ht_ledger *ledger;
    uint64_t records;
    unsigned parts;
    struct ht_tally findings;
};

/* How often a code occurs in the records. */
struct ht_package_finding {
    char *code, *severity;
    uint64_t n;
};

struct ht_package {
    char *tool, *profile;
    uint64_t records;
    struct ht_part *part;
    size_t parts, parts_cap;
    struct ht_package_finding *finding;
    size_t findings;                    /* as a manifest says that was read */
    struct ht_package_ledger *ledger;   /* to be written; owned by the exporter, as the next */
    size_t ledgers;
    const char *checks;                 /* JSON: the rules that ran before; NULL: none in this run */
};

void ht_package_fini(struct ht_package *p);

struct ht_buf;
struct ht_diag;
/* Writes the manifest as JSON; parts and ledgers in the order they have. */
void ht_package_write(struct ht_package *p, struct ht_out *out);

/* Reads a manifest.  HT_OK, or HT_BAD after reporting HT904: it is not one. */
enum ht_rc ht_package_read(struct ht_package *p, const char *path, const char *s, size_t len,
                           struct ht_diag *d);

/* Appends the checksum list that belongs to P, whose manifest has the digest HEX. */
void ht_package_sums(const struct ht_package *p, const char *hex, struct ht_buf *out);

/* True if PATH is a directory made by us, with no file in it that its checksum list does not name. */
bool ht_package_is_ours(const char *path);

#endif

/* SPDX-License-Identifier: BSD-2-Clause */
/* One member of a zip archive that another library made: read, or put in anew, packed already.  Needs libzip. */
#ifndef HT_EXPORT_MEMBER_H
#define HT_EXPORT_MEMBER_H

#include "base/buf.h"
#include "base/diag.h"
#include "base/io.h"
#include "base/rc.h"

/* Appends the member NAME of the archive at PATH, which is refused if it has more than MAX bytes.  HT_FAIL after
 * reporting. */
enum ht_rc ht_member_read(const char *path, const char *name, size_t max, struct ht_buf *out, struct ht_diag *d);

/*
 * Puts the bytes of the file PACKED, bare deflate as ht_out_deflate makes it, in the place of the member NAME; they are
 * copied and not packed again.  The member gets the format's first day for its date.  HT_FAIL after reporting.
 */
enum ht_rc ht_member_replace(const char *path, const char *name, const char *packed, const struct ht_deflated *sum,
                             struct ht_diag *d);

#endif

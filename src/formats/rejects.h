/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * The rejects file: TSV with a header, one line per refused row: file, line, code, reason, and the row as it
 * stands in the source (bytes that are not UTF-8 widened or as \xNN, a backslash as \\, tab \t, line feed \n).
 */
#ifndef HT_FORMATS_REJECTS_H
#define HT_FORMATS_REJECTS_H

#include "base/io.h"

struct ht_rejects;

/* PATH NULL: refused rows are only counted and reported.  NULL after reporting. */
struct ht_rejects *ht_rejects_open(const char *path, struct ht_diag *d);
void ht_rejects_add(struct ht_rejects *r, const char *file, unsigned long line, const char *code,
                    const char *reason, const char *bytes, size_t n);
/* HT_OK or HT_FAIL after reporting; frees. */
enum ht_rc ht_rejects_close(struct ht_rejects *r);

#endif

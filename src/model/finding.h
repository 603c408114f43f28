/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * Findings: every code that any program can report, in one table (diag.def).
 *
 * HT0xx streams, HT1xx import, HT2xx normalize, HT3xx structure, HT4xx dates, HT5xx birth, HT6xx marriage,
 * HT7xx other registers, HT8xx duplicates, HT9xx export.  A code is never reused or renumbered.
 */
#ifndef HT_MODEL_FINDING_H
#define HT_MODEL_FINDING_H

#include <stddef.h>

#include "base/diag.h"
#include "model/record.h"

enum ht_code {
#define DIAG(code, ...) HT_D_##code,
#include "model/diag.def"
#undef DIAG
    HT_NCODE
};

struct ht_code_row {
    const char *code;                   /* "HT202" */
    enum ht_sev sev;
    const char *text[2];                /* msgids: what is wrong and what to do; {1} {2} … are arguments; the second
                                         * is for a {1} that is not one, or NULL */
};
extern const struct ht_code_row ht_codes[HT_NCODE];

const struct ht_code_row *ht_code_by_name(const char *code, size_t len);    /* "HT202"; or NULL */

/*
 * Reports CODE about FIELD (-1: the record as a whole) and puts it into the record.  The value shown is the
 * field's content.  Further arguments are const char * for {1}, {2} … and a closing NULL.
 */
void ht_find(struct ht_diag *d, struct ht_record *r, int field, enum ht_code code, ...)
    __attribute__((sentinel));
/* The same with a severity of the caller's (profiles may change it). */
void ht_find_as(struct ht_diag *d, struct ht_record *r, int field, enum ht_code code, enum ht_sev sev, ...)
    __attribute__((sentinel));

/* Reports CODE about a place that is no record (a row, a header, a file).  VALUE may be NULL. */
void ht_find_at(struct ht_diag *d, const struct ht_where *w, enum ht_code code, const char *value,
                size_t len, ...) __attribute__((sentinel));

/* The same with a severity of the caller's. */
void ht_find_at_as(struct ht_diag *d, const struct ht_where *w, enum ht_code code, enum ht_sev sev,
                   const char *value, size_t len, ...) __attribute__((sentinel));

/* The text of CODE with its arguments filled in, appended to OUT. */
void ht_code_text(struct ht_buf *out, enum ht_code code, ...) __attribute__((sentinel));

/* Reports CODE as a stream failure: exit status 3. */
void ht_find_fail(struct ht_diag *d, const struct ht_where *w, enum ht_code code, ...)
    __attribute__((sentinel));

#endif

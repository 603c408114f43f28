/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * Messages to people and machines: the only place that writes to standard error.
 *
 * A message has a severity and perhaps a code and a place.  Counting by severity gives the exit status, so
 * that nobody can report an error and still leave with 0; a message that cannot be written is a failure (3).
 * Three forms: gnu (the GNU Coding Standards' "program: file:line: text", made for people), tsv and json (made
 * for machines).  Codes, severities and
 * the tsv header are never translated; texts are.
 *
 * One ht_diag per tool; a chain in one process has several, and the highest status wins.  Messages may come
 * from several threads.
 */
#ifndef HT_BASE_DIAG_H
#define HT_BASE_DIAG_H

#include <stdarg.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/rc.h"

enum ht_sev { HT_INFO, HT_WARNING, HT_ERROR };
extern const char *const ht_sev_name[];             /* "info", "warning", "error" */

enum ht_diag_form { HT_DIAG_GNU, HT_DIAG_TSV, HT_DIAG_JSON };

struct ht_diag_opts {
    const char *prog;                   /* "hotich-import"; not copied */
    enum ht_diag_form form;
    const char *file;                   /* tsv or json go here, gnu stays on standard error; NULL: none */
    bool redact;                        /* values are shown as their length only */
    bool quiet;                         /* no info messages, no notes */
    bool verbose;                       /* notes of ht_diag_note are shown */
    enum ht_sev fail_on;                /* from here up, a finding makes the exit status 1 */
    unsigned long max_per_code;         /* messages shown per code, 0: all; the rest is counted and said */
};

/* Where a finding is.  All pointers may be NULL and are borrowed for the call. */
struct ht_where {
    const char *src;                    /* "ks2008.csv:17", the position in the original source */
    const char *file;                   /* if there is no src: the stream that is being read … */
    unsigned long line;                 /* … and its line, 0 if none */
    const char *record;                 /* id */
    const char *reg;                    /* register element, "khaiSinh" */
    const char *field;                  /* field stem, "nksHoTen" */
};

struct ht_diag;

struct ht_diag *ht_diag_new(const struct ht_diag_opts *opts);
/* Says how many messages per code were held back, closes the diagnostics file, frees.  Returns the exit
 * status. */
int ht_diag_free(struct ht_diag *d);

/* A finding about data.  CODE is "HTnnn".  TEXT is complete and translated.  VALUE (LEN bytes) is the
 * offending value, personal data; NULL if there is none. */
void ht_diag_emit(struct ht_diag *d, const struct ht_where *w, enum ht_sev sev, const char *code,
                  const char *value, size_t len, const char *text);

/* A stream or system failure: exit status 3.  CODE may be NULL. */
void ht_diag_fail(struct ht_diag *d, const struct ht_where *w, const char *code, const char *fmt, ...)
    __attribute__((format(printf, 4, 5)));
/* A bad invocation or configuration: exit status 2. */
void ht_diag_usage(struct ht_diag *d, const char *fmt, ...) __attribute__((format(printf, 2, 3)));
/* Something a person may like to know; only with -v. */
void ht_diag_note(struct ht_diag *d, const char *fmt, ...) __attribute__((format(printf, 2, 3)));
/* A line that the user asked for (--explain, --stats): shown unless quiet. */
void ht_diag_say(struct ht_diag *d, const char *fmt, ...) __attribute__((format(printf, 2, 3)));

void ht_diag_raise(struct ht_diag *d, enum ht_exit status);     /* without a message: rejects, duplicates */
int ht_diag_status(const struct ht_diag *d);
uint64_t ht_diag_count(const struct ht_diag *d, enum ht_sev sev);
const struct ht_diag_opts *ht_diag_options(const struct ht_diag *d);

/* Called with every finding before it is printed, held-back ones too (reports, counts). */
typedef void ht_diag_hook(void *arg, const struct ht_where *w, enum ht_sev sev, const char *code,
                          const char *value, size_t len, const char *text);
void ht_diag_set_hook(struct ht_diag *d, ht_diag_hook *hook, void *arg);

/* Progress lines on a terminal are wiped before a message is written. */
typedef void ht_diag_wipe(void *arg);
void ht_diag_set_wipe(struct ht_diag *d, ht_diag_wipe *wipe, void *arg);

#endif

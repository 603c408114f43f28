/* SPDX-License-Identifier: BSD-2-Clause */
/* A progress line on standard error: bytes done of bytes known, records, rate, time left.
 * It is drawn at most five times a second and wiped before messages and at the end. */
#ifndef HT_BASE_PROGRESS_H
#define HT_BASE_PROGRESS_H

#include <stdint.h>

struct ht_diag;
struct ht_progress;

/* What --progress=WHEN may be. */
extern const char *const ht_progress_whens[];

/* WHEN: "auto" (or "", NULL: only if standard error is a terminal), "always" (at least once), "never".
 * Returns NULL if nothing is to be drawn; all functions below take NULL. */
struct ht_progress *ht_progress_new(const char *when, struct ht_diag *d);
void ht_progress_total(struct ht_progress *p, uint64_t bytes);      /* 0: unknown */
void ht_progress_at(struct ht_progress *p, uint64_t bytes, uint64_t records);
void ht_progress_free(struct ht_progress *p);

#endif

/* SPDX-License-Identifier: BSD-2-Clause */
/* Profiles: thresholds and severities from data/profiles/NAME.tsv, one based on another. */
#ifndef HT_RULES_PROFILE_H
#define HT_RULES_PROFILE_H

#include "rules/check.h"

/* Fills set, sev and on of RUN.  NAME: a name, or a path (it has a slash); NULL: "standard".
 * 0, or -1 after reporting (exit status 2). */
int ht_profile_read(struct ht_run *run, const char *dir, const char *name);

/* Applies --only and --skip: codes or rule names between commas.  0, or -1 after reporting. */
int ht_profile_select(struct ht_run *run, const char *only, const char *skip);

#endif

/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * Going on where a killed run stopped: finished parts of a package are listed in a journal beside them, with a key that
 * stands for the input and the options.  A run with the same key takes over those whose bytes still have their SHA-256.
 */
#ifndef HT_EXPORT_RESUME_H
#define HT_EXPORT_RESUME_H

#include "base/dir.h"
#include "export/package.h"

struct ht_resume;

/* Opens *DIR for PATH as ht_dir_open does.  KEY NULL: there is nothing to compare with, no journal is kept.  NULL after
 * reporting. */
struct ht_resume *ht_resume_open(const char *path, const char *key, struct ht_dir **dir, struct ht_diag *d);

/* The part NAME if an earlier run made it, or NULL. */
const struct ht_part *ht_resume_part(const struct ht_resume *r, const char *name);

void ht_resume_add(struct ht_resume *r, const struct ht_part *part);        /* PART is finished */

/* Removes the journal: before the commit, or when the run is given up.  NULL is fine. */
void ht_resume_free(struct ht_resume *r);

#endif

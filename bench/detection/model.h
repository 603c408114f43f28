/* SPDX-License-Identifier: BSD-2-Clause */
/* Models read from files. */
#ifndef BENCH_DETECTION_MODEL_H
#define BENCH_DETECTION_MODEL_H

#include "base/diag.h"
#include "text/lexicon.h"

/* Ends the program if PATH is no model. */
struct ht_lexicon_model *read_model(const char *path, struct ht_diag *d);
void free_model(struct ht_lexicon_model *m);

#endif

/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * The normalizing stage: what clerks wrote becomes canonical, what cannot be settled stays and is flagged.
 *
 * A fact is never changed, only its spelling.  Every change keeps raw and adds a name to by.  The result does
 * not depend on how often the stage has run, on the locale, or on the machine.
 */
#ifndef HT_NORM_NORM_H
#define HT_NORM_NORM_H

#include "base/diag.h"
#include "base/io.h"
#include "stream/stage.h"

enum ht_tone_style { HT_TONE_KEEP, HT_TONE_OLD, HT_TONE_NEW };      /* hòa: old, hoà: new */

struct ht_norm_opts {
    struct ht_diag *diag;
    const char *lists;                  /* directory of the code lists, resolved */
    const char *only, *skip;            /* names separated by commas; NULL: all, none */
    int tone_style;                     /* enum ht_tone_style */
    const char *changes;                /* file for the list of changes; NULL: none */
};

/* NULL after reporting: an unknown name, a missing list. */
struct ht_stage *ht_norm_new(const struct ht_norm_opts *opts);

/* Says what each normalizer did (--stats). */
void ht_norm_say_stats(const struct ht_stage *s, struct ht_diag *d);

#endif

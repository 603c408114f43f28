/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * Comparisons: what two features agree in, as one small number ("level") per comparison.
 *
 * Levels are rows of tables (levels.def): a name, the words that a clerk reads, and the probabilities of that
 * level among pairs of each class that hold before any data were seen.  Some levels say "the same value"; among
 * unrelated records that is as probable as the value is frequent (freq.h), so they ask for the frequency.
 */
#ifndef HT_DEDUPE_COMPARE_H
#define HT_DEDUPE_COMPARE_H

#include "dedupe/feat.h"
#include "dedupe/freq.h"

/* Latent classes of a pair. */
enum ht_class {
    HT_SAME,                            /* two entries of the same event */
    HT_SIBLING,                         /* births: siblings; others: the same people, another event */
    HT_TWIN,                            /* births: twins */
    HT_UNRELATED,
    HT_NCLASS
};

struct ht_level {
    const char *name;                   /* for models: "same" */
    const char *text;                   /* N_("…"): for reasons; NULL: says nothing worth reading */
    float prior[HT_NCLASS];
    bool by_frequency;
};

#define HT_MAX_LEVELS 64
#define HT_MISSING 255                  /* cannot be compared: says nothing */

/* The result for one pair. */
struct ht_pattern {
    uint8_t level[HT_MAX_CMP];
    int16_t frequency;                  /* log2 of the frequencies of agreed values, summed, in 1/64 */
};

/* Gives the comparisons of D their tables of levels. */
void ht_cmp_ready(struct ht_dschema *d);

void ht_compare(const struct ht_dschema *d, const struct ht_pool *p, const struct ht_freq *freq,
                const unsigned char *a, const unsigned char *b, struct ht_pattern *out);

/* Levels of dates, in the order of levels.def; later ones say "apart". */
enum ht_date_level {
    HT_DATE_SAME, HT_DATE_SWAPPED, HT_DATE_DIGIT, HT_DATE_PART, HT_DATE_OTHER_YEAR, HT_DATE_LUNAR, HT_DATE_OPEN,
    HT_DATE_YEAR_ONLY, HT_DATE_SAME_YEAR, HT_DATE_NEAR, HT_DATE_DIFFER
};

#define HT_ENTRY_DATES 4                /* same day, near, other day, unknown */

/* How the numbers in the book relate; the first part of an entry level (level = relation * 4 + date). */
enum ht_entry_relation {
#define RELATION(id, name, text, same, other, sibling, twin, unrelated) HT_ENTRY_##id,
#include "dedupe/relations.def"
#undef RELATION
    HT_NENTRY
};

#endif

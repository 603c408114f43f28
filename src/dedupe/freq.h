/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * How frequent a value is among people who are not the same.
 *
 * Agreeing on Nguyễn Văn says little, agreeing on a rare name much (Winkler's term-frequency weights).  Given and
 * middle names are counted by sex and decade of birth; whole names of parents and spouses are mixed with
 * the product of their parts, so that a name seen only in the pair itself does not count as frequent.  The
 * lists of names in data/ stand in for what a small file cannot tell.
 */
#ifndef HT_DEDUPE_FREQ_H
#define HT_DEDUPE_FREQ_H

#include "base/diag.h"
#include "dedupe/feat.h"

struct ht_set;
struct ht_cmp;

struct ht_names {                       /* shares of names from the lists; the key holds kind, sex and spelling */
    struct ht_map share;                /* value: share in 2^-40 */
};

/* Loads the lists in DIR.  0, or -1 after reporting. */
int ht_names_load(struct ht_names *n, struct ht_pool *p, const char *dir, struct ht_diag *d);
void ht_names_fini(struct ht_names *n);

struct ht_freq {
    struct ht_map *count;               /* one map for each comparison */
    size_t ncmp;
    const struct ht_names *names;
};

/* Prepares maps for schema D; ht_freq_count adds the features of this run to the map of comparison I. */
void ht_freq_init(struct ht_freq *f, const struct ht_dschema *d, const struct ht_names *names);
void ht_freq_count(struct ht_freq *f, const struct ht_set *set, const struct ht_pool *p, size_t i);
void ht_freq_fini(struct ht_freq *f);

/* log2 of the frequency of what A and B agree in at LEVEL of comparison C; 0 if that level has none. */
float ht_freq_bits(const struct ht_freq *f, const struct ht_dschema *d, const struct ht_pool *p,
                   const struct ht_cmp *c, unsigned level, const unsigned char *a, const unsigned char *b);

#endif

/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * Counts of events by several properties, with all their sums, and which of them must not be published.
 *
 * A cell is a register and, for every dimension, a category or "all of them" (0).  A table is a set of
 * dimensions; its sums are the cells where some of them are "all".  Tables of one register share the sums
 * that they have in common, so that nothing can be learnt from one table that another hides.
 *
 * ht_cube_protect hides every count from 1 to k - 1 and, beside it, as many others as it takes to keep a
 * promise: for every such cell there is another set of tables, equal in all that is published, in which its
 * count is k or more. No sum or difference of published figures can tell then that the count is small.
 * (Complementary suppression by hypercubes, as statistical offices do it; here over linked tables and with
 * sums as corners.)
 */
#ifndef HT_EXPORT_CUBE_H
#define HT_EXPORT_CUBE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/hash.h"

enum ht_dim { HT_DIM_UNIT, HT_DIM_YEAR, HT_DIM_SEX, HT_DIM_MONTH, HT_DIM_AGE, HT_DIM_AGE2, HT_NDIM };

#define HT_CUBE_GROUPS 15               /* groups (registers) that do not add up: 0 … 14 */
#define HT_CUBE_MASKS 32                /* combinations of dimensions in one group */
extern const uint16_t ht_dim_max[HT_NDIM];      /* highest category of each dimension */

struct ht_cell {
    uint64_t key;
    uint64_t n;
    bool hidden;
};

struct ht_categories {
    uint16_t *v;                        /* sorted once the cube is protected */
    size_t n, cap;
};

/* A zeroed struct is empty and valid. */
struct ht_cube {
    struct ht_map at;                   /* key → index + 1 */
    struct ht_map seen;                 /* group, dimension, category */
    struct ht_cell *cell;
    size_t n, cap;
    unsigned mask[HT_CUBE_GROUPS][HT_CUBE_MASKS];       /* bit D: dimension D is told apart */
    size_t masks[HT_CUBE_GROUPS];
    struct ht_categories category[HT_CUBE_GROUPS][HT_NDIM];
};

/* Will count the events of GROUP by the dimensions in MASK, and all their sums.  Before the first event. */
void ht_cube_table(struct ht_cube *c, unsigned group, unsigned mask);

/* Counts an event whose categories are AT, each from 1 to the dimension's highest. */
void ht_cube_add(struct ht_cube *c, unsigned group, const uint16_t at[HT_NDIM]);

/* Decides what is hidden, for K of 2 at least. */
void ht_cube_protect(struct ht_cube *c, unsigned k);

/* The cell of GROUP at AT (0: all), or NULL: the count is 0 and not hidden. */
const struct ht_cell *ht_cube_cell(const struct ht_cube *c, unsigned group, const uint16_t at[HT_NDIM]);

/* Group and categories as one number; dimensions that are not in MASK count as "all". */
uint64_t ht_cube_key(unsigned group, const uint16_t at[HT_NDIM], unsigned mask);
/* The cell of KEY, made if it is new; valid until the next one is made. */
struct ht_cell *ht_cube_at(struct ht_cube *c, uint64_t key);
/* Takes a key apart; returns the group. */
unsigned ht_cube_where(uint64_t key, uint16_t at[HT_NDIM]);
unsigned ht_cube_mask_of(const uint16_t at[HT_NDIM]);   /* the dimensions that are not "all" */

void ht_cube_fini(struct ht_cube *c);

#endif

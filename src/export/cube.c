/* SPDX-License-Identifier: BSD-2-Clause */
/* Counting.  A cell's place in the map is its group and categories, packed into one number. */
#include "config.h"
#include "export/cube.h"

#include <assert.h>
#include <stdlib.h>
#include <string.h>

#include "base/mem.h"

static const unsigned dim_bits[HT_NDIM] = {
    [HT_DIM_UNIT] = 16, [HT_DIM_YEAR] = 12, [HT_DIM_SEX] = 2, [HT_DIM_MONTH] = 4, [HT_DIM_AGE] = 5, [HT_DIM_AGE2] = 5,
};

const uint16_t ht_dim_max[HT_NDIM] = {
    [HT_DIM_UNIT] = 65535, [HT_DIM_YEAR] = 4095, [HT_DIM_SEX] = 3, [HT_DIM_MONTH] = 15, [HT_DIM_AGE] = 31,
    [HT_DIM_AGE2] = 31,
};

uint64_t
ht_cube_key(unsigned group, const uint16_t at[HT_NDIM], unsigned mask)
{
    uint64_t key = group + 1;
    for (unsigned d = 0; d < HT_NDIM; d++)
        key = key << dim_bits[d] | (mask >> d & 1 ? at[d] : 0u);
    return key;
}

unsigned
ht_cube_where(uint64_t key, uint16_t at[HT_NDIM])
{
    for (unsigned d = HT_NDIM; d-- > 0;) {
        at[d] = (uint16_t)(key & ((1u << dim_bits[d]) - 1));
        key >>= dim_bits[d];
    }
    return (unsigned)key - 1;
}

unsigned
ht_cube_mask_of(const uint16_t at[HT_NDIM])
{
    unsigned mask = 0;
    for (unsigned d = 0; d < HT_NDIM; d++)
        mask |= at[d] ? 1u << d : 0;
    return mask;
}

void
ht_cube_table(struct ht_cube *c, unsigned group, unsigned mask)
{
    assert(group < HT_CUBE_GROUPS);
    for (unsigned sub = 0; sub <= mask; sub++) {
        bool known = (sub & mask) != sub;
        for (size_t i = 0; i < c->masks[group] && !known; i++)
            known = c->mask[group][i] == sub;
        if (known)
            continue;
        assert(c->masks[group] < HT_CUBE_MASKS);
        c->mask[group][c->masks[group]++] = sub;
    }
}

struct ht_cell *
ht_cube_at(struct ht_cube *c, uint64_t key)
{
    bool fresh;
    uint64_t *at = ht_map_get(&c->at, key, &fresh);
    if (fresh) {
        *at = c->n + 1;
        c->cell = ht_grow(c->cell, &c->cap, c->n + 1, sizeof *c->cell);
        c->cell[c->n++] = (struct ht_cell){ .key = key };
    }
    return &c->cell[*at - 1];
}

static void
note_category(struct ht_cube *c, unsigned group, unsigned dim, uint16_t category)
{
    bool fresh;
    struct ht_categories *all = &c->category[group][dim];
    ht_map_get(&c->seen, ((uint64_t)group << 8 | dim) << 16 | category, &fresh);
    if (!fresh)
        return;
    all->v = ht_grow(all->v, &all->cap, all->n + 1, sizeof *all->v);
    all->v[all->n++] = category;
}

void
ht_cube_add(struct ht_cube *c, unsigned group, const uint16_t at[HT_NDIM])
{
    unsigned used = 0;
    for (size_t i = 0; i < c->masks[group]; i++) {
        ht_cube_at(c, ht_cube_key(group, at, c->mask[group][i]))->n++;
        used |= c->mask[group][i];
    }
    for (unsigned d = 0; d < HT_NDIM; d++)
        if (used >> d & 1)
            note_category(c, group, d, at[d]);
}

const struct ht_cell *
ht_cube_cell(const struct ht_cube *c, unsigned group, const uint16_t at[HT_NDIM])
{
    const uint64_t *i = ht_map_find(&c->at, ht_cube_key(group, at, ~0u));
    return i ? &c->cell[*i - 1] : NULL;
}

void
ht_cube_fini(struct ht_cube *c)
{
    for (size_t g = 0; g < HT_CUBE_GROUPS; g++)
        for (size_t d = 0; d < HT_NDIM; d++)
            free(c->category[g][d].v);
    free(c->cell);
    ht_map_fini(&c->at);
    ht_map_fini(&c->seen);
    memset(c, 0, sizeof *c);
}

/* SPDX-License-Identifier: BSD-2-Clause */
/* Drawing the sample of the second round. */
#include "config.h"
#include "rules/sample.h"

#include <math.h>
#include <stdlib.h>

struct ht_sample {
    double share;
    uint64_t seed;
    struct ht_map count;                /* book → entries so far */
};

struct ht_sample *
ht_sample_new(double share, unsigned long seed)
{
    struct ht_sample *s = ht_calloc(1, sizeof *s);
    s->share = share;
    s->seed = seed;
    return s;
}

void
ht_sample_free(struct ht_sample *s)
{
    if (!s)
        return;
    ht_map_fini(&s->count);
    free(s);
}

/* The first entry of run J: the smallest i with share · i >= j, safe against rounding. */
static uint64_t
run_start(const struct ht_sample *s, uint64_t j)
{
    return (uint64_t)ceil((double)j / s->share - 1e-9);
}

bool
ht_sample_look(struct ht_sample *s, struct ht_check *k)
{
    uint64_t book = (uint64_t)k->entry.book + 1 + ((uint64_t)k->r->reg->id << 40);
    uint64_t *count = ht_map_get(&s->count, book, NULL);
    uint64_t i = (*count)++;
    uint64_t j = (uint64_t)floor((double)i * s->share + 1e-9);
    uint64_t from = run_start(s, j), to = run_start(s, j + 1);
    uint64_t draw = ht_hash_mix(ht_hash_mix(s->seed, book), j) % (to > from ? to - from : 1);
    if (i - from != draw || !k->run->on[HT_D_316])
        return false;
    k->code = HT_D_316;
    k->sev = k->run->sev[HT_D_316];
    BLAME(k, -1, NULL);
    return true;
}

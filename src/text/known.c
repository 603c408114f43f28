/* SPDX-License-Identifier: BSD-2-Clause */
/* A set of hashes: some thousand names are put in when the first phrase is judged, which takes a fraction of a
 * millisecond. */
#include "config.h"
#include "text/known.h"

#include <math.h>
#include <stdlib.h>

#include "base/hash.h"
#include "base/mem.h"

struct ht_known {
    struct ht_map phrases;
    int cost[HT_NKNOWN];
};

static uint64_t
key_of(enum ht_known_kind kind, const uint16_t *word, size_t n)
{
    return ht_hash(word, n * sizeof *word, kind + 1);
}

struct ht_known *
ht_known_new(const struct ht_lexicon_model *model, const uint16_t *first)
{
    struct ht_known *known = ht_calloc(1, sizeof *known);
    for (int kind = 0; kind < HT_NKNOWN; kind++) {
        const uint16_t *at = model->known[kind], *end = at + model->nknown[kind];
        uint16_t phrase[HT_KNOWN_WORDS];
        size_t n = 0, count = 0;
        for (; at < end; at++) {
            if (*at) {
                if (n < HT_KNOWN_WORDS)
                    phrase[n] = first[*at];
                n++;
                continue;
            }
            count++;
            if (n <= HT_KNOWN_WORDS)
                *ht_map_get(&known->phrases, key_of((enum ht_known_kind)kind, phrase, n), NULL) = 1;
            n = 0;
        }
        known->cost[kind] = (int)(10 * log((double)count + 1) + 0.5);
    }
    return known;
}

void
ht_known_free(struct ht_known *known)
{
    if (!known)
        return;
    ht_map_fini(&known->phrases);
    free(known);
}

int
ht_known_cost(const struct ht_known *known, enum ht_known_kind kind, const uint16_t *word, size_t n)
{
    if (n > HT_KNOWN_WORDS || !ht_map_find(&known->phrases, key_of(kind, word, n)))
        return -1;
    return known->cost[kind];
}

/* SPDX-License-Identifier: BSD-2-Clause */
/* Outputs that have buffers. */
#include "config.h"
#include "export/awake.h"

#define IDLE (HT_AWAKE / 2)             /* so many others woke up since */

static void
tell_idle(struct ht_awake *a)
{
    for (size_t i = 0; i < HT_AWAKE; i++) {
        struct ht_turn *t = a->turn[i];
        if (t && !t->idle && t->wakings + IDLE <= a->wakings) {
            t->idle = true;
            a->idle(a->arg, t->owner);
        }
    }
}

enum ht_rc
ht_awake_use(struct ht_awake *a, struct ht_turn *t)
{
    a->wakings += !t->awake;
    t->used = ++a->clock;
    t->wakings = a->wakings;
    t->idle = false;
    if (t->awake)
        return HT_OK;
    size_t oldest = 0;
    for (size_t i = 0; i < HT_AWAKE && a->turn[oldest]; i++)
        if (!a->turn[i] || a->turn[i]->used < a->turn[oldest]->used)
            oldest = i;
    struct ht_turn *resting = a->turn[oldest];
    a->turn[oldest] = t;
    t->awake = true;
    tell_idle(a);
    if (!resting)
        return HT_OK;
    resting->awake = false;
    return a->rest(a->arg, resting->owner);
}

/* SPDX-License-Identifier: BSD-2-Clause */
/* Driving a chain of stages. */
#include "config.h"
#include "stream/stage.h"

#include <stdlib.h>

enum ht_rc
ht_pump(struct ht_source *source, struct ht_stage *first)
{
    enum ht_rc rc = source->cls->run(source, first);
    for (struct ht_stage *s = first; s && rc == HT_OK; s = s->next)
        if (s->cls->end)
            rc = s->cls->end(s);
    return rc;
}

void
ht_stages_free(struct ht_stage *first)
{
    while (first) {
        struct ht_stage *next = first->next;
        if (first->cls->free)
            first->cls->free(first);
        else
            free(first);
        first = next;
    }
}

void
ht_source_free(struct ht_source *s)
{
    if (!s)
        return;
    if (s->cls->free)
        s->cls->free(s);
    else
        free(s);
}

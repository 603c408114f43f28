/* SPDX-License-Identifier: BSD-2-Clause */
/* The life of an exporter of one stream. */
#include "config.h"
#include "export/sink.h"

#include <stdlib.h>

#include "base/mem.h"

/* The head comes with what follows it: a chain that is refused before it runs writes nothing. */
static void
begin(struct ht_sink *k)
{
    if (!k->begun && k->cls->head)
        k->cls->head(k);
    k->begun = true;
}

static enum ht_rc
record(struct ht_stage *s, struct ht_record *r)
{
    struct ht_sink *k = (struct ht_sink *)s;
    begin(k);
    enum ht_rc rc = k->cls->record(k, r);
    if (rc == HT_FAIL)
        return rc;
    if (rc == HT_BAD)
        k->x->rejected++;
    else
        k->x->written++;
    if (!ht_out_failed(k->out))
        return HT_OK;
    ht_out_close(k->out, NULL);         /* reports */
    k->out = NULL;
    return HT_FAIL;
}

static enum ht_rc
end(struct ht_stage *s)
{
    struct ht_sink *k = (struct ht_sink *)s;
    begin(k);
    if (k->cls->foot && k->cls->foot(k))
        return HT_FAIL;
    enum ht_rc rc = ht_export_close(k->x, k->out);
    k->out = NULL;
    if (rc == HT_OK && k->cls->closed)
        k->cls->closed(k);
    return rc;
}

static void
release(struct ht_stage *s)
{
    struct ht_sink *k = (struct ht_sink *)s;
    ht_out_abandon(k->out);
    if (k->cls->fini)
        k->cls->fini(k);
    free(k);
}

static const struct ht_stage_class stage_class = { "export", record, end, release };

struct ht_stage *
ht_sink_new(const struct ht_sink_class *cls, struct ht_export *x)
{
    struct ht_sink *k = ht_calloc(1, cls->size);
    k->stage.cls = &stage_class;
    k->cls = cls;
    k->x = x;
    if ((cls->start && !cls->start(k)) || !(k->out = ht_export_open(x, 0))) {
        release(&k->stage);
        return NULL;
    }
    return &k->stage;
}

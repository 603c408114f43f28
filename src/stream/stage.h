/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * Sources, stages, sinks: records are pushed from one to the next.
 *
 * A source runs until its input ends and pushes every record into the first stage.  A stage changes a
 * record in place and passes it on, drops it, or keeps copies for the end.  The last stage of a chain writes.
 * A record is borrowed for the call.  Stages of a chain live in one process or at the ends of a pipe: the
 * result is the same, byte for byte.
 */
#ifndef HT_STREAM_STAGE_H
#define HT_STREAM_STAGE_H

#include "base/rc.h"
#include "model/record.h"

struct ht_stage;

struct ht_stage_class {
    const char *name;
    /* One record.  HT_OK, or HT_FAIL (reported) to stop the stream. */
    enum ht_rc (*record)(struct ht_stage *s, struct ht_record *r);
    /* The stream ended well: flush what was kept, write the trailer.  The driver calls the next stage's
     * end itself.  May be NULL.  Not called after a failure: a cut stream must look cut. */
    enum ht_rc (*end)(struct ht_stage *s);
    /* Releases the stage, whatever happened.  May be NULL: plain free. */
    void (*free)(struct ht_stage *s);
};

struct ht_stage {                       /* first member of every stage's own struct */
    const struct ht_stage_class *cls;
    struct ht_stage *next;              /* NULL for the last one */
};

static inline enum ht_rc
ht_put(struct ht_stage *s, struct ht_record *r)
{
    return s->cls->record(s, r);
}

/* Passes R on to the stage behind S. */
static inline enum ht_rc
ht_pass(struct ht_stage *s, struct ht_record *r)
{
    return s->next->cls->record(s->next, r);
}

struct ht_source {                      /* first member of every source's own struct */
    const struct ht_source_class *cls;
};

struct ht_source_class {
    const char *name;
    /* Pushes all records into FIRST.  HT_OK at the end of the input, HT_FAIL after reporting. */
    enum ht_rc (*run)(struct ht_source *s, struct ht_stage *first);
    void (*free)(struct ht_source *s);  /* may be NULL: plain free */
};

/* Runs SOURCE through the chain that begins with FIRST, then ends all stages in order.  Frees nothing. */
enum ht_rc ht_pump(struct ht_source *source, struct ht_stage *first);

void ht_stages_free(struct ht_stage *first);    /* the whole chain; NULL is fine */
void ht_source_free(struct ht_source *s);       /* NULL is fine */

#endif

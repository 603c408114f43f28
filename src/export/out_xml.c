/* SPDX-License-Identifier: BSD-2-Clause */
/* --to=xml: canonical XML, all fields or those of --columns (schema order, whatever order they are named in). */
#include "config.h"
#include "export/export.h"

#include <stdlib.h>

#include "base/io.h"
#include "base/mem.h"
#include "stream/xmlout.h"

struct out_xml {
    struct ht_stage stage;
    struct ht_export *x;
    struct ht_out *out;                 /* NULL once it is closed */
    bool keep[HT_NREG][HT_MAX_FIELDS];  /* used with --columns */
};

static enum ht_rc
record(struct ht_stage *s, struct ht_record *r)
{
    struct out_xml *o = (struct out_xml *)s;
    for (size_t i = 0; o->x->columns && i < r->reg->nfields; i++)
        if (!o->keep[r->reg->id][i])
            ht_clear(r, (int)i);
    ht_xml_record(o->out, r);
    o->x->written++;
    if (!ht_out_failed(o->out))
        return HT_OK;
    ht_out_close(o->out, NULL);         /* reports */
    o->out = NULL;
    return HT_FAIL;
}

static enum ht_rc
end(struct ht_stage *s)
{
    struct out_xml *o = (struct out_xml *)s;
    ht_xml_trailer(o->out, o->x->written);
    enum ht_rc rc = ht_export_close(o->x, o->out);
    o->out = NULL;
    return rc;
}

static void
release(struct ht_stage *s)
{
    struct out_xml *o = (struct out_xml *)s;
    ht_out_abandon(o->out);
    free(o);
}

static const struct ht_stage_class out_xml = { "xml", record, end, release };

struct ht_stage *
ht_export_xml(struct ht_export *x)
{
    struct out_xml *o = ht_calloc(1, sizeof *o);
    o->stage.cls = &out_xml;
    o->x = x;
    if (!ht_export_keep(x, o->keep) || !(o->out = ht_export_open(x, 0))) {
        free(o);
        return NULL;
    }
    ht_xml_head(o->out);
    return &o->stage;
}

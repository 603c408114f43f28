/* SPDX-License-Identifier: BSD-2-Clause */
/* --to=xml: canonical XML, all fields or those of --columns (schema order, whatever order they are named in). */
#include "config.h"
#include "export/sink.h"

#include "stream/xmlout.h"

struct out_xml {
    struct ht_sink sink;
    bool keep[HT_NREG][HT_MAX_FIELDS];  /* used with --columns */
};

static bool
start(struct ht_sink *k)
{
    return ht_export_keep(k->x, ((struct out_xml *)k)->keep);
}

static void
head(struct ht_sink *k)
{
    ht_xml_head(k->out);
}

static enum ht_rc
record(struct ht_sink *k, struct ht_record *r)
{
    const struct out_xml *o = (struct out_xml *)k;
    for (size_t i = 0; k->x->columns && i < r->reg->nfields; i++)
        if (!o->keep[r->reg->id][i])
            ht_clear(r, (int)i);
    ht_xml_record(k->out, r);
    return HT_OK;
}

static enum ht_rc
foot(struct ht_sink *k)
{
    ht_xml_trailer(k->out, k->x->written);
    return HT_OK;
}

static const struct ht_sink_class out_xml = {
    .name = "xml", .size = sizeof(struct out_xml), .start = start, .head = head, .record = record, .foot = foot,
};

struct ht_stage *
ht_export_xml(struct ht_export *x)
{
    return ht_sink_new(&out_xml, x);
}

/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * Exporters of one stream: what csv, json, qcvn109 and xml share.
 *
 * Such an exporter says what stands at the head, what an entry becomes and what stands at the foot; that the
 * output is opened after the options were checked, counted, looked at for failed writes, and appears only
 * when it is whole, is done here.
 */
#ifndef HT_EXPORT_SINK_H
#define HT_EXPORT_SINK_H

#include "export/export.h"

struct ht_sink;

struct ht_sink_class {
    const char *name;
    size_t size;                        /* of the exporter's struct, which begins with a struct ht_sink */
    /* Checks the options, before there is any output.  False after reporting.  May be NULL. */
    bool (*start)(struct ht_sink *k);
    void (*head)(struct ht_sink *k);    /* may be NULL */
    /* HT_OK: written; HT_BAD: set aside, after reporting; HT_FAIL after reporting. */
    enum ht_rc (*record)(struct ht_sink *k, struct ht_record *r);
    enum ht_rc (*foot)(struct ht_sink *k);      /* HT_FAIL after reporting; may be NULL */
    void (*closed)(struct ht_sink *k);  /* the output is whole: say what is left to say.  May be NULL */
    void (*fini)(struct ht_sink *k);    /* frees what start made, all or some of it; may be NULL */
};

struct ht_sink {
    struct ht_stage stage;
    const struct ht_sink_class *cls;
    struct ht_export *x;
    struct ht_out *out;                 /* NULL before start and once it is closed */
    bool begun;                         /* the head was written */
};

/* The last stage of a chain for CLS.  NULL after reporting. */
struct ht_stage *ht_sink_new(const struct ht_sink_class *cls, struct ht_export *x);

#endif

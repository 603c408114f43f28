/* SPDX-License-Identifier: BSD-2-Clause */
/* What kind of duplicate a pair is, and why the tool thinks so, in words. */
#ifndef HT_DEDUPE_KIND_H
#define HT_DEDUPE_KIND_H

#include "base/buf.h"
#include "dedupe/model.h"
#include "model/finding.h"

enum ht_dup {
#define KIND(id, name, code) HT_DUP_##id,
#include "dedupe/kinds.def"
#undef KIND
    HT_NDUP
};
extern const char *const ht_dup_name[HT_NDUP];
extern const enum ht_code ht_dup_code[HT_NDUP];

enum ht_dup ht_dup_kind(const struct ht_dschema *d, const unsigned char *a, const unsigned char *b,
                        const struct ht_pattern *p);

/* The reason as a clerk reads it: what differs, or that everything agrees; a hint if the pair looks like twins,
 * siblings or a second marriage. */
void ht_reason(const struct ht_model *m, const struct ht_dschema *d, const struct ht_pattern *p, struct ht_buf *out);

#endif

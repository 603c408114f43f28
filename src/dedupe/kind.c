/* SPDX-License-Identifier: BSD-2-Clause */
/* Kinds of duplicates and reasons. */
#include "config.h"
#include "dedupe/kind.h"

#include <stdlib.h>
#include <string.h>

#include "base/prog.h"

const char *const ht_dup_name[HT_NDUP] = {
#define KIND(id, name, code) name,
#include "dedupe/kinds.def"
#undef KIND
};
const enum ht_code ht_dup_code[HT_NDUP] = {
#define KIND(id, name, code) HT_D_##code,
#include "dedupe/kinds.def"
#undef KIND
};

#define LATE_YEARS 3                    /* registered so long after the other entry: registered again */

static const char *const relation_text[HT_NENTRY] = {
#define RELATION(id, name, text, same, other, sibling, twin, unrelated) text,
#include "dedupe/relations.def"
#undef RELATION
};

static unsigned
entry_of(const struct ht_dschema *d, const struct ht_pattern *p)
{
    for (size_t i = 0; i < d->ncmp; i++)
        if (d->cmp[i].kind == HT_CMP_ENTRY)
            return p->level[i];
    return HT_MISSING;
}

/* The entry is one and the same: keyed twice, or kept in two originals. */
static enum ht_dup
copies(const struct ht_dschema *d, const unsigned char *a, const unsigned char *b, unsigned relation)
{
    const struct ht_feat *x = ht_feat_head(a), *y = ht_feat_head(b);
    const struct ht_fentry *ex = HT_FEAT_AT(struct ht_fentry, a, d, d->entry);
    const struct ht_fentry *ey = HT_FEAT_AT(struct ht_fentry, b, d, d->entry);
    if (x->scan && x->scan == y->scan)
        return HT_DUP_RETYPED;
    if (relation == HT_ENTRY_UP || relation == HT_ENTRY_ELSEWHERE || (ex->book && ey->book && ex->book != ey->book) ||
        (x->page && y->page && x->page != y->page) || (x->scan && y->scan))
        return HT_DUP_SECOND_COPY;
    return HT_DUP_RETYPED;
}

enum ht_dup
ht_dup_kind(const struct ht_dschema *d, const unsigned char *a, const unsigned char *b, const struct ht_pattern *p)
{
    unsigned level = entry_of(d, p), relation = level / 4;
    unsigned flags = ht_feat_head(a)->flags ^ ht_feat_head(b)->flags;
    unsigned either = ht_feat_head(a)->flags | ht_feat_head(b)->flags;
    if (either & HT_FEAT_REREGISTERED && (flags & HT_FEAT_REREGISTERED || relation > HT_ENTRY_TYPO))
        return HT_DUP_REREGISTERED;
    if (flags & HT_FEAT_CORRECTED)
        return HT_DUP_CORRECTED;
    if (d->entry < 0)                   /* a list of persons: one of them is there twice */
        return HT_DUP_DOUBLE;
    if (level == HT_MISSING)
        return HT_DUP_RETYPED;
    if (relation <= HT_ENTRY_TYPO && (relation != HT_ENTRY_ELSEWHERE || level % 4 != 2))
        return copies(d, a, b, relation);
    int gap = 0;
    if (d->regdate >= 0) {
        const struct ht_fdate *x = HT_FEAT_AT(struct ht_fdate, a, d, d->regdate);
        const struct ht_fdate *y = HT_FEAT_AT(struct ht_fdate, b, d, d->regdate);
        gap = x->year && y->year ? abs(x->year - y->year) : 0;
    }
    bool known = ht_feat_head(a)->flags & ht_feat_head(b)->flags & HT_FEAT_KNOWN_KIND;
    return !known && gap >= LATE_YEARS ? HT_DUP_REREGISTERED : HT_DUP_DOUBLE;
}

static void
add(struct ht_buf *out, size_t start, const char *label, const char *text)
{
    if (out->len > start)
        ht_buf_adds(out, "; ");
    if (label)
        ht_buf_addf(out, "%s: ", label);
    ht_buf_adds(out, text);
}

void
ht_reason(const struct ht_model *m, const struct ht_dschema *d, const struct ht_pattern *p, struct ht_buf *out)
{
    double cls[HT_NCLASS];
    size_t start = out->len, agreed = 0;
    ht_model_classes(m, d, p, cls);
    if (cls[HT_TWIN] > 0.2)
        add(out, start, NULL, _("perhaps twins"));
    if (cls[HT_SIBLING] > 0.2)
        add(out, start, NULL, d->classes & 1u << HT_TWIN ? _("perhaps brothers or sisters")
                                                         : _("perhaps another event of the same people"));
    for (size_t i = 0; i < d->ncmp; i++) {
        unsigned l = p->level[i];
        if (l == HT_MISSING)
            continue;
        if (d->cmp[i].kind == HT_CMP_ENTRY) {
            add(out, start, NULL, _(relation_text[l / 4]));
            continue;
        }
        const char *text = d->cmp[i].level[l].text;
        if (text)
            add(out, start, _(d->cmp[i].label), _(text));
        else
            agreed++;
    }
    if (out->len == start || agreed == d->ncmp)
        add(out, start, NULL, _("everything agrees"));
}

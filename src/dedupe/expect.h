/* SPDX-License-Identifier: BSD-2-Clause */
/* What a run can expect of itself without labels, in pairs of records: precision and recall after clustering. */
#ifndef HT_DEDUPE_EXPECT_H
#define HT_DEDUPE_EXPECT_H

struct ht_expected {
    double linked;                      /* pairs within clusters */
    double right;                       /* those of them that are one event */
    double truth;                       /* all pairs that are one event, joined or not, candidates or not */
};

static inline double
ht_expected_precision(const struct ht_expected *e)
{
    return e->linked > 0 ? e->right / e->linked : 1;
}

static inline double
ht_expected_recall(const struct ht_expected *e)
{
    return e->truth > 0 ? e->right / e->truth : 1;
}

#endif

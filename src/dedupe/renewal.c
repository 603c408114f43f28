/* SPDX-License-Identifier: BSD-2-Clause */
/* What the times and kinds of two different entries say about whether they are of one event. */
#include "config.h"

#include <stdlib.h>

#include "dedupe/compare_int.h"
#include "model/date.h"

#define SOON 75                         /* days: sixty (Luật Hộ tịch 2014 Đ.15), and some for the way */

/* Negative, 0 or positive as A is before B; 0 too where the parts that are known do not tell. */
static int
date_order(const struct ht_fdate *a, const struct ht_fdate *b)
{
    if (a->year != b->year || !a->month || !b->month)
        return a->year - b->year;
    if (a->month != b->month || !a->day || !b->day)
        return a->month - b->month;
    return a->day - b->day;
}

enum { SAYS_AGAIN, SAYS_FIRST, SAYS_NOTHING };

/* What the later of two entries says: that it registers the event again, for the first time, or nothing. */
static unsigned
later_says(const struct ht_dschema *d, const struct ht_cmp *c, const unsigned char *a, const unsigned char *b)
{
    int order = date_order(HT_FEAT_AT(struct ht_fdate, a, d, c->col[2]), HT_FEAT_AT(struct ht_fdate, b, d, c->col[2]));
    unsigned fa = ht_feat_head(a)->flags, fb = ht_feat_head(b)->flags;
    unsigned known = (order > 0 ? fa : order < 0 ? fb : fa & fb) & HT_FEAT_KNOWN_KIND;
    unsigned again = (order > 0 ? fa : order < 0 ? fb : fa | fb) & HT_FEAT_REREGISTERED;
    return again ? SAYS_AGAIN : known ? SAYS_FIRST : SAYS_NOTHING;
}

static bool
other_entry(const struct ht_dschema *d, const struct ht_cmp *c, const unsigned char *a, const unsigned char *b)
{
    unsigned r = ht_entry_relation(d, c, a, b);
    return r != HT_MISSING && r >= HT_ENTRY_ADJACENT;
}

static bool
dissolved(const unsigned char *a, const unsigned char *b)
{
    return (ht_feat_head(a)->flags | ht_feat_head(b)->flags) & HT_FEAT_DISSOLVED;
}

unsigned
ht_again_level(const struct ht_dschema *d, const struct ht_cmp *c, const unsigned char *a, const unsigned char *b)
{
    unsigned says = dissolved(a, b) ? 2 : later_says(d, c, a, b);
    bool nothing = says == SAYS_NOTHING && !dissolved(a, b);
    return nothing || !other_entry(d, c, a, b) ? HT_MISSING : says;
}

unsigned
ht_renewal_level(const struct ht_dschema *d, const struct ht_cmp *c, const unsigned char *a, const unsigned char *b)
{
    const struct ht_fdate *x = HT_FEAT_AT(struct ht_fdate, a, d, c->col[2]);
    const struct ht_fdate *y = HT_FEAT_AT(struct ht_fdate, b, d, c->col[2]);
    if (!x->year || !y->year || !other_entry(d, c, a, b))
        return HT_MISSING;
    int months = abs((x->year - y->year) * 12 + x->month - y->month);
    return dissolved(a, b) ? 9 : later_says(d, c, a, b) * 3 + (months <= 18 ? 0 : months <= 150 ? 1 : 2);
}

/* True if the entry of F was made within the time that the law gives for it, and some days; *DAY: when. */
static bool
made_soon(const struct ht_dschema *d, const struct ht_cmp *c, const unsigned char *f, int *day, bool *known)
{
    const struct ht_fdate *made = HT_FEAT_AT(struct ht_fdate, f, d, c->col[2]);
    const struct ht_fdate *born = HT_FEAT_AT(struct ht_fdate, f, d, d->birth);
    *known = ht_date_exists(made->year, made->month, made->day) && ht_date_exists(born->year, born->month, born->day);
    if (!*known)
        return false;
    *day = ht_day_number(made->year, made->month, made->day);
    int delay = *day - ht_day_number(born->year, born->month, born->day);
    return delay >= 0 && delay <= SOON;
}

unsigned
ht_soon_level(const struct ht_dschema *d, const struct ht_cmp *c, const unsigned char *a, const unsigned char *b)
{
    int x, y;
    bool known[2], soon_a = made_soon(d, c, a, &x, &known[0]), soon_b = made_soon(d, c, b, &y, &known[1]);
    if (!known[0] || !known[1] || abs(x - y) <= 2 * SOON)
        return HT_MISSING;
    return soon_a && soon_b ? 0 : soon_a || soon_b ? 1 : 2;
}

/* SPDX-License-Identifier: BSD-2-Clause */
/* The table of results: for people, as TAP for the test, and string by string for its golden file. */
#include "config.h"
#include "bench.h"

#include <stdio.h>
#include <string.h>

#include "text/fold.h"

#define TEST_SLACK 0.03                 /* with TAP, what may be missing to a goal */

struct ht_detector *
detector_for(const struct bench *b, size_t which)
{
    return b->det[which % b->ndet];
}

void
report(struct bench *b, const char *what, size_t good, size_t n, double goal)
{
    double share = n ? (double)good / (double)n : 0;
    /* A test of some hundred strings has its scatter, and a goal may still be ahead: it holds what was reached. */
    bool ok = share >= (b->style == TAP && goal < 1 ? goal - TEST_SLACK : goal);
    b->rows++;
    b->failed += !ok;
    if (b->style == GOLDEN)
        printf("-- %s: %zu of %zu\n", what, good, n);
    else if (b->style == TAP)
        printf("%sok %d - %s: %.4f (goal %.4f)\n", ok ? "" : "not ", b->rows, what, share, goal);
    else
        printf("| %s | %zu | %.3f %% | %.2f %% |\n", what, n, share * 100, goal * 100);
}

void
report_part(const struct bench *b, const char *what, size_t good, size_t n)
{
    if (b->style == TABLE && n >= 100)
        printf("| … %s | %zu | %.2f %% | |\n", what, n, 100.0 * (double)good / (double)n);
}

bool
same_text_as(const struct ht_detected *d, const struct ht_buf *want, bool ignore_case)
{
    if (!ignore_case)
        return d->len == want->len && !memcmp(d->s, want->s, want->len);
    struct ht_buf a = HT_BUF_INIT, b = HT_BUF_INIT;
    ht_lower(&a, d->s, d->len);
    ht_lower(&b, want->s, want->len);
    bool good = a.len == b.len && !memcmp(a.s, b.s, b.len);
    ht_buf_fini(&a);
    ht_buf_fini(&b);
    return good;
}

/* Bytes as they are, but for those beyond ASCII: \\xNN. */
static void
put_bytes(const struct ht_buf *b)
{
    for (size_t i = 0; i < b->len; i++)
        if ((unsigned char)b->s[i] - 0x20u < 0x5f && b->s[i] != '\\')
            putchar(b->s[i]);
        else
            printf("\\x%02x", (unsigned char)b->s[i]);
}

static const char *
name_of(const struct ht_charset *set)
{
    return set ? ht_charset_name(set) : "it stands";
}

void
show(const struct bench *b, const char *what, const struct ht_buf *in, const struct ht_detected *d,
     const struct ht_buf *want, bool notable)
{
    if (b->style == GOLDEN) {
        printf("%s\t%s\t", what, name_of(d->set));
        put_bytes(in);
        printf("\t%s\t%s%s%s\n", d->s, notable ? "!" : "", d->flags & HT_DETECT_DOUBTFUL ? "doubtful" : "",
               d->flags & HT_DETECT_DAMAGED ? "damaged" : "");
    }
    if (b->verbose && notable)
        printf("# %s: %s -> %s, want %s, %s over %s by %d flags %u damage %d\n", what, in->s, d->s, want->s,
               name_of(d->set), name_of(d->runner), d->margin, d->flags, d->damage);
}

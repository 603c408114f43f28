/* SPDX-License-Identifier: BSD-2-Clause */
/* Clusters, canonical order, decisions and models of duplicates. */
#include "config.h"

#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "base/io.h"
#include "base/mem.h"
#include "dedupe/cluster.h"
#include "dedupe/decisions.h"
#include "dedupe/model.h"
#include "dedupe/schema.h"
#include "dedupe/set.h"
#include "tap.h"

static struct ht_diag *diag;

/* ---- clusters ---- */

/* Scores of six items: 0 1 2 are one, 3 4 are one, 2 and 3 have one wrong edge, 5 must not meet 4. */
static float
score(void *arg, uint32_t a, uint32_t b)
{
    (void)arg;
    if (a == 4 && b == 5)
        return HT_NEVER;
    if ((a < 3 && b < 3) || (a == 3 && b == 4) || (a == 3 && b == 5))
        return 10;
    return a == 2 && b == 3 ? 3 : -10;
}

static void
test_clusters(void)
{
    struct ht_edge edge[] = { { 2, 3, 3 }, { 0, 1, 10 }, { 3, 5, 9 }, { 1, 2, 10 }, { 3, 4, 10 }, { 0, 5, 1 } };
    struct ht_clusters c, more;
    ht_cluster(&c, NULL, 6, edge, HT_COUNT(edge), 2, 0, score, NULL);
    CHECK(c.root[0] == 0 && c.root[1] == 0 && c.root[2] == 0);
    CHECK(c.root[3] == 3 && c.root[4] == 3);
    CHECK(c.root[5] == 5);              /* kept away from 4 */
    CHECK_INT(c.size[0], 3);
    CHECK_INT(c.next[c.next[c.next[0]]], 0);
    struct ht_edge decided[] = { { 2, 6, 1e9f } };
    ht_cluster(&more, &c, 7, decided, 1, 2, 0, score, NULL);
    CHECK(more.root[6] == 0 && more.size[0] == 4);      /* a decision joins whatever the scores say */
    CHECK(more.root[4] == 3);           /* what was there stays */
    ht_clusters_fini(&more);
    CHECK(c.linked > 3.9 && c.linked < 4.1 && c.right > 3.9 && c.right <= c.linked);
    ht_clusters_fini(&c);
    struct ht_edge strong[] = { { 0, 1, 10 }, { 1, 2, 10 }, { 3, 4, 10 }, { 2, 3, 9 } };
    ht_cluster(&c, NULL, 6, strong, HT_COUNT(strong), 2, 1, score, NULL);
    CHECK(c.root[3] == 0 && c.size[0] == 5);    /* where a strong edge is trusted */
    ht_clusters_fini(&c);
    ht_cluster(&c, NULL, 0, NULL, 0, 2, 0, score, NULL);
    CHECK_INT(c.n, 0);
    ht_clusters_fini(&c);
}

/* ---- the set ---- */

static void
test_set(void)
{
    static const uint64_t print[] = { 7, 3, 7, 5, 7 }, id[] = { 2, 1, 1, 4, 2 };
    struct ht_dschema d = { .name = "test", .sex = -1, .birth = -1, .place = -1, .entry = -1, .regdate = -1 };
    ht_dschema_layout(&d);
    struct ht_set s = { .d = &d };
    for (uint32_t i = 0; i < HT_COUNT(print); i++) {
        struct ht_feat *f = (void *)ht_set_add(&s, diag);
        f->print = print[i];
        f->id = id[i];
        f->rec = i;
    }
    ht_set_sort(&s);
    static const uint32_t want[] = { 1, 3, 2, 0, 4 };
    static const int again[] = { 0, 0, 0, 1, 1 };
    for (size_t i = 0; i < HT_COUNT(want); i++) {
        CHECK_INT(ht_feat_head(ht_set_at(&s, i))->rec, want[i]);
        CHECK_INT(ht_feat_head(ht_set_at(&s, i))->again, again[i]);
    }
    CHECK_INT(s.distinct, 3);
    ht_set_fini(&s);
}

/* ---- decisions ---- */

static int
about(const struct ht_decided *d, const char *a, uint64_t print_a, const char *b, uint64_t print_b)
{
    struct ht_feat x = { .id = ht_id_hash(a, strlen(a)), .print = print_a };
    struct ht_feat y = { .id = ht_id_hash(b, strlen(b)), .print = print_b };
    return ht_decided_about(d, &x, &y);
}

static int
load(struct ht_decided *d, const char *text)
{
    char path[] = "decisions.XXXXXX";
    int fd = mkstemp(path);
    FILE *f = fd < 0 ? NULL : fdopen(fd, "w");
    *d = (struct ht_decided){0};
    if (!f)
        return -2;
    fputs(text, f);
    fclose(f);
    int rc = ht_decisions_load(d, path, diag);
    unlink(path);
    return rc;
}

static void
test_decisions(void)
{
    struct ht_decided d;
    CHECK_INT(load(&d, "id_a\tid_b\tdecision\tprint_a\tprint_b\n# a remark\n\n"
                       "a\tb\tsame\t000000000000000a\t000000000000000b\n"
                       "c\td\tdifferent\r\n"
                       "e\tf\tunsure\t\t\tclerk\n"
                       "x\\ty\tz\tdiff\n"
                       "c\td\tsame\n"), 0);
    CHECK_INT(about(&d, "a", 10, "b", 11), HT_DECIDED_SAME);
    CHECK_INT(about(&d, "b", 11, "a", 10), HT_DECIDED_SAME);
    CHECK_INT(about(&d, "a", 10, "b", 2), HT_DECIDED_SAME);     /* one was corrected */
    CHECK_INT(about(&d, "b", 2, "a", 10), HT_DECIDED_SAME);
    CHECK_INT(about(&d, "a", 1, "b", 2), 0);                    /* the ids are others' now */
    CHECK_INT(about(&d, "new", 10, "ids", 11), HT_DECIDED_SAME);
    CHECK_INT(about(&d, "ids", 11, "new", 10), HT_DECIDED_SAME);
    CHECK_INT(about(&d, "new", 10, "ids", 12), 0);
    CHECK_INT(about(&d, "c", 0, "d", 0), HT_DECIDED_SAME);      /* the later line */
    CHECK_INT(about(&d, "e", 0, "f", 0), HT_DECIDED_UNSURE);
    CHECK_INT(about(&d, "x\ty", 0, "z", 0), HT_DECIDED_DIFFERENT);
    CHECK_INT(about(&d, "a", 0, "c", 0), 0);
    CHECK_INT(about(NULL, "a", 0, "b", 0), 0);
    ht_decisions_fini(&d);
    static const char *const bad[] = { "a\tb\n", "a\tb\tperhaps\n", "\tb\tsame\n", "a\t\tsame\n", "a" };
    for (size_t i = 0; i < HT_COUNT(bad); i++) {
        CHECK_INT(load(&d, bad[i]), -1);
        ht_decisions_fini(&d);
    }
    CHECK_INT(load(&d, "a\tb\tsame\nb\ta\tdifferent\n"), 0);
    CHECK_INT(about(&d, "a", 0, "b", 0), HT_DECIDED_DIFFERENT);
    ht_decisions_fini(&d);
    CHECK_INT(load(&d, ""), 0);
    ht_decisions_fini(&d);
}

/* ---- models ---- */

/* The pattern in which all comparisons have their level L, or their last one. */
static struct ht_pattern
pattern(const struct ht_dschema *d, unsigned l)
{
    struct ht_pattern p = { .frequency = l ? 0 : -64 * 40 };
    for (size_t i = 0; i < d->ncmp; i++)
        p.level[i] = (uint8_t)(d->cmp[i].kind == HT_CMP_AGAIN ? HT_MISSING :
                               l < d->cmp[i].nlevels ? l : d->cmp[i].nlevels - 1u);
    return p;
}

static void
test_model(void)
{
    static struct ht_dschema d;
    static struct ht_model m, read;
    struct ht_buf text = HT_BUF_INIT;
    ht_dschema_of(&d, &ht_registers[HT_REG_KS]);
    ht_model_prior(&m, &d, 10000);
    struct ht_pattern same = pattern(&d, 0), other = pattern(&d, 255);
    CHECK(ht_model_bits(&m, &d, &same) > 10);
    CHECK(ht_model_bits(&m, &d, &other) < -10);
    struct ht_pattern nothing;
    memset(&nothing, 0, sizeof nothing);
    memset(nothing.level, HT_MISSING, sizeof nothing.level);
    CHECK(ht_model_bits(&m, &d, &nothing) < -5);        /* what cannot be compared says nothing */
    double cls[HT_NCLASS], sum = 0;
    ht_model_classes(&m, &d, &same, cls);
    for (size_t c = 0; c < HT_NCLASS; c++)
        sum += cls[c];
    CHECK(fabs(sum - 1) < 1e-9);
    for (size_t c = 0; c < HT_NCLASS; c++)
        for (size_t i = 0; i < d.ncmp; i++) {
            double total = 0;
            for (size_t l = 0; l < d.cmp[i].nlevels; l++)
                total += m.p[c][i][l];
            if (fabs(total - 1) > 0.05)
                printf("# class %zu of %s: %f\n", c, d.cmp[i].name, total);
            sum += fabs(total - 1) > 0.05;
        }
    CHECK(fabs(sum - 1) < 1e-9);        /* every table of priors is one, nearly */
    ht_model_write(&m, &d, &text);
    ht_model_prior(&read, &d, 10000);
    CHECK(ht_model_read(&read, &d, text.s, text.len, "text", diag) > 50);
    CHECK(fabsf(ht_model_bits(&read, &d, &same) - ht_model_bits(&m, &d, &same)) < 0.1f);
    ht_model_prior(&read, &d, 10000);
    CHECK_INT(ht_model_read(&read, &d, "KT\tx\ty\n", 7, "text", diag), 0);
    CHECK_INT(ht_model_read(&read, &d, "KS\tx\ty\n", 7, "text", diag), -1);
    ht_buf_fini(&text);
    /* The same agreement counts for less in a bigger file. */
    ht_model_prior(&read, &d, 1000000);
    CHECK(ht_model_bits(&read, &d, &same) < ht_model_bits(&m, &d, &same));
}

int
main(void)
{
    diag = ht_diag_new(&(struct ht_diag_opts){ .prog = "dedupe_match", .quiet = true });
    test_clusters();
    test_set();
    test_decisions();
    test_model();
    ht_diag_free(diag);
    return tap_done();
}

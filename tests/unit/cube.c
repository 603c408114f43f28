/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * Complementary suppression against an intruder who tries everything: for every small count of small random
 * tables, linked with each other, he looks for another set of tables that agrees with all published figures
 * and in which the count is not small.  If there is none, the figures gave it away.
 */
#include "config.h"
#include "export/cube.h"

#include "tap.h"

#define K 5
#define U 2                             /* categories of each dimension */
#define Y 3
#define A 2
#define STEPS 300000                    /* then the intruder gives up */

/* The tables: unit by year, year by age.  Their inner cells are the unknowns. */
struct world {
    const struct ht_cube *c;
    int uy[U][Y], ya[Y][A];
    uint64_t steps;
    int far;                            /* values that are tried for an unknown: 1 more, 1 less, 2 more … */
    int want[3];                        /* coordinates of the cell in question: unit, year, age; 0: all */
};

static const struct ht_cell *
cell(const struct ht_cube *c, int u, int y, int a)
{
    uint16_t at[HT_NDIM] = { 0 };
    at[HT_DIM_UNIT] = (uint16_t)u;
    at[HT_DIM_YEAR] = (uint16_t)y;
    at[HT_DIM_AGE] = (uint16_t)a;
    return ht_cube_cell(c, 0, at);
}

/* True if N is what may stand in that cell, for all that is published. */
static bool
may_be(const struct world *w, int u, int y, int a, int n)
{
    const struct ht_cell *at = cell(w->c, u, y, a);
    if (w->want[0] == u && w->want[1] == y && w->want[2] == a && n < K)
        return false;
    return at && at->hidden ? true : n == (at ? (int)at->n : 0);
}

static bool
sums_hold(const struct world *w)
{
    int all = 0;
    for (int u = 0; u < U; u++) {
        int n = 0;
        for (int y = 0; y < Y; y++)
            n += w->uy[u][y];
        all += n;
        if (!may_be(w, u + 1, 0, 0, n))
            return false;
    }
    for (int a = 0; a < A; a++) {
        int n = 0;
        for (int y = 0; y < Y; y++)
            n += w->ya[y][a];
        if (!may_be(w, 0, 0, a + 1, n))
            return false;
    }
    return may_be(w, 0, 0, 0, all);
}

/* The year Y of both tables must have the same, possible sum. */
static bool
year_holds(const struct world *w, int y)
{
    int n = 0, m = 0;
    for (int u = 0; u < U; u++)
        n += w->uy[u][y];
    for (int a = 0; a < A; a++)
        m += w->ya[y][a];
    return n == m && may_be(w, 0, y + 1, 0, n);
}

/* Tries values of the unknowns, year by year: an odometer of the hidden cells.  True as soon as one set
 * fits. */
static bool
intrude(struct world *w)
{
    enum { N = Y * (U + A) };
    int value[N];
    size_t at = 0;
    value[0] = -1;
    while (w->steps++ < STEPS) {
        int y = (int)at / (U + A), i = (int)at % (U + A);
        int *n = i < U ? &w->uy[i][y] : &w->ya[y][i - U];
        const struct ht_cell *c = i < U ? cell(w->c, i + 1, y + 1, 0) : cell(w->c, 0, y + 1, i - U + 1);
        int step = ++value[at];
        *n = (c ? (int)c->n : 0) + (step % 2 ? (step + 1) / 2 : -step / 2);
        if (step > (c && c->hidden ? w->far : 0)) {
            if (!at)
                return false;
            at--;
            continue;
        }
        if (*n < 0 || !may_be(w, i < U ? i + 1 : 0, y + 1, i < U ? 0 : i - U + 1, *n)
            || (i == U + A - 1 && !year_holds(w, y)))
            continue;
        if (at == N - 1) {
            if (sums_hold(w))
                return true;
            continue;
        }
        value[++at] = -1;
    }
    return true;                        /* too much work for him; the caller counts how often */
}

static uint64_t
next(uint64_t *seed)
{
    *seed = *seed * 6364136223846793005u + 1442695040888963407u;
    return *seed >> 33;
}

/* A cube of random events: some cells are empty, some small, some large. */
static void
fill(struct ht_cube *c, uint64_t *seed)
{
    ht_cube_table(c, 0, 1u << HT_DIM_UNIT | 1u << HT_DIM_YEAR);
    ht_cube_table(c, 0, 1u << HT_DIM_YEAR | 1u << HT_DIM_AGE);
    for (uint16_t u = 1; u <= U; u++)
        for (uint16_t y = 1; y <= Y; y++)
            for (uint64_t n = next(seed) % 3 ? next(seed) % 9 : next(seed) % 3; n; n--) {
                uint16_t at[HT_NDIM] = { [HT_DIM_UNIT] = u, [HT_DIM_YEAR] = y,
                                         [HT_DIM_AGE] = (uint16_t)(1 + (next(seed) % 4 == 0)) };
                ht_cube_add(c, 0, at);
            }
}

static void
test_random_tables(void)
{
    uint64_t seed = 20261122, told = 0, tried = 0, given_up = 0, hidden = 0, cells = 0, whole = 0;
    for (int round = 0; round < 40; round++) {
        struct ht_cube c = { .n = 0 };
        fill(&c, &seed);
        ht_cube_protect(&c, K);
        cells += c.n;
        whole += cell(&c, 0, 0, 0) && cell(&c, 0, 0, 0)->hidden;
        for (size_t i = 0; i < c.n; i++) {
            uint16_t at[HT_NDIM];
            hidden += c.cell[i].hidden;
            if (!c.cell[i].n || c.cell[i].n >= K)
                continue;
            ht_cube_where(c.cell[i].key, at);
            bool found = false, all = true;
            for (int far = 2; far <= 8 && !found; far += 2) {
                struct world w = { .c = &c, .far = far,
                                   .want = { at[HT_DIM_UNIT], at[HT_DIM_YEAR], at[HT_DIM_AGE] } };
                found = intrude(&w) && w.steps < STEPS;
                all = w.steps < STEPS;
            }
            tried++;
            told += !found && all;
            given_up += !found && !all;
        }
        ht_cube_fini(&c);
    }
    printf("# %llu not settled\n", (unsigned long long)given_up);
    printf("# %llu small counts of %llu; %llu hidden in all, %llu sums of everything\n", (unsigned long long)tried,
           (unsigned long long)cells, (unsigned long long)hidden, (unsigned long long)whole);
    CHECK(tried > 60); /* there were small counts */
    CHECK(told == 0); /* none of them can be told from what is published */
    CHECK(given_up * 20 < tried);        /* and nearly every one was looked at to the end */
}

static void
test_counts(void)
{
    struct ht_cube c = { .n = 0 };
    uint16_t at[HT_NDIM] = { [HT_DIM_UNIT] = 2, [HT_DIM_YEAR] = 2008, [HT_DIM_SEX] = 1 }, all[HT_NDIM] = { 0 };
    ht_cube_table(&c, 3, 1u << HT_DIM_UNIT | 1u << HT_DIM_YEAR);
    for (int i = 0; i < 7; i++)
        ht_cube_add(&c, 3, at);
    ht_cube_protect(&c, K);
    CHECK(c.n == 4); /* a table of two dimensions: one count and its three sums */
    CHECK(ht_cube_cell(&c, 3, all)->n == 7 && !ht_cube_cell(&c, 3, all)->hidden); /* the sum of all is published */
    CHECK(!ht_cube_cell(&c, 4, all)); /* other groups know nothing of it */
    at[HT_DIM_SEX] = 0;
    CHECK(ht_cube_where(ht_cube_cell(&c, 3, at)->key, all) == 3);   /* a key can be taken apart */
    CHECK(all[HT_DIM_YEAR] == 2008 && !all[HT_DIM_SEX]);
    ht_cube_fini(&c);
}

int
main(void)
{
    test_counts();
    test_random_tables();
    return tap_done();
}

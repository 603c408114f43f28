/* SPDX-License-Identifier: BSD-2-Clause */
/* Which counts of a cube are hidden beside the small ones, so that no sum or difference tells them. */
#include "config.h"
#include "export/cube.h"

#include <assert.h>
#include <stdlib.h>
#include <string.h>

#include "base/mem.h"

#define NEAR 2                          /* neighbours on each side that are tried as the other end of an edge, */
#define BIG 2                           /* categories with many events, */
#define AGAIN 2                         /* and such as are hidden already */
#define CHEAP 2                         /* below a sum: categories whose cells cost little, and the big ones */
#define EDGES (2 * NEAR + BIG + AGAIN + 1)

#define MAX_CORNERS 64                  /* of a hypercube, in all tables */

/* An edge of a hypercube: the cell's own coordinate and another one.  A category and its sum move
 * together, two categories against each other. */
struct edge {
    uint16_t own, other;
};

/* How far a cell was moved by the hypercubes that protect one small cell, while that is being done. */
struct moved {
    struct { uint64_t key; int64_t by; } v[4 * MAX_CORNERS];
    size_t n;
};

struct hypercube {
    struct ht_cube *c;
    unsigned group, mask;               /* of the cell that is to be protected */
    uint64_t by;                        /* how far the corners are moved */
    bool whole;                         /* the sum of everything may be a corner */
    struct moved *moved;
    struct edge edge[HT_NDIM];
};

static bool
is_alternative(struct edge e)
{
    return e.own && e.other;
}

/*
 * Calls VISIT for every corner that stands in one of the tables: all cells whose coordinates are ends of the
 * edges. Every line of a table has two corners or none, so adding to one kind and taking from the other
 * changes no sum.
 */
typedef bool visit_corner(void *arg, uint64_t key, bool grows);

static bool
each_corner(const struct hypercube *h, visit_corner *visit, void *arg)
{
    const struct ht_cube *c = h->c;
    for (size_t i = 0; i < c->masks[h->group]; i++) {
        unsigned mask = c->mask[h->group][i], both = 0;
        bool stands = true;
        for (unsigned d = 0; d < HT_NDIM && stands; d++) {
            struct edge e = h->edge[d];
            if (mask >> d & 1)
                stands = e.own || e.other;
            else
                stands = !e.own || !e.other;
            if ((mask >> d & 1) && is_alternative(e))
                both |= 1u << d;
        }
        for (unsigned pick = 0; stands && pick <= both; pick++) {
            if ((pick & both) != pick)
                continue;
            uint16_t at[HT_NDIM];
            bool grows = true;
            for (unsigned d = 0; d < HT_NDIM; d++) {
                struct edge e = h->edge[d];
                at[d] = pick >> d & 1 ? e.other : e.own ? e.own : e.other;
                grows ^= pick >> d & 1;
            }
            if (!visit(arg, ht_cube_key(h->group, at, mask), grows))
                return false;
        }
    }
    return true;
}

static int64_t
moved_by(const struct moved *m, uint64_t key)
{
    int64_t by = 0;
    for (size_t i = 0; i < m->n; i++)
        by += m->v[i].key == key ? m->v[i].by : 0;
    return by;
}

struct price {
    const struct hypercube *h;
    uint64_t sum;                       /* of the events in the cells that would be hidden, weighted */
};

static bool
add_price(void *arg, uint64_t key, bool grows)
{
    struct price *p = arg;
    const uint64_t *i = ht_map_find(&p->h->c->at, key);
    const struct ht_cell *cell = i ? &p->h->c->cell[*i - 1] : NULL;
    uint64_t n = cell ? cell->n : 0;
    uint16_t at[HT_NDIM];
    if (!grows && (int64_t)n + moved_by(p->h->moved, key) < (int64_t)p->h->by)
        return false;                   /* cannot give so much away */
    if (cell && cell->hidden)
        return true;
    ht_cube_where(key, at);
    unsigned dims = (unsigned)__builtin_popcount(ht_cube_mask_of(at));
    p->sum += (n + 1) << 3 * (HT_NDIM - dims);  /* sums are what most people look for */
    return dims || p->h->whole;
}

static bool
move_corner(void *arg, uint64_t key, bool grows)
{
    const struct hypercube *h = arg;
    struct moved *m = h->moved;
    ht_cube_at(h->c, key)->hidden = true;
    assert(m->n < HT_COUNT(m->v));
    m->v[m->n].key = key;
    m->v[m->n++].by = grows ? (int64_t)h->by : -(int64_t)h->by;
    return true;
}

/* The best few of what is offered, the best first. */
struct best {
    uint64_t price[4];                  /* lower is better */
    uint16_t category[4];
    size_t n, max;
};

static void
offer(struct best *b, uint64_t price, uint16_t category)
{
    size_t to = b->n;
    while (to && b->price[to - 1] > price)
        to--;
    if (to == b->max)
        return;
    b->n += b->n < b->max;
    for (size_t k = b->n - 1; k > to; k--) {
        b->price[k] = b->price[k - 1];
        b->category[k] = b->category[k - 1];
    }
    b->price[to] = price;
    b->category[to] = category;
}

static size_t
add_edge(struct edge *out, size_t n, uint16_t own, uint16_t other)
{
    for (size_t i = 0; i < n; i++)
        if (out[i].other == other)
            return n;
    out[n] = (struct edge){ own, other };
    return n + 1;
}

/* Edges from the coordinate of AT to neighbours, to categories with many events, to such as are hidden
 * already; the last one to "all". */
static size_t
edges_of(const struct hypercube *h, const uint16_t at[HT_NDIM], unsigned dim, struct edge *out)
{
    const struct ht_categories *all = &h->c->category[h->group][dim];
    struct best big = { .max = BIG }, again = { .max = AGAIN };
    uint16_t beside[HT_NDIM], own = at[dim];
    size_t here = 0, n = 0;
    memcpy(beside, at, sizeof beside);
    for (size_t i = 0; i < all->n; i++) {
        uint16_t sum[HT_NDIM] = { 0 };
        if (all->v[i] == own) {
            here = i;
            continue;
        }
        beside[dim] = sum[dim] = all->v[i];
        const struct ht_cell *cell = ht_cube_cell(h->c, h->group, beside);
        if (cell && cell->hidden && cell->n >= h->by)
            offer(&again, cell->n, all->v[i]);
        cell = ht_cube_cell(h->c, h->group, sum);
        if (cell)
            offer(&big, UINT64_MAX - cell->n, all->v[i]);
    }
    for (size_t step = 1; step <= NEAR; step++) {
        if (here + step < all->n)
            n = add_edge(out, n, own, all->v[here + step]);
        if (here >= step)
            n = add_edge(out, n, own, all->v[here - step]);
    }
    for (size_t i = 0; i < big.n; i++)
        n = add_edge(out, n, own, big.category[i]);
    for (size_t i = 0; i < again.n; i++)
        n = add_edge(out, n, own, again.category[i]);
    return add_edge(out, n, own, 0);
}

/* Edges from "all" down to categories whose cells are cheap to hide, and to such with many events. */
static size_t
edges_down(const struct hypercube *h, const uint16_t at[HT_NDIM], unsigned dim, struct edge *out)
{
    const struct ht_categories *all = &h->c->category[h->group][dim];
    struct best cheap = { .max = CHEAP }, big = { .max = BIG };
    uint16_t below[HT_NDIM];
    size_t n = 0;
    memcpy(below, at, sizeof below);
    for (size_t i = 0; i < all->n; i++) {
        uint16_t sum[HT_NDIM] = { 0 };
        below[dim] = sum[dim] = all->v[i];
        const struct ht_cell *cell = ht_cube_cell(h->c, h->group, below);
        if (cell)
            offer(&cheap, cell->hidden ? 0 : cell->n, all->v[i]);
        cell = ht_cube_cell(h->c, h->group, sum);
        if (cell)
            offer(&big, UINT64_MAX - cell->n, all->v[i]);
    }
    for (size_t i = 0; i < cheap.n; i++)
        n = add_edge(out, n, 0, cheap.category[i]);
    for (size_t i = 0; i < big.n; i++)
        n = add_edge(out, n, 0, big.category[i]);
    return n;
}

/* True if an edge of D makes a difference while the dimensions of the cell have edges to other categories
 * only: a table has all of them and D. */
static bool
matters(const struct hypercube *h, unsigned d)
{
    for (size_t i = 0; i < h->c->masks[h->group]; i++) {
        unsigned mask = h->c->mask[h->group][i];
        if (mask >> d & 1 && (mask & h->mask) == h->mask)
            return true;
    }
    return false;
}

/* Tries all combinations of edges; the last edge of a dimension that is told apart leads to its sum and is
 * tried only with SUMS_TOO.  True if one fits; *BEST is the cheapest. */
static bool
search(struct hypercube *h, struct edge edges[HT_NDIM][EDGES], const size_t n[HT_NDIM], bool sums_too,
       struct edge best[HT_NDIM])
{
    size_t pick[HT_NDIM] = { 0 }, end[HT_NDIM];
    for (unsigned d = 0; d < HT_NDIM; d++) {
        end[d] = n[d];
        if (!sums_too && h->mask >> d & 1)
            end[d]--;
        else if (!sums_too && n[d] && !matters(h, d))
            end[d] = 1;
    }
    uint64_t cheapest = UINT64_MAX;
    for (bool more = true; more && cheapest;) {
        struct price p = { h, 0 };
        for (unsigned d = 0; d < HT_NDIM; d++)
            h->edge[d] = n[d] ? edges[d][pick[d]] : (struct edge){ 0, 0 };
        if (each_corner(h, add_price, &p) && p.sum < cheapest) {
            cheapest = p.sum;
            memcpy(best, h->edge, sizeof h->edge);
        }
        more = false;
        for (unsigned d = 0; d < HT_NDIM && !more; d++) {
            more = n[d] && ++pick[d] < end[d];
            if (!more)
                pick[d] = 0;
        }
    }
    return cheapest < UINT64_MAX;
}

/* Looks for the hypercube that moves the cell at AT by h->by and leaves it in h->edge. */
static bool
find(struct hypercube *h, const uint16_t at[HT_NDIM])
{
    struct edge edges[HT_NDIM][EDGES], best[HT_NDIM];
    size_t n[HT_NDIM] = { 0 };
    bool alternatives = true;
    for (unsigned d = 0; d < HT_NDIM; d++) {
        if (h->mask >> d & 1)
            n[d] = edges_of(h, at, d, edges[d]);
        else
            n[d] = edges_down(h, at, d, edges[d]);
        alternatives &= !(h->mask >> d & 1) || n[d] > 1;
    }
    if (!(alternatives && search(h, edges, n, false, best)) && !search(h, edges, n, true, best))
        return false;
    memcpy(h->edge, best, sizeof h->edge);
    return true;
}

/* Hides what must be hidden beside the small cell at KEY, by one hypercube that moves it as far as it must
 * be able to grow, or by several smaller ones.  If there are too few events for that, the sum of
 * everything is hidden too: with all edges leading to sums all corners grow, which they always can. */
static void
protect_cell(struct ht_cube *c, uint64_t key, uint64_t need)
{
    uint16_t at[HT_NDIM];
    struct moved moved = { .n = 0 };
    struct hypercube h = { .c = c, .group = ht_cube_where(key, at), .mask = ht_cube_mask_of(at), .moved = &moved };
    while (need) {
        for (h.by = moved.n + MAX_CORNERS < HT_COUNT(moved.v) ? need : 0; h.by && !find(&h, at);)
            h.by--;
        if (!h.by) {
            h.by = need;
            h.whole = true;
            find(&h, at);
        }
        each_corner(&h, move_corner, &h);
        need -= h.by;
    }
}

static int
by_number(const void *a, const void *b)
{
    uint16_t x = *(const uint16_t *)a, y = *(const uint16_t *)b;
    return (x > y) - (x < y);
}

/* Sums first, since their edges bind what is below them; then in the order of the keys, whatever the
 * input's order. */
static int
by_breadth(const void *a, const void *b)
{
    uint64_t x = *(const uint64_t *)a, y = *(const uint64_t *)b;
    uint16_t at[HT_NDIM];
    ht_cube_where(x, at);
    int dims_x = __builtin_popcount(ht_cube_mask_of(at));
    ht_cube_where(y, at);
    int dims_y = __builtin_popcount(ht_cube_mask_of(at));
    return dims_x != dims_y ? dims_x - dims_y : (x > y) - (x < y);
}

void
ht_cube_protect(struct ht_cube *c, unsigned k)
{
    uint64_t *small = ht_calloc(c->n + 1, sizeof *small);
    size_t n = 0;
    for (size_t g = 0; g < HT_CUBE_GROUPS; g++)
        for (size_t d = 0; d < HT_NDIM; d++)
            ht_qsort(c->category[g][d].v, c->category[g][d].n, sizeof(uint16_t), by_number);
    for (size_t i = 0; i < c->n; i++) {
        c->cell[i].hidden = c->cell[i].n < k;
        if (c->cell[i].hidden)
            small[n++] = c->cell[i].key;
    }
    ht_qsort(small, n, sizeof *small, by_breadth);
    for (size_t i = 0; i < n; i++)
        protect_cell(c, small[i], k - ht_cube_at(c, small[i])->n);
    free(small);
}

/* SPDX-License-Identifier: BSD-2-Clause */
/* What can be said of books when the stream has ended: gaps, continuation, padded dates. */
#include "config.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/mem.h"
#include "rules/book_private.h"

struct end {
    struct ht_run *run;
    const struct ht_books *b;
    struct ht_buf text;
};

/* Reports CODE at entry REF, about its number. */
static void
blame_entry(struct end *x, struct ht_entry_ref ref, enum ht_code code, const char *one, const char *two)
{
    struct ht_where w;
    char so[24];
    ht_books_where(x->b, ref, &x->text, &w);
    w.field = "so";
    int n = snprintf(so, sizeof so, "%03u/%u", ref.number, x->b->book[ref.book].year);
    ht_find_at_as(x->run->diag, &w, code, x->run->sev[code], so, (size_t)n, one, two, NULL);
}

/* ---- gaps (R08) ---- */

struct number {
    uint32_t number, book;
};

static int
by_number(const void *a, const void *b)
{
    const struct number *x = a, *y = b;
    return x->number != y->number ? (x->number > y->number) - (x->number < y->number)
                                  : (x->book > y->book) - (x->book < y->book);
}

static size_t
collect(const struct ht_books *b, const uint32_t *order, size_t n, struct number *out)
{
    size_t count = 0;
    for (size_t i = 0; i < n; i++)
        for (const struct ht_block *block = b->book[order[i]].blocks; block; block = block->next)
            for (uint32_t k = 0; k < block->cap; k++)
                if (block->e[k].file)
                    out[count++] = (struct number){ block->first + k, order[i] };
    ht_qsort(out, count, sizeof *out, by_number);
    return count;
}

static void
blame_gap(struct end *x, uint32_t before, const struct number *at)
{
    char missing[32], year[8];
    int n = snprintf(missing, sizeof missing, "%03u", before + 1);
    if (at->number - 1 > before + 1)
        snprintf(missing + n, sizeof missing - (size_t)n, "–%03u", at->number - 1);
    snprintf(year, sizeof year, "%u", x->b->book[at->book].year);
    blame_entry(x, (struct ht_entry_ref){ at->book, at->number }, HT_D_308, missing, year);
}

/* The volumes of one year, ORDER[0] … ORDER[N-1], lowest first. */
static void
look_for_gaps(struct end *x, const uint32_t *order, size_t n)
{
    size_t total = 0;
    for (size_t i = 0; i < n; i++)
        total += x->b->book[order[i]].n;
    struct number *all = ht_calloc(total + 1, sizeof *all);
    total = collect(x->b, order, n, all);
    /* A run that begins with volume 2 need not have the numbers of volume 1; nor has one number alone. */
    const struct ht_book *lowest = &x->b->book[order[0]];
    bool from_one = lowest->volume <= 1 && lowest->volume_year == lowest->year;
    uint32_t before = from_one || !total ? 0 : all[0].number - 1;
    for (size_t i = 0; i < total; i++) {
        if (all[i].number > before + 1)
            blame_gap(x, before, &all[i]);
        before = all[i].number;
    }
    free(all);
}

/* ---- continuation (R10) ---- */

static void
look_for_breaks(struct end *x, const uint32_t *order, size_t n)
{
    for (size_t i = 1; i < n; i++) {
        const struct ht_book *a = &x->b->book[order[i - 1]], *b = &x->b->book[order[i]];
        if (a->volume == UINT32_MAX || b->volume != a->volume + 1 || a->volume_year != b->volume_year ||
            b->min == a->max + 1)
            continue;
        char last[16], first[16];
        snprintf(last, sizeof last, "%03u", a->max);
        snprintf(first, sizeof first, "%03u", b->min);
        blame_entry(x, (struct ht_entry_ref){ order[i], b->min }, HT_D_310, last, first);
    }
}

/* ---- padding (D06) ---- */

static void
look_for_padding(struct end *x, uint32_t i)
{
    const struct ht_book *book = &x->b->book[i];
    const struct ht_register *reg = &ht_registers[book->reg];
    char padded[16], births[16];
    if ((long)book->births < x->run->set[HT_SET_padding_min] ||
        (uint64_t)book->padded * 100 < (uint64_t)book->births * (uint64_t)x->run->set[HT_SET_padding_percent])
        return;
    struct ht_where w;
    snprintf(padded, sizeof padded, "%u", book->padded);
    snprintf(births, sizeof births, "%u", book->births);
    ht_books_where(x->b, (struct ht_entry_ref){ i, book->min }, &x->text, &w);
    w.record = NULL;
    w.field = reg->field[x->run->layout[reg->id].person[0].born].name;
    ht_find_at_as(x->run->diag, &w, HT_D_406, x->run->sev[HT_D_406], NULL, 0, padded, births, NULL);
}

/* ---- all of them ---- */

struct by_series {
    uint64_t series;
    uint32_t volume_year, volume, book;
};

static int
by_series(const void *a, const void *b)
{
    const struct by_series *x = a, *y = b;
    if (x->series != y->series)
        return x->series < y->series ? -1 : 1;
    if (x->volume_year != y->volume_year)
        return x->volume_year < y->volume_year ? -1 : 1;
    if (x->volume != y->volume)
        return x->volume < y->volume ? -1 : 1;
    return (x->book > y->book) - (x->book < y->book);
}

static int
by_first_book(const void *a, const void *b)
{
    const uint32_t *x = *(const uint32_t *const *)a, *y = *(const uint32_t *const *)b;
    return (*x > *y) - (*x < *y);
}

/* Series in the order in which their first book came, so that messages follow the input. */
static void
look_at_series(struct end *x, uint32_t *order, uint32_t n, const uint64_t *series)
{
    uint32_t **start = ht_calloc((size_t)n + 1, sizeof *start);
    size_t nstarts = 0;
    for (uint32_t i = 0; i < n; i++)
        if (!i || series[i] != series[i - 1])
            start[nstarts++] = &order[i];
    ht_qsort(start, nstarts, sizeof *start, by_first_book);
    for (size_t i = 0; i < nstarts; i++) {
        size_t at = (size_t)(start[i] - order), count = 1;
        while (at + count < n && series[at + count] == series[at])
            count++;
        if (x->run->on[HT_D_308])
            look_for_gaps(x, start[i], count);
        if (x->run->on[HT_D_310])
            look_for_breaks(x, start[i], count);
    }
    free(start);
}

void
ht_books_end(struct ht_run *run)
{
    const struct ht_books *b = run->books;
    struct end x = { .run = run, .b = b, .text = HT_BUF_INIT };
    struct by_series *all = ht_calloc((size_t)b->n + 1, sizeof *all);
    uint32_t *order = ht_calloc((size_t)b->n + 1, sizeof *order);
    uint64_t *series = ht_calloc((size_t)b->n + 1, sizeof *series);
    for (uint32_t i = 0; i < b->n; i++)
        all[i] = (struct by_series){ b->book[i].series, b->book[i].volume_year, b->book[i].volume, i };
    ht_qsort(all, b->n, sizeof *all, by_series);
    for (uint32_t i = 0; i < b->n; i++) {
        order[i] = all[i].book;
        series[i] = all[i].series;
    }
    free(all);
    look_at_series(&x, order, b->n, series);
    for (uint32_t i = 0; run->on[HT_D_406] && i < b->n; i++)
        look_for_padding(&x, i);
    free(order);
    free(series);
    ht_buf_fini(&x.text);
}

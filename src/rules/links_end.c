/* SPDX-License-Identifier: BSD-2-Clause */
/* What follows from persons and entries across registers, when the stream has ended. */
#include "config.h"
#include "rules/links_private.h"

#include <stdlib.h>

#include "base/buf.h"
#include "base/mem.h"
#include "rules/book.h"

struct end {
    struct ht_run *run;
    struct ht_links *l;
    struct ht_buf text, other;
};

static int32_t
day_of(const struct end *x, uint32_t at)
{
    const struct ht_entry *e = ht_books_entry(x->run->books, ht_books_ref(x->run->books, at));
    return e ? e->day : INT32_MIN;
}

static const struct ht_register *
register_of(const struct end *x, uint32_t at)
{
    return &ht_registers[ht_books_register(x->run->books, ht_books_ref(x->run->books, at).book)];
}

/* Reports CODE about FIELD of the entry AT; {1} is where the entry OTHER stands (UINT32_MAX: nowhere). */
static void
blame(struct end *x, enum ht_code code, uint32_t at, int field, uint32_t other)
{
    const struct ht_books *b = x->run->books;
    struct ht_where w, o = {0};
    if (!x->run->on[code])
        return;
    ht_books_where(b, ht_books_ref(b, at), &x->text, &w);
    if (field >= 0)
        w.field = register_of(x, at)->field[field].name;
    if (other != UINT32_MAX)
        ht_books_where(b, ht_books_ref(b, other), &x->other, &o);
    ht_find_at_as(x->run->diag, &w, code, x->run->sev[code], NULL, 0, o.record ? o.record : o.src ? o.src : "?", NULL);
}

/* The first that is known of the death of the person with KEY, NULL: alive as far as we know. */
static const struct ht_death *
death_of(const struct end *x, uint64_t key)
{
    return key ? ht_rows_find(&x->l->deaths, sizeof(struct ht_death), key) : NULL;
}

/* T06: declarants and M06: spouses that were dead (Luật Hộ tịch, Đ.34: data of the dead are locked). */
static void
look_for_dead(struct end *x)
{
    const struct ht_keyed *declarant = x->l->declarants.v, *spouse = x->l->spouses.v;
    for (size_t i = 0; i < x->l->declarants.n; i++) {
        const struct ht_death *d = death_of(x, ht_keyed_key(&declarant[i]));
        if (d && day_of(x, declarant[i].at) > d->day)
            blame(x, HT_D_706, declarant[i].at, ht_field_by_name(register_of(x, declarant[i].at), "nycHoTen", 8),
                  d->k.at);
    }
    for (size_t i = 0; i < x->l->spouses.n; i++) {
        const struct ht_death *d = death_of(x, ht_keyed_key(&spouse[i]));
        if (d && day_of(x, spouse[i].at) > d->day)
            blame(x, HT_D_606, spouse[i].at, i % 2 ? HT_KH_voHoTen : HT_KH_chongHoTen, d->k.at);
    }
}

/* ---- M04: one person in two marriages ---- */

struct wed {
    uint64_t key, couple, partner;
    uint32_t at;
    int32_t day;
    bool wife;
};

static int
by_person(const void *a, const void *b)
{
    const struct wed *x = a, *y = b;
    if (x->key != y->key)
        return x->key < y->key ? -1 : 1;
    if (x->day != y->day)
        return x->day < y->day ? -1 : 1;
    return (x->at > y->at) - (x->at < y->at);
}

/* The first marriage is over by the second: divorced, annulled, or its other half died before. */
static bool
was_over(const struct end *x, const struct wed *first, const struct wed *second)
{
    const struct ht_death *d = death_of(x, first->partner);
    if (d && d->day <= second->day)
        return true;
    return ht_rows_find(&x->l->ended, sizeof(struct ht_keyed), first->couple) != NULL;
}

/* The marriages of persons whose keys begin with the four bits PART, into W. */
static size_t
collect_part(const struct end *x, unsigned part, struct wed **w, size_t *cap)
{
    const struct ht_keyed *spouse = x->l->spouses.v;
    size_t n = 0;
    for (size_t i = 0; i < x->l->spouses.n; i++) {
        uint64_t key = ht_keyed_key(&spouse[i]), partner = ht_keyed_key(&spouse[i ^ 1]);
        if (!key || key >> 60 != part)
            continue;
        *w = ht_grow(*w, cap, n + 1, sizeof **w);
        (*w)[n++] = (struct wed){ key, i % 2 ? ht_couple_key(partner, key) : ht_couple_key(key, partner), partner,
                                  spouse[i].at, day_of(x, spouse[i].at), i % 2 };
    }
    return n;
}

/* Sixteen parts by key, so that sorting takes a sixteenth of the memory. */
static void
look_for_bigamy(struct end *x)
{
    size_t cap = x->l->spouses.n / 8 + 64;
    struct wed *w = ht_calloc(cap, sizeof *w);
    for (unsigned part = 0; part < 16; part++) {
        size_t n = collect_part(x, part, &w, &cap);
        ht_qsort(w, n, sizeof *w, by_person);
        for (size_t i = 1; i < n; i++)
            if (w[i].key == w[i - 1].key && w[i].partner != w[i - 1].partner && w[i].partner && w[i - 1].partner &&
                !was_over(x, &w[i - 1], &w[i]))
                blame(x, HT_D_604, w[i].at, w[i].wife ? HT_KH_voHoTen : HT_KH_chongHoTen, w[i - 1].at);
    }
    free(w);
}

/* ---- C02, B13, G01, X01, X02 ---- */

/* True if a recognition of the child with KEY names a parent that the birth entry does not have; AT is where. */
static bool
parent_missing(const struct end *x, uint64_t key, uint32_t *at)
{
    const struct ht_rows *all = &x->l->recognised;
    const struct ht_recognised *c = ht_rows_find(all, sizeof *c, HT_LINK_CHILD(key)), *end;
    uint8_t father = (uint8_t)(key >> 7), mother = (uint8_t)(key << 1);
    if (!c || key & HT_LINK_NOTED)
        return false;
    for (end = (const struct ht_recognised *)all->v + all->n; c < end; c++) {
        if (ht_keyed_key(&c->k) != HT_LINK_CHILD(key))
            return false;
        *at = c->k.at;
        if (c->parent != father && (c->parent & 0xfe) != mother)
            return true;
    }
    return false;
}

/* C02  The birth entry of a recognised child has a note, or the parent already (TT 04/2020/TT-BTP, Đ.35). */
static void
look_for_births(struct end *x)
{
    const struct ht_keyed *birth = x->l->births.v;
    uint32_t at;
    for (size_t i = 0; i < x->l->births.n && x->l->recognised.n; i++)
        if (parent_missing(x, ht_keyed_key(&birth[i]), &at))
            blame(x, HT_D_722, birth[i].at, HT_KS_ghiChu, at);
}

/* B13  A personal number belongs to one birth. */
static void
look_for_numbers(struct end *x)
{
    const struct ht_keyed *number = x->l->numbers.v;
    ht_rows_sort(&x->l->numbers, sizeof *number);
    for (size_t i = 1; i < x->l->numbers.n; i++)
        if (ht_keyed_key(&number[i]) == ht_keyed_key(&number[i - 1]))
            blame(x, HT_D_518, number[i].at, HT_KS_nksSoDinhDanh, number[i - 1].at);
}

/* G01, X01  The entry that is named exists, if its books are in the run, and has the date and the old value. */
static void
look_up(struct end *x, const struct ht_named *n)
{
    struct ht_entry_ref ref;
    bool known = false;
    const struct ht_books *b = x->run->books;
    if (!ht_books_find(b, n->reg, n->so, n->place, 0, &ref, &known)) {
        if (known)
            blame(x, n->code, n->at, n->field, UINT32_MAX);
        return;
    }
    const struct ht_entry *e = ht_books_entry(b, ref);
    uint8_t value = n->value >= 0 ? e->value[n->value] : 0;
    bool other_day = n->day != INT32_MIN && e->day != INT32_MIN && n->day != e->day;
    bool policy = n->reg == HT_REG_KS && (n->value == HT_V_ETHNIC || n->value == HT_V_NATION);
    if (other_day)
        blame(x, n->code, n->at, n->field, ht_books_index(b, ref));
    else if (policy && value && n->from && n->to && value == n->to && value != n->from)
        /* X02  The entry keeps what it said; a change goes into its notes (Luật Hộ tịch, Đ.60; TT 04/2020/TT-BTP,
         * Đ.35). */
        blame(x, HT_D_762, n->at, HT_TDCC_noiDungTu, ht_books_index(b, ref));
    else if (value && n->from && value != n->from)
        blame(x, n->code, n->at, HT_TDCC_noiDungTu, ht_books_index(b, ref));
}

void
ht_links_end(struct ht_run *run)
{
    struct end x = { .run = run, .l = run->links, .text = HT_BUF_INIT, .other = HT_BUF_INIT };
    struct ht_links *l = run->links;
    const struct ht_named *named = l->named.v;
    ht_rows_sort(&l->deaths, sizeof(struct ht_death));
    ht_rows_sort(&l->ended, sizeof(struct ht_keyed));
    ht_rows_sort(&l->recognised, sizeof(struct ht_recognised));
    if (l->deaths.n)
        look_for_dead(&x);
    if (l->spouses.n)
        look_for_bigamy(&x);
    look_for_births(&x);
    if (run->on[HT_D_518])
        look_for_numbers(&x);
    for (size_t i = 0; i < l->named.n; i++)
        look_up(&x, &named[i]);
    ht_buf_fini(&x.text);
    ht_buf_fini(&x.other);
}

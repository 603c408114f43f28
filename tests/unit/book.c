/* SPDX-License-Identifier: BSD-2-Clause */
/* The store of entries: neighbours, places of entries in few bytes, repeats, volumes and years apart. */
#include "config.h"
#include "rules/book.h"

#include <stdio.h>

#include "tap.h"

static struct ht_run run;
static struct ht_check k;
static struct ht_record r;

static void
set(const char *field, const char *value)
{
    int f = ht_field_by_name(r.reg, field, strlen(field));
    ht_set(&r, f, value, strlen(value));
}

/* Adds entry NUMBER of volume VOLUME of YEAR; false if its key is taken. */
static bool
add(unsigned volume, unsigned number, unsigned year)
{
    char text[64];
    ht_record_reset(&r, &ht_registers[HT_REG_KS]);
    snprintf(text, sizeof text, "KS.%u.%02u.%03u", year, volume, number);
    ht_set_rattr(&r, HT_R_id, text, strlen(text));
    snprintf(text, sizeof text, "a:b.csv:%u", number + 1);
    ht_set_rattr(&r, HT_R_src, text, strlen(text));
    snprintf(text, sizeof text, "%03u/%u", number, year);
    set("so", text);
    snprintf(text, sizeof text, "%02u/%u", volume, year);
    set("quyenSo", text);
    snprintf(text, sizeof text, "%u-03-05", year);
    set("ngayDangKy", text);
    set("noiDangKy", "UBND xã Mỹ Lộc");
    set("trangSo", "7");
    ht_check_record(&k, &run, &r);
    ht_books_add(&k);
    return !k.repeated;
}

static void
neighbours(void)
{
    uint32_t n = 0;
    CHECK(add(1, 5, 2008));
    CHECK(add(1, 64, 2008));
    CHECK(add(1, 3, 2008));
    CHECK(!add(1, 64, 2008));
    CHECK(add(2, 64, 2008));
    CHECK(add(1, 64, 2009));
    CHECK(add(1, 4, 2008));
    CHECK(ht_books_before(run.books, k.entry, &n) && n == 3);
    CHECK(ht_books_after(run.books, k.entry, &n) && n == 5);
    CHECK(add(1, 1000000, 2008));
    CHECK(!ht_books_before(run.books, k.entry, &n));
}

static void
places(void)
{
    struct ht_buf text = HT_BUF_INIT;
    struct ht_where w;
    CHECK(add(1, 77, 2010));
    struct ht_entry_ref ref = k.entry;
    uint32_t at = ht_books_index(run.books, ref);
    struct ht_entry_ref back = ht_books_ref(run.books, at);
    CHECK_INT(back.book, ref.book);
    CHECK_INT(back.number, 77);
    ht_books_where(run.books, ref, &text, &w);
    CHECK_STR(w.src, "a:b.csv:78");
    CHECK_STR(w.record, "KS.2010.01.077");
    CHECK_INT(ht_books_index(run.books, (struct ht_entry_ref){ UINT32_MAX, 0 }), UINT32_MAX);
    CHECK_INT(ht_books_ref(run.books, UINT32_MAX).book, UINT32_MAX);
    const struct ht_entry *e = ht_books_entry(run.books, ref);
    CHECK(e && e->page == 7 && e->day == ht_day_number(2010, 3, 5));
    CHECK(!ht_books_entry(run.books, (struct ht_entry_ref){ ref.book, 78 }));
    ht_buf_fini(&text);
}

static void
looking_up(void)
{
    struct ht_entry_ref ref;
    bool known = false;
    struct ht_serial there = { 77, 2010 }, not_there = { 78, 2010 }, other_year = { 77, 1960 };
    CHECK(ht_books_find(run.books, HT_REG_KS, there, 0, 0, &ref, &known) && known && ref.number == 77);
    known = false;
    CHECK(!ht_books_find(run.books, HT_REG_KS, not_there, 0, 0, &ref, &known) && known);
    known = false;
    CHECK(!ht_books_find(run.books, HT_REG_KS, other_year, 0, 0, &ref, &known) && !known);
    CHECK(!ht_books_find(run.books, HT_REG_KT, there, 0, 0, &ref, &known) && !known);
}

int
main(void)
{
    ht_record_init(&r);
    run.books = ht_books_new();
    for (int i = 0; i < HT_NREG; i++)
        ht_layout_make(&run.layout[i], &ht_registers[i]);
    neighbours();
    places();
    looking_up();
    ht_books_free(run.books);
    ht_record_fini(&r);
    return tap_done();
}

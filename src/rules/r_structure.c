/* SPDX-License-Identifier: BSD-2-Clause */
/* Rules on the structure of an entry: its key, its numbers, its codes, its text. */
#include "config.h"
#include "rules/rulefns.h"

#include <stdio.h>
#include <string.h>

#include "base/hash.h"
#include "base/prog.h"
#include "base/utf8.h"
#include "rules/book.h"

/*
 * R01  Columns that the register does not have come as cotKhac; each is named once.
 * Công văn 1437/BTP-CNTT (2019): the templates' header row is fixed.
 */
void
ht_r01_unknown_column(struct ht_check *k)
{
    for (const struct ht_extra *e = k->r->extras; e; e = e->next) {
        bool fresh;
        uint64_t key = ht_hash(e->name, e->name_len, 100u + k->r->reg->id);
        uint64_t *at = ht_map_get(&k->run->columns, key, &fresh);
        if (fresh && k->run->columns.n <= 4096)
            BLAME(k, -1, e->name, NULL);
        (void)at;
    }
}

/* R03  so, quyenSo, ngayDangKy and the registering authority make the key of an entry (HCMC acceptance). */
void
ht_r03_key(struct ht_check *k)
{
    const struct ht_register *reg = k->l->reg;
    for (size_t i = 0; i < reg->nfields; i++)
        if (reg->field[i].need == HT_NEED_KEY && !k->r->v[i].s)
            BLAME(k, (int)i, NULL);
}

/* R15  The person that the entry is about has a name, or the page says why not (state). */
void
ht_r15_wanted(struct ht_check *k)
{
    const struct ht_register *reg = k->l->reg;
    for (size_t i = 0; i < reg->nfields; i++)
        if (reg->field[i].need == HT_NEED_WANT && !ht_said(k, (int)i))
            BLAME(k, (int)i, NULL);
}

/* R04  Place, register, volume and number are unique (TT 04/2020/TT-BTP, Đ.29: numbers run through). */
void
ht_r04_unique(struct ht_check *k)
{
    struct ht_buf text = HT_BUF_INIT;
    struct ht_where w;
    if (!k->repeated)
        return;
    ht_books_where(k->run->books, k->entry, &text, &w);
    BLAME(k, k->l->so, w.src ? w.src : "?", NULL);
    ht_buf_fini(&text);
}

/* R05  "001/2008": number and volume carry their year (TT 04/2020/TT-BTP, Đ.29(4), Đ.36). */
void
ht_r05_number_year(struct ht_check *k)
{
    if (ht_text(k, k->l->so) && !k->so.year)
        BLAME(k, k->l->so, NULL);
    if (ht_text(k, k->l->quyen) && !k->quyen.year)
        BLAME(k, k->l->quyen, NULL);
}

/* R06  The year of the number is that of the registration (numbers begin again on 1 January). */
void
ht_r06_year(struct ht_check *k)
{
    char year[8];
    if (!k->so.year || k->day->state < HT_SPAN_PART || k->so.year == k->day->d.year)
        return;
    snprintf(year, sizeof year, "%d", k->day->d.year);
    BLAME(k, k->l->so, year, NULL);
}

/* R07  Pages are numbers, and do not go back while numbers go on (TT 04/2020/TT-BTP, Đ.29(2)). */
void
ht_r07_page(struct ht_check *k)
{
    char other[16], page[16];
    uint32_t n;
    if (!ht_text(k, k->l->page))
        return;
    struct ht_serial own = ht_serial_read(k->r->v[k->l->page].s, k->r->v[k->l->page].len);
    if (own.number == UINT32_MAX || own.year) {
        BLAME(k, k->l->page, "", "", NULL);
        return;
    }
    if (k->entry.book == UINT32_MAX || k->repeated)
        return;
    const struct ht_entry *e = ht_books_before(k->run->books, k->entry, &n);
    bool back = e && e->page && e->page > own.number;
    if (!back) {
        e = ht_books_after(k->run->books, k->entry, &n);
        back = e && e->page && e->page < own.number;
    }
    if (!back)
        return;
    snprintf(other, sizeof other, "%03u", n);
    snprintf(page, sizeof page, "%u", e->page);
    BLAME(k, k->l->page, other, page, NULL);
}

/* R09  Days of registration do not go back while numbers go on (TT 04/2020/TT-BTP, Đ.29(3)). */
void
ht_r09_order(struct ht_check *k)
{
    char other[16], day[HT_DATE_MAX];
    uint32_t n;
    struct ht_date d;
    if (k->day->state != HT_SPAN_FULL || k->entry.book == UINT32_MAX || k->repeated)
        return;
    const struct ht_entry *e = ht_books_before(k->run->books, k->entry, &n);
    bool back = e && e->day != INT32_MIN && e->day > k->day->first;
    if (!back) {
        e = ht_books_after(k->run->books, k->entry, &n);
        back = e && e->day != INT32_MIN && e->day < k->day->first;
    }
    if (!back)
        return;
    snprintf(other, sizeof other, "%03u", n);
    ht_day_date(e->day, &d);
    ht_date_write(&d, day);
    BLAME(k, k->l->day, other, day, NULL);
}

/* R11  Code cells hold a number or a word of their list; ethnic groups and nationalities go by name, since two
 * numberings of ethnic groups are about (QĐ 121-TCTK/1979 and the census list). */
void
ht_r11_code(struct ht_check *k)
{
    for (int i = 0; i < k->l->ncodes; i++) {
        int f = k->l->code[i];
        const struct ht_slot *v = &k->r->v[f];
        enum ht_list list = k->l->reg->field[f].list;
        if (!v->s || ht_attr(v, HT_A_code))
            continue;
        bool figures = v->s[0] >= '0' && v->s[0] <= '9';
        const char *codes = ht_law_codes(k->run->law, list);
        if (*codes ? ht_code_of(k, f) == HT_CODE_STRANGE : figures)
            BLAME(k, f, *codes ? codes : _("its name"), NULL);
    }
}

/* R12  Longest values that the receiving system takes; the time of death is cut on export, not here. */
void
ht_r12_length(struct ht_check *k)
{
    const struct ht_register *reg = k->l->reg;
    char max[24], is[24];
    size_t slack = (size_t)k->run->set[HT_SET_name_slack];
    for (size_t i = 0; i < reg->nfields; i++) {
        const struct ht_field *f = &reg->field[i];
        const struct ht_slot *v = &k->r->v[i];
        if (v->len <= f->max || !f->max || f->kind == HT_KIND_DATE || f->kind == HT_KIND_TIME)
            continue;
        size_t n = ht_utf8_count(v->s, v->len);
        if (n <= f->max + (f->kind == HT_KIND_NAME ? slack : 0))
            continue;
        snprintf(max, sizeof max, "%u", f->max);
        snprintf(is, sizeof is, "%zu", n);
        BLAME(k, (int)i, is, max, NULL);
    }
}

/* ---- R13: text ---- */

/* True if the bytes at S, behind the vowel BEFORE, are what VNI text looks like when it is read as Latin-1: an
 * accent letter that Vietnamese has not, or a pair of vowels that it never writes. */
static bool
vni_pair(unsigned char before, unsigned char second)
{
    static const unsigned char strange[] = { 0x84, 0x85, 0x8b, 0x8f, 0x96, 0x98, 0x9b, 0x9c, 0xa4, 0xa5, 0xab,
                                             0xaf, 0xb6, 0xb8, 0xbb, 0xbc };
    unsigned char low = before | 0x20;
    bool vowel = low == 'a' || low == 'e' || low == 'i' || low == 'o' || low == 'u' || low == 'y';
    if (!vowel)
        return false;
    if (second == 0xa2 || second == 0x82)           /* â Â */
        return low == 'a' || low == 'e' || low == 'o';
    if (second == 0xaa || second == 0x8a)           /* ê Ê */
        return low == 'a';
    if (second == 0xaf || second == 0xab || second == 0xbc || second == 0xb6)
        return false;                               /* Anaïs, Noël, Müller's neighbours: ordinary Latin names */
    return memchr(strange, second, sizeof strange) != NULL;
}

static bool
is_letter(unsigned char c)
{
    return c >= 0x80 || ((c | 0x20) >= 'a' && (c | 0x20) <= 'z');
}

/* The signs of TCVN3 read as Latin-1: µ ¸ ¶ · ¹ ¨ © ª « ¬ ­ ® and their neighbours inside a word. */
static bool
tcvn_sign(const char *s, size_t i, size_t len)
{
    unsigned char c = (unsigned char)s[i + 1];
    bool before = i > 0 && is_letter((unsigned char)s[i - 1]);
    bool after = i + 2 < len && is_letter((unsigned char)s[i + 2]);
    return c >= 0xa1 && c <= 0xbf && (before || after);
}

static bool
bad_text(const char *s, size_t len)
{
    if (s[0] == ' ' || s[len - 1] == ' ')
        return true;
    for (size_t i = 0; i < len; i++) {
        unsigned char c = (unsigned char)s[i];
        if (c > 0x20 && c < 0x7f)
            continue;
        if ((c < 0x20 && c != '\n') || c == 0x7f)
            return true;
        if (c == 0xc2 && i + 1 < len && ((unsigned char)s[i + 1] < 0xa0 || tcvn_sign(s, i, len)))
            return true;
        if (c == 0xc3 && i && i + 1 < len && vni_pair((unsigned char)s[i - 1], (unsigned char)s[i + 1]))
            return true;
    }
    return false;
}

/* R13  No control characters, no bytes of a legacy font, no blanks at the ends (TCVN 6909:2001: Unicode). */
void
ht_r13_text(struct ht_check *k)
{
    const struct ht_register *reg = k->l->reg;
    for (size_t i = 0; i < reg->nfields; i++)
        if (k->r->v[i].s && k->r->v[i].len && bad_text(k->r->v[i].s, k->r->v[i].len))
            BLAME(k, (int)i, NULL);
}

/* ---- R17: copied down ---- */

/*
 * R17  A row of entries with the same mother, father, paper or birthday looks copied down from the cell above.
 * Acceptance practice; the limit leaves triplets alone.  Reported where the row reaches the limit.
 */
void
ht_r17_copied(struct ht_check *k)
{
    struct ht_copied *c = &k->run->copied[k->r->reg->id];
    for (int i = 0; i < k->l->ncopy; i++) {
        int f = k->l->copy[i];
        const struct ht_slot *v = &k->r->v[f];
        bool date = k->l->reg->field[f].kind == HT_KIND_DATE;
        bool counts = date ? k->date[f].state == HT_SPAN_FULL : v->s != NULL;
        uint64_t h = counts ? ht_hash(v->s, v->len, 9) : 0;
        c->run[i] = counts && h == c->last[i] ? c->run[i] + 1 : 1;
        c->last[i] = h;
        long limit = k->run->set[date ? HT_SET_same_dates : HT_SET_same_names];
        if (counts && (long)c->run[i] == limit) {
            char n[16];
            snprintf(n, sizeof n, "%ld", limit);
            BLAME(k, f, n, NULL);
        }
    }
}

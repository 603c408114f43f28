/* SPDX-License-Identifier: BSD-2-Clause */
/* Keeping persons across registers, and what follows from them. */
#include "config.h"
#include "rules/links.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/buf.h"
#include "base/mem.h"
#include "rules/book.h"
#include "text/fold.h"

struct link {
    uint64_t key;
    struct ht_entry_ref at;
};

struct death {
    uint64_t key;
    struct ht_entry_ref at;
    int32_t day;                        /* the last day that it may have been */
};

struct recognised {                     /* child of a CMC entry */
    uint64_t key;
    struct ht_entry_ref at;
    uint8_t parent;                     /* eight bits of the parent's name */
    bool seen, noted;
};

struct named {                          /* an entry that another one names */
    struct ht_entry_ref at;
    enum ht_code code;
    enum ht_reg reg;
    struct ht_serial so;
    int32_t day;                        /* INT32_MIN: not given */
    uint64_t place;
    int field;                          /* that names it */
    int value;                          /* HT_V_…: what is changed; -1: nothing that is kept */
    uint8_t from, to;
};

#define VECTOR(type) struct { struct type *v; size_t n, cap; }

struct ht_links {
    VECTOR(link) spouses;               /* husband and wife stand together, at 2i and 2i + 1 */
    VECTOR(link) declarants, numbers, births, ended;
    VECTOR(death) deaths;
    VECTOR(recognised) recognised;
    VECTOR(named) named;
};

/* Grows by an eighth: nothing here may double the memory of a run of millions. */
#define PUSH(vec, ...) do { \
        if ((vec).n == (vec).cap) { \
            (vec).cap += (vec).cap / 8 + 64; \
            (vec).v = ht_realloc((vec).v, (vec).cap, sizeof *(vec).v); \
        } \
        (vec).v[(vec).n++] = (__VA_ARGS__); \
    } while (0)

struct ht_links *
ht_links_new(void)
{
    return ht_calloc(1, sizeof(struct ht_links));
}

void
ht_links_free(struct ht_links *l)
{
    if (!l)
        return;
    free(l->spouses.v);
    free(l->declarants.v);
    free(l->numbers.v);
    free(l->births.v);
    free(l->ended.v);
    free(l->deaths.v);
    free(l->recognised.v);
    free(l->named.v);
    free(l);
}

/* ---- keys of persons ---- */

/* Name and full date of birth; 0 if one of them is missing. */
static uint64_t
birth_key(const struct ht_check *k, int name, int born)
{
    const struct ht_span *s = ht_date_of(k, born);
    if (!ht_text(k, name) || !s || s->state != HT_SPAN_FULL)
        return 0;
    return ht_hash_mix(ht_text_hash(k->r->v[name].s, k->r->v[name].len), (uint64_t)s->first + 1000000);
}

/* Name and number of the paper; 0 if one of them is missing. */
static uint64_t
paper_key(const struct ht_check *k, int name, int paper)
{
    if (!ht_text(k, name) || !ht_text(k, paper) || k->r->v[paper].len < 6)
        return 0;
    return ht_hash_mix(ht_text_hash(k->r->v[paper].s, k->r->v[paper].len),
                       ht_text_hash(k->r->v[name].s, k->r->v[name].len));
}

static uint64_t
person_key(const struct ht_check *k, int name, int born, int paper)
{
    uint64_t key = birth_key(k, name, born);
    return key ? key : paper_key(k, name, paper);
}

static uint64_t
couple_key(uint64_t a, uint64_t b)
{
    return ht_hash_mix(a, b);
}

/* ---- adding ---- */

static bool
over(const struct ht_check *k)
{
    return ht_mentions(k, HT_KH_tinhTrangKetHon, "ly hon") || ht_mentions(k, HT_KH_tinhTrangKetHon, "huy") ||
           ht_mentions(k, HT_KH_ghiChu, "ly hon") || ht_mentions(k, HT_KH_ghiChu, "huy");
}

static void
add_marriage(struct ht_links *l, const struct ht_check *k)
{
    uint64_t man = person_key(k, HT_KH_chongHoTen, HT_KH_chongNgaySinh, HT_KH_chongSoGiayToTuyThan);
    uint64_t woman = person_key(k, HT_KH_voHoTen, HT_KH_voNgaySinh, HT_KH_voSoGiayToTuyThan);
    if (!man && !woman)
        return;
    PUSH(l->spouses, (struct link){ man, k->entry });
    PUSH(l->spouses, (struct link){ woman, k->entry });
    if (man && woman && over(k))
        PUSH(l->ended, (struct link){ couple_key(man, woman), k->entry });
}

static void
add_divorce(struct ht_links *l, const struct ht_check *k)
{
    uint64_t man = person_key(k, HT_LH_chongHoTen, HT_LH_chongNgaySinh, HT_LH_chongSoGiayToTuyThan);
    uint64_t woman = person_key(k, HT_LH_voHoTen, HT_LH_voNgaySinh, HT_LH_voSoGiayToTuyThan);
    if (man && woman)
        PUSH(l->ended, (struct link){ couple_key(man, woman), k->entry });
}

static void
add_death(struct ht_links *l, const struct ht_check *k)
{
    const struct ht_span *died = ht_date_of(k, HT_KT_nktNgayChet);
    int32_t day = ht_span_known(died) ? died->last : k->day->state >= HT_SPAN_PART ? k->day->last : INT32_MAX;
    uint64_t a = birth_key(k, HT_KT_nktHoTen, HT_KT_nktNgaySinh);
    uint64_t b = paper_key(k, HT_KT_nktHoTen, HT_KT_nktSoGiayToTuyThan);
    bool revoked = ht_code_of(k, HT_KT_nktTinhTrangTuyenBoViecChet) == 2;
    if (a && !revoked)
        PUSH(l->deaths, (struct death){ a, k->entry, day });
    if (b && !revoked)
        PUSH(l->deaths, (struct death){ b, k->entry, day });
}

/* 48 bits of the child, a bit that says that the entry has a note, eight bits of the father's and seven of the
 * mother's name. */
#define CHILD(key) ((key) & ~0xffffu)
#define NOTED 0x8000u

static void
add_birth(struct ht_links *l, const struct ht_check *k)
{
    static const int pins[] = { HT_KS_nksSoDinhDanh };
    uint64_t key = birth_key(k, HT_KS_nksHoTen, HT_KS_nksNgaySinh);
    if (key) {
        const struct ht_slot *cha = &k->r->v[HT_KS_chaHoTen], *me = &k->r->v[HT_KS_meHoTen];
        uint64_t bits = (ht_text(k, HT_KS_ghiChu) ? NOTED : 0) | (uint64_t)ht_value_bits(cha->s, cha->len) << 7 |
                        ht_value_bits(me->s, me->len) >> 1;
        PUSH(l->births, (struct link){ CHILD(key) | bits, k->entry });
    }
    for (size_t i = 0; i < HT_COUNT(pins); i++)
        if (k->r->v[pins[i]].len == 12)
            PUSH(l->numbers, (struct link){ ht_hash(k->r->v[pins[i]].s, 12, 11), k->entry });
}

static void
add_recognition(struct ht_links *l, const struct ht_check *k)
{
    uint64_t key = birth_key(k, HT_CMC_ncHoTen, HT_CMC_ncNgaySinh);
    const struct ht_slot *parent = &k->r->v[HT_CMC_cmHoTen];
    if (key)
        PUSH(l->recognised, (struct recognised){ .key = CHILD(key), .at = k->entry,
                                                 .parent = ht_value_bits(parent->s, parent->len) });
}

static void
add_declarant(struct ht_links *l, const struct ht_check *k)
{
    for (int i = 0; i < k->l->npersons; i++) {
        const struct ht_person *p = &k->l->person[i];
        uint64_t key = strcmp(p->prefix, "nyc") ? 0 : paper_key(k, p->name, p->paper);
        if (key)
            PUSH(l->declarants, (struct link){ key, k->entry });
    }
}

/* ---- entries that name others ---- */

static int32_t
full_day(const struct ht_check *k, int field)
{
    const struct ht_span *s = ht_date_of(k, field);
    return s->state == HT_SPAN_FULL ? s->first : INT32_MIN;
}

static void
name_entry(struct ht_links *l, const struct ht_check *k, struct named n, int so, int day, int place)
{
    n.at = k->entry;
    n.field = so;
    n.so = ht_serial_read(k->r->v[so].s, k->r->v[so].len);
    n.day = full_day(k, day);
    if (!n.so.year && ht_date_of(k, day)->state >= HT_SPAN_PART)
        n.so.year = (uint16_t)ht_date_of(k, day)->d.year;
    n.place = place >= 0 ? ht_books_place(k->run->books, &k->r->v[place]) : 0;
    if (n.so.number != UINT32_MAX && n.so.year)
        PUSH(l->named, n);
}

/* Which value of the entry a change is about, by the words of noiDung. */
static int
what_changes(const struct ht_check *k)
{
    static const struct { const char *words; int value; } table[] = {
        { "dan toc", HT_V_ETHNIC }, { "quoc tich", HT_V_NATION }, { "gioi tinh", HT_V_SEX },
        { "ngay sinh", HT_V_BORN }, { "nam sinh", HT_V_BORN }, { "ngay thang nam sinh", HT_V_BORN },
        { "ho ten", HT_V_NAME }, { "chu dem", HT_V_NAME }, { "ten", HT_V_NAME },
    };
    if (ht_mentions(k, HT_TDCC_noiDung, " cha") || ht_mentions(k, HT_TDCC_noiDung, " me"))
        return -1;                      /* of a parent, not of the person */
    for (size_t i = 0; i < HT_COUNT(table); i++)
        if (ht_mentions(k, HT_TDCC_noiDung, table[i].words))
            return table[i].value;
    return -1;
}

/* Bits of a value in the form in which fields have it: dates as ISO. */
static uint8_t
change_bits(const struct ht_slot *v)
{
    struct ht_span s;
    char text[HT_DATE_MAX];
    if (!v->s)
        return 0;
    ht_span_read(v->s, v->len, &s);
    if (s.state != HT_SPAN_FULL)
        return ht_value_bits(v->s, v->len);
    return ht_value_bits(text, ht_date_write(&s.d, text));
}

static void
add_change(struct ht_links *l, const struct ht_check *k)
{
    static const struct { const char *words; enum ht_reg reg; } papers[] = {
        { "khai sinh", HT_REG_KS }, { "ket hon", HT_REG_KH }, { "khai tu", HT_REG_KT }, { "chung tu", HT_REG_KT },
        { "nhan cha", HT_REG_CMC }, { "giam ho", HT_REG_GH }, { "con nuoi", HT_REG_NCN },
    };
    for (size_t i = 0; i < HT_COUNT(papers); i++)
        if (ht_mentions(k, HT_TDCC_gthtLoai, papers[i].words)) {
            struct named n = {
                .code = HT_D_761, .reg = papers[i].reg, .value = what_changes(k),
                .from = change_bits(&k->r->v[HT_TDCC_noiDungTu]),
                .to = change_bits(&k->r->v[HT_TDCC_noiDungThanh]),
            };
            name_entry(l, k, n, HT_TDCC_gthtSo, HT_TDCC_gthtNgay, HT_TDCC_gthtNoiCap);
            return;
        }
}

void
ht_links_add(struct ht_check *k)
{
    struct ht_links *l = k->run->links;
    struct named guardianship = { .code = HT_D_741, .reg = HT_REG_GH, .value = -1 };
    struct named supervision = { .code = HT_D_741, .reg = HT_REG_GSGH, .value = -1 };
    if (k->entry.book == UINT32_MAX || k->repeated)
        return;
    add_declarant(l, k);
    switch (k->l->reg->id) {
    case HT_REG_KS:
        add_birth(l, k);
        break;
    case HT_REG_KH:
        add_marriage(l, k);
        break;
    case HT_REG_KT:
        add_death(l, k);
        break;
    case HT_REG_LH:
        add_divorce(l, k);
        break;
    case HT_REG_CMC:
        add_recognition(l, k);
        break;
    case HT_REG_TDCC:
        add_change(l, k);
        break;
    case HT_REG_CDGH:
        name_entry(l, k, guardianship, HT_CDGH_giamHoSo, HT_CDGH_giamHoNgayDangKy, HT_CDGH_giamHoNoiDangKy);
        break;
    case HT_REG_GSGH:
        name_entry(l, k, guardianship, HT_GSGH_giamHoSo, HT_GSGH_giamHoNgayDangKy, -1);
        break;
    case HT_REG_CDGS:
        name_entry(l, k, supervision, HT_CDGS_giamSatSo, HT_CDGS_giamSatNgayDangKy, -1);
        break;
    default:
        break;
    }
}

/* ---- the end: findings ---- */

struct end {
    struct ht_run *run;
    struct ht_links *l;
    struct ht_buf text, other;
};

static int32_t
day_of(const struct end *x, struct ht_entry_ref at)
{
    const struct ht_entry *e = ht_books_entry(x->run->books, at);
    return e ? e->day : INT32_MIN;
}

/* Reports CODE about FIELD of the entry AT; {1} is where the entry OTHER stands. */
static void
blame(struct end *x, enum ht_code code, struct ht_entry_ref at, int field, struct ht_entry_ref other)
{
    struct ht_where w, o = {0};
    if (!x->run->on[code])
        return;
    ht_books_where(x->run->books, at, &x->text, &w);
    if (field >= 0)
        w.field = ht_registers[ht_books_register(x->run->books, at.book)].field[field].name;
    if (other.book != UINT32_MAX)
        ht_books_where(x->run->books, other, &x->other, &o);
    ht_find_at_as(x->run->diag, &w, code, x->run->sev[code], NULL, 0,
                  o.record ? o.record : o.src ? o.src : "?", NULL);
}

static int
by_key(const void *a, const void *b)
{
    const struct link *x = a, *y = b;
    if (x->key != y->key)
        return x->key < y->key ? -1 : 1;
    if (x->at.book != y->at.book)
        return x->at.book < y->at.book ? -1 : 1;
    return (x->at.number > y->at.number) - (x->at.number < y->at.number);
}

/* Position of a death by key in a map of key → index + 1; 0: alive as far as we know. */
static size_t
death_of(const struct ht_map *dead, uint64_t key)
{
    const uint64_t *at = key ? ht_map_find(dead, key) : NULL;
    return at ? (size_t)*at : 0;
}

/* T06: declarants and M06: spouses that were dead (Luật Hộ tịch, Đ.34: data of the dead are locked). */
static void
look_for_dead(struct end *x, const struct ht_map *dead)
{
    const struct ht_links *l = x->l;
    for (size_t i = 0; i < l->declarants.n; i++) {
        size_t d = death_of(dead, l->declarants.v[i].key);
        int32_t day = day_of(x, l->declarants.v[i].at);
        enum ht_reg reg = ht_books_register(x->run->books, l->declarants.v[i].at.book);
        if (d && day > l->deaths.v[d - 1].day)
            blame(x, HT_D_706, l->declarants.v[i].at, ht_field_by_name(&ht_registers[reg], "nycHoTen", 8),
                  l->deaths.v[d - 1].at);
    }
    for (size_t i = 0; i < l->spouses.n; i++) {
        size_t d = death_of(dead, l->spouses.v[i].key);
        if (d && day_of(x, l->spouses.v[i].at) > l->deaths.v[d - 1].day)
            blame(x, HT_D_606, l->spouses.v[i].at, i % 2 ? HT_KH_voHoTen : HT_KH_chongHoTen,
                  l->deaths.v[d - 1].at);
    }
}

/* ---- M04: one person in two marriages ---- */

struct wed {
    uint64_t key, couple, partner;
    struct ht_entry_ref at;
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
    if (x->at.book != y->at.book)
        return x->at.book < y->at.book ? -1 : 1;
    return (x->at.number > y->at.number) - (x->at.number < y->at.number);
}

/* The first marriage is over by the second: divorced, annulled, or its other half died before. */
static bool
was_over(const struct end *x, const struct wed *first, const struct wed *second, const struct ht_map *dead,
         const struct ht_map *ended)
{
    size_t d = death_of(dead, first->partner);
    if (d && x->l->deaths.v[d - 1].day <= second->day)
        return true;
    return ht_map_find(ended, first->couple) != NULL;
}

/* Sixteen parts by key, so that sorting takes a sixteenth of the memory. */
static void
look_for_bigamy(struct end *x, const struct ht_map *dead, const struct ht_map *ended)
{
    const struct ht_links *l = x->l;
    struct wed *w = ht_calloc(l->spouses.n / 8 + 64, sizeof *w);
    size_t cap = l->spouses.n / 8 + 64;
    for (unsigned part = 0; part < 16; part++) {
        size_t n = 0;
        for (size_t i = 0; i < l->spouses.n; i++) {
            const struct link *s = &l->spouses.v[i];
            const struct link *man = &l->spouses.v[i & ~(size_t)1];
            if (!s->key || s->key >> 60 != part)
                continue;
            w = ht_grow(w, &cap, n + 1, sizeof *w);
            w[n++] = (struct wed){ s->key, couple_key(man->key, man[1].key), i % 2 ? man->key : man[1].key, s->at,
                                   day_of(x, s->at), i % 2 };
        }
        ht_qsort(w, n, sizeof *w, by_person);
        for (size_t i = 1; i < n; i++)
            if (w[i].key == w[i - 1].key && w[i].partner != w[i - 1].partner && w[i].partner && w[i - 1].partner &&
                !was_over(x, &w[i - 1], &w[i], dead, ended))
                blame(x, HT_D_604, w[i].at, w[i].wife ? HT_KH_voHoTen : HT_KH_chongHoTen, w[i - 1].at);
    }
    free(w);
}

/* ---- C02, B13, G01, X01, X02 ---- */

/* C02  The birth entry of a recognised child has a note, or the parent already (TT 04/2020/TT-BTP, Đ.35). */
static void
look_for_births(struct end *x)
{
    struct ht_links *l = x->l;
    struct ht_map children = {0};
    for (size_t i = 0; i < l->recognised.n; i++)
        *ht_map_get(&children, l->recognised.v[i].key | 1, NULL) = i + 1;
    for (size_t i = 0; i < l->births.n && l->recognised.n; i++) {
        uint64_t key = l->births.v[i].key;
        const uint64_t *at = ht_map_find(&children, CHILD(key) | 1);
        if (!at)
            continue;
        struct recognised *c = &l->recognised.v[*at - 1];
        uint8_t father = (uint8_t)(key >> 7 & 0xff), mother = (uint8_t)((key & 0x7f) << 1);
        c->seen = true;
        c->noted = c->noted || (key & NOTED) || c->parent == father || (c->parent & 0xfe) == mother;
        if (!c->noted)
            blame(x, HT_D_722, l->births.v[i].at, HT_KS_ghiChu, c->at);
    }
    ht_map_fini(&children);
}

/* B13  A personal number belongs to one birth. */
static void
look_for_numbers(struct end *x)
{
    struct ht_links *l = x->l;
    ht_qsort(l->numbers.v, l->numbers.n, sizeof *l->numbers.v, by_key);
    for (size_t i = 1; i < l->numbers.n; i++)
        if (l->numbers.v[i].key == l->numbers.v[i - 1].key)
            blame(x, HT_D_518, l->numbers.v[i].at, HT_KS_nksSoDinhDanh, l->numbers.v[i - 1].at);
}

static const struct ht_entry_ref no_entry = { UINT32_MAX, 0 };

/* G01, X01  The entry that is named exists, if its books are in the run, and has the date and the old value. */
static void
look_up(struct end *x, const struct named *n)
{
    struct ht_entry_ref ref;
    bool known = false;
    const struct ht_books *b = x->run->books;
    if (!ht_books_find(b, n->reg, n->so, n->place, 0, &ref, &known)) {
        if (known)
            blame(x, n->code, n->at, n->field, no_entry);
        return;
    }
    const struct ht_entry *e = ht_books_entry(b, ref);
    uint8_t value = n->value >= 0 ? e->value[n->value] : 0;
    bool other_day = n->day != INT32_MIN && e->day != INT32_MIN && n->day != e->day;
    bool policy = n->reg == HT_REG_KS && (n->value == HT_V_ETHNIC || n->value == HT_V_NATION);
    if (other_day)
        blame(x, n->code, n->at, n->field, ref);
    else if (policy && value && n->from && n->to && value == n->to && value != n->from)
        /* X02  The entry keeps what it said; a change goes into its notes (Luật Hộ tịch, Đ.60; TT 04/2020/TT-BTP,
         * Đ.35). */
        blame(x, HT_D_762, n->at, HT_TDCC_noiDungTu, ref);
    else if (value && n->from && value != n->from)
        blame(x, n->code, n->at, HT_TDCC_noiDungTu, ref);
}

void
ht_links_end(struct ht_run *run)
{
    struct end x = { .run = run, .l = run->links, .text = HT_BUF_INIT, .other = HT_BUF_INIT };
    struct ht_links *l = run->links;
    struct ht_map dead = {0}, ended = {0};
    for (size_t i = 0; i < l->deaths.n; i++)
        *ht_map_get(&dead, l->deaths.v[i].key, NULL) = i + 1;
    for (size_t i = 0; i < l->ended.n; i++)
        *ht_map_get(&ended, l->ended.v[i].key, NULL) = i + 1;
    if (l->deaths.n)
        look_for_dead(&x, &dead);
    if (l->spouses.n)
        look_for_bigamy(&x, &dead, &ended);
    look_for_births(&x);
    if (run->on[HT_D_518])
        look_for_numbers(&x);
    for (size_t i = 0; i < l->named.n; i++)
        look_up(&x, &l->named.v[i]);
    ht_map_fini(&dead);
    ht_map_fini(&ended);
    ht_buf_fini(&x.text);
    ht_buf_fini(&x.other);
}

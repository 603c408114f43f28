/* SPDX-License-Identifier: BSD-2-Clause */
/* Keeping persons across registers. */
#include "config.h"
#include "rules/links_private.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/buf.h"
#include "base/mem.h"
#include "rules/book.h"
#include "text/fold.h"

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
    struct ht_rows *const all[] = { &l->spouses, &l->declarants, &l->numbers, &l->births, &l->ended, &l->deaths,
                                    &l->recognised, &l->named };
    for (size_t i = 0; i < HT_COUNT(all); i++)
        ht_rows_free(all[i]);
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

/* ---- adding ---- */

static void
add(struct ht_links *l, struct ht_rows *rows, uint64_t key)
{
    *(struct ht_keyed *)ht_rows_add(rows, sizeof(struct ht_keyed)) = ht_keyed(key, l->at);
}

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
    add(l, &l->spouses, man);
    add(l, &l->spouses, woman);
    if (man && woman && over(k))
        add(l, &l->ended, ht_couple_key(man, woman));
}

static void
add_divorce(struct ht_links *l, const struct ht_check *k)
{
    uint64_t man = person_key(k, HT_LH_chongHoTen, HT_LH_chongNgaySinh, HT_LH_chongSoGiayToTuyThan);
    uint64_t woman = person_key(k, HT_LH_voHoTen, HT_LH_voNgaySinh, HT_LH_voSoGiayToTuyThan);
    if (man && woman)
        add(l, &l->ended, ht_couple_key(man, woman));
}

static void
add_dead(struct ht_links *l, uint64_t key, int32_t day)
{
    struct ht_death *d = ht_rows_add(&l->deaths, sizeof *d);
    *d = (struct ht_death){ ht_keyed(key, l->at), day };
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
        add_dead(l, a, day);
    if (b && !revoked)
        add_dead(l, b, day);
}

static void
add_birth(struct ht_links *l, const struct ht_check *k)
{
    static const int pins[] = { HT_KS_nksSoDinhDanh };
    uint64_t key = birth_key(k, HT_KS_nksHoTen, HT_KS_nksNgaySinh);
    if (key) {
        const struct ht_slot *cha = &k->r->v[HT_KS_chaHoTen], *me = &k->r->v[HT_KS_meHoTen];
        uint64_t father = ht_value_bits(cha->s, cha->len), mother = ht_value_bits(me->s, me->len);
        uint64_t noted = ht_text(k, HT_KS_ghiChu) ? HT_LINK_NOTED : 0;
        add(l, &l->births, HT_LINK_CHILD(key) | noted | father << 7 | mother >> 1);
    }
    for (size_t i = 0; i < HT_COUNT(pins); i++)
        if (k->r->v[pins[i]].len == 12)
            add(l, &l->numbers, ht_hash(k->r->v[pins[i]].s, 12, 11));
}

static void
add_recognition(struct ht_links *l, const struct ht_check *k)
{
    uint64_t key = birth_key(k, HT_CMC_ncHoTen, HT_CMC_ncNgaySinh);
    const struct ht_slot *parent = &k->r->v[HT_CMC_cmHoTen];
    if (!key)
        return;
    struct ht_recognised *c = ht_rows_add(&l->recognised, sizeof *c);
    *c = (struct ht_recognised){ ht_keyed(HT_LINK_CHILD(key), l->at), ht_value_bits(parent->s, parent->len) };
}

static void
add_declarant(struct ht_links *l, const struct ht_check *k)
{
    for (int i = 0; i < k->l->npersons; i++) {
        const struct ht_person *p = &k->l->person[i];
        uint64_t key = strcmp(p->prefix, "nyc") ? 0 : paper_key(k, p->name, p->paper);
        if (key)
            add(l, &l->declarants, key);
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
name_entry(struct ht_links *l, const struct ht_check *k, struct ht_named n, int so, int day, int place)
{
    n.at = l->at;
    n.field = so;
    n.so = ht_serial_read(k->r->v[so].s, k->r->v[so].len);
    n.day = full_day(k, day);
    if (!n.so.year && ht_date_of(k, day)->state >= HT_SPAN_PART)
        n.so.year = (uint16_t)ht_date_of(k, day)->d.year;
    n.place = place >= 0 ? ht_books_place(k->run->books, &k->r->v[place]) : 0;
    if (n.so.number != UINT32_MAX && n.so.year)
        *(struct ht_named *)ht_rows_add(&l->named, sizeof n) = n;
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
            struct ht_named n = {
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
    struct ht_named guardianship = { .code = HT_D_741, .reg = HT_REG_GH, .value = -1 };
    struct ht_named supervision = { .code = HT_D_741, .reg = HT_REG_GSGH, .value = -1 };
    if (k->entry.book == UINT32_MAX || k->repeated)
        return;
    l->at = ht_books_index(k->run->books, k->entry);
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

/* SPDX-License-Identifier: BSD-2-Clause */
/* Rules on marriages. */
#include "config.h"
#include "rules/rulefns.h"

#include <stdio.h>
#include <string.h>

/* The day on which the marriage began: as noted, else that of its registration. */
static const struct ht_span *
begin(const struct ht_check *k)
{
    const struct ht_span *s = ht_date_of(k, HT_KH_ngayXacLapQuanHeHonNhan);
    return ht_span_known(s) ? s : k->day;
}

static void
check_age(struct ht_check *k, bool man, int born)
{
    int years;
    bool started;
    char text[16];
    if (!ht_law_too_young(k->run->law, man, ht_date_of(k, born), begin(k), &years, &started))
        return;
    snprintf(text, sizeof text, "%d", years);
    BLAME(k, born, text, NULL);
}

/* M01  The age of marriage by the law of that day (data/law_marriage_age.tsv; TTLT 01/2016, Đ.2 and Đ.4).  Where
 * north and south had different laws, only what both forbade is reported. */
void
ht_m01_age(struct ht_check *k)
{
    check_age(k, true, HT_KH_chongNgaySinh);
    check_age(k, false, HT_KH_voNgaySinh);
}

/* M02  The marriage does not begin after its registration (TT 04/2020/TT-BTP, Đ.32); it may have begun decades
 * before (NĐ 123/2015, Đ.44). */
void
ht_m02_order(struct ht_check *k)
{
    if (ht_surely_before(k->day, ht_date_of(k, HT_KH_ngayXacLapQuanHeHonNhan)))
        BLAME(k, HT_KH_ngayXacLapQuanHeHonNhan, ht_private(k, k->r->v[HT_KH_ngayDangKy].s), NULL);
}

/* 0 unknown, 1 man, 2 woman, by the fourth digit of a 12-digit number. */
static int
sex_by_number(const struct ht_check *k, int field)
{
    const struct ht_slot *v = &k->r->v[field];
    if (v->len != 12 || v->s[3] < '0' || v->s[3] > '9')
        return 0;
    return (v->s[3] - '0') % 2 ? 2 : 1;
}

/* M03  Husband and wife are two people, and of two sexes by their numbers (Luật HNGĐ 2014, Đ.8). */
void
ht_m03_same(struct ht_check *k)
{
    bool paper = ht_same_text(k, HT_KH_chongSoGiayToTuyThan, HT_KH_voSoGiayToTuyThan);
    bool person = ht_same_text(k, HT_KH_chongHoTen, HT_KH_voHoTen) &&
                  ht_same_text(k, HT_KH_chongNgaySinh, HT_KH_voNgaySinh);
    int a = sex_by_number(k, HT_KH_chongSoGiayToTuyThan), b = sex_by_number(k, HT_KH_voSoGiayToTuyThan);
    if (paper || (a && a == b))
        BLAME(k, HT_KH_voSoGiayToTuyThan, NULL);
    else if (person)
        BLAME(k, HT_KH_voHoTen, NULL);
}

/* M05  An annulled or recognised marriage has the date and the ground of that (TT 04/2020/TT-BTP, Đ.32). */
void
ht_m05_state(struct ht_check *k)
{
    if (!ht_text(k, HT_KH_tinhTrangKetHon))
        return;
    bool annulled = ht_mentions(k, HT_KH_tinhTrangKetHon, "huy");
    bool recognised = ht_mentions(k, HT_KH_tinhTrangKetHon, "cong nhan");
    int day = annulled ? HT_KH_huyKetHonNgayGhiChu : HT_KH_congNhanKetHonNgayGhiChu;
    int ground = annulled ? HT_KH_huyKetHonCanCu : HT_KH_congNhanKetHonCanCu;
    if (!annulled && !recognised)
        return;
    if (!ht_said(k, day))
        BLAME(k, day, NULL);
    if (!ht_said(k, ground))
        BLAME(k, ground, NULL);
}

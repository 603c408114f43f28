/* SPDX-License-Identifier: BSD-2-Clause */
/* Rules on recognition, marital status, guardianship, adoption and changes. */
#include "config.h"
#include "rules/rulefns.h"

#include <stdio.h>
#include <string.h>

enum { MAN = 1, WOMAN = 2 };

/* C01  A parent is older than the child, and loaiXacNhan agrees with the parent's sex (Luật HNGĐ 2014, Đ.90, 91:
 * father or mother recognises a child, a child recognises father or mother). */
void
ht_c01_parent(struct ht_check *k)
{
    const struct ht_span *parent = ht_date_of(k, HT_CMC_cmNgaySinh), *child = ht_date_of(k, HT_CMC_ncNgaySinh);
    int kind = ht_code_of(k, HT_CMC_loaiXacNhan), sex = ht_code_of(k, HT_CMC_cmGioiTinh);
    bool father = kind == 1 || kind == 3, mother = kind == 2 || kind == 4;
    if (ht_span_known(parent) && ht_span_known(child) && child->last < parent->first)
        BLAME(k, HT_CMC_cmNgaySinh, NULL);
    if ((father && sex == WOMAN) || (mother && sex == MAN))
        BLAME(k, HT_CMC_loaiXacNhan, NULL);
}

/* H01  The stay begins before it ends, and ends before the certificate (NĐ 123/2015, Đ.22); the purpose is one of
 * five. */
void
ht_h01_stay(struct ht_check *k)
{
    const struct ht_span *from = ht_date_of(k, HT_HN_nxnThoiGianCuTruTu);
    const struct ht_span *to = ht_date_of(k, HT_HN_nxnThoiGianCuTruDen);
    if (ht_surely_before(to, from))
        BLAME(k, HT_HN_nxnThoiGianCuTruDen, NULL);
    else if (ht_surely_before(k->day, to))
        BLAME(k, HT_HN_nxnThoiGianCuTruDen, NULL);
    else if (ht_surely_before(k->day, from))
        BLAME(k, HT_HN_nxnThoiGianCuTruTu, NULL);
    int purpose = ht_code_of(k, HT_HN_nxnLoaiMucDichSuDung);
    if (purpose == 0 || purpose > 5)
        BLAME(k, HT_HN_nxnLoaiMucDichSuDung, NULL);
}

/* G01  The end or the supervision of a guardianship names what it belongs to, by number and date (TT 04/2020). */
void
ht_g01_named(struct ht_check *k)
{
    static const int named[][3] = {
        { HT_REG_CDGH, HT_CDGH_giamHoSo, HT_CDGH_giamHoNgayDangKy },
        { HT_REG_GSGH, HT_GSGH_giamHoSo, HT_GSGH_giamHoNgayDangKy },
        { HT_REG_CDGS, HT_CDGS_giamSatSo, HT_CDGS_giamSatNgayDangKy },
    };
    for (size_t i = 0; i < HT_COUNT(named); i++) {
        if (named[i][0] != (int)k->l->reg->id)
            continue;
        for (int f = 1; f <= 2; f++)
            if (!ht_said(k, named[i][f]))
                BLAME(k, named[i][f], NULL);
    }
}

/* G02  A guardian is of age; a ward is a minor or has lost capacity (BLDS 2015, Đ.47, 49). */
void
ht_g02_ages(struct ht_check *k)
{
    int adult = (int)k->run->set[HT_SET_adult];
    static const int guardians[] = { HT_GH_nghNgaySinh, HT_GH_nghHaiNgaySinh };
    for (size_t i = 0; i < HT_COUNT(guardians); i++)
        if (ht_surely_younger(ht_date_of(k, guardians[i]), k->day, adult))
            BLAME(k, guardians[i], NULL);
    if (ht_surely_reached(ht_date_of(k, HT_GH_ndghNgaySinh), k->day, adult) &&
        !ht_notes_mention(k, "nang luc") && !ht_notes_mention(k, "nhan thuc"))
        BLAME(k, HT_GH_ndghNgaySinh, NULL);
}

/* Step-parents and kin may adopt without the twenty years between them (Luật Nuôi con nuôi 2010, Đ.14(3)). */
static bool
kin(const struct ht_check *k)
{
    static const char *const words[] = { "cha duong", "me ke", "bo duong", "con rieng", "co ruot", "chu ruot",
                                         "cau ruot", "di ruot", "bac ruot" };
    for (size_t i = 0; i < HT_COUNT(words); i++)
        if (ht_notes_mention(k, words[i]))
            return true;
    return false;
}

/* N01  The child is under 16, or under 18 if kin adopt; adopters are 20 years older (Luật Nuôi con nuôi 2010, Đ.8,
 * Đ.14). */
void
ht_n01_ages(struct ht_check *k)
{
    static const int adopters[] = { HT_NCN_chaNuoiNgaySinh, HT_NCN_meNuoiNgaySinh };
    const struct ht_span *child = ht_date_of(k, HT_NCN_cnNgaySinh);
    const long *set = k->run->set;
    if (ht_surely_reached(child, k->day, (int)set[HT_SET_kin_max]))
        BLAME(k, HT_NCN_cnNgaySinh, NULL);
    else if (ht_surely_reached(child, k->day, (int)set[HT_SET_child_max]) && !kin(k))
        ht_find_as(k->run->diag, k->r, HT_NCN_cnNgaySinh, k->code, HT_INFO, NULL);
    for (size_t i = 0; i < HT_COUNT(adopters); i++) {
        const struct ht_span *a = ht_date_of(k, adopters[i]);
        if (ht_span_known(a) && ht_surely_younger(a, child, (int)set[HT_SET_years_apart]) && !kin(k))
            BLAME(k, adopters[i], NULL);
    }
}

/* X01  A change names the paper that it changes: kind, number, date, issuer (TT 04/2020/TT-BTP, book of
 * changes). */
void
ht_x01_named(struct ht_check *k)
{
    static const int named[] = { HT_TDCC_gthtLoai, HT_TDCC_gthtSo, HT_TDCC_gthtNgay, HT_TDCC_gthtNoiCap };
    for (size_t i = 0; i < HT_COUNT(named); i++)
        if (!ht_said(k, named[i]))
            BLAME(k, named[i], NULL);
}

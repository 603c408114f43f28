/* SPDX-License-Identifier: BSD-2-Clause */
/* A register of births of any length, for the benchmarks. */
#include "base/mem.h"
#include "entries.h"
#include "ledgers.h"

void
births_write(unsigned long n, struct ht_out *out)
{
    static const struct column columns[] = {
        { "so", SO }, { "quyenSo", QUYEN }, { "trangSo", TRANG }, { "ngayDangKy", NGAY_DK },
        { "loaiDangKy", LOAI_DK }, { "noiDangKy", NOI_DK }, { "nguoiKy", NGUOI_KY },
        { "nguoiThucHien", THUC_HIEN }, { "nksHoTen", A_TEN }, { "nksGioiTinh", A_GIOI },
        { "nksNgaySinh", A_SINH }, { "nksNoiSinh", A_NOI_SINH }, { "nksDanToc", A_DAN_TOC },
        { "nksQuocTich", A_QUOC_TICH }, { "meHoTen", B_TEN }, { "meNgaySinh", B_SINH },
        { "meNoiCuTru", B_CU_TRU }, { "chaHoTen", C_TEN }, { "chaNgaySinh", C_SINH },
        { "nycQuanHe", YC_QUAN_HE },
    };
    enum { A_YEAR = 25000, A_VOLUME = 200 };
    struct dice dice = { SEED };
    struct entry e;
    struct sheet s = {
        .out = out, .form = SHEET_BYTES, .eol = "\n", .separator = ',', .columns = columns,
        .ncolumns = HT_COUNT(columns),
    };
    entry_init(&e);
    sheet_begin(&s);
    for (unsigned long i = 0; i < n && !ht_out_failed(out); i++) {
        unsigned long in_year = i % A_YEAR;
        struct book b = { 1976 + (int)(i / A_YEAR), 1 + (int)(in_year / A_VOLUME), '/', "Lâm Văn Hiển",
                          "Đỗ Thị Bích Hạnh" };
        int32_t day = ht_day_number(b.year, 1, 1) + (int32_t)(in_year * 360 / A_YEAR);
        struct couple c;
        struct person child;
        couple_draw(&dice, &c, b.year - 38, b.year - 21);
        child_draw(&dice, &child, &c, day - 2 - (int32_t)dice_roll(&dice, 50));
        set_book(&e, &b, (int)in_year + 1, day);
        set_birth(&e, &b, &child, &c);
        spoil(&dice, &e);
        sheet_row(&s, &e);
    }
    sheet_fini(&s);
    entry_fini(&e);
}

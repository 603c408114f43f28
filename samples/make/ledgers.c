/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * The ledgers: who is in them, and what goes wrong in real books.
 *
 * All of them are drawn from one town with a fixed seed.  Defects stand at fixed entries or are rolled with a
 * stated percentage.
 */
#include "ledgers.h"

#include <stdlib.h>

#include "base/mem.h"
#include "entries.h"

enum { COUPLES = 48, ELDERS = 40 };

struct town {
    struct dice dice;
    struct couple couple[COUPLES];
    struct person elder[ELDERS];
    struct person child[COUPLES];       /* of 2008 */
    int32_t child_registered[COUPLES];
};

/* ---- the town ---- */

static void
draw_town(struct town *t)
{
    t->dice.state = SEED;
    int32_t day = ht_day_number(2008, 1, 3);
    for (size_t i = 0; i < COUPLES; i++) {
        couple_draw(&t->dice, &t->couple[i], 1974, 1986);
        int32_t born = day - 3 - (int32_t)dice_roll(&t->dice, 20);
        child_draw(&t->dice, &t->child[i], &t->couple[i], born);
        t->child_registered[i] = day;
        day += 1 + (int32_t)dice_roll(&t->dice, 12);
    }
    for (size_t i = 0; i < ELDERS; i++)
        person_draw(&t->dice, &t->elder[i], dice_hit(&t->dice, 50), 1920, 1950);
}

/* ---- births of 2008 ---- */

static const struct book book2008 = { 2008, 1, '/', "Lâm Văn Hiển", "Đỗ Thị Bích Hạnh" };

/* The entry of 2008 as the paper has it, defects of the paper included. */
static int
entry2008(struct entry *e, const struct town *t, size_t i)
{
    int number = (int)i + 1 + (i >= 30);            /* number 31 was skipped */
    if (i == 22)
        number = (int)i;                            /* and one was given twice */
    set_book(e, &book2008, number, t->child_registered[i]);
    set_birth(e, &book2008, &t->child[i], &t->couple[i]);
    switch (i) {
    case 5:
        entry_set(e, A_SINH, "31/02/2008");
        break;
    case 9:                                         /* the year of the birth slipped */
        set_date(e, A_SINH, t->child[i].born + 366, '/');
        break;
    case 12:                                        /* a single mother */
        ht_buf_clear(&e->cell[C_TEN]);
        ht_buf_clear(&e->cell[C_SINH]);
        ht_buf_clear(&e->cell[C_DAN_TOC]);
        ht_buf_clear(&e->cell[C_QUOC_TICH]);
        ht_buf_clear(&e->cell[C_CU_TRU]);
        set_name(e, YC_TEN, &t->couple[i].woman);
        entry_set(e, YC_QUAN_HE, "Mẹ");
        break;
    case 15:                                        /* a mother of eleven */
        set_date(e, B_SINH, t->child[i].born - 11 * 365, '/');
        break;
    case 18:
        ht_buf_adds(&e->cell[C_TEN], " (đã chết)");
        break;
    case 20:
        entry_set(e, B_SINH, "26T");
        entry_set(e, C_SINH, "30 tuổi");
        break;
    case 26:
        entry_set(e, GHI_CHU, "Cải chính họ mẹ từ \"Nguyển\" thành \"Nguyễn\"\ntheo QĐ 15/2010/QĐ-UBND");
        break;
    case 33:
        entry_set(e, NOI_DK, "UBND P. Bến Nghé, Q.1, TP.HCM");
        break;
    case 36:
        entry_set(e, A_DAN_TOC, "Kinhh");
        break;
    case 40:
        ht_buf_clear(&e->cell[A_TEN]);
        break;
    }
    return number;
}

static void
write2008(struct town *t, struct sheet *s)
{
    struct entry e;
    entry_init(&e);
    for (size_t i = 0; i < COUPLES; i++) {
        entry2008(&e, t, i);
        spoil(&t->dice, &e);
        if (i == 24)
            sheet_header(s);            /* two files were put together by hand */
        sheet_row(s, &e);
        if (i == 28)                    /* a row typed over the edge of the table */
            sheet_text(s, "29/2008,01/2008,29,16/07/2008,,,,,,,,,,,,,,,,,,,,,,,,,,,,,xem trang sau");
    }
    entry_fini(&e);
}

/* The same book keyed a second time, years later and from the other copy. */
static void
write2008_again(struct town *t, struct sheet *s)
{
    struct entry e;
    entry_init(&e);
    for (size_t i = 0; i < COUPLES; i++) {
        entry2008(&e, t, i);
        if (i == 7)
            continue;                   /* overlooked */
        if (i % 11 == 3)
            upper_case(&e.cell[A_TEN]);
        if (i % 13 == 4)
            set_date(&e, A_SINH, t->child[i].born + 1, '.');
        if (i == 16)
            entry_set(&e, B_TEN, "%s Thị %s", t->couple[i].woman.family, t->couple[i].man.given);
        sheet_row(s, &e);
    }
    entry_fini(&e);
}

/* ---- births of 2014 ---- */

static void
write2014(struct town *t, struct sheet *s)
{
    static const struct book book = { 2014, 1, '.', "Trần Hữu Nghĩa", "Võ Thị Kim Loan" };
    struct entry e;
    entry_init(&e);
    int32_t day = ht_day_number(2014, 1, 6);
    for (int i = 0; i < 44; i++, day += 1 + (int32_t)dice_roll(&t->dice, 9)) {
        struct couple c;
        struct person child;
        if (i % 11 == 10) {             /* born in 2008, entered there, and registered again */
            size_t k = (size_t)i;
            set_book(&e, &book, i + 1, day);
            set_birth(&e, &book, &t->child[k], &t->couple[k]);
            entry_set(&e, LOAI_DK, "Đăng ký lại");
        } else {
            couple_draw(&t->dice, &c, 1978, 1994);
            child_draw(&t->dice, &child, &c, day - 2 - (int32_t)dice_roll(&t->dice, 40));
            set_book(&e, &book, i + 1, day);
            set_birth(&e, &book, &child, &c);
        }
        if (i == 14)
            upper_case(&e.cell[A_TEN]);
        if (i == 19)
            entry_set(&e, A_GIOI, "x");
        if (i == 27)
            entry_set(&e, NGAY_DK, "2014");
        if (i == 35) {                  /* twins: two entries, two births */
            sheet_row(s, &e);
            entry_set(&e, SO, "%d/2014", 100 + i);
            entry_set(&e, A_TEN, "%s Minh Khôi", child.family);
            entry_set(&e, A_GIOI, "Nam");
        }
        spoil(&t->dice, &e);
        sheet_row(s, &e);
    }
    entry_fini(&e);
}

/* ---- births of 1996: ages instead of dates of birth ---- */

static void
write1996(struct town *t, struct sheet *s)
{
    static const struct book book = { 1996, 2, '/', "Nguyễn Văn Tám", "Lê Thị Sáu" };
    struct entry e;
    entry_init(&e);
    int32_t day = ht_day_number(1996, 2, 5);
    for (int i = 0; i < 30; i++, day += 1 + (int32_t)dice_roll(&t->dice, 9)) {
        struct couple c;
        struct person child;
        couple_draw(&t->dice, &c, 1955, 1976);
        child_draw(&t->dice, &child, &c, day - 5 - (int32_t)dice_roll(&t->dice, 60));
        set_book(&e, &book, 101 + i, day);
        set_birth(&e, &book, &child, &c);
        entry_set(&e, B_SINH, "%dT", ht_years_between(c.woman.born, day));
        entry_set(&e, C_SINH, "%dT", ht_years_between(c.man.born, day));
        entry_set(&e, A_QUOC_TICH, " ");
        ht_buf_clear(&e.cell[A_QUOC_TICH]);
        spoil(&t->dice, &e);
        sheet_row(s, &e);
    }
    entry_fini(&e);
}

/* ---- marriages of 2006 ---- */

static void
write2006(struct town *t, struct sheet *s)
{
    static const struct book book = { 2006, 1, '/', "Lâm Văn Hiển", "Đỗ Thị Bích Hạnh" };
    struct entry e;
    entry_init(&e);
    int32_t day = ht_day_number(2006, 1, 9);
    for (int i = 0; i < 36; i++, day += 1 + (int32_t)dice_roll(&t->dice, 16)) {
        const struct couple *c = &t->couple[i];
        set_book(&e, &book, i + 1, day);
        set_name(&e, A_TEN, &c->man);
        set_date(&e, A_SINH, c->man.born, '/');
        entry_set(&e, A_DAN_TOC, "%s", c->man.ethnic);
        entry_set(&e, A_QUOC_TICH, "Việt Nam");
        set_home(&e, A_CU_TRU, &c->man);
        entry_set(&e, A_LOAI_GIAY, "Chứng minh nhân dân");
        entry_set(&e, A_GIAY, "%s", c->man.paper);
        set_name(&e, B_TEN, &c->woman);
        set_date(&e, B_SINH, c->woman.born, '/');
        entry_set(&e, B_DAN_TOC, "%s", c->woman.ethnic);
        entry_set(&e, B_QUOC_TICH, "Việt Nam");
        set_home(&e, B_CU_TRU, &c->woman);
        entry_set(&e, B_LOAI_GIAY, "Chứng minh nhân dân");
        entry_set(&e, B_GIAY, "%s", c->woman.paper);
        if (i == 8)
            entry_set(&e, A_GIAY, "%.8s", c->man.paper);                /* a digit is missing */
        if (i == 17)
            entry_set(&e, B_SINH, "%d", 1990);                          /* a bride of sixteen */
        if (i == 23)
            entry_set(&e, GHI_CHU, "Đã ly hôn theo QĐ số 12/2011/QĐST-HNGĐ của TAND quận 1");
        spoil(&t->dice, &e);
        sheet_row(s, &e);
    }
    entry_fini(&e);
}

/* ---- deaths of 2012 ---- */

static void
write2012(struct town *t, struct sheet *s)
{
    static const struct book book = { 2012, 1, '/', "Trần Hữu Nghĩa", "Võ Thị Kim Loan" };
    struct entry e;
    entry_init(&e);
    int32_t day = ht_day_number(2012, 1, 4);
    for (int i = 0; i < ELDERS; i++, day += 1 + (int32_t)dice_roll(&t->dice, 14)) {
        const struct person *p = &t->elder[i == 31 ? 30 : i];           /* one death was entered twice */
        int32_t died = day - 1 - (int32_t)dice_roll(&t->dice, 9);
        set_book(&e, &book, i + 1, day);
        set_name(&e, A_TEN, p);
        entry_set(&e, A_GIOI, p->female ? "Nữ" : "Nam");
        set_date(&e, A_SINH, p->born, '/');
        entry_set(&e, A_DAN_TOC, "%s", p->ethnic);
        entry_set(&e, A_QUOC_TICH, "Việt Nam");
        set_home(&e, A_CU_TRU, p);
        entry_set(&e, A_LOAI_GIAY, "Chứng minh nhân dân");
        entry_set(&e, A_GIAY, "%s", p->paper);
        set_date(&e, CHET_NGAY, i == 31 ? died - 12 : died, '/');
        entry_set(&e, CHET_GIO, "%02u:%02u", dice_roll(&t->dice, 24), dice_roll(&t->dice, 60));
        entry_set(&e, CHET_NOI, dice_hit(&t->dice, 50) ? "Tại nhà" : "Bệnh viện Nhân dân 115");
        entry_set(&e, CHET_VI, "%s", dice_word(&t->dice, WORDS_CAUSE));
        entry_set(&e, YC_TEN, "%s Văn %s", p->family, dice_word(&t->dice, WORDS_MALE_GIVEN));
        entry_set(&e, YC_QUAN_HE, "Con");
        if (i == 6)
            entry_set(&e, A_SINH, "%d", date_of(p->born).year);
        if (i == 11)
            set_date(&e, CHET_NGAY, day + 30, '/');                     /* dead a month after the entry */
        if (i == 25)
            entry_set(&e, CHET_GIO, "25:70");
        spoil(&t->dice, &e);
        sheet_row(s, &e);
    }
    entry_fini(&e);
}

/* ---- the files ---- */

static const struct column ministry_births[] = {
    { "so", SO }, { "quyenSo", QUYEN }, { "trangSo", TRANG }, { "ngayDangKy", NGAY_DK },
    { "loaiDangKy", LOAI_DK }, { "noiDangKy", NOI_DK }, { "nguoiKy", NGUOI_KY },
    { "chucVuNguoiKy", CHUC_VU }, { "nguoiThucHien", THUC_HIEN }, { "ghiChu", GHI_CHU },
    { "nksHoTen", A_TEN }, { "nksGioiTinh", A_GIOI }, { "nksNgaySinh", A_SINH },
    { "nksNoiSinh", A_NOI_SINH }, { "nksQueQuan", A_QUE }, { "nksDanToc", A_DAN_TOC },
    { "nksQuocTich", A_QUOC_TICH }, { "meHoTen", B_TEN }, { "meNgaySinh", B_SINH },
    { "meDanToc", B_DAN_TOC }, { "meQuocTich", B_QUOC_TICH }, { "meNoiCuTru", B_CU_TRU },
    { "chaHoTen", C_TEN }, { "chaNgaySinh", C_SINH }, { "chaDanToc", C_DAN_TOC },
    { "chaQuocTich", C_QUOC_TICH }, { "chaNoiCuTru", C_CU_TRU }, { "nycHoTen", YC_TEN },
    { "nycQuanHe", YC_QUAN_HE },
};

static const struct column plain_births[] = {
    { "Số", SO }, { "Quyển số", QUYEN }, { "Ngày đăng ký", NGAY_DK }, { "Nơi đăng ký", NOI_DK },
    { "Người ký", NGUOI_KY }, { "Họ tên trẻ", A_TEN }, { "Giới tính", A_GIOI },
    { "Ngày sinh", A_SINH }, { "Nơi sinh", A_NOI_SINH }, { "Dân tộc", A_DAN_TOC },
    { "Họ tên mẹ", B_TEN }, { "Năm sinh mẹ", B_SINH }, { "Nơi cư trú mẹ", B_CU_TRU },
    { "Họ tên cha", C_TEN }, { "Năm sinh cha", C_SINH }, { "Ghi chú", GHI_CHU },
};

static const struct column plain_marriages[] = {
    { "Số", SO }, { "Quyển số", QUYEN }, { "Trang số", TRANG }, { "Ngày đăng ký", NGAY_DK },
    { "Nơi đăng ký", NOI_DK }, { "Họ tên chồng", A_TEN }, { "Ngày sinh chồng", A_SINH },
    { "Dân tộc chồng", A_DAN_TOC }, { "Quốc tịch chồng", A_QUOC_TICH },
    { "Nơi cư trú chồng", A_CU_TRU }, { "Loại giấy tờ tùy thân chồng", A_LOAI_GIAY },
    { "Số giấy tờ tùy thân chồng", A_GIAY }, { "Họ tên vợ", B_TEN }, { "Ngày sinh vợ", B_SINH },
    { "Dân tộc vợ", B_DAN_TOC }, { "Quốc tịch vợ", B_QUOC_TICH }, { "Nơi cư trú vợ", B_CU_TRU },
    { "Loại giấy tờ tùy thân vợ", B_LOAI_GIAY }, { "Số giấy tờ tùy thân vợ", B_GIAY },
    { "Người ký", NGUOI_KY }, { "Chức vụ người ký", CHUC_VU }, { "Ghi chú", GHI_CHU },
};

static const struct column ministry_deaths[] = {
    { "so", SO }, { "quyenSo", QUYEN }, { "trangSo", TRANG }, { "ngayDangKy", NGAY_DK },
    { "noiDangKy", NOI_DK }, { "nguoiKy", NGUOI_KY }, { "nguoiThucHien", THUC_HIEN },
    { "ghiChu", GHI_CHU }, { "nktHoTen", A_TEN }, { "nktGioiTinh", A_GIOI },
    { "nktNgaySinh", A_SINH }, { "nktDanToc", A_DAN_TOC }, { "nktQuocTich", A_QUOC_TICH },
    { "nktNoiCuTru", A_CU_TRU }, { "nktLoaiGiayToTuyThan", A_LOAI_GIAY },
    { "nktSoGiayToTuyThan", A_GIAY }, { "nktNgayChet", CHET_NGAY }, { "nktGioPhutChet", CHET_GIO },
    { "nktNoiChet", CHET_NOI }, { "nktNguyenNhanChet", CHET_VI }, { "nycHoTen", YC_TEN },
    { "nycQuanHe", YC_QUAN_HE },
};

struct ledger {
    const char *file;
    enum sheet_form form;
    const char *charset;                /* NULL: UTF-8 */
    const char *eol;
    char separator;
    const struct column *columns;
    size_t ncolumns;
    void (*write)(struct town *t, struct sheet *s);
};

#define COLUMNS(a) a, HT_COUNT(a)
static const struct ledger ledgers[] = {
    /* FoxPro's export of the ward's births, TCVN3 bytes */
    { "ks2008.csv", SHEET_BYTES, "TCVN3", "\r\n", ',', COLUMNS(ministry_births), write2008 },
    { "ks2008-nhap-lai.csv", SHEET_BYTES, NULL, "\n", ',', COLUMNS(ministry_births), write2008_again },
    /* a typist's list in the VNI fonts */
    { "kh2006.csv", SHEET_BYTES, "VNI-WIN", "\r\n", ',', COLUMNS(plain_marriages), write2006 },
    /* Excel, "Unicode text" */
    { "kt2012.txt", SHEET_UTF16LE_BOM, NULL, "\r\n", '\t', COLUMNS(ministry_deaths), write2012 },
    /* Excel, "CSV UTF-8", on a machine with Vietnamese settings */
    { "ks2014.csv", SHEET_UTF8_BOM, NULL, "\r\n", ';', COLUMNS(ministry_births), write2014 },
    { "ks1996.txt", SHEET_BYTES, "VISCII", "\r\n", '\t', COLUMNS(plain_births), write1996 },
};

const char *
ledger_file(size_t i)
{
    return i < HT_COUNT(ledgers) ? ledgers[i].file : NULL;
}

void
ledger_write(size_t i, struct ht_out *out)
{
    const struct ledger *l = &ledgers[i];
    struct town *town = ht_calloc(1, sizeof *town);     /* drawn anew, so that no file depends on another */
    draw_town(town);
    town->dice.state = SEED + i + 1;
    struct sheet s = {
        .out = out, .form = l->form, .eol = l->eol,
        .charset = l->charset ? ht_charset_find(l->charset) : NULL,
        .separator = l->separator, .columns = l->columns, .ncolumns = l->ncolumns,
    };
    sheet_begin(&s);
    l->write(town, &s);
    sheet_fini(&s);
    free(town);
}

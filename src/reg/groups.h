/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * Groups of fields that registers are made of.
 *
 * 125 of the 237 columns of the Ministry's five Excel templates are one group about a person, 64 are about
 * the book and foreign registrations.  p is the prefix of the stems ("nks"), vi and en say who is meant.
 * Order and spelling are the templates'.  No include guard: registers.def is read several times.
 *
 * FIELD(stem, prefix, kind, need, list, longest value, caption, gloss); the lengths are those of a production
 * server that feeds the Ministry's system.
 */
#ifndef HT_GROUPS
#define HT_GROUPS

/* ---- the book (TT 04/2020/TT-BTP: number, volume, page, date, place) ---- */
#define G_SO \
    FIELD(so,        , SERIAL, KEY, NONE, 20, "Số", "number of the entry / year") \
    FIELD(quyenSo,   , SERIAL, KEY, NONE, 15, "Quyển số", "volume / year") \
    FIELD(trangSo,   , PAGE,   OPT, NONE, 10, "Trang số", "page")
#define G_NGAY_DANG_KY \
    FIELD(ngayDangKy, , DATE, KEY, NONE, 10, "Ngày, tháng, năm đăng ký", "date of registration")
#define G_LOAI_DANG_KY(list) \
    FIELD(loaiDangKy, , CODE, OPT, list, 50, "Loại đăng ký", "kind of registration")
#define G_NOI_DANG_KY \
    FIELD(noiDangKy, , PLACE, KEY, NONE, 255, "Nơi đăng ký", "registering authority")
#define G_NGUOI_KY \
    FIELD(nguoiKy,        , NAME, OPT, NONE, 50, "Người ký", "signer") \
    FIELD(chucVuNguoiKy,  , TEXT, OPT, NONE, 50, "Chức vụ người ký", "signer's title")
#define G_NGUOI_THUC_HIEN \
    FIELD(nguoiThucHien,  , NAME, OPT, NONE, 50, "Người thực hiện", "clerk") \
    FIELD(ghiChu,         , TEXT, OPT, NONE, 255, "Ghi chú", "notes, later events")
#define G_SO_BO(list) \
    G_SO G_NGAY_DANG_KY G_LOAI_DANG_KY(list) G_NOI_DANG_KY G_NGUOI_KY G_NGUOI_THUC_HIEN

/* ---- a person ---- */
#define G_HO_TEN(p, need, vi, en) \
    FIELD(p##HoTen, #p, NAME, need, NONE, 50, "Họ, chữ đệm, tên " vi, "full name of " en)
#define G_GIOI_TINH(p, vi, en) \
    FIELD(p##GioiTinh, #p, CODE, OPT, GIOI_TINH, 20, "Giới tính " vi, "sex of " en)
#define G_NGAY_SINH(p, vi, en) \
    FIELD(p##NgaySinh, #p, DATE, OPT, NONE, 10, "Ngày, tháng, năm sinh " vi, "date of birth of " en)
#define G_DAN_TOC(p, vi, en) \
    FIELD(p##DanToc, #p, CODE, OPT, DAN_TOC, 50, "Dân tộc " vi, "ethnic group of " en)
#define G_QUOC_TICH(p, vi, en) \
    FIELD(p##QuocTich, #p, CODE, OPT, QUOC_TICH, 100, "Quốc tịch " vi, "nationality of " en) \
    FIELD(p##QuocTichKhac, #p, CODE, OPT, QUOC_TICH, 100, "Quốc tịch khác " vi, \
          "second nationality of " en)
#define G_QUOC_TICH_STR(p, vi, en) \
    FIELD(p##QuocTich, #p, CODE, OPT, QUOC_TICH, 100, "Quốc tịch " vi, "nationality of " en) \
    FIELD(p##QuocTichStr, #p, TEXT, OPT, NONE, 100, "Quốc tịch (chữ) " vi, \
          "nationality in words of " en) \
    FIELD(p##QuocTichKhac, #p, CODE, OPT, QUOC_TICH, 100, "Quốc tịch khác " vi, \
          "second nationality of " en) \
    FIELD(p##QuocTichKhacStr, #p, TEXT, OPT, NONE, 100, "Quốc tịch khác (chữ) " vi, \
          "second nationality in words of " en)
#define G_QUE_QUAN(p, vi, en) \
    FIELD(p##QueQuan, #p, PLACE, OPT, NONE, 255, "Quê quán " vi, "native place of " en)
#define G_CU_TRU(p, vi, en) \
    FIELD(p##LoaiCuTru, #p, CODE, OPT, CU_TRU, 50, "Loại cư trú " vi, "kind of residence of " en) \
    FIELD(p##NoiCuTru, #p, PLACE, OPT, NONE, 255, "Nơi cư trú " vi, "residence of " en)
#define G_GIAY_TO_NGAN(p, vi, en) \
    FIELD(p##LoaiGiayToTuyThan, #p, CODE, OPT, GIAY_TO, 50, "Loại giấy tờ tùy thân " vi, \
          "kind of identity paper of " en) \
    FIELD(p##SoGiayToTuyThan, #p, PAPER, OPT, NONE, 50, "Số giấy tờ tùy thân " vi, \
          "number of that paper of " en)
#define G_GIAY_TO(p, vi, en) \
    FIELD(p##LoaiGiayToTuyThan, #p, CODE, OPT, GIAY_TO, 50, "Loại giấy tờ tùy thân " vi, \
          "kind of identity paper of " en) \
    FIELD(p##GiayToKhac, #p, TEXT, OPT, NONE, 255, "Giấy tờ khác " vi, "other paper of " en) \
    FIELD(p##SoGiayToTuyThan, #p, PAPER, OPT, NONE, 50, "Số giấy tờ tùy thân " vi, \
          "number of that paper of " en) \
    FIELD(p##NgayCapGiayToTuyThan, #p, DATE, OPT, NONE, 10, "Ngày cấp giấy tờ tùy thân " vi, \
          "its date of issue, " en) \
    FIELD(p##NoiCapGiayToTuyThan, #p, PLACE, OPT, NONE, 255, "Nơi cấp giấy tờ tùy thân " vi, \
          "its place of issue, " en)
#define G_SO_DINH_DANH(stem, p, vi, en) \
    FIELD(stem, #p, PIN, OPT, NONE, 12, "Số định danh cá nhân " vi, "personal number of " en)

/* Name to paper in the order of the books written after TT 15/2015: name, date, sex, … */
#define G_NGUOI(p, need, vi, en) \
    G_HO_TEN(p, need, vi, en) G_NGAY_SINH(p, vi, en) G_GIOI_TINH(p, vi, en) G_DAN_TOC(p, vi, en) \
    G_QUOC_TICH(p, vi, en) G_CU_TRU(p, vi, en) G_GIAY_TO(p, vi, en)
/* The same without sex, where the register says it otherwise. */
#define G_NGUOI_MOT_GIOI(p, need, vi, en) \
    G_HO_TEN(p, need, vi, en) G_NGAY_SINH(p, vi, en) G_DAN_TOC(p, vi, en) \
    G_QUOC_TICH(p, vi, en) G_CU_TRU(p, vi, en) G_GIAY_TO(p, vi, en)

/* ---- the declarant ---- */
#define G_QUAN_HE(stem, vi, en) FIELD(stem, "nyc", TEXT, OPT, NONE, 50, vi, en)
#define G_NGUOI_YEU_CAU \
    G_HO_TEN(nyc, OPT, "người yêu cầu", "the declarant") \
    G_QUAN_HE(nycQuanHe, "Quan hệ của người yêu cầu", "declarant's relation") \
    G_GIAY_TO(nyc, "người yêu cầu", "the declarant")

/* ---- events registered abroad ---- */
#define G_NUOC_NGOAI \
    FIELD(soDangKyNuocNgoai,    , DOCNO, OPT, NONE, 50, "Số đăng ký ở nước ngoài", \
          "number of the registration abroad") \
    FIELD(ngayDangKyNuocNgoai,  , DATE,  OPT, NONE, 10, "Ngày đăng ký ở nước ngoài", \
          "date of the registration abroad") \
    FIELD(cqNuocNgoaiDaDangKy,  , TEXT,  OPT, NONE, 255, "Cơ quan nước ngoài đã đăng ký", \
          "authority abroad") \
    FIELD(qgNuocNgoaiDaDangKy,  , CODE,  OPT, QUOC_TICH, 100, "Quốc gia đã đăng ký", "country")

#endif

# SPDX-License-Identifier: BSD-2-Clause
# Clean books raise no error and no warning: 10,000 entries of each register with the oddities that are legal (twins, late
# and repeated registration, leap days, years only, ages, young and old parents, unknown parents, cohabitation since
# before 1987, court-declared deaths, deaths on the day of birth, a volume continued in the next year).
. "$srcdir/tests/lib/tap.sh"
clean() {
    awk -v reg="$1" -v n=10000 '
    function f(name, value) { if (value != "") printf "<%s>%s</%s>\n", name, value, name }
    function c(name, code, value) { printf "<%s code=\"%s\">%s</%s>\n", name, code, value, name }
    function pick(list, k) { split(list, w, " "); return w[k % length(w) + 1] }
    function family(k) { return pick("Nguyễn Trần Lê Phạm Hoàng Huỳnh Phan Vũ Võ Đặng Bùi Đỗ Hồ Ngô Dương Lý", k) }
    function given(k) { return pick("An Bình Cúc Dung Giang Hà Hải Khánh Lan Liên Mai Minh Nga Oanh Phương Quyên Sen Tâm Uyên Xuân Yến", k) \
        " " pick("Ân Bảo Chi Diệp Hạnh Hiền Hoa Kim Linh Loan Mỹ Ngọc Nhi Như Thanh Thảo Thu Trang Trúc Tú Vân Vy Ý", int(k / 21)) }
    function man(k) { return family(k) " " given(k * 7 + 3) }
    function woman(k) { return family(k * 3 + 1) " Thị " given(k * 11 + 5) }
    function day(y, k) { return sprintf("%d-%02d-%02d", y, k % 12 + 1, k % 28 + 1) }
    BEGIN {
        element["KS"] = "khaiSinh"; element["KH"] = "ketHon"; element["KT"] = "khaiTu"; element["CMC"] = "nhanChaMeCon"
        element["HN"] = "xacNhanHonNhan"; element["GH"] = "giamHo"; element["CDGH"] = "chamDutGiamHo"; element["NCN"] = "nuoiConNuoi"
        element["TDCC"] = "thayDoiCaiChinh"; element["LH"] = "ghiChuLyHon"; element["GSGH"] = "giamSatGiamHo"; element["CDGS"] = "chamDutGiamSat"
        print "<hoTich xmlns=\"urn:hotich:1\" v=\"1\">"
        for (i = 0; i < n; i++) {
            y = 1996 + int(i / 400); k = i % 400 + 1; vy = y - (y % 2 && k <= 200 ? 1 : 0)   # continued in the next year
            v = k > 200 ? (y % 2 ? 1 : 2) : (vy < y ? 2 : 1)
            printf "<%s id=\"%s.%d.%02d.%03d\" src=\"clean.csv:%d\">\n", element[reg], reg, vy, v, k, i + 2
            f("so", sprintf("%03d/%d", k, y)); f("quyenSo", sprintf("%02d/%d", v, vy)); f("trangSo", k)
            d = sprintf("%d-%02d-%02d", y, int((k - 1) / 34) + 1, (k - 1) % 34 < 28 ? (k - 1) % 34 + 1 : 28)
            if (reg == "TDCC") f("quyetDinhSo", k)
            f("ngayDangKy", d); odd = i % 20; place = "UBND xã Mỹ Lộc, huyện Cần Giuộc, tỉnh Long An"
            if (reg == "KS") ks(); else if (reg == "KH") kh(); else if (reg == "KT") kt(); else other()
            printf "</%s>\n", element[reg]
        }
        printf "<het n=\"%d\"/>\n</hoTich>\n", n }
    function ks(   born, kind, word) {
        born = (y - 1) "-12-" (20 + i % 10); kind = 1; word = "đúng hạn"
        if (d > y "-02-17") { kind = 4; word = "quá hạn" }
        if (d > y "-02-17" && d < y "-03-02") { kind = 6; word = "không xác định" }
        if (odd == 1) born = y ; if (odd == 2) born = (y - 1) "-11"
        if (odd == 3) { born = "1972-02-29"; kind = 2; word = "đăng ký lại" }
        if (odd == 1 || odd == 2) { kind = 6; word = "không xác định" }
        c("loaiDangKy", kind, word); f("noiDangKy", place)
        f("nksHoTen", man(i)); if (i % 3) c("nksGioiTinh", 1, "Nam"); f("nksNgaySinh", born)
        c("nksDanToc", "01", "Kinh"); c("nksQuocTich", "VN", "Việt Nam")
        if (odd == 4) c("nksLoaiKhaiSinh", 3, "chưa xác định cha"); if (odd == 5) c("nksLoaiKhaiSinh", 5, "trẻ bị bỏ rơi")
        if (odd != 5) { f("meHoTen", woman(odd == 7 ? i - 1 : i)); f("meNgaySinh", odd == 3 ? "1950" : odd == 8 ? y - 14 : odd == 9 ? "25T" : y - 30) }
        if (odd != 4 && odd != 5) { f("chaHoTen", man(i + 5000)); f("chaNgaySinh", odd == 3 ? 1948 : odd == 10 ? y - 75 : y - 33 "-02")
            if (odd == 11) { c("chaDanToc", "", "Người nước ngoài"); c("chaQuocTich", "FR", "Pháp") } }
        f("nycHoTen", woman(i)) }
    function kh() {
        c("loaiDangKy", 1, "lần đầu"); f("noiDangKy", place)
        if (odd == 1) f("ngayXacLapQuanHeHonNhan", "1978")
        f("chongHoTen", man(i)); f("chongNgaySinh", odd == 1 ? 1950 : odd == 2 ? y - 20 : odd == 3 && y < 2015 ? y - 20 : day(y - 27, i))
        f("voHoTen", woman(i)); f("voNgaySinh", odd == 1 ? 1955 : odd == 2 ? y - 18 : odd == 4 ? "" : day(y - 24, i + 5)) }
    function kt(   died) {
        died = odd == 2 ? y - 12 : odd == 3 ? y : (y - 1) "-12-" (21 + i % 10)
        if (d > y "-01-04" && odd != 3) c("loaiDangKy", 4, "quá hạn"); else if (odd != 3) c("loaiDangKy", 1, "đúng hạn")
        f("noiDangKy", place); f("nktHoTen", man(i)); c("nktGioiTinh", 1, "Nam"); f("nktNgaySinh", odd == 4 ? "78T" : odd == 5 ? died : 1920 + i % 60)
        f("nktNgayChet", died); f("nktGioPhutChet", odd % 2 ? "14:05" : "14 giờ 05 phút")
        if (odd == 2) { c("gbtLoai", 3, "bản án/QĐ tuyên bố chết"); f("gbtNgay", y + 1) } }
    function other() {
        if (reg == "CMC") c("loaiXacNhan", 1, "cha nhận con")
        f(reg == "HN" ? "noiCap" : "noiDangKy", place)
        if (reg == "CMC") { f("cmHoTen", man(i)); c("cmGioiTinh", 1, "Nam"); f("cmNgaySinh", y - 40); f("ncHoTen", woman(i)); f("ncNgaySinh", odd ? day(y - 9, i) : "12T") }
        if (reg == "HN") { f("nxnHoTen", man(i)); f("nxnNgaySinh", day(y - 25, i)); f("nxnThoiGianCuTruTu", y - 5); f("nxnThoiGianCuTruDen", odd ? y - 1 : y); c("nxnLoaiMucDichSuDung", i % 5 + 1, "x") }
        if (reg == "GH") { if (odd == 1) f("lyDo", "Mất năng lực hành vi dân sự"); f("nghHoTen", man(i)); f("nghNgaySinh", odd == 2 ? y - 18 : y - 50); f("ndghHoTen", woman(i)); f("ndghNgaySinh", odd == 1 ? y - 40 : y - 10) }
        if (reg == "CDGH") { f("giamHoSo", "001/1990"); f("giamHoNgayDangKy", "1990-05"); f("nghHoTen", man(i)); f("ndghHoTen", woman(i)) }
        if (reg == "NCN") { if (odd == 1) f("ghiChu", "mẹ kế nhận con riêng của chồng"); f("cnHoTen", woman(i)); f("cnNgaySinh", odd ? day(y - 8, i) : y - 16); f("chaNuoiHoTen", man(i)); f("chaNuoiNgaySinh", odd == 1 ? y - 22 : y - 40); }
        if (reg == "TDCC") { f("ntdHoTen", man(i)); f("gthtLoai", "Giấy khai sinh"); f("gthtSo", "12/1980"); f("gthtNgay", 1980); f("gthtNoiCap", place) }
        if (reg == "LH") { f("chongHoTen", man(i)); f("voHoTen", woman(i)) }
        if (reg == "GSGH") { f("giamHoSo", "001/1990"); f("giamHoNgayDangKy", "1990-05"); f("ngsHoTen", man(i)) }
        if (reg == "CDGS") { f("giamSatSo", "001/1990"); f("giamSatNgayDangKy", "1990-05"); f("ngsHoTen", man(i)) } }'
}
for reg in KS KH KT CMC HN GH CDGH NCN TDCC LH GSGH CDGS; do
    clean $reg >clean.xml
    "$T/hotich-validate" --today=2026-01-31 --diag-file=tsv clean.xml >/dev/null 2>err
    is "$reg: every entry is read" "$("$T/hotich-validate" -q --skip=HT516 --today=2026-01-31 clean.xml 2>/dev/null | grep -c '</[a-zA-Z]*>$' | awk '{ print ($1 > 10000) }')" 1
    is "$reg: no error and no warning" "$(awk -F'	' 'NR > 1 && $6 != "info" { print $7, $5, $8; if (++n == 10) exit }' tsv 2>/dev/null)" ""
done
tap_done

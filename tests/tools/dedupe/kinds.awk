# SPDX-License-Identifier: BSD-2-Clause
# kinds.txt → records of canonical XML
function put(tag, s) { if (s != "") print "<" tag ">" s "</" tag ">" }
BEGIN { FS = "|"; name["KS"] = "khaiSinh"; name["KH"] = "ketHon"; name["KT"] = "khaiTu" }
/^#/ { next }
{
    printf "<%s id=\"%s\"%s>\n", name[$1], $2, ($8 == "" ? "" : " scan=\"" $8 "\"")
    put("so", $3); put("quyenSo", $4); put("ngayDangKy", $5); put("loaiDangKy", $6)
    n = split($9, o, "=")
    printf "<noiDangKy%s>%s</noiDangKy>\n", (n > 1 ? " code=\"" o[2] "\" list=\"communes@2006\" now=\"" o[2] "\"" : ""), o[1]
    put("ghiChu", $7)
    if ($1 == "KS") {
        put("nksHoTen", $10); put("nksGioiTinh", $11); put("nksNgaySinh", $12)
        put("meHoTen", $13); put("meNgaySinh", $14); put("chaHoTen", $15); put("chaNgaySinh", $16)
    } else if ($1 == "KH") {
        put("chongHoTen", $10); put("chongNgaySinh", $11); put("voHoTen", $13); put("voNgaySinh", $12)
    } else {
        put("nktHoTen", $10); put("nktGioiTinh", $11); put("nktNgaySinh", $12); put("nktNgayChet", $13)
    }
    print "</" name[$1] ">"
}

# SPDX-License-Identifier: BSD-2-Clause
# awk -v n=ENTRIES [-v wards=N] -f city.awk: canonical XML of births, marriages and deaths in N wards of one city, as the
# normalizer would leave it; every seventh ledger has an entry with an error.  The same N gives the same bytes.
function rnd(m) { seed = (seed * 16807) % 2147483647; return seed % m }
function day(y) { return sprintf("%04d-%02d-%02d", y, 1 + rnd(12), 1 + rnd(28)) }
function field(name, text, attrs) { printf "<%s%s>%s</%s>\n", name, attrs, text, name }
function person(pre, born, sex) {
    field(pre "HoTen", "Nguyễn Thị Số " pre i)
    if (sex) field(pre "GioiTinh", sex == 1 ? "Nam" : "Nữ", " code=\"" sex "\" list=\"sex@2019\"")
    field(pre "NgaySinh", born)
}
BEGIN {
    seed = 4711; if (!wards) wards = 12
    split("26740 26743 26746 26749 26752 26755 26758 26761 26734 26737 26767 26770 26773 26776 26779 26782 26785 26788 26791 26794", code, " ")
    print "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<hoTich xmlns=\"urn:hotich:1\" v=\"1\">"
    for (i = 1; i <= n; i++) {
        w = 1 + int(wards * (rnd(1000) / 1000) ^ 1.6); y = 2005 + int(15 * (1 - (rnd(1000) / 1000) ^ 1.3)); kind = rnd(10)
        reg = kind < 6 ? "KS" : kind < 8 ? "KH" : "KT"
        name["KS"] = "khaiSinh"; name["KH"] = "ketHon"; name["KT"] = "khaiTu"
        printf "<%s id=\"%s.%d\" src=\"city.csv:%d\">\n", name[reg], reg, i, i + 1
        date = day(y)
        field("so", i "/" y); field("quyenSo", "01/" y); field("ngayDangKy", date)
        field("noiDangKy", "UBND phường Số " code[w], " code=\"" code[w] "\" list=\"communes@" date "\"")
        sex = 1 + (rnd(1000) < 478)
        if (reg == "KS") {
            person("nks", day(y), sex); field("meHoTen", "Trần Thị Mẹ " i); field("meNgaySinh", day(y - 17 - int((rnd(30) + rnd(30)) / 2)))
        } else if (reg == "KH") {
            person("chong", day(y - 20 - int((rnd(30) + rnd(20)) / 2))); person("vo", day(y - 18 - int((rnd(28) + rnd(16)) / 2)))
        } else {
            person("nkt", y - (rnd(20) ? 30 + int(60 * sqrt(rnd(1000) / 1000)) : rnd(30)), sex); field("nktNgayChet", date)
        }
        if ((w * 31 + y) % 7 == 0 && !bad[reg, w, y]++) print "<diag code=\"HT301\" f=\"so\" sev=\"error\"/>"
        print "</" name[reg] ">"
    }
    print "<het n=\"" n "\"/>\n</hoTich>"
}

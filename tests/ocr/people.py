# SPDX-License-Identifier: BSD-2-Clause
"""Synthetic values for the fields of a page: the kind of text is told by the field's stem."""

import csv
import os

TITLES = ["Chủ tịch", "Phó Chủ tịch", "PHÓ CHỦ TỊCH", "Công chức tư pháp - hộ tịch"]
CAUSES = ["Già yếu", "Bệnh hiểm nghèo", "Tai nạn giao thông", "Suy tim", "Ung thư phổi", "Đột quỵ"]
RELATIONS = ["Cha ruột", "Mẹ ruột", "Cha đẻ", "Mẹ đẻ", "Bác ruột", "Con ruột", "Ông nội", "Cháu"]
WORDS = "không một hai ba bốn năm sáu bảy tám chín mười".split()
ISSUERS = ["Công an tỉnh", "CA", "Cục Cảnh sát QLHC về TTXH", "UBND"]


def number_words(n):
    if n <= 10:
        return WORDS[n]
    if n < 20:
        return "mười " + ("lăm" if n == 15 else WORDS[n - 10])
    if n < 100:
        ten, one = divmod(n, 10)
        last = {0: "", 1: " mốt", 4: " tư", 5: " lăm"}.get(one, " " + WORDS[one])
        return WORDS[ten] + " mươi" + last
    if n < 1000:
        hundred, rest = divmod(n, 100)
        tail = "" if not rest else " lẻ " + WORDS[rest] if rest < 10 else " " + number_words(rest)
        return WORDS[hundred] + " trăm" + tail
    thousand, rest = divmod(n, 1000)
    tail = "" if not rest else (" không trăm" if rest < 100 else "")
    if rest:
        tail += " lẻ " + WORDS[rest] if rest < 10 else " " + number_words(rest)
    return WORDS[thousand] + " nghìn" + tail


def table(data, name):
    with open(os.path.join(data, name), encoding="utf-8") as f:
        return list(csv.DictReader((line for line in f if not line.startswith("#")), delimiter="\t"))


class People:
    """All randomness comes from RNG, so that a seed gives the same pages again."""

    def __init__(self, data, rng):
        self.rng = rng
        self.surnames = [(r["surname"], int(r["count"] or 1)) for r in table(data, "surnames.tsv")]
        self.middle = [r["middle_name"] for r in table(data, "middle_names.tsv")][:150]
        self.given = [r["given_name"] for r in table(data, "given_names.tsv")][:500]
        provinces = {r["code"]: r["name"] for r in table(data, "provinces.tsv")}
        districts = {r["code"]: (r["type"], r["name"]) for r in table(data, "districts.tsv")}
        self.units = [(r["type"], r["name"], districts[r["district"]], provinces.get(r["province"], ""))
                      for r in table(data, "communes.tsv") if r["district"] in districts and r["type"] in "PXTT"]
        self.ethnic = [r["name"] for r in table(data, "ethnic_groups.tsv") if r["code"]]

    def name(self):
        names, weights = zip(*self.surnames)
        words = [self.rng.choices(names, weights)[0], self.rng.choice(self.middle), self.rng.choice(self.given)]
        if self.rng.random() < 0.25:
            words.insert(2, self.rng.choice(self.given))
        return " ".join(words)

    def person(self, capitals):
        name = self.name()
        return name.upper() if capitals else name

    def unit(self, parts=3):
        kind, name, (dkind, dname), province = self.rng.choice(self.units)
        kinds = {"P": "phường", "X": "xã", "TT": "thị trấn"}
        dkinds = {"Q": "quận", "H": "huyện", "TX": "thị xã", "TP": "thành phố"}
        out = [f"{kinds.get(kind, 'xã')} {name}", f"{dkinds.get(dkind, 'huyện')} {dname}", f"tỉnh {province}"]
        return ", ".join(out[:parts])

    def residence(self):
        house = self.rng.choice([f"số {self.rng.randint(1, 300)} đường {self.name().split(' ', 1)[1]}, ",
                                 f"thôn {self.rng.randint(1, 12)}, ", f"tổ {self.rng.randint(1, 40)}, ", ""])
        return house + self.unit()

    def date(self, first=1940, last=2020):
        day, month, year = self.rng.randint(1, 28), self.rng.randint(1, 12), self.rng.randint(first, last)
        form = self.rng.choice(["{:02}/{:02}/{}", "{:02}.{:02}.{}", "{:02}/{:02}/{}", "{:02}-{:02}-{}"])
        return (day, month, year), form.format(day, month, year)

    def value(self, stem, page):
        """The text of one field; PAGE keeps what fields of one page share."""
        r = self.rng
        low = stem.lower()
        if low.endswith("bangchu"):
            d, m, y = page.get("date:" + stem[:3], self.date()[0])
            day = ("mồng " if d <= 10 else "") + number_words(d)
            return f"Ngày {day} tháng {'tư' if m == 4 else number_words(m)} năm {number_words(y)}"
        if low in ("so", "quyenso", "giamhoso", "giamsatso"):
            return f"{r.randint(1, 250):0{r.choice([1, 2, 3])}}/{page.setdefault('year', r.randint(1999, 2021))}"
        if low == "trangso":
            return str(r.randint(1, 200))
        if "ngay" in low or low.startswith("tungay") or low.startswith("denngay"):
            if low.endswith("ngaysinh") and r.random() < 0.12:
                return str(r.randint(1930, 1999))
            date, text = self.date()
            page["date:" + stem[:3]] = date
            return text
        if low.endswith("hoten") or low.startswith("nguoi") or low.endswith("daidien"):
            return self.person(page["capitals"] and not low.startswith("nguoi"))
        if "gio" in low and ("chet" in low or "phut" in low) and "giay" not in low:
            return f"{r.randint(0, 23):02} giờ {r.randint(0, 59):02} phút"
        if low.endswith("gioitinh"):
            return r.choice(["Nam", "Nữ"])
        if low.endswith("dantoc"):
            return r.choice(["Kinh"] * 5 + self.ethnic[:30])
        if "quoctich" in low or "quocgia" in low or low.startswith("qg"):
            return r.choice(["Việt Nam"] * 8 + ["Hoa Kỳ", "Trung Quốc", "Hàn Quốc"])
        if "sodinhdanh" in low:
            return f"0{r.randint(1, 96):02}{r.randint(0, 3)}{r.randint(0, 99):02}{r.randint(0, 999999):06}"
        if low.startswith("loai") or "loaigiayto" in low:
            return r.choice(["CMND", "CCCD", "Hộ chiếu", "Giấy chứng nhận"])
        if "sogiayto" in low or low.endswith("so") or low.startswith("so"):
            return str(r.randint(10 ** 8, 10 ** 9 - 1)) if r.random() < 0.6 else f"{r.randint(1, 900)}/QĐ-UBND"
        if low.startswith("chucvu") or low.endswith("chucvu"):
            return r.choice(TITLES)
        if "noicap" in low or low.startswith("cq") or "coquan" in low:
            return r.choice(ISSUERS) + " " + self.unit().split(", tỉnh ")[1]
        if "noidangky" in low:
            return "UBND " + self.unit()
        if "noisinh" in low or "noichet" in low:
            return r.choice(["Bệnh viện Đa khoa ", "Trạm y tế ", "Nhà hộ sinh ", ""]) + self.unit()
        if "cutru" in low or "quequan" in low or "thuongtru" in low or "noi" in low:
            return self.residence()
        if "nguyennhan" in low:
            return r.choice(CAUSES)
        if "quanhe" in low:
            return r.choice(RELATIONS)
        if low == "ghichu":
            return r.choice(["Bản chính đã giao cho người khai", "Ghi theo giấy chứng sinh số "
                             f"{r.randint(1, 400)}", "Đã cấp bản sao"])
        return r.choice(["Theo Quyết định của Ủy ban nhân dân", "Theo đơn đề nghị của gia đình",
                         "Có tên trong sổ hộ khẩu gia đình", "Chưa đăng ký kết hôn với ai"])

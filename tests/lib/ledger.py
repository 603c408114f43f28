# SPDX-License-Identifier: BSD-2-Clause
"""A made-up register of births that other programs write into their files, and its truth as CSV."""
import csv
import datetime
import random

LAST = ["Nguyễn", "Trần", "Lê", "Phạm", "Hoàng", "Võ", "Đặng", "Bùi", "Đỗ", "Ngô"]
MID = ["Văn", "Thị", "Hữu", "Ngọc", "Đức", "Minh", "Thu"]
FIRST = ["An", "Bình", "Châu", "Dũng", "Hạnh", "Khánh", "Lan", "Nghĩa", "Phượng", "Quỳnh", "Thủy",
         "Yến"]
FIELDS = ["so", "quyenSo", "trangSo", "ngayDangKy", "noiDangKy", "nksHoTen", "nksNgaySinh", "ghiChu"]


def rows(n, seed=20081):
    """N rows of FIELDS: texts, a number (trangSo) and two dates."""
    rnd = random.Random(seed)
    for i in range(1, n + 1):
        born = datetime.date(1980, 1, 1) + datetime.timedelta(days=rnd.randrange(9000))
        entered = born + datetime.timedelta(days=rnd.randrange(60))
        name = " ".join(rnd.choice(x) for x in (LAST, MID, FIRST))
        note = "sửa năm sinh & \"tên\" <theo> đơn; " * rnd.randrange(12)
        yield [f"{i:03d}/2008", "01/2008", i // 3 + 1, entered, "UBND xã Lộc Thuận", name, born, note.strip()]


def lower(data):
    """The same without capitals: TCVN3 has none with tones."""
    return [[x.lower() if isinstance(x, str) else x for x in r] for r in data]


def write_truth(path, data):
    with open(path, "w", newline="", encoding="utf-8") as f:
        w = csv.writer(f)
        w.writerow(FIELDS)
        for r in data:
            w.writerow([x.isoformat() if isinstance(x, datetime.date) else x for x in r])


def tcvn3_table(path):
    """Character to byte, of data/charset/TCVN3.tsv."""
    table = {}
    with open(path, encoding="utf-8") as f:
        for line in f:
            p = line.rstrip("\n").split("\t")
            if not line.startswith("#") and len(p) > 2 and p[1] not in ("-", "") and len(p[0]) == 2 and len(p[2]) == 1:
                table.setdefault(p[2], bytes.fromhex(p[0]))
    return table


def tcvn3(text, table):
    return b"".join(table.get(c, c.encode("ascii", "replace")) for c in text)

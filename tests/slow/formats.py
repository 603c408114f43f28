# SPDX-License-Identifier: BSD-2-Clause
# Writes the same made-up ledger with several programs that are not ours: truth.csv, a.xlsx (xlsxwriter), b.xlsx
# (openpyxl), db3.dbf, fp.dbf, vfp.dbf (python3-dbf, TCVN3 bytes).  What a program cannot be imported for is left out.
import csv, datetime, random, sys

rnd = random.Random(20081)
LAST = ["Nguyễn", "Trần", "Lê", "Phạm", "Hoàng", "Võ", "Đặng", "Bùi", "Đỗ", "Ngô"]
MID = ["Văn", "Thị", "Hữu", "Ngọc", "Đức", "Minh", "Thu"]
FIRST = ["An", "Bình", "Châu", "Dũng", "Hạnh", "Khánh", "Lan", "Nghĩa", "Phượng", "Quỳnh", "Thủy", "Yến"]
FIELDS = ["so", "quyenSo", "trangSo", "ngayDangKy", "noiDangKy", "nksHoTen", "nksNgaySinh", "ghiChu"]


def rows(n):
    for i in range(1, n + 1):
        born = datetime.date(1980, 1, 1) + datetime.timedelta(days=rnd.randrange(9000))
        entered = born + datetime.timedelta(days=rnd.randrange(60))
        name = " ".join(rnd.choice(x) for x in (LAST, MID, FIRST))
        note = "sửa năm sinh & \"tên\" <theo> đơn; " * rnd.randrange(12)
        yield [f"{i:03d}/2008", "01/2008", i // 3 + 1, entered, "UBND xã Lộc Thuận", name, born, note.strip()]


def truth(data):
    with open("truth.csv", "w", newline="", encoding="utf-8") as f:
        w = csv.writer(f)
        w.writerow(FIELDS)
        for r in data:
            w.writerow([x.isoformat() if isinstance(x, datetime.date) else x for x in r])


def by_xlsxwriter(data):
    import xlsxwriter
    book = xlsxwriter.Workbook("a.xlsx")
    book.add_worksheet("Ghi chu").write(0, 0, "Hướng dẫn")
    sheet, day = book.add_worksheet("DL Import"), book.add_format({"num_format": "dd/mm/yyyy"})
    sheet.write_row(0, 0, ["SỔ ĐĂNG KÝ KHAI SINH"])
    sheet.write_row(1, 0, [f + " \nghi chú" if f == "nksHoTen" else f + " " for f in FIELDS])
    for i, r in enumerate(data):
        for c, x in enumerate(r):
            if isinstance(x, datetime.date):
                sheet.write_datetime(i + 2, c, datetime.datetime(x.year, x.month, x.day), day)
            else:
                sheet.write(i + 2, c, x)
    book.close()


def by_openpyxl(data):
    import openpyxl
    book = openpyxl.Workbook()
    book.active.append(FIELDS)
    for r in data:
        book.active.append(r)
    book.save("b.xlsx")


def tcvn3(s, table):
    return b"".join(table.get(c, c.encode("ascii", "replace")) for c in s)


def by_dbf(data, kind, file, tables):
    import dbf
    table = {}
    for line in open(tables, encoding="utf-8"):
        p = line.rstrip("\n").split("\t")
        if not line.startswith("#") and len(p) > 2 and p[1] not in ("-", "") and len(p[0]) == 2 and len(p[2]) == 1:
            table.setdefault(p[2], bytes.fromhex(p[0]))
    t = dbf.Table(file, "so C(10); quyenso C(10); trangso N(4,0); ngaydangky D; noidangky C(40); nkshoten C(40); "
                  "nksngaysin D; ghichu M", codepage="cp437", dbf_type=kind)
    t.open(dbf.READ_WRITE)
    for r in data:
        t.append(tuple(tcvn3(x, table).decode("cp437") if isinstance(x, str) else x for x in r))
    t.close()


data = list(rows(400))
truth(data)
for make in (by_xlsxwriter, by_openpyxl):
    try:
        make(data)
    except ImportError as e:
        print("missing:", e, file=sys.stderr)
lower = [[x.lower() if isinstance(x, str) else x for x in r] for r in data]
for kind, file in (("db3", "db3.dbf"), ("fp", "fp.dbf"), ("vfp", "vfp.dbf")):
    try:
        by_dbf(lower, kind, file, sys.argv[1])
    except ImportError as e:
        print("missing:", e, file=sys.stderr)

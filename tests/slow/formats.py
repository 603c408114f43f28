# SPDX-License-Identifier: BSD-2-Clause
# Writes the same made-up ledger with several programs that are not ours: truth.csv and lower.csv, a.xlsx (xlsxwriter),
# b.xlsx (openpyxl), db3.dbf, fp.dbf, vfp.dbf (python3-dbf, TCVN3 bytes).  What a program cannot be imported for is left out.
import datetime
import os
import sys

sys.dont_write_bytecode = True
sys.path.insert(0, os.path.join(os.path.dirname(os.path.abspath(__file__)), "../lib"))
from ledger import FIELDS, lower, rows, tcvn3, tcvn3_table, write_truth  # noqa: E402


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


def by_dbf(data, kind, file, table):
    import dbf
    t = dbf.Table(file, "so C(10); quyenso C(10); trangso N(4,0); ngaydangky D; noidangky C(40); nkshoten C(40); "
                  "nksngaysin D; ghichu M", codepage="cp437", dbf_type=kind)
    t.open(dbf.READ_WRITE)
    for r in data:
        t.append(tuple(tcvn3(x, table).decode("cp437") if isinstance(x, str) else x for x in r))
    t.close()


def main():
    data, table = list(rows(400)), tcvn3_table(sys.argv[1])
    jobs = [(by_xlsxwriter, data), (by_openpyxl, data)]
    jobs += [(by_dbf, lower(data), kind, f"{kind}.dbf", table) for kind in ("db3", "fp", "vfp")]
    write_truth("truth.csv", data)
    write_truth("lower.csv", lower(data))
    for write, *args in jobs:
        try:
            write(*args)
        except ImportError as e:
            print("missing:", e, file=sys.stderr)


main()

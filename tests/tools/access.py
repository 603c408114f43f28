# SPDX-License-Identifier: BSD-2-Clause
# Writes the same made-up ledger as Access databases: unicode.mdb (Jet 4), unicode.accdb, font.mdb (Jet 4, TCVN3 in
# letters below U+0100), font97.mdb (Jet 3, TCVN3 bytes), with their truth in truth.csv and lower.csv.
#   access.py DATA/charset/TCVN3.tsv
import os
import sys

sys.dont_write_bytecode = True
sys.path.insert(0, os.path.join(os.path.dirname(os.path.abspath(__file__)), "../lib"))
from jet import ACE, BOOL, DATE, DOUBLE, JET3, JET4, LONG, MEMO, TEXT, Database  # noqa: E402
from ledger import FIELDS, lower, rows, tcvn3, tcvn3_table, write_truth  # noqa: E402

KIND = {"trangSo": LONG, "ngayDangKy": DATE, "nksNgaySinh": DATE, "ghiChu": MEMO}
COLUMNS = [(name, KIND.get(name, TEXT)) for name in FIELDS]
DELETED, MOVED = {0, 7, 100, 101, 399}, {3, 50, 398}


def write(path, kind, data, encode=lambda x: x):
    db = Database(kind)
    other = [(i, encode(f"số {i}"), i / 4 if i % 3 else None, i % 2 == 0) for i in range(1, 6)]
    db.table("Danh muc", [("ma", LONG), ("ten", TEXT), ("gia", DOUBLE), ("co", BOOL)], other)
    packed = [[encode(x) if isinstance(x, str) else x for x in r] for r in data]
    db.table("So khai sinh", COLUMNS, packed, deleted=DELETED, moved=MOVED)
    db.save(path)


def main():
    table = tcvn3_table(sys.argv[1])
    data = [r[:7] + [r[7] * 40 if i == 11 else r[7]] for i, r in enumerate(rows(400))]
    data[11][7] = data[11][7] or "Xem đơn của gia đình. " * 500
    stays = [i for i in range(400) if i not in DELETED and i not in MOVED] + sorted(MOVED)
    write_truth("truth.csv", [data[i] for i in stays])
    write_truth("lower.csv", [lower(data)[i] for i in stays])
    write("unicode.mdb", JET4, data)
    write("unicode.accdb", ACE, data)
    write("font.mdb", JET4, lower(data), lambda x: tcvn3(x, table).decode("latin-1"))
    write("font97.mdb", JET3, lower(data), lambda x: tcvn3(x, table))


main()

# SPDX-License-Identifier: BSD-2-Clause
# Other people's programs, from npm: workbooks that exceljs wrote, every cell against the truth; Access databases (one
# written by Access itself) that mdb-reader reads as our helper does.  ./check and .ci/run install them and set
# HOTICH_NODE to where they are; where they must be there, HOTICH_NODE_NEEDED is set.
. "$srcdir/tests/lib/tap.sh"
export NODE_PATH="${HOTICH_NODE:-$builddir/node}/node_modules"
if ! command -v node >/dev/null || [ ! -d "$NODE_PATH/exceljs" ] || [ ! -d "$NODE_PATH/mdb-reader" ]; then
    why="exceljs and mdb-reader are not installed: npm or a network is missing; ./check installs them"
    if [ -n "${HOTICH_NODE_NEEDED:-}" ]; then
        tap_line "not ok" "programs that are not ours ($why)"
    else
        skip "programs that are not ours" "$why"
    fi
    tap_done; exit
fi
# records FILE…: what was imported, without places and forms in the source
records() { hotich-import "$@" 2>err | sed -e 's/ src="[^"]*"//; s/ raw="[^"]*"//; s/ by="[^"]*"//; s/ enc="[^"]*"//'; }

python3 - "$srcdir/tests/lib" "$srcdir/data/charset/TCVN3.tsv" <<'PY' >ledger.json
import json, sys
sys.dont_write_bytecode = True
sys.path.insert(0, sys.argv[1])
from ledger import FIELDS, lower, rows, tcvn3_table, write_truth
data = lower(rows(400))
write_truth("truth.csv", data)
font = {c: b[0] for c, b in tcvn3_table(sys.argv[2]).items()}
json.dump({"fields": FIELDS, "rows": data, "tcvn3": font}, sys.stdout, default=str)
PY
ok "exceljs writes its workbooks" sh -c 'node "$srcdir/tests/node/exceljs.js" <ledger.json'
records truth.csv >want
is "the truth is 400 records" "$(grep -c '^<khaiSinh ' want)" 400
for book in plain fonts y1904 stream inline; do
    records "$book.xlsx" >got
    ok "exceljs $book.xlsx: every cell" diff want got
done
hotich-import plain.xlsx >out 2>err
ok "hidden rows are read, and it is said" grep -q 'HT157: 23 rows' err
hotich-import fonts.xlsx >out 2>err
ok "a cell of two fonts keeps what it held" grep -q '<nksHoTen raw="[^"]*" enc="TCVN3">' out

if [ ! -x "$builddir/hotich-access" ]; then
    skip "Access databases" "built without libmdb"; tap_done; exit
fi
python3 "$srcdir/tests/tools/access.py" "$srcdir/data/charset/TCVN3.tsv"
cp "$NODE_PATH/mdb/test/fruit.mdb" .
same() { # FILE [TABLE]
    hotich-access "$@" >ours
    node "$srcdir/tests/node/mdb-reader.mjs" "$NODE_PATH" "$@" >theirs
    ok "mdb-reader reads the same: $*" cmp ours theirs
}
for base in unicode.mdb unicode.accdb font.mdb font97.mdb; do
    same "$base"
    for table in "So khai sinh" "Danh muc"; do same "$base" "$table"; done
done
same fruit.mdb
for table in Fruit "Fruit Salad" "Muffin/Bread" Dried; do same fruit.mdb "$table"; done
tap_done

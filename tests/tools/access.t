# SPDX-License-Identifier: BSD-2-Clause
# Access databases: what becomes of the helper's rows, and of a helper that is missing, breaks off or lies (a stand-in
# for it says what it would); then databases written by tests/lib/jet.py, read by the real helper.
. "$srcdir/tests/lib/tap.sh"
mkdir bin
export HOTICH_LIBEXECDIR="$W/bin"
printf '\000\001\000\000Standard Jet DB\000 and so on' >a.mdb
rc "without the helper: a clear message" 3 hotich-import a.mdb
ok "… that names the package" grep -q 'HT150.*mdbtools-dev' err

# cell TYPE TEXT: as the helper writes it (texts here are shorter than 256 bytes)
cell() { printf '%s' "$1"; printf "\\$(printf %03o "$(printf %s "$2" | wc -c)")\\000\\000\\000%s" "$2"; }
row() { printf "R\\$(printf %03o "$1")\\000\\000\\000"; }
helper() { { echo '#!/bin/sh'; echo 'cat "$0.${2:+rows}"'; } >bin/hotich-access; chmod +x bin/hotich-access; }
helper
{ row 1; cell t 'So khai sinh'; row 1; cell t Khac; printf E; } >bin/hotich-access.
{ row 5; cell n so; cell t quyenSo; cell d ngayDangKy; cell t noiDangKy; cell t nksHoTen
  row 5; cell n 1.000; cell t 01/1998; cell d 1998-05-19T00:00:00; cell t 'xã A'; cell t 'Nguyễn Văn Á'
  row 5; cell n 2; cell t 01/1998; cell d 1998-05-20T00:00:00; cell - ''; cell t "$(printf 'Nguy\324n')"; printf E
} >bin/hotich-access.rows
rc "rows become records" 0 hotich-import --table='So khai sinh' a.mdb
ok "… numbered from 1" grep -q 'src="a.mdb#So khai sinh:2"' out
ok "… numbers as General, dates without midnight" grep -q '<ngayDangKy>1998-05-19</ngayDangKy>' out
ok "… bytes that are no text do no harm" grep -q '<nksHoTen>Nguy.n</nksHoTen>' out
rc "a table that is not there" 2 hotich-import --table=X a.mdb
head -c 150 bin/hotich-access.rows >cut && mv cut bin/hotich-access.rows
rc "the helper breaks off" 3 hotich-import --table=Khac a.mdb
ok "… and it is said" grep -q HT170 err
printf 'R\377\377\377\377' >bin/hotich-access.rows
rc "nonsense" 3 hotich-import --table=Khac a.mdb
# Whatever ends the helper: a message, exit 3, no record, no file and no process left behind.
mkdir tmp
ends() { # WHAT PATTERN: what became of hotich-import on standard input
    is "$1: exit status" "$(cat status)" 3
    ok "… it is said" grep -q "^hotich-import: -: error: $2" err
    is "… once" "$(wc -l <err)" 1
    is "… nothing is left behind" "$(ls tmp)$(kill -0 "$(cat pid)" 2>&1 | grep -v 'o such process')" ""
}
import() { TMPDIR=$W/tmp hotich-import - <a.mdb >out 2>err; echo $? >status; }
for signal in KILL ALRM SEGV ABRT; do
    { echo '#!/bin/sh'; echo "echo \$\$ >'$W/pid'; kill -$signal \$\$"; } >bin/hotich-access
    import
    case $signal in KILL | ALRM) why="it took too long" ;; *) why="the library behind it crashed, or needed" ;; esac
    ends "the helper dies of SIG$signal" "HT173: the database was not read to its end: $why"
done
{ echo '#!/bin/sh'; echo "echo \$\$ >'$W/pid'; ulimit -t >'$W/limits'; ulimit -v >>'$W/limits'; while :; do :; done"; } >bin/hotich-access
(ulimit -t 1 && import)
ends "the helper never ends" "HT173: .*: it took too long"
if [ -z "${HOTICH_SANITIZED:-}" ]; then
    is "it has 1 GB" "$(sed -n 2p limits)" 1048576
    { echo '#!/bin/sh'; echo "echo \$\$ >'$W/pid'; exec python3 -c 'b = bytearray(3 << 29); print(end=\"E\")'"; } >bin/hotich-access
    import
    ends "the helper wants 1.5 GB" HT170
fi
{ echo '#!/bin/sh'; echo "echo \$\$ >'$W/pid'; ulimit -t >'$W/limits'; printf E"; } >bin/hotich-access
import
is "it has ten minutes of the processor" "$(cat limits)" 600
printf '#!/bin/sh\necho $$ >%s\nprintf RRRRRRRR; sleep 100\n' "$W/pid" >bin/hotich-access
import
ends "nonsense, and it goes on" HT170
if [ ! -x "$builddir/hotich-access" ]; then
    skip "the real helper" "built without libmdb"; tap_done; exit
fi
export HOTICH_LIBEXECDIR="$builddir"
rc "the real helper refuses what is no database" 3 hotich-import a.mdb

python3 "$srcdir/tests/tools/access.py" "$srcdir/data/charset/TCVN3.tsv" || exit 99
# records ARG…: what was imported, without places and forms in the source
records() { hotich-import "$@" 2>err | sed -e 's/ src="[^"]*"//; s/ raw="[^"]*"//; s/ by="[^"]*"//; s/ enc="[^"]*"//'; }
records truth.csv >unicode.want
records lower.csv >font.want
is "the truth: 400 rows less 5 deleted ones" "$(grep -c '^<khaiSinh ' unicode.want)" 395
for base in unicode.mdb unicode.accdb font.mdb font97.mdb; do
    records "$base" >got
    ok "$base: the register among two tables, every cell, memos inside and on pages, moved and deleted rows" \
        diff "${base%%[.9]*}.want" got
done
rc "a table that is named" 0 hotich-import --table='So khai sinh' unicode.accdb
is "… is read" "$(grep -c '^<khaiSinh ' out)" 395
rc "the other table is no register" 1 hotich-import --table='Danh muc' unicode.mdb
hotich-import font97.mdb 2>err >out
ok "bytes of a font stay beside what they say" \
    grep -q '<nksHoTen raw="hoµng minh kh¸nh" enc="TCVN3">hoàng minh khánh<' out

# What is lost is noticed: pages cut off the end, rows that are gone, the page of a memo.
python3 - <<'PY'
import random
PAGE, whole = 4096, open("unicode.mdb", "rb").read()
pages = [bytearray(whole[i:i + PAGE]) for i in range(0, len(whole), PAGE)]
rows = [i for i, p in enumerate(pages) if p[0] == 1 and p[4:8] == pages[-2][4:8]]
def write(name, data):
    with open(name, "wb") as f:
        f.write(data)
write("cut-part.mdb", whole[:-1000])
write("cut-rows.mdb", whole[:(rows[3]) * PAGE])
write("cut-memos.mdb", whole[:9 * PAGE])
gone = [bytes(p) if i != rows[2] else bytes(PAGE) for i, p in enumerate(pages)]
write("gone-rows.mdb", b"".join(gone))
memo = next(i for i, p in enumerate(pages) if p[4:8] == b"LVAL")
write("gone-memo.mdb", b"".join(bytes(p) if i != memo else bytes(PAGE) for i, p in enumerate(pages)))
rnd = random.Random(7)
for i in range(24):
    b = bytearray(whole)
    for _ in range(1 + i % 4):
        b[rnd.choice([2, 4, 5, 8]) * PAGE + rnd.randrange(0, 400)] = rnd.randrange(256)
    write(f"bad{i}.mdb", b if i < 18 else whole[:rnd.randrange(100, len(whole))])
PY
for base in cut-*.mdb gone-*.mdb; do
    rc "$base" 3 hotich-import "$base"
    ok "… and it is said" grep -q HT170 err
done
# Random damage where tables are described: an end with a message, in time, whatever comes out.
worst=0 silent=
for base in bad*.mdb; do
    timeout 60 hotich-import "$base" >out 2>err; got=$?
    [ "$got" -le "$worst" ] || worst=$got
    [ "$got" -eq 0 ] || [ -s err ] || silent="$silent $base"
done
ok "damaged databases end with 0 to 3" test "$worst" -le 3
is "… and with a message" "$silent" ""
tap_done

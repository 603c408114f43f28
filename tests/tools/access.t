# SPDX-License-Identifier: BSD-2-Clause
# Access databases: what becomes of the helper's rows, and of a helper that is missing, breaks off or lies.  No free
# program writes such files, so a stand-in for the helper says what it would.
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
{ echo '#!/bin/sh'; echo 'kill -9 $$'; } >bin/hotich-access
rc "the helper is killed" 3 hotich-import a.mdb
if [ -x "$builddir/hotich-access" ]; then
    export HOTICH_LIBEXECDIR="$builddir"
    rc "the real helper refuses what is no database" 3 hotich-import a.mdb
else
    skip "the real helper" "built without libmdb"
fi
tap_done

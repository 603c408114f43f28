# SPDX-License-Identifier: BSD-2-Clause
# --set: what the user knows about a whole file and the file does not say.
. "$srcdir/tests/lib/tap.sh"
cat >book.csv <<'END'
so,ngayDangKy,noiDangKy,nksHoTen
1/2008,15/01/2008,,Nguyễn Văn Ánh
2/2008,16/01/2008,UBND xã Bình Trị,Trần Thị Bưởi
END
field() { sed -n "s/^<$1\( [^>]*\)*>\([^<]*\).*/\2\1/p" out | tr '\n' '|'; }
rc "fields without a column or a value are set" 0 hotich-import --set=quyenSo=01/2008 "--set=noiDangKy=UBND xã Tân Phú" book.csv
is "… in every entry, and it is said who knew it" "$(field quyenSo)" '01/2008 by="set"|01/2008 by="set"|'
is "… what the file says stays" "$(field noiDangKy)" 'UBND xã Tân Phú by="set"|UBND xã Bình Trị|'
is "… the ids have the volume" "$(grep -o ' id="[^"]*"' out | tr '\n' ' ')" ' id="KS.2008.01.001"  id="KS.2008.01.002" '
is "… no column is missed" "$(grep -c HT107 err)" 0
cp out once.xml
rc "canonical XML is filled too" 0 hotich-import --set=nksGioiTinh=Nữ once.xml
is "… and else is as it was" "$(grep -v nksGioiTinh out | cmp - once.xml && echo same)" same
is "… in each entry" "$(field nksGioiTinh)" 'Nữ by="set"|Nữ by="set"|'
rc "lines of JSON" 0 sh -c 'echo "{\"so\":\"1/2008\",\"ngayDangKy\":\"15/01/2008\",\"nksHoTen\":\"Lê A\",\"noiDangKy\":\"UBND xã B\"}" |
    hotich-import --set=quyenSo=02/2008'
is "… have it" "$(field quyenSo)" '02/2008 by="set"|'
rc "a field of another register is left out" 0 hotich-import --set=quyenSo=01/2008 --set=voHoTen=A --set=noiDangKy=B book.csv
is "… which is said" "$(sed -n 's/.*\(HT[0-9]*\).*voHoTen.*/\1/p' err)" HT132
is "… and nothing else is made of it" "$(grep -c voHoTen out)" 0
for wrong in quyenSo =x quyenSo= ten=A soo=1 "quyenSo=$(printf 'a\nb')" "quyenSo=$(printf '\351')"; do
    rc "--set=$(echo "$wrong" | LC_ALL=C tr -c 'a-zA-Z=\n' '?') is refused" 2 hotich-import --set="$wrong" book.csv
done
rc "a field that --register does not have is refused" 2 hotich-import --register=KS --set=voHoTen=A book.csv
rc "a field twice is refused" 2 hotich-import --set=quyenSo=1 --set=quyenSo=2 book.csv
ok "… in one clear line" grep -q 'quyenSo was given before' err
# The Ministry's names mix capitals and small letters: who misses the case is told the name.
meant() { rc "$1 with a name in the wrong case is refused" 2 sh -c "$2"; is "… and the name that was meant is said" \
    "$(sed -n 's/.*did you mean "\(.*\)"?$/\1/p' err)" "$3"; }
meant --set "hotich-import --set=quyenso=1 book.csv" quyenSo
meant "--set of one register" "hotich-import --register=KH --set=VOHOTEN=A book.csv" voHoTen
meant --columns "hotich-export --to=csv --columns=so,nkshoten once.xml" nksHoTen
printf '# a map\nTên con\tNKSHOTEN\n' >names.map
meant --map "hotich-import --map=names.map book.csv" nksHoTen
ok "… with the line" grep -q 'names.map:2: no register has a field "NKSHOTEN"' err
rc "a field of another register is nothing that was meant" 2 hotich-import --register=KS --set=vohoten=A book.csv
is "… and no name is said" "$(grep -c 'did you mean' err)" 0
tap_done

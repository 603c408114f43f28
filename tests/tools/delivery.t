# SPDX-License-Identifier: BSD-2-Clause
# A ward's delivery: tables and scans in one zip container, rows paired with scans by their names.
. "$srcdir/tests/lib/tap.sh"
if ! command -v zip >/dev/null; then skip "a delivery" "zip is missing"; tap_done; exit; fi
grep -q 'HAVE_LIBZIP 1' "$builddir/config.h" || { skip "a delivery" "built without libzip"; tap_done; exit; }
mkdir -p d/scan d/__MACOSX d/.Trash-1000/files 'd/$RECYCLE.BIN/S-1'
head='so,quyenSo,ngayDangKy,noiDangKy,nksHoTen'
{ echo $head; echo '1/2008,01/2008,15.01.2008,UBND xã A,Lê Hoa'; echo '2/2008,01/2008,16.01.2008,UBND xã A,Trần Bá'
  echo '3/2008,01/2008,17.01.2008,UBND xã A,Võ An'; } >'d/Sổ khai sinh.csv'
for f in KS.2008.01.2008-01-15.001.pdf ks-2008-01-2008-01-16-002.PDF KS.2008.01.2008-01-17.003.pdf \
    KS.2008.01.2009-01-17.003.pdf Cover.xa_a.KS.A4.2008.01.pdf; do echo '%PDF-1.4' >"d/scan/$f"; done
cp 'd/Sổ khai sinh.csv' d/.Trash-1000/files/; cp 'd/Sổ khai sinh.csv' 'd/$RECYCLE.BIN/S-1/$R1.csv'
echo x >d/__MACOSX/._a.csv; echo x >d/Thumbs.db; echo 'a note, no table' >d/readme.md
(cd d && zip -q -r ../a.zip .)
rc "a delivery is imported" 0 hotich-import a.zip
ok "… by member and line" grep -q 'src="a.zip/Sổ khai sinh.csv:2"' out
ok "… paired with its scan" grep -q '^<khaiSinh id="KS.2008.01.001" .*scan="KS.2008.01.2008-01-15.001.pdf"' out
ok "… whatever the form of the name" grep -q 'KS.2008.01.002" .*scan="ks-2008-01-2008-01-16-002.PDF"' out
ok "… but not if two fit" sh -c '! grep "KS.2008.01.003" out | grep -q scan='
ok "… and the rest is named" grep -q 'HT171.*readme.md' err
is "… litter is not" "$(grep -c 'Thumbs\|MACOSX' err)" 0
is "… what was deleted is not imported" "$(grep -c '^<khaiSinh ' out)" 3
hotich-import - <a.zip >piped 2>/dev/null
is "a pipe gives the same records" "$(grep -c scan= piped)" "$(grep -c scan= out)"
rc "a folder is imported like a container" 0 hotich-import --explain d
is "… without what was deleted" "$(grep -c '^<khaiSinh ' out)" 3
ok "… by file and line" grep -q 'src="d/Sổ khai sinh.csv:2"' out
is "… paired with its scans" "$(sed -n 's/.* scan="\([^"]*\)".*/\1/p' out | tr '\n' ' ')" \
    "KS.2008.01.2008-01-15.001.pdf ks-2008-01-2008-01-16-002.PDF "
ok "… and the rest is named" grep -q 'HT171.*readme.md' err
ok "… it says what it found" grep -q 'a folder with 1 table and 5 scans' err
is "… scans and entries that have nobody are counted" "$(grep -c 'HT179: .* --scans=DIR' err)" 1
hotich-import d/ >slash 2>err
ok "… named with a slash behind it, too" cmp out slash
mkdir nothing && echo x >nothing/readme.md
rc "a folder without a ledger" 3 hotich-import nothing
ok "… is said" grep -q HT172 err
# A dBase table whose notes are in a memo file.
mkdir fox
column() { printf '%s' "$1"; head -c $((11 - ${#1})) /dev/zero; printf "$2\\0\\0\\0\\0\\$3\\0"; head -c 14 /dev/zero; }
{ printf '\203\154\005\023\001\000\000\000\301\000\054\000'; head -c 20 /dev/zero
  column so C 006; column quyenSo C 007; column ngayDangKy C 012; column noiDangKy C 012; column ghiChu M 012
  printf '\r %-6s%-7s%-10s%-10s%10s\032' 1/2008 01/2008 15.01.2008 'UBND xa A' 1; } >'fox/Sổ 1.DBF'
{ printf '\002'; head -c 511 /dev/zero; printf 'cap lai ban chinh\032\032'; head -c 493 /dev/zero; } >'fox/Sổ 1.dbt'
hotich-import -q fox >folder 2>err
ok "a table's memo file is read with it" grep -q '<ghiChu>cap lai ban chinh<' folder
(cd fox && zip -q ../fox.zip ./*)
hotich-import -q fox.zip >out 2>err
ok "… in a container, too" grep -q '<ghiChu>cap lai ban chinh<' out
ok "… and is no table of its own" sh -c '! grep -q HT171 err'
# Workbooks that were stored, not packed once more: the parts' names stand in the container's bytes.
mkdir -p w/xl/worksheets w/_rels w/xl/_rels
echo '<Relationships><Relationship Id="r1" Type="x/officeDocument" Target="xl/workbook.xml"/></Relationships>' >w/_rels/.rels
echo '<Relationships><Relationship Id="r1" Type="x/worksheet" Target="worksheets/s.xml"/></Relationships>' >w/xl/_rels/workbook.xml.rels
echo '<workbook xmlns:r="x/relationships"><sheets><sheet name="KS" r:id="r1"/></sheets></workbook>' >w/xl/workbook.xml
for n in 1 2; do
    { echo '<worksheet><sheetData>'
      for row in "$head" "$n/2008,01/2008,15.01.2008,UBND xã A,Lê Hoa"; do
          echo "<row>$(echo "$row" | sed 's|[^,]*|<c t="inlineStr"><is><t>&</t></is></c>|g; s|,||g')</row>"
      done
      echo '</sheetData></worksheet>'; } >w/xl/worksheets/s.xml
    rm -f "$n.xlsx"; (cd w && zip -q "../$n.xlsx" _rels/.rels xl/workbook.xml xl/_rels/workbook.xml.rels xl/worksheets/s.xml)
done
rc "a workbook" 0 hotich-import 1.xlsx
zip -q -0 one.zip 1.xlsx; zip -q -0 two.zip 1.xlsx 2.xlsx
rc "… stored in a container" 0 hotich-import one.zip
ok "… is read as a workbook" grep -q 'src="one.zip/1.xlsx#KS:2"' out
rc "two workbooks stored in a container" 0 hotich-import two.zip
is "… both are read" "$(sed -n 's/.*src="\([^"]*\)".*/\1/p' out | tr '\n' ' ')" "two.zip/1.xlsx#KS:2 two.zip/2.xlsx#KS:2 "
(cd w && echo x >a.txt && zip -q ../odd.xlsx a.txt _rels/.rels xl/workbook.xml xl/_rels/workbook.xml.rels xl/worksheets/s.xml)
rc "a workbook with something else before its parts" 0 hotich-import odd.xlsx
is "… is a workbook" "$(sed -n 's/.*src="\([^"]*\)".*/\1/p' out)" odd.xlsx#KS:2
(cd d && zip -q ../scans.zip scan/*)
rc "scans alone" 3 hotich-import scans.zip
ok "… are no ledger, but can be read" grep -q 'HT178.*import the folder' err
(cd d && zip -q -P geheim ../secret.zip readme.md *.csv)
rc "a password" 3 hotich-import secret.zip
ok "… is said" grep -q HT151 err
head -c 300 a.zip >cut.zip
rc "a cut container" 3 hotich-import cut.zip
tap_done

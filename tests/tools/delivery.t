# SPDX-License-Identifier: BSD-2-Clause
# A ward's delivery: tables and scans in one zip container, rows paired with scans by their names.
. "$srcdir/tests/lib/tap.sh"
if ! command -v zip >/dev/null; then skip "a delivery" "zip is missing"; tap_done; exit; fi
grep -q 'HAVE_LIBZIP 1' "$builddir/config.h" || { skip "a delivery" "built without libzip"; tap_done; exit; }
mkdir -p d/scan d/__MACOSX
head='so,quyenSo,ngayDangKy,noiDangKy,nksHoTen'
{ echo $head; echo '1/2008,01/2008,15.01.2008,UBND xã A,Lê Hoa'; echo '2/2008,01/2008,16.01.2008,UBND xã A,Trần Bá'
  echo '3/2008,01/2008,17.01.2008,UBND xã A,Võ An'; } >'d/Sổ khai sinh.csv'
for f in KS.2008.01.2008-01-15.001.pdf ks-2008-01-2008-01-16-002.PDF KS.2008.01.2008-01-17.003.pdf \
    KS.2008.01.2009-01-17.003.pdf Cover.xa_a.KS.A4.2008.01.pdf; do echo '%PDF-1.4' >"d/scan/$f"; done
echo x >d/__MACOSX/._a.csv; echo x >d/Thumbs.db; echo 'a note, no table' >d/readme.md
(cd d && zip -q -r ../a.zip .)
rc "a delivery is imported" 0 hotich-import a.zip
ok "… by member and line" grep -q 'src="a.zip/Sổ khai sinh.csv:2"' out
ok "… paired with its scan" grep -q '^<khaiSinh id="KS.2008.01.001" .*scan="KS.2008.01.2008-01-15.001.pdf"' out
ok "… whatever the form of the name" grep -q 'KS.2008.01.002" .*scan="ks-2008-01-2008-01-16-002.PDF"' out
ok "… but not if two fit" sh -c '! grep "KS.2008.01.003" out | grep -q scan='
ok "… and the rest is named" grep -q 'HT171.*readme.md' err
is "… litter is not" "$(grep -c 'Thumbs\|MACOSX' err)" 0
hotich-import - <a.zip >piped 2>/dev/null
is "a pipe gives the same records" "$(grep -c scan= piped)" "$(grep -c scan= out)"
(cd d && zip -q ../scans.zip scan/*)
rc "scans alone" 3 hotich-import scans.zip
ok "… are no ledger" grep -q HT172 err
(cd d && zip -q -P geheim ../secret.zip readme.md *.csv)
rc "a password" 3 hotich-import secret.zip
ok "… is said" grep -q HT151 err
head -c 300 a.zip >cut.zip
rc "a cut container" 3 hotich-import cut.zip
tap_done

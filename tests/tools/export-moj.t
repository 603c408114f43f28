# SPDX-License-Identifier: BSD-2-Clause
# The Ministry's workbooks and archives: names, every cell, scans found under rewritten names.
. "$srcdir/tests/lib/tap.sh"
E=$T/hotich-export
in=$srcdir/tests/tools/export/package/in.xml
"$E" --to=moj -o probe "$in" >/dev/null 2>err
if grep -q 'built without' err; then skip "workbooks" "built without libxlsxwriter"; tap_done; exit; fi

rc "without scans: the workbooks, and status 1" 1 "$E" --to=moj -o moj "$in"
is "which is said" "$(grep -c 'HT910.*archives: 5' err)" 1
is "a partial date of registration is an error" "$(grep -c 'ks2009.csv:2: error: HT909.*ngayDangKy="2009-02"' err)" 1
is "names" "$(ls moj | tr '\n' ' ')" "_.HN._._.xlsx phuongbennghe_q1_tphcm.KH.2009.01.xlsx phuongbennghe_q1_tphcm.KS.2008.01.xlsx \
phuongbennghe_q1_tphcm.KS.2009.01.xlsx phuongdakao_q1_tphcm.KS.2008.01.xlsx "
is "private files" "$(stat -c %a moj moj/* | sort -u | tr '\n' ' ')" "600 700 "
cp -r moj first
sleep 1
"$E" --to=moj -o moj "$in" 2>/dev/null
is "the same entries give the same bytes" "$(diff -r first moj)" ""
is "nothing is left beside them" "$(ls -d moj?* 2>/dev/null)" ""
cat >spelled.csv <<'CSV'
Số,Quyển số,Ngày đăng ký,Nơi đăng ký,Họ tên trẻ,Giới tính,Ngày sinh
1/2008,01/2008,03/01/2008,"UBND P. Bến Nghé, Q.1, TP.HCM",Nguyễn Văn A,Nam,01/01/2008
2/2008,01/2008,04/01/2008,"UBND phường Bến Nghé, quận 1, thành phố Hồ Chí Minh",Nguyễn Văn B,Nam,02/01/2008
CSV
"$T/hotich-import" -q spelled.csv | "$T/hotich-normalize" -q >spelled.xml
"$E" --to=moj -o spelled spelled.xml 2>/dev/null
is "one ward spelled two ways is one ledger, its name spelled out" "$(ls spelled)" phuongbennghe_q1_tphcm.KS.2008.01.xlsx
rc "-o NAME.xlsx: one workbook" 1 "$E" --to=moj --register=KH -o kh.xlsx "$in"
ok "with the same bytes" cmp kh.xlsx moj/phuongbennghe_q1_tphcm.KH.2009.01.xlsx
is "and nothing beside it" "$(ls -d kh* | tr '\n' ' ')" "kh.xlsx "
mkdir full; echo mine >full/notes.txt
rc "a directory with other files is refused" 2 "$E" --to=moj -o full "$in"
rc "an unknown profile is refused" 2 "$E" --to=moj --profile=ks61 -o moj "$in"
head -n 20 "$in" >cut.xml
rc "a truncated stream is a failure" 3 "$E" --to=moj -o moj cut.xml
is "that leaves what was there" "$(diff -r first moj; ls -d moj?* 2>/dev/null)" ""

# Cells, read from the sheet itself: row by row, "column=text".
command -v unzip >/dev/null || { skip "cells" "unzip is missing"; tap_done; exit; }
cells() {
    unzip -p "$1" xl/worksheets/sheet1.xml | sed 's/<c r="/\n&/g' |
        sed -n 's/^<c r="\([A-Z]*[0-9]*\)" s="[0-9]*" t="inlineStr"><is><t[^>]*>\(.*\)<\/t><\/is><\/c>.*/\1=\2/p'
}
sheet() { unzip -p "$1" xl/worksheets/sheet1.xml; }
is "every cell that is there is text" \
    "$(sheet moj/phuongbennghe_q1_tphcm.KS.2008.01.xlsx | grep -o '<c r="[^>]*>' | grep -vc 't="inlineStr"')" 0
is "row 2" "$(cells moj/phuongbennghe_q1_tphcm.KS.2008.01.xlsx | grep '^[A-Z]*2=' | tr '\n' '|')" \
    "A2=001/2008|B2=01/2008|D2=15.01.2008|F2=UBND phường Bến Nghé, quận 1, TP. Hồ Chí Minh|K2=Nguyễn Văn Ánh|L2=1|M2=03.01.2008|AG2=25T|"
header() { cells "$1" | sed -n 's/^[A-Z]*1=//p' | paste -sd, -; }
columns() { awk -F '\t' -v p="$1" -v r="$2" '$1 ~ "(^|,)" p "(,|$)" && $2 == r { print $4 }' "$srcdir/data/export_columns.tsv"; }
is "60 columns of births, misspellings kept" "$(header moj/phuongbennghe_q1_tphcm.KS.2008.01.xlsx)" "$(columns ks60 KS)"
is "44 columns of marriages" "$(header moj/phuongbennghe_q1_tphcm.KH.2009.01.xlsx)" "$(columns ks60 KH)"
for pair in KS:60 KH:44 KT:48 CMC:50 HN:35; do
    is "the template of ${pair%:*}" "$(columns ks60 ${pair%:*} | tr ',' '\n' | wc -l)" "${pair#*:}"
done
"$E" --to=moj --profile=hotich158 --register=KS -o new "$in" 2>/dev/null
is "70 columns of the newer template" "$(header new/phuongbennghe_q1_tphcm.KS.2008.01.xlsx | tr ',' '\n' | wc -l)" 70
is "its rows are numbered" "$(cells new/phuongbennghe_q1_tphcm.KS.2008.01.xlsx | grep '^A[0-9]' | tr '\n' ' ')" "A1=STT A2=1 A3=2 "
ok "its sheet is DL Import" sh -c 'unzip -p new/phuongbennghe_q1_tphcm.KS.2008.01.xlsx xl/workbook.xml | grep -q "sheet name=\"DL Import\""'
ok "and the codes are explained on Ghi chu" sh -c 'unzip -p new/phuongbennghe_q1_tphcm.KS.2008.01.xlsx xl/workbook.xml | grep -q "sheet name=\"Ghi chu\"" &&
    unzip -p new/phuongbennghe_q1_tphcm.KS.2008.01.xlsx xl/worksheets/sheet2.xml | grep -q "loaiDangKy</t>.*>1</t>.*>đúng hạn</t>"'
# Read again, a workbook gives the same entries: every value, code and id.
content() { grep -v '^<diag' "$1" | sed 's/ src="[^"]*"//; s/ \(raw\|by\|enc\|note\|suggest\|conf\)="[^"]*"//g; /^<[A-Za-z]* state="blank"\/>$/d'; }
for s in ks2008.csv ks2014.csv kh2006.csv ks1996.txt kt2012.txt; do
    "$T/hotich" run import "$srcdir/samples/$s" then normalize >sample.xml 2>/dev/null
    for profile in ks60 hotich158; do
        "$E" -q --to=moj --profile=$profile -o back.xlsx sample.xml 2>/dev/null
        "$T/hotich" run import back.xlsx then normalize >back.xml 2>/dev/null
        content sample.xml >want; content back.xml >got
        is "$s as $profile and back: every value, code and id" "$(diff want got | head -n 6)" ""
    done
done
"$E" --to=moj -o formula "$srcdir/tests/tools/export/csv-formula/in.xml" 2>/dev/null
is "what looks like a formula is text" "$(cells formula/*.xlsx | grep '^[GH]2=' | tr '\n' ' ')" "G2==1+1 H2=+84 8 "
is "and no formula" "$(sheet formula/*.xlsx | grep -c '<f>')" 0
# What a spreadsheet would read as something else than it says: blanks at the ends, a character's name in the format.
cat >odd.xml <<'XML'
<?xml version="1.0" encoding="UTF-8"?>
<hoTich xmlns="urn:hotich:1" v="1">
<khaiSinh id="KS.2008.01.001" src="a.csv:2">
<so>001/2008</so>
<quyenSo>01/2008</quyenSo>
<nguoiKy> Ánh </nguoiKy>
<chucVuNguoiKy>_x0041_ __x00e1_ _x004</chucVuNguoiKy>
<nguoiThucHien>a &lt;b> &amp; "c"</nguoiThucHien>
</khaiSinh>
<het n="1"/>
</hoTich>
XML
"$E" --to=moj -o odd.xlsx odd.xml 2>/dev/null
is "blanks, brackets and names of characters" "$(cells odd.xlsx | grep '^[GHI]2=' | tr '\n' '|')" \
    'G2= Ánh |H2=_x005F_x0041_ __x005F_x00e1_ _x004|I2=a &lt;b&gt; &amp; "c"|'
is "blanks are kept" "$(sheet odd.xlsx | grep -c 'r="G2"[^/]*xml:space="preserve"')" 1
is "and read as they were" "$("$T/hotich-import" -q odd.xlsx | sed -n 's/.*<chucVuNguoiKy>\(.*\)<.*/\1/p')" '_x0041_ __x00e1_ _x004'
for n in 1 2 3; do "$E" --to=moj --jobs=$n -o jobs$n "$srcdir/tests/tools/export/package/in.xml" 2>/dev/null; done
is "the bytes do not depend on --jobs" "$(diff -r jobs1 jobs2; diff -r jobs1 jobs3)" ""
ok "the archive is whole" unzip -tq jobs1/phuongbennghe_q1_tphcm.KS.2008.01.xlsx
# Ledgers that are mixed, more of them than have buffers at a time; by ledger the same entries give the same rows.
awk 'BEGIN { print "<hoTich xmlns=\"urn:hotich:1\" v=\"1\">"
    for (i = 0; i < 150; i++) {
        k = i % 50 + 1
        printf "<khaiSinh id=\"%d\" src=\"a.csv:%d\">\n<so>%03d/2008</so>\n<quyenSo>%02d/2008</quyenSo>\n" \
            "<ngayDangKy>2008-01-15</ngayDangKy>\n<noiDangKy>UBND xã A</noiDangKy>\n</khaiSinh>\n", i, i + 2, 1 + i / 50, k }
    print "<het n=\"150\"/>\n</hoTich>" }' >mixed.xml
"$E" -q --to=moj -o mixed mixed.xml 2>/dev/null
is "fifty mixed ledgers" "$(ls mixed | wc -l)" 50
is "each with its rows" "$(for f in mixed/*.xlsx; do cells "$f" | grep -c '^A[2-9]='; done | sort | uniq -c | awk '{ print $1, $2 }')" "50 3"
is "in order" "$(cells mixed/xaa.KS.2008.33.xlsx | grep '^[AB][0-9]' | tr '\n' ' ')" \
    "A1=so B1=quyenSo A2=001/2008 B2=33/2008 A3=002/2008 B3=33/2008 A4=003/2008 B4=33/2008 "

# Scans.
mkdir -p scans/2008
for n in KS.2008.01.2008-01-15.001.pdf 2008/ks-2008-01-2008-01-16-002.pdf KH.2009.01.2009-03-02.001.pdf KS.2008.01.2008-05-06.001.pdf \
    KS.1999.01.1999-01-01.001.pdf Cover.phuong_ben_nghe.KS.A3.2008.01.pdf; do echo "%PDF $n" >"scans/$n"; done
echo >scans/Thumbs.db
if "$E" --to=moj --scans=scans -o packed "$in" >/dev/null 2>err; grep -q 'built without' err; then
    skip "scans" "built without libzip"
else
    listing() { unzip -Z1 "$1" | sort | tr '\n' ' '; }
    is "an archive beside each workbook, official names, the cover too" "$(listing packed/phuongbennghe_q1_tphcm.KS.2008.01.zip)" \
        "Cover.phuong_ben_nghe.KS.A3.2008.01.pdf KS.2008.01.2008-01-15.001.pdf KS.2008.01.2008-01-16.002.pdf "
    is "found under a rewritten name" "$(unzip -p packed/phuongbennghe_q1_tphcm.KS.2008.01.zip KS.2008.01.2008-01-16.002.pdf)" \
        "%PDF 2008/ks-2008-01-2008-01-16-002.pdf"
    is "what belongs to no entry is counted" "$(grep -c 'HT916: 1 scan belongs' err)" 1
    is "no workbook is complained of" "$(grep -c HT910 err)" 0
    (cd scans && zip -qr ../scans.zip .) 2>/dev/null
    if [ -f scans.zip ]; then
        "$E" --to=moj --scans=scans.zip -o packed2 "$in" 2>/dev/null
        for dir in packed packed2; do for z in $dir/*.zip; do listing "$z"; unzip -p "$z" | cksum; done >$dir.list; done
        ok "from an archive: the same scans" cmp packed.list packed2.list
    else
        skip "from an archive: the same scans" "zip is missing"
    fi
    rm scans/KH*
    "$E" --to=moj --scans=scans -o packed "$in" 2>err
    is "a missing scan is an error" "$(grep -c 'kh2009.csv:2: error: HT913' err)" 1
fi

# LibreOffice opens it and finds the cells of --to=csv.
if command -v soffice >/dev/null; then
    book=phuongbennghe_q1_tphcm.KS.2008.01
    soffice --headless "-env:UserInstallation=file://$W/lo" --convert-to \
        'csv:Text - txt - csv (StarCalc):44,34,76,1,,0,false,true,false,false,false,-1' --outdir lo-out moj/$book.xlsx >/dev/null 2>&1
    "$E" --to=csv --profile=ks60 --register=KS -q "$in" 2>/dev/null | head -n 3 >want.csv
    ok "LibreOffice reads every cell" cmp lo-out/$book-KS.csv want.csv
else
    skip "LibreOffice reads every cell" "soffice is missing"
fi
tap_done

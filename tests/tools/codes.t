# SPDX-License-Identifier: BSD-2-Clause
# Findings that no other test names, each by an input that has the trouble.  tests/meta/codes.t holds that none is left.
. "$srcdir/tests/lib/tap.sh"

# fires CODE COMMAND…: the command says CODE, and ends in 0 to 3.
fires() {
    code=$1; shift
    "$@" >out 2>err </dev/null; status=$?
    if [ $status -le 3 ] && grep -q " $code: " err; then tap_line ok "$code: $(grep -m 1 -o " $code: .*" err | cut -c 9-110)"; else
        tap_line "not ok" "$code by $*"; echo "# exit status $status"; head -n 5 err | sed 's/^/# /'; fi
}
# xml BODY: a stream of canonical XML.
xml() { printf '<?xml version="1.0" encoding="UTF-8"?>\n<hoTich xmlns="urn:hotich:1" v="1">\n%s\n</hoTich>\n' "$1"; }

# ---- streams ----
xml '<khaiSinh id="a"><so>1</sx></khaiSinh>' >bad.xml
fires HT006 hotich-normalize bad.xml
awk 'BEGIN { for (i = 0; i < 270000; i++) printf "x" }' >long
xml "<khaiSinh id=\"a\"><so>$(cat long)</so></khaiSinh><het n=\"1\"/>" >bad.xml
fires HT007 hotich-normalize bad.xml

# ---- import ----
head=so,quyenSo,ngayDangKy,noiDangKy,nksHoTen,nksGioiTinh,nksNgaySinh
row="1/2008,01/2008,15/01/2008,UBND xã A,Nguyễn Văn Ánh,Nam,10/01/2008"
{ echo "$head"; echo "$row$(cat long)"; } >t.csv
fires HT103 hotich-import t.csv
printf '%s\n' "SỔ KHAI SINH,,,,,," "Năm 2008,,,,,," "$head" "$row" >t.csv
fires HT119 hotich-import t.csv
printf '\001\002\003\004\005\006\007\016\017\020\021\022' >t.bin
fires HT120 hotich-import t.bin
printf '%s\n1/2008,01/2008,15/01/2008,UBND x\303\243 A,T\303Abc,Nam,10/01/2008\n' "$head" >t.csv
fires HT121 hotich-import t.csv
printf '%s\n1/2008,01/2008,15/01/2008,UBND x\303\243 A,MAI T\342\200\235 CHUNG,Nam,10/01/2008\n' "$head" >t.csv
fires HT138 hotich-import t.csv
printf '%s\n%s\n' "$head" "1/2008,01/2008,15/01/2008,V ̈n phßng,Nguyễn Văn Ánh,Nam,10/01/2008" >t.csv
fires HT123 hotich-import t.csv

# dbf COUNT: a table of 2 records, the second deleted, that claims COUNT.
dbf() {
    printf '\003\154\001\017'"\\$(printf %03o "$1")"'\000\000\000\141\000\027\000'
    head -c 20 /dev/zero
    printf 'SO\000\000\000\000\000\000\000\000\000C\000\000\000\000\010\000'; head -c 14 /dev/zero
    printf 'NKSHOTEN\000\000\000C\000\000\000\000\016\000'; head -c 14 /dev/zero
    printf '\r 1/2008  Nguyen Van A  *2/2008  Nguyen Van B  '
    [ "$1" -gt 2 ] || printf '\032'
}
dbf 2 >t.dbf; fires HT148 hotich-import --register=KS t.dbf
dbf 9 >t.dbf; fires HT146 hotich-import --register=KS t.dbf

# ---- workbooks ----
zip() { python3 -c 'import sys, zipfile
with zipfile.ZipFile(sys.argv[1], "w") as z:
    for a in sys.argv[2:]: z.writestr(*a.split("=", 1))' "$@"; }
R='http://schemas.openxmlformats.org/officeDocument/2006/relationships'
P='http://schemas.openxmlformats.org/package/2006/relationships'
M='http://schemas.openxmlformats.org/spreadsheetml/2006/main'
rel() { printf '<Relationship Id="%s" Type="%s/%s" Target="%s"/>' "$1" "$R" "$2" "$3"; }
hotich-import t.zip 2>err
if ! command -v python3 >/dev/null || grep -q libzip err; then skip "workbooks" "no python3, or built without libzip"; else
    zip t.xlsb "[Content_Types].xml=<Types/>" "xl/workbook.bin=x"
    fires HT166 hotich-import --from=xlsx t.xlsb
    zip t.xlsx "[Content_Types].xml=<Types/>" \
        "_rels/.rels=<Relationships xmlns=\"$P\">$(rel r officeDocument xl/workbook.xml)</Relationships>" \
        "xl/workbook.xml=<workbook xmlns=\"$M\" xmlns:r=\"$R\"><sheets><sheet name=\"S\" sheetId=\"1\" r:id=\"a\"/></sheets></workbook>" \
        "xl/_rels/workbook.xml.rels=<Relationships xmlns=\"$P\">$(rel a worksheet sheet1.xml)$(rel b externalLink ext.xml)</Relationships>" \
        "xl/sheet1.xml=<worksheet xmlns=\"$M\"><sheetData><row r=\"1\"><c t=\"inlineStr\"><is><t>so</t></is></c></row></sheetData></worksheet>"
    fires HT164 hotich-import t.xlsx
fi

# ---- pages ----
page() { "$srcdir/tests/lib/mkpage" tsv "$srcdir/data/templates/KS-book.tsv" "$@"; }
values=$srcdir/tests/tools/pages/ks.tsv
page "$values" 0 1 55 >t.tsv; fires HT180 hotich-import t.tsv
page "$values" 0 1 10 >t.tsv; fires HT184 hotich-import t.tsv; fires HT187 hotich-import t.tsv
page "$values" >t.tsv
sed -n 1p t.tsv >none.tsv; fires HT186 hotich-import --from=tesstsv none.tsv
for kind in "đúng hạn" "quá hạn"; do { cat "$values"; printf 'loaiDangKy\t%s\n' "$kind"; } >v; page v; done | awk '!seen[$0]++' >two.tsv
fires HT188 hotich-import two.tsv
awk '{ print } END { for (i = 0; i < 70000; i++) print "5\t1\t1\t1\t" i "\t1\t" i % 2000 "\t" i % 3000 "\t20\t20\t90\tx" }' t.tsv >many.tsv
fires HT189 hotich-import many.tsv

# ---- convert ----
{ for i in 1 2 3 4 5 6; do echo 'Nguyễn Văn Ánh, Trần Thị Huế, phường Bến Nghé'; done; echo 'Bến Nghé, Lê V@n Hường'; } |
    hotich-convert -t VPS | LC_ALL=C tr @ '\221' >t.txt
fires HT194 hotich-convert t.txt
printf 'T\303Abc\n' >t.txt
fires HT196 hotich-convert t.txt
printf 'ABC\001DEF\n' >t.txt
fires HT139 hotich-convert t.txt

# ---- normalize: CODE HEADER ROW [REGISTER] ----
norm() {
    who=nks; [ "${4:-KS}" = KS ] || who=nkt
    printf '%s,%sHoTen,%sGioiTinh\n%s,,\n' "$2" $who $who "$3" >t.csv
    hotich-import -q --register="${4:-KS}" -o t.xml t.csv 2>/dev/null
    fires "$1" hotich-normalize t.xml
}
norm HT201 so,ngayDangKy,nksNgaySinh '1/2008,15/01/2008,hôm qua'
norm HT203 so,nksNgaySinh '1,01/02/08'
norm HT205 so,ngayDangKy,nksNgaySinh '1/2008,15/01/2008,mùng 3 tháng Giêng năm Mậu Tý'
norm HT206 so,ngayDangKy,meNgaySinh '1/2008,15/01/2008,khoảng 30 tuổi'
norm HT207 so,ngayDangKy,nksNgaySinh '1/2008,15/01/2008,ngày 5'
norm HT208 so,ngayDangKy,nksNgaySinh '1/2008,15/01/2008,1O/01/2008'
norm HT210 so,nksDanToc '1/2008,Kinhh'
norm HT220 so,meHoTen 'không số,A'
norm HT221 so,meHoTen '12,A'
norm HT222 so,trangSo '1/2008,mười hai'
norm HT223 so,nksSoDinhDanh '1/2008,12345'
norm HT224 so,meLoaiGiayToTuyThan,meSoGiayToTuyThan '1/2008,CMND,1234567'
norm HT225 so,nktGioPhutChet '1/2008,sáng sớm' KT
norm HT230 so,meHoTen '1/2008,Nguyễn Văn ???'
norm HT231 so,nksNgaySinhBangChu '1/2008,ngày lành tháng tốt'
norm HT232 so,nksNgaySinh,nksNgaySinhBangChu '1/2008,10/01/2008,Ngày mười một tháng một năm hai nghìn không trăm linh tám'

# ---- dedupe ----
awk '/^<khaiSinh id=/ { page = $0 ~ /"a1"/ ? 5 : $0 ~ /"a2"/ ? 9 : 0 } { print }
    /^<quyenSo>/ && page { print "<trangSo>" page "</trangSo>" }' "$srcdir/tests/tools/dedupe/cases.xml" >pages.xml
fires HT802 hotich-dedupe pages.xml
for kind in HT801 HT803 HT804 HT805 HT806; do
    fires $kind hotich-dedupe --review-from=0.001 "$srcdir/tests/tools/dedupe/cases.xml"
done

# ---- packages ----
in=$srcdir/tests/tools/export/package/in.xml
hotich-export -q --to=package -o good "$in" 2>/dev/null
damaged() { rm -rf bad; cp -r good bad; code=$1; shift; "$@"; fires "$code" hotich-export --verify bad; }
part=$(basename "$(ls good/*.gz | head -n 1)")
damaged HT903 rm "bad/$part"
damaged HT906 cp "$in" "bad/$part"
damaged HT904 cp "$in" bad/manifest.json
damaged HT908 sh -c 'echo >>bad/SHA256SUMS'
recount() {
    sed 's/"records": *1\([,}]\)/"records": 7\1/' good/manifest.json >bad/manifest.json
    (cd bad && sha256sum manifest.json *.gz >SHA256SUMS)
}
damaged HT907 recount
openssl req -x509 -newkey rsa:2048 -nodes -keyout k.pem -out c.pem -subj /CN=So -days 2 2>/dev/null
fires HT932 hotich-export --verify good --trust=c.pem

# ---- workbooks out ----
moj() {
    code=$1; xml "$2<het n=\"$(printf %s "$2" | grep -o '<khaiSinh' | wc -l)\"/>" >m.xml; shift 2
    fires "$code" hotich-export --to=moj "$@" -o m m.xml
}
book='<quyenSo>01/2008</quyenSo><ngayDangKy>2008-01-15</ngayDangKy><noiDangKy>UBND xã A</noiDangKy>'
hotich-export --to=moj -o probe "$in" >/dev/null 2>err
if grep -q 'built without' err; then skip "workbooks" "built without libxlsxwriter"; else
    moj HT911 "<khaiSinh id=\"a\"><so>001/2008</so>$book<nksGioiTinh>không rõ</nksGioiTinh></khaiSinh>"
    moj HT912 "<khaiSinh id=\"a\"><so>001/2008</so>$book<nksNgaySinh>hôm qua</nksNgaySinh></khaiSinh>"
    moj HT914 "<khaiSinh id=\"a\"><so>001/2008</so>$book<nksHoTen>$(head -c 40000 long)</nksHoTen></khaiSinh>"
    mkdir scans
    moj HT915 "<khaiSinh id=\"a\"><so>không số</so>$book<nksHoTen>A</nksHoTen></khaiSinh>" --scans=scans
fi

# ---- merge ----
echo nonsense >m.json
fires HT920 hotich merge -o merged.xml m.json
mkdir -p tree; printf '%s\n%s\n' "$head" "$row" >tree/a.csv; cp t.bin tree/b.csv
hotich batch -q -o done --chain=import tree 2>/dev/null
fires HT921 hotich merge -o merged.xml done/batch.json
rm tree/b.csv; hotich batch -q -o one --chain=import tree 2>/dev/null
fires HT925 hotich merge --expect=9 -o merged.xml one/batch.json
sed 's/"records": *1\([,} ]\)/"records": 7\1/' one/batch.json >one/more.json
fires HT926 hotich merge -o merged.xml one/more.json

xml '<xacNhanHonNhan id="a"><so>001/2008</so></xacNhanHonNhan><het n="1"/>' >q.xml
fires HT931 hotich-export --to=qcvn109 q.xml
tap_done

# SPDX-License-Identifier: BSD-2-Clause
# Pages: templates, recognised words of other programs, what is asked of a person and what a person says.
. "$srcdir/tests/lib/tap.sh"
templates=$srcdir/data/templates values=$srcdir/tests/tools/pages/ks.tsv
page() { "$srcdir/tests/lib/mkpage" "$@"; }
# The fields of a record, for comparing: name, tab, content.
fields() { sed -n 's/^<\([a-zA-Z]*\)\( [^>]*\)*>\(.*\)<\/.*/\1\t\3/p' "$1" | LC_ALL=C sort; }

mkdir made
"$templates/make" made
for f in "$templates"/*.tsv; do
    cmp -s "$f" "made/${f##*/}" || echo "${f##*/}"
done >stale
is "the templates are made of their descriptions (data/templates/make)" "$(cat stale)" ""
for reg in $(sed -n 's/^REGISTER(\([A-Z]*\),.*/\1/p' "$srcdir"/src/reg/*.def); do
    [ "$(find "$templates" -name "$reg-*.tsv" | wc -l)" -ge 2 ] || echo "$reg"
done >poor
is "every register has two templates at least" "$(cat poor)" ""

# ---- the same page in every format, shifted, turned, scaled ----
for layout in book extract; do
    cut -f2 "$templates/KS-$layout.tsv" | LC_ALL=C sort -u >has
    LC_ALL=C sort "$values" | LC_ALL=C join -t '	' has - >want
    for format in hocr alto page tsv; do
        page $format "$templates/KS-$layout.tsv" "$values" 1.5 0.9 >x.$format
        hotich-import -q -o out.xml x.$format 2>/dev/null
        fields out.xml >got
        is "$layout as $format: every field" "$(diff want got)" ""
    done
done
# ALTO in other units than pixels, 1/10 mm and 1/1200 inch; also where the program took the page for twice its size.
cut -f2 "$templates/KS-book.tsv" | LC_ALL=C sort -u >has
LC_ALL=C sort "$values" | LC_ALL=C join -t '	' has - >want
for unit in mm10:0.846667:1 inch1200:4:1 mm10:0.846667:2 inch1200:4:0.4; do
    scale=${unit##*:} unit=${unit%:*}
    page alto "$templates/KS-book.tsv" "$values" 1.5 "$scale" >x.alto
    awk -v name="${unit%:*}" -v unit="${unit#*:}" 'BEGIN { FS = OFS = "\"" } { sub(/>pixel</, ">" name "<")
        for (i = 1; i < NF; i++) if ($i ~ / (HPOS|VPOS|WIDTH|HEIGHT)=$/) $(i + 1) = sprintf("%.2f", $(i + 1) * unit) } 1' \
        x.alto >unit.alto
    hotich-import -q -o out.xml unit.alto 2>/dev/null
    fields out.xml >got
    is "ALTO in ${unit%:*}, scale $scale: every field" "$(diff want got)" ""
done
hotich-import -q -o out.xml x.tsv 2>/dev/null
ok "it says where and how sure" grep -q '<so conf="95">27/2008</so>' out.xml
hotich-import -q -o out.xml x.hocr 2>/dev/null
ok "src and scan" grep -q 'src="x.hocr:1" scan="page.png"' out.xml
for t in "$templates"/*.tsv; do
    name=${t##*/} name=${name%.tsv}
    awk -F'\t' 'NR > 3 && $1 == "value" && $2 != "-" { print $2 "\tNguyễn Văn " NR }' "$t" >v
    page tsv "$t" v -1 1.1 >x.tsv
    hotich-import --explain -o /dev/null x.tsv 2>err
    grep -q "page template ${name%-*}/${name#*-}," err || echo "$name"
done >missed
is "every template is found by its labels" "$(cat missed)" ""
{ page hocr "$templates/KS-book.tsv" "$values" | sed 's/<\/body><\/html>//'
    page hocr "$templates/KT-book.tsv" "$values" | sed -n '/ocr_page/,$p'; } >two.hocr
rc "two pages of two registers in one file" 0 hotich-import two.hocr
is "each is a record of its own" "$(sed -n 's/^<\([a-zA-Z]*\) id.* src="\([^"]*\)".*/\1 \2/p' out | tr '\n' ' ')" "khaiSinh two.hocr:1 khaiTu two.hocr:2 "
sed '1s/.*/# KS	mine	2480	3508	300/; s/Ghi bằng chữ/Viết ra chữ/' "$templates/KS-book.tsv" >mine.map
page tsv mine.map "$values" >x.tsv
hotich-import --map=mine.map --explain -o out.xml x.tsv 2>err
ok "a template of the user's goes first" grep -q "page template KS/mine, 44 of 44" err
echo 'thing	so' >>mine.map
rc "a template with an error" 2 hotich-import --map=mine.map x.tsv
ok "says file and line" grep -q 'mine.map:[0-9]*: ' err
rc "… or without a file" 2 hotich-import --map=none.map x.tsv

# ---- what a person has to look at ----
page hocr "$templates/KS-book.tsv" "$values" >x.hocr
hotich-import --diag=tsv -o out.xml x.hocr 2>diag
is "dates and numbers that nothing confirms" "$(awk -F'\t' '$7 == "HT181" { print $5 }' diag | tr '\n' ' ')" \
    "so quyenSo trangSo ngayDangKy meNgaySinh chaNgaySinh nycSoGiayToTuyThan nycNgayCapGiayToTuyThan "
ok "the date that words confirm is none of them" sh -c '! grep -q nksNgaySinh diag'
sed 's/12\/03\/2008/12\/08\/2008/' x.hocr >differ.hocr
hotich-import --diag=tsv -o out.xml differ.hocr 2>diag
is "digits and words differ" "$(awk -F'\t' '$7 == "HT182" { print $5 }' diag | tr '\n' ' ')" "nksNgaySinh nksNgaySinhBangChu "
ok "the words' date is a hint" grep -q '<nksNgaySinh conf="95" suggest="12/03/2008">12/08/2008' out.xml
sed 's/>HƯƠNG</>HƯỜNGG</; s/>Nữ</>Nử</; s/>Khánh</>Khanhh</; s/>023456789</>O23456789</' x.hocr >odd.hocr
hotich-import --diag=tsv -o out.xml odd.hocr 2>diag
ok "a word that is no syllable" grep -q 'nksHoTen.*HT183' diag
ok "a word that is in no code list, with a hint" grep -q '<nksGioiTinh conf="95" suggest="Nữ">Nử<' out.xml
page hocr "$templates/KS-book.tsv" "$values" 0 1 40 >poor.hocr
hotich-import -q -o out.xml poor.hocr 2>/dev/null
ok "a page that only a person can read keeps its place" grep -q '<khaiSinh id="KS._._._" src="poor.hocr:1" scan="page.png">' out.xml
ok "its fields are to be keyed" grep -q '<nksHoTen state="unreadable"/>' out.xml
xmllint --noout --relaxng "$builddir/data/hotich.rng" out.xml >/dev/null 2>&1
is "the schema takes it" $? 0

# ---- pages without a template ----
# Lines of text on standard input to hOCR.
written() {
    printf '%s' '<html><body><div class="ocr_page" title="bbox 0 0 2000 2000">'
    y=100
    while read -r line; do
        x=100; printf '%s' "<span class='ocr_line' title='bbox 100 $y 1900 $((y + 40))'>"
        for w in $line; do
            printf '%s ' "<span class='ocrx_word' title='bbox $x $y $((x + 20 * ${#w})) $((y + 40)); x_wconf 93'>$w</span>"
            x=$((x + 20 * ${#w} + 12))
        done
        printf '</span>'; y=$((y + 60))
    done
    echo '</div></body></html>'
}
written >free.hocr <<'LIST'
GIẤY KHAI SINH
Số: 12/2008 Quyển số: 01/2008
Họ, chữ đệm, tên người được khai sinh: LÊ THỊ MAI
Ngày, tháng, năm sinh: 01/02/2008 Giới tính: Nữ Dân tộc: Kinh
Nơi sinh: Trạm y tế xã Lộc Thuận, huyện Bình Đại,
tỉnh Bến Tre
Họ, chữ đệm, tên người mẹ: Trần Thị Lan
Năm sinh: 1985 Dân tộc: Tày Quốc tịch: Việt Nam
Nơi cư trú: xã Lộc Thuận, huyện Bình Đại
NGƯỜI CHA
Họ và tên: Lê Văn Nam
Năm sinh: 1980 Dân tộc: Kinh
LIST
hotich-import -q -o out.xml free.hocr 2>/dev/null
fields out.xml >got
cat >want <<'LIST'
chaDanToc	Kinh
chaHoTen	Lê Văn Nam
chaNgaySinh	1980
meDanToc	Tày
meHoTen	Trần Thị Lan
meNgaySinh	1985
meNoiCuTru	xã Lộc Thuận, huyện Bình Đại
meQuocTich	Việt Nam
nksDanToc	Kinh
nksGioiTinh	Nữ
nksHoTen	LÊ THỊ MAI
nksNgaySinh	01/02/2008
nksNoiSinh	Trạm y tế xã Lộc Thuận, huyện Bình Đại, tỉnh Bến Tre
quyenSo	01/2008
so	12/2008
LIST
is "captions with values behind them" "$(diff want got)" ""
written >no-father.hocr <<'LIST'
SỔ ĐĂNG KÝ KHAI SINH
Số: 12/2008 Quyển số: 01/2008
Họ, chữ đệm, tên người được khai sinh: LÊ THỊ MAI
Họ, chữ đệm, tên người mẹ: Trần Thị Lan
Họ, chữ đệm, tên người cha:
Năm sinh:
Họ, chữ đệm, tên người làm chứng: Hồ Văn Bảy
Họ, chữ đệm, tên người đi khai sinh: Phạm Văn Tám
Giấy tờ tùy thân số: 320123456
Nơi sinh Trạm y tế xã Lộc Thuận Dân tộc: Kinh
LIST
hotich-import -q -o out.xml no-father.hocr 2>/dev/null
fields out.xml >got
cat >want <<'LIST'
meHoTen	Trần Thị Lan
nksHoTen	LÊ THỊ MAI
nksNoiSinh	Trạm y tế xã Lộc Thuận
nycHoTen	Phạm Văn Tám
nycSoGiayToTuyThan	320123456
quyenSo	01/2008
so	12/2008
LIST
is "the title is no number, and nobody else becomes the father" "$(grep -v DanToc got | diff want -)" ""
awk 'BEGIN { OFS = "\t"; print "level", "page_num", "block_num", "par_num", "line_num", "word_num", "left", "top", "width", "height", "conf", "text"
    split("100 250 450 900 1300", x, " ") }
    { y = 100 + NR * 60; n = split($0, c, "|")
      for (i = 1; i <= n; i++) { k = split(c[i], w, " "); at = x[i]
          for (j = 1; j <= k; j++) { print 5, 1, 1, 1, NR, i, at, y, 18 * length(w[j]), 40, 91, w[j]; at += 18 * length(w[j]) + 12 } } }' >table.tsv <<'LIST'
STT|Số|Họ tên|Ngày sinh|Nơi sinh
1|01/2008|Lê Thị Mai|01/02/2008|Xã Lộc Thuận
2|02/2008|Trần Văn Nam|03/02/2008|Trạm y tế
||||xã Bình Thới
LIST
hotich-import -q --register=KS -o out.xml table.tsv 2>/dev/null
is "a table is a record per row" "$(sed -n 's/^<khaiSinh.*src="\([^"]*\)".*/\1/p' out.xml | tr '\n' ' ')" "table.tsv#1:1 table.tsv#1:2 "
ok "a line without a number goes on" grep -q '>Trạm y tế xã Bình Thới<' out.xml
sed 's/class=.ocrx_word/class="ocrx_nothing/' free.hocr >empty.hocr
printf '<html><body><div class="ocr_page" title="bbox 0 0 9 9">no words</div></body></html>' >empty.hocr
rc "a page without words is set aside" 1 hotich-import --rejects=rejects.tsv empty.hocr
is "with its reason" "$(cut -f3 rejects.tsv | tail -n 1)" HT185
printf '<html><body><p>ocr_page</p></body></html>' >none.hocr
rc "a file without pages" 3 hotich-import none.hocr
head -c 3000 x.hocr >cut.hocr
rc "a file that is cut off" 3 hotich-import cut.hocr

# ---- decisions ----
hotich-import -q --review=review.html -o one.xml odd.hocr 2>/dev/null
ok "the page needs nothing else" sh -c "! grep -nE '(src|href)=\"|url\(|https?:' review.html"
is "it asks for every doubtful field" "$(grep -c '^P.push' review.html)" "$(grep -c '<diag code="HT18[0-8]"' one.xml)"
printf 'src\tfield\tread\tdecision\tvalue\nodd.hocr:1\tnksHoTen\tNGUYỄN THỊ THU HƯỜNGG\tvalue\tNGUYỄN THỊ THU HƯƠNG\nodd.hocr:1\tso\t27/2008\tright\t\nodd.hocr:1\tmeNgaySinh\t1983\tblank\t\nodd.hocr:1\tchaNgaySinh\t1980\tunreadable\t\nodd.hocr:1\ttrangSo\t15\tvalue\t16\n' >decisions.tsv
hotich-import -q --decisions=decisions.tsv -o two.xml odd.hocr 2>/dev/null
ok "a correction; the reading stays as raw" grep -q '<nksHoTen raw="NGUYỄN THỊ THU HƯỜNGG" by="review">NGUYỄN THỊ THU HƯƠNG</nksHoTen>' two.xml
ok "a reading that is right is asked about no more" sh -c "grep -q '<so conf=\"95\">27/2008</so>' two.xml && ! grep -q 'f=\"so\"' two.xml"
ok "blank on the page" grep -q '<meNgaySinh raw="1983" by="review" state="blank"/>' two.xml
ok "nobody can read it" grep -q '<chaNgaySinh raw="1980" by="review" state="unreadable"/>' two.xml
ok "a decision about another reading does not count" grep -q '<trangSo conf="95">14</trangSo>' two.xml
hotich-import -q --decisions=decisions.tsv --review=rest.html -o two.xml odd.hocr 2>/dev/null
is "what is decided is not asked again" "$(($(grep -c '^P.push' review.html) - $(grep -c '^P.push' rest.html)))" 4
echo 'a	b	c	perhaps' >bad.tsv
rc "a decision that is none is refused" 2 hotich-import --decisions=bad.tsv x.hocr

# ---- pictures: a stand-in says what hotich-ocr would ----
printf '\211PNG\r\n\032\n' >x.png
HOTICH_LIBEXECDIR=/nonexistent hotich-import x.png >out 2>err
is "without hotich-ocr: exit status" $? 3
ok "it says what to install" grep -q 'HT150.*apt-get install.*tesseract-ocr-vie' err
mkdir lib
cat >lib/hotich-ocr <<'LIST'
#!/bin/sh
for arg; do case $arg in --crops=*) crops=${arg#--crops=} ;; *.png | /*) file=$arg ;; esac; done
name=${file##*/} name=${name%.png}
echo "$name $*" >>"$LOG"
[ "$name" = slow ] && sleep 2
[ "$name" = dies ] && exit 3
line() { printf '%s' "$1"; shift; printf '\t%s' "$@"; echo; }
line page "$file" 1 2480 3508 300 0.4 KS/book 90
line field so 93 10 10 50 20 "$name/2008" ''
line field quyenSo 93 10 10 50 20 01/2008 ''
line field ngayDangKy 95 10 10 50 20 19/05/2008 18/05/2008
line field nksHoTen 91 10 10 50 20 '..... LÊ\tTHỊ MAI ....' ''
line field ghiChu 0 10 10 50 20 '' ''
line tick loaiDangKy 99 1 1 20 20 'đúng hạn'
[ "$name" = 3 ] && line tick loaiDangKy 99 1 1 20 20 'quá hạn'
[ -n "${crops:-}" ] && { printf '\211PNG\r\n\032\n%s' "$name" >"$crops/$name-so.png"; line crop so "$crops/$name-so.png"
    printf '\211PNG\r\n\032\n%s' "$name" >"$crops/$name-ngay.png"; line crop ngayDangKy "$crops/$name-ngay.png"; }
[ "$name" = cut ] && exit 0
line page "$file" 2 2480 3508 300 0 '' 0
[ -n "${crops:-}" ] && { printf '\211PNG\r\n\032\n%s page' "$name" >"$crops/$name-2.png"; line picture "$crops/$name-2.png" 0.5; }
[ "$name" = free ] && line word 93 100 100 140 140 1 Số: && line word 93 150 100 250 140 1 27/2008 &&
    line word 93 100 200 400 240 2 'Họ, chữ đệm, tên người được khai sinh:' && line word 93 410 200 810 240 2 'Lê Mai' &&
    line word 93 100 300 400 340 3 'Ngày, tháng, năm sinh:' && line word 93 410 300 610 340 3 01/02/2008 &&
    line word 93 100 400 400 440 4 'Họ, chữ đệm, tên người mẹ:' && line word 93 410 400 810 440 4 'Trần Lan'
line end 2
LIST
chmod +x lib/hotich-ocr
mkdir p; for n in 1 2 3; do cp x.png p/$n.png; done
export LOG=$W/log HOTICH_LIBEXECDIR=$W/lib
rc "pictures" 0 hotich-import --register=KS --review=pictures.html p/1.png
ok "fields, without leaders" grep -q '<nksHoTen conf="91">LÊ THỊ MAI</nksHoTen>' out
ok "two readings that agree are enough for a number" sh -c "! grep -q 'HT18[123]\" f=\"so\"' out"
ok "two that differ are not" grep -q '<diag code="HT182" f="ngayDangKy"' out
ok "a box that is ticked" grep -q '<loaiDangKy conf="99">đúng hạn</loaiDangKy>' out
ok "a page that could not be read is to be keyed" grep -q '^<nksHoTen state="unreadable"/>' out
is "… all fields that a page of the book has" "$(sed -n '/src="[^"]*1.png:2"/,$p' out | grep -c '^<[a-zA-Z]* state="unreadable"/>')" \
    "$(cut -f1,2 "$templates/KS-book.tsv" | awk '($1 == "value" || $1 == "tick") && $2 != "-" { print $2 }' | sort -u | wc -l)"
is "its picture is in the page, once" "$(grep -c "^I.push(\"data:image/png;base64,$(printf '\211PNG\r\n\032\n1 page' | base64)\")" pictures.html) $(grep -c '^I.push' pictures.html)" "1 1"
is "… for each of them, where nobody knows" "$(grep -c '"src":"p/1.png:2".*,"img":0});$' pictures.html)" "$(grep -c '"src":"p/1.png:2"' pictures.html)"
is "the picture of a doubtful field is in the page" "$(grep -c '"pic":"data:image/png;base64,iVBORw0KGgox"' pictures.html)" 1
is "no other is" "$(grep -c '"pic":' pictures.html)" 1
{ printf 'src\tfield\tread\tdecision\tvalue\n'; printf 'p/1.png:2\t%s\t\tvalue\t%s\n' so 31/2008 quyenSo 02/2008 ngayDangKy 20/05/2008
    printf 'p/1.png:2\tnksHoTen\t\tvalue\tLÊ VĂN TÁM\n'; printf 'p/1.png:2\tghiChu\t\tblank\t\n'; } >keyed.tsv
rc "what was keyed" 0 hotich-import --register=KS --decisions=keyed.tsv p/1.png
ok "… is the record's" grep -q '^<nksHoTen by="review">LÊ VĂN TÁM</nksHoTen>' out
ok "… also that nothing is written" grep -q '^<ghiChu by="review" state="blank"/>' out
ok "… and names it" grep -q '<khaiSinh id="KS.2008.02.031" src="p/1.png:2"' out
cp x.png p/free.png
rc "a page without a template" 0 hotich-import --register=KS --review=free.html p/free.png
ok "… a field read on it is shown at its place on the page" grep -q '"src":"p/free.png:2".*"field":"so".*,"img":0,"box":\[[0-9]*,50,[0-9]*,20\]' free.html
rm p/free.png
is "nothing is left behind" "$(find "${TMPDIR:-/tmp}" -maxdepth 1 -name 'hotich-pages-*' -newer x.png | wc -l)" 0
: >log
hotich-import -q --register=KS --jobs=3 -o three.xml p 2>/dev/null
is "a folder of pictures, several at once, in their order" \
    "$(sed -n 's/.*src="\([^"]*\)".*/\1/p' three.xml | tr '\n' ' ')" "p/1.png:1 p/1.png:2 p/2.png:1 p/2.png:2 p/3.png:1 p/3.png:2 "
is "each was read once" "$(cut -d' ' -f1 log | LC_ALL=C sort | tr '\n' ' ')" "1 2 3 "
hotich-import -q --register=KS -o one.xml p 2>/dev/null
ok "--jobs changes nothing" cmp one.xml three.xml
ok "two boxes that exclude each other" grep -q '<loaiDangKy conf="99" suggest="quá hạn">đúng hạn<' one.xml
cp x.png dies.png; cp x.png cut.png
rc "hotich-ocr fails" 3 hotich-import dies.png
ok "… is said" grep -q 'dies.png.*HT186' err
rc "hotich-ocr breaks off" 3 hotich-import cut.png
hotich-import - <x.png >out 2>err
is "a picture from a pipe" "$(grep -c '^<khaiSinh' out)" 1
tap_done

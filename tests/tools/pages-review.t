# SPDX-License-Identifier: BSD-2-Clause
# The page of --review in a real browser: decide from the keyboard, load it again, save, run with the decisions.
. "$srcdir/tests/lib/tap.sh"
. "$srcdir/tests/lib/browser.sh"
need_browser "the page works"
"$srcdir/tests/lib/mkpage" hocr "$srcdir/data/templates/KS-book.tsv" "$srcdir/tests/tools/pages/ks.tsv" |
    sed 's/>Nữ</>Nử</; s/>Khánh</>Khánhh</; s/page.png/a<b.png/' >x.hocr
# The smallest PNG there is stands for the picture of the page.
printf '\211PNG\r\n\032\n\0\0\0\rIHDR\0\0\0\001\0\0\0\001\010\0\0\0\0:~\233U\0\0\0\nIDATx\234c\370\017\0\001\001\001\0\033\266\356V\0\0\0\0IEND\256B`\202' >page.png
sed -i 's/a<b.png/page.png/' x.hocr
hotich-import -q --review=review.html -o one.xml x.hocr 2>/dev/null
asked=$(grep -c '^P.push' review.html)
ok "there is something to compare ($asked)" test "$asked" -ge 8
is "the page's picture is in it, once" "$(grep -c '^I.push("data:image/png;base64,iVBOR' review.html)" 1
press='function press(k) { $("value").dispatchEvent(new KeyboardEvent("keydown", { key: k, bubbles: true })); }
    function enter() { $("form").requestSubmit(); } function find(f) { return P.findIndex(function (p) { return p.field === f; }); }'
is "a field is shown with its reading and its picture" "$(play review.html "$press go(find('so'));
    var got = [\$('value').value, !!document.querySelector('#cut img'), \$('cap').textContent]")" '["27/2008",true,"Số"]'
is "Enter takes it, the next one is shown" "$(play review.html "$press go(0); enter(); var got = [D[0].d, at]")" '["right",1]'
is "typing is a correction" "$(play review.html "$press go(find('quyenSo')); \$('value').value = '02/2008'; \$('value').oninput(); enter();
    var d = D[find('quyenSo')]; var got = [d.d, d.v]")" '["value","02/2008"]'
is "Tab takes the hint" "$(play review.html "$press go(find('nksGioiTinh')); press('Tab'); enter(); var got = D[find('nksGioiTinh')].v")" '"Nữ"'
is "F2 and F4" "$(play review.html "$press go(find('meNgaySinh')); press('F2'); go(find('chaNgaySinh')); press('F4');
    var got = [D[find('meNgaySinh')].d, D[find('chaNgaySinh')].d]")" '["blank","unreadable"]'
is "Esc forgets a decision" "$(play review.html "$press go(find('ngayDangKy')); press('F2'); go(find('ngayDangKy')); press('Escape');
    var got = [D[find('ngayDangKy')] === undefined, \$('value').value]")" '[true,"19/05/2008"]'
is "arrows go back and forth" "$(play review.html "$press go(3); press('ArrowDown'); press('ArrowUp'); press('ArrowUp'); var got = at")" 2
is "dark and light" "$(play review.html "theme(true); var a = getComputedStyle(document.body).backgroundColor; theme(false);
    var got = a !== getComputedStyle(document.body).backgroundColor")" true
play review.html "$press go(0); enter(); go(find('quyenSo')); \$('value').value = '02/2008'; \$('value').oninput(); enter();
    go(find('nksGioiTinh')); press('Tab'); enter(); go(find('meNgaySinh')); press('F2'); go(find('chaNgaySinh')); press('F4');
    var got = 1" >decided
is "all is there when the page is loaded again" "$(play review.html "var got = [D[0] && D[0].d, Object.keys(D).length]")" \
    '["right",5]'
play review.html 'var got = tsv()' | table >decisions.tsv
is "five decisions are saved" "$(grep -c . decisions.tsv)" 6
is "nothing on the console" "$(complaints)" 0
hotich-import -q --decisions=decisions.tsv --review=rest.html -o two.xml x.hocr 2>/dev/null
is "the next run obeys" "$(grep -c 'by="review"' two.xml)" 4
ok "… with what was typed" grep -q '<quyenSo raw="01/2008" by="review">02/2008</quyenSo>' two.xml
ok "… and the reading that was right" grep -q '<so conf="95">27/2008</so>' two.xml
is "… and asks only for the rest" "$(grep -c '^P.push' rest.html)" "$((asked - 5))"
LANGUAGE=vi LC_ALL=C.UTF-8 hotich-import -q --review=vi.html -o two.xml x.hocr 2>/dev/null
ok "the page speaks Vietnamese" grep -q '"Đối chiếu với ảnh"' vi.html

# A page that nobody can read: the whole of it stands beside its fields and stays where it was moved to.
mkdir lib
cat >lib/hotich-ocr <<'LIST'
#!/bin/sh
for arg; do case $arg in --crops=*) crops=${arg#--crops=} ;; esac done
cp tall.png "$crops/1.png"
printf 'page\tx.png\t1\t400\t6000\t300\t0\t\t0\npicture\t%s/1.png\t0.5\nend\t1\n' "$crops"
LIST
chmod +x lib/hotich-ocr
python3 - >tall.png <<'LIST'
import struct, sys, zlib
def chunk(name, data):
    return struct.pack(">I", len(data)) + name + data + struct.pack(">I", zlib.crc32(name + data))
sys.stdout.buffer.write(b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", struct.pack(">2I5B", 200, 3000, 8, 0, 0, 0, 0)) +
                        chunk(b"IDAT", zlib.compress((b"\0" + b"\xee" * 200) * 3000)) + chunk(b"IEND", b""))
LIST
cp tall.png x.png
HOTICH_LIBEXECDIR=$W/lib hotich-import -q --register=KH --review=review.html -o one.xml x.png 2>/dev/null
wait='function later(f) { setTimeout(function () { $("played").textContent = "G" + "OT" + JSON.stringify(f()) + "EN" + "D"; }, 500); } var got = "";'
is "the whole page is shown" "$(play review.html "$press $wait go(find('chongHoTen')); later(function () {
    var i = document.querySelector('#picture img'); return [i.naturalHeight, \$('card').className, \$('value').value]; })")" '[3000,"page",""]'
is "PgDn moves it, and there it stays for the next field" "$(play review.html "$press $wait go(0); later(function () { var p = \$('picture'), a = p.scrollTop;
    press('PageDown'); var b = p.scrollTop; \$('value').value = '07/2010'; enter(); return [a, b > 100, p.scrollTop === b, D[0].v, at]; })")" \
    '[0,true,true,"07/2010",1]'
play review.html "$press go(find('chongHoTen')); \$('value').value = 'LÊ VĂN TÁM'; enter(); go(find('voHoTen')); press('F4'); var got = tsv()" |
    table >keyed.tsv
HOTICH_LIBEXECDIR=$W/lib hotich-import -q --register=KH --decisions=keyed.tsv -o two.xml x.png 2>/dev/null
ok "what was keyed is in the record" grep -q '^<chongHoTen by="review">LÊ VĂN TÁM</chongHoTen>' two.xml
ok "… and what nobody can read" grep -q '^<voHoTen by="review" state="unreadable"/>' two.xml
is "still nothing on the console" "$(complaints)" 0
tap_done

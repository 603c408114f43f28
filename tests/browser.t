# SPDX-License-Identifier: BSD-2-Clause
# Pages in headless Chromium: the report runs without errors, filters, prints, and takes 100,000 findings; an extract
# is one sheet of A4 that says where the entry stands and what it is not.
# Slow; without Chromium it is skipped (.ci/run installs the Debian package chromium).
. "$srcdir/tests/lib/tap.sh"
. "$srcdir/tests/lib/browser.sh"
need_browser "the report page works in a browser"
SPAN=8000
awk 'BEGIN { n = 50000; print "<hoTich xmlns=\"urn:hotich:1\" v=\"1\">"
    for (i = 1; i <= n; i++)
        printf "<khaiSinh id=\"KS.2008.01.%03d\" src=\"b.csv:%d\">\n<so>%03d/2008</so>\n<quyenSo>01/2008</quyenSo>\n<ngayDangKy>2008-06-01</ngayDangKy>\n<noiDangKy>UBND xã</noiDangKy>\n<nksHoTen>Lê Văn Số %d</nksHoTen>\n<nksNgaySinh>không rõ %d</nksNgaySinh>\n<meNgaySinh>chưa rõ</meNgaySinh>\n</khaiSinh>\n", i, i + 1, i, i, i
    printf "<het n=\"%d\"/>\n</hoTich>\n", n }' >many.xml
start=$(date +%s%N)
"$T/hotich-validate" -q --max-diags=1 --report=page.html many.xml >/dev/null 2>&1
echo "# 100,000 findings: $((($(date +%s%N) - start) / 1000000)) ms, $(wc -c <page.html) bytes"
ok "100,000 findings make a page under 20 MB" test "$(wc -c <page.html)" -lt 20000000
browse --dump-dom "file://$W/page.html" >dom
ok "all findings are in the list" grep -q 'data-rows="100000"' dom
is "no errors on the console" "$(complaints)" 0
sed 's|^update();$|update(); Object.assign(state, { q: "số 4999" }); update(); chips[0].click(); chips[0].click(); orders[state.sort];|' page.html >filtered.html
browse --dump-dom "file://$W/filtered.html" >dom
ok "the search narrows the list" grep -q 'data-rows="22"' dom
sed 's|^update();$|update(); chips[0].click();|' page.html >chips.html
browse --dump-dom "file://$W/chips.html" >dom
ok "a chip hides its severity" grep -q 'data-rows="0"' dom
# Three numbers and values out of order.
awk 'BEGIN { n = split("010 009 100", so, " "); split("xa ba ma", v, " "); print "<hoTich xmlns=\"urn:hotich:1\" v=\"1\">"
    for (i = 1; i <= n; i++)
        printf "<khaiSinh id=\"KS.2008.01.%s\" src=\"b.csv:%d\">\n<so>%s/2008</so>\n<nksNgaySinh>%s</nksNgaySinh>\n</khaiSinh>\n", \
            so[i], i + 1, so[i], v[i]
    printf "<het n=\"%d\"/>\n</hoTich>\n", n }' >three.xml
"$T/hotich-validate" -q --only=HT401 --report=three.html three.xml >/dev/null 2>&1
# sorted BY: the numbers of the rows of the table from top to bottom, chosen as a user chooses
sorted() {
    sed "s|</body>|<script>const by = document.getElementById('sort'); by.value = '$1';\
by.dispatchEvent(new Event('change', { bubbles: true }));\
for (const d of document.querySelectorAll('details')) { d.open = true; d.fill(); }\
document.title = 'rows ' + [...document.querySelectorAll('details td:nth-child(2) button')].map(b => b.textContent.slice(-3)).join(' ');\
</script></body>|" three.html >"sort-$1.html"
    browse --dump-dom "file://$W/sort-$1.html" | sed -n 's|.*<title>rows \([^<]*\)</title>.*|\1|p'
}
is "sorted by place" "$(sorted place)" "010 009 100"
is "sorted by number" "$(sorted record)" "009 010 100"
is "sorted by value" "$(sorted value)" "009 100 010"
# The sample is a checklist; errors that an earlier program left are heeded, whatever rules are looked at.
"$T/hotich-validate" -q --only=HT316 --sample=100% --report=drawn.html "$srcdir/tests/rules/HT304/bad.xml" >/dev/null 2>&1
browse --dump-dom "file://$W/drawn.html" >dom
is "a box for every entry that is drawn" "$(grep -o 'class="box"' dom | wc -l | tr -d ' ')" \
    "$(grep -c '<khaiSinh ' "$srcdir/tests/rules/HT304/bad.xml")"
sed 's|</khaiSinh>|<diag code="HT204" f="nksNgaySinh" sev="error"/>&|' "$srcdir/tests/rules/HT304/bad.xml" >left.xml
"$T/hotich-validate" -q --only=HT316 --sample=100% --report=left.html left.xml >/dev/null 2>&1
browse --dump-dom "file://$W/left.html" >dom
ok "an entry with an error is not ready" grep -q 'class="card verdict sev2"' dom
"$T/hotich-validate" -q --report=small.html "$srcdir/tests/rules/HT304/bad.xml" >/dev/null 2>&1
browse --print-to-pdf="$W/page.pdf" "file://$W/small.html" >/dev/null
ok "it prints to a PDF" sh -c 'head -c 5 page.pdf | grep -q %PDF-'
if command -v pdftotext >/dev/null; then
    pdftotext -layout page.pdf page.txt
    ok "the print has the problems" grep -q HT304 page.txt
    is "it does not say that rows are missing when none are" "$(grep -c 'Only the first rows' page.txt)" 0
else
    skip "the print has the problems" "no pdftotext"
fi
sed 's|</body>|<script>document.title = "width " + document.documentElement.scrollWidth;</script></body>|' small.html >narrow.html
browse --window-size=500,900 --dump-dom "file://$W/narrow.html" >dom
ok "nothing is wider than a narrow window" awk '/<title>width / { sub(/.*<title>width /, ""); exit !($0 + 0 <= 500) }' dom
# ---- hotich extract ----
awk 'BEGIN { print "<hoTich xmlns=\"urn:hotich:1\" v=\"1\">"
    print "<khaiSinh id=\"KS.2008.01.017\" src=\"ks2008.csv:18\" scan=\"KS.2008.01.017.pdf\">"
    print "<so>017/2008</so>\n<quyenSo>01/2008</quyenSo>\n<trangSo>9</trangSo>\n<ngayDangKy raw=\"15/1/08\">2008-01-15</ngayDangKy>"
    print "<noiDangKy>UBND xã Lộc Thuận, huyện Bình Đại, tỉnh Bến Tre</noiDangKy>\n<nksHoTen>Nguyễn Văn Ánh &lt;b&gt;</nksHoTen>"
    print "<nksGioiTinh>Nam</nksGioiTinh>\n<nksNgaySinh>2008-01-03</nksNgaySinh>\n<nksNoiSinh>Bệnh viện Nguyễn Đình Chiểu</nksNoiSinh>"
    print "<nksQueQuan>Xã Lộc Thuận, huyện Bình Đại, tỉnh Bến Tre</nksQueQuan>\n<nksDanToc>Kinh</nksDanToc>\n<nksQuocTich>Việt Nam</nksQuocTich>"
    print "<meHoTen>Trần Thị Bình</meHoTen>\n<meNgaySinh>1983</meNgaySinh>\n<meDanToc>Kinh</meDanToc>\n<meQuocTich>Việt Nam</meQuocTich>"
    print "<chaHoTen>Nguyễn Văn Châu</chaHoTen>\n<chaNgaySinh>1980-05</chaNgaySinh>\n<chaDanToc>Kinh</chaDanToc>\n<chaQuocTich>Việt Nam</chaQuocTich>"
    print "</khaiSinh>\n<het n=\"1\"/>\n</hoTich>" }' >one.xml
if "$T/hotich-export" --to=sqlite -o one.db one.xml 2>err && "$T/hotich" extract one.db KS.2008.01.017 >extract.html; then
    cp browser.err before.err; : >browser.err
    browse --no-pdf-header-footer --print-to-pdf="$W/extract.pdf" "file://$W/extract.html" >/dev/null
    is "an extract loads without errors" "$(complaints)" 0
    if command -v pdftotext >/dev/null; then
        pdftotext -layout extract.pdf extract.txt; pdfinfo extract.pdf >info
        is "it prints on one page" "$(sed -n 's/^Pages: *//p' info)" 1
        ok "of A4" grep -q '^Page size:.*A4' info
        ok "it says that it is no official copy" grep -q 'KHÔNG PHẢI BẢN SAO TRÍCH LỤC CÓ GIÁ TRỊ PHÁP LÝ' extract.txt
        ok "where the entry stands" grep -q 'Vị trí trong sổ: số 017/2008, quyển số 01/2008, trang 9' extract.txt
        ok "and who is in it, as text" grep -q 'Nguyễn Văn Ánh <b>' extract.txt
        # Every field that a birth can have, each with a line of text.
        "$T/hotich-export" --to=csv one.xml 2>err | sed 1q | tr -d '\r' | tr , '\n' | awk 'BEGIN {
                print "<hoTich xmlns=\"urn:hotich:1\" v=\"1\">\n<khaiSinh id=\"KS.1\" src=\"a.csv:2\">" }
            /^[a-z]/ { print "<" $0 ">UBND xã Lộc Thuận, huyện Bình Đại, tỉnh Bến Tre</" $0 ">" }
            END { print "</khaiSinh>\n<het n=\"1\"/>\n</hoTich>" }' >full.xml
        "$T/hotich-export" -q --to=sqlite -o full.db full.xml && "$T/hotich" extract full.db KS.1 >full.html
        browse --no-pdf-header-footer --print-to-pdf="$W/full.pdf" "file://$W/full.html" >/dev/null
        ok "a full entry has more than 60 lines" test "$(grep -c '<tr>' full.html)" -gt 60
        is "and prints on one page too" "$(pdfinfo full.pdf | sed -n 's/^Pages: *//p')" 1
    else
        skip "an extract prints on one page" "no pdftotext"
    fi
else
    skip "an extract prints on one page" "built without sqlite: $(head -n 1 err)"
fi
tap_done

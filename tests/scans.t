# SPDX-License-Identifier: BSD-2-Clause
# --scans: names are paired, missing, surplus and misnamed files are listed, PDFs are opened.  The PDFs are made here.
. "$srcdir/tests/lib/tap.sh"
v=$T/hotich-validate
# pdf COLOURSPACE TEXT SIZE: one A4 page with a picture of one pixel and SIZE bytes of filling
pdf() {
    awk -v space="$1" -v text="$2" -v size="$3" 'function put(s) { out = out s "\n" }
    function obj(s) { at[++n] = length(out); put(n " 0 obj\n" s "\nendobj") }
    BEGIN {
        put("%PDF-1.4")
        obj("<</Type/Catalog/Pages 2 0 R>>"); obj("<</Type/Pages/Kids[3 0 R]/Count 1>>")
        obj("<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Contents 4 0 R/Resources" (space ? "<</XObject<</I 5 0 R>>>>" : "<<>>") ">>")
        obj("<</Length " length(text) ">>\nstream\n" text "\nendstream")
        pixels = space == "/DeviceRGB" ? "abc" : "a"
        obj("<</Type/XObject/Subtype/Image/Width 1/Height 1/BitsPerComponent 8/ColorSpace" (space ? space : "/DeviceGray") \
            "/Length " length(pixels) ">>\nstream\n" pixels "\nendstream")
        fill = " "; while (length(fill) < size) fill = fill fill
        fill = substr(fill, 1, size); obj("<</Length " size ">>\nstream\n" fill "\nendstream")
        xref = length(out); put("xref\n0 " n + 1 "\n0000000000 65535 f ")
        for (i = 1; i <= n; i++) put(sprintf("%010d 00000 n ", at[i]))
        put("trailer <</Size " n + 1 "/Root 1 0 R>>\nstartxref\n" xref "\n%%EOF"); printf "%s", out }'
}
entry() {
    printf '<khaiSinh id="KS.2008.01.%03d" src="b.csv:%d">\n<so>%03d/2008</so>\n<quyenSo>01/2008</quyenSo>\n' "$1" $(($1 + 1)) "$1"
    printf '<ngayDangKy>2008-06-01</ngayDangKy>\n<noiDangKy>UBND xã Mỹ Lộc</noiDangKy>\n<nksHoTen>Lê Văn An</nksHoTen>\n</khaiSinh>\n'
}
{
    printf '<?xml version="1.0" encoding="UTF-8"?>\n<hoTich xmlns="urn:hotich:1" v="1">\n'
    for i in 1 2 3 4 5 6 7 8 9 10 11 12; do entry $i; done
    printf '<het n="12"/>\n</hoTich>\n'
} >book.xml
mkdir -p scans/sub
name() { printf 'scans/KS.2008.01.2008-06-01.%03d.pdf' "$1"; }
pdf /DeviceRGB 'q 600 0 0 800 0 0 cm /I Do Q' 60000 >"$(name 1)"
pdf /DeviceRGB 'q 600 0 0 800 0 0 cm /I Do Q' 60000 >scans/sub/ks-2008-1-2008-06-01-2.pdf
head -c 30000 "$(name 1)" >"$(name 3)"
pdf /DeviceGray 'q 600 0 0 800 0 0 cm /I Do Q' 60000 >"$(name 4)"
pdf /DeviceRGB 'q 600 0 0 800 0 0 cm /I Do Q' 900000 >"$(name 5)"
pdf '' '' 60000 >"$(name 6)"
pdf /DeviceRGB 'q /I Do Q' 60000 >scans/KS.2008.01.2008-06-01.099.pdf
# names as they come: a second copy, a lost date, the ending twice
cp "$(name 1)" 'scans/Ks_2008_01_2008_06_01_008 (1).pdf'
cp "$(name 1)" scans/KS.2008.01.null.009.pdf
cp "$(name 1)" "$(name 10).pdf"
sed 's|/Type/Page/Parent 2 0 R|/Typ\x00/Pag\x00/Par\x00\x00\x00\x00 2 0 R|' "$(name 1)" >"$(name 11)"
cp "$(name 1)" scans/Cover.xa_my_loc.KS.A4.2008.01.pdf
"$v" --only=R02,R14 --scans=scans --diag=tsv book.xml 2>tsv >out
found() { grep -c "$1.*$2" tsv; }
is "a missing scan" "$(found HT302 'KS.2008.01.2008-06-01.007.pdf')" 1
is "a surplus scan, not the cover" "$(found HT318 099.pdf) $(grep -c HT318 tsv)" "1 1"
is "a misnamed scan is named as delivered, with the right name" \
    "$(found HT319 'sub/ks-2008-1-2008-06-01-2.pdf.*KS.2008.01.2008-06-01.002.pdf')" 1
for i in 8 9 10; do
    is "… and so is scan $i" "$(grep -c "HT319.*rename it to KS.2008.01.2008-06-01.0*$i.pdf" tsv)" 1
done
ok "findings travel with the entry" grep -q '<diag code="HT319" sev="error"/>' out
if grep -q HAVE_LIBQPDF "$builddir/config.h" && grep -q '^#define HAVE_LIBQPDF' "$builddir/config.h"; then
    is "a cut PDF" "$(found HT314 003.pdf)" 1
    is "a page whose bytes were overwritten" "$(found HT314 '011.pdf.*damaged')" 1
    is "nothing but findings is written" "$(grep -vcE '^(file|b.csv|KS.2008[^ ]*|[^ ]*pdf)	' tsv)" 0
    if command -v qpdf >/dev/null; then
        qpdf --encrypt '' owner 128 --use-aes=y -- "$(name 1)" open.pdf
        qpdf --encrypt user owner 128 --use-aes=y -- "$(name 1)" closed.pdf
        mkdir secret; mv open.pdf secret/KS.2008.01.2008-06-01.001.pdf; mv closed.pdf secret/KS.2008.01.2008-06-01.002.pdf
        "$v" --only=R14 --scans=secret book.xml 2>err >/dev/null
        is "a PDF with a password, also one that opens without" "$(grep -c 'it is encrypted: save it without' err)" 2
        is "the library prints nothing itself" "$(grep -vc '^hotich-validate: ' err)" 0
    else
        skip "encrypted PDFs" "no qpdf to make them"
    fi
    is "a grey one" "$(found HT321 004.pdf) $(grep -c HT321 tsv)" "1 1"
    is "one that is too large" "$(found HT320 005.pdf) $(grep -c HT320 tsv)" "1 1"
    is "a blank page" "$(found HT322 006.pdf) $(grep -c HT322 tsv)" "1 1"
else
    skip "PDFs are opened" "this build has no libqpdf"
fi
if grep -q '^#define HAVE_LIBZIP' "$builddir/config.h" && command -v python3 >/dev/null; then
    (cd scans && python3 -m zipfile -c ../scans.zip ./*.pdf sub/*.pdf)
    "$v" --only=R02,R14 --scans=scans.zip --diag=tsv book.xml 2>ziptsv >zipout
    if command -v zip >/dev/null; then
        zip -q -j -P key locked.zip "$(name 1)"
        "$v" --only=R14 --scans=locked.zip book.xml 2>err >/dev/null
        is "a locked archive" "$(grep -c 'the archive encrypts it' err)" 1
    else
        skip "a locked archive" "no zip to make one"
    fi
    ok "an archive gives the same entries" cmp out zipout
else
    skip "an archive gives the same" "no libzip or no python3 to make one"
fi
tap_done

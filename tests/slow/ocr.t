# SPDX-License-Identifier: BSD-2-Clause
# Scanned pages, made by Chromium and ImageMagick from our templates and read again: straight, turned, noisy, stamped.
. "$srcdir/tests/lib/tap.sh"
ocr=$builddir/hotich-ocr
[ -x "$ocr" ] || { skip "scanned pages" "built without Tesseract"; tap_done; exit; }
for tool in chromium convert pdftoppm python3; do
    command -v $tool >/dev/null || { skip "scanned pages" "$tool is not installed"; tap_done; exit; }
done
exact() { # DIR OCR: per cent of the fields that are exactly right
    awk -F '\t' 'NR == FNR { if ($1 == "page") { n = split($2, p, "/"); page = p[n] }
            else if ($1 == "field") got[page "\t" $2] = $8; next }
        $3 == "value" { all++; ok += got[$1 "\t" $2] == $4 } END { print int(100 * ok / all) }' "$2" "$1/truth.tsv"
}
"$srcdir/tests/ocr/make-pages" --clean --seed 11 --pages 2 --fonts "DejaVu Serif,DejaVu Sans" --out clean \
    "$srcdir/data/templates/KS-book.tsv" "$srcdir/data/templates/KT-extract.tsv"
rc "clean pages" 0 "$ocr" -j2 clean/001.png clean/002.png
is "… their templates are found" "$(grep ^page out | cut -f8 | tr '\n' ' ')" "KS/book KT/extract "
ok "… three fields of four are right, though one page has dots under its text" test "$(exact clean out)" -ge 75
cp out first
rc "the same pages from a PDF" 0 "$ocr" -j2 clean/pages.pdf
is "… read as they were from pictures" "$(grep -c '^page.*\(KS/book\|KT/extract\)' out)" 2
convert clean/001.png clean/002.png -compress zip two.tif
rc "the same pages from a TIFF of two pages" 0 "$ocr" two.tif
is "… the same fields" "$(grep '^field' out | cut -f2,8)" "$(grep '^field' first | cut -f2,8)"
"$srcdir/tests/ocr/make-pages" --seed 12 --pages 4 --fonts "DejaVu Sans,Noto Serif" --out bad \
    "$srcdir/data/templates/KH-book.tsv" "$srcdir/data/templates/KS-extract.tsv"
cd bad
rc "pages that are turned, noisy, stamped" 0 "$ocr" -j2 --crops=crops 0*.png 0*.jpg
ok "… their templates are found" test "$(grep -c '^page.*\(KH/book\|KS/extract\)' out)" -eq 4
ok "… four fields of five are right" test "$(exact . out)" -ge 80
ok "… every field has its picture" test "$(find crops -name '*.png' | wc -l)" -eq "$(grep -c '^field' out)"
for cut in 100 5000 50000; do
    head -c $cut 001.png >cut.png
    rc "a PNG cut behind $cut bytes is refused" 1 "$ocr" cut.png
done
jpg=$(ls 0*.jpg | head -n 1)
head -c 60000 "$jpg" >cut.jpg
rc "a JPEG that is cut is refused" 1 "$ocr" cut.jpg
cd ..
# The same page lying on its side and standing on its head.
cp "$srcdir/samples/ks2008-trang14.png" 0.png
"$ocr" 0.png | grep '^field' | cut -f2,8 >upright
for turn in 90 180 270; do
    convert 0.png -rotate $turn $turn.png
    "$ocr" $turn.png >out
    is "a page turned by $turn degrees is read the same" "$(grep '^field' out | cut -f2,8)" "$(cat upright)"
done
# Strokes that are no letters, alone and on a form: records to be keyed that name their pictures, no text that nobody wrote.
"$srcdir/tests/ocr/scribble" 3 250 2300 300 3300 110 >strokes.png
rc "a page in handwriting" 0 hotich-import --register=KS --review=review.html strokes.png
is "… is a record without a text, its fields to be keyed" \
    "$(grep -c '^<khaiSinh' out) $(grep -c 'state="unreadable"' out) $(grep -c '^<[a-zA-Z]*\( [^>]*\)*>[^<]' out)" \
    "1 $(cut -f2 "$srcdir/data/templates/KS-book.tsv" | sed '1,3d; /^-$/d' | sort -u | wc -l) 0"
is "… and a picture on the page for review" "$(grep -c '^I.push("data:image/jpeg;base64,/9j/' review.html)" 1
ok "… that names its picture" grep -q '<khaiSinh [^>]*scan="strokes.png"' out
cut -f2 "$srcdir/data/templates/KS-book.tsv" | sed 's/$/\t/' >nothing
"$srcdir/tests/ocr/make-pages" --clean --seed 13 --pages 1 --fonts "DejaVu Serif" --leaders dotted --values nothing \
    --out form "$srcdir/data/templates/KS-book.tsv"
"$srcdir/tests/ocr/scribble" 4 650 1500 330 3100 93 >strokes.png
convert form/001.png strokes.png -compose Darken -composite written.png
rc "a form filled in by hand" 0 hotich-import --review=review.html written.png
is "… is one birth" "$(grep -c '^<khaiSinh' out)" 1
sed -n 's/^<\([a-zA-Z]*\)\( [^>]*\)*>[^<].*/\1/p' out | while read -r field; do
    grep -q "<diag code=\"HT18[0-9]\" f=\"$field\"" out || echo "$field"
done >silent
is "… no text in it that a person is not asked about" "$(cat silent)" ""
tap_done

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
tap_done

# SPDX-License-Identifier: BSD-2-Clause
# Scanned pages, made by Chromium and ImageMagick from our templates and read again: straight, turned, noisy, stamped.
# OCR_PAGES of them (30), of two templates per register and seven fonts, by OCR_SEED: another one every day, so that nothing
# can have been tuned with it.  All is read in two runs, on all processors.
. "$srcdir/tests/lib/tap.sh"
ocr=$builddir/hotich-ocr
[ -x "$ocr" ] || { skip "scanned pages" "built without Tesseract"; tap_done; exit; }
for tool in chromium convert pdftoppm python3; do
    command -v $tool >/dev/null || { skip "scanned pages" "$tool is not installed"; tap_done; exit; }
done
: "${OCR_SEED:=$(date +%Y%j)}" "${OCR_PAGES:=30}"
make=$srcdir/tests/ocr/make-pages templates=$srcdir/data/templates
echo "# seed $OCR_SEED"
"$make" --seed "$OCR_SEED" --pages "$OCR_PAGES" --out made "$templates"/*.tsv
"$make" --clean --seed 11 --pages 2 --fonts "DejaVu Serif,DejaVu Sans" --out clean "$templates/KS-book.tsv" \
    "$templates/KT-extract.tsv"
mv made/0*.png made/0*.jpg .
for n in 1 2; do cp clean/00$n.png clean$n.png; done
cp clean/pages.pdf .
convert clean1.png clean2.png -compress zip two.tif
cp "$srcdir/samples/ks2008-trang14.png" turn0.png
for turn in 90 180 270; do convert turn0.png -rotate $turn turn$turn.png; done
rc "pages of all kinds" 0 "$ocr" -j"$(nproc)" --crops=crops 0*.png 0*.jpg clean*.png pages.pdf two.tif turn*.png
mv out all

# lines NAME…: what was read of these files, the name left out
lines() { for name; do awk -F '\t' -v name="$name" '$1 == "page" { on = $2 == name } on' all; done; }
fields() { lines "$@" | grep '^field' | cut -f2,8; }
exact() { # DIR: per cent of the fields of the pages that are exactly right
    awk -F '\t' 'NR == FNR { if ($1 == "page") page = $2; else if ($1 == "field") got[page "\t" $2] = $8; next }
        $3 == "value" { name = FILENAME ~ /^clean/ ? "clean" $1 + 0 ".png" : $1
            all++; ok += got[name "\t" $2] == $4 } END { print int(100 * ok / all) }' all "$1/truth.tsv"
}
# Nobody has seen these pages; of twenty one may be too bad.
found=$(lines 0*.png 0*.jpg | grep '^page' | cut -f2,8 | LC_ALL=C sort | sed 's|/|\t|' |
    LC_ALL=C join -t '	' -j1 - made/pages.tsv | awk -F '\t' '$2 == $4 && $3 == $5' | wc -l)
ok "their templates are found ($found)" test "$((found * 20))" -ge "$((OCR_PAGES * 19))"
ok "every field has its picture" test "$(grep -c '^crop' all)" -eq "$(grep -c '^field' all)"
is "pages without damage, their templates" "$(lines clean1.png clean2.png | grep '^page' | cut -f8 | tr '\n' ' ')" "KS/book KT/extract "
ok "… three fields of four are right, though one page has dots under its text" test "$(exact clean)" -ge 75
is "the same pages from a PDF" "$(lines pages.pdf | grep -c '^page.*\(KS/book\|KT/extract\)')" 2
is "the same pages from a TIFF" "$(fields two.tif)" "$(fields clean1.png clean2.png)"
for turn in 90 180 270; do
    is "a page turned by $turn degrees is read the same" "$(fields turn$turn.png)" "$(fields turn0.png)"
done
ok "made pages: six fields of seven are exactly right ($(exact made) %)" test "$(exact made)" -ge 85

# What import makes of the same readings: a stand-in says what the helper said.
mkdir bin each
awk -F '\t' '$1 == "page" { name = "each/" $2 } $1 != "crop" && $1 != "picture" { print >>name }' all
printf '#!/bin/sh\nfor page; do :; done\ncat "%s/each/${page##*/}"; echo "end	1"\n' "$W" >bin/hotich-ocr
chmod +x bin/hotich-ocr
HOTICH_LIBEXECDIR=$W/bin hotich-import -q -o xml 0*.png 0*.jpg 2>err
# Per cent of the fields that are right or flagged, of the right ones that are flagged.
sed 's/&lt;/</g; s/&gt;/>/g; s/&amp;/\&/g' xml | awk '
    FILENAME != "-" { split($0, c, "\t"); if (c[3] == "value") want[c[1], c[2]] = c[4]; next }
    /^<[a-zA-Z]* id=/ { match($0, / src="[^"]*"/); page = substr($0, RSTART + 6, RLENGTH - 9) }
    /^<diag / { match($0, / f="[^"]*"/); flag[page, substr($0, RSTART + 4, RLENGTH - 5)] = 1; next }
    match($0, /^<[a-zA-Z]*/) { name = substr($0, 2, RLENGTH - 1); text = $0; sub(/^<[^>]*>/, "", text)
        sub("</" name ">$", "", text); if ($0 !~ /\/>$/) got[page, name] = text }
    END { for (k in want) { all++; right = got[k] == want[k]; ok += right || flag[k]; n += right; m += right && flag[k] }
        print int(1000 * ok / all), int(1000 * m / n) }' made/truth.tsv - >scores
read -r held flagged <scores
ok "… 97 of 100 are right or flagged, give or take one ($held ‰)" test "$held" -ge 960
ok "… and a quarter of the right ones at most ($flagged ‰)" test "$flagged" -le 250

for cut in 100 5000 50000; do
    head -c $cut clean1.png >cut.png
    rc "a PNG cut behind $cut bytes is refused" 1 "$ocr" cut.png
done
jpg=$(ls 0*.jpg | head -n 1)
head -c 60000 "$jpg" >cut.jpg
rc "a JPEG that is cut is refused" 1 "$ocr" cut.jpg

# Strokes that are no letters, alone and on a form: records to be keyed that name their pictures, no text that nobody wrote.
"$srcdir/tests/ocr/scribble" 3 250 2300 300 3300 110 >strokes.png
cut -f2 "$templates/KS-book.tsv" | sed 's/$/\t/' >nothing
"$make" --clean --seed 13 --pages 1 --fonts "DejaVu Serif" --leaders dotted --values nothing --out form "$templates/KS-book.tsv"
"$srcdir/tests/ocr/scribble" 4 650 1500 330 3100 93 >over.png
convert form/001.png over.png -compose Darken -composite written.png
rc "handwriting" 0 hotich-import --register=KS --jobs="$(nproc)" --review=review.html strokes.png written.png
sed -n '/src="strokes/,/^<\/khaiSinh/p' out >strokes
sed -n '/src="written/,/^<\/khaiSinh/p' out >written
is "a page of it is a record without a text, its fields to be keyed" \
    "$(grep -c '^<khaiSinh' strokes) $(grep -c 'state="unreadable"' strokes) $(grep -c '^<[a-zA-Z]*\( [^>]*\)*>[^<]' strokes)" \
    "1 $(cut -f2 "$templates/KS-book.tsv" | sed '1,3d; /^-$/d' | sort -u | wc -l) 0"
is "… and a picture on the page for review" "$(grep -c '^I.push("data:image/jpeg;base64,/9j/' review.html)" 1
ok "… that names its picture" grep -q '<khaiSinh [^>]*scan="strokes.png"' strokes
is "a form filled in by hand is one birth" "$(grep -c '^<khaiSinh' written)" 1
sed -n 's/^<\([a-zA-Z]*\)\( [^>]*\)*>[^<].*/\1/p' written | while read -r field; do
    grep -q "<diag code=\"HT18[0-9]\" f=\"$field\"" written || echo "$field"
done >silent
is "… no text in it that a person is not asked about" "$(cat silent)" ""
tap_done

# SPDX-License-Identifier: BSD-2-Clause
# One scanned page through hotich-import and hotich-ocr: the sample, which says what tests/tools/pages/ks.tsv says.
. "$srcdir/tests/lib/tap.sh"
[ -x "$builddir/hotich-ocr" ] || { skip "a scanned page" "built without Tesseract (configure: --with-ocr)"; tap_done; exit; }
page=ks2008-trang14.png
cp "$srcdir/samples/$page" .
hotich-import --explain -o out.xml "$page" 2>err
ok "a page is read (findings are allowed)" test $? -le 1
is "it is one birth, known by what is written on it" \
    "$(grep '^<khaiSinh' out.xml)" "<khaiSinh id=\"KS.2008.01.027\" src=\"$page:1\" scan=\"$page\">"
is "every field that was read has its confidence" "$(grep -c '^<[a-zA-Z]* conf="[0-9]*"' out.xml)" \
    "$(grep -c '^<[a-zA-Z]*[^>]*>[^<]' out.xml)"
# Models of Tesseract differ a little: fields that are wrong may be few, and a person is asked about each of them.
sed -n 's/^<\([a-zA-Z]*\)\( [^>]*\)*>\(.*\)<\/.*/\1\t\3/p' out.xml >got
awk -F'\t' 'NR == FNR { got[$1] = $2; next } got[$1] != $2 { print $1 }' got "$srcdir/tests/tools/pages/ks.tsv" >wrong
ok "at most 3 of 33 fields are wrong" test "$(wc -l <wrong)" -le 3
while read -r field; do
    grep -q "<diag code=\"HT18[0-9]\" f=\"$field\"" out.xml || echo "$field"
done <wrong >silent
is "none of them silently" "$(cat silent)" ""
ok "not every field is flagged" test "$(grep -c '<diag code="HT18' out.xml)" -le 8
# The templates come from the directory of the lists.
cp -R "$HOTICH_DATADIR" lists 2>/dev/null
rm -f lists/templates/*-*.tsv
sed '1s/book/ours/' "$srcdir/data/templates/KS-book.tsv" >lists/templates/KS-ours.tsv
hotich-import --explain --lists=lists -o ours.xml "$page" 2>ours
ok "--lists: hotich-ocr takes its templates from there, too" grep -q "page template KS/ours" ours
rm lists/templates/KS-ours.tsv
hotich-import --explain --lists=lists -o none.xml "$page" 2>none
ok "… and has no other ones" grep -q "no page template fits" none
tap_done

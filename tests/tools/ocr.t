# SPDX-License-Identifier: BSD-2-Clause
# hotich-ocr: what it does with files that are no pages.
. "$srcdir/tests/lib/tap.sh"
ocr=$builddir/hotich-ocr
[ -x "$ocr" ] || { skip "hotich-ocr" "built without Tesseract (configure: --with-ocr)"; tap_done; exit; }

rc "--help" 0 "$ocr" --help
ok "… lists the options" grep -q -- '--crops=DIR' out
rc "without a file: bad invocation" 2 "$ocr"
rc "an unknown register: bad invocation" 2 "$ocr" --register=XX a.png
rc "a template that is none: bad invocation" 2 "$ocr" --map="$srcdir/README.md" a.png

# refused WHAT FILE PATTERN: a message, a page of quality 0, exit status 1.
refused() {
    rc "$1: findings" 1 "$ocr" "$2"
    ok "… it is said why" grep -q "$3" err
    ok "… the page is there to be keyed" grep -qP "^page\t$2\t1\t0\t0\t0\t0\t\t0$" out
    ok "… the output is complete" grep -qP '^end\t0$' out
}
refused "a missing file" no.png 'cannot be opened'
echo hello >text.png
refused "a text" text.png 'no PNG, JPEG, TIFF or PDF'
: >empty.jpg
refused "an empty file" empty.jpg 'cannot be opened\|no PNG'
printf '\211PNG\r\n\032\n' >head.png
refused "a PNG that ends behind its first bytes" head.png damaged
# A header that promises 60,000 × 60,000 pixels.
printf '\211PNG\r\n\032\n\0\0\0\015IHDR\0\0\352\140\0\0\352\140\010\0\0\0\0\0\0\0\0\0\0\0\0IEND\256B\140\202' >huge.png
refused "a picture of 3.6 billion pixels" huge.png 'too large\|damaged'
printf 'II*\0\010\0\0\0\377\377' >loop.tif
refused "a TIFF without pages" loop.tif damaged
printf '%%PDF-1.4\n1 0 obj\n<<>>\nendobj\n' >cut.pdf
refused "a PDF that is cut" cut.pdf 'damaged\|poppler'
rc "such a page is told by the importer" 1 hotich-import cut.pdf
is "… in one message that says so" "$(cat err)" "hotich-import: cut.pdf:1: error: HT186: no page could be read: the file is damaged, or it holds no page; open it to see which, then take it from its source or scan it again"
rc "several files: the others are read all the same" 1 "$ocr" text.png cut.pdf
is "… in their order" "$(grep -c ^page out) $(sed -n 1p out | cut -f2)" "2 text.png"
tap_done

# SPDX-License-Identifier: BSD-2-Clause
# The layers of HACKING.md, read off the #include lines: a file includes its own layer and those to its left; siblings
# never include each other; a foreign library is included only where it is at home.
. "$srcdir/tests/lib/tap.sh"
cd "$srcdir/src"

awk '
BEGIN {
    n = split("base text model,reg stream formats,norm,rules,dedupe,export,report ocr tools", layer, " ")
    for (i = 1; i <= n; i++) {
        m = split(layer[i], dir, ",")
        for (j = 1; j <= m; j++) rank[dir[j]] = i
    }
}
/^#include "/ {
    split(FILENAME, at, "/"); from = at[1]
    split($0, part, "\""); inc = part[2]
    if (inc == "config.h") next
    if (split(inc, to, "/") != 2 || !(to[1] in rank)) { print FILENAME ": " inc " is no layer/file"; next }
    if (from == to[1]) next
    if (rank[to[1]] > rank[from] || (rank[to[1]] == rank[from] && rank[from] != rank["model"]))
        print FILENAME ": " from " must not include " inc
}' */*.c */*.h */*.def >"$W/layers"
is "a file includes only its own layer and those to its left" "$(cat "$W/layers")" ""

# header<TAB>where it may be included (extended regular expression on the path)
while IFS='	' read -r header home; do
    got=$(grep -l "^#include <$header" */*.c */*.h | grep -vE "^($home)" | tr '\n' ' ')
    is "<$header is included only in $home" "$got" ""
done <<'LIST'
iconv.h	text/charset
libxml/	stream/xmlin|formats/|export/
csv.h	formats/
zlib.h	base/|formats/|export/
libdeflate.h	base/deflater
libintl.h	base/prog
openssl/	base/digest|export/
sqlite3.h	dedupe/|export/|formats/|report/|model/
utf8proc.h	text/
tesseract/	ocr/engine
leptonica/	ocr/|tools/ocr
LIST
tap_done

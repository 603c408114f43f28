# SPDX-License-Identifier: BSD-2-Clause
# hotich-ocr and what hotich-import makes of it, against Tesseract's own reading of the same pages cut by the same zones.
# Pages are made by Chromium and ImageMagick from data/templates and from layouts that are made up here, by OCR_SEED (2026):
# give it one that nothing was tuned with.  OCR_PAGES pages (60).  OCR_DIR keeps pages and readings: a second run with it
# only scores.  Prints a section for RESULTS.md.
: "${OCR_SEED:=2026}" "${OCR_PAGES:=60}"
for tool in tesseract chromium convert pdftoppm python3; do
    command -v $tool >/dev/null || { echo "bench: $tool is not installed" >&2; exit 0; }
done
[ -x "$builddir/hotich-ocr" ] || { echo "bench: built without Tesseract" >&2; exit 0; }
W=${OCR_DIR:-}
. "$srcdir/bench/lib.sh"
# Both on one thread: hotich-ocr keeps to one by itself.
export OMP_THREAD_LIMIT=1
mkdir -p pages/templates each bin
if [ ! -s pages/pages.tsv ]; then
    cp "$srcdir"/data/templates/*.tsv pages/templates/
    for i in 1 2; do "$srcdir/tests/ocr/make-template" $((OCR_SEED + i)) >pages/templates/layout-$i.tsv; done
    "$srcdir/tests/ocr/make-pages" --seed "$OCR_SEED" --pages "$OCR_PAGES" --out pages pages/templates/*.tsv || exit 1
fi
cd pages || exit 1
# Each page once, by both programs.
printf '%s\n' [0-9]*.png [0-9]*.jpg | xargs -P "$(nproc)" -I{} sh -c '
    [ -s ../each/{} ] || "$builddir/hotich-ocr" --map=templates/layout-1.tsv --map=templates/layout-2.tsv {} >../each/{}
    [ -s {}.tsv ] || tesseract {} {} -l vie tsv 2>/dev/null'
cat ../each/* | grep -v '^end' >../ocr
# Import gets the same readings, from a stand-in that says what the helper said.
printf '#!/bin/sh\nfor page; do :; done\ncat "%s/each/${page##*/}"\n' "$W" >../bin/hotich-ocr
chmod +x ../bin/hotich-ocr
HOTICH_LIBEXECDIR="$W/bin" "$builddir/hotich-import" -q --map=templates/layout-1.tsv --map=templates/layout-2.tsv \
    --diag-file=../diag --diag=tsv -o ../xml [0-9]*.png [0-9]*.jpg
echo "## Scanned pages"
echo
echo "$(wc -l <pages.tsv) pages of $(ls templates | wc -l) templates, seed $OCR_SEED; fields whose text is exactly right; \`make bench\`.  The"
echo "peer is Tesseract's page output, its words cut by the same zones without the dots at their ends."
echo
echo "| pages | fields | hotich | peer |"
echo "|---|---|---|---|"
python3 "$srcdir/bench/ocr/score" . ../ocr ../xml
echo

# SPDX-License-Identifier: BSD-2-Clause
# hotich-ocr and what hotich-import makes of it, against Tesseract's own reading of the same pages cut by the same zones.
# Pages are made by Chromium and ImageMagick from data/templates and from layouts that are made up here; OCR_SEED (2026)
# is one that nothing was tuned with.  OCR_PAGES pages (72).  Prints a section for RESULTS.md.
set -u
: "${OCR_SEED:=2026}" "${OCR_PAGES:=72}"
for tool in tesseract chromium convert pdftoppm python3; do
    command -v $tool >/dev/null || { echo "bench: $tool is not installed" >&2; exit 0; }
done
[ -x "$builddir/hotich-ocr" ] || { echo "bench: built without Tesseract" >&2; exit 0; }
W=$(mktemp -d "${TMPDIR:-/tmp}/bench.XXXXXX") && cd "$W" || exit 1
trap 'cd / && rm -rf "$W"' EXIT
export HOTICH_DATADIR="$srcdir/data" HOTICH_LIBEXECDIR="$builddir" OMP_THREAD_LIMIT=1
mkdir -p pages/templates
cp "$srcdir"/data/templates/*.tsv pages/templates/
for i in 1 2; do "$srcdir/tests/ocr/make-template" $((OCR_SEED + i)) >pages/templates/layout-$i.tsv; done
"$srcdir/tests/ocr/make-pages" --seed "$OCR_SEED" --pages "$OCR_PAGES" --out pages pages/templates/*.tsv || exit 1
cd pages || exit 1
set -- [0-9]*.png [0-9]*.jpg
maps="--map=templates/layout-1.tsv --map=templates/layout-2.tsv"
jobs=$(nproc)
start=$(date +%s)
"$builddir/hotich-ocr" --jobs="$jobs" $maps "$@" >../ocr
ours=$(($(date +%s) - start))
start=$(date +%s)
printf '%s\n' "$@" | xargs -P "$jobs" -I{} sh -c 'tesseract "$1" "$1" -l vie tsv 2>/dev/null' sh {}
theirs=$(($(date +%s) - start))
"$builddir/hotich-import" -q $maps --diag-file=../diag -o ../xml "$@"
echo "## Scanned pages"
echo
echo "$OCR_PAGES pages of $(ls templates | wc -l) templates, seed $OCR_SEED; fields whose text is exactly right; \`make bench\`."
echo "The peer is Tesseract's page output, its words cut by the same zones.  $ours s against $theirs s for all pages on"
echo "$jobs cores."
echo
echo "| pages | fields | hotich | peer |"
echo "|---|---|---|---|"
python3 "$srcdir/bench/ocr/score" . ../ocr ../xml
echo

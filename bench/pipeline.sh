# SPDX-License-Identifier: BSD-2-Clause
# The pipeline against its peers, side by side in one run.  BENCH_ROWS rows (a million if it is not set); peers that
# need far more time or memory get a tenth of them, and rates are compared.  Prints a section for RESULTS.md.
set -u
: "${BENCH_ROWS:=1000000}"
few=$((BENCH_ROWS / 10))
W=$(mktemp -d "${TMPDIR:-/tmp}/bench.XXXXXX") && cd "$W" || exit 1
trap 'cd / && rm -rf "$W"' EXIT
B=$builddir
export HOTICH_DATADIR="$srcdir/data"
m() { "$B/bench/measure" "$W/m" "$@" >/dev/null 2>"$W/err"; status=$?
    [ $status -le 1 ] || { echo "bench: exit status $status: $*" >&2; head -n 3 "$W/err" >&2; exit 1; }; }
# best COMMAND…: three runs, the least CPU time; sets wall, cpu, rss.
best() {
    cpu=
    for i in 1 2 3; do
        m "$@"
        read -r w c r s <"$W/m"
        if [ -z "$cpu" ] || awk "BEGIN { exit !($c < $cpu) }"; then wall=$w cpu=$c rss=$r; fi
    done
}
rate() { awk "BEGIN { printf \"%.0f\", $1 / $2 / 1000 }"; }
ratio() { awk "BEGIN { printf \"%.2f\", $1 / $2 }"; }
line() { printf '| %s | %s | %s | %s | %s | %s |\n' "$@"; }

"$B/samples/make-samples" --births "$BENCH_ROWS" >all.csv
head -n $((few + 1)) all.csv >few.csv
"$B/hotich-import" -q -o few.xml few.csv 2>/dev/null
"$B/hotich-import" -q -o all.xml all.csv 2>/dev/null
"$B/hotich-normalize" -q -o norm.xml all.xml 2>/dev/null
"$B/hotich-normalize" -q -o normfew.xml few.xml 2>/dev/null
head -n 301 all.csv >small.csv

echo "## Pipeline"
echo
echo "$BENCH_ROWS births of 20 columns, $(($(wc -c <all.csv) / 1000000)) MB of CSV, $(($(wc -c <all.xml) / 1000000)) MB of XML; best of three by CPU time; \`make bench\`."
echo
echo "| what | k records/s of CPU | CPU s | wall s | MB resident | ratio |"
echo "|---|---|---|---|---|---|"

best sh -c "$B/bench/csvtags <all.csv >/dev/null"; peer=$(rate "$BENCH_ROWS" "$cpu")
line "bare libcsv loop that writes tags" "$peer" "$cpu" "$wall" $((rss / 1024)) ""
best "$B/hotich-import" -q all.csv; import=$(rate "$BENCH_ROWS" "$cpu") import_rss=$rss
line "hotich-import" "$import" "$cpu" "$wall" $((rss / 1024)) "$(ratio "$import" "$peer") of libcsv (at least 0.60)"
py=$(for p in python3 /usr/bin/python3; do "$p" -c 'import lxml' 2>/dev/null && { echo "$p"; break; }; done)
if [ -n "$py" ]; then
    best "$py" "$srcdir/bench/csv2xml.py" few.csv; peer=$(rate "$few" "$cpu")
    line "Python csv and lxml, $few rows" "$peer" "$cpu" "$wall" $((rss / 1024)) "hotich-import is $(ratio "$import" "$peer") times as fast (at least 12)"
fi
best sh -c "$B/bench/saxcopy <all.xml >/dev/null"; peer=$(rate "$BENCH_ROWS" "$cpu") sax=$peer
line "bare SAX2 loop that writes" "$peer" "$cpu" "$wall" $((rss / 1024)) ""
best "$B/hotich-normalize" -q --skip=place all.xml; norm=$(rate "$BENCH_ROWS" "$cpu")
line "hotich-normalize --skip=place" "$norm" "$cpu" "$wall" $((rss / 1024)) "$(ratio "$norm" "$peer") of SAX2 (at least 0.60)"
if command -v xsltproc >/dev/null; then
    m xsltproc "$srcdir/bench/identity.xsl" few.xml; read -r wall cpu rss s <m; peer=$(rate "$few" "$cpu")
    line "xsltproc, identity, $few records" "$peer" "$cpu" "$wall" $((rss / 1024)) "hotich-normalize is $(ratio "$norm" "$peer") times as fast (at least 2)"
fi
best "$B/hotich-normalize" -q all.xml; norm=$(rate "$BENCH_ROWS" "$cpu")
line "hotich-normalize, places included" "$norm" "$cpu" "$wall" $((rss / 1024)) "$(ratio "$norm" "$sax") of SAX2 (at least 0.50)"
best "$B/hotich-validate" -q norm.xml; valid=$(rate "$BENCH_ROWS" "$cpu")
line "hotich-validate, all rules" "$valid" "$cpu" "$wall" $((rss / 1024)) "$(ratio "$valid" "$sax") of SAX2 (at least 0.40)"

m sh -c "$B/hotich-import -q all.csv | $B/hotich-normalize -q | $B/hotich-validate -q | $B/hotich-export --to=xml >pipe.xml"
read -r wall cpu rss s <m; pipe=$cpu
line "pipe of import, normalize, validate, export" "$(rate "$BENCH_ROWS" "$cpu")" "$cpu" "$wall" $((rss / 1024)) ""
m sh -c "$B/hotich run import -q all.csv then normalize -q then validate -q then export --to=xml >run.xml"
read -r wall cpu rss s <m
cmp -s pipe.xml run.xml && same="same bytes" || same="BYTES DIFFER"
line "hotich run of the same" "$(rate "$BENCH_ROWS" "$cpu")" "$cpu" "$wall" $((rss / 1024)) "$(ratio "$cpu" "$pipe") of the pipe's CPU (at most 0.60), $same"
rm -f pipe.xml run.xml

echo
echo "| resident memory, MB | $few records | $BENCH_ROWS records | limit |"
echo "|---|---|---|---|"
mem() {
    name=$1 limit=$2; shift 2
    m "$@" few.$kind; read -r wall cpu a s <m
    m "$@" all.$kind; read -r wall cpu b s <m
    awk "BEGIN { printf \"| %s | %.1f | %.1f | %s |\\n\", \"$name\", $a / 1024, $b / 1024, \"$limit\" }"
}
kind=csv; mem hotich-import 48 "$B/hotich-import" -q
kind=xml
mem hotich-normalize 48 "$B/hotich-normalize" -q
mv normfew.xml few.xml; mv norm.xml all.xml
mem hotich-validate "48 + $((BENCH_ROWS * 32 / 1048576))" "$B/hotich-validate" -q
mem "hotich-export --to=csv" 48 "$B/hotich-export" -q --to=csv

echo
echo "| start to end, 300 entries | wall ms | CPU ms | limit |"
echo "|---|---|---|---|"
"$B/hotich-import" -q -o small.xml small.csv 2>/dev/null
"$B/hotich-normalize" -q -o smalln.xml small.xml 2>/dev/null
start_up() {
    name=$1; shift
    m sh -c "for i in 1 2 3 4 5 6 7 8 9 10 11 12 13 14 15 16 17 18 19 20; do $* >/dev/null 2>&1; done"
    read -r wall cpu rss s <m
    awk "BEGIN { printf \"| %s | %.1f | %.1f | 10 |\\n\", \"$name\", $wall * 50, $cpu * 50 }"
}
start_up hotich-import "$B/hotich-import" small.csv
start_up hotich-normalize "$B/hotich-normalize" small.xml
start_up hotich-validate "$B/hotich-validate" smalln.xml
start_up hotich-export "$B/hotich-export" --to=csv smalln.xml
echo

# SPDX-License-Identifier: BSD-2-Clause
# Normalization: accuracy on the labelled cases, speed against a bare SAX2 loop that writes, memory, time until the
# lists are ready.  BENCH_ROWS rows (a million if it is not set).  Prints a section for RESULTS.md.
set -u
: "${BENCH_ROWS:=1000000}"
W=$(mktemp -d "${TMPDIR:-/tmp}/bench.XXXXXX") && cd "$W" || exit 1
trap 'cd / && rm -rf "$W"' EXIT
B=$builddir
export HOTICH_DATADIR="$srcdir/data"
# best COMMAND…: three runs, the least CPU time; sets cpu, wall, rss.
best() {
    cpu=
    for i in 1 2 3; do
        "$B/bench/measure" "$W/m" "$@" >/dev/null 2>&1
        read -r w c r s <"$W/m"
        if [ -z "$cpu" ] || awk "BEGIN { exit !($c < $cpu) }"; then wall=$w cpu=$c rss=$r; fi
    done
}
row() { printf '| %s | %s | %s | %s | %s |\n' "$1" "$(awk "BEGIN { printf \"%.0f\", $BENCH_ROWS / $cpu / 1000 }")" "$cpu" "$((rss / 1024))" "$2"; }
ratio() { awk "BEGIN { printf \"%.2f of SAX2\", $base / $cpu }"; }

echo "## Normalization"
echo
echo "Labelled cases, \`tests/norm/score tests/norm/*.tsv\`:"
echo
"$B/tests/norm/score" "$srcdir"/tests/norm/*.tsv | sed 's/^/    /'
echo
echo "Blind cases, written from the regulations and the lists by somebody who had not read the normalizers and committed before"
echo "they were scored, now: \`tests/norm/score tests/norm/blind/*.tsv\`:"
echo
"$B/tests/norm/score" "$srcdir"/tests/norm/blind/*.tsv | sed 's/^/    /'
echo
# What stands in RESULTS.md only once: the score before any repair.
awk '/^First score of the blind cases/ { on = 1 } on; on && /^$/ && ++blank == 2 { exit }' "$srcdir/bench/RESULTS.md"
"$B/samples/make-samples" --births "$BENCH_ROWS" >all.csv
"$B/hotich-import" -q -o all.xml all.csv 2>/dev/null
echo "$BENCH_ROWS births of 20 columns; best of three by CPU time; \`make bench\`."
echo
echo "| what | k records/s of CPU | CPU s | MB resident | ratio |"
echo "|---|---|---|---|---|"
best sh -c "$B/bench/saxcopy <all.xml >/dev/null"; base=$cpu
row "bare SAX2 loop that writes" ""
best "$B/hotich-normalize" -q --skip=place all.xml
row "hotich-normalize --skip=place" "$(ratio) (at least 0.60)"
best "$B/hotich-normalize" -q all.xml
row "hotich-normalize, places included" "$(ratio) (at least 0.50)"
echo
printf '<hoTich xmlns="urn:hotich:1" v="1">\n<het n="0"/>\n</hoTich>\n' >none.xml
twenty() { best sh -c 'for i in 1 2 3 4 5 6 7 8 9 10 11 12 13 14 15 16 17 18 19 20; do "$@"; done' sh "$@"; }
twenty "$B/hotich-normalize" -q none.xml; all=$cpu
twenty "$B/hotich-normalize" -q --only=page none.xml
echo "Lists ready: $(awk "BEGIN { printf \"%.1f\", ($all - $cpu) * 50 }") ms of CPU more with all lists than with none (at most 3); indexes are made at the first question."

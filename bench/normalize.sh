# SPDX-License-Identifier: BSD-2-Clause
# Normalization: accuracy on the labelled cases, speed against a bare SAX2 loop that writes, memory, time until the
# lists are ready.  BENCH_ROWS rows (a million if it is not set).  Prints a section for RESULTS.md.
: "${BENCH_ROWS:=1000000}"
. "$srcdir/bench/lib.sh"
# rate WHAT RATIO: a row of what ran last
rate() { row "$1" "$(of %.0f $BENCH_ROWS "$cpu * 1000")" "$cpu" "$(mb)" "$2"; }
ratio() { echo "$(of %.2f "$base" "$cpu") of SAX2"; }

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
best 3 sh -c "$B/bench/saxcopy <all.xml >/dev/null"; base=$cpu
rate "bare SAX2 loop that writes" ""
best 3 "$B/hotich-normalize" -q --skip=place all.xml
rate "hotich-normalize --skip=place" "$(ratio) (at least 0.60)"
best 3 "$B/hotich-normalize" -q all.xml
rate "hotich-normalize, places included" "$(ratio) (at least 0.50)"
echo
printf '<hoTich xmlns="urn:hotich:1" v="1">\n<het n="0"/>\n</hoTich>\n' >none.xml
twenty() { best 3 sh -c 'for i in 1 2 3 4 5 6 7 8 9 10 11 12 13 14 15 16 17 18 19 20; do "$@"; done' sh "$@"; }
twenty "$B/hotich-normalize" -q none.xml; all=$cpu
twenty "$B/hotich-normalize" -q --only=page none.xml
echo "Lists ready: $(awk "BEGIN { printf \"%.1f\", ($all - $cpu) * 50 }") ms of CPU more with all lists than with none (at most 3); indexes are made at the first question."

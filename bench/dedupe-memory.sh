# SPDX-License-Identifier: BSD-2-Clause
# hotich-dedupe --memory against a run without a limit: the same bytes, and what stays in memory.  Takes minutes and
# some 2 KB of TMPDIR for each record, so it runs only if BENCH_MEMORY says the limit (BENCH_MEMORY=4G); BENCH_RECORDS
# are ten million if it is not set.  Prints a section for RESULTS.md.
: "${BENCH_RECORDS:=10000000}" "${BENCH_SEED:=101}"
. "$srcdir/bench/lib.sh"

echo "## Memory of duplicates"
echo
if [ -z "${BENCH_MEMORY:-}" ]; then
    echo "Not measured: BENCH_MEMORY names no limit."
    exit 0
fi
echo "$BENCH_RECORDS records of \`bench/make-families\`, two threads.  Own memory is what the system cannot take back; pages" \
    "of temporary files stay as far as there is room (the greatest of samples, twenty a second)."
echo
echo "| --memory | own MB | resident MB | wall s | CPU s | output |"
echo "|---|---|---|---|---|---|"
"$B/bench/make-families" "$BENCH_RECORDS" $((BENCH_SEED + 4)) 1 >in.xml 3>/dev/null
# watch: the greatest RssAnon, in KiB, of hotich-dedupe below the process $1, until that ends
watch() {
    most=0
    while grep -q '^State:[^Z]*$' "/proc/$1/status" 2>/dev/null; do
        for child in $(cat "/proc/$1/task/$1/children" 2>/dev/null); do
            own=$(awk '$1 == "RssAnon:" { print $2 }' "/proc/$child/status" 2>/dev/null)
            [ "${own:-0}" -gt "$most" ] && most=$own
        done
        sleep 0.05
    done
    echo "$most"
}
# run NAME OPTION...: a row; the output is summed
run() {
    name=$1
    shift
    "$B/bench/measure" m "$B/hotich-dedupe" -q --jobs=2 --diag-file=/dev/null -o out.xml "$@" in.xml 2>/dev/null &
    own=$(watch $!)
    wait $!
    read -r wall cpu rss _ <m
    cksum <out.xml >"sum.$name"
    rm -f out.xml
    same=
    [ "$name" = none ] || { cmp -s sum.none "sum.$name" && same="the same bytes" || same="OTHER BYTES"; }
    row "$name" $((own / 1024)) "$(mb)" "$wall" "$cpu" "$same"
}
run none
run "$BENCH_MEMORY" --memory="$BENCH_MEMORY"

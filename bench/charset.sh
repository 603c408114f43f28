# SPDX-License-Identifier: BSD-2-Clause
# hotich-convert against iconv(1), side by side in one run.  BENCH_MB megabytes of a ledger (100 if it is not set) in
# each encoding; best of five by CPU time.  Prints a section for RESULTS.md.
: "${BENCH_MB:=100}"
. "$srcdir/bench/lib.sh"
C=$B/hotich-convert
most=0                                  # memory that any of our runs took, KiB
# rate WHAT FILE TARGET BASE COMMAND…: BASE is a rate to compare with, TARGET how many times it should be.
rate() {
    what=$1 file=$2 target=$3 base=$4; shift 4
    best 5 "$@" "$file"
    [ "$1" != "$C" ] || [ "$rss" -le "$most" ] || most=$rss
    speed=$(awk "BEGIN { printf \"%.0f\", $(wc -c <"$file") / ($cpu + 0.0005) / 1e6 }")
    note=
    [ -z "$base" ] || note=$(awk "BEGIN { printf \"%.1f times (at least $target)\", $speed / $base }")
    row "$what" "$cpu" "$speed" "$(mb)" "$note"
}

"$B/samples/make-samples" --births $((BENCH_MB * 3000)) | head -c $((BENCH_MB * 1000000)) >ledger
sed 's/"[^"]*"//g' ledger | cut -d, -f9 | awk '{ print } END { exit NR < 10 }' >names        # of the children
"$C" -q -f UTF-8 ledger -o ledger.txt
for set in VISCII TCVN3 TCVN5712-1 CP1258 VNI-WIN VPS; do "$C" -q -f UTF-8 -t $set ledger.txt -o $set 2>/dev/null; done
for set in TCVN3 TCVN5712-1; do "$C" -q -f UTF-8 -t $set names -o names.$set 2>/dev/null; done

echo "## Encodings"
echo
echo "$BENCH_MB MB of a ledger in UTF-8 and in each encoding; best of five by CPU time; \`make bench\`."
echo
echo "| what | CPU s | MB/s of CPU | MB resident | against iconv of the same encoding |"
echo "|---|---|---|---|---|"
for pair in VISCII:VISCII:2.5 TCVN5712-1:TCVN:4 CP1258:CP1258:3; do
    set=${pair%%:*} rest=${pair#*:}
    rate "iconv -f ${rest%:*}" $set "" "" iconv -f ${rest%:*} -t UTF-8; peer=$speed
    rate "hotich-convert -f $set" $set ${rest#*:} "$peer" "$C" -q -f $set
    [ $set != TCVN5712-1 ] || tcvn=$peer
done
# UniKey's converter reaches 0.345 (TCVN3) and 0.255 (VNI) of what iconv does with TCVN; eight times that is asked.
rate "hotich-convert -f TCVN3, capitals restored (against iconv -f TCVN)" TCVN3 2.8 "$tcvn" "$C" -q -f TCVN3
rate "hotich-convert -f VNI-WIN (against iconv -f TCVN)" VNI-WIN 2.0 "$tcvn" "$C" -q -f VNI-WIN
rate "hotich-convert -f VPS" VPS "" "" "$C" -q -f VPS
rate "hotich-convert -f UTF-8" ledger.txt "" "" "$C" -q -f UTF-8
rate "iconv -f TCVN, a column" names.TCVN5712-1 "" "" iconv -f TCVN -t UTF-8; peer=$speed
rate "hotich-convert -f auto, a column" names.TCVN3 1 "$peer" "$C" -q

# The model: what a name costs whose encoding must be found, beyond a line of ASCII that needs none, over runs enough
# for the clock.
sed -n 2p names.TCVN3 >one; echo Nam >plain
runs=50 loop='i=0; while [ $i -lt 50 ]; do "$@" >/dev/null || exit; i=$((i + 1)); done'
best 5 sh -c "$loop" sh "$C" -q -f UTF-8 plain; without=$cpu
best 5 sh -c "$loop" sh "$C" -q one
load=$(awk "BEGIN { printf \"%.4f\", ($cpu - $without) / $runs }")
row "the model, loaded and asked for one name" "$load" "" "" "$(of %.1f "$load" 0.001) ms (less than 5)"
row "memory of any run of hotich-convert" "" "" "$((most / 1024))" "(less than 16)"
echo

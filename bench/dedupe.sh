# SPDX-License-Identifier: BSD-2-Clause
# Duplicates in families made from seeds that were never looked at while tuning: accuracy, what the tool predicted, time.
# BENCH_SEED another seed, BENCH_RECORDS the size of the big run.  Prints a section for RESULTS.md.
: "${BENCH_SEED:=101}" "${BENCH_RECORDS:=1000000}"
. "$srcdir/bench/lib.sh"

echo "## Duplicates"
echo
echo "Families of \`bench/make-families RECORDS SEED NOISE\`, threshold chosen by the tool, two threads; canonical XML" \
    "in and out; \`make bench\`.  Matching is what comes between the last entry read and the first one written, as the tool" \
    "itself says with -v: records for each second of processor time (two threads share it); beside it, what the whole run" \
    "costs beyond a copy of the same file by \`hotich-export --to=xml\`, features and findings included.  False pairs of births include homonyms, siblings and twins; the last two are also counted" \
    "alone, per 1,000 births.  Completeness: true pairs that are candidates, those given up below 8 bits not counted."
echo
echo "| run | register | true pairs | precision | recall | F1 | B³ | false pairs | siblings, twins | predicted F1 |" \
    "candidates/record | completeness | wall s | CPU s | MB | matching s CPU | records/CPU s | CPU s beyond a copy |"
echo "|---|---|---|---|---|---|---|---|---|---|---|---|---|---|---|---|---|---|"
# complete: the share of the truth's pairs among those of pairs.tsv
complete() {
    awk -F'\t' 'NR == FNR { if (FNR > 1) { e[$1] = $2; all += n[$2]++ } next } FNR > 1 && e[$1] == e[$2] { found++ }
        END { printf "%.4f", found / all }' truth.tsv pairs.tsv
}
# run RECORDS SEED NOISE
run() {
    "$B/bench/make-families" "$1" "$2" "$3" >in.xml 3>truth.tsv
    once "$B/hotich-export" -q --to=xml -o copy.xml in.xml; copy=$cpu
    rm -f copy.xml
    once "$B/hotich-dedupe" -v --jobs=2 --diag-file=/dev/null -o out.xml in.xml
    said=$(grep -a 'expected precision' err |
        sed 's/.*precision \([0-9.]*\), recall \([0-9.]*\).*/\1 \2/' | awk '{ printf "%.4f", 2 * $1 * $2 / ($1 + $2) }')
    match=$(sed -n 's/.*matching took .*, \([0-9.]*\) s of processor time.*/\1/p' err)
    candidates=$(sed -n 's/.*; \([0-9]*\) candidates; .*/\1/p' err)
    found=
    if [ "$1" -le 100000 ]; then
        "$B/hotich-dedupe" -q --review-from=0.004 --pairs=pairs.tsv --diag-file=/dev/null -o /dev/null in.xml 2>/dev/null
        found=$(complete)
    fi
    "$srcdir/bench/score-clusters" truth.tsv out.xml | awk -F'\t' -v run="$1, seed $2, noise $3" -v said="$said" \
        -v cost="$(of %.2f "$candidates" "$1") | $found | $wall | $cpu | $(mb)" \
        -v rate="$(awk "BEGIN { printf \"%s | %.0f | %.2f\", $match, $1 / ($match > 0.01 ? $match : 0.01), $cpu - $copy }")" '
        NR > 1 { all = $1 == "all"
        family = $1 == "khaiSinh" ? sprintf("%.2f ‰", 1000 * ($9 + $10) / $2) : ""
        printf "| %s | %s | %s | %s | %s | %s | %s | %s | %s | %s | %s |\n", run, $1, $3, $4, $5, $6, $7, $8, family,
            all ? said : "", all ? cost " | " rate : " | | | | | | | " }'
}
run 10000 "$BENCH_SEED" 1
run 10000 $((BENCH_SEED + 1)) 2.5
run 100000 $((BENCH_SEED + 2)) 1
run "$BENCH_RECORDS" $((BENCH_SEED + 3)) 1

echo
echo "Increment: the records of the second seed against an index of the last run's, which the same program wrote:"
"$B/hotich-dedupe" -q --save-index=index -o /dev/null in.xml 2>/dev/null
"$B/bench/make-families" 10000 $((BENCH_SEED + 1)) 1 >new.xml 3>/dev/null
once "$B/hotich-dedupe" -q --against=index -o out.xml new.xml
echo "10,000 against $BENCH_RECORDS in $wall s ($cpu s CPU, $(mb) MB of which the mapped index is most); the index has $(($(wc -c <index) / 1000000)) MB."

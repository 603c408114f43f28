# SPDX-License-Identifier: BSD-2-Clause
# Persons linked across registers, in families from seeds that were never looked at while developing.
# BENCH_SEED another seed.  Prints a section for RESULTS.md.
: "${BENCH_SEED:=101}"
. "$srcdir/bench/lib.sh"

echo "## Links across registers"
echo
echo "Families as above, \`hotich-dedupe --link\`; pairs of mentions of one person in different events; \`make bench\`."
echo
echo "| run | fields | true pairs | precision | recall | F1 | wall s | MB |"
echo "|---|---|---|---|---|---|---|---|"
# run RECORDS SEED NOISE
run() {
    "$B/bench/make-families" "$1" "$2" "$3" >in.xml 3>truth.tsv
    once "$B/hotich-dedupe" -q --link --jobs=2 --diag-file=/dev/null -o out.xml in.xml
    "$srcdir/bench/score-links" truth.tsv out.xml | awk -F'\t' -v run="$1, seed $2, noise $3" -v cost="$wall | $(mb)" '
        NR > 1 && $2 > 0 { printf "| %s | %s | %s | %s | %s | %s | %s |\n", run, $1, $2, $3, $4, $5, $1 == "all" ? cost : " | " }'
}
run 10000 $((BENCH_SEED + 1)) 2.5
run 100000 $((BENCH_SEED + 2)) 1

# SPDX-License-Identifier: BSD-2-Clause
# Public sets of persons, matched with --fields: make bench BENCH_DATA=DIR, where DIR/dedupe has NAME.csv (the first
# column an id) and NAME_truth.csv (id,entity).  The sets are not part of the project.  Prints a section for RESULTS.md.
case ${BENCH_DATA:-} in
"" | /*) ;;
*) BENCH_DATA=$PWD/$BENCH_DATA ;;
esac
. "$srcdir/bench/lib.sh"

echo "## Public sets of persons"
echo
echo "Columns described in \`bench/fields\`, no labels, threshold chosen by the tool; \`make bench BENCH_DATA=DIR\`."
echo
if [ -z "${BENCH_DATA:-}" ] || [ ! -d "$BENCH_DATA/dedupe" ]; then
    echo "Not measured: BENCH_DATA names no directory with the sets."
    exit 0
fi
echo "| set | records | true pairs | precision | recall | F1 | B³ | predicted F1 | candidates | wall s | MB |"
echo "|---|---|---|---|---|---|---|---|---|---|---|"
# set NAME FIELDS
set_of() {
    [ -f "$BENCH_DATA/dedupe/$1.csv" ] || return 0
    tr -d '\r' <"$BENCH_DATA/dedupe/$1_truth.csv" | tr ',' '\t' >truth.tsv
    once "$B/hotich-dedupe" -v --fields="$srcdir/bench/fields/$2.tsv" -o out.csv \
        "$BENCH_DATA/dedupe/$1.csv"
    said=$(grep -a 'expected precision' err |
        sed 's/.*; \([0-9]*\) candidates.*precision \([0-9.]*\), recall \([0-9.]*\).*/\1 \2 \3/')
    "$srcdir/bench/score-clusters" truth.tsv out.csv | awk -F'\t' -v set="$1" -v said="$said" -v wall="$wall" -v mb="$(mb)" '
        $1 == "table" { split(said, s, " ")
            printf "| %s | %s | %s | %s | %s | %s | %s | %.4f | %s | %s | %s |\n", set, $2, $3, $4, $5, $6, $7, 2 * s[2] * s[3] / (s[2] + s[3]), s[1], wall, mb }'
}
for n in 1 2 3 4; do
    set_of febrl$n febrl
done
set_of RLdata500 rldata
set_of RLdata10000 rldata
set_of fake_1000 fake
set_of historical_50k historical

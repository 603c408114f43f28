# SPDX-License-Identifier: BSD-2-Clause
# How often the encoding is recognised and the text comes out right.  BENCH_DATA may name a directory with public real
# lines, text/*.bin or *.txt with their truth beside them; nothing of it is kept here.
. "$srcdir/bench/lib.sh"
n=${BENCH_STRINGS:-100000} seed=${BENCH_SEED:-1} folds=10
models='' k=0
"$srcdir/bench/make-models" "$W" $folds || exit 1
while [ $k -lt $folds ]; do
    models="$models -m $W/$k"
    k=$((k + 1))
done
# shellcheck disable=SC2086
measure() { "$B/bench/accuracy" $models "$@"; }

echo '## Detection of encodings: accuracy'
echo
echo "Strings are recombined from names and places that the model was not built from, seed $seed, $n in every row.  Half of the
people of our counts are in no model; each of $folds models lacks a tenth of the places of bench/holdout.tsv and is asked for them."
echo
echo '| case | strings | right | at least |'
echo '|---|---|---|---|'
measure "$srcdir/bench" "$n" "$seed" || echo 'Below a floor.'
echo
echo 'Programs have a model that knows every place; with it:'
echo
echo '| case | strings | right | at least |'
echo '|---|---|---|---|'
"$B/bench/accuracy" -o places "$srcdir/bench" "$n" "$seed"
if [ -n "${BENCH_DATA-}" ]; then
    "$B/bench/accuracy" -r "$BENCH_DATA/text/decrees.bin" "$BENCH_DATA/text/decrees.truth.txt"
    "$B/bench/accuracy" -r "$BENCH_DATA/text/decrees-cp1252.txt" "$BENCH_DATA/text/decrees-cp1252.truth.txt"
fi

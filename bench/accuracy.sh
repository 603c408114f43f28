# SPDX-License-Identifier: BSD-2-Clause
# How often the encoding is recognised and the text comes out right.  BENCH_DATA may name a directory with public real
# lines, text/*.bin or *.txt with their truth beside them; nothing of it is kept here.
echo '## Detection of encodings: accuracy'
echo
echo "Strings are recombined from names and places that the model was not built from, seed 1, ${BENCH_STRINGS:-100000} in every case."
echo
echo '| case | strings | right | at least |'
echo '|---|---|---|---|'
"$builddir/bench/accuracy" "$srcdir/bench" "${BENCH_STRINGS:-100000}" 1 || echo 'Below a floor.'
if [ -n "${BENCH_DATA-}" ]; then
    "$builddir/bench/accuracy" -r "$BENCH_DATA/text/decrees.bin" "$BENCH_DATA/text/decrees.truth.txt"
    "$builddir/bench/accuracy" -r "$BENCH_DATA/text/decrees-cp1252.txt" "$BENCH_DATA/text/decrees-cp1252.truth.txt"
fi

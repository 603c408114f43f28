# SPDX-License-Identifier: BSD-2-Clause
# Every fuzz target over its corpus: no crash, no broken promise, and every target has a corpus.
. "$srcdir/tests/lib/tap.sh"
for target in $FUZZ_TARGETS; do
    name=${target##*/}
    corpus=$srcdir/fuzz/corpus/$name
    ok "$name has a corpus" test -n "$(ls "$corpus" 2>/dev/null)"
    ok "$name survives its corpus" "$builddir/$target" "$corpus"
done
tap_done

# SPDX-License-Identifier: BSD-2-Clause
# The normalizers against the labelled cases: at least 99 % right, and never wrong without saying so.
. "$srcdir/tests/lib/tap.sh"
"$T/tests/norm/score" "$srcdir"/tests/norm/*.tsv >scores
cat scores | sed 's/^/# /'
for cases in "$srcdir"/tests/norm/*.tsv; do
    name=$(basename "$cases")
    ok "$name: 99 % right" awk -v n="$name" '$1 == n && $4 >= 99 { good = 1 } END { exit !good }' scores
    ok "$name: none wrong and silent" awk -v n="$name" '$1 == n && $7 == 0 { good = 1 } END { exit !good }' scores
    ok "$name: a second run changes nothing" awk -v n="$name" '$1 == n && $NF == "unstable" && $(NF - 1) == 0 { good = 1 }
        END { exit !good }' scores
done
tap_done

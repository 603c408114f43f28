# SPDX-License-Identifier: BSD-2-Clause
# The normalizers against the labelled cases: all right, and never wrong without saying so.  The cases in blind/ and blind2/
# were written by somebody who had not read the normalizers; of these 99 % must be right.
. "$srcdir/tests/lib/tap.sh"
for set in tests/norm tests/norm/blind tests/norm/blind2; do
    "$T/tests/norm/score" "$srcdir/$set"/*.tsv >scores
    sed "s|^|# ${set#tests/}: |" scores
    right=99
    [ "$set" != tests/norm ] || right=100
    for cases in "$srcdir/$set"/*.tsv; do
        name=$(basename "$cases")
        what="${set#tests/}/$name"
        ok "$what: $right % right" awk -v n="$name" -v right=$right '$1 == n && $4 >= right { good = 1 } END { exit !good }' scores
        ok "$what: none wrong and silent" awk -v n="$name" '$1 == n && $7 == 0 { good = 1 } END { exit !good }' scores
        ok "$what: a second run changes nothing" awk -v n="$name" '$1 == n && $NF == "unstable" && $(NF - 1) == 0 { good = 1 }
            END { exit !good }' scores
    done
done
tap_done

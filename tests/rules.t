# SPDX-License-Identifier: BSD-2-Clause
# Every rule fires on its bad fixture and is silent on the good one, which has no error and no warning of another rule
# either; scans have a test of their own, since their fixtures are made.
. "$srcdir/tests/lib/tap.sh"
rules=$srcdir/tests/rules
# findings DIR KIND: the codes and severities that KIND.xml gives
findings() {
    cd "$1" || exit 99
    args=
    [ ! -f "$2.args" ] || args=$(cat "$2.args")
    # shellcheck disable=SC2086
    "$T/hotich-validate" --today=2026-01-31 --diag=tsv --diag-file="$W/tsv" $args "$2.xml" >"$W/out" 2>"$W/err"
    status=$?
    cd "$W" || exit 99
    [ $status -le 1 ] || cat err
    tail -n +2 tsv | cut -f 6,7 | sort -u
}
for dir in "$rules"/HT*; do
    code=${dir##*/}
    findings "$dir" bad >bad
    ok "$code fires" grep -q "$code$" bad
    findings "$dir" good >good
    is "$code is silent on a good entry" "$(grep "$code$" good)" ""
    is "$code: nothing else is wrong with the good entry" "$(grep -vE '^info' good)" ""
done
sed -n 's/^RULE(\([0-9]*\),.*/HT\1/p' "$srcdir/src/rules/rules.def" | sort >want
{ ls "$rules"; printf '%s\n' HT302 HT314 HT318 HT319 HT320 HT321 HT322; } | sort >have
is "every rule has fixtures" "$(comm -3 want have)" ""
sed -n 's/^\.It \(HT[0-9]*\) .*/\1/p' "$srcdir/man/hotich-rules.7" | sort >man
is "every rule is in hotich-rules(7)" "$(comm -3 want man)" ""
tap_done

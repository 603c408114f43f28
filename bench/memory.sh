# SPDX-License-Identifier: BSD-2-Clause
# Memory of hotich-validate on BENCH_ENTRIES entries (five million if it is not set) in which everybody has everything
# that the rules must remember.  Prints a section for RESULTS.md.
: "${BENCH_ENTRIES:=5000000}"
. "$srcdir/bench/lib.sh"
echo "## Memory of validation"
echo
echo "$BENCH_ENTRIES entries of one register in one run of all rules, with full dates of birth, personal numbers, papers and"
echo "declarants, all different: \`bench/entries N REGISTER | hotich-validate\`."
echo
echo "| register | MB resident | limit | CPU s |"
echo "|---|---|---|---|"
mkfifo pipe
for reg in KS KH KT; do
    "$B/bench/entries" "$BENCH_ENTRIES" $reg >pipe &
    once "$B/hotich-validate" -q --max-diags=1 --today=2026-01-31 pipe
    row $reg "$(mb)" 512 "$cpu"
done

# SPDX-License-Identifier: BSD-2-Clause
# Some strings of every row of bench/accuracy's table and how they are read, byte for byte: tests/rows.golden.  The line
# behind a row says how many are right.  To bless:  bench/accuracy -g bench 20 3 >tests/rows.golden
. "$srcdir/tests/lib/tap.sh"
"$builddir/bench/accuracy" -g "$srcdir/bench" 20 3 >got
is "rows" "$(grep -ac '^-- ' got)" "$(grep -ac '^-- ' "$srcdir/tests/rows.golden")"
ok "every string is read as before" diff -a "$srcdir/tests/rows.golden" got
tap_done

# SPDX-License-Identifier: BSD-2-Clause
# Encodings in hotich-import: what a column, a block of rows, a cell or a word is in, and what must survive.
. "$srcdir/tests/lib/tap.sh"
. "$srcdir/tests/lib/golden.sh"
golden "$srcdir/tests/tools/encoding"
# What a cell says does not depend on how the bytes arrive.
"$T/hotich-import" -q "$srcdir/tests/tools/encoding/tcvn3/in.csv" >file 2>/dev/null
"$T/hotich-import" -q <"$srcdir/tests/tools/encoding/tcvn3/in.csv" >pipe 2>/dev/null
is "a pipe gives the same text as a file" "$(grep -c 'enc="TCVN3"' pipe)" "$(grep -c 'enc="TCVN3"' file)"
tap_done

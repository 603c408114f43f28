# SPDX-License-Identifier: BSD-2-Clause
# Source formats that are text, end to end.  Binary ones are made by tests/unit/{dbf,xls,xlsx,ods}.c.
. "$srcdir/tests/lib/tap.sh"
. "$srcdir/tests/lib/golden.sh"
golden "$srcdir/tests/tools/formats"

# Files that are something else are named, and nothing is written that looks like a result.
while read -r magic what; do
    printf -- "$magic and more" >other
    rc "$what is no ledger" 3 "$T/hotich-import" other
    ok "which is said" grep -q "^hotich-import: other: error: HT126: this is .*$what.*, no ledger: " err
done <<'LIST'
Rar!\032\007 RAR
7z\274\257\047\034 7-Zip
{\\rtf1 Rich
<!doctype\040HTML> web
\357\273\277\n<HTML> web
SQLite\040format\0403 SQLite
MZ\220 Windows
-----BEGIN\040 PEM
LIST
tap_done

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
%%!PS-Adobe-3.0 PostScript
\000\000\000\030ftypheic HEIC
<?xml\040version="1.0"?>\n<office:document\040x=""> fods
ID;PWXL;N;E Multiplan
TABLE\r\n0,1\r\n Interchange
\377\376\000\000s\000\000\000 UTF-32
RIFF\044\000\000\000WEBPVP8\040 WebP
\000\000\002\000\006\004 Lotus
\011\004\006\000 Excel
\000\000\000\000\000\000\000\000\000\000\000\000\000\000\000\000 zero
<!DOCTYPE\040sohotich> DOCTYPE
MIME-Version:\0401.0\nX-Document-Type:\040Workbook .mht
PK\003\004\024\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\010\0\0\0mimetypeapplication/vnd.oasis.opendocument.text OpenDocument
\377\0\002\0\004\004\005\124 Works
LIST
tar cf one.tar other
rc "a tar archive is no ledger" 3 "$T/hotich-import" one.tar
ok "which is said" grep -q 'HT126: this is a tar archive, no ledger: unpack it' err

head -c 800 "$srcdir/tests/tools/formats/html-xls/in.xls" >cut.xls
rc "a web page that is cut off" 3 "$T/hotich-import" cut.xls
ok "which is said" grep -q 'HT141: the table is damaged: it ends before </table>; take it' err
{ printf '<table><tr><td>'; yes '<div>' | head -n 3000; } >deep.xls
rc "a web page of 3,000 elements in each other" 3 "$T/hotich-import" deep.xls
ok "which is said" grep -q 'HT141: the table is damaged: its elements are nested' err
iconv -f UTF-8 -t UTF-16 "$srcdir/tests/tools/formats/html-xls/in.xls" >wide.xls
"$T/hotich-import" -q wide.xls 2>/dev/null | sed 's/wide.xls/in.xls/' >wide
ok "a web page in UTF-16 is read the same" cmp wide "$srcdir/tests/tools/formats/html-xls/out"

# What is left of a file, or rubbish behind its first bytes: damaged, whatever it was.
while read -r bytes text; do
    printf -- "$bytes" >stump
    rc "$bytes: damaged" 3 "$T/hotich-import" stump
    ok "which is said, and what to do" grep -q "^hotich-import: stump: error: HT1[45][0-9]: .* damaged: $text.*; take" err
done <<'LIST'
PK\003\004 its end is missing
PK\003\004\024\0\006 its end is missing
PK\003\004rubbish,with,commas\nand,more,lines\n its end is missing
PK\007\010PK\003\004 its end is missing
\320\317\021\340 it ends inside its head
\320\317\021\340\241\261\032\341\0\0 it ends inside its head
\003\154\005\007 it ends inside its head
\203\154\005\007\003\0\0\0\0 it ends inside its head
LIST
# dBase 7: a head of 68 bytes, columns of 48.
python3 -c 'import sys; h = bytearray(117); h[0], h[1:4], h[8], h[10] = 0x8c, b"\x6c\5\7", 117, 11
h[68:70], h[100], h[101], h[116] = b"SO", 67, 10, 13; sys.stdout.buffer.write(bytes(h) + b" 1/2008    \x1a")' >seven.dbf
rc "dBase 7 is no dBase IV" 3 "$T/hotich-import" seven.dbf
ok "which is said, and what to do" grep -q 'HT126: this is a table of dBase 7, no ledger: save it as dBase IV' err
mkdir -p book/word; echo x | tee book/word/document.xml >'book/[Content_Types].xml'
(cd book && zip -q -r ../letter.xlsx .)
rc "a Word document is no workbook, whatever its name" 3 "$T/hotich-import" letter.xlsx
ok "which is said" grep -q 'HT126: this is a Word document' err
head -c 100 letter.xlsx >cut.xlsx
rc "a workbook that is cut off" 3 "$T/hotich-import" cut.xlsx
ok "which is said" grep -q 'HT152: .*: its end is missing; take the file' err
tap_done

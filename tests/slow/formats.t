# SPDX-License-Identifier: BSD-2-Clause
# Workbooks and tables that were written by other programs, every cell against the truth: xlsxwriter, openpyxl,
# LibreOffice (.xls, .ods, .xlsx), python3-dbf (dBase III, FoxPro, Visual FoxPro with memos, TCVN3 bytes).
. "$srcdir/tests/lib/tap.sh"
charset=$srcdir/data/charset/TCVN3.tsv
/usr/bin/python3 "$srcdir/tests/slow/formats.py" "$charset" 2>missing || { cat missing; exit 99; }

# records FILE…: what was imported, without places and forms in the source
records() { hotich-import "$@" 2>err | sed -e 's/ src="[^"]*"//; s/ raw="[^"]*"//; s/ by="[^"]*"//; s/ enc="[^"]*"//'; }
records truth.csv >want
is "the truth is 400 records" "$(grep -c '^<khaiSinh ' want)" 400
same() {
    if [ ! -f "$2" ]; then skip "$1" "the program that writes it is missing"; return; fi
    file=$2; shift; shift
    records "$@" "$file" >got
    ok "$file: every cell" diff want got
}
same "xlsxwriter" a.xlsx
same "openpyxl" b.xlsx
for form in xls ods xlsx; do
    if command -v soffice >/dev/null && [ -f a.xlsx ]; then
        soffice "-env:UserInstallation=file://$W/profile" --headless --convert-to "$form" --outdir office a.xlsx >/dev/null 2>&1
    fi
    same "LibreOffice .$form" "office/a.$form"
done
# Lower case, since TCVN3 has no capital letters with tones; 10 letters for a name.
printf 'nksngaysin\tnksNgaySinh\n' >map.tsv
records lower.csv >want
for kind in db3 fp vfp; do
    same "python3-dbf $kind" "$kind.dbf" --encoding=TCVN3 --map=map.tsv
done
tap_done

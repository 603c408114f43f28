# SPDX-License-Identifier: BSD-2-Clause
# Export: a package against gzip -6 alone on the same bytes, workbooks against openpyxl's write-only mode, memory.
# BENCH_ROWS births (a million if it is not set); a fifth of that in workbooks.  Prints a section for RESULTS.md.
: "${BENCH_ROWS:=1000000}"
. "$srcdir/bench/lib.sh"
E=$B/hotich-export
# rate WHAT RECORDS RATIO: a row of what ran last
rate() { row "$1" "$(of %.0f "$2" "$cpu * 1000")" "$cpu" "$wall" "$(mb)" "$3"; }

"$B/samples/make-samples" --births "$BENCH_ROWS" >all.csv
"$B/hotich-import" -q -o all.xml all.csv 2>/dev/null
rm all.csv
echo "## Export"
echo
echo "$BENCH_ROWS births of 20 columns, $(($(stat -c %s all.xml) / 1000000)) MB of XML; best of three by CPU time; parsing is in all figures of hotich; \`make bench\`."
echo
echo "| what | k records/s of CPU | CPU s | wall s | MB resident | ratio |"
echo "|---|---|---|---|---|---|"
best 3 sh -c 'gzip -6 -n <all.xml >all.gz'; gzip=$cpu gzip_wall=$wall
rate "gzip -6 of the same bytes" "$BENCH_ROWS" ""
best 3 "$E" -q --to=package --jobs=1 -o p1 all.xml
rate "--to=package --jobs=1" "$BENCH_ROWS" "$(of %.2f "$cpu" "$gzip") of gzip's CPU (at most 1.15)"
best 3 "$E" -q --to=package --jobs=2 -o p2 all.xml
rate "--to=package --jobs=2" "$BENCH_ROWS" "$(of %.2f "$wall" "$gzip_wall") of gzip's wall time"
diff -r p1 p2 >/dev/null || echo "| THE BYTES DIFFER | | | | | |"
packed=$(cat p1/*.gz | wc -c)
for form in xml csv json qcvn109; do
    best 1 "$E" -q --to=$form -o out all.xml
    rate "--to=$form" "$BENCH_ROWS" ""
done
best 1 "$E" -q --to=stats -o stats all.xml
rate "--to=stats" "$BENCH_ROWS" ""
best 1 "$E" -q --to=sqlite -o lookup all.xml
rate "--to=sqlite" "$BENCH_ROWS" ""
best 1 "$E" -q --to=xml --deidentify -o out all.xml
rate "--to=xml --deidentify" "$BENCH_ROWS" ""
echo
echo "The package's parts have $((packed / 1000)) kB ($(ls p1 | grep -c '^KS') ledgers), gzip's file $(($(stat -c %s all.gz) / 1000)) kB."
rm -rf all.xml all.gz p1 p2 out stats lookup

# Workbooks with all 60 columns filled.
rows=$((BENCH_ROWS / 5)) few=$((BENCH_ROWS / 50))
awk -F'\t' '$2 == "KS" && $1 ~ /ks60/ { print $4 }' "$srcdir/data/export_columns.tsv" | head -n 1 >columns
fill() { awk -v n="$1" 'NR == 1 { m = split($0, f, ",")
        print "<hoTich xmlns=\"urn:hotich:1\" v=\"1\">"
        for (i = 1; i <= n; i++) {
            printf "<khaiSinh id=\"%d\" src=\"a:%d\">\n", i, i
            for (k = 1; k <= m; k++) printf "<%s code=\"1\">%s</%s>\n", f[k], f[k] == "so" ? i "/2008" : f[k] == "quyenSo" ? "01/2008" : \
                f[k] ~ /[nN]gay[A-Z]/ && f[k] !~ /Chu$/ ? "2008-01-" sprintf("%02d", 1 + i % 28) : "Nguyễn Văn Số " i % 1000, f[k]
            print "</khaiSinh>" }
        print "<het n=\"" n "\"/>\n</hoTich>" }' columns; }
fill "$rows" >rows.xml
fill "$few" >few.xml
"$E" -q --to=csv --profile=ks60 -o few.csv few.xml
echo
echo "$rows births of $(tr ',' '\n' <columns | wc -l) columns, all filled."
echo
echo "| what | k records/s of CPU | CPU s | wall s | MB resident | ratio |"
echo "|---|---|---|---|---|---|"
cat >write.py <<'PY'
import csv, openpyxl
book = openpyxl.Workbook(write_only=True)
sheet = book.create_sheet('KS')
for row in csv.reader(open('few.csv', newline='', encoding='utf-8')): sheet.append(row)
book.save('few.xlsx')
PY
for python in python3 /usr/bin/python3; do     # Debian's package is for Debian's own
    $python -c 'import openpyxl' 2>/dev/null || continue
    best 1 $python write.py; peer=$(of %.9f "$cpu" "$few")
    rate "openpyxl $($python -c 'import openpyxl; print(openpyxl.__version__)'), write-only, $few rows" "$few" ""
    break
done
best 1 "$E" -q --max-diags=1 --to=moj -o book.xlsx rows.xml
rate "--to=moj" "$rows" "${peer:+$(of %.1f "$peer * $rows" "$cpu") times openpyxl (at least 5), }$(mb) MB (at most 64)"

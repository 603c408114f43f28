# SPDX-License-Identifier: BSD-2-Clause
# The pipeline against its peers, side by side in one run.  BENCH_ROWS rows (a million if it is not set); peers that
# need far more time or memory get a tenth of them, and rates are compared.  Prints a section for RESULTS.md.
: "${BENCH_ROWS:=1000000}"
few=$((BENCH_ROWS / 10))
. "$srcdir/bench/lib.sh"
# take NAME COMMAND…: one run more of NAME; "NAME cpu wall rss" goes into the file runs.  Rounds of all commands, not all
# runs of one command, because machines have slow and fast minutes.
take() {
    name=$1; shift
    once "$@"
    echo "$name $cpu $wall $rss" >>runs
}
# compared NAME RECORDS PEER RECORDS FORMAT: the median over the rounds of how many times the peer's rate NAME has.
compared() {
    awk -v name="$1" -v records="$2" -v peer="$3" -v others="$4" -v form="$5" '
        $1 == name { mine[++n] = $2 }
        $1 == peer { other[++p] = $2 }
        END {
            for (i = 1; i <= n; i++) r[i] = (records / mine[i]) / (others / other[i])
            for (i = 1; i <= n; i++) for (j = i + 1; j <= n; j++) if (r[j] < r[i]) { t = r[i]; r[i] = r[j]; r[j] = t }
            printf form, r[int((n + 1) / 2)]
        }' runs
}
# line NAME LABEL RECORDS [NOTE]: the run of least CPU time.
line() {
    awk -v name="$1" -v label="$2" -v records="$3" -v note="${4:-}" '
        $1 == name && (!cpu || $2 < cpu) { cpu = $2; wall = $3; rss = $4 }
        END { printf "| %s | %.0f | %s | %s | %d | %s |\n", label, records / cpu / 1000, cpu, wall, rss / 1024, note }' runs
}

"$B/samples/make-samples" --births "$BENCH_ROWS" >all.csv
head -n $((few + 1)) all.csv >few.csv
"$B/hotich-import" -q -o few.xml few.csv 2>/dev/null
"$B/hotich-import" -q -o all.xml all.csv 2>/dev/null
"$B/hotich-normalize" -q -o norm.xml all.xml 2>/dev/null
"$B/hotich-normalize" -q -o normfew.xml few.xml 2>/dev/null
head -n 301 all.csv >small.csv

echo "## Pipeline"
echo
echo "$BENCH_ROWS births of 20 columns, $(($(wc -c <all.csv) / 1000000)) MB of CSV, $(($(wc -c <all.xml) / 1000000)) MB of XML; the least CPU time of three rounds, ratios their median; \`make bench\`."
echo
echo "| what | k records/s of CPU | CPU s | wall s | MB resident | ratio |"
echo "|---|---|---|---|---|---|"

py=$(for p in python3 /usr/bin/python3; do "$p" -c 'import lxml' 2>/dev/null && { echo "$p"; break; }; done)
for round in 1 2 3; do
    take csv sh -c "$B/bench/csvtags <all.csv >/dev/null"
    take import "$B/hotich-import" -q all.csv
    [ -z "$py" ] || take python "$py" "$srcdir/bench/csv2xml.py" few.csv
    take sax sh -c "$B/bench/saxcopy <all.xml >/dev/null"
    take skip "$B/hotich-normalize" -q --skip=place all.xml
    ! command -v xsltproc >/dev/null || take xslt xsltproc "$srcdir/bench/identity.xsl" few.xml
    take normalize "$B/hotich-normalize" -q all.xml
    take validate "$B/hotich-validate" -q norm.xml
    take pipe sh -c "$B/hotich-import -q all.csv | $B/hotich-normalize -q | $B/hotich-validate -q |
        $B/hotich-export --to=xml >pipe.xml"
    take run sh -c "$B/hotich run import -q all.csv then normalize -q then validate -q then export --to=xml >run.xml"
    cmp -s pipe.xml run.xml && same="same bytes" || same="BYTES DIFFER"
    rm -f pipe.xml run.xml
done
all=$BENCH_ROWS python= xslt=
line csv "bare libcsv loop that writes tags" "$all"
if [ -n "$py" ]; then
    line python "Python csv and lxml, $few rows" "$few"
    python=$(compared import "$all" python "$few" ", %.1f times Python (at least 12)")
fi
line import "hotich-import" "$all" "$(compared import "$all" csv "$all" "%.2f of libcsv (at least 0.60)")$python"
line sax "bare SAX2 loop that writes" "$all"
if grep -q '^xslt ' runs; then
    line xslt "xsltproc, identity, $few records" "$few"
    xslt=$(compared skip "$all" xslt "$few" ", %.1f times xsltproc (at least 2)")
fi
line skip "hotich-normalize --skip=place" "$all" "$(compared skip "$all" sax "$all" "%.2f of SAX2 (at least 0.60)")$xslt"
line normalize "hotich-normalize, places included" "$all" "$(compared normalize "$all" sax "$all" "%.2f of SAX2 (at least 0.50)")"
line validate "hotich-validate, all rules" "$all" "$(compared validate "$all" sax "$all" "%.2f of SAX2 (at least 0.40)")"
line pipe "pipe of import, normalize, validate, export" "$all"
line run "hotich run of the same" "$all" \
    "$(compared run "$all" pipe "$all" "%.1f times the pipe's rate by CPU (at least 1.67)"), $same"

echo
echo "| resident memory, MB | $few records | $BENCH_ROWS records | limit |"
echo "|---|---|---|---|"
mem() {
    name=$1 limit=$2; shift 2
    once "$@" few.$kind; a=$(of %.1f "$rss" 1024)
    once "$@" all.$kind
    row "$name" "$a" "$(of %.1f "$rss" 1024)" "$limit"
}
kind=csv; mem hotich-import 48 "$B/hotich-import" -q
kind=xml
mem hotich-normalize 48 "$B/hotich-normalize" -q
mv normfew.xml few.xml; mv norm.xml all.xml
mem hotich-validate "48 + $((BENCH_ROWS * 32 / 1048576))" "$B/hotich-validate" -q
mem "hotich-export --to=csv" 48 "$B/hotich-export" -q --to=csv

echo
echo "| start to end, 300 entries, best of five rounds | wall ms | CPU ms | limit |"
echo "|---|---|---|---|"
"$B/hotich-import" -q -o small.xml small.csv 2>/dev/null
"$B/hotich-normalize" -q -o smalln.xml small.xml 2>/dev/null
start_up() {
    name=$1; shift
    take "$name" sh -c "for i in 1 2 3 4 5 6 7 8 9 10 11 12 13 14 15 16 17 18 19 20; do $* >/dev/null 2>&1; done"
}
for round in 1 2 3 4 5; do
    start_up start-import "$B/hotich-import" small.csv
    start_up start-normalize "$B/hotich-normalize" small.xml
    start_up start-validate "$B/hotich-validate" smalln.xml
    start_up start-dedupe "$B/hotich-dedupe" smalln.xml
    start_up start-export "$B/hotich-export" --to=csv smalln.xml
    start_up start-convert "$B/hotich-convert" small.csv
done
sed -n 's/^start-//p' runs | awk '!($1 in cpu) { name[++n] = $1 } !($1 in cpu) || $2 < cpu[$1] { cpu[$1] = $2; wall[$1] = $3 }
    END { for (i = 1; i <= n; i++) printf "| hotich-%s | %.1f | %.1f | 10 |\n", name[i], wall[name[i]] * 50, cpu[name[i]] * 50 }'
echo

# SPDX-License-Identifier: BSD-2-Clause
# Memory that runs out at any moment: exit status 3, a message, and no output that looks whole without being it.
. "$srcdir/tests/lib/tap.sh"
oom=$builddir/tests/fault/oom
head -n 6 "$srcdir/samples/ks2008.csv" >csv
"$T/hotich-import" csv >xml 2>/dev/null

# Up to 80 moments, dense at the beginning and spread over the rest.
moments() { awk -v n="$1" 'BEGIN { for (i = 1; i <= n && i <= 30; i++) print i; for (k = 1; i <= n && k <= 50; k++) print int(31 + (n - 31) * k / 50) }'; }
try() {
    name=$1; shift
    HT_OOM_COUNT=count "$oom" 0 "$@" >whole 2>err; status=$?
    [ ! -e made ] || mv made whole-made
    if [ $status -gt 1 ]; then tap_line "not ok" "$name: runs"; head -n 3 err | sed 's/^/# /'; return; fi
    bad=
    for n in $(moments "$(cat count)"); do
        rm -f made
        "$oom" "$n" "$@" >out 2>err; got=$?
        case $got in
        3) [ -s err ] || bad="$bad $n:silent"
           ! grep -q '<het n=' out || cmp -s whole out || bad="$bad $n:trailer"
           [ ! -e made ] || cmp -s made whole-made || bad="$bad $n:file" ;;
        # A library that does without what it did not get.
        0|1) cmp -s whole out || bad="$bad $n:differs" ;;
        *) bad="$bad $n:$got" ;;
        esac
    done
    is "$name: memory runs out at any of $(cat count) allocations" "$bad" ""
}
for tool in $HOTICH_TOOLS; do
    case $tool in
    hotich) try run run import csv then normalize ;;
    hotich-import) try import import csv; try "import -o" import -o made csv ;;
    hotich-export) try export export --to=xml xml ;;
    hotich-convert) try convert convert -f TCVN3 csv ;;
    *) try "${tool#hotich-}" "${tool#hotich-}" xml ;;
    esac
done
tap_done

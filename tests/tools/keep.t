# SPDX-License-Identifier: BSD-2-Clause
# Every form that needs -o: a run that is killed leaves the earlier deliverable, writes nothing elsewhere, and what it
# makes is private.  (Packages: export.t.)
. "$srcdir/tests/lib/tap.sh"
E=$T/hotich-export
in=$srcdir/tests/tools/export/package/in.xml
sums() { find "$@" -type f -exec cksum {} + 2>/dev/null | sort; }
mkdir place; export TMPDIR=$W/tmp; mkdir tmp
for form in moj sqlite stats; do
    "$E" --to=$form -o probe.$form "$in" >/dev/null 2>err
    if grep -q 'built without' err; then skip "$form" "built without its library"; continue; fi
    rm -rf probe.$form
    sums . | grep -v ' \./err$\| \./around$' >around
    "$E" --to=$form -o place/it "$in" 2>err
    is "$form: nothing is written beside -o" "$(sums . | grep -v ' \./err$\| \./around$\| \./place/' | diff - around)" ""
    is "$form: nothing is left in the directory for temporary files" "$(ls -A tmp)" ""
    is "$form: private" "$(find place/it -type f -exec stat -c %a {} + | sort -u)" 600
    sums place >before
    for signal in TERM INT KILL; do
        rm -f fifo; mkfifo fifo
        env --default-signal=INT "$E" --to=$form -o place/it fifo 2>/dev/null & pid=$!
        exec 9>fifo
        head -n 30 "$in" >&9
        sleep 0.3
        kill -s $signal $pid; wait $pid 2>/dev/null
        exec 9>&-
        is "$form: killed by $signal, the earlier one is untouched" "$(sums place/it | diff - before)" ""
        [ $signal = KILL ] || is "$form: killed by $signal, nothing is left over" "$(ls place)" it
    done
    "$E" --to=$form -o place/it "$in" 2>/dev/null
    is "$form: the next run removes what a killed one left" "$(ls place)" it
    head -n 20 "$in" >cut.xml; sums place >before
    rc "$form: a cut stream" 3 "$E" --to=$form -o place/it cut.xml
    is "$form: changes nothing" "$(sums place | diff - before)" ""
    rm -rf place/it
done
for form in xml csv json qcvn109; do
    "$E" --to=$form -o place/out "$in" 2>/dev/null
    is "$form: private, nothing beside" "$(stat -c %a place/out):$(ls place)" 600:out
    cp place/out before
    "$E" --to=$form -o place/out cut.xml 2>/dev/null
    ok "$form: a cut stream leaves the earlier file" cmp place/out before
    rm place/out
done
tap_done

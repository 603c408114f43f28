# SPDX-License-Identifier: BSD-2-Clause
# hotich-dedupe on a small world with known truth: accuracy, order, threads, second runs, models.
. "$srcdir/tests/lib/tap.sh"
score=$srcdir/bench/score-clusters
"$T/bench/make-families" 4000 7 >in.xml 3>truth.tsv

rc "duplicates make the exit status 1" 1 hotich-dedupe -q --jobs=1 --pairs=pairs.tsv -o marked.xml in.xml
is "the pairs have their header" "$(head -n 1 pairs.tsv)" "id_a	id_b	probability	verdict	kind	reason"
is "every record comes back" "$(grep -c '^<[a-zA-Z]* id=' marked.xml)" "$(grep -c '^<[a-zA-Z]* id=' in.xml)"
sed 's/ cluster="[^"]*"//; /^<diag code="HT8/d' marked.xml >plain.xml
ok "nothing is changed but cluster and findings" cmp plain.xml in.xml
# Expected loosely here; make bench measures.
ok "F1 is at least .94" sh -c "$score truth.tsv marked.xml | awk -F'\t' '\$1 == \"all\" { print; exit !(\$6 >= 0.94) }'"
# What the tool says of itself without labels, and the truth.
hotich-dedupe -v --diag-file=/dev/null -o /dev/null in.xml 2>said
$score truth.tsv marked.xml | awk -F'\t' '$1 == "all" { print $4, $5 }' >actual
sed -n 's/.*expected precision \([0-9.]*\), recall \([0-9.]*\).*/\1 \2/p' said >expected
ok "precision and recall are predicted within .02: $(cat expected), in truth $(cat actual)" \
    sh -c "paste -d' ' expected actual | awk '{ p = \$1 - \$3; r = \$2 - \$4; exit !(p * p < .0004 && r * r < .0004) }'"
is "nobody is alone in a cluster" "$(grep -o ' cluster="[^"]*"' marked.xml | sort | uniq -c | awk '$1 < 2')" ""

hotich-dedupe -q --jobs=3 --pairs=pairs2.tsv -o marked2.xml in.xml
ok "three threads write the same bytes" cmp marked.xml marked2.xml
ok "three threads write the same pairs" cmp pairs.tsv pairs2.tsv
hotich-dedupe -q --memory=300K -o marked5.xml in.xml
ok "little memory and files instead: the same bytes" cmp marked.xml marked5.xml
rc "no room for the temporary files is a failure" 3 env TMPDIR=/nowhere hotich-dedupe -q --memory=300K in.xml
# Ten cases that a clerk would decide at once.
small=$srcdir/tests/tools/dedupe
hotich-dedupe -q --review-from=0.001 --pairs=small.tsv -o /dev/null "$small/cases.xml"
is "copies, twins, siblings, homonyms, a second marriage" "$(cut -f 1,2,4,5 small.tsv)" "$(cat "$small/cases.tsv")"
hotich-dedupe -q -o again.xml marked.xml
ok "a second run writes the same bytes" cmp marked.xml again.xml

# Records in another order: the same clusters, the same names.
awk '/^<hoTich|^<\?xml/ { print > "head"; next } /^<het|^<\/hoTich/ { print > "tail"; next }
    /^<[a-zA-Z]+ id=/ { r++ } { print > ("rec" r % 7) }' in.xml
cat head rec6 rec3 rec0 rec5 rec1 rec4 rec2 tail >other.xml
hotich-dedupe -q -o marked3.xml other.xml
clusters() { grep -oE '^<[a-zA-Z]+ id="[^"]*" cluster="[^"]*"' "$1" | sort; }
is "the order of the input does not matter" "$(clusters marked3.xml | cksum)" "$(clusters marked.xml | cksum)"

rc "the model can be written" 1 hotich-dedupe -q --explain-model=model.tsv -o /dev/null in.xml
hotich-dedupe --explain-model -o /dev/null in.xml 2>err
ok "the model can be shown, a level in a line" test "$(grep -c '^hotich-dedupe: .* agrees$' err)" -gt 5
rc "and used" 1 hotich-dedupe -q --model=model.tsv -o marked4.xml in.xml
ok "with nearly the same result" sh -c "$score truth.tsv marked4.xml | awk -F'\t' '\$1 == \"all\" { print; exit !(\$6 >= 0.94) }'"
echo 'KS	nonsense' >bad.tsv
rc "a model that is none is refused" 2 hotich-dedupe --model=bad.tsv in.xml
head -c 2000 index 2>/dev/null | cat - in.xml | head -c 3000 >rubbish
rc "nor is rubbish" 2 hotich-dedupe --model=rubbish in.xml
printf 'KS\tnks.given\tsame\t1.5\t0\t0\t0\n' >bad.tsv
rc "nor one with probabilities above 1" 2 hotich-dedupe --model=bad.tsv in.xml
rc "a file that an option names must be there" 2 hotich-dedupe --decisions=nowhere in.xml
rc "a threshold is a probability" 2 hotich-dedupe --threshold=1.5 in.xml
rc "review does not begin above the threshold" 2 hotich-dedupe --threshold=0.5 --review-from=0.9 in.xml
# An index: what was submitted before is not read again.
awk '/^<hoTich|^<\?xml/ { print > "head"; next } /^<het|^<\/hoTich/ { next } /^<[a-zA-Z]+ id=/ { r++ }
    { print > (r % 4 ? "old" : "new") } END { print r }' in.xml >count
part() { n=$(grep -cE '^<[a-zA-Z]+ id=' "$1"); cat head "$1"; printf '<het n="%s"/>\n</hoTich>\n' "$n"; }
part old >old.xml
part new >new.xml
rc "an index is written" 1 hotich-dedupe -q --save-index=index -o old.out old.xml
rc "new records are compared with it" 1 hotich-dedupe -q --against=index --save-index=index2 --pairs=new.tsv -o new.out new.xml
is "only the new records come out" "$(grep -cE '^<[a-zA-Z]+ id=' new.out)" "$(grep -cE '^<[a-zA-Z]+ id=' new.xml)"
awk -F'\t' 'NR == FNR { e[$1] = $2; next } FNR > 1 && $4 == "same" { n++; t += e[$1] == e[$2] }
    END { print n, t; exit !(n > 100 && t / n > 0.93) }' truth.tsv new.tsv >found
ok "they are found ($(cat found))" test $? -eq 0
cat new.xml >again.xml
rc "the grown index knows them" 1 hotich-dedupe -q --against=index2 --pairs=again.tsv -o again.out again.xml
is "all of them" "$(awk -F'\t' '$4 == "same" && $1 == $2' again.tsv | wc -l)" "$(grep -cE '^<[a-zA-Z]+ id=' new.xml)"
cp index same
hotich-dedupe -q --against=same --save-index=same -o /dev/null new.xml
ok "an index may be replaced in place" cmp same index2
# Killed while it writes: the old index stays, or the new one is whole.
mkdir kill && cp index kill/safe
for try in 1 2 3 4; do
    hotich-dedupe -q --save-index=kill/safe -o /dev/null in.xml 2>/dev/null &
    while kill -0 $! 2>/dev/null; do
        set -- kill/* kill/.[!.]*
        [ "$#" -gt 2 ] && kill -9 $! 2>/dev/null
    done
    wait $! 2>/dev/null
    hotich-dedupe -q --against=kill/safe -o /dev/null new.xml 2>/dev/null
    [ $? -eq 1 ] || echo "bad: try $try"
    find kill -type f ! -name safe >>left
    find kill -type f ! -name safe -exec rm -f {} +
    cp index kill/safe
done >killed
is "an index is whole whenever its writer is killed ($(grep -c . left) of 4 were in the middle)" "$(cat killed)" ""
head -c 100000 index >short
rc "a cut index is refused" 2 hotich-dedupe --against=short new.xml
{ head -c 3000 index; printf 'X'; tail -c +3002 index; } >changed
rc "a changed index is refused" 2 hotich-dedupe --against=changed new.xml
size=$(wc -c <index) taken=
for i in 1 2 3 4 5 6 7 8 9 10 11 12 13 14 15 16 17 18 19; do
    at=$((size * i / 20))
    { head -c $at index; tail -c +$((at + 1)) index | head -c 1 | LC_ALL=C tr '\000-\377' '\001-\377\000'; tail -c +$((at + 2)) index; } >changed
    hotich-dedupe -q --against=changed -o /dev/null new.xml 2>/dev/null
    [ $? -eq 2 ] || taken="$taken $at"
done
is "one byte more or less anywhere is found" "$taken" ""
rc "a file that is no index is refused" 2 hotich-dedupe --against=in.xml new.xml
tap_done

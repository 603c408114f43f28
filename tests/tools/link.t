# SPDX-License-Identifier: BSD-2-Clause
# hotich-dedupe --link: one person in births, marriages and deaths.
. "$srcdir/tests/lib/tap.sh"
life=$srcdir/tests/tools/dedupe/life.xml
rc "a family's entries" 1 hotich-dedupe -q --link=links.tsv -o linked.xml "$life"
is "the links have their header" "$(head -n 1 links.tsv)" "id_a	field_a	id_b	field_b	probability	verdict	reason"
# The mentions of one person: ids of the records with their fields.
mentions() { awk '/^<[a-z][a-zA-Z]* id=/ { split($0, q, "\""); id = q[2] }
    match($0, / person="[^"]*"/) { f = substr($0, 2, index($0, " ") - 2); p = substr($0, RSTART + 9, RLENGTH - 10)
        who[p] = who[p] " " id "." f } END { for (p in who) print substr(who[p], 2) }' "$1" | LC_ALL=C sort; }
is "each person's mentions" "$(mentions linked.xml)" "b1.chaHoTen b2.chaHoTen b3.chaHoTen d1.nktHoTen
b1.meHoTen b2.meHoTen b3.meHoTen
b1.nksHoTen d2.nktHoTen
w1.chongHoTen b4.chaHoTen
w1.voHoTen b4.meHoTen"
is "who died as a child does not marry: that is to be looked at" "$(awk -F'\t' '$6 == "review" { print $1, $2, $3, $4 }' links.tsv)" \
    "b1 nksHoTen w1 chongHoTen
b1 nksHoTen b4 chaHoTen"
sed 's/ person="[^"]*"//; s/ cluster="[^"]*"//; /^<diag/d' linked.xml >plain.xml
ok "nothing else is changed" cmp plain.xml "$life"
hotich-dedupe -q --link -o again.xml linked.xml
ok "a second run writes the same bytes" cmp again.xml linked.xml
hotich-dedupe -q --jobs=2 --memory=200K --link=links2.tsv -o two.xml "$life"
ok "two threads and little memory, too" cmp two.xml linked.xml
ok "with the same links" cmp links2.tsv links.tsv
if [ -n "${XMLLINT:-}" ]; then
    ok "the schemas know the attribute" "$XMLLINT" --noout --schema "$builddir/data/hotich.xsd" linked.xml
    ok "both of them" "$XMLLINT" --noout --relaxng "$builddir/data/hotich.rng" linked.xml
else
    skip "the schemas know the attribute" "xmllint is missing"
    skip "both of them" "xmllint is missing"
fi
rc "--link needs the records themselves" 2 hotich-dedupe --link --against=nowhere "$life"
rc "and registers" 2 hotich-dedupe --link --fields=nowhere "$life"

# Families with known truth; make bench measures more of them.
"$T/bench/make-families" 4000 8 >in.xml 3>truth.tsv
hotich-dedupe -q --link -o out.xml in.xml
"$srcdir/bench/score-links" truth.tsv out.xml >score
ok "F1 of persons is at least .95 ($(grep '^all' score | cut -f 5))" awk '$1 == "all" { exit !($5 >= 0.95) }' score
awk '/^<hoTich|^<\?xml/ { print > "head"; next } /^<het|^<\/hoTich/ { print > "tail"; next }
    /^<[a-zA-Z]+ id=/ { r++ } { print > ("rec" r % 3) }' in.xml
cat head rec2 rec0 rec1 tail >other.xml
hotich-dedupe -q --link -o other.out other.xml
persons() { awk '/^<[a-z][a-zA-Z]* id=/ { split($0, q, "\""); id = q[2] } / person="/ { print id, $0 }' "$1" | LC_ALL=C sort; }
is "the order of the input does not matter" "$(persons other.out | cksum)" "$(persons out.xml | cksum)"
tap_done

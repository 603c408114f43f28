# SPDX-License-Identifier: BSD-2-Clause
# The review page in a real browser: decide 50 pairs from the keyboard, load it again, save, run with the decisions.
. "$srcdir/tests/lib/tap.sh"
. "$srcdir/tests/lib/browser.sh"
need_browser "the review page works"
"$T/bench/make-families" 12000 5 1.5 >in.xml 3>truth.tsv
hotich-dedupe -q --review-from=0.01 --review=page.html --pairs=pairs.tsv -o one.xml in.xml 2>/dev/null
asked=$(awk -F'\t' '$4 == "review"' pairs.tsv | wc -l)
ok "there are 50 pairs to decide (of $asked)" test "$asked" -ge 50
ok "the page needs nothing else" sh -c "! grep -nE '(src|href)=|url\(|https?:' page.html"
press='function press(k) { document.dispatchEvent(new KeyboardEvent("keydown", { key: k })); }'
is "50 keys decide 50 pairs" "$(play page.html "$press for (var i = 0; i < 50; i++) press(String(i % 3 + 1));
    var got = Object.keys(D).length")" 50
is "they are there when the page is loaded again" "$(play page.html 'var got = Object.keys(D).length')" 50
is "arrows go back and forth" "$(play page.html "$press go(3); press('ArrowRight'); press('ArrowLeft'); press('ArrowLeft'); var got = at")" 2
is "a decision can be changed" "$(play page.html "$press go(0); press('2'); var got = D[pid(P[0])]")" '"different"'
play page.html 'var got = tsv()' | table >decisions.tsv
is "50 decisions are saved" "$(grep -c . decisions.tsv)" 51

hotich-dedupe -q --review-from=0.01 --decisions=decisions.tsv --pairs=pairs2.tsv -o two.xml in.xml 2>/dev/null
awk -F'\t' 'NR == FNR { if (FNR > 1) d[$1 FS $2] = $3; next } FNR > 1 && ($1 FS $2) in d && $4 == "review"' \
    decisions.tsv pairs2.tsv >again
is "none of them is asked again" "$(cat again)" ""
cluster() { sed -n 's/^<[a-zA-Z]* id="\([^"]*\)" cluster="\([^"]*\)".*/\1\t\2/p' two.xml; }
cluster >clusters
awk -F'\t' 'FILENAME == "clusters" { c[$1] = $2; next } FNR == 1 { next }
    $3 == "same" && (c[$1] == "" || c[$1] != c[$2]) { print "not joined", $1, $2 }
    $3 == "different" && c[$1] != "" && c[$1] == c[$2] { print "joined", $1, $2 }' clusters decisions.tsv >wrong
is "the clusters obey" "$(cat wrong)" ""
sed 's/	[^	]*	[^	]*$//' decisions.tsv >ids.tsv
hotich-dedupe -q --review-from=0.01 --decisions=ids.tsv --pairs=pairs3.tsv -o three.xml in.xml 2>/dev/null
ok "decisions by id alone do the same" cmp two.xml three.xml
sed 's/id="r/id="s/' in.xml >renamed.xml
hotich-dedupe -q --review-from=0.01 --decisions=decisions.tsv --pairs=pairs4.tsv -o four.xml renamed.xml 2>/dev/null
is "decisions by content survive new ids" "$(awk -F'\t' '$4 == "review"' pairs4.tsv | wc -l)" "$(awk -F'\t' '$4 == "review"' pairs2.tsv | wc -l)"
{ head -n 20 decisions.tsv; head -n 1 decisions.tsv; } >first.tsv
sed 1,20d decisions.tsv >second.tsv
hotich-dedupe -q --review-from=0.01 --decisions=first.tsv --decisions=second.tsv -o six.xml in.xml 2>/dev/null
ok "decisions of two days count together" cmp two.xml six.xml
# Imported again in another order: the ids are the same, but they name other records.
awk '/^<[a-zA-Z]+ id="r/ { sub(/id="r[0-9]*"/, sprintf("id=\"r%08d\"", 20000 - ++n)) } 1' in.xml >given.xml
hotich-dedupe -q --review-from=0.01 --decisions=decisions.tsv --pairs=pairs5.tsv -o five.xml given.xml 2>/dev/null
is "and ids that were given to others" "$(cut -f 3-5 pairs5.tsv | sort | cksum)" "$(cut -f 3-5 pairs2.tsv | sort | cksum)"
echo 'a	b	perhaps' >bad.tsv
rc "a decision that is none is refused" 2 hotich-dedupe --decisions=bad.tsv in.xml
hotich-dedupe -q --threshold=0.99999999 --review-from=0.5 --review=sure.html -o one.xml in.xml 2>/dev/null
is "nobody is asked about what is 100 % certain" "$(grep -c '"p":100' sure.html)" 0
tap_done

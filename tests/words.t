# SPDX-License-Identifier: BSD-2-Clause
# data/words.tsv and data/places.txt are what data/make-words makes of the lists, and what bench/make-models makes for
# bench/accuracy lacks what it asks for.
. "$srcdir/tests/lib/tap.sh"
make_words() {
    "$builddir/data/make-words" "$@"
}
ok "words.tsv can be made again" sh -c '"$builddir/data/make-words" "$srcdir/data/words.tsv" "$srcdir/data" >words.tsv &&
    diff "$srcdir/data/words.tsv" words.tsv'
ok "places.txt, too" sh -c '"$builddir/data/make-words" -p "$srcdir/data" >places.txt &&
    diff "$srcdir/data/places.txt" places.txt'
awk -F'	' '$1 == "place" { print $2 }' "$srcdir/bench/holdout.tsv" | LC_ALL=C sort >held
cut -f5 "$srcdir/data/communes.tsv" "$srcdir/data/districts.tsv" | LC_ALL=C sort -u >all
is "places are asked for" "$(LC_ALL=C comm -23 held all | wc -l | tr -d ' '), $(awk 'END { print (NR > 4000) }' held)" \
    "0, 1"
make_words -p "$srcdir/data" "$srcdir/bench/holdout.tsv" >known.txt
held_names='^(cà mau|củ chi|sóc trăng|hoà bình|hòa bình)$'
is "which can be held out, however they are spelled" \
    "$(grep -cE "$held_names" places.txt), $(grep -cE "$held_names" known.txt)" "4, 0"
make_words "$srcdir/data/words.tsv" "$srcdir/data" "$srcdir/bench/holdout.tsv" >some.tsv
is "and are missing in the counts" "$(awk -F'	' '{ n += $6 + $7 + $8 } FNR == 1 { n = 0 } { s[FILENAME] = n }
    END { print (s["words.tsv"] > 1.7 * s["some.tsv"]) }' words.tsv some.tsv)" 1
tap_done

# SPDX-License-Identifier: BSD-2-Clause
# data/words.tsv is what data/make-words makes of the lists, and holds nothing of what bench/accuracy asks for.
. "$srcdir/tests/lib/tap.sh"
ok "words.tsv can be made again" sh -c '"$builddir/data/make-words" "$srcdir/data/words.tsv" "$srcdir/bench/holdout.tsv" \
    "$srcdir/data" >words.tsv && diff "$srcdir/data/words.tsv" words.tsv'
awk -F'	' '$1 == "place" { print $2 }' "$srcdir/bench/holdout.tsv" | LC_ALL=C sort >held
cut -f5 "$srcdir/data/communes.tsv" "$srcdir/data/districts.tsv" | LC_ALL=C sort -u >all
is "places are held out" "$(LC_ALL=C comm -23 held all | wc -l | tr -d ' '), $(awk 'END { print (NR > 4000) }' held)" "0, 1"
awk -F'	' '$1 == "place" { sub(/^place/, "other"); $2 = "x" NR } { print }' OFS='	' "$srcdir/bench/holdout.tsv" >none.tsv
"$builddir/data/make-words" "$srcdir/data/words.tsv" none.tsv "$srcdir/data" >full.tsv
is "and are missing in the counts" "$(awk -F'	' '{ n += $6 + $7 + $8 } FNR == 1 { n = 0 } { s[FILENAME] = n }
    END { print (s["full.tsv"] > 1.7 * s["words.tsv"]) }' words.tsv full.tsv)" 1
tap_done

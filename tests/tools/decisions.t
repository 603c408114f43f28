# SPDX-License-Identifier: BSD-2-Clause
# Decisions that contradict each other, of one person or of two, and decisions about entries that are not there.
. "$srcdir/tests/lib/tap.sh"
in=$srcdir/tests/tools/dedupe/cases.xml
# decide DECISION…: a line each, "a b same", in all.tsv
decide() { for d; do echo "$d" | tr ' ' '\t'; done >all.tsv; }
# dedupe: the messages about decisions
dedupe() { hotich-dedupe --pairs=pairs.tsv --diag=tsv --diag-file=diag.tsv -o out.xml "$@" "$in" 2>/dev/null
    awk -F'\t' '$7 ~ /^HT80[789]$/ { print $1 ":" $2, $3, $7 }' diag.tsv; }
cluster() { sed -n "s/^<[a-zA-Z]* id=\"$1\".* cluster=\"\([^\"]*\)\".*/\1/p" out.xml; }

decide "k1 k2 same" "k2 k3 same" "k1 k3 same"
is "decisions that agree are obeyed in silence" "$(dedupe --decisions=all.tsv)" ""
is "the three are one" "$(cluster k1) $(cluster k3)" "$(cluster k2) $(cluster k2)"

decide "k1 k2 same" "k2 k3 same" "k1 k3 different"
said=$(dedupe --decisions=all.tsv | sed 's/^[^ ]* //' | sort)
is "a = b, b = c, a ≠ c: the two of one \"same\" are shown" "$said" "k2 HT808
k3 HT808"
ok "what was decided to differ stays apart" test "$(cluster k1)" != "$(cluster k3)"
is "what can be obeyed is" "$(cluster k1)" "$(cluster k2)"
is "the pair is asked again" "$(awk -F'\t' '$1 == "k2" && $2 == "k3" { print $4 }' pairs.tsv)" review
cp out.xml before.xml
decide "k2 k3 same" "k1 k3 different" "k1 k2 same"
dedupe --decisions=all.tsv >/dev/null
ok "in any order of the lines" cmp out.xml before.xml

decide "k1 k2 different" "k1 k2 same"
is "the same pair twice: the later line is shown" "$(dedupe --decisions=all.tsv)" "all.tsv:2  HT807"
is "and obeyed" "$(cluster k1)" "$(cluster k2)"
ok "the message names the earlier line" grep -q 'all.tsv:1' diag.tsv
decide "k1 k2 same"; cp all.tsv binh.tsv
decide "k2 k1 different"; cp all.tsv an.tsv
is "two persons, two files: the later file wins" "$(dedupe --decisions=binh.tsv --decisions=an.tsv)" "an.tsv:1  HT807"
ok "they are apart" test "$(cluster k1)" != "$(cluster k2)"
decide "k1 k2 unsure" "k1 k2 same"
is "who was unsure may decide" "$(dedupe --decisions=all.tsv)" ""

decide "k1 k2 same" "k1 nobody same" "x y different"
is "entries that are not there are told once" "$(dedupe --decisions=all.tsv)" "all.tsv:2  HT809"
ok "with their number" grep -q '	2 decisions' diag.tsv
tap_done

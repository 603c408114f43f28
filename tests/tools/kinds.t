# SPDX-License-Identifier: BSD-2-Clause
# Kinds of duplicates, and people who only look like one: hand-made cases among the entries of a small district.
. "$srcdir/tests/lib/tap.sh"
D=$srcdir/tests/tools/dedupe
"$T/bench/make-families" 3000 9 >world.xml 3>/dev/null
grep -v '^<het\|^</hoTich' world.xml >in.xml
awk -f "$D/kinds.awk" "$D/kinds.txt" >>in.xml
printf '<het n="%s"/>\n</hoTich>\n' "$(grep -cE '^<[a-zA-Z]+ id=' in.xml)" >>in.xml
rc "a district with hand-made cases" 1 hotich-dedupe -q --pairs=pairs.tsv -o out.xml in.xml
# case A B: verdict and kind of the pair, "-" if it is none
pair() { awk -F'\t' -v a="$1" -v b="$2" '$1 == a && $2 == b { print $4, $5; n++ } END { if (!n) print "-" }' pairs.tsv; }
is "a page keyed twice, with slips" "$(pair rt1 rt2)" "same retyped"
is "the district's original of the book" "$(pair sc1 sc2)" "same second-copy"
is "the other original, known by its scan" "$(pair sc3 sc4)" "same second-copy"
is "registered again, says the entry; regional spelling" "$(pair rr1 rr2)" "same re-registered"
is "registered again twenty years later, says nobody" "$(pair rr3 rr4)" "same re-registered"
is "registered in two communes" "$(pair db1 db2)" "same double"
is "before and after a correction" "$(pair co1 co2)" "same corrected"
is "lunar and solar date" "$(pair lu1 lu2)" "same re-registered"
is "an office before and after the merger of communes" "$(pair ln1 ln2)" "same second-copy"
is "a marriage keyed twice, day and month swapped" "$(pair mr3 mr4)" "same retyped"
is "a death in two offices" "$(pair dd1 dd2)" "same double"
different() { case $(pair "$2" "$3") in same*) is "$1" joined apart ;; *) is "$1" apart apart ;; esac; }
different "twins whose names are one tone apart" tw1 tw2
different "twins, a boy and a girl" tw3 tw4
different "brothers" sb1 sb2
different "a child named after a dead brother" sb3 sb4
different "namesakes of one ward and year" hm1 hm2
different "a couple that marries again after a divorce" mr1 mr2
different "two old women of one name" dn1 dn2
# Numbers without a year are those of the year of registration: the same number a year later is no page keyed twice.
cat >year.csv <<'CSV'
Số,Quyển số,Ngày đăng ký,Nơi đăng ký,Họ tên trẻ,Giới tính,Ngày sinh,Họ tên mẹ,Ngày sinh mẹ,Họ tên cha
12,1,15/03/2008,UBND xã A,Nguyễn Văn Ánh,Nam,17/02/2008,Trần Thị Bé,12/05/1980,Nguyễn Văn Cường
12,1,20/03/2009,UBND xã A,Nguyễn Văn Ánh,Nam,17/02/2008,Trần Thị Bé,12/05/1980,Nguyễn Văn Cường
CSV
"$T/hotich-import" -q year.csv 2>err | "$T/hotich-dedupe" -q --pairs=year.tsv -o out 2>err
is "the same number of another year" "$(cut -f 4- year.tsv | tail -n +2)" "$(printf 'same\tdouble\tsame office, other year')"
tap_done

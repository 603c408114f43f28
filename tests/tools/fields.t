# SPDX-License-Identifier: BSD-2-Clause
# hotich-dedupe --fields: lists of persons that are no register.
. "$srcdir/tests/lib/tap.sh"
D=$srcdir/tests/tools/dedupe
rc "a list with two children twice" 1 hotich-dedupe -q --fields="$D/persons.fields" --pairs=p.tsv -o out.csv "$D/persons.csv"
is "they are found, twins are asked about, siblings and namesakes are not" "$(cut -f 1,2,4,5 p.tsv | sed 1d)" "$(printf '1\t2\tsame\tdouble\n3\t4\treview\tdouble\n5\t6\tsame\tdouble\n9\t10\tsame\tdouble')"
sed '1d; s/^\(10,.*\),=SUM(A1)/\1,"'"'"'=SUM(A1)"/; s/"\(học lớp 1A\)"/\1/' "$D/persons.csv" | sed 's/$/,/' >want.csv
is "every row comes back as it was, with one more column" "$(sed 's/,[^,]*$/,/' out.csv)" "$(sed '1s/,$/,/' want.csv)"
is "the column is called cluster" "$(head -n 1 out.csv | sed 's/.*,//')" cluster
is "rows of one cluster share its name" "$(sed 's/.*,//' out.csv | grep '^c[0-9a-f]' | sort | uniq -c | awk '$1 != 2')" ""
hotich-dedupe -q --fields="$D/persons.fields" --jobs=2 --memory=100K --pairs=p2.tsv -o out2.csv "$D/persons.csv"
ok "two threads and little memory write the same bytes" cmp out.csv out2.csv
{ sed -n 1,2p "$D/persons.csv"; sed 1,2d "$D/persons.csv" | sort -r; } >turned.csv
hotich-dedupe -q --fields="$D/persons.fields" -o turned.out turned.csv
is "the order of the rows does not matter" "$(sort turned.out)" "$(sort out.csv)"
hotich-dedupe -q --fields="$D/persons.fields" --explain-model=model.tsv -o /dev/null "$D/persons.csv"
is "the family classes are switched on by the parents" "$(grep -c '	sibling	0\.[0-9]*[1-9]' model.tsv)" 1
hotich-dedupe -q --fields="$D/persons.fields" --model=model.tsv -o again.csv "$D/persons.csv"
ok "a model can be used again" cmp out.csv again.csv

# Decisions and the page.
rc "a page is written" 1 hotich-dedupe -q --fields="$D/persons.fields" --threshold=0.999 --review-from=0.001 \
    --review=page.html --pairs=p3.tsv -o /dev/null "$D/persons.csv"
ok "it shows the columns by their headers" grep -q 'Họ tên cha' page.html
printf '1\t2\tdifferent\n11\t12\tsame\n' >decisions.tsv
hotich-dedupe -q --fields="$D/persons.fields" --decisions=decisions.tsv --pairs=p4.tsv -o four.csv "$D/persons.csv"
is "decisions are obeyed" "$(cut -f 1,2,4 p4.tsv | sed 1d)" "$(printf '3\t4\treview\n5\t6\tsame\n9\t10\tsame\n11\t12\tsame')"

# Columns joined, other kinds, no ids.
cat >people.csv <<'END'
given,sur,y,m,d,height,card,town
ANNA,MEYER,1970,3,12,170,123456789,Hanoi
ANNA,MEIER,1970,3,12,170,123456789,Hanoi
KARL,SCHMIDT,1965,7,1,181,987654321,Hue
PAUL,WEBER,1980,11,30,175,555666777,Vinh
END
printf 'given\ttext\nsur\ttext\ny+m+d\tdate\tbirth\nheight\tnumber\ncard\tpaper\ntown\tplace\n' >people.fields
rc "joined columns, numbers, papers and places" 1 hotich-dedupe -q --fields=people.fields --pairs=p5.tsv -o five.csv people.csv
is "rows without an id are named after their place" "$(cut -f 1,2,4 p5.tsv | sed 1d)" "$(printf 'people.csv:2\tpeople.csv:3\tsame')"
hotich-dedupe -q --fields=people.fields -o six.csv - <people.csv
is "standard input will do" "$(cut -d, -f 1-8 six.csv)" "$(cut -d, -f 1-8 five.csv)"
# A date in three columns is what it is in one.
mkdir three one
sed '3s/3,12/12,3/' people.csv >three/people.csv
awk -F, -v OFS=, '{ $3 = NR == 1 ? "born" : sprintf("%d-%02d-%02d", $3, $4, $5); $4 = $5 = "-"; gsub(",-", ""); print }' three/people.csv >one/people.csv
sed 's/^y+m+d/born/' people.fields >one/people.fields; cp people.fields three
for way in three one; do (cd $way && hotich-dedupe -q --fields=people.fields --pairs=pairs -o out people.csv 2>err); done
is "a date in three columns is what it is in one" "$(cat three/pairs)" "$(sed s/born/y+m+d/ one/pairs)"
ok "… and compared as a date" grep -q 'day and month swapped' three/pairs

# What is wrong is said.
bad() { printf "$2" >bad.fields; rc "$1" 2 hotich-dedupe --fields=bad.fields -o none.csv people.csv; }
bad "a description without columns" '# nothing\n'
bad "an unknown kind" 'given\tword\n'
bad "an unknown role" 'given\ttext\tuncle\n'
bad "a role that does not fit" 'given\ttext\tbirth\n'
bad "a column that is not there" 'given\ttext\nweight\tnumber\n'
ok "is named" grep -q weight err
bad "bytes that are no text" 'given\ttext\n\377\376\n'
bad "more columns than can be compared" "$(for i in 1 2 3 4 5 6 7 8 9; do printf 'n%s\\tname\\n' $i; done)"
rc "a description that does not exist" 2 hotich-dedupe --fields=nowhere people.csv
rc "XML is no table" 2 hotich-dedupe --fields=people.fields "$D/cases.xml"
rc "tables have no index" 2 hotich-dedupe --fields=people.fields --save-index=x people.csv
rc "and are no part of a chain" 2 hotich run normalize then dedupe --fields=people.fields
printf 'given,sur,y,m,d,height,card,town\nA,B,1,2,3,4,5,6,7,8\nKARL,SCHMIDT,1965,7,1\n' >long.csv
rc "a row with too many cells is set aside" 1 hotich-dedupe --fields=people.fields -o long.out long.csv
is "and the others remain" "$(cat long.out)" "given,sur,y,m,d,height,card,town,cluster
KARL,SCHMIDT,1965,7,1,,,,"
head -n 3 people.csv >one.csv
printf 'sur,given\nA,B\n' >two.csv
rc "two tables must have the same columns" 2 hotich-dedupe --fields=people.fields -o none.csv one.csv two.csv
head -n 1 people.csv >empty.csv
rc "a table without rows" 0 hotich-dedupe --fields=people.fields -o empty.out empty.csv
rc "a full disk" 3 hotich-dedupe -q --fields=people.fields -o /dev/full people.csv
tap_done

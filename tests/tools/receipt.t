# SPDX-License-Identifier: BSD-2-Clause
# --sent and --receipt: the next run sends what the warehouse did not accept, and no more.
. "$srcdir/tests/lib/tap.sh"
E=$T/hotich-export
in=$srcdir/tests/tools/export/package/in.xml
ids() { grep -o '^<[a-zA-Z]* id="[^"]*"' "$1" | sed 's/.*id="//; s/"//' | sort | tr '\n' ' '; }
rc "a run lists what it sent" 0 "$E" --to=xml --sent=sent.tsv -o all.xml "$in"
is "every entry once, with its fingerprint" "$(cut -f1 sent.tsv | sed 1d | sort | tr '\n' ' ')$(awk 'NR > 1 && $2 !~ /^[0-9a-f]+$/' sent.tsv)" "$(ids "$in")"
is "the list is private" "$(stat -c %a sent.tsv)" 600
a=KS.2008.01.001 b=KS.2008.01.002
all=$(ids "$in") rest=$(ids "$in" | tr ' ' '\n' | grep -vxe "$a" -e "$b" | tr '\n' ' ')
sorted() { printf '%s ' "$@" | tr ' ' '\n' | sed '/^$/d' | sort | tr '\n' ' '; }
answer() { awk -F'\t' -v OFS='\t' -v a="$1" -v b="$2" 'NR == 1 { print $0, "status", "reason"; next }
    $1 == a { print $0, "accepted", ""; next } $1 == b { print $0, "rejected", "thiếu chữ ký" }' sent.tsv; }
answer "$a" "$b" >receipt.tsv
rc "accepted, rejected, not answered" 0 "$E" --to=xml --receipt=receipt.tsv -o next.xml "$in"
is "the accepted one is not sent again" "$(ids next.xml)" "$(sorted $b $rest)"
is "the rejected one is, with a warning and its reason" "$(grep -c 'HT941.*thiếu chữ ký' err)" 1
is "and the rest is said" "$(grep -c HT943 err)" 1
sed "/ id=\"$a\"/,/^<\/khaiSinh/s|<nksHoTen[^>]*>[^<]*<|<nksHoTen>Lê Thị Mới<|" "$in" >changed.xml
cmp -s changed.xml "$in" && echo "# the sample was not changed"
rc "changed after it was accepted" 0 "$E" --to=xml --receipt=receipt.tsv -o next.xml changed.xml
is "it is sent again, with a warning" "$(ids next.xml):$(grep -c HT940 err)" "$all:1"
sed "/ id=\"$b\"/,/^<\/khai/s|<nksHoTen[^>]*>[^<]*<|<nksHoTen>Lê Thị Mới<|" "$in" >changed.xml
rc "changed after it was rejected" 0 "$E" --to=xml --receipt=receipt.tsv -o next.xml changed.xml
is "it is sent without a word" "$(grep -c HT941 err)" 0
"$T/hotich-normalize" -q "$in" 2>/dev/null | sed 's/ src="[^"]*"/ src="elsewhere.csv:9"/; s/ by="[^"]*"//g; s/ raw="[^"]*"//g' >moved.xml
"$T/hotich-normalize" -q "$in" >same.xml 2>/dev/null
"$E" --to=xml --sent=s1 -o x same.xml; "$E" --to=xml --sent=s2 -o x moved.xml
ok "where an entry came from and how it was read is no content" cmp s1 s2
{ cat receipt.tsv; printf 'KS.1900.01.001\t0123456789abcdef\taccepted\t\n'; } >unknown.tsv
rc "an id that nobody sent" 0 "$E" --to=xml --receipt=unknown.tsv -o next.xml "$in"
is "is reported with its line" "$(grep -c 'unknown.tsv:4: warning: HT942' err)" 1
printf 'status\textra\tid\r\naccepted\tx\t%s\r\n# end\n' "$a" >short.tsv
rc "columns in another order, none for the print, CR" 0 "$E" --to=xml --receipt=short.tsv -o next.xml "$in"
is "the id alone decides" "$(ids next.xml)" "$(sorted $b $rest)"
{ sed -n 1p receipt.tsv; grep "^$b" receipt.tsv | sed 's/rejected/accepted/'; } >later.tsv
rc "two receipts" 0 "$E" --to=xml --receipt=receipt.tsv --receipt=later.tsv -o next.xml "$in"
is "the later one counts" "$(ids next.xml)" "$(sorted $rest)"
rc "all forms take it" 0 "$E" --to=package --receipt=receipt.tsv --sent=again.tsv --manifest=m.json -o pkg "$in"
is "and list the rest" "$(cut -f1 again.tsv | sed 1d | sort | tr '\n' ' ')" "$(sorted $b $rest)"
is "the run's manifest balances" "$(python3 -c 'import json; m = json.load(open("m.json")); print(m["read"] - m["written"] - m["rejected"] - m["merged"])')" 0
"$E" --to=json --sent=some.tsv -o x "$in" 2>/dev/null
is "what a form sets aside was not sent" "$(sed 1d some.tsv | wc -l)" "$(wc -l <x)"
head -n 20 "$in" >cut.xml; cp sent.tsv before
rc "a run that fails" 3 "$E" --to=xml --sent=sent.tsv -o next.xml cut.xml
ok "leaves the earlier list" cmp sent.tsv before
i=0
while IFS='|' read -r text why; do
    i=$((i + 1)); printf "$text" >bad$i.tsv
    rc "$why is no receipt" 2 "$E" --to=xml --receipt=bad$i.tsv -o no "$in"
    rc "$why is refused before anything is written" 2 "$E" --to=xml --receipt=bad$i.tsv "$in"
    ok "$why: nothing on standard output" test ! -s out
done <<'LIST'
|an empty file
id\tprint\nKS.1\t0\n|a list without a status
id\tstatus\nKS.1\tmaybe\n|an unknown status
id\tstatus\n\taccepted\n|a line without an id
id\tstatus\tprint\nKS.1\taccepted\tXYZ\n|a print that is none
LIST
rc "a receipt that is not there" 3 "$E" --to=xml --receipt=nowhere.tsv -o no "$in"
tap_done

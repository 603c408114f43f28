# SPDX-License-Identifier: BSD-2-Clause
# hotich-normalize: golden folders; a second run changes nothing; locales make no difference.
. "$srcdir/tests/lib/tap.sh"
. "$srcdir/tests/lib/golden.sh"
golden "$srcdir/tests/tools/normalize"
for in in "$srcdir"/tests/tools/normalize/*/in.xml; do
    case=$(basename "$(dirname "$in")")
    "$T/hotich-normalize" -q "$in" >once 2>/dev/null
    "$T/hotich-normalize" -q once >twice 2>/dev/null
    ok "$case: a second run changes nothing" cmp once twice
    for locale in C vi_VN.UTF-8 tr_TR.UTF-8; do
        LC_ALL=$locale "$T/hotich-normalize" -q "$in" >other 2>/dev/null
        ok "$case: the same in $locale" cmp once other
    done
done
rc "an unknown normalizer is a bad invocation" 2 "$T/hotich-normalize" --only=nothing "$in"
rc "and so is none at all, which would look at nothing" 2 "$T/hotich-normalize" --only= "$in"
rc "a missing list is a bad invocation" 2 "$T/hotich-normalize" --lists=/nonexistent "$in"
"$T/hotich-normalize" -q --only=date "$in" >only 2>/dev/null
is "--only=date leaves names alone" "$(grep -c 'by="name"' only)" 0
"$T/hotich-normalize" -q --skip=date,number "$in" >skip 2>/dev/null
is "--skip takes groups" "$(grep -c 'by="\(date\|serial\)"' skip)" 0
printf '<hoTich xmlns="urn:hotich:1" v="1">\n<khaiSinh id="a">\n<nksHoTen>Nguyễn Thị Hòa</nksHoTen>\n</khaiSinh>\n<het n="1"/>\n</hoTich>\n' >tone.xml
is "--tone-style=new" "$("$T/hotich-normalize" -q --tone-style=new tone.xml 2>/dev/null | grep -c 'raw="Nguyễn Thị Hòa" by="tone" parts="1 1 1">Nguyễn Thị Hoà<')" 1

# A value may have 256 KiB: whatever is in it, time grows with its length only.
xml() { printf '<?xml version="1.0" encoding="UTF-8"?>\n<hoTich xmlns="urn:hotich:1" v="1">\n<khaiSinh id="a">\n'
    cat; printf '</khaiSinh>\n<het n="1"/>\n</hoTich>\n'; }
echo '<so>1</so>' | xml | "$T/hotich-export" -q --to=csv 2>/dev/null | sed -n '1{s/^\xef\xbb\xbf//;s/[",\r]/ /g;p;}' |
    tr -s ' ' '\n' | grep '^nks' >fields
for piece in ': ' '. ' '- ' 'năm ' '1/' 'Xã '; do
    printf "$(printf '%s' "$piece" | sed 's/-/\\055/')%.0s" $(seq 25000) >value
    while read -r field; do echo "<$field>$(cat value)</$field>"; done <fields | xml >long.xml
    timeout 60 "$T/hotich-normalize" -q long.xml >out 2>err
    is "25,000 times \"$piece\" in every field of a person" "$? $(grep -c '^</hoTich>' out)" "0 1"
done
tap_done

# SPDX-License-Identifier: BSD-2-Clause
# Open data: the figures are those of the entries, small ones are hidden, sums agree, and nobody is in it.
. "$srcdir/tests/lib/tap.sh"
E=$T/hotich-export
awk -v n=6000 -f "$srcdir/tests/lib/city.awk" >city.xml
rc "tables, dictionary and page are made" 0 "$E" --to=stats -o open city.xml
is "eleven files" "$(ls open | wc -l)" 11
is "they are private until somebody publishes them" "$(stat -c %a open open/* | sort -u | tr '\n' ' ')" "600 700 "
"$E" --to=stats -o again city.xml
ok "the same entries give the same bytes" diff -r open again
cat >check.py <<'PY'
import csv, sys
bad = []
def rows(name): return list(csv.DictReader(open('open/' + name, newline='')))
small = hidden = 0
for name in 'events births births-by-month births-mother-age deaths deaths-by-age marriages-husband-age marriages-wife-age'.split():
    table = rows(name + '.csv')
    dims = [c for c in table[0] if c not in ('unit_name', 'count', 'status')]
    at = {tuple(r[d] for d in dims): r for r in table}
    if len(at) != len(table): bad.append(name + ': a cell twice')
    for r in table:
        if (r['status'] == 'c') != (r['count'] == ''): bad.append(name + ': status and count differ')
        if r['count'] and 0 < int(r['count']) < 5: small += 1
        hidden += r['status'] == 'c'
    for i, d in enumerate(dims):                # every sum is that of its parts; one part cannot be hidden alone
        if d == 'register': continue
        sums = {}
        for key in at:
            if key[i] != '_T': sums.setdefault(key[:i] + ('_T',) + key[i + 1:], []).append(at[key])
        for key, parts in sums.items():
            secret = [r for r in parts + [at[key]] if r['status'] == 'c']
            if len(secret) == 1: bad.append('%s: %s alone is hidden' % (name, secret[0]))
            if not secret and sum(int(r['count']) for r in parts) != int(at[key]['count']): bad.append('%s: %s' % (name, key))
print(len(bad), 'wrong', small, 'small', hidden > 100, bad[:3])
PY
is "sums agree, none is small, none is hidden alone" "$(python3 check.py)" "0 wrong 0 small True []"
is "the sum of births is the number of entries" "$(awk -F, '$1 == "_T" && $3 == "_T" && $4 == "_T" { print $5 }' open/births.csv)" "$(grep -c '^<khaiSinh ' city.xml)"
is "ledgers are counted" "$(awk -F, 'NR > 1 { n += $3; d += $4 } END { print n, n - d }' open/ledgers.csv)" \
    "$(awk '/^<(khai|ket)/ { r = $1 } /<quyenSo>/ { q = $0 } /<noiDangKy/ { sub(/ .*>UBND/, ""); all[r, q, $0] = 1; k = r SUBSEP q SUBSEP $0 } /<diag/ { bad[k] = 1 }
        END { for (i in all) n++; for (i in bad) b++; print n, b }' city.xml)"
# Nobody: no word of a name, no date, no number of an entry, no text of a place, nothing of any sample.
for s in ks2008.csv ks2014.csv kh2006.csv ks1996.txt kt2012.txt; do "$T/hotich" run import "$srcdir/samples/$s" then normalize 2>/dev/null; done |
    grep -v '^<?xml\|hoTich\|^<het' >entries
{ printf '<hoTich xmlns="urn:hotich:1" v="1">\n'; cat entries; printf '<het n="%s"/>\n</hoTich>\n' "$(grep -c '^<so' entries)"; } >samples.xml
for in in samples city; do
    "$E" --to=stats -o "nobody-$in" $in.xml
    grep -E '^<[A-Za-z]*(HoTen|nguoiKy|nguoiThucHien|NgaySinh|NgayChet|ngayDangKy|So[A-Z]|so|ghiChu|QueQuan|NoiSinh|NoiCuTru|NoiChet|noiDangKy)[ >]' $in.xml |
        sed 's/^<[^>]*>//; s/<.*//' | grep -E '.{5}' | grep -vE '^[0-9]{4}$' | sort -u >values
    cat "nobody-$in"/* | grep -oFf values | sort -u >found
    is "no value of any entry of $in.xml is in it ($(wc -l <values) were looked for)" "$(head -n 5 found)" ""
done
rc "--suppress hides more" 0 "$E" --to=stats --suppress=20 -o more city.xml
is "and nothing below that is there" "$(cat more/b*.csv more/d*s*.csv more/e*.csv | awk -F, '$NF == "" && $(NF - 1) > 0 && $(NF - 1) < 20' | wc -l)" 0
rc "--suppress=2 would tell one of two on the other" 2 "$E" --to=stats --suppress=2 -o no city.xml
rc "a directory with other files stays as it is" 2 sh -c 'mkdir mine && echo 1 >mine/notes && exec "$0" --to=stats -o mine city.xml' "$E"
rc "nothing in, nothing out of the ordinary" 0 "$E" --to=stats -o none <<'XML'
<hoTich xmlns="urn:hotich:1" v="1">
<het n="0"/>
</hoTich>
XML
# Nobody knows of a file whether it was validated; where nothing says so, that is said.
told() { "$@" >out 2>err; echo "$? $(grep -c 'info: HT944' err)"; }
grep -v '^<diag' city.xml >unchecked.xml
is "entries without any finding may be unchecked, which is said" "$(told "$E" --to=stats -o un unchecked.xml)" "0 1"
is "… not of entries that have findings" "$(told "$E" --to=stats -o un city.xml)" "0 0"
is "… findings of other programs do not count" "$(sed 's/code="HT[3-7]/code="HT2/' city.xml >other.xml; told "$E" --to=stats -o un other.xml)" "0 1"
is "… and not where the chain validates" "$(told "$T/hotich" run validate -q --only=HT402 unchecked.xml then export --to=stats -o un)" "0 0"
head -n 400 city.xml >cut.xml
rc "a cut stream is a failure" 3 "$E" --to=stats -o open cut.xml
ok "and leaves the earlier tables" diff -r open again
years=$(sed -n 's/^<ngayDangKy[^>]*>\([0-9]*\).*/\1/p' city.xml | sort -u | sed -n '1p;$p' | tr '\n' ' ')
is "the page says from when to when" "$(sed -n 's/.*registered from \([0-9]*\) to \([0-9]*\)\..*/\1 \2 /p' open/index.html)" "$years"
is "… and its charts begin and end there" "$(grep -oE '<title>[0-9]{4}' open/index.html | cut -c 8- | sort -u | sed -n '1p;$p' | tr '\n' ' ')" "$years"
is "the page asks nobody for anything" "$(grep -cE 'https?://|<script|<link|@import' open/index.html)" 0
if [ -n "${XMLLINT:-}" ]; then
    sed -n '/^<main>/,/^<\/main>/p' open/index.html >main.xml
    ok "page and charts are well-formed" "$XMLLINT" --noout main.xml
fi
tap_done

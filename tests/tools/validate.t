# SPDX-License-Identifier: BSD-2-Clause
# hotich-validate as a filter: what passes, what is set aside, samples, selections, reports.  Rules have tests/rules.t.
. "$srcdir/tests/lib/tap.sh"
v=$T/hotich-validate
rules=$srcdir/tests/rules
entries() { grep -c '^<khaiSinh ' "$1"; }

# book N: N clean births of one volume
book() {
    awk -v n="$1" 'BEGIN {
        print "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<hoTich xmlns=\"urn:hotich:1\" v=\"1\">"
        for (i = 1; i <= n; i++) {
            printf "<khaiSinh id=\"KS.2008.01.%03d\" src=\"b.csv:%d\">\n<so>%03d/2008</so>\n<quyenSo>01/2008</quyenSo>\n", i, i + 1, i
            print "<ngayDangKy>2008-06-01</ngayDangKy>\n<noiDangKy>UBND xã Mỹ Lộc</noiDangKy>"
            printf "<nksHoTen>Lê Văn %c%c</nksHoTen>\n<nksNgaySinh>2008-05-%02d</nksNgaySinh>\n</khaiSinh>\n", 65 + i % 23, 97 + i % 19, 1 + i % 28
        }
        printf "<het n=\"%d\"/>\n</hoTich>\n", n }'
}
book 100 >book.xml
rc "a clean book is clean" 0 "$v" --fail-on=warning --diag=tsv book.xml
ok "and passes unchanged" cmp book.xml out
is "nothing is said about it" "$(wc -l <err | tr -d ' ')" 1

cat >spelled.csv <<'CSV'
Số,Quyển số,Ngày đăng ký,Nơi đăng ký,Họ tên trẻ,Giới tính,Ngày sinh,Dân tộc,Dân tộc mẹ,Dân tộc cha
1/2008,01/2008,03/01/2008,"UBND phường Bến Nghé, quận 1, TP. Hồ Chí Minh",Nguyễn Văn A,Nam,01/01/2008,Kinhh,Kinh,Kinh
1/2008,01/2008,03/01/2008,"UBND P. Bến Nghé, Q.1, TP.HCM",Nguyễn Văn B,Nam,01/01/2008,Kinh,Kinh,Kinh
CSV
"$T/hotich-import" spelled.csv 2>err | "$T/hotich-normalize" -q -o spelled.xml 2>err
rc "one unit spelled two ways is one book" 1 "$v" --only=HT304 --diag=tsv spelled.xml
is "and its number is there twice" "$(cut -f 2,7 err | tail -n 1)" "3	HT304"
rc "what normalize could not settle is not compared" 0 "$v" --only=HT512 --diag=tsv spelled.xml
is "so nobody looks twice" "$(wc -l <err | tr -d ' ')" 1

rc "an error makes the status 1" 1 "$v" "$rules/HT402/bad.xml"
ok "the entry has the finding" grep -q '<diag code="HT402" f="meNgaySinh" sev="error"/>' out
"$v" out >again 2>/dev/null
ok "a second run does not repeat it" cmp out again
# In 1970 a man of 19 could marry in the south (good.xml), one of 17 nowhere.
sed 's/1951-02-03/1953-02-03/' "$rules/HT601/good.xml" | "$v" --only=HT601 -o /dev/null 2>err
is "where two laws were in force, both must forbid it" "$(sed -n 's/.*:4: .*under \([0-9]*\) years.*/\1/p' err)" 18
"$v" -o /dev/null "$rules/HT307/bad.xml" 2>err
ok "pages that go back are named with their numbers" grep -q 'number 001 is on page 5).*trangSo="4"' err
rc "--drop-bad" 1 "$v" --drop-bad "$rules/HT304/bad.xml"
is "drops the bad entry alone" "$(entries out)" 1
rc "--rejects" 1 "$v" --rejects=bad.xml "$rules/HT304/bad.xml"
is "sets the bad entry aside" "$(entries out) $(entries bad.xml)" "1 1"
ok "the rejects are canonical XML" "$v" --skip=HT304 --fail-on=error -o /dev/null bad.xml
rc "--only by name" 0 "$v" --only=D01 "$rules/HT402/bad.xml"
rc "--skip by code" 0 "$v" --skip=HT402 "$rules/HT402/bad.xml"
for bad in --only=HT999 --only= --skip=Z01 --today=yesterday --sample=0% --sample=101% --sample=x --closing=x --profile=none \
    --report=x.pdf --scans=/nonexistent; do
    rc "$bad is a bad invocation" 2 "$v" "$bad" book.xml
done
rc "--against a missing file is no good" 3 "$v" --against=/nonexistent book.xml
"$v" --profile=hcmc --diag=tsv "$rules/HT305/bad.xml" >/dev/null 2>err
ok "a profile changes severities" grep -q '	error	HT305' err
printf 'rule\tsetting\tvalue\n-\tbase\tstandard\nHT402\tseverity\toff\n' >own.tsv
rc "a profile of one's own" 0 "$v" --profile=./own.tsv "$rules/HT402/bad.xml"
printf 'rule\tsetting\tvalue\n-\tbase\tstandard\nHT402\tnothing\t1\n' >own.tsv
rc "a wrong profile is refused" 2 "$v" --profile=./own.tsv book.xml

printf '\357\273\277rule\tsetting\tvalue\r\n-\tbase\tstandard\r\nHT402\tseverity\toff\r\n' >own.tsv
rc "a profile written with Notepad, named without a slash" 0 "$v" --profile=own.tsv "$rules/HT402/bad.xml"
printf 'rule\tsetting\tvalue\n-\tbase\tstandard\nHT4O2\tseverity\toff\n' >own.tsv
"$v" --profile=own.tsv book.xml >/dev/null 2>err
ok "a wrong row is shown" grep -q 'data row 2, "HT4O2 severity off"' err
"$v" --profile=bentre book.xml >/dev/null 2>err
"$v" --profile=./nowhere.tsv book.xml 2>own.err
ok "a file that is not there is named as it is" grep -q 'there is no profile nowhere.tsv;' own.err
ok "an unknown profile: what to do" grep -q 'there is no profile.*or a file of your own' err

sample() { "$v" --only=HT316 --sample=30% --seed="$1" --diag=tsv book.xml 2>&1 >/dev/null | grep HT316 | cut -f 3; }
sample 7 >a; sample 7 >b; sample 8 >c
is "30% of 100 are 30" "$(wc -l <a | tr -d ' ')" 30
ok "the same seed draws the same" cmp -s a b
ok "another seed draws others" sh -c '! cmp -s a c'

"$v" --against="$rules/HT791/second.xml" --diag=tsv "$rules/HT791/bad.xml" 2>&1 >/dev/null | grep HT791 >diff
is "a difference has place, field and both values" "$(cut -f 1,2,5,6,8 diff) $(grep -c 'Trần Thị Bích' diff)" \
    "so.csv	2	meHoTen	error	Trần Thị Bình 1"
keying() {
    printf '<hoTich xmlns="urn:hotich:1" v="1">\n<khaiSinh id="KS.2008.01.001" src="%s:2">\n<so>1/2008</so>\n' "$1"
    printf '<quyenSo>01/2008</quyenSo>\n<ngayDangKy>%s</ngayDangKy>\n<noiDangKy>%s</noiDangKy>\n' "$2" "$3"
    printf '<nksHoTen>%s</nksHoTen>\n<meHoTen>%s</meHoTen>\n</khaiSinh>\n<het n="1"/>\n</hoTich>\n' "$4" "$5"
}
keying one.csv 3/1/2008 'UBND xã Mỹ Lộc' 'Hoà  Thuý Lý' 'Vi Thị Quý, [Lan_Anh]' >one.xml
keying two.csv 03.01.2008 'UBND xã Mĩ Lộc' 'Hòa Thúy Lí' 'VI THỊ QUÍ (Lan-Anh)' >two.xml
rc "spacing, case, punctuation, tone marks and y for i are no errors" 0 "$v" --only=HT791,HT792,HT793,HT794 --diag=tsv --against=two.xml one.xml
is "they are shown as differences of form" "$(cut -f 5-7 err | tr '\n\t' ',:')" \
    "field:severity:code,ngayDangKy:info:HT792,noiDangKy:info:HT792,nksHoTen:info:HT792,meHoTen:info:HT792,"
keying two.csv 04/01/2008 'UBND xã Mỹ Lộc' 'Hòa Thúy Lì' 'Vi Thị Quy' >two.xml
"$v" --only=HT791,HT792,HT793,HT794 --diag=tsv --against=two.xml one.xml >/dev/null 2>err
is "another day or tone is one" "$(cut -f 5-7 err | tr '\n\t' ',:')" \
    "field:severity:code,ngayDangKy:error:HT791,nksHoTen:error:HT791,meHoTen:error:HT791,"
"$v" --redact --against="$rules/HT791/second.xml" "$rules/HT791/bad.xml" >/dev/null 2>err
is "--redact hides both" "$(grep -c 'Trần' err)" 0

rc "--report=FILE.csv" 1 "$v" --report=r.csv "$rules/HT304/bad.xml"
ok "has the finding" grep -q '"HT304"' r.csv
is "it begins with the mark that spreadsheets look for" "$(head -c 3 r.csv | od -An -tx1 | tr -d ' ')" efbbbf
keying s.csv '=1+1&quot;' 'UBND xã Mỹ Lộc' 'Lê An' 'Lê Bình' >formula.xml
"$v" --report=formula.csv formula.xml >/dev/null 2>&1
is "a formula is text in it" "$(grep -c ",\"'=1+1\"\"\"," formula.csv)" "$(grep -c '=1+1' formula.csv)"
rc "--report=FILE.html" 1 "$v" --report=r.html "$rules/HT304/bad.xml"
cat >page.py <<'PY'
import json, re
page = open('r.html', encoding='utf-8').read()
d = json.loads(re.search(r'<script type="application/json" id="data">(.*?)</script>', page, re.S).group(1))
words = set(re.findall(r'\bT\.(\w+)', page))
print(d['records'], d['bad'], len(d['s']) > 0, len(d['f']) > 0, 'KS' in d['regs'] or 'khaiSinh' in d['regs'], sorted(words - set(d['t'])))
PY
is "… its data are what the page reads: counts, findings, and every word that it shows" "$(python3 page.py)" "2 1 True True True []"
ok "has the finding, too" grep -q HT304 r.html
is "needs no network" "$(grep -cE '(src|href)="?http|url\(' r.html)" 0
printf '<hoTich xmlns="urn:hotich:1" v="1">\n<khaiSinh id="a" src="s:1">\n<so>&lt;/script&gt;</so>\n</khaiSinh>\n<het n="1"/>\n</hoTich>\n' >evil.xml
"$v" --report=evil.html evil.xml >/dev/null 2>&1
is "a value cannot end the script" "$(grep -c '</script>' evil.html)" 2
tap_done

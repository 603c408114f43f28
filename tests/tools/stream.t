# SPDX-License-Identifier: BSD-2-Clause
# The reader and both schemas agree: what one refuses, the others refuse; what tools write, all accept.
. "$srcdir/tests/lib/tap.sh"

cat >good.xml <<'X'
<?xml version="1.0" encoding="UTF-8"?>
<hoTich xmlns="urn:hotich:1" v="1">
<khaiSinh id="KS.2008.01.001" src="ks2008.csv:17" scan="KS.2008.01.2008-01-15.001.pdf" cluster="c1">
<so raw="1/2008" by="number">001/2008</so>
<ngayDangKy raw="15/1/08" by="date">2008-01-15</ngayDangKy>
<nksHoTen raw="NguyÔn" enc="TCVN3" conf="88">Nguyễn</nksHoTen>
<meNgaySinh by="age" suggest="1983">25T</meNgaySinh>
<chaHoTen state="unreadable"/>
<cotKhac ten="Tôn giáo" raw="PhËt" enc="TCVN3">Phật</cotKhac>
<cotKhac ten="&quot;x&quot;" raw="\x01"></cotKhac>
<diag code="HT202" f="meNgaySinh" sev="warning"/>
</khaiSinh>
<ketHon id="KH.2006.01.001">
<so>001/2006</so>
</ketHon>
<het n="2"/>
</hoTich>
X
refuses() { # refuses WHAT SED-SCRIPT: the mutated stream ends the reader with 3 and fails both schemas
    sed -E "$2" good.xml >bad.xml
    if cmp -s good.xml bad.xml; then tap_line "not ok" "$1: the mutation changes nothing"; return; fi
    "$T/hotich-import" -q bad.xml >out 2>err; a=$?
    if [ -n "${XMLLINT:-}" ]; then
        "$XMLLINT" --noout --schema "$T/data/hotich.xsd" bad.xml 2>/dev/null; b=$?
        "$XMLLINT" --noout --relaxng "$T/data/hotich.rng" bad.xml 2>/dev/null; c=$?
    else b=1 c=1; fi
    if [ $a = 3 ] && [ $b != 0 ] && [ $c != 0 ] && [ -s err ] && ! grep -q '</hoTich>' out; then tap_line ok "$1"
    else tap_line "not ok" "$1"; echo "# reader $a, xsd $b, rng $c"; sed 's/^/# /' err; fi
}
rc "a good stream" 0 "$T/hotich-import" good.xml
is "… comes out as it went in" "$(cat out)" "$(cat good.xml)"
if [ -n "${XMLLINT:-}" ]; then
    ok "XML Schema accepts it" "$XMLLINT" --noout --schema "$T/data/hotich.xsd" good.xml
    ok "RELAX NG accepts it" "$XMLLINT" --noout --relaxng "$T/data/hotich.rng" good.xml
else
    skip "schemas" "no xmllint"
fi

# Each field name in turn: unknown, doubled, misplaced.
for f in so ngayDangKy nksHoTen meNgaySinh; do
    refuses "unknown element $f" "s/<(\/?)$f([ >])/<\1${f}X\2/g"
    refuses "doubled $f" "s/^(<$f[ >].*)\$/\1\1/"
done
refuses "a thousand attributes" "s|<nksHoTen|&$(seq -f ' a%g=\"\"' 1000 | tr -d '\n')|"
refuses "misplaced so" '/^<so raw/d; s/^(<nksHoTen.*)$/\1<so>1<\/so>/'
refuses "misplaced cotKhac" '/^<cotKhac/d; s/^(<so raw.*)$/<cotKhac ten="x">y<\/cotKhac>\1/'
refuses "cotKhac behind diag" '/^<cotKhac/d; s/^(<diag.*)$/\1<cotKhac ten="x">y<\/cotKhac>/'
refuses "diag before a field" '/^<diag/d; s/^(<so raw.*)$/<diag code="HT202" sev="error"\/>\1/'
refuses "unknown register" 's/<(\/?)ketHon/<\1ketHonX/'
refuses "register in a register" 's/^<so>001/<khaiTu id="x"\/>&/'
refuses "no trailer" '/^<het/d'
refuses "two trailers" 's/^<het n="2"\/>/&&/'
refuses "trailer before the last record" '/^<het/d; s/^<ketHon/<het n="1"\/>&/'
refuses "trailer without n" 's/<het n="2"/<het/'
refuses "trailer with another attribute" 's/<het n="2"/<het m="2"/'
refuses "n is no number" 's/<het n="2"/<het n="two"/'
refuses "n is negative" 's/<het n="2"/<het n="-2"/'
refuses "n is empty" 's/<het n="2"/<het n=""/'
refuses "text in the trailer" 's/<het n="2"\/>/<het n="2">x<\/het>/'
refuses "no version" 's/ v="1"//'
refuses "another version" 's/ v="1"/ v="2"/'
refuses "attribute on the root" 's/ v="1"/& w="1"/'
refuses "another namespace" 's/urn:hotich:1/urn:hotich:2/'
refuses "no namespace" 's/ xmlns="urn:hotich:1"//'
refuses "another root" 's/hoTich( |>)/hoTichX\1/'
refuses "record without id" 's/ id="KH.2006.01.001"//'
refuses "record with an empty id" 's/ id="KH.2006.01.001"/ id=""/'
refuses "unknown record attribute" 's/<ketHon /<ketHon x="1" /'
refuses "unknown field attribute" 's/<so raw/<so roh/'
refuses "field attribute twice" 's/<so raw/<so raw="1" raw/'
refuses "conf above 100" 's/conf="88"/conf="101"/'
refuses "conf is no number" 's/conf="88"/conf="high"/'
refuses "conf is negative" 's/conf="88"/conf="-1"/'
refuses "conf is empty" 's/conf="88"/conf=""/'
refuses "unknown state" 's/state="unreadable"/state="torn"/'
refuses "empty state" 's/state="unreadable"/state=""/'
refuses "enc of two words" 's/enc="TCVN3"/enc="TCVN 3"/'
refuses "empty enc" 's/enc="TCVN3"/enc=""/'
refuses "empty enc of a cotKhac" 's/(PhËt" enc=)"TCVN3"/\1""/'
refuses "empty by" 's/by="date"/by=""/'
refuses "by with a comma" 's/by="date"/by="date,space"/'
refuses "element in a field" 's/>2008-01-15</><b>2008<\/b></'
refuses "diag without code" 's/ code="HT202"//'
refuses "diag with a bad code" 's/HT202/HT2022/'
refuses "diag with a small code" 's/HT202/ht202/'
refuses "diag for an unknown field" 's/f="meNgaySinh"/f="meNgayChet"/'
refuses "diag for another register" 's/f="meNgaySinh"/f="chongHoTen"/'
refuses "diag with an unknown severity" 's/sev="warning"/sev="fatal"/'
refuses "diag without severity" 's/ sev="warning"//'
refuses "text in diag" 's/sev="warning"\/>/sev="warning">x<\/diag>/'
refuses "cotKhac without name" 's/ ten="Tôn giáo"//'
refuses "cotKhac with another attribute" 's/ ten="Tôn giáo"/& x="1"/'
refuses "element in cotKhac" 's/>Phật</><b\/></'
refuses "text between fields" 's/^<nksHoTen/x&/'
refuses "text between records" 's/^<ketHon/x&/'
refuses "text before the trailer" 's/^<het/x&/'
refuses "no end" '/^<\/hoTich>/d'
refuses "text behind the end" 's/<\/hoTich>/&x/'
refuses "two documents" 's/<\/hoTich>/&<hoTich\/>/'
refuses "a tag too many" 's/<\/ketHon>/&<\/ketHon>/'
refuses "a bare ampersand" 's/>001\/2006/>A\&B/'

# What only the reader can refuse.
reader_refuses() {
    "$T/hotich-import" -q bad.xml >out 2>err; a=$?
    if [ $a = 3 ] && [ -s err ] && ! grep -q '</hoTich>' out; then tap_line ok "$1"; else
        tap_line "not ok" "$1"; echo "# exit status $a"; sed 's/^/# /' err; fi
}
sed 's/<het n="2"/<het n="3"/' good.xml >bad.xml; reader_refuses "wrong count"
sed '1a <!DOCTYPE hoTich [<!ENTITY a "b">]>' good.xml >bad.xml; reader_refuses "DOCTYPE"
sed '1a <?php x?>' good.xml >bad.xml; reader_refuses "processing instruction"
sed 's/>001\/2006/>\&lol;/' good.xml >bad.xml; reader_refuses "unknown entity"
printf '<?xml version="1.0"?>\n<hoTich xmlns="urn:hotich:1" v="1">\n<khaiSinh id="a">\n<so>' >bad.xml
head -c 300000 /dev/zero | tr '\0' x >>bad.xml
printf '</so>\n</khaiSinh>\n<het n="1"/>\n</hoTich>\n' >>bad.xml; reader_refuses "a value that is too long"
awk 'BEGIN { print "<?xml version=\"1.0\"?>\n<hoTich xmlns=\"urn:hotich:1\" v=\"1\">\n<khaiSinh id=\"a\">"
    for (i = 0; i < 90000; i++)
        print "<cotKhac ten=\"" i "\">01234567890123456789012345678901234567890123456789</cotKhac>"
    print "</khaiSinh>\n<het n=\"1\"/>\n</hoTich>" }' >bad.xml; reader_refuses "a record that is too long"
tap_done

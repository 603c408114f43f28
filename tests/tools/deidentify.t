# SPDX-License-Identifier: BSD-2-Clause
# --deidentify: nothing that points to a person survives, in any sample and any form; the same person stays the same.
. "$srcdir/tests/lib/tap.sh"
E=$T/hotich-export
for s in ks2008.csv ks2008-nhap-lai.csv ks2014.csv kh2006.csv ks1996.txt kt2012.txt; do
    "$T/hotich" run import "$srcdir/samples/$s" then normalize then validate then dedupe >"$s.xml" 2>/dev/null
    "$T/hotich-import" -q "$srcdir/samples/$s" >"raw-$s.xml" 2>/dev/null
done
head -c 32 /dev/urandom >key; chmod 600 key
# All contents, raw forms and names of files of an entry, but for words of lists, years and provinces.
values() { sed -n 's/^<[a-zA-Z]*\( [^>]*\)\{0,1\}>\([^<]*\)<.*/\2/p; s/.* raw="\([^"]*\)".*/\1/p; s/.* id="\([^"]*\)".*/\1/p; s/.* scan="\([^"]*\)".*/\1/p' "$1" |
    grep -vE '^([0-9]{4}|[0-9]{1,3}T?|.{1,4})$' | sort -u; }
lists() { cut -f4,5 "$srcdir/data/codes.tsv" | tr '\t;' '\n\n'; cut -f2- "$srcdir/data/countries.tsv" | tr '\t;' '\n\n'; cut -f5 "$srcdir/data/provinces.tsv"; printf '%s\n' 'Việt Nam' 'thành phố Hồ Chí Minh'; }
lists | sort -u >known
for s in *.csv.xml *.txt.xml; do
    for form in xml csv json qcvn109; do
        rc "$s as $form" 0 "$E" --to=$form --deidentify --key=key --fail-on=error -o out.$form "$s" >/dev/null 2>&1
        tap_n=$((tap_n - 1))
        "$E" -q --to=$form --deidentify --key=key -o out.$form "$s" 2>/dev/null
        values "$s" | grep -vxFf known >secret
        grep -oFf secret out.$form | sort -u | head -n 3 | sed "s|^|$s $form: |"
    done
done 2>/dev/null | grep -v '^\(not \)\{0,1\}ok\|^#' >found
is "no value of an entry is found in any form of any sample" "$(cat found)" ""
s=ks2008.csv.xml
"$E" -q --to=xml --deidentify --key=key -o a.xml $s; "$E" -q --to=xml --deidentify --key=key -o b.xml $s
ok "the same key gives the same bytes" cmp a.xml b.xml
"$E" -q --to=xml --deidentify -o c.xml $s; "$E" -q --to=xml --deidentify -o d.xml $s
is "without a key no two runs have a pseudonym in common" "$(grep -oh 'Ẩn Danh [^<]*' c.xml d.xml | sort -u | wc -l)" \
    "$((2 * $(grep -oh 'Ẩn Danh [^<]*' c.xml | sort -u | wc -l)))"
is "all entries are there" "$(grep -c '^<khaiSinh ' a.xml)" "$(grep -c '^<khaiSinh ' $s)"
is "no ethnic group is" "$(grep '^<[a-z]*DanToc' a.xml | grep -vc 'DanToc state="[a-z]*"/>')" 0
is "dates are years" "$(grep -E '^<[A-Za-z]*(Ngay|ngay)[A-Za-z]*[ >]' a.xml | grep -vcE '>([0-9]{4}|[0-9]+T)?<|state=')" 0
is "no remark, raw form, hint or way of reading is left" "$(grep -cE ' (raw|by|enc|suggest|note|parts|now|conf)=|<ghiChu|<them' a.xml)" 0
is "places are provinces" "$(grep -E '^<[A-Za-z]*(QueQuan|NoiSinh|NoiCuTru|noiDangKy)[ >]' a.xml | grep -vcE ' code="[0-9][0-9]" list="provinces')" 0
if [ -n "${XMLLINT:-}" ]; then ok "the schema takes it" "$XMLLINT" --noout --schema "$builddir/data/hotich.xsd" a.xml; fi
# The same person, the same pseudonym; another year of birth, another person.
person() { printf '<khaiSinh id="%s" src="a:%s"><nksHoTen>%s</nksHoTen><nksNgaySinh>%s</nksNgaySinh><meHoTen>%s</meHoTen><meNgaySinh>%s</meNgaySinh></khaiSinh>\n' "$@"; }
{ echo '<hoTich xmlns="urn:hotich:1" v="1">'; person 1 1 'Lê Thị Ân' 1990-02-03 'Võ Thị Hai' 1960; person 2 2 'Trần An' 2015-01-01 'LÊ THỊ ÂN' 1990
  person 3 3 'Lê Thị An' 1990 'Lê Thị Ân' 1991; echo '<het n="3"/></hoTich>'; } >kin.xml
"$E" -q --to=csv --columns=nksHoTen,meHoTen --deidentify --key=key kin.xml 2>/dev/null | sed 1d >kin.csv
is "a child and later a mother is one person" "$(sed -n 1p kin.csv | cut -d, -f1)" "$(sed -n 2p kin.csv | cut -d, -f2)"
is "another mark or another year is another one" "$(cut -d, -f1,2 kin.csv | tr ',' '\n' | sort -u | wc -l)" 5
"$E" --diag=tsv --diag-file=diag --to=moj --deidentify --key=key -o moj $s >/dev/null 2>&1
is "messages do not name anybody either" "$(values $s | grep -vxFf known | grep -oFf - diag | head -n 3)" ""
chmod 644 key; rc "a key that others can read is refused" 2 "$E" --to=xml --deidentify --key=key -o no $s
chmod 600 key; echo short >tiny; chmod 600 tiny; rc "so is a short one" 2 "$E" --to=xml --deidentify --key=tiny -o no $s
rc "--key alone makes no sense" 2 "$E" --to=xml --key=key -o no $s
rc "nor does a receipt for entries that have no name any more" 2 "$E" --to=xml --deidentify --sent=x -o no $s
tap_done

# SPDX-License-Identifier: BSD-2-Clause
# Reading on several threads: the records and the messages of one thread, whatever the stream looks like.
. "$srcdir/tests/lib/tap.sh"
"$T/bench/make-families" 4000 8 >in.xml 3>/dev/null
lines=$(wc -l <in.xml)

# same WHAT FILE: one thread and three give the same bytes, messages and exit status.
same() {
    for j in 1 3; do
        hotich-dedupe --jobs=$j -o "$j.xml" "$2" 2>"$j.err"; echo "$?" >>"$j.err"
        test -f "$j.xml" || echo "no output" >"$j.xml"
    done
    ok "$1: the same records" cmp 1.xml 3.xml
    ok "$1: the same messages" cmp 1.err 3.err
    rm 1.xml 3.xml
}
at() { sed "$((lines * $1 / 100))$2" in.xml; }

same "a good stream" in.xml
at 40 'i <!-- a comment --><!--\
<khaiSinh id="no record">\
-->' >x.xml
same "comments" x.xml
is "which hide what is in them" "$(tail -n 1 1.err)" 1
sed -e "$((lines * 60 / 100)),\$s|<nksDanToc>Kinh<|<nksDanToc><![CDATA[Kinh]]><|" in.xml >x.xml
same "CDATA sections" x.xml
sed 's/<hoTich xmlns="urn:hotich:1" v="1">/<hoTich  v="1" xmlns="urn:hotich:1">/' in.xml >x.xml
same "another writer's head" x.xml
at 50 'i <soKhac>1</soKhac>' >x.xml
same "an unknown element" x.xml
is "which is a failure" "$(tail -n 1 1.err)" 3
ok "at its line" grep -q ":$((lines * 50 / 100)): " 1.err
at 70 's/<\/[a-zA-Z]*>//' >x.xml
same "a tag that is not closed" x.xml
at 30 's/^.*$/\&amp;\&none;/' >x.xml
same "an unknown entity" x.xml
{ head -c 1500000 in.xml; printf '\377\376'; tail -c +1500001 in.xml; } >x.xml
same "bytes that are no UTF-8" x.xml
head -c 1600000 in.xml >x.xml
same "a stream that is cut off" x.xml
sed 's/<het n="/&1/' in.xml >x.xml
same "a wrong count" x.xml
sed '/^<het /d' in.xml >x.xml
same "no trailer" x.xml
at 20 's/^<khaiSinh /<!DOCTYPE x><khaiSinh /' >x.xml
same "a document type in the middle" x.xml
sed "$((lines / 2)),\$s/^<khaiSinh id=\"[^\"]*\"/<khaiSinh/" in.xml >x.xml
same "records without id" x.xml
cat in.xml in.xml >x.xml
same "two documents in one file" x.xml
gzip -c in.xml >x.xml
same "a packed stream" x.xml
ok "a pipe" sh -c "cat in.xml | hotich-dedupe -q --jobs=3 -o p.xml 2>/dev/null; hotich-dedupe -q --jobs=1 -o f.xml in.xml 2>/dev/null; cmp p.xml f.xml"
tap_done

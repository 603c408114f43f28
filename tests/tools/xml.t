# SPDX-License-Identifier: BSD-2-Clause
# Streams that no program of the family takes, and what they say (HT0nn).
. "$srcdir/tests/lib/tap.sh"
. "$srcdir/tests/lib/golden.sh"
golden "$srcdir/tests/tools/xml"

# A start tag with attributes without end: the parser compares each with all others.
many() { printf '<%s' "$1"; awk 'BEGIN { for (i = 0; i < 100000; i++) printf " %s%d=\"1\"", ARGV[1], i }' "$2"; printf '/>'; }
for kind in a xmlns:a; do
    { printf '<hoTich xmlns="urn:hotich:1" v="1">'; many khaiSinh $kind; } >many.xml
    rc "a record with 100,000 $kind= is refused" 3 timeout 20 "$T/hotich-normalize" many.xml
    ok "for that" grep -q 'HT008: a start tag with hundreds of attributes' err
    { printf '<table><row>'; many so $kind; } >other.xml
    rc "and so is other XML" 3 timeout 20 "$T/hotich-import" --from=xml other.xml
    ok "for that" grep -q 'HT154: .*: a start tag with hundreds of attributes' err
done
tap_done

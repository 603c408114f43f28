# SPDX-License-Identifier: BSD-2-Clause
# --redact: no value of a field of any sample is in any message, diagnostics file or report of any tool.
. "$srcdir/tests/lib/tap.sh"
# Contents and raw forms of fields that hold more than a code, a year or a word that messages have themselves.
# Where an entry stands in its ledger is no personal datum, and what a message is about.
values() { sed -n '/^<\(so\|quyenSo\|trangSo\)[ >]/d; s/^<[a-zA-Z]*\( [^>]*\)\{0,1\}>\([^<]*\)<.*/\2/p; s/.* raw="\([^"]*\)".*/\1/p; s/.* suggest="\([^"]*\)".*/\1/p' "$@" |
    grep -E '.{5}' | grep -vE '^[0-9]{4,5}$' | sort -u; }
common() { cut -f4,5 "$srcdir/data/codes.tsv" | tr '\t;' '\n\n'; printf '%s\n' 'Kinh' 'Việt Nam'; }
common | sort -u >common
for s in "$srcdir"/samples/*.csv "$srcdir"/samples/*.txt; do
    n=${s##*/}; D="--redact -v --diag=tsv --max-diags=0"
    "$T/hotich-import" $D --diag-file=i.tsv --rejects=rej -o "$n.1" "$s" 2>i.err
    "$T/hotich-normalize" $D --diag-file=n.tsv -o "$n.2" "$n.1" 2>n.err
    "$T/hotich-validate" $D --diag-file=v.tsv --report=v.html -o "$n.3" "$n.2" 2>v.err
    "$T/hotich-validate" --redact --report=v.csv -o "$n.3" "$n.2" 2>g.err
    "$T/hotich-dedupe" $D --diag-file=d.tsv -o "$n.4" "$n.3" 2>d.err
    for form in xml csv json qcvn109; do "$T/hotich-export" $D --diag-file=e-$form.tsv --to=$form -o out "$n.4" 2>e-$form.err; done
    "$T/hotich-export" $D --diag-file=m.tsv --to=moj -o moj "$n.4" 2>m.err
    "$T/hotich-normalize" --redact --diag=json -o out "$n.1" 2>j.err
    values "$n".[123] | grep -vxFf common >secret
    printf 'all\t%s\n' "$(wc -l <secret)"
    for f in *.tsv *.err v.html v.csv; do grep -oFf secret "$f" | sort | uniq -c | sort -rn | head -n 2 | sed "s|^|$n $f: |"; done
done >found
is "no value of $(awk '/^all/ { n += $2 } END { print n }' found) is told" "$(grep -v '^all' found | head -n 12)" ""
ok "there was something to tell" test "$(cat ./*.tsv | wc -l)" -gt 20
tap_done

# SPDX-License-Identifier: BSD-2-Clause
# The lists in data/: sorted, unique by code and day, in NFC, parents and successors exist, lives do not overlap,
# each with its origin in SOURCES.
. "$srcdir/tests/lib/tap.sh"
d=$srcdir/data
for list in codes countries districts communes ethnic_groups lunar_years place_aliases provinces unit_types; do
    f=$d/$list.tsv
    tail -n +2 "$f" | LC_ALL=C sort -c 2>/dev/null; is "$list is sorted" $? 0
    is "$list: every row has the header's columns" \
        "$(awk -F'\t' 'NR == 1 { n = NF } NF != n { print FNR }' "$f" | head -n 3)" ""
    is "$list: no row twice" "$(LC_ALL=C sort "$f" | uniq -d | head -n 3)" ""
    is "$list: no combining marks, no carriage returns" "$(LC_ALL=C grep -nP '\xCC[\x80-\xBF]|\xCD[\x80-\xAF]|\r' "$f" | head -n 3)" ""
    ok "$list is in SOURCES" grep -qE "(^|[ ,])$list\.tsv" "$d/SOURCES"
done
for list in provinces districts communes; do
    is "$list: one life after the other" "$(awk -F'\t' 'NR > 1 { if ($1 == code && (to == "" || $2 <= to)) print $1
        code = $1; to = $3 }' "$d/$list.tsv" | head -n 3)" ""
    is "$list: days are days" "$(awk -F'\t' 'NR > 1 { for (i = 2; i <= 3; i++)
        if ($i != "" && $i !~ /^[12][0-9][0-9][0-9]-[01][0-9]-[0-3][0-9]$/) print $1 }' "$d/$list.tsv" | head -n 3)" ""
done
parents='NR == FNR { if (FNR > 1) known[$1] = 1; next } FNR > 1 && $k != "" && !known[$k] { print $1 ": " $k }'
is "districts lie in provinces" "$(awk -F'\t' -v k=6 "$parents" "$d/provinces.tsv" "$d/districts.tsv" | head -n 3)" ""
is "communes lie in districts" "$(awk -F'\t' -v k=6 "$parents" "$d/districts.tsv" "$d/communes.tsv" | head -n 3)" ""
is "communes lie in provinces" "$(awk -F'\t' -v k=7 "$parents" "$d/provinces.tsv" "$d/communes.tsv" | head -n 3)" ""
is "today's communes exist" "$(awk -F'\t' -v k=8 "$parents" "$d/communes.tsv" "$d/communes.tsv" | head -n 3)" ""
is "today's provinces exist" "$(awk -F'\t' -v k=7 "$parents" "$d/provinces.tsv" "$d/districts.tsv" | head -n 3)" ""
is "other names mean units of the lists" "$(cat "$d/provinces.tsv" "$d/districts.tsv" | awk -F'\t' '
    NR == FNR { known[$1] = 1; next } FNR > 1 { n = split($5, c, ";"); for (i = 1; i <= n; i++) { sub(/\*$/, "", c[i])
    if (!known[c[i]]) print $1 ": " c[i] } }' - "$d/place_aliases.tsv" | head -n 3)" ""
tap_done

# SPDX-License-Identifier: BSD-2-Clause
# Bytes 20 to FF against ICU's uconv, where it knows the encoding (its text brought into NFC, as ours is).  What differs is
# listed here with the reason; the rows are "set, ICU's name, bytes that differ".
. "$srcdir/tests/lib/tap.sh"
if ! command -v uconv >/dev/null; then
    echo '1..0 # SKIP no uconv (Debian: icu-devtools)'
    exit 0
fi
i=32
while [ $i -lt 256 ]; do printf "\\$(printf %03o $i)\n"; i=$((i + 1)); done >bytes
# 7F of CP437 and CP850: ICU swaps it with 1A, as DOS drew a house there; E6 of CP437 is the micro sign, U+00B5: both
# stand for it, but TCVN3 needs the byte back, which widening by the micro sign gives.
while read -r set icu differ; do
    uconv -f "$icu" -t UTF-8 -x any-nfc bytes >theirs 2>/dev/null
    "$T/hotich-convert" -q -f "$set" bytes >ours 2>/dev/null
    is "$set, $icu" "$(paste theirs ours | awk -F'	' '{ if ($1 != $2) printf "%s%02X", n++ ? " " : "", NR + 31 }')" "$differ"
done <<'END'
CP1252 windows-1252
CP1258 windows-1258
CP437 ibm-437 7F E6
CP850 ibm-850 7F
MACROMAN macos-0_2-10.2
IBM1129 ibm-1129
END
for set in CP1252 CP1258 MACROMAN; do
    case $set in CP1252) icu=windows-1252 ;; CP1258) icu=windows-1258 ;; *) icu=macos-0_2-10.2 ;; esac
    printf 'Hoàng Ngọc Ánh\nLê Quý Đôn\ncà phê\nVũ\n' >text
    "$T/hotich-convert" -q -f UTF-8 -t $set text 2>/dev/null >coded
    uconv -f $icu -t UTF-8 -x any-nfc coded >back 2>/dev/null
    is "what is written in $set reads the same there" "$(cat back)" "$("$T/hotich-convert" -q -f $set coded 2>/dev/null)"
done
tap_done

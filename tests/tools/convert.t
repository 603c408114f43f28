# SPDX-License-Identifier: BSD-2-Clause
# Golden folders of hotich-convert, and what they cannot show: long input in constant memory, cuts in the middle of
# letters, every encoding there and back.
. "$srcdir/tests/lib/tap.sh"
. "$srcdir/tests/lib/golden.sh"
golden "$srcdir/tests/tools/convert"

C=$T/hotich-convert
awk 'BEGIN { for (i = 0; i < 4000; i++) printf "%d\tNguyễn Văn Hưởng\tấp Đông Hòa, xã Mỹ Lộc – “Tổ %d”\r\n", i, i % 7 }' >text
tr -d '–“”' <text | sed 's/  */ /g' >simple
for set in $("$C" -l | cut -f1); do
    case $set in
    # No capitals with a tone, or a letter less: what went over must come back the same the second time.
    TCVN3|TCVN3H|VIETWARE-F|VNU) "$C" -f UTF-8 -t $set simple -q >once 2>err; "$C" -f $set once -q >back 2>err
        "$C" -f UTF-8 -t $set back -q >twice 2>err; ok "$set comes back" cmp once twice ;;
    CP437|CP850|CP1252|ISO-8859-1|MACROMAN|IBM1130|IBM1164) ;;
    *) "$C" -f UTF-8 -t "$set" simple >once 2>err && "$C" -f "$set" once >back 2>err; ok "$set comes back" cmp simple back ;;
    esac
done

# A line without end: cut between letters, never within one.
for set in VNI-WIN CP1258 UTF-16LE UTF-8; do
    awk 'BEGIN { for (i = 0; i < 60000; i++) printf "Nguyễnvănhưởng" }' >long
    "$C" -f UTF-8 -t $set long >once 2>err && "$C" -f $set once >back 2>err
    ok "$set: a line of a megabyte" cmp long back
done

# Ten times the input, the same memory (addresses, which is more than what is resident).
if [ -z "${HOTICH_SANITIZED:-}" ]; then
    "$C" -f UTF-8 -t TCVN3 simple -q >one 2>err
    for i in 1 2 3 4 5 6 7 8 9 10 11 12 13 14 15 16 17 18 19 20; do cat one; done >ten
    ok "memory does not grow with the input" sh -c 'ulimit -v 60000; "$1" -f TCVN3 ten >out' - "$C"
fi
tap_done

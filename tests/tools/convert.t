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

# What a column has taught must not hide what is odd about a cell of words that it knows, each time the same.
awk 'BEGIN {
    split("Lê Văn Hải,Trần Thị Hưng,Đỗ Thị Bích Hạnh,Hoàng Nam,TP. Hồ Chí Minh,lê văn hải,ĐỖ THỊ HẠNH,hồ Chí MINH", name, ",")
    for (i = 0; i < 4000; i++) print name[i % 8 + 1]
}' >names
"$C" -f UTF-8 -t TCVN3 names -q >column 2>err
printf 'L\xaa V\xa8n Hng\nL\xaa V?n H\xb6i\nL\xaa V\xa8n Ho1ng\n' >>column
"$C" column >out 2>err
is "damage in a column that is known" "$(sed -n 's/.*column:\([0-9]*\): warning: HT1[39][0-9]: something was lost.*/\1/p' err | tr '\n' ' ')" "4001 4002 4003 "
printf '\xa7\xe7 TH\xde b\xdd\nTP. H\xe5 CH\xdd Minh\n' >>column
"$C" -q column 2>err | tail -n 2 >out
is "… and capitals" "$(cat out)" "Đỗ THỊ bí
TP. Hồ CHÍ Minh"
awk 'BEGIN {
    srand(1)
    n = split("B,CH,D,GI,H,KH,L,M,N,NG,NH,PH,QU,R,S,T,TH,TR,V,X", onset, ",")
    m = split("à,á,ả,ạn,àng,áng,ảnh,ạc,án,ài,áo,ành,át,ạt,ám,ảm,ày,áy,ảy,ạy", rhyme, ",")
    for (i = 0; i < 5000; i++) {
        printf "Lê văn"
        for (k = 0; k < 3; k++) printf " %s%s", onset[int(rand() * n) + 1], rhyme[int(rand() * m) + 1]
        print ""
    }
}' >mixed
"$C" -f UTF-8 -t TCVN3 mixed -q >column 2>err
for i in 1 2 3 4; do "$C" column -q 2>&1 | cksum; done | sort -u >sums
is "four runs say the same" "$(wc -l <sums | tr -d ' ')" 1

# Ten times the input, the same memory (addresses, which is more than what is resident).
if [ -z "${HOTICH_SANITIZED:-}" ]; then
    "$C" -f UTF-8 -t TCVN3 simple -q >one 2>err
    for i in 1 2 3 4 5 6 7 8 9 10 11 12 13 14 15 16 17 18 19 20; do cat one; done >ten
    ok "memory does not grow with the input" sh -c 'ulimit -v 60000; "$1" -f TCVN3 ten >out' - "$C"
fi
tap_done

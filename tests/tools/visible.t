# SPDX-License-Identifier: BSD-2-Clause
# Names of files and values come from strangers: in a message they never act on the terminal, break the line or
# turn the order of the text around.
. "$srcdir/tests/lib/tap.sh"
esc=$(printf '\033[31m')
csi=$(printf '\302\2332J')
rlo=$(printf '\342\200\256')
bad=$(printf '\377')
nl='
'
# Bytes that act: C0 but the line end, DEL, C1, marks of direction, and what is no UTF-8.
harmful() { LC_ALL=C tr -d '\n' <err | LC_ALL=C grep -c "$(printf '[\001-\037\177]\|\302[\200-\237]\|\342\200[\250-\256]\|\377')"; }

run() { "$@" >out 2>err; }

# The same names in canonical XML, which is text.
cp "$srcdir/samples/ks2008-trang14.png" "$W/a$esc$bad.png"
run hotich-import "$W/a$esc$bad.png"
if grep -q 'HT150\|configure found no' err; then skip "a picture's name in canonical XML" "no OCR in this build"
else
    ok "a picture's name in canonical XML" grep -q 'scan="[^"]*a\\x1B\[31m\\xFF.png"' out
    mv out page.xml
    rc "which is well-formed" 0 hotich-normalize --only=space page.xml
fi
mkdir "$W/in"
name="a$esc${nl}b$csi$rlo$bad.csv"
printf 'quyenSo,so,ngayDangKy,noiDangKy,nksHoTen,nksNgaySinh\n01/2008,1/2008,3/1/2008,Huế,%s,1/1/2008\n' \
    "Lê $csi$rlo An" >"$W/in/$name"
run hotich-import "$W/in/$name"
is "the name of a file is one line" "$(grep -c . err)" 1
is "and it does nothing on the terminal" "$(harmful)" 0
is "but is seen" "$(grep -c 'a\\x1B\[31m\\nb\\u009B2J\\u202E\\xFF.csv:1: info' err)" 1
printf 'so,quyenSo,ngayDangKy,noiDangKy,x%s\n1/2008,01/2008,3/1/2008,Huế,a\001\n' "$rlo" >"$W/column.csv"
run hotich-import "$W/column.csv"
is "nor does the name of a column" "$(harmful) $(grep -c 'HT112.*: x\\u202E=' err)" "0 1"
run hotich-import "$W/no$esc$nl$bad"
is "nor does the name of a file that is missing" "$(harmful) $(grep -c . err)" "0 1"
run hotich-import "--from=$esc" "$W/in/$name"
is "nor an option's value" "$(harmful)" 0
run hotich batch -v -o "$W/got" "$W/in"
is "nor a ledger of a batch" "$(harmful) $(grep -c ' done' err)" "0 2"

cat >"$W/x.xml" <<E2
<hoTich xmlns="urn:hotich:1" v="1">
<khaiSinh id="a&#x9b;" src="x&#x9b;2J&#x202e;:&#x85;"><so>1$rlo</so></khaiSinh>
<khaiSinh id="KS.1.1.1"><so>2$rlo</so></khaiSinh>
<het n="2"/></hoTich>
E2
run hotich-normalize --only=serial "$W/x.xml"
is "nor a value or a place in canonical XML" "$(harmful)" 0
is "an entry without a place is named by its id" "$(grep -c '^hotich-normalize: KS.1.1.1: warning: ' err)" 1
tap_done

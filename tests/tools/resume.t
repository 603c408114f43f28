# SPDX-License-Identifier: BSD-2-Clause
# A package run that is killed with -9 in the middle of a --split: the next one takes over what was finished.
. "$srcdir/tests/lib/tap.sh"
E=$T/hotich-export

awk 'BEGIN { print "<hoTich xmlns=\"urn:hotich:1\" v=\"1\">"
    for (i = 1; i <= 30000; i++)
        printf "<khaiSinh id=\"%d\" src=\"a:%d\">\n<so>%d/2008</so>\n<quyenSo>0%d/2008</quyenSo>\n" \
            "<nksHoTen>Lê %d</nksHoTen>\n</khaiSinh>\n", i, i + 1, i, 1 + i % 3, i * 7919 % 30011
    print "<het n=\"30000\"/>\n</hoTich>" }' >long.xml
"$E" --to=package --split=16K -o whole long.xml
# killed COMMAND…: kills it when some parts are finished, again if it was too fast for us; true if it was still running.
killed() {
    for attempt in 1 2 3 4 5 6 7 8 9 10; do
        rm -rf resumed resumed.tmp*
        "$@" 2>/dev/null & pid=$!
        tries=0
        while [ $tries -lt 3000 ] && kill -0 $pid 2>/dev/null \
            && [ "$(cat resumed.tmp*/parts.tsv 2>/dev/null | wc -l)" -lt 6 ]; do
            tries=$((tries + 1))
        done
        kill -9 $pid 2>/dev/null; wait $pid 2>/dev/null
        [ -d resumed ] || ! ls resumed.tmp*/KS.2008.01.xml.gz >/dev/null 2>&1 || return 0
    done
    return 1
}
ok "killed while it was at work" killed "$E" --to=package --split=16K -o resumed long.xml
old=$(stat -c '%i' resumed.tmp*/KS.2008.01.xml.gz)
"$E" --to=package --split=16K -o resumed long.xml
is "the finished parts are taken over" "$(stat -c '%i' resumed/KS.2008.01.xml.gz)" "$old"
is "the bytes are those of one run" "$(diff -r whole resumed)" ""
is "and nothing is left" "$(ls -d resumed*)" resumed
rm -rf resumed
ok "killed again" killed "$E" --to=package --split=16K -o resumed long.xml
for part in resumed.tmp*/KS.2008.01.xml.gz; do printf x | dd of="$part" bs=1 seek=100 conv=notrunc 2>/dev/null; done
"$E" --to=package --split=16K -o resumed long.xml
is "a part that was damaged meanwhile is made again" "$(diff -r whole resumed)" ""
rm -rf resumed
ok "and again" killed "$E" --to=package --split=16K -o resumed long.xml
sed '0,/Lê/s//Lý/' long.xml >other.xml && cat other.xml >long.xml
"$E" --to=package --split=16K -o resumed long.xml; rm -rf whole; "$E" --to=package --split=16K -o whole other.xml
is "nothing is taken over from another input" "$(diff -r whole resumed)" ""
tap_done

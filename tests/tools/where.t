# SPDX-License-Identifier: BSD-2-Clause
# Programs find their lists and translations without being told: in the build tree, under DESTDIR, after a move.
. "$srcdir/tests/lib/tap.sh"
unset HOTICH_DATADIR HOTICH_LOCALEDIR HOTICH_LIBEXECDIR
in=$srcdir/samples/ks2008.csv
( unset MAKEFLAGS MAKELEVEL MFLAGS; make -C "$builddir" install DESTDIR="$W/stage" >"$W/install.log" 2>&1 ) ||
    tail -n 20 "$W/install.log"
bin=$(dirname "$(find "$W/stage" -name hotich-import)")

records() { "$1/hotich-import" -q "$in" 2>err | grep "^<het"; cat err; }
want=$(HOTICH_DATADIR=$srcdir/data records "$builddir")
like_vi() { LC_ALL=C.UTF-8 LANGUAGE=vi "$1/hotich-import" --help | grep -c 'Cách dùng\|Dùng:\|Trạng thái'; }

is "in the build tree the lists are found" "$(records "$builddir")" "$want"
is "under DESTDIR the lists are found" "$(records "$bin")" "$want"
is "under DESTDIR the translations are found" "$(like_vi "$bin")" "$(like_vi "$builddir")"
mv "$W/stage" "$W/moved"
bin=$W/moved${bin#"$W/stage"}
is "a tree that was moved still works" "$(records "$bin")" "$want"
mkdir "$W/alone" && cp "$bin/hotich-import" "$W/alone"
HOTICH_DATADIR=$W/nowhere rc "a list that is nowhere ends with 2" 2 "$W/alone/hotich-import" "$in"
is "and says what to do" "$(grep -c 'HOTICH_DATADIR\|--lists' err)" 1
( unset MAKEFLAGS MAKELEVEL MFLAGS; make -C "$builddir" uninstall DESTDIR="$W/moved" >"$W/install.log" 2>&1 )
is "uninstall leaves no file" "$(find "$W/moved" -type f)" ""
tap_done

# SPDX-License-Identifier: BSD-2-Clause
# Shell tests speak TAP:  . "$srcdir/tests/lib/tap.sh";  ok "what" command…;  is "what" GOT WANT;  tap_done
# $T is the build's directory of programs, $srcdir the source tree; each test runs in an empty directory $W.
set -u
: "${srcdir:=.}" "${builddir:=.}"
srcdir=$(cd "$srcdir" && pwd)
builddir=$(cd "$builddir" && pwd)
T=$builddir
export T srcdir builddir
export HOTICH_DATADIR="${HOTICH_DATADIR:-$srcdir/data}" HOTICH_LIBEXECDIR="$builddir" LC_ALL=C.UTF-8 LANGUAGE=
PATH=$builddir:$PATH
tap_n=0
W=$(mktemp -d) && cd "$W" || exit 99
trap 'cd / && chmod -R u+w "$W" 2>/dev/null; rm -rf "$W"' EXIT

tap_line() { tap_n=$((tap_n + 1)); echo "$1 $tap_n - $2"; }
# ok WHAT COMMAND…: passes if the command succeeds; its output is shown as comments if not.
ok() {
    tap_what=$1; shift
    if tap_out=$("$@" 2>&1); then tap_line ok "$tap_what"; else
        tap_line "not ok" "$tap_what"; printf '%s\n' "$tap_out" | head -n 40 | sed 's/^/# /'; fi
}
# is WHAT GOT WANT
is() {
    if [ "$2" = "$3" ]; then tap_line ok "$1"; else
        tap_line "not ok" "$1"; printf 'got:  %s\nwant: %s\n' "$2" "$3" | sed 's/^/# /'; fi
}
# rc WHAT WANT COMMAND…: the exit status is WANT; output goes to out and err.
rc() {
    tap_what=$1 tap_want=$2; shift 2
    "$@" >out 2>err; tap_got=$?
    if [ "$tap_got" -eq "$tap_want" ]; then tap_line ok "$tap_what"; else
        tap_line "not ok" "$tap_what"; echo "# exit status $tap_got, want $tap_want"; head -n 20 err | sed 's/^/# /'; fi
}
skip() { tap_n=$((tap_n + 1)); echo "ok $tap_n - $1 # SKIP $2"; }
tap_done() { echo "1..$tap_n"; }

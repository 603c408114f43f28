# SPDX-License-Identifier: BSD-2-Clause
# What every start pays for: a filter is linked with the few libraries that its runs use and that load in no time.  The
# rest is loaded where it is needed (src/base/lib.h).
. "$srcdir/tests/lib/tap.sh"

if ! objdump -p "$builddir/hotich-import" 2>/dev/null | grep -q NEEDED; then
    skip "programs are linked with what they use" "no objdump, or no shared libraries"
    tap_done; exit
fi

for program in hotich-import hotich-normalize hotich-validate hotich-dedupe hotich-convert; do
    objdump -p "$builddir/$program" | sed -n 's/^ *NEEDED *lib\([a-z0-9]*\).*/\1/p' |
        grep -vE '^(c|m|pthread|dl|asan|ubsan|clang|gcc|iconv)$' |
        grep -vE '^(csv|jansson|utf8proc|z)$' >"$W/more"
    is "$program is linked with nothing that only some runs use" "$(cat "$W/more")" ""
done
tap_done

# SPDX-License-Identifier: BSD-2-Clause
# What every start pays for: a filter is linked with the libraries that each of its runs uses, and with no other.  The
# rest is loaded where it is needed (src/base/lib.h).
. "$srcdir/tests/lib/tap.sh"

if ! objdump -p "$builddir/hotich-import" 2>/dev/null | grep -q NEEDED; then
    skip "programs are linked with what they use" "no objdump, or no shared libraries"
    tap_done; exit
fi

# program<TAB>libraries
while IFS='	' read -r program want; do
    objdump -p "$builddir/$program" | sed -n 's/^ *NEEDED *lib\([a-z0-9]*\).*/\1/p' |
        grep -vE '^(c|m|pthread|dl|asan|ubsan|clang|gcc|iconv)$' | LC_ALL=C sort | tr '\n' ' ' >"$W/got"
    is "$program is linked with what every run of it uses" "$(cat "$W/got")" "$want "
done <<'LIST'
hotich-import	csv jansson utf8proc xml2 z
hotich-normalize	utf8proc xml2 z
hotich-validate	utf8proc xml2 z
hotich-dedupe	utf8proc xml2 z
hotich-convert	utf8proc xml2 z
LIST
tap_done

# SPDX-License-Identifier: BSD-2-Clause
# The manual: well-formed, a page per program, and the same options as --help.
. "$srcdir/tests/lib/tap.sh"
pages="$srcdir/man/*.[1-8] $builddir/man/*.[1-8]"
if [ -n "${MANDOC:-}" ]; then
    for page in $pages; do
        [ -f "$page" ] || continue
        # A page of another package is not here to be found, so cross references are not followed.
        is "mandoc finds nothing in ${page##*/}" "$("$MANDOC" -T lint -W warning "$page" 2>&1 | head -n 10)" ""
        ok "${page##*/} has the licence line" grep -q '^.\\" SPDX-License-Identifier: BSD-2-Clause$' "$page"
    done
else
    skip "mandoc finds nothing in the pages" "mandoc is missing"
fi

# Options of --help, and of a page:  .It Fl o , -output Ns = Ns Ar FILE
helped() { "$builddir/$1" --help | grep -oE '^ +(-[A-Za-z], |    )?--[a-z][a-z0-9-]*' | grep -oE -- '--.*' | sort -u; }
paged() { grep -hE '^\.It Fl ' "$@" | grep -oE '(Fl|,) -[a-z][a-z0-9-]*' | sed 's/^[^-]*-/--/' | sort -u; }
paged "$srcdir/man/hotich.7" >common
for tool in $HOTICH_TOOLS; do
    page=$srcdir/man/$tool.1
    ok "$tool has a page" test -f "$page"
    [ -f "$page" ] || continue
    [ "$tool" != hotich ] || continue
    helped "$tool" >helped
    paged "$page" >own
    sort -u own common >paged
    is "every option of $tool is in its page or in hotich(7)" "$(comm -23 helped paged)" ""
    is "every option of $tool's page exists" "$(comm -13 helped own)" ""
    for title in 'EXIT STATUS' EXAMPLES 'SEE ALSO'; do
        ok "$tool(1) has $title" grep -q "^\.Sh $title" "$page"
    done
done
is "hotich-index(5) has the version of the index" "$(sed -n 's/^\.Pq 32 bits, now //p' "$srcdir/man/hotich-index.5")" \
    "$(sed -n 's/^#define INDEX_VERSION //p' "$srcdir/src/dedupe/index.c")"
tap_done

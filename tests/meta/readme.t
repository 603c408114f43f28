# SPDX-License-Identifier: BSD-2-Clause
# The examples of both READMEs give what the READMEs show: lines "    $ command", then their output.  The register that
# HACKING.md adds can be taken out by its diff.
. "$srcdir/tests/lib/tap.sh"
mkdir tree && cd tree && ln -s "$srcdir/samples" samples && ln -s "$srcdir/data" data && ln -s "$builddir" build
for page in README.md README.vi.md; do
    awk -v page=$page '
        !/^    / { shown = 0; next }
        /^    \$ / { shown = ++n; sub(/^    \$ /, ""); print > (page "." n ".cmd"); printf "" > (page "." n ".want"); next }
        shown { sub(/^    /, ""); print > (page "." n ".want") }' "$srcdir/$page"
    n=0
    while n=$((n + 1)); [ -f "$page.$n.cmd" ]; do
        case $(cat "$page.$n.cmd") in
        export*) . "./$page.$n.cmd"; continue ;;
        esac
        sh "./$page.$n.cmd" >got 2>got.err
        is "$page: $(cut -c1-60 "$page.$n.cmd")" "$(cat got)" "$(cat "$page.$n.want")"
    done
done
if command -v git >/dev/null; then
    sed -n '/^```diff/,/^```$/p' "$srcdir/HACKING.md" | sed '1d;$d' >register.diff
    mkdir -p hacked/src && cp -R "$srcdir/src/reg" hacked/src && chmod -R u+w hacked
    is "HACKING.md: the diff of a register" "$(cd hacked && GIT_CEILING_DIRECTORIES=$PWD git apply -R ../register.diff 2>&1)$(
        grep -rl chamdutgiamsat hacked)" ""
else
    skip "HACKING.md: the diff of a register" "no git"
fi
tap_done

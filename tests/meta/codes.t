# SPDX-License-Identifier: BSD-2-Clause
# Every finding is expected by some test: a code that no test names is one that perhaps cannot happen, or says nonsense.
# A golden folder's err, a fixture of a rule, a unit test or a shell test will do; tests/tools/codes.t has those that are
# nobody else's.
. "$srcdir/tests/lib/tap.sh"
cd "$srcdir"

sed -n 's/^DIAG(\([0-9]*\),.*/\1/p' src/model/diag.def | LC_ALL=C sort >"$W/all"
{ find tests -type f ! -path 'tests/meta/*' -exec grep -aohE 'HT(_D_)?[0-9]{3}' {} +; ls tests/rules; } |
    grep -oE '[0-9]{3}' | LC_ALL=C sort -u >"$W/expected"
is "every code is expected by a test" "$(LC_ALL=C comm -23 "$W/all" "$W/expected" | tr '\n' ' ')" ""

# A code that no source names cannot be reported.
{ find src -type f ! -name diag.def -exec grep -ohE 'HT_D_[0-9]{3}' {} +
  grep -ohE '\b[0-9]{3}\b' src/*/*.def; } | grep -v diag.def | grep -oE '[0-9]{3}' | LC_ALL=C sort -u >"$W/used"
is "every code is reported somewhere" "$(LC_ALL=C comm -23 "$W/all" "$W/used" | tr '\n' ' ')" ""
tap_done

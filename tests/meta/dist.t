# SPDX-License-Identifier: BSD-2-Clause
# What is in the repository is in the tarball, but for git's own files; making it costs no test.
. "$srcdir/tests/lib/tap.sh"
is "making the tarball runs no test" "$(make -n -C "$builddir" distdir 2>&1 | grep -c 'test-suite')" 0
if ! git -C "$srcdir" rev-parse --is-inside-work-tree >/dev/null 2>&1 || [ ! -e "$srcdir/.git" ]; then
    skip "the tarball holds all files of the repository" "not in a repository"; tap_done; exit
fi
make -s -C "$builddir" --no-print-directory print-dist | sed "s,^\./,," | LC_ALL=C sort -u >listed
# A directory in the list brings everything below it.
git -C "$srcdir" ls-files | grep -vE '(^|/)\.git(ignore|attributes)$' | LC_ALL=C sort >tracked
awk 'NR == FNR { has[$0] = 1; next }
     { path = $0; while (!(path in has) && sub("/[^/]*$", "", path)) ; if (!(path in has)) print }' listed tracked >missing
is "the tarball holds all files of the repository" "$(head -n 30 missing)" ""
tap_done

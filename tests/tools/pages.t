# SPDX-License-Identifier: BSD-2-Clause
# Pages: templates, recognised words of other programs, what is asked of a person.
. "$srcdir/tests/lib/tap.sh"
mkdir made
"$srcdir/data/templates/make" made
for f in "$srcdir"/data/templates/*.tsv; do
    cmp -s "$f" "made/${f##*/}" || echo "${f##*/}"
done >stale
is "the templates are made of their descriptions (data/templates/make)" "$(cat stale)" ""
tap_done

# SPDX-License-Identifier: BSD-2-Clause
# The committed samples are what their generator makes.
. "$srcdir/tests/lib/tap.sh"
mkdir made
ok "the samples can be made" "$builddir/samples/make-samples" made
for file in made/*; do
    ok "samples/${file#made/} is what the generator makes" cmp "$file" "$srcdir/samples/${file#made/}"
done
is "--births makes as many rows as asked" "$("$builddir/samples/make-samples" --births 1000 | wc -l)" 1001
tap_done

# SPDX-License-Identifier: BSD-2-Clause
# The accuracy of detection has floors; bench/accuracy.sh measures it with a hundred thousand strings.
. "$srcdir/tests/lib/tap.sh"
"$srcdir/bench/make-models" "$W" 2 || echo "Bail out! no models"
"$builddir/bench/accuracy" -t -m 0 -m 1 "$srcdir/bench" 1500 7

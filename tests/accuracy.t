# SPDX-License-Identifier: BSD-2-Clause
# The accuracy of detection has floors; bench/accuracy.sh measures it with a hundred thousand strings.
"$builddir/bench/accuracy" -t "$srcdir/bench" 1500 7

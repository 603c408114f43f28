# SPDX-License-Identifier: BSD-2-Clause
# Golden folders of hotich-import.
. "$srcdir/tests/lib/tap.sh"
. "$srcdir/tests/lib/golden.sh"
golden "$srcdir/tests/tools/import"
tap_done

# SPDX-License-Identifier: BSD-2-Clause
# Source formats that are text, end to end.  Binary ones are made by tests/unit/{dbf,xls,xlsx,ods}.c.
. "$srcdir/tests/lib/tap.sh"
. "$srcdir/tests/lib/golden.sh"
golden "$srcdir/tests/tools/formats"
tap_done

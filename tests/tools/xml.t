# SPDX-License-Identifier: BSD-2-Clause
# Streams that no program of the family takes, and what they say (HT0nn).
. "$srcdir/tests/lib/tap.sh"
. "$srcdir/tests/lib/golden.sh"
golden "$srcdir/tests/tools/xml"
tap_done

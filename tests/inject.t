# SPDX-License-Identifier: BSD-2-Clause
# One defect at a time in clean books of every register: its rule fires, and no other.
. "$srcdir/tests/lib/tap.sh"
exec "$T/tests/inject/inject"

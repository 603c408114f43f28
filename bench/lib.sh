# SPDX-License-Identifier: BSD-2-Clause
# What every benchmark stands on; sourced first.  It goes into a directory of its own ($W; one that the script has set
# already is kept), knows the built programs as $B and the tree's lists, and times commands.
set -u
B=$builddir
export builddir HOTICH_DATADIR="$srcdir/data"
if [ -n "${W:-}" ]; then
    mkdir -p "$W" && cd "$W" || exit 1
else
    W=$(mktemp -d "${TMPDIR:-/tmp}/bench.XXXXXX") && cd "$W" || exit 1
    trap 'cd / && rm -rf "$W"' EXIT
fi

# once COMMAND…: runs it, its output thrown away, its messages in $W/err; sets wall and cpu (seconds) and rss (KiB).  A
# program that fails has no figures: the benchmark ends.
once() {
    "$B/bench/measure" "$W/m" "$@" >/dev/null 2>"$W/err"
    read -r wall cpu rss status <"$W/m"
    [ "$status" -le 1 ] && return
    echo "bench: exit status $status: $*" >&2
    head -n 3 "$W/err" >&2
    exit 1
}

# best N COMMAND…: that N times; wall, cpu and rss of the run of least CPU time.
best() {
    least= left=$1; shift
    while [ "$left" -gt 0 ]; do
        once "$@"
        if [ -z "$least" ] || awk "BEGIN { exit !($cpu < $least) }"; then least="$cpu" its="$wall $cpu $rss"; fi
        left=$((left - 1))
    done
    read -r wall cpu rss <<END
$its
END
}

# row CELL…: a row of a table.
row() { printf '|'; printf ' %s |' "$@"; echo; }
# of FORMAT A B: A divided by B.
of() { awk "BEGIN { printf \"$1\", ($2) / ($3) }"; }
mb() { echo $((rss / 1024)); }

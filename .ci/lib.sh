# SPDX-License-Identifier: BSD-2-Clause
# What quickstart, check and .ci/run share.  Sourced with $me (the command's name for messages) and $top set.

# Debian packages: what a build must have, what the tests use, what only .ci/run uses.  Those of the optional libraries
# are the third column of m4/optional.m4.
required="gcc make autoconf automake pkg-config gettext libc6-dev libxml2-dev libcsv-dev zlib1g-dev libutf8proc-dev"
tested="icu-devtools openssl mandoc libxml2-utils python3 unzip zip"
analysed="clang clang-tidy libclang-rt-dev cppcheck xz-utils git xsltproc"
compared="chromium imagemagick fonts-dejavu-core fonts-liberation fonts-noto-core libreoffice-calc python3-openpyxl python3-xlsxwriter python3-dbf"
optional=$(sed -n 's/^ *HT_OPTIONAL(\[[^]]*\],\[[^]]*\],\[\([^]]*\)\].*/\1/p' "$top/m4/optional.m4" | tr '\n' ' ')

die() { echo "$me: $*" >&2; exit 1; }

missing_of() {
    for pkg in "$@"; do
        [ "$(dpkg-query -W -f '${db:Status-Status}' "$pkg" 2>/dev/null)" = installed ] || printf '%s ' "$pkg"
    done
}

as_root() {
    if [ "$(id -u)" = 0 ]; then "$@"; elif command -v sudo >/dev/null; then sudo "$@"; else return 1; fi
}

apt() { as_root env DEBIAN_FRONTEND=noninteractive apt-get -q "$@" </dev/null >>"$log" 2>&1; }

# packages NEEDED WANTED: installs what is missing, in one go.  Without a NEEDED package there is no going on; without a
# WANTED one there is, and it is said.  A machine that has all of them needs neither root nor a network.
packages() {
    command -v dpkg-query >/dev/null || { echo "$me: this is no Debian; going on with what is installed"; return 0; }
    need=$(missing_of $1) want=$(missing_of $2)
    [ -n "$need$want" ] || return 0
    echo "$me: installing $need$want"
    if ! apt install -y --no-install-recommends $need $want; then
        apt update || true
        apt install -y --no-install-recommends $need $want || true
    fi
    if [ -n "$(missing_of $1)" ]; then
        apt install -y --no-install-recommends $need || true
    fi
    need=$(missing_of $1) want=$(missing_of $2)
    [ -z "$need" ] || die "cannot install $need(root or sudo and a network are needed; see $log)"
    [ -z "$want" ] || echo "$me: going on without $want(what that costs is in configure's summary)"
}

# node_modules DIR: installs what tests/node/package.json names into DIR for the tests.  Without npm or a network the
# tests that need it are skipped, which they say; .ci/run fails them (HOTICH_NODE_NEEDED).
node_modules() {
    export HOTICH_NODE=$1
    command -v npm >/dev/null || apt install -y --no-install-recommends npm || true
    mkdir -p "$1"
    cmp -s "$top/tests/node/package.json" "$1/package.json" && [ -d "$1/node_modules" ] && return 0
    cp "$top/tests/node/package.json" "$1/package.json"
    (cd "$1" && npm install --ignore-scripts --no-audit --no-fund --no-package-lock) >>"$log" 2>&1 </dev/null || {
        rm -rf "$1/package.json" "$1/node_modules"
        echo "$me: going on without exceljs and mdb-reader: npm could not install them (see $log)"
    }
}

# step TEXT COMMAND…: runs it into the log; one clear line and the end if it fails.
step() {
    text=$1; shift
    "$@" >>"$log" 2>&1 </dev/null || die "$text failed; the end of $log says why: $(grep -v '^ *$' "$log" | tail -n 1)"
}

# build DIR ARG…: bootstraps if need be, configures and makes out of tree.
build() {
    dir=$1; shift
    if [ ! -x "$top/configure" ] || [ -n "$(find "$top" -name .git -prune -o \
            \( -name local.mk -o -name Makefile.am -o -name '*.m4' -path '*/m4/optional.m4' -o -name configure.ac \) \
            -newer "$top/configure" -print | head -n 1)" ]; then
        step bootstrap "$top/bootstrap"
    fi
    mkdir -p "$dir"
    if [ ! -f "$dir/Makefile" ] || [ "$top/configure" -nt "$dir/config.status" ]; then
        (cd "$dir" && step configure "$top/configure" -q "$@") || exit 1
    fi
    step "the build" make -C "$dir" -j"$(nproc)"
}

# SPDX-License-Identifier: BSD-2-Clause
# read = written + rejected + merged, in every golden folder of every tool: the commands run again, each program with
# --manifest, and every manifest is added up.
. "$srcdir/tests/lib/tap.sh"
if "$T/hotich-normalize" --manifest=probe -o probe.xml /dev/null 2>&1 | grep -q 'built without'; then
    skip "manifests balance" "built without libcrypto"; tap_done; exit
fi
mkdir wrapped
for tool in import normalize validate dedupe export; do
    printf '#!/bin/sh\nexec "%s/hotich-%s" --manifest="$MANIFESTS/%s.$$.json" "$@"\n' "$T" $tool $tool >wrapped/hotich-$tool
done
for tool in hotich hotich-convert; do ln -s "$T/$tool" wrapped/$tool; done
chmod +x wrapped/*
MANIFESTS=$W/manifests; export MANIFESTS; mkdir "$MANIFESTS"
T=$W/wrapped; export T
sum() { sed -n "s/^.*\"$1\":\([0-9]*\).*/\1/p" "$2" | head -n 1; }
folders=0 checked=0 wrong=
for cmd in "$srcdir"/tests/tools/*/*/cmd; do
    dir=${cmd%/cmd}
    rm -rf run; cp -r "$dir" run; chmod -R u+w run
    rm -f "$MANIFESTS"/*
    (cd run && sh ./cmd >/dev/null 2>&1)
    folders=$((folders + 1))
    for m in "$MANIFESTS"/*; do
        [ -f "$m" ] || continue
        checked=$((checked + 1))
        [ "$(sum read "$m")" -eq $(($(sum written "$m") + $(sum rejected "$m") + $(sum merged "$m"))) ] ||
            wrong="$wrong ${dir#"$srcdir"/tests/tools/}:${m##*/}($(sum read "$m")/$(sum written "$m")/$(sum rejected "$m")/$(sum merged "$m"))"
    done
done
is "every manifest of $folders folders balances" "$wrong" ""
ok "and nearly every folder wrote some ($checked)" test $checked -ge $((folders / 2))
tap_done

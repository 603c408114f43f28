# SPDX-License-Identifier: BSD-2-Clause
# Options that all programs have: a value that is none is a bad invocation, and nothing is written then.
. "$srcdir/tests/lib/tap.sh"
printf 'so,quyenSo,ngayDangKy,noiDangKy,nksHoTen\n1/2008,01/2008,03/01/2008,UBND xã A,Trần Bá\n' >in.csv
hotich-import -o in.xml in.csv
for tool in import normalize validate dedupe convert export; do
    case $tool in import | convert) in=in.csv;; *) in=in.xml;; esac
    for bad in --progress=sometimes --diag=xml --fail-on=info --max-diags=many --max-diags= --no-such-option; do
        "hotich-$tool" "$bad" $in >out 2>err; is "hotich-$tool $bad" "$? $(wc -c <out) $(grep -c '^hotich-.*: error: ' err)" "2 0 1"
    done
    hotich-$tool --progress=always -o out $in 2>err
    ok "hotich-$tool --progress=always draws, however short the run" grep -q '100%' err
    hotich-$tool --progress -o out $in 2>err
    ok "hotich-$tool --progress draws on terminals only" test -z "$(tr -dc '\r' <err)"
done
mkdir tree && cp in.csv tree
rc "hotich batch --progress=sometimes" 2 hotich batch --progress=sometimes -o done tree
rc "hotich run with it in the second part" 2 hotich run import in.csv then normalize --progress=sometimes
for bad in --split=0 --split=1X --split=-1; do rc "$bad is no size" 2 hotich-export --to=package -o p "$bad" in.xml; done
rc "--memory=0 is no size" 2 hotich-dedupe --memory=0 in.xml
tap_done

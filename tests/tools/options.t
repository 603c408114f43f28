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
# Two outputs of one file: the later would replace the earlier.
hotich-dedupe -o same --pairs=./same in.xml 2>err
is "two options that write one file" "$? $(ls same 2>/dev/null) $(grep -c 'error: --pairs and --output would both write same' err)" "2  1"
rc "and both standard output" 2 hotich-normalize -o - --changes=- in.xml
for line in "import --rejects=- in.csv" "normalize --changes=- in.xml" "validate --manifest=- in.xml" \
    "dedupe --pairs=- in.xml" "convert --diag-file=- in.csv" "export --diag-file=- --to=csv in.xml"; do
    "$T/hotich" $line >out 2>err
    is "$line: nothing else goes where the output goes" \
        "$? $(grep -cE '^(<|so,)' out) $(grep -c 'would both write standard output' err) $(wc -l <err)" "2 0 1 1"
done
rc "what is no output may go there" 0 hotich-export --to=sqlite -o s.db --manifest=- in.xml
# The first file would not be written.
hotich-validate --report=a.html --report=b.html in.xml >out 2>err
is "one option with two files" "$? $(ls ?.html 2>/dev/null) $(wc -c <out) $(grep -c -- '--report is given twice' err)" "2  0 1"
rc "with one file twice" 0 hotich-normalize -q -o out -o out in.xml
rc "devices may be shared" 0 hotich-normalize -q -o /dev/null --changes=/dev/null --diag-file=/dev/null in.xml
rc "--memory=0 is no size" 2 hotich-dedupe --memory=0 in.xml

# Lists are configuration: one that is missing, or whose header line somebody spoilt, is no input that fails.
mkdir none && cp -r "$srcdir/data" lists && chmod -R u+w lists
for file in codes provinces communes lunar_years headers surnames; do
    sed -i 's/\t/,/g' lists/$file.tsv
    case $file in headers) set -- import in.csv;; surnames) set -- dedupe in.xml;; *) set -- normalize in.xml;; esac
    "hotich-$1" --lists=lists "$2" >out 2>err
    is "$file.tsv saved with commas is refused" "$? $(wc -c <out) $(grep -c "lists/$file.tsv .*tabs" err)" "2 0 1"
    cp "$srcdir/data/$file.tsv" lists
done
for to in moj sqlite stats; do
    hotich-export --to=$to --lists=none -o p in.xml >out 2>err; is "--to=$to without lists" "$? $(grep -c 'is missing' err)" "2 1"
done

for verb in import normalize validate dedupe export convert; do
    is "--help of $verb says how it is run" "$(hotich $verb --help | sed -n 1p | cut -d' ' -f 1,2)" "Usage: hotich-$verb"
done
is "… and that merge is a verb only" "$(hotich merge --help | sed -n 1p | cut -d' ' -f 1-3)" "Usage: hotich merge"

rc "--columns without a name would export entries without fields" 2 hotich-export --columns= in.xml
is "… and nothing is written" "$(wc -c <out)" 0

rc "entries without any of the columns make no empty lines of a table" 1 hotich-export --to=csv --columns=voHoTen in.xml
is "… they are set aside" "$(wc -c <out) $(grep -c 'error: HT945: khaiSinh has none' err)" "0 $(grep -c '^<khaiSinh' in.xml)"

# A pipe will do for a file that an option names, however long it is: --map=<(…) of a shell.
printf 'HT con,NS con\nLê An,01/02/2008\n' >odd.csv
{ yes '# a map with a long history' | head -n 4000; printf 'HT con\tnksHoTen\nNS con\tnksNgaySinh\n'; } |
    hotich-import -q --register=KS --map=/dev/stdin odd.csv >out 2>err
ok "a map from a pipe, and that names all of two columns" grep -q '^<nksHoTen>Lê An</nksHoTen>$' out

# What an option names is part of the invocation: nothing was read yet when it cannot be.  A second keying and a receipt are input.
for words in "export --to=package --sign=nix -o p" "export --encrypt-for=nix" \
    "export --deidentify --key=nix" "export --to=moj --scans=nix -o p" "import --map=nix" "import --decisions=nix" \
    "validate --profile=nix.tsv" "validate --scans=nix" "dedupe --decisions=nix" "dedupe --model=nix" "dedupe --fields=nix"; do
    rc "$words without that file" 2 hotich $words in.xml
    is "… which is named" "$(grep -c 'nix' err) $(grep -c 'chmod' err)" "1 0"
done
rc "a report without its page" 2 hotich-validate --lists=none --profile="$srcdir/data/profiles/standard.tsv" --report=r.html in.xml
hotich-export --to=sqlite -o s.db in.xml
rc "hotich extract prints one entry; a second id is not passed over" 2 hotich extract s.db KS.1 KS.2
is "… and nothing is written" "$(wc -c <out)" 0
tap_done

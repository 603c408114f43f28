# SPDX-License-Identifier: BSD-2-Clause
# Golden folders of hotich-export, and what only a whole package shows: that every byte counts, that a run that dies
# leaves nothing, that the number of jobs changes nothing.
. "$srcdir/tests/lib/tap.sh"
. "$srcdir/tests/lib/golden.sh"
golden "$srcdir/tests/tools/export"

E=$T/hotich-export
in=$srcdir/tests/tools/export/package/in.xml
"$E" --to=package -o good "$in"
verify() { LANGUAGE= "$E" --verify "$1" >verdict 2>problems; }
ok "a package verifies" verify good
# Of a package from a pipe nobody knows whether it was validated: the verdict says what the records have.
"$T/hotich" run import -q "$srcdir/samples/ks2008.csv" then normalize -q >doubtful.xml 2>err
"$E" --to=package -o doubtful doubtful.xml 2>err; verify doubtful
# A manifest without a list of parts names no part, whatever its checksum is.
printf '<hoTich xmlns="urn:hotich:1" v="1">\n<het n="0"/>\n</hoTich>\n' | "$E" --to=package -o listless 2>err
sed -i 's/"parts":\[\]/"parts":{}/' listless/manifest.json
(cd listless && sha256sum manifest.json >SHA256SUMS)
rc "a manifest without a list of parts is none" 1 "$E" --verify listless
ok "… and for no other reason" grep -q 'listless/manifest.json: error: HT904' err
rm -r listless
ok "the verdict counts the errors in the records" grep -q 'as packed; but 1 error is reported in the records$' verdict
rm -r doubtful doubtful.xml
is "files and directory are private" "$(stat -c %a good good/* | sort -u | tr '\n' ' ')" "600 700 "
ok "sha256sum(1) agrees" sh -c 'cd good && sha256sum -c --quiet SHA256SUMS'

# Every byte of every file: changed, taken away, one more at the end.  Not each of the thousands, but enough of each file.
cp -r good bad
missed=
for file in good/*; do
    name=${file##*/} size=$(stat -c %s "$file")
    at=0
    while [ "$at" -lt "$size" ]; do
        old=$(od -An -tu1 -j "$at" -N1 "$file" | tr -d ' ')
        printf "\\$(printf %o $((old ^ 1)))" | dd of="bad/$name" bs=1 seek="$at" conv=notrunc 2>/dev/null
        verify bad; rc=$?
        [ $rc -eq 1 ] && grep -q 'must not be submitted' verdict || missed="$missed $name:$at=$rc"
        cp "$file" "bad/$name"
        at=$((at + size / 23 + 1))
    done
    printf x >>"bad/$name"; verify bad && missed="$missed $name:added"
    head -c $((size - 1)) "$file" >"bad/$name"; verify bad && missed="$missed $name:cut"
    rm "bad/$name"; verify bad; [ $? -eq 1 ] || missed="$missed $name:removed"
    cp "$file" "bad/$name"
done
is "every change of a byte is found" "$missed" ""
verify bad; is "and nothing else is" "$?" 0
: >bad/.hidden; verify bad; is "an extra file is found" "$?:$(grep -c HT905 problems)" 1:1; rm bad/.hidden
mkdir bad/dir; verify bad; is "an extra directory is found" "$?" 1; rmdir bad/dir
mv bad/KS.2008.01.xml.gz t; ln -s ../t bad/KS.2008.01.xml.gz; verify bad; is "a link is no part" "$?" 1
rc "what is no package is no package" 3 "$E" --verify "$in"
rc "nor is what does not exist" 3 "$E" --verify nowhere
rc "an empty directory is none either" 1 "$E" --verify "$(mkdir none && echo none)"

# Replacing: whole or not at all.
find good -type f -exec cksum {} + | sort >before
head -n 20 "$in" >cut.xml
rc "a truncated stream is a failure" 3 "$E" --to=package -o good cut.xml
find good -type f -exec cksum {} + | sort >after
ok "and leaves the earlier package as it was" cmp before after
is "and nothing beside it" "$(ls -d good.* 2>/dev/null)" ""
"$E" --to=package -o good --register=KH "$in"
is "a good run replaces it" "$(ls good | tr '\n' ' ')" "KH.2009.01.xml.gz SHA256SUMS manifest.json "
ok "and leaves nothing beside it" sh -c '! ls -d good.* 2>/dev/null'
echo mine >good/notes.txt
rc "but not where somebody put another file" 2 "$E" --to=package -o good "$in"
is "which is still there" "$(cat good/notes.txt)" mine

# Interrupted: a fifo holds the run in the middle.
for signal in TERM INT KILL; do
    rm -rf pkg fifo; mkfifo fifo
    "$E" --to=package -o pkg "$in"
    # The shell sets INT to be ignored for background jobs; env gives it back.
    env --default-signal=INT "$E" --to=package -o pkg --register=KS fifo 2>/dev/null & pid=$!
    exec 9>fifo
    head -n 30 "$in" >&9
    n=0; until ls -d pkg.tmp*/KS* >/dev/null 2>&1 || [ $n -gt 200 ]; do sleep 0.02; n=$((n + 1)); done
    kill -s $signal $pid; wait $pid 2>/dev/null
    exec 9>&-
    is "killed by $signal: the earlier package is untouched" "$("$E" --verify pkg >/dev/null; echo $?)" 0
    [ $signal = KILL ] || is "killed by $signal: nothing is left over" "$(ls -d pkg.* 2>/dev/null)" ""
done
"$E" --to=package -o pkg "$in"
is "the next run removes what a killed one left" "$(ls -d pkg.* 2>/dev/null)" ""

# Signatures.
if command -v openssl >/dev/null; then
    new_ca() { openssl req -x509 -newkey ec -pkeyopt ec_paramgen_curve:P-256 -nodes -keyout $1.key -out $1.crt -subj "/CN=$1" -days 30; }
    new_cert() {        # NAME CA DAYS KEY-OPTIONS…
        name=$1 ca=$2 days=$3; shift 3
        openssl req -newkey "$@" -nodes -keyout $name.key -out $name.csr -subj "/CN=Phòng $name" -utf8
        openssl x509 -req -in $name.csr -CA $ca.crt -CAkey $ca.key -CAcreateserial -days "$days" -out $name.crt
        cat $name.key $name.crt >$name.pem
    }
    { new_ca So; new_ca Khac; new_cert ec So 30 ec -pkeyopt ec_paramgen_curve:P-256; new_cert rsa So 30 rsa:2048
      new_cert weak So 30 rsa:1024; new_cert la Khac 30 rsa:2048; } >log 2>&1
    for kind in ec rsa; do
        rm -rf signed; "$E" --to=package --sign=$kind.pem -o signed "$in"
        rc "$kind: a signed package verifies" 0 "$E" --verify signed --trust=So.crt
        is "$kind: and says by whom" "$(grep -c "signed by CN=Phòng $kind" out)" 1
        ok "$kind: openssl agrees" openssl cms -verify -binary -inform DER -in signed/manifest.json.p7s -content signed/manifest.json \
            -CAfile So.crt -purpose any -out /dev/null
        rc "$kind: without --trust the signature must still fit" 0 "$E" --verify signed
    done
    is "RSA signs with PSS" "$(openssl cms -cmsout -print -inform DER -in signed/manifest.json.p7s | grep -c rsassaPss)" 1
    rc "another authority is refused" 1 "$E" --verify signed --trust=Khac.crt
    rc "no certificate at all is a bad invocation" 2 "$E" --verify signed --trust="$in"
    rm -rf other; "$E" --to=package --sign=la.pem -o other "$in"
    rc "a signer of another authority is refused" 1 "$E" --verify other --trust=So.crt
    cp other/manifest.json.p7s signed/; rc "a signature with another key is refused" 1 "$E" --verify signed --trust=So.crt
    rm signed/manifest.json.p7s; rc "an unsigned package is refused where --trust asks for one" 1 "$E" --verify signed --trust=So.crt
    rc "and is fine where nobody asks" 0 "$E" --verify signed
    "$E" --to=package --sign=ec.pem -o signed "$in"
    sed 's/Bến Nghé/Bến Thành/' signed/manifest.json >m && cat m >signed/manifest.json
    (cd signed && sed -i '$d' SHA256SUMS && sha256sum manifest.json >>SHA256SUMS)
    rc "a changed manifest is refused, though its checksum was made anew" 1 "$E" --verify signed --trust=So.crt
    is "by the signature alone" "$(grep -c error: err):$(grep -c HT933 err)" 1:1
    "$E" --to=package --sign=ec.pem -o signed "$in"
    cp signed/KS.2009.01.xml.gz signed/KS.2008.01.xml.gz; rc "a swapped part is refused" 1 "$E" --verify signed --trust=So.crt
    rc "a weak key signs nothing" 2 "$E" --to=package --sign=weak.pem -o no "$in"
    cat ec.key rsa.crt >mixed.pem; rc "nor a key with another's certificate" 2 "$E" --to=package --sign=mixed.pem -o no "$in"
    rc "nor a certificate alone" 2 "$E" --to=package --sign=ec.crt -o no "$in"
    is "and nothing is left" "$(ls -d no* 2>/dev/null | grep -v none)" ""
    openssl ca -help >/dev/null 2>&1 && { mkdir demo; : >demo/index; echo 01 >demo/serial; printf '%s\n' '[ca]' 'default_ca=d' '[d]' \
        'database=demo/index' 'serial=demo/serial' 'new_certs_dir=demo' 'default_md=sha256' 'policy=p' '[p]' 'commonName=supplied' >demo/cnf
        openssl ca -batch -utf8 -config demo/cnf -cert So.crt -keyfile So.key -in ec.csr -out old.crt -startdate 20200101000000Z \
            -enddate 20210101000000Z >log 2>&1
        cat ec.key old.crt >old.pem; rc "an expired certificate signs nothing" 2 "$E" --to=package --sign=old.pem -o no "$in"
        cp -r other late; openssl cms -sign -binary -in late/manifest.json -signer old.crt -inkey ec.key -outform DER -out late/manifest.json.p7s 2>/dev/null
        rc "and is refused" 1 "$E" --verify late --trust=So.crt
        rc "without --trust too" 1 "$E" --verify late; }
else
    skip "signatures" "openssl is missing"
fi

# Many ledgers at once, entries shuffled among them: one part each, with any number of jobs.
awk 'BEGIN { print "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<hoTich xmlns=\"urn:hotich:1\" v=\"1\">"
    for (i = 0; i < 4000; i++) { y = 1950 + i * 7 % 71
        printf "<khaiSinh id=\"%d\" src=\"a:%d\">\n<so>%d/%d</so>\n<quyenSo>01/%d</quyenSo>\n<nksHoTen>A</nksHoTen>\n</khaiSinh>\n", i, i + 1, i, y, y }
    print "<het n=\"4000\"/>\n</hoTich>" }' >many.xml
for jobs in 1 2 5; do "$E" --to=package --jobs=$jobs -o many$jobs many.xml; done
is "71 ledgers in turn: one part each" "$(ls many1 | grep -c '^KS')" 71
ok "they verify" verify many1
is "the bytes do not depend on --jobs" "$(diff -r many1 many2; diff -r many1 many5)" ""
for jobs in 1 3; do "$E" --to=package --split=6000 --jobs=$jobs -o split$jobs --register=KS many.xml; done
is "nor with --split" "$(diff -r split1 split3)" ""
"$E" --to=package --split=20K -o split "$srcdir/tests/tools/export/package/in.xml"
sed 's:<quyenSo>.*<:<quyenSo>01/2008<:' many.xml >one.xml
"$E" --to=package --split=8K -o split "one.xml"
is "no part is longer than --split says" "$(find split -name 'KS*' -size +8192c)" ""
ok "and they are not much shorter" sh -c '[ $(ls split/KS* | wc -l) -lt 16 ] && [ $(stat -c %s split/KS.2008.01.xml.gz) -gt 6000 ]'
cat split/KS.2008.01.xml.gz $(ls split/KS.2008.01.p*.gz | sort -V) | gzip -dc | grep '^<so>' >got
grep '^<so>' one.xml >want
ok "all entries are there, in order" cmp got want

# The manifest says what was checked and what was found, by ledger.
"$T/hotich" run validate --only=HT303,HT301,HT302 "$in" then export --to=package -o checked 2>/dev/null
checks() { sed -n 's/^"checks":\(.*\),$/\1/p' "$1"; }
is "the rules that ran; one that needs scans did not" "$(checks checked/manifest.json)" \
    '{"profile":"standard","rules":["HT301","HT303"]}'
ok "findings by ledger" \
    grep -q '^{"ledger":"HN._._",.*"records":1,"parts":1,"findings":\[{"code":"HT303","severity":"error","count":4}\]}' \
    checked/manifest.json
ok "the package verifies" verify checked
"$T/hotich-validate" --only=HT303 --manifest=v.json "$in" >/dev/null 2>&1
is "validation's own manifest says it too" "$(checks v.json)" '{"profile":"standard","rules":["HT303"]}'
tap_done

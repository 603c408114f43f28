# SPDX-License-Identifier: BSD-2-Clause
# --encrypt-for: what openssl(1) makes of it, who can read it, what happens to a changed byte, and that it streams.
. "$srcdir/tests/lib/tap.sh"
E=$T/hotich-export
command -v openssl >/dev/null || { skip "encryption" "openssl is missing"; tap_done; exit; }
{ for k in ec rsa khac; do
    case $k in ec) kind="ec -pkeyopt ec_paramgen_curve:P-256" ;; *) kind=rsa:2048 ;; esac
    openssl req -x509 -newkey $kind -nodes -keyout $k.key -out $k.crt -subj "/CN=$k" -days 30
done
openssl req -x509 -newkey rsa:1024 -nodes -keyout weak.key -out weak.crt -subj /CN=weak -days 30; } >log 2>&1
awk -v n=3000 -f "$srcdir/tests/lib/city.awk" >in.xml
decrypt() { openssl cms -decrypt -inform DER -in "$1" -inkey "$2.key" -recip "$2.crt" 2>/dev/null; }
# The forms of one stream.
for form in xml csv json qcvn109; do
    "$E" --to=$form --register=KS -o plain.$form in.xml
    "$E" --to=$form --register=KS --encrypt-for=rsa.crt --encrypt-for=ec.crt -o secret.$form in.xml
    for k in rsa ec; do decrypt secret.$form $k | cmp -s - plain.$form || echo "$form $k"; done
done >differ
is "each recipient reads the same bytes as without encryption" "$(cat differ)" ""
"$E" --to=csv --register=KS --encrypt-for=rsa.crt in.xml >piped
ok "through a pipe too" sh -c 'openssl cms -decrypt -inform DER -in piped -inkey rsa.key -recip rsa.crt | cmp - plain.csv'
openssl cms -cmsout -print -inform DER -in secret.xml >text 2>/dev/null
is "AES-256-GCM, authenticated; OAEP; ECDH with SHA-256" \
    "$(grep -oE 'authEnvelopedData|aes-256-gcm|rsaesOaep|stdDH-sha256kdf' text | sort -u | tr '\n' ' ')" \
    "aes-256-gcm authEnvelopedData rsaesOaep stdDH-sha256kdf "
is "nobody else reads it" "$(decrypt secret.xml khac | grep -c khaiSinh)" 0
is "nothing of it can be seen" "$(grep -ac 'khaiSinh\|Nguyễn' secret.xml)" 0
missed= size=$(stat -c %s secret.xml) at=0
while [ $at -lt $size ]; do
    cp secret.xml bad; old=$(od -An -tu1 -j $at -N1 bad | tr -d ' ')
    printf "\\$(printf %o $((old ^ 1)))" | dd of=bad bs=1 seek=$at conv=notrunc 2>/dev/null
    openssl cms -decrypt -inform DER -in bad -inkey ec.key -recip ec.crt >got 2>/dev/null && ! cmp -s got plain.xml && missed="$missed $at"
    at=$((at + size / 23 + 1))
done
is "no changed byte passes for the content" "$missed" ""
head -c $((size - 20)) secret.xml >bad; is "nor a cut file" "$(openssl cms -decrypt -inform DER -in bad -inkey ec.key -recip ec.crt >/dev/null 2>&1; [ $? -ne 0 ] && echo refused)" refused
# Packages: parts are encrypted, the manifest is not; it has no personal data.
few=$srcdir/tests/tools/export/package/in.xml
"$E" --to=package -o plain "$few"
rc "a package is encrypted part by part" 0 "$E" --to=package --encrypt-for=rsa.crt -o secret "$few"
is "its files" "$(ls secret | sed 's/^[KH].*gz/PART/' | sort -u | tr '\n' ' ')" "PART.p7m SHA256SUMS manifest.json "
is "they are private" "$(stat -c %a secret/* | sort -u)" 600
for part in plain/*.xml.gz; do decrypt secret/${part#*/}.p7m rsa | cmp -s - $part || echo $part; done >differ
is "the parts are those of the plain package" "$(cat differ)" ""
rc "it verifies without a key" 0 "$E" --verify secret
is "which says what it could not count" "$(grep -c 'are encrypted, their records were not counted' out)" 1
f=$(ls secret/*.p7m | head -n 1); printf x >>$f; rc "a changed part does not" 1 "$E" --verify secret
rc "replacing an encrypted package" 0 "$E" --to=package --encrypt-for=ec.crt -o secret "$few"
"$E" --to=package --encrypt-for=ec.crt --split=20K -o split in.xml
is "no part is longer than --split says" "$(find split -name 'K*' -size +20480c)" ""
awk 'BEGIN { print "<hoTich xmlns=\"urn:hotich:1\" v=\"1\">"; for (i = 0; i < 500; i++) { y = 1950 + i % 50
    printf "<khaiSinh id=\"%d\" src=\"a:%d\">\n<so>%d/%d</so>\n<quyenSo>01/%d</quyenSo>\n</khaiSinh>\n", i, i, i, y, y }
    print "<het n=\"500\"/>\n</hoTich>" }' >many.xml
"$E" --to=package --encrypt-for=ec.crt -o many many.xml
for part in many/*.p7m; do decrypt $part ec | gzip -dc | grep -c '^<khaiSinh'; done | awk '{ n += $1 } END { print n }' >n
is "50 ledgers in turn: every entry is in some part" "$(cat n)" 500
ok "and the package verifies" "$E" --verify many
# Memory does not grow with the content.
awk -v n=60000 -f "$srcdir/tests/lib/city.awk" >big.xml
peak() { "$@" & pid=$!; m=0; while k=$(awk '/VmHWM/ { print $2 }' /proc/$pid/status 2>/dev/null) && [ -n "$k" ]; do m=$k; sleep 0.02; done; wait $pid; echo "$m"; }
small=$(peak "$E" --to=xml --encrypt-for=ec.crt -o a in.xml) large=$(peak "$E" --to=xml --encrypt-for=ec.crt -o b big.xml)
is "memory stays the same ($small kB for 1 MB, $large kB for $(($(stat -c %s big.xml) / 1000000)) MB)" "$((large < 40000))" 1
rc "a weak key is refused" 2 "$E" --to=xml --encrypt-for=weak.crt -o no in.xml
rc "a key is no certificate" 2 "$E" --to=xml --encrypt-for=ec.key -o no in.xml
rc "one good certificate does not excuse a bad one" 2 "$E" --to=xml --encrypt-for=ec.crt --encrypt-for=weak.crt -o no in.xml
rc "forms that cannot be encrypted say so" 2 "$E" --to=sqlite --encrypt-for=ec.crt -o no in.xml
is "and nothing is left" "$(ls no* 2>/dev/null)" ""
rc "a full disk is noticed" 3 "$E" --to=xml --encrypt-for=ec.crt -o /dev/full in.xml
tap_done

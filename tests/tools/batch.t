# SPDX-License-Identifier: BSD-2-Clause
# hotich batch and hotich merge: many ledgers, killed and resumed; parts that are joined, or refused.
. "$srcdir/tests/lib/tap.sh"
H=$T/hotich
chain='import | normalize'

# A tree of 60 small ledgers; one of them holds what the first has too, one is no ledger.
mkdir -p tree/a tree/b/c
n=0
while [ $n -lt 60 ]; do
    dir=a; [ $((n % 3)) -eq 0 ] && dir=b/c
    awk -v n=$n 'BEGIN { print "so,quyenSo,ngayDangKy,noiDangKy,nksHoTen,nksGioiTinh"
        for (i = 1; i <= 200; i++) printf "%03d/%d,01/%d,15.%02d.%d,\"UBND xã Lộc Thuận\",Nguyễn Văn %c,Nam\n",
            i, 1950 + n, 1950 + n, 1 + i % 12, 1950 + n, 65 + i % 26 }' >tree/$dir/ks$((1950 + n)).csv
    n=$((n + 1))
done
sed 5q tree/b/c/ks1950.csv >tree/a/again.csv
echo hidden >tree/a/.hidden
for leavings in '~$so 1950.xlsx' Thumbs.db desktop.ini; do echo "$leavings" >"tree/a/$leavings"; done

rc "a tree of ledgers" 0 "$H" batch -j2 -o whole --chain="$chain" tree
is "is summed up" "$(cat err)" "hotich-batch: 61 ledgers: 61 done (0 with findings, 0 before this run), 0 failed"
is "output, log and state per ledger, and a summary" "$(find whole -type f | wc -l)" 184
is "private" "$(find whole -type f -perm /077; find whole -type d -perm /077)" ""
find whole -type f -exec cksum {} + | sort >before
mkdir empty
rc "a tree without ledgers is no good" 2 "$H" batch -q -o none --chain="$chain" empty
rc "nor is a pattern that no name matches" 2 "$H" batch -q -o whole --match='*.xls' --chain="$chain" tree
ok "which leaves the results of before" test -s whole/batch.json
rc "a second run" 0 "$H" batch -j2 -o whole --chain="$chain" tree
is "does nothing again" "$(cat err)" "hotich-batch: 61 ledgers: 61 done (0 with findings, 61 before this run), 0 failed"
find whole -type f -exec cksum {} + | sort | cmp - before && tap_line ok "and changes no byte"
echo "201/1950,01/1950,15.01.1950,UBND xã Lộc Thuận,Lê A,Nam" >>tree/b/c/ks1950.csv
echo >>whole/a/ks1951.csv.xml
"$H" batch -q -o whole --chain="$chain" -v tree 2>err
is "a changed source and a changed output are made again" "$(grep -c 'before this run' err):$(grep -c ': done$' err)" "0:0"
"$H" batch -o whole --chain="$chain" tree 2>err
is "once" "$(cat err)" "hotich-batch: 61 ledgers: 61 done (0 with findings, 61 before this run), 0 failed"
"$H" batch -o whole --chain="$chain | normalize" tree 2>err
is "another chain makes everything again" "$(grep -c '61 done (0 with findings, 0 before this run)' err)" 1
"$H" batch -q -o whole --chain="$chain" tree

# Killed at 20 moments, the children with it; the last run is left alone.
k=0
while [ $k -lt 20 ]; do
    "$H" batch -q -j2 -o killed --chain="$chain" tree 2>/dev/null & pid=$!
    sleep 0.0$((k * 7 % 10))$((k % 3))
    kill -9 $pid 2>/dev/null; wait $pid 2>/dev/null
    k=$((k + 1))
done
rc "after 20 kills" 0 "$H" batch -q -j2 -o killed --chain="$chain" tree
is "killed 20 times, the bytes are the same" "$(diff -r whole killed)" ""

# What goes wrong.
rc "without -o" 2 "$H" batch tree
rc "without a tree" 2 "$H" batch -o x
rc "a chain that is wrong stops at once" 2 "$H" batch -o wrong --chain='import --frm=csv' tree
ok "and is said" grep -q "the chain is wrong" err
cp -r tree/a few; printf '' >few/empty.csv
rc "a ledger that fails" 3 "$H" batch -o few-out --chain='import --from=csv | normalize' --match='*.csv' few/again.csv few/nowhere.csv
is "does not stop the others" "$(ls few-out | tr '\n' ' ')" "again.csv.xml again.csv.xml.log again.csv.xml.state batch.json "
rc "two ledgers of one name" 2 "$H" batch -o few-out tree/a/ks1951.csv few/ks1951.csv
"$H" batch -q -o pick --chain="$chain" --match='ks195[12]*' --match='ks1953*' tree
is "--match" "$(find pick -name '*.xml' | sort | tr '\n' ' ')" "pick/a/ks1951.csv.xml pick/a/ks1952.csv.xml pick/b/c/ks1953.csv.xml "
"$H" batch -q -o tables --chain="$chain | export --to=csv" --match='ks1951*' tree
is "the output is named by what the chain makes" "$(find tables -name '*.csv.csv')" tables/a/ks1951.csv.csv

# Merge.
"$H" run import $(find tree -name '*.csv' | LC_ALL=C sort) then normalize -o one.xml 2>/dev/null
rc "merge" 0 "$H" merge -o merged.xml whole/batch.json
ok "makes what one run makes, ids of repeated numbers too" cmp merged.xml one.xml
ok "there are such" grep -q 'id="KS.1950.01.001~2"' one.xml

awk 'NR > 1 && !/^<(het|\/hoTich)/ && !/^<hoTich/' one.xml >body
split_part() {          # part K of 8, as a stream of its own
    awk -v k="$1" 'BEGIN { print "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<hoTich xmlns=\"urn:hotich:1\" v=\"1\">" }
        /^<khaiSinh / { i++; mine = int((i - 1) / 1520) == k; c += mine } mine
        END { print "<het n=\"" c + 0 "\"/>\n</hoTich>" }' body
}
for k in 0 1 2 3 4 5 6 7; do split_part $k | "$T/hotich-normalize" -o part$k.xml --manifest=part$k.json; done
rc "8 parts by their manifests" 0 "$H" merge --expect=8 -o merged.xml part?.json
ok "become the whole" cmp merged.xml one.xml
rc "a part too few" 3 "$H" merge --expect=8 -o no.xml part[0-6].json
rc "a manifest that is not there" 3 "$H" merge -o no.xml part0.json part8.json
rc "a part given twice" 3 "$H" merge -o no.xml part0.json part1.json part0.json
is "is named" "$(grep -c 'HT923' err)" 1
mv part3.xml hold; rc "a missing part" 3 "$H" merge -o no.xml part?.json; is "is named" "$(grep -c 'part3.xml: error: HT922' err)" 1
head -c -1 hold >part3.xml; rc "a cut part" 3 "$H" merge -o no.xml part?.json
sed '0,/Nguyễn/s//Nguyen/' hold >part3.xml; rc "a changed part" 3 "$H" merge -o no.xml part?.json
is "is named" "$(grep -c 'part3.xml: error: HT924' err)" 1
mv hold part3.xml
sed 's/"records":1520/"records":1521/' part3.json >lie.json; rc "a manifest that counts wrong" 3 "$H" merge -o no.xml lie.json
echo '{}' >empty.json; rc "what is no manifest" 3 "$H" merge -o no.xml empty.json
echo '{' >broken.json; rc "nor this" 3 "$H" merge -o no.xml broken.json
rc "no operand" 2 "$H" merge
is "none of these wrote anything" "$(ls no.xml* 2>/dev/null)" ""

# Names that no Unicode program made: a ward's archive, unpacked by another one.
mkdir old; bad=$(printf 'kh\364 sinh\377')
sed 5q tree/a/ks1951.csv >"old/$bad.csv"
rc "a ledger whose name is no UTF-8" 0 "$H" batch -q -o old-out --chain="$chain" old
rc "is found by merge" 0 "$H" merge -o old.xml old-out/batch.json
is "with its entries" "$(grep -c '<khaiSinh' old.xml)" 4
tap_done

# SPDX-License-Identifier: BSD-2-Clause
# The edges of rules and tables: a value on either side of a limit, and every row of a list.  Changes of one character in
# the program ("<" for "<=", a table of which only the first row counts) once went unseen by all other tests.
. "$srcdir/tests/lib/tap.sh"

# births: a stream of births; each line of standard input is the fields of one, sorted, without the book's.
births() {
    printf '<?xml version="1.0" encoding="UTF-8"?>\n<hoTich xmlns="urn:hotich:1" v="1">\n'
    awk '{ printf "<khaiSinh id=\"%d\" src=\"a.csv:%d\">\n<so>%03d/2019</so>\n%s\n</khaiSinh>\n", NR, NR, NR, $0 }
        END { printf "<het n=\"%d\"/>\n</hoTich>\n", NR }' | sed 's/></>\n</g'
}
# found CODE: the ids that validate reports it for.
found() { hotich-validate --today=2026-01-31 --only="$1" --diag=tsv 2>&1 >/dev/null | awk -F'\t' -v c="$1" '$7 == c { print $3 }'; }

# Every year of the cycle of sixty, in all its spellings, is a lunar date.
for stem in Giáp Ất Bính Đinh Mậu Kỷ Canh Tân Nhâm Quý; do
    for branch in Tý Tí Sửu Dần Mão Mẹo Thìn Tỵ Ngọ Mùi Thân Dậu Tuất Hợi; do
        echo "<nksNgaySinh>năm $stem $branch</nksNgaySinh>"
    done
done | births | found HT408 | wc -l >n
is "years of the cycle are lunar dates" "$(cat n)" 140

# Day and month may have been swapped up to the 12th: registered before the birth, unless the months change places.
for day in 11 12 13; do
    echo "<ngayDangKy>2019-03-$day</ngayDangKy><nksNgaySinh>2019-05-20</nksNgaySinh>"
done | births | found HT405 >ids
is "the 12th may be a month, the 13th not" "$(tr '\n' ' ' <ids)" "1 2 "

# Capitals are no other surname, whatever the letter.
set -- Á á À à Ả ả Ã ã Ạ ạ Ă ă Ắ ắ Ằ ằ Ẳ ẳ Ẵ ẵ Ặ ặ Â â Ấ ấ Ầ ầ Ẩ ẩ Ẫ ẫ Ậ ậ Đ đ É é È è Ẻ ẻ Ẽ ẽ Ẹ ẹ Ê ê Ế ế Ề ề Ể ể Ễ ễ Ệ ệ \
    Í í Ì ì Ỉ ỉ Ĩ ĩ Ị ị Ó ó Ò ò Ỏ ỏ Õ õ Ọ ọ Ô ô Ố ố Ồ ồ Ổ ổ Ỗ ỗ Ộ ộ Ơ ơ Ớ ớ Ờ ờ Ở ở Ỡ ỡ Ợ ợ Ú ú Ù ù Ủ ủ Ũ ũ Ụ ụ \
    Ư ư Ứ ứ Ừ ừ Ử ử Ữ ữ Ự ự Ý ý Ỳ ỳ Ỷ ỷ Ỹ ỹ Ỵ ỵ
while [ $# -gt 1 ]; do
    echo "<nksHoTen>K$1 Văn An</nksHoTen><meHoTen>Trần Thị Bình</meHoTen><chaHoTen>K$2 Văn Cường</chaHoTen>"
    shift 2
done >names
echo "<nksHoTen>Kô Văn An</nksHoTen><meHoTen>Trần Thị Bình</meHoTen><chaHoTen>Kơ Văn Cường</chaHoTen>" >>names
births <names | found HT511 >ids
is "67 letters: one surname in either case" "$(wc -l <names) $(cat ids)" "68 68"

# Who draws a sample again next year, with the same seed, gets the same entries.
hotich run import -q "$srcdir/samples/ks2008.csv" then normalize -q -o ks.xml 2>/dev/null
hotich-validate --only=HT316 --sample=10% --seed=7 --diag=tsv ks.xml 2>&1 >/dev/null |
    awk -F'\t' '$7 == "HT316" { printf "%d ", substr($3, 12) }' >drawn
is "a seed draws the same in every version" "$(cat drawn)" "3 17 26 34 46 "
tap_done

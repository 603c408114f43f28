# SPDX-License-Identifier: BSD-2-Clause
# The examples of the manuals work as printed: every command ("$ …") of a page runs, one after the other, in a directory
# with the files that it names, ends in 0 or 1 and gives what the page shows below it (blanks count as one).
. "$srcdir/tests/lib/tap.sh"

# commands PAGE: N.cmd and N.want for each command of the section EXAMPLES.
commands() {
    awk '/^\.Sh / { inside = $2 == "EXAMPLES"; next }
        !inside { next }
        /^\.(Bd|Ed)/ { literal = /^\.Bd/; shown = 0; next }
        sub(/^\.Dl /, "") { shown = 0 } !literal && !/^\$ / { next }
        { gsub(/\\ /, " "); gsub(/\\e/, "\\"); gsub(/\\&/, ""); gsub(/\\\(dq/, "\"") }
        more { print > (n ".cmd"); more = /(\\|\|)$/; next }
        sub(/^\$ /, "") { shown = ++n; print > (n ".cmd"); more = /(\\|\|)$/; next }
        shown { print > (n ".want") }' "$1"
}

# What the examples name.
mkdir given && cd given && samples=$srcdir/samples
cp "$samples/ks2008.csv" ks2008.csv && cp "$samples/ks1996.txt" ks1998.txt && cp "$samples/kt2012.txt" danhsach.txt
hotich run import -q "$samples/ks2008.csv" then normalize -q -o ks2008.xml 2>/dev/null
cp ks2008.xml first.xml && cp ks2008.xml births.xml && cp ks2008.xml phuong.xml
hotich run import -q "$samples/ks2008-nhap-lai.csv" then normalize -q -o second.xml 2>/dev/null
hotich run import -q "$samples/kh2006.csv" then normalize -q -o marriages.xml 2>/dev/null
hotich run import -q "$samples/kt2012.txt" then normalize -q -o deaths.xml 2>/dev/null
printf 'HT con,NS con,so,quyenSo,ngayDangKy,noiDangKy\nLê An,3/1/2008,1/2008,01/2008,5/1/2008,UBND\n' >list.csv
printf 'STT\tid\nHọ và tên\tname\nNgày sinh\tdate\tbirth\nHọ tên cha\tname\tfather\nHọ tên mẹ\tname\tmother\n' >school.fields
printf 'STT,Họ và tên,Ngày sinh,Họ tên cha,Họ tên mẹ\n1,Lê An,3/1/2008,Lê Ba,Hà Tư\n2,Lê An,3/1/2008,Lê Ba,Hà Tư\n' >school.csv
# What a person's browser saved.
printf 'KS.2008.01.001\tKS.2008.01.002\tdifferent\n' >decisions.tsv
mkdir -p pdf quet/2008 so-cu && cp "$samples/ks2014.csv" so-cu
for i in 1 2 3 4 5 6 7 8; do
    sed "s|/2008|/200$i|" list.csv | hotich-import -q --register=KS --manifest=part-$i.json -o part-$i.xml 2>/dev/null
done
cd ..

for page in "$srcdir"/man/*.[1-8]; do
    name=$(basename "$page")
    cp -r given "$name" && cd "$name" && mkdir ../cmd && (cd ../cmd && commands "$page")
    n=0
    while n=$((n + 1)); [ -f ../cmd/$n.cmd ]; do
        what="$name: $(head -n 1 ../cmd/$n.cmd | cut -c 1-90)"
        case $(cat ../cmd/$n.cmd) in
        *.pdf*) skip "$what" "pictures are for tests/slow" ; continue ;;
        esac
        sh ../cmd/$n.cmd >../got 2>../err; status=$?
        if [ $status -gt 1 ] && grep -q 'was built without\|built without' ../err; then skip "$what" "a library is missing"
        elif [ $status -gt 1 ]; then is "$what" "$status $(head -n 5 ../err)" "0 or 1"
        elif [ -f ../cmd/$n.want ]; then is "$what" "$(tr -s ' \t' ' ' <../got)" "$(tr -s ' \t' ' ' <../cmd/$n.want)"
        else tap_line ok "$what"; fi
    done
    cd .. && rm -r cmd "$name"
done
tap_done

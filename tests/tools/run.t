# SPDX-License-Identifier: BSD-2-Clause
# "hotich run" gives what the pipe gives: output, messages and exit status, byte for byte.
. "$srcdir/tests/lib/tap.sh"

samples=$srcdir/samples
same_as_pipe() { # same_as_pipe WHAT IMPORT-OPTIONS VERB…: the chain of the verbs over one sample
    what=$1 import=$2; shift 2
    eval "'$T/hotich-import' $import" >pipe.0 2>pipe.err0; status=$?
    i=0 chain="import $import"
    for verb in "$@"; do
        [ -x "$T/hotich-$verb" ] || continue
        options=; case $verb in validate) options=--today=2026-01-01 ;; esac
        "$T/hotich-$verb" $options pipe.$i >pipe.$((i + 1)) 2>pipe.err$((i + 1)); s=$?
        [ $s -gt $status ] && status=$s
        i=$((i + 1)) chain="$chain then $verb $options"
    done
    eval "'$T/hotich' run $chain" >run.out 2>run.err; s=$?
    is "$what: exit status" $s $status
    ok "$what: output" cmp run.out pipe.$i
    # The stages of a pipe speak one after the other here, those of a chain in turns.
    cat pipe.err* | LC_ALL=C sort >pipe.err; LC_ALL=C sort run.err >run.sorted
    ok "$what: messages" diff run.sorted pipe.err
    rm -f pipe.*
}
for file in "$samples"/*.csv "$samples"/*.txt; do
    name=$(basename "$file")
    same_as_pipe "$name import | normalize" "$file" normalize
    same_as_pipe "$name the whole chain" "$file" normalize validate dedupe export
done
printf 'so,quyenSo,ngayDangKy,noiDangKy,nksHoTen\n1/2008,01/2008,15.01.2008,x,a b\n' >a.csv
rc "bar without blanks" 0 "$T/hotich" run 'import a.csv|normalize'
rc "then" 0 "$T/hotich" run import a.csv then normalize
rc "an empty part" 2 "$T/hotich" run import a.csv then then normalize
rc "a part that is no tool" 2 "$T/hotich" run import a.csv then frobnicate
rc "files in the middle" 2 "$T/hotich" run import a.csv then normalize a.xml
rc "output in the middle" 2 "$T/hotich" run import -o x a.csv then normalize
rc "import in the middle" 2 "$T/hotich" run normalize then import
rc "an open quotation mark" 2 "$T/hotich" run "import 'a.csv | normalize"
rc "nothing" 2 "$T/hotich" run
rc "-o of the last part" 0 "$T/hotich" run import a.csv then normalize -o x.xml
ok "… has the output" grep -q '</hoTich>' x.xml
tap_done

# SPDX-License-Identifier: BSD-2-Clause
# Every program against everything that goes wrong around it: expected exit status, a message, never a crash.
# The programs come from the build, so a new one is covered the day it exists.
. "$srcdir/tests/lib/tap.sh"

# A program's arguments for reading standard input, and what it is fed: xml, csv or text.
args() {
    case $1 in
    hotich) echo run import ;;
    hotich-convert) echo -f TCVN3 -t UTF-8 ;;
    hotich-export) echo --to=xml ;;
    *) ;;
    esac
}
diet() { case $1 in hotich|hotich-import) echo csv ;; hotich-convert) echo text ;; *) echo xml ;; esac; }

head -n 12 "$srcdir/samples/ks2014.csv" >csv
head -n 12 "$srcdir/samples/ks2008.csv" >text
"$T/hotich-import" csv >xml 2>/dev/null
size=$(wc -c <xml)
# Bytes without any form: the inside of a compressed file.
gzip -9n <"$srcdir/samples/kt2012.txt" | tail -c +11 >noise

# expect WHAT "STATUS…" STATUS: the status is one of those; from 1 up there was a message.
expect() {
    case " $2 " in
    *" $3 "*) if [ "$3" -ge 2 ] && [ ! -s err ]; then tap_line "not ok" "$1: a message"; else tap_line ok "$1"; fi ;;
    *) tap_line "not ok" "$1"; echo "# exit status $3, want one of: $2"; head -n 5 err | sed 's/^/# /' ;;
    esac
}

# The preloaded library cannot be combined with a sanitizer's own.
sanitized=false; ! grep -aq __asan_init "$T/hotich" || sanitized=true
if $sanitized || ! $CC -shared -fPIC -D_GNU_SOURCE -o fault.so "$srcdir/tests/fault/fault.c" -ldl 2>/dev/null
then fault=; else fault=$W/fault.so; fi

for tool in $HOTICH_TOOLS; do
    set -- $(args "$tool")
    food=$(diet "$tool")
    run() { "$T/$tool" "$@"; }
    xml=false; [ $food = xml ] && xml=true
    # What a stream that is cut or is no XML gives; text and tables can be cut anywhere and still be text.
    if $xml; then cut=3 odd=3; else cut="0 1 3" odd="0 1 3"; fi

    run "$@" <$food >good 2>err; expect "$tool: good input" "0 1" $?
    ok "$tool: writes something" test -s good
    run "$@" <$food >/dev/full 2>err; expect "$tool: full disk" 3 $?
    run "$@" -v <$food >out 2>/dev/full; is "$tool: messages to a full disk" $? 3
    run "$@" -v --diag-file=/dev/full <$food >out 2>err; expect "$tool: findings to a full disk" 3 $?
    run "$@" <$food 2>err >&-; expect "$tool: closed standard output" 3 $?
    run "$@" <&- >out 2>err; expect "$tool: closed standard input" 3 $?
    { sleep 0.1; run "$@" <$food 2>err; echo $? >status; } | true
    expect "$tool: reader gone" 3 "$(cat status)"
    run "$@" -o absent/dir/file <$food >out 2>err; expect "$tool: no such directory to write to" 3 $?
    mkdir -p void                       # hotich-import would take the ledgers of one that has some
    run "$@" void </dev/null >out 2>err; expect "$tool: a directory as input" 3 $?
    run "$@" absent.file </dev/null >out 2>err; expect "$tool: no such file" 3 $?
    if [ "$(id -u)" != 0 ]; then
        cp $food locked; chmod 0 locked
        run "$@" locked >out 2>err; expect "$tool: a file that cannot be read" 3 $?
        rm -f locked
    fi
    run "$@" </dev/null >out 2>err; expect "$tool: nothing at all" "$odd" $?
    run "$@" <noise >out 2>err; expect "$tool: noise" "$odd" $?
    head -c 100000 /dev/zero | run "$@" >out 2>err; expect "$tool: NUL bytes" "$odd" $?
    run "$@" --lists="$W/absent" <$food >out 2>err; expect "$tool: no code lists" "0 1 2" $?
    run "$@" --no-such-option <$food >out 2>err; expect "$tool: an unknown option" 2 $?
    { head -c $(($(wc -c <$food) / 2)) $food; sh -c 'kill -9 $$'; } 2>/dev/null | run "$@" >out 2>err
    expect "$tool: the producer is killed" "$cut" $?
    gzip -9n <$food >food.gz
    run "$@" <food.gz >unpacked 2>err; expect "$tool: gzip input" "0 1" $?
    # Only the names of sources may differ, and those are "-" in both.
    ok "$tool: gzip gives the same" cmp good unpacked
    head -c $(($(wc -c <food.gz) - 9)) food.gz | run "$@" >out 2>err; expect "$tool: gzip cut off" 3 $?

    # Cut at 50 places.
    n=$(wc -c <$food) bad=
    for k in $(seq 50); do
        head -c $((k * (n - 2) / 50)) $food >cut
        run "$@" <cut >out 2>err; status=$?
        case " $cut " in *" $status "*) ;; *) bad="$bad $((k * (n - 2) / 50)):$status" ;; esac
    done
    is "$tool: input cut at 50 places" "$bad" ""

    # A named output appears complete or not at all.
    if $xml && [ "$tool" != hotich-export ]; then
        head -c $((n / 2)) $food | run "$@" -o kept >out 2>err
        ok "$tool: a failure leaves no half file" test ! -e kept
    fi
    (ulimit -f 1; run "$@" -o limited <$food >out 2>err; echo $? >&3) 3>status
    expect "$tool: file size limit" 3 "$(cat status)"
    ok "$tool: and no half file" test ! -e limited

    if [ -n "$fault" ]; then
        for mode in dribble eintr; do
            HT_FAULT=$mode LD_PRELOAD=$fault run "$@" <$food >out 2>err; expect "$tool: $mode" "0 1" $?
            ok "$tool: $mode gives the same" cmp good out
        done
        HT_FAULT=write:1 LD_PRELOAD=$fault run "$@" <$food >out 2>err; expect "$tool: write fails" 3 $?
    else
        skip "$tool: dribble, eintr, write fails" "cannot preload into this build"
    fi
    if ! $sanitized; then
        # Less and less memory: each run succeeds or says that memory ran out.
        bad=
        for kb in 60000 40000 30000 20000 14000 10000 9000 8000 7000 6000; do
            (ulimit -v $kb; run "$@" <$food >out 2>err); status=$?
            case $status in
            0|1|2) ;;
            3) [ -s err ] || bad="$bad $kb:silent"; $xml && grep -q '<het n=' out && bad="$bad $kb:trailer" ;;
            # The loader itself gives up with 127 if there is no room for the libraries.
            127) ;;
            *) bad="$bad $kb:$status" ;;
            esac
        done
        is "$tool: less and less memory" "$bad" ""
    fi
done
tap_done

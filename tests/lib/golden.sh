# SPDX-License-Identifier: BSD-2-Clause
# Golden folders:  golden DIR  runs every DIR/*/cmd, a shell line that uses $T/program and the files of its folder, in
# a copy of the folder, and compares standard output with out, standard error with err, the exit status with rc
# (0 if there is no rc; an absent out or err means empty).  Further files named want-NAME are compared with NAME.
# BLESS=1 rewrites out, err, rc and want-* instead; look at the diff before you commit it.
golden() {
    for case in "$1"/*/cmd; do
        dir=$(dirname "$case"); name=$(basename "$(dirname "$dir")")/$(basename "$dir")
        rm -rf run; cp -r "$dir" run; chmod -R u+w run
        rm -f run/out run/err run/rc
        (cd run && sh ./cmd >out 2>err; echo $? >rc)
        if [ "${BLESS:-}" = 1 ]; then bless "$dir"; fi
        good=true; : >diff
        for file in out err rc; do
            want=$dir/$file
            [ -f "$want" ] || { want=expect-none; if [ $file = rc ]; then echo 0 >$want; else : >$want; fi; }
            diff -u --label "want/$file" --label "got/$file" "$want" run/$file >>diff || good=false
        done
        for want in "$dir"/want-*; do
            [ -f "$want" ] || continue
            file=${want##*/want-}
            diff -u --label "want/$file" --label "got/$file" "$want" "run/$file" >>diff 2>&1 || good=false
        done
        if $good; then tap_line ok "$name"; else tap_line "not ok" "$name"; head -n 60 diff | sed 's/^/# /'; fi
    done
}
bless() {
    for file in out err; do if [ -s run/$file ]; then cp run/$file "$1/$file"; else rm -f "$1/$file"; fi; done
    if [ "$(cat run/rc)" = 0 ]; then rm -f "$1/rc"; else cp run/rc "$1/rc"; fi
    for want in "$1"/want-*; do [ -f "$want" ] && cp "run/${want##*/want-}" "$want"; done
    :
}

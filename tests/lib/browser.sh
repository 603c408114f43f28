# SPDX-License-Identifier: BSD-2-Clause
# Pages in headless Chromium, for tests; sourced after tap.sh.  What a page complains of is in browser.err.
browser=$(command -v chromium || command -v chromium-browser || command -v google-chrome || true)

# need_browser WHAT: without one, or where it is the sanitizers that watch, the whole test is skipped; they do not see
# what a browser does.
need_browser() {
    local why=
    [ -n "$browser" ] || why="Chromium is not installed: apt-get install chromium (.ci/run does)"
    [ -z "${HOTICH_SANITIZED:-}" ] || why="only the browser works here, which the sanitizers do not watch"
    [ -n "$why" ] || return 0
    skip "$1" "$why"
    tap_done
    exit
}

# settled: waits until no process of an earlier browser has the profile; beside one, what a page had saved is locked.
settled() {
    for _ in $(seq 100); do
        grep -aqs "user-data-dir=$W/[p]rofile" /proc/[0-9]*/cmdline || return 0
        sleep 0.1
    done
}

# browse ARG…: --dump-dom or --print-to-pdf=FILE and the address of a page.  SPAN is the time of the page in ms.
browse() {
    mkdir -p "$W/profile"
    settled
    timeout 100 "$browser" --headless --no-sandbox --disable-gpu --disable-quic --no-first-run --disable-background-networking \
        --disable-component-update --disable-sync --user-data-dir="$W/profile" --enable-logging=stderr --v=0 \
        --virtual-time-budget="${SPAN:-4000}" "$@" 2>>browser.err
}

# play PAGE SCRIPT: the page with a script behind it that plays the clerk; prints what this left in "got", as JSON.
play() {
    sed '/<\/body>/d; /<\/html>/d' "$1" >play.html
    printf '<pre id="played"></pre><script>%s; $("played").textContent = "G" + "OT" + JSON.stringify(got) + "EN" + "D";</script></body></html>\n' \
        "$2" >>play.html
    browse --dump-dom "file://$W/play.html" | tr '\n' '\r' |
        sed -n 's/.*GOT\(.*\)END.*/\1/p' | tr '\r' '\n' | sed 's/&lt;/</g; s/&gt;/>/g; s/&amp;/\&/g'
}

# table: the lines of the one string that play printed
table() { sed 's/^"//; s/"$//; s/\\n/\n/g; s/\\t/\t/g' | sed '/^$/d'; }

# complaints: how many lines the console of the pages has that tell an error
complaints() { grep -c 'CONSOLE.*\(rror\|efused\)' browser.err; }

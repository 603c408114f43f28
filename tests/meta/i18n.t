# SPDX-License-Identifier: BSD-2-Clause
# The Vietnamese translation is complete and sound: no message of the sources is missing, fuzzy or left over.
. "$srcdir/tests/lib/tap.sh"
for tool in "${MSGFMT:-}" "${XGETTEXT:-}" "${MSGMERGE:-}"; do
    [ -n "$tool" ] || { skip "po/vi.po is complete" "gettext's tools are missing"; tap_done; exit; }
done
po=$srcdir/po/vi.po
ok "the template can be made" "$srcdir/po/update" --pot hotich.pot
ok "po/vi.po is well-formed" "$MSGFMT" -c -o /dev/null "$po"
messages() { awk '/^#~/ { next } /^msgid "/ { sub(/^msgid /, ""); s = $0; next } /^"/ && s != "" { s = s $0; next }
    s != "" { gsub(/""/, "", s); if (s != "") print s; s = "" }' "$1" | LC_ALL=C sort -u; }
messages hotich.pot >want
"$MSGMERGE" -q --no-fuzzy-matching --no-wrap "$po" hotich.pot -o merged.po 2>/dev/null || cp "$po" merged.po
msgattrib --untranslated --no-wrap merged.po | messages /dev/stdin >left
is "every message has a translation (po/update brings in new ones)" "$(head -n 20 left)" ""
is "no translation is fuzzy" "$(grep -c '^#, .*fuzzy' "$po")" 0
messages "$po" >have
is "no translation is left over (po/update drops it)" "$(LC_ALL=C comm -13 want have | head -n 20)" ""

# Merging two branches can join the lines of two translations into one.
lines() { awk -v part="$1" '/^msgid "/ { on = part == "id"; n = 0 } /^msgid_plural / { on = 0 } /^msgstr(\[0\])? "/ { on = part == "str" }
    on { n += gsub(/\\n/, "") } /^$/ && head++ { print n } END { print n }' "$po"; }
is "a translation has as many lines as its message" "$(lines id | md5sum)" "$(lines str | md5sum)"

# "1 bytes": a text with a count has a form for one, unless the number is a limit (103, 312, 914) or of many (317).
counted='(bytes|cells|characters|decisions|entries|errors|letters|ledgers|lines|parts|problems|records|rows|scans|warnings)'
is "what counts has a form for one" "$(cd "$srcdir" && { grep -nE "\"[^\"]*\{1\} $counted" src/model/diag.def | grep ' N_(' | grep -vE 'DIAG.(103|312|317|914),'
    grep -rnE --include='*.c' "[( ]_\(\"[^\"]*%(ll|l|z)?u $counted" src | grep -v 'of %\|more than %'; })" ""

# FILE of --map=FILE is TỆP in --map=TỆP, and in what is said of it.
catalog=${HOTICH_LOCALEDIR:-$builddir/po/locale}/vi/LC_MESSAGES/hotich.mo
for verb in import normalize validate dedupe convert export merge batch search extract; do
    "$T/hotich" $verb --help | grep -oE '=[A-Z]{3,}' | tr -d = | LC_ALL=C sort -u >names
    LANGUAGE=vi "$T/hotich" $verb --help | grep -woFf names
done >english
if [ -f "$catalog" ]; then
    is "names of values are translated wherever they stand" "$(LC_ALL=C sort -u english | grep -vx ZIP)" ""
else
    skip "names of values are translated wherever they stand" "built without messages"
fi
tap_done

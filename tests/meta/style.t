# SPDX-License-Identifier: BSD-2-Clause
# What a reviewer should not have to say: licence lines, form, sizes, calls that are banned.
. "$srcdir/tests/lib/tap.sh"
cd "$srcdir"
find src fuzz bench samples tests -name '*.[ch]' | LC_ALL=C sort >"$W/c"
find src -name '*.def' | LC_ALL=C sort >"$W/def"
find src fuzz bench samples tests po .ci -name '*.sh' -o -name '*.t' | LC_ALL=C sort >"$W/sh"
all() { cat "$W/c" "$W/def"; }
each() { xargs awk "$1"; }
none() { is "$1" "$(head -n 20 "$W/found")" ""; }

all | each 'FNR == 1 && !/SPDX-License-Identifier: BSD-2-Clause/ { print FILENAME }' >"$W/found"
none "every source file begins with the licence line"
each 'FNR <= 2 && /SPDX-License-Identifier: BSD-2-Clause/ { ok[FILENAME] = 1 } FNR == 2 && !ok[FILENAME] { print FILENAME }' \
    <"$W/sh" >"$W/found"
none "every script has the licence line"
grep -v '^src/model/diag.def$' "$W/def" | cat "$W/c" - | xargs awk '
    { line = $0; gsub(/[\200-\277]/, "", line) } length(line) > (FILENAME ~ /^tests/ ? 140 : 120) { print FILENAME ":" FNR ": " length(line) " columns" }' \
    >"$W/found"
none "no line is wider than 120 columns (140 in the tables of tests)"
all | xargs grep -nP '\t' >"$W/found"
none "no tabs in C"
{ all; cat "$W/sh"; } | xargs grep -nE '[[:blank:]]+$' >"$W/found"
none "no blanks at line ends"

# A function: its name at column 0, ( on the same line, { and } alone at column 0.  Tables are exempt.
each 'FNR == 1 { open = 0 } /^\{$/ && prev !~ /=$/ { open = FNR }
      /^\}$/ && open { n = FNR - open - 1; if (n > 100) print FILENAME ":" open ": " n " lines"; open = 0 } { prev = $0 }' \
    <"$W/c" >"$W/found"
none "no function is longer than 100 lines"
each 'FNR > 800 { n[FILENAME] = FNR } END { for (f in n) print f ": " n[f] " lines" }' <"$W/c" >"$W/found"
none "no file is longer than 800 lines"
grep '^src/' "$W/c" | xargs grep -nP '^(?!static|struct|enum|extern|typedef|#|/| |\}|[A-Z_]+\().*[ *]ht_[a-z0-9_]+\(' |
    grep '\.c:' >"$W/found"
none "a function's name stands at column 0"

# call<TAB>where it may stand<TAB>why not
while IFS='	' read -r call home why; do
    grep '^src/' "$W/c" | grep -vE "$home" | xargs grep -nP "(?<![\\w.>\"])($call)\\(" | grep -v '^[^:]*:[0-9]*: *\*' >"$W/found"
    none "$call: $why"
done <<'LIST'
strcpy|strcat|sprintf|vsprintf|gets|alloca	^$	no bounds
atoi|atol|atof|strtok	^$	no errors
setlocale	src/base/prog.c	the locale is set once
isalpha|isupper|islower|toupper|tolower|isspace|isalnum|ispunct|strcoll|strxfrm|strcasecmp|wcsrtombs	^$	data never depend on the locale
malloc|calloc|realloc|strdup|strndup|asprintf	src/base/mem.c	memory comes from base/mem
fprintf|fputs|fputc|perror|puts|printf	src/base/	only base writes
system|popen	^$	no shell
abort	src/base/|src/stream/	only where a promise between layers is broken
LIST
all | xargs grep -nE '\b(TODO|FIXME|XXX|HACK)\b' >"$W/found"
none "nothing is left for later in a comment"

# A merge can double lines of a local.mk, and automake only warns.
is "no list of a local.mk begins twice" "$(find . -name local.mk -not -path './build*' | xargs awk '
    FNR == 1 { split("", seen) }
    /^(if|else|endif)/ { split("", seen) }
    /^[A-Za-z_%]+ *=/ { name = $1; sub(/=.*/, "", name); if (seen[name]++) print FILENAME ": " name }')" ""
is "no line of a local.mk continues nothing" "$(find . -name local.mk -not -path './build*' | xargs awk '
    FNR == 1 { open = rule = 0 }
    /^\t/ && !open && !rule { print FILENAME ":" FNR }
    /^[^\t#=]+:/ { rule = 1 }
    /^[^\t]/ && !/^[^\t#=]+:/ { rule = 0 }
    { open = /\\$/ }')" ""
tap_done

# SPDX-License-Identifier: BSD-2-Clause
# Makes C tables of data/charset/*.tsv.   awk -v dir=data/charset -f charset_tab.awk charsets.def
#
# For each row of charsets.def with a table: decoding by one byte and by (class of the byte before, byte), rows of
# three bytes sorted, encoding by two stages of 64 characters.  src/text/charset_int.h says what the arrays mean.

function hex(s,    i, v) {
    v = 0
    s = toupper(s)
    for (i = 1; i <= length(s); i++)
        v = v * 16 + index("0123456789ABCDEF", substr(s, i, 1)) - 1
    return v
}

function fail(text) {
    print "charset_tab.awk: " text >"/dev/stderr"
    failed = 1
    exit 1
}

# As in enum ht_seq_flags of charset_int.h; BACK and LEN times a number of bytes.
BEGIN { BACK = 1; LEAD = 8; SECOND = 16; SPECIAL = 32; LEN = 64 }

# The initializer of a struct ht_seq: UTF-8 of C, with FLAGS.
function seq(c, flags) {
    if (c < 0)
        return "{{0}," SPECIAL + flags "}"
    if (c < 128)
        return sprintf("{{%d},%d}", c, flags + LEN)
    if (c < 2048)
        return sprintf("{{%d,%d},%d}", 192 + int(c / 64), 128 + c % 64, flags + 2 * LEN)
    return sprintf("{{%d,%d,%d},%d}", 224 + int(c / 4096), 128 + int(c / 64) % 64, 128 + c % 64, flags + 3 * LEN)
}

function utf8len(c) { return c < 128 ? 1 : c < 2048 ? 2 : 3 }

# Marks may compose with what stands before them: the slow path and NFC care for them.
function is_mark(c) { return c >= 768 && c < 880 }

function load(name,    file, line, f, n, c, i, key) {
    split("", one); split("", lead); split("", two); split("", three); split("", code); split("", second)
    nlead = nthree = regular = 0
    file = dir "/" name ".tsv"
    for (i = 0; i < 128; i++)
        one[i] = (i >= 32 || i == 9 || i == 10 || i == 13) ? i : -1
    rows = 0
    while ((n = (getline line <file)) > 0) {
        if (line ~ /^#/)
            continue
        rows++
        split(line, f, "\t")
        c = hex(f[2])
        n = split(f[1], b, " ")
        if (n < 1 || n > 3)
            fail(file ": " line)
        if (n == 1)
            one[hex(b[1])] = c
        else if (n == 2) {
            if (!(hex(b[1]) in lead))
                lead[hex(b[1])] = ++nlead
            two[lead[hex(b[1])], hex(b[2])] = c
            second[hex(b[2])] = 1
            regular += f[4] != "alt"
        } else {
            key = sprintf("%03d,%03d,%03d", hex(b[1]), hex(b[2]), hex(b[3]))
            three[key] = c
            order[++nthree] = key
        }
        if (f[4] != "alt")
            code[c] = f[1]
    }
    close(file)
    if (!rows)
        fail("cannot read " file)
    for (i = 0; i < 128; i++)
        if (one[i] == i && !(i in code))
            code[i] = sprintf("%02X", i)
    for (i in lead)
        if (!(i in one) || one[i] < 0)
            fail(file ": a pair starts with undefined byte " i)
    for (i = 1; i <= nthree; i++) {
        split(order[i], f, ",")
        if (!((f[1] + 0) in lead) || !((lead[f[1] + 0], f[2] + 0) in two))
            fail(file ": three bytes without their first two: " order[i])
    }
}

function sort_order(    i, j, t) {
    for (i = 2; i <= nthree; i++) {
        t = order[i]
        for (j = i - 1; j >= 1 && order[j] > t; j--)
            order[j + 1] = order[j]
        order[j + 1] = t
    }
}

function row_of(k, base,    i, line, c) {
    line = ""
    for (i = 0; i < 256; i++) {
        if (k && (k, i) in two)
            line = line seq(two[k, i], utf8len(one[base]) * BACK) ","
        else {
            c = (i in one) ? one[i] : -1
            line = line seq(c, (c >= 0 && is_mark(c)) * SPECIAL + (k == 0) * ((i in lead) * LEAD + (i in second) * SECOND)) ","
        }
    }
    return line
}

function emit_decode(id,    i, k, base, f) {
    for (i in lead)
        base[lead[i]] = i
    printf "static const struct ht_seq two_%s[%d][256] = {\n{%s},\n", id, nlead + 1, row_of(0, 0)
    for (k = 1; k <= nlead; k++)
        printf "{%s},\n", row_of(k, base[k])
    print "};"
    if (nlead) {
        printf "static const uint8_t lead_%s[256] = {", id
        for (i = 0; i < 256; i++)
            printf "%d,", (i in lead) ? lead[i] : 0
        print "};"
    }
    if (nthree) {
        sort_order()
        printf "static const struct ht_long three_%s[] = {\n", id
        for (i = 1; i <= nthree && split(order[i], f, ","); i++)
            printf "{{%d,%d,%d},%s},\n", f[1], f[2], f[3], seq(three[order[i]], 0)
        print "};"
    }
}

function c_octets(h,    n, i, b, line) {
    n = split(h, b, " ")
    line = "{{"
    for (i = 1; i <= n; i++)
        line = line hex(b[i]) ","
    return line "}," n "}"
}

function emit_encode(id,    c, p, used, npage, page, i) {
    for (c in code)
        used[int(c / 64)] = 1
    npage = 0
    for (p = 0; p < 1024; p++)
        if (p in used)
            page[p] = ++npage
    printf "static const uint8_t page_%s[1024] = {", id
    for (p = 0; p < 1024; p++)
        printf "%d,", (p in page) ? page[p] : 0
    printf "};\nstatic const struct ht_seq code_%s[%d][64] = {{{{0},0}},\n", id, npage + 1
    for (p = 0; p < 1024; p++)
        if (p in page) {
            printf "{"
            for (i = 0; i < 64; i++)
                printf "%s,", ((p * 64 + i) in code) ? c_octets(code[p * 64 + i]) : "{{0},0}"
            print "},"
        }
    print "};"
}

# Bytes 20-7F mean themselves, whatever stands beside them.
function ascii_kept(    i) {
    for (i = 32; i < 128; i++)
        if (one[i] != i || (i in second))
            return 0
    return 1
}

# No byte both starts a pair and ends one, and a third byte means nothing alone: one byte of looking back decides.
function one_back(    i, f) {
    for (i in second)
        if (i in lead)
            return 0
    for (i = 1; i <= nthree; i++) {
        split(order[i], f, ",")
        if (((f[3] + 0) in one) && one[f[3] + 0] >= 0)
            return 0
    }
    return 1
}

/^CHARSET\(/ {
    split($0, q, "\"")
    name = q[2]
    split(q[3], w, /[ ,]+/)
    id = w[3]
    if (id == "none" || id in made)
        next
    made[id] = 1
    load(name)
    emit_decode(id)
    emit_encode(id)
    printf "static const struct ht_table table_%s = { two_%s, %s, %s, %d, page_%s, code_%s, %s, %s, %s };\n", id, id,
        nlead ? "lead_" id : "NULL", nthree ? "three_" id : "NULL", nthree, id, id,
        ascii_kept() ? "true" : "false", nlead && !regular ? "true" : "false", one_back() ? "true" : "false"
    printf "#define HT_TABLE_%s &table_%s\n\n", id, id
}
